"""Circles, referrals and the status of a contact: typed, shown, filtered, exported, merged, forgotten."""

import pytest


@pytest.fixture(autouse=True)
def _nan(run, once):
    def build():
        run("add", "Nan Okafor", "crochet", "--circle", "Work", "--circle", "Running club", "--refers", "luthier",
            "--refers", "tax: her brother is an accountant", "--every", "30d", "--met", "2026-01-02")  # fmt: skip
        run("add", "Theo Brandt", "crochet", "bread", "--circle", "work")

    once("contacts in circles", build)


@pytest.fixture
def page(run):
    return lambda name="Nan Okafor": run("show", name, "--json").json


def test_circles_and_referrals_are_in_json(page):
    now = page()
    assert now["circles"] == ["Work", "Running club"]
    assert now["refers"] == [
        {"topic": "luthier", "evidence": ""},
        {"topic": "tax", "evidence": "her brother is an accountant"},
    ]


@pytest.mark.parametrize("problem", ["who is in my circle Work", "Work", "the work group"])
def test_a_circle_is_asked_for_by_name_whatever_word_that_is(run, problem):
    found = run("ask", problem, "--json", "--no-save").json["matches"]
    assert [match["name"] for match in found] == ["Nan Okafor", "Theo Brandt"]


def test_show_says_them_in_words(run):
    facts = dict(row[:2] for row in run("show", "Nan Okafor").rows)
    assert facts["circles"] == "Work, Running club"
    assert facts["refers"] == "luthier, tax: her brother is an accountant"


def test_edit_adds_and_without_takes_away(run, page):
    run(
        "edit",
        "Nan",
        "--circle",
        "Choir",
        "--refers",
        "luthier: knows one in Perth",
        "--without",
        "work",
        "--without",
        "tax",
    )
    now = page()
    assert now["circles"] == ["Running club", "Choir"]
    assert now["refers"] == [{"topic": "luthier", "evidence": "knows one in Perth"}]


@pytest.mark.parametrize(
    ("circle", "names"), [("WORK", ["Nan Okafor", "Theo Brandt"]), ("running club", ["Nan Okafor"]), ("run", [])]
)
def test_list_filters_by_a_circle(run, circle, names):
    assert [row[2] for row in run("list", "--circle", circle).rows] == names


@pytest.mark.parametrize("form", ["csv", "json", "yaml", "vcf"])
def test_every_format_carries_them(run, page, home, form):
    run("edit", "Theo Brandt", "--past")
    run("export", "-o", home / f"all.{form}")
    new = ("--db", home / "new.db")
    assert run(*new, "import", home / f"all.{form}").code == 0
    for name in ("Nan Okafor", "Theo Brandt"):
        there, here = run(*new, "show", name, "--json").json, page(name)
        fields = ("uid", "circles", "refers", "status")
        assert [there[field] for field in fields] == [here[field] for field in fields]


def test_merging_puts_them_together(run, page):
    run("edit", "Theo Brandt", "--refers", "Luthier: an old friend", "--refers", "boats", "--circle", "Choir")
    run("merge", "Nan Okafor", "Theo Brandt")
    now = page()
    assert now["circles"] == ["Work", "Running club", "Choir"]
    assert [referral["topic"] for referral in now["refers"]] == ["luthier", "tax", "boats"]


def test_undo_brings_them_back(run, page):
    before = page()
    run("edit", "Nan", "--without", "luthier", "--without", "Work", "--past")
    run("undo")
    assert page() == before
    run("remove", "Nan Okafor")
    run("undo")
    assert page() == before


def test_forgetting_takes_a_name_out_of_the_referrals_of_others(run, page):
    run("edit", "Theo Brandt", "--refers", "crochet: Nan Okafor taught his aunt", "--refers", "Nan Okafor")
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert page("Theo Brandt")["refers"] == [{"topic": "crochet", "evidence": "[…] taught his aunt"}]
    assert run("check", "--json").json["found"] == []


def test_who_is_past_is_never_suggested(run):
    run("edit", "Nan", "--past")
    assert [match["name"] for match in run("ask", "crochet", "--json").json["matches"]] == ["Theo Brandt"]
    run("edit", "Theo Brandt", "--status", "past")
    assert run("ask", "crochet", "--json").json["matches"] == []
    run("edit", "Nan", "--status", "active")
    assert [match["name"] for match in run("ask", "crochet", "--json").json["matches"]] == ["Nan Okafor"]


def test_who_is_past_gets_no_reminder_and_stays_in_history(run, page):
    run("log", "coffee with Nan Okafor", "--on", "2026-02-01")
    assert page()["next"] == "2026-03-03"
    assert any("Nan Okafor" in step["do"] for step in run("review", "next", "--json").json["next"])
    run("edit", "Nan", "--past")
    assert page()["next"] is None
    assert [entry["text"] for entry in page()["interactions"]] == ["coffee with Nan Okafor"]
    assert not any("Nan Okafor" in step["do"] for step in run("review", "next", "--json").json["next"])
    assert run("review", "--due").code == 0
    assert "Nan" not in run("review", "--due").out


def test_an_unknown_status_is_refused(run):
    assert run("edit", "Nan", "--status", "gone").code == 2


def test_a_status_column_of_another_program_is_not_ours(run, home):
    (home / "crm.csv").write_text("Name,Company,Status,uid\nIda Moe,Kiln,lead,7\n")
    ran = run("import", home / "crm.csv")
    assert "2 ignored columns: Status, uid" in ran.err
    assert run("show", "Ida Moe", "--json").json["status"] == "active"


def test_what_is_said_of_yourself_is_kept_and_exported(run, home):
    me = (
        "me",
        "python",
        "--name",
        "Kim",
        "--email",
        "kim@example.org",
        "--phone",
        "0491 570 006",
        "--country",
        "Australia",
    )
    run(*me, "--sign", "Kim from number 7")
    fields = ("name", "email", "phone", "country", "sign")
    said = ["Kim", ["kim@example.org"], ["0491 570 006"], "Australia", "Kim from number 7"]
    assert [run("me", "--json").json[field] for field in fields] == said
    run("export", "-o", home / "all.yaml")
    run("--db", home / "new.db", "import", home / "all.yaml")
    assert [run("--db", home / "new.db", "me", "--json").json[field] for field in fields] == said
    run("me", "--sign", "", "--without", "kim@example.org", "cooking")
    now = run("me", "--json").json
    assert (now["sign"], now["country"], now["email"]) == (None, "Australia", [])
    run("undo")
    assert [run("me", "--json").json[field] for field in fields] == said


def test_a_source_that_comes_to_say_past_makes_a_contact_past(run, home):
    people = home / "people.csv"
    people.write_text("name,skills\nEdda Quist,crochet\n")
    run("import", people)
    people.write_text("name,skills,status\nEdda Quist,crochet,past\n")
    assert run("import", people, "--map", "status=status", "--json").json["updated"] == 1
    assert run("show", "Edda Quist", "--json").json["status"] == "past"
