"""`import`: tried first, then done, repeated without duplicates, and undone."""

import hashlib
import zipfile

import pytest

CSV = "name,skills,place,notes\nNan Okafor,crochet:expert;knitting,Hobart,designs patterns\nTheo Brandt,sourdough,Perth,\n"


@pytest.fixture
def people(home):
    path = home / "people.csv"
    path.write_text(CSV)
    return path


def counts(ran):
    return [ran.json[k] for k in ("read", "added", "updated", "unchanged")] + [len(ran.json["skipped"])]


def test_what_is_in_the_file_is_there_afterwards(run, people):
    assert counts(run("import", people, "--json")) == [2, 2, 0, 0, 0]
    assert [row[2:4] for row in run("list").rows] == [
        ["Nan Okafor", "crochet:expert;knitting"], ["Theo Brandt", "sourdough"],
    ]  # fmt: skip


def test_what_was_imported_says_so(run, people):
    run("import", people)
    page = run("show", "Nan", "--json").json
    assert {s["provenance"] for s in page["skills"]} == {"imported"}
    assert page["sources"] == ["people.csv"]


def test_the_report_names_columns_topics_and_questions_to_try(run, people):
    ran = run("import", people)
    assert ran.out.startswith("2 read: 2 added, 0 updated, 0 unchanged, 0 skipped\n")
    assert "commonest topics: crochet (1), knitting (1), sourdough (1)" in ran.out
    assert ran.out.count("asknet ask ") == 3
    assert "undo" in ran.err


@pytest.mark.guard
def test_the_questions_to_try_find_somebody(run, people):
    tried = run("import", people).out.split("try: ")[1].strip().split("; ")
    assert [run("ask", t.removeprefix("asknet ask ").strip("'")).code for t in tried] == [0, 0, 0]


@pytest.mark.guard
def test_a_dry_run_tells_the_same_and_creates_nothing(run, people, db):
    dry = run("import", people, "--dry-run", "--json")
    assert not db.parent.exists()
    assert dry.json == run("import", people, "--json").json


def test_a_dry_run_leaves_a_network_as_it_is(run, people, db):
    run("add", "Sam Lee")
    before = hashlib.sha256(db.read_bytes()).digest()
    assert "would be 2 added" in run("import", people, "--dry-run").out
    assert hashlib.sha256(db.read_bytes()).digest() == before


@pytest.mark.guard
def test_the_same_file_again_changes_nothing(run, people):
    run("import", people)
    before, steps = run("list", "--json").json, run("undo", "--list").out
    assert counts(run("import", people, "--json")) == [2, 0, 0, 2, 0]
    assert run("list", "--json").json == before
    assert run("undo", "--list").out == steps


def test_a_newer_file_updates_what_the_older_gave(run, people):
    run("import", people)
    people.write_text(CSV.replace("Hobart", "Oslo").replace(";knitting", ";macrame"))
    assert counts(run("import", people, "--json")) == [2, 0, 1, 1, 0]
    page = run("show", "Nan", "--json").json
    assert page["place"] == "Oslo"
    assert [s["topic"] for s in page["skills"]] == ["crochet", "macrame"]


@pytest.mark.guard
def test_an_update_keeps_what_you_typed(run, people):
    run("import", people)
    run(
        "edit",
        "Nan",
        "beekeeping:expert",
        "knitting:advanced",
        "--place",
        "Paris",
        "--title",
        "Artist",
        "--note",
        "mine",
    )
    people.write_text(CSV.replace("Hobart", "Oslo").replace("knitting", "knitting;macrame"))
    run("import", people)
    page = run("show", "Nan", "--json").json
    assert (page["place"], page["title"]) == ("Paris", "Artist")
    assert "mine" in page["notes"]
    assert "beekeeping" in [s["topic"] for s in page["skills"]]
    assert "macrame" in [s["topic"] for s in page["skills"]]


def test_a_row_that_is_gone_from_the_file_stays_here(run, people):
    run("import", people)
    people.write_text("name\nTheo Brandt\n")
    run("import", people)
    assert len(run("list").rows) == 2


@pytest.mark.guard
def test_one_undo_takes_the_whole_import_back(run, people):
    run("add", "Sam Lee")
    before = run("list").out
    run("import", people)
    run("undo")
    assert run("list").out == before
    assert counts(run("import", people, "--json")) == [2, 2, 0, 0, 0]


@pytest.mark.guard
def test_rows_that_cannot_be_read_are_listed_with_their_line(run):
    ran = run("import", "-", input="name,met,place\nNan,2020-01-01,x\n,,Oslo\nTheo,someday,x\nSam,2020-01-01,x,y,z\n")
    assert ran.code == 0
    assert "2 added" in ran.out
    assert "2 skipped" in ran.out
    assert all(f"  line {line}: " in ran.out for line in (3, 4, 5))


