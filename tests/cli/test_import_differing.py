"""An import reports each value that differs from the file's: those it replaced, and those that were kept."""

import csv

import pytest

ANN = "First Name,Last Name,E-mail Address,Company,Job Title,Business City\nAnn,Roe,ann@example.org,Alpha,Clerk,Leeds\n"
LATER = ANN.replace("Alpha", "Beta").replace("Clerk", "Boss").replace("Leeds", "York")


def fields(values):
    return {value["field"] for value in values}


def exported(run, home, file_name, **changes):
    """Export the network as CSV, with some cells of its one row changed."""
    run("export", "--format", "csv", "-o", home / file_name)
    with (home / file_name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (home / file_name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerow(rows[0] | changes)
    return home / file_name


def test_values_of_another_file_that_are_not_taken_are_listed(run, home):
    run("import", "-", input=ANN)
    (home / "later.csv").write_text(LATER)
    ran = run("import", home / "later.csv")
    assert "3 values differ from the file and were kept:" in ran.out
    assert "line 2: Ann Roe: org 'Alpha', not 'Beta'" in ran.out
    assert run("import", home / "later.csv", "--json").json["kept"] == []  # each is reported once


def test_values_that_are_kept_are_in_json(run, home):
    run("import", "-", input=ANN)
    (home / "later.csv").write_text(LATER.replace("Boss", "Clerk").replace("York", "Leeds"))
    kept = run("import", home / "later.csv", "--json").json["kept"]
    assert kept == [{"line": 2, "name": "Ann Roe", "id": 1, "field": "org", "value": "Alpha", "in_file": "Beta"}]


def test_values_that_a_later_version_of_a_file_replaces_are_listed(run, home):
    (home / "people.csv").write_text(ANN)
    run("import", home / "people.csv")
    (home / "people.csv").write_text(LATER)
    ran = run("import", home / "people.csv", "--json")
    assert fields(ran.json["replaced"]) == {"org", "title", "place"}
    assert ran.json["kept"] == []


def test_a_value_you_changed_is_listed_as_kept_when_the_file_changes_it_too(run, home):
    (home / "people.csv").write_text(ANN)
    run("import", home / "people.csv")
    run("edit", "Ann", "--org", "Gamma")
    (home / "people.csv").write_text(ANN.replace("Alpha", "Beta"))
    ran = run("import", home / "people.csv", "--json")
    assert [(one["value"], one["in_file"]) for one in ran.json["kept"]] == [("Gamma", "Beta")]


def test_the_same_file_again_reports_no_differing_value(run, home):
    (home / "people.csv").write_text(ANN)
    run("import", home / "people.csv")
    run("edit", "Ann", "--org", "Gamma")
    ran = run("import", home / "people.csv", "--json")
    assert (ran.json["replaced"], ran.json["kept"]) == ([], [])


def test_another_spelling_of_a_value_does_not_differ(run, home):
    run("import", "-", input=ANN)
    (home / "later.csv").write_text(ANN.replace("Leeds", "LEEDS").replace("Ann,Roe", "ann,roe"))
    assert run("import", home / "later.csv", "--json").json["kept"] == []


@pytest.mark.parametrize("form", ["vcard", "yaml", "json"])
def test_a_changed_copy_of_ones_own_says_which_values_were_kept(run, home, form):
    run("add", "Mo Ek", "wood", "--place", "Hobart")
    run("export", "--format", form, "-o", home / "mine")
    (home / "mine").write_text((home / "mine").read_text().replace("Hobart", "Leeds").replace("Mo Ek", "Mona Ekman"))
    kept = run("import", home / "mine", "--json").json["kept"]
    assert {(one["field"], one["value"], one["in_file"]) for one in kept} >= {
        ("place", "Hobart", "Leeds"),
        ("name", "Mo Ek", "Mona Ekman"),
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "Hobart"), ("org", "Alpha"), ("closeness", "4"), ("phone", "+44 20 7946 0101"), ("aliases", "Nanny"),
        ("every", "30d"), ("skills", "yarn:expert"), ("notes", "by the sea"), ("title", "Dyer"),
    ],
)  # fmt: skip
def test_a_cleared_cell_of_an_export_is_reported(run, home, field, value):
    options = {"skills": ["yarn:expert"], "aliases": ["--alias", value], "notes": ["--note", value]}
    run("add", "Nan Okafor", *options.get(field, [f"--{field}", value]))
    ran = run("import", exported(run, home, "all.csv", **{field: ""}))
    assert f"line 2: Nan Okafor: {field} {value!r}, not in the file" in ran.out


