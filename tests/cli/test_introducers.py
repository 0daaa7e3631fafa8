"""Several introducers of one contact: added, removed, the shortest chain, all imports and exports."""

import pytest


@pytest.fixture(autouse=True)
def _theo(run, once):
    once("somebody with two introducers", lambda: run("add", "Theo Brandt", "--via", "Nan Okafor", "--via", "Sam Lee"))


@pytest.fixture
def introducers(run):
    return lambda name="Theo Brandt": run("show", name, "--json").json["introducers"]


def test_add_keeps_all_and_the_first_is_via(run, introducers):
    assert introducers() == ["Nan Okafor", "Sam Lee"]
    assert run("show", "Theo", "--json").json["via"] == "Nan Okafor"


def test_edit_adds_further_ones_once(run, introducers):
    assert run("edit", "Theo", "--via", "Una", "--via", "Sam Lee").code == 0
    assert introducers() == ["Nan Okafor", "Sam Lee", "Una"]


@pytest.mark.parametrize("said", ["Nan Okafor", "nan okafor", "Nan"])
def test_without_takes_one_away(run, introducers, said):
    assert run("edit", "Theo", "--without", said).code == 0
    assert introducers() == ["Sam Lee"]
    run("undo")
    assert introducers() == ["Nan Okafor", "Sam Lee"]


def test_without_somebody_else_is_refused(run, introducers):
    run("add", "Mo Ray")
    ran = run("edit", "Theo", "--without", "Mo Ray")
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert introducers() == ["Nan Okafor", "Sam Lee"]


def test_an_empty_via_clears(run, introducers):
    assert run("edit", "Theo", "--via", "").code == 0
    assert introducers() == []


@pytest.mark.guard
def test_path_is_the_shortest_chain(run):
    run("edit", "Nan Okafor", "--via", "Una Berg")
    assert run("path", "Theo").rows == [["Sam Lee", "Theo Brandt"]]
    run("edit", "Sam Lee", "--via", "Ada Novak")
    run("edit", "Ada Novak", "--via", "Ola Berg")
    assert run("path", "Theo").rows == [["Una Berg", "Nan Okafor", "Theo Brandt"]]


def test_of_two_chains_of_one_length_the_first_introducers_is_given(run):
    assert run("path", "Theo").rows == [["Nan Okafor", "Theo Brandt"]]


def test_nobody_introduces_themselves_over_others(run, introducers):
    run("edit", "Sam Lee", "--via", "Una Berg")
    ran = run("edit", "Una Berg", "--via", "Theo")
    assert ran.code == 2
    assert "would be a circle" in ran.err
    assert introducers("Una Berg") == []


def test_list_finds_whom_either_introduced(run):
    for via in ("Nan Okafor", "Sam Lee"):
        assert [row[2] for row in run("list", "--via", via).rows] == ["Theo Brandt"]


@pytest.mark.parametrize("form", ["csv", "json", "yaml", "vcf"])
def test_every_format_carries_all(run, home, form):
    run("export", "-o", home / f"all.{form}")
    run("--db", home / "new.db", "import", home / f"all.{form}")
    page = run("--db", home / "new.db", "show", "Theo", "--json").json
    assert page["introducers"] == ["Nan Okafor", "Sam Lee"]


def test_a_cell_and_an_entry_may_name_several(run, introducers, home):
    (home / "people.csv").write_text('name,via\nIda Moe,"Sam Lee; Nan Okafor"\nMo Ray,"Lee, Sam"\n')
    run("import", home / "people.csv")
    assert introducers("Ida Moe") == ["Sam Lee", "Nan Okafor"]
    (home / "people.yaml").write_text("asknet: 1\ncontacts:\n- {name: Bo Falk, via: [Sam Lee, Ida Moe]}\n")
    run("import", home / "people.yaml")
    assert introducers("Bo Falk") == ["Sam Lee", "Ida Moe"]