def test_skipped_rows_in_json_have_line_and_why(run):
    skipped = run("import", "-", "--json", input="name,met\nNan,2020-01-01\n,2020-01-01\n").json["skipped"]
    assert skipped == [{"line": 3, "why": "no name"}]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name,met\nNan,02/03/2020\n", 2),
        ("Name,Met\nNan,circa 1800\n", 2),
        ("BEGIN:VCARD\nVERSION:4.0\nFN:Nan\nX-ASKNET-MET:circa 1800\nEND:VCARD\n", 1),
    ],
)
def test_a_value_that_cannot_be_read_is_ignored_and_reported_with_its_line(run, text, line):
    told = run("import", "-", "--json", input=text).json
    assert (told["added"], told["skipped"]) == (1, [])
    assert [(value["line"], value["field"]) for value in told["ignored"]] == [(line, "met")]
    assert "is not a date" in told["ignored"][0]["why"] or "may be two days" in told["ignored"][0]["why"]
    assert run("list").rows[0][2] == "Nan"


def test_standard_input_is_read(run):
    assert counts(run("import", "-", "--json", input=CSV)) == [2, 2, 0, 0, 0]


def test_columns_can_be_named(run):
    run("import", "-", "--map", "who=name", "--map", "3=place", "--map", "knows about=skills",
        input="who,knows about,x\nNan,crochet,Hobart\n")  # fmt: skip
    assert run("list").rows[0][2:7] == ["Nan", "crochet", "", "", "Hobart"]


@pytest.mark.parametrize("pair", ["name", "=name", "who=", "who=shoes", "absent=name", "99=name", f"{10**30}=name", ""])
def test_a_mapping_that_does_not_fit_is_refused(run, db, pair):
    ran = run("import", "-", "--map", pair, input="who,what\nNan,crochet\n")
    assert ran.code == 2
    assert not db.exists()


def test_defaults_go_to_those_who_do_not_say_their_own(run):
    run("add", "Sam Lee")
    run("import", "-", "--kind", "community", "--via", "Sam Lee", "--skill", "yarn:expert",
        input="name,kind,skills\nNan,person,crochet\nLoom,,\n")  # fmt: skip
    rows = {row[2]: row for row in run("list").rows}
    assert rows["Nan"][1:4] == ["person", "Nan", "crochet;yarn:expert"]
    assert rows["Loom"][1:4] == ["community", "Loom", "yarn:expert"]
    assert rows["Loom"][9] == "Sam Lee"


def test_an_introducer_in_the_file_is_the_contact_in_the_file(run):
    run("import", "-", input="name,via\nNan,Sam Lee\nSam Lee,\n")
    assert run("path", "Nan").rows == [["Sam Lee", "Nan"]]
    assert len(run("list").rows) == 2


@pytest.mark.parametrize("via", ["Sam", "Samm Lee"])
def test_an_introducer_that_is_not_clear_is_refused_as_elsewhere(run, via):
    run("add", "Sam Lee")
    run("add", "Sam Poe")
    ran = run("import", "-", "--via", via, input="name\nNan\n")
    assert ran.code == 2
    assert "Sam Lee" in ran.err
    assert len(run("list").rows) == 2


def test_an_introducer_may_be_given_by_number(run):
    run("add", "Sam Lee")
    run("import", "-", "--via", "id:1", input="name\nNan\n")
    assert run("path", "Nan").rows == [["Sam Lee", "Nan"]]


def test_somebody_of_a_name_that_is_there_is_told(run, people):
    run("add", "Nan Okafor")
    assert run("import", people, "--json").json["possible_duplicates"] == [
        {"line": 2, "name": "Nan Okafor", "new": 2, "old": 1, "why": ["the same name", "nothing contradicts it"]}
    ]


def test_two_files_of_one_name_update_each_other_and_others_do_not(run, people, home):
    run("import", people)
    (home / "others.csv").write_text(CSV)
    assert counts(run("import", home / "others.csv", "--json"))[1] == 2


@pytest.mark.parametrize("form", ["linkedin", "google", "nonsense"])
def test_a_format_that_does_not_fit_is_refused(run, people, db, form):
    assert run("import", people, "--format", form).code in (2, 5)
    assert not db.exists()


def test_the_json_has_the_fields_of_the_contract(run, people):
    told = run("import", people, "--json").json
    assert {"read", "added", "updated", "unchanged", "skipped", "possible_duplicates"} <= set(told)
    assert told["guesses"] == {"name": "name", "skills": "skills", "place": "place", "notes": "notes"}


def test_quiet_leaves_only_the_report(run, people):
    assert run("import", people, "--quiet").err == ""


