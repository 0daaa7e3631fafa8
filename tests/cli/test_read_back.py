"""An export read back into its own network: every row is matched with its contact, and with no other."""

import pytest

from asknet.fields import FIELDS

HEAD = ",".join(FIELDS) + "\n"


def counts(ran):
    return tuple(ran.json[k] for k in ("added", "updated", "unchanged"))


def row(**fields):
    return ",".join(fields.get(name, "") for name in FIELDS) + "\n"


PEOPLE = [
    ["Nan Okafor", "crochet:advanced", "--title", "Weaver", "--note", "two\nlines"],
    ["Theo Brandt", "--via", "Nan Okafor", "--met", "2024-05-01", "--closeness", "4", "--every", "90d"],
    ["Ines Alcaraz", "--email", "ines@example.org", "--phone", "555-010-2020", "--wants", "bread"],
    ["Crochet Crowd", "--kind", "community", "--place", "Hobart", "--reach", "local"],
    ["Mo Ray"],
    ["Anna Lind", "--org", "Loom"],
    ["Anna Lind", "--org", "Mill"],
    ["Bo Falk"],
    ["Bo Falk"],
]


@pytest.fixture
def network(run):
    for person in PEOPLE:
        ran = run("add", *person, "--force")
        assert ran.code == 0, ran.err


@pytest.mark.parametrize("file", ["a.csv", "a.vcf"])
@pytest.mark.usefixtures("network")
def test_everybody_is_themselves_again(run, home, file):
    before = run("list", "--json").json
    run("export", "-o", home / file)
    assert counts(run("import", home / file, "--json")) == (0, 0, 9)
    assert run("list", "--json").json == before
    assert run("show", "id:6", "--json").json["sources"] == [file]
    assert run("show", "id:7", "--json").json["sources"] == [file]


@pytest.mark.usefixtures("network")
def test_what_was_mended_in_a_spreadsheet_comes_to_whom_it_was_mended_for(run, home):
    text = run("export", "--format", "csv").out
    (home / "a.csv").write_text(text.replace("Mo Ray,person,", "Mo Ray,person,baking,"[:-1], 1))
    assert counts(run("import", home / "a.csv", "--json")) == (0, 1, 8)
    assert [s["topic"] for s in run("show", "Mo Ray", "--json").json["skills"]] == ["baking"]


@pytest.mark.parametrize(
    ("there", "rows"),
    [
        (["--org", "Loom"], [{"org": "Mill"}]),
        (["--org", "Loom"], [{"place": "Oslo"}]),
        (["--org", "Loom", "--email", "nan@a.example"], [{"org": "Loom", "email": "nan@b.example"}]),
        ([], [{"org": "Loom"}, {"org": "Mill"}]),
        (["--kind", "source"], [{"kind": "community"}]),
    ],
)
def test_a_namesake_in_somebody_elses_export_stays_another(run, there, rows):
    run("add", "Nan Okafor", *there)
    text = HEAD + "".join(row(name="Nan Okafor", **fields) for fields in rows)
    assert counts(run("import", "-", "--json", input=text)) == (len(rows), 0, 0)


def test_where_two_have_the_name_a_row_that_is_neither_is_a_third(run):
    run("add", "Anna Lind", "--org", "Loom")
    run("add", "Anna Lind", "--org", "Mill", "--force")
    text = HEAD + row(name="Anna Lind", org="Mill", title="Dyer")
    assert counts(run("import", "-", "--json", input=text)) == (1, 0, 0)


def test_another_header_makes_a_name_nobody_for_sure(run):
    run("add", "Mo Ray")
    assert counts(run("import", "-", "--json", input="name,title\nMo Ray,Baker\n")) == (1, 0, 0)


def test_a_card_of_another_network_is_not_taken_for_one_of_this(run, home, tmp_path):
    other = ("--db", tmp_path / "other.db")
    run("add", "Somebody Else", *other)
    run("add", "Mo Ray", *other)
    (home / "o.vcf").write_text(run("export", "--format", "vcard", *other).out)
    run("add", "Mo Ray")
    assert counts(run("import", home / "o.vcf", "--json")) == (2, 0, 0)


@pytest.mark.parametrize("ending", ["csv", "json", "yaml", "vcf"])
def test_a_topic_typed_with_several_marks_comes_into_another_network_as_it_was(run, home, ending):
    run("add", "Nan Okafor", "##crochet", "+ #yarn", "--refers", "##luthiers: her brother")
    shown = [(one["skills"], one["refers"]) for one in run("list", "--json").json]
    run("export", "-o", home / f"x.{ending}")
    elsewhere = ("--db", home / "other.db")
    assert run(*elsewhere, "import", home / f"x.{ending}").code == 0
    there = run(*elsewhere, "list", "--json").json
    assert [skill["topic"] for skill in there[0]["skills"]] == [skill["topic"] for skill in shown[0][0]]
    assert there[0]["refers"] == shown[0][1]