def test_a_level_that_differs_in_another_file_is_reported(run, home):
    run("add", "Nan Okafor", "yarn:expert", "--email", "nan@example.org")
    (home / "c.csv").write_text("Full name,E-mail,Skills\nNan Okafor,nan@example.org,yarn:beginner\n")
    kept = run("import", home / "c.csv", "--json").json["kept"]
    assert [(one["value"], one["in_file"]) for one in kept] == [("yarn:expert", "yarn:beginner")]


def test_an_introducer_that_another_file_names_and_is_not_taken_is_reported(run, home):
    run("add", "Nan Okafor", "--email", "nan@example.org", "--via", "Bo Ek", "--no-input")
    run("add", "Bo Ek")
    run("edit", "Nan", "--via", "Bo Ek")
    (home / "c.csv").write_text("Full name,E-mail,Introduced by\nNan Okafor,nan@example.org,Una Ost\n")
    kept = run("import", home / "c.csv", "--json").json["kept"]
    assert [(one["field"], one["value"], one["in_file"]) for one in kept] == [("via", "Bo Ek", "Una Ost")]


CHANGES = [
    ("name", "Nan Holt"), ("place", "Leeds"), ("org", "Beta"), ("closeness", "2"), ("notes", "on the hill"),
    ("skills", "yarn:beginner"), ("title", "Weaver"), ("email", "nan@example.org"), ("every", "60d"),
]  # fmt: skip


def full(run):
    run("add", "Nan Okafor", "yarn:expert", "--place", "Hobart", "--org", "Alpha", "--closeness", "4", "--every", "30d")
    run("edit", "Nan", "--title", "Dyer", "--note", "by the sea")


@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_a_changed_cell_of_an_export_changes_the_contact_and_the_export_itself_changes_it_back(run, home, field, value):
    full(run)
    run("export", "--format", "csv", "-o", home / "before.csv")
    before = run("export", "--format", "csv").out
    assert run("import", home / "before.csv", "--json").json["unchanged"] == 1
    run("import", exported(run, home, "after.csv", **{field: value}))
    after = run("export", "--format", "csv").out
    assert after != before
    run("import", home / "before.csv")
    assert run("export", "--format", "csv").out == before
    run("import", home / "after.csv")
    assert run("export", "--format", "csv").out == after


def test_each_change_of_one_file_edited_in_place_is_listed(run, home):
    run("add", "Nan Okafor", "yarn", "--place", "Hobart")
    for was, now in [("Hobart", "Leeds"), ("Leeds", "York"), ("York", "Hobart")]:
        ran = run("import", exported(run, home, "all.csv", place=now))
        assert f"place {was!r}, now {now!r}" in ran.out
        (home / "all.csv").unlink()


def test_a_value_typed_since_stays_when_the_same_table_comes_under_another_name(run, home):
    run("add", "Nan Okafor", "yarn", "--place", "Hobart")
    run("import", exported(run, home, "one.csv", place="Leeds"))
    run("edit", "Nan", "--place", "York")
    (home / "two.csv").write_bytes((home / "one.csv").read_bytes())
    assert run("import", home / "two.csv", "--json").json["unchanged"] == 1
    assert run("show", "Nan", "--json").json["place"] == "York"