def test_questions_to_try_are_ones_that_somebody_clearly_fits(run):
    topics = ["the", "and", "crochet", "sourdough baking", "income tax", "glass"]
    rows = "".join(f"Person {n}x,{topics[n % len(topics)]}\n" for n in range(60))
    tried = run("import", "-", input=f"name,skills\n{rows}").out.split("try: ")[1].strip().split("; ")
    found = [run("ask", "--no-save", "--json", t.removeprefix("asknet ask ").strip("'")).json["verdict"] for t in tried]
    assert found == ["strong"] * 3


def test_no_question_is_proposed_that_nobody_clearly_fits(run):
    assert "try:" not in run("import", "-", input="name,skills\nNan,the\n").out


def test_a_circle_for_every_contact_stays_when_the_file_is_imported_without_it(run, people):
    run("import", people, "--circle", "Trade fair", "--circle", "Oslo 2026", "--skill", "yarn")
    assert counts(run("import", people, "--json")) == [2, 0, 0, 2, 0]
    found = run("list", "--json", "--circle", "trade fair").json
    assert [contact["circles"] for contact in found] == [["Trade fair", "Oslo 2026"]] * 2
    assert {skill["topic"] for contact in found for skill in contact["skills"]} >= {"yarn", "crochet"}


def test_what_every_contact_is_to_have_is_added_to_those_who_are_there(run, people):
    run("import", people)
    assert counts(run("import", people, "--circle", "Trade fair", "--json")) == [2, 0, 2, 0, 0]
    assert len(run("list", "--json", "--circle", "Trade fair").json) == 2


def test_what_most_contacts_share_is_no_question_to_try(run):
    meeting = "Name,Role\nMira Olsen,Attendee\nTheo Brandt,Attendee\nUma Ost,Organizer\n"
    assert "try:" not in run("import", "-", input=meeting).out
    club = "name,skills\nNan Okafor,bees;tax\nSam Lee,bees\nOla Berg,bees\n"
    assert "try: asknet ask tax\n" in run("import", "-", input=club).out


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        ("name,Company,skills\nNan Okafor,Acme,yarn\n", "name, Company = org, skills"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Nan\nTITLE:Baker\nORG:Acme\nEND:VCARD\n", "FN = name, ORG, TITLE"),
        ("Name,Notes,E-mail 1 - Value\nNan,kind,n@example.org\n", "Name, Notes, E-mail 1 - Value = email"),
    ],
)
def test_every_column_that_was_read_is_named(run, data, columns):
    assert f"columns: {columns}\n" in run("import", "-", input=data).err


def test_ignored_columns_and_possible_duplicates_are_counted(run):
    run("add", "Nan Okafor")
    ran = run("import", "-", input="name,shoe size,pet\nNan Okafor,7,cat\n")
    assert "2 ignored columns: shoe size, pet\n" in ran.err
    assert "1 possible duplicate: Nan Okafor\n" in ran.out


def test_of_ignored_columns_only_those_that_hold_something_are_listed(run):
    ran = run("import", "-", input="name,empty,blank,pet\nNan Okafor,,  ,cat\n")
    assert "1 ignored column: pet\n--map pet=notes keeps such a column\n" in ran.err


def test_the_rows_that_are_expected_are_estimated_from_the_lines_that_were_read(tmp_path):
    from asknet import Network

    rows = "".join(f'Person {n}x,"met at a fair,\nand again"\n' for n in range(1000))
    found = []
    with Network(tmp_path / "n.db") as network:
        network.import_file(f"name,notes\n{rows}".encode(), "long.csv", expected=found.append)
    assert [abs(number - 1000) < 20 for number in found] == [True] * 10


def test_the_rows_of_a_linkedin_export_are_estimated_too(tmp_path):
    from asknet import Network

    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = "".join(f"P{n},X,https://www.linkedin.com/in/p{n},,,,08 Feb 2026\n" for n in range(1000))
    export = tmp_path / "li.zip"
    with zipfile.ZipFile(export, "w") as archive:
        archive.writestr("Connections.csv", head + rows)
        archive.writestr("Skills.csv", "Name\nbaking\n")
    found = []
    with Network(tmp_path / "n.db") as network:
        network.import_file(export.read_bytes(), "li.zip", expected=found.append)
    assert [abs(number - 1000) < 20 for number in found] == [True] * 10


def test_how_to_keep_an_ignored_column_is_said_and_works(run, tmp_path):
    table = tmp_path / "people.csv"
    table.write_text("Name,What they do,Email\nNan Okafor,weaves,nan@example.org\n")
    told = run("import", str(table)).err
    assert '1 ignored column: What they do\n--map "What they do=notes" keeps such a column\n' in told
    run("import", str(table), "--map", "What they do=notes")
    assert run("show", "Nan Okafor", "--json").json["notes"] == "weaves"