def test_two_of_one_name_stay_two(run, home):
    run("add", "Sam Lee", "--force", "--place", "Perth")
    second = max(contact["id"] for contact in run("list", "Sam Lee", "--json").json)
    run("edit", "Theo", "--via", f"id:{second}")
    run("edit", "Theo", "--note", "plays the oboe")
    run("edit", "Theo", "--via", "Una")
    assert run("show", "Theo", "--json").json["introducers"] == ["Nan Okafor", "Sam Lee", "Sam Lee", "Una"]
    run("export", "-o", home / "all.yaml")
    run("--db", home / "new.db", "import", home / "all.yaml")
    assert run("--db", home / "new.db", "export").out == run("export").out


def test_merging_puts_them_together(run, introducers):
    run("add", "Theodor Brandt", "--via", "Sam Lee", "--via", "Una Berg", "--via", "Theo Brandt")
    run("merge", "Theo Brandt", "Theodor Brandt")
    assert introducers() == ["Nan Okafor", "Sam Lee", "Una Berg"]
    run("add", "Ida Moe", "--via", "Nan Okafor", "--via", "Sam Lee")
    run("merge", "Nan Okafor", "Sam Lee")
    assert introducers("Ida Moe") == ["Nan Okafor"]
    assert introducers() == ["Nan Okafor", "Una Berg"]
    run("undo")
    assert introducers() == ["Nan Okafor", "Sam Lee", "Una Berg"]
    assert run("check", "--json").json["found"] == []


def test_forgetting_one_leaves_the_other(run, introducers):
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert introducers() == ["Sam Lee"]


@pytest.mark.parametrize("said", ["Theodore Brandt", "Theo Brant", "Theo Brnadt", "Theo Bran"])
def test_an_import_takes_nobody_for_an_introducer_who_is_only_called_alike(run, home, introducers, said):
    (home / "people.csv").write_text(f"name,via\nIda Moe,{said}\nOla Moe,{said}\n")
    unclear = run("import", home / "people.csv", "--json").json["ignored_introducers"]
    assert ["did you mean Theo Brandt" in each["why"] for each in unclear] == [True, True]
    assert introducers("Ida Moe") == []


def test_a_circle_of_introducers_is_refused_with_the_way_out(run):
    run("add", "Ann Abel")
    run("add", "Dan Dorn", "--via", "Ann Abel")
    assert (
        '`asknet edit "Dan Dorn" --without "Ann Abel"`'.replace('"', "'") in run("edit", "Ann", "--via", "Dan Dorn").err
    )
    run("add", "Eve Ebb", "--via", "Dan Dorn")
    assert "`asknet path 'Eve Ebb'`" in run("edit", "Ann", "--via", "Eve Ebb").err


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Nan Okafor, Sam Lee", ["Nan Okafor", "Sam Lee"]),
        ("Nan, Sam", ["Nan Okafor", "Sam Lee"]),
        ("Lee, Sam", ["Sam Lee"]),
        ("Una Berg, Ida Dahl", ["Una Berg", "Ida Dahl"]),
        ("Dahl, Nan", ["Dahl, Nan"]),
    ],
)
def test_a_cell_with_the_names_of_two_introducers_is_two(run, home, introducers, said, found):
    (home / "people.csv").write_text(f'name,via\nOla Moe,"{said}"\n')
    run("import", home / "people.csv")
    assert introducers("Ola Moe") == found


def test_an_empty_introducer_before_another_clears_the_others(run, introducers):
    run("add", "Ida Moe")
    run("edit", "Theo Brandt", "--via", "", "--via", "Ida Moe")
    assert introducers() == ["Ida Moe"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ann Roe and Bob Poe", ["Ann Roe", "Bob Poe"]),
        ("Ann Roe & Bob Poe", ["Ann Roe", "Bob Poe"]),
        ("Sam Lee, n/a", ["Sam Lee"]),
        ("nobody", []),
        ("Fire and Water", ["Fire and Water"]),
    ],
)
def test_a_cell_of_introducers_is_read_as_names(run, cell, names):
    run("import", "-", input=f'name,via\nGus Ash,"{cell}"\n')
    assert run("show", "Gus Ash", "--json").json["introducers"] == names
