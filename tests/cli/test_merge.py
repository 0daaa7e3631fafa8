"""`merge`: everything of one contact goes to another, and one undo separates them again."""

import pytest


@pytest.fixture
def two(run):
    """Bob and Robert, with something of everything between them."""
    run("add", "Bob Miller", "printing", "letterpress:beginner", "--email", "bob@example.org", "--met", "2024-05-01",
        "--title", "Printer", "--note", "has a press")  # fmt: skip
    run("add", "Robert Miller", "Letterpress:expert", "ink", "--email", "BOB@example.org", "--phone", "555-0101",
        "--met", "2020-01-01", "--title", "Master", "--org", "Union", "--wants", "paper", "--note", "prints posters",
        "--force")  # fmt: skip
    run("add", "Ines", "--via", "Robert Miller")


def page(run, name):
    return run("show", name, "--json").json


@pytest.mark.usefixtures("two")
def test_what_both_said_is_together_and_the_first_word_stays(run):
    ran = run("merge", "Bob Miller", "Robert Miller", "--json")
    assert ran.code == 0
    assert {"id": 2, "name": "Robert Miller"}.items() <= ran.json["gone"].items()
    bob = page(run, "Bob")
    assert [(s["topic"], s["level"]) for s in bob["skills"]] == [
        ("printing", None), ("letterpress", "expert"), ("ink", None),
    ]  # fmt: skip
    assert (bob["title"], bob["org"], bob["met"]) == ("Printer", "Union", "2020-01-01")
    assert (bob["email"], bob["phone"], bob["wants"]) == (["bob@example.org"], ["555-0101"], ["paper"])
    assert bob["notes"] == "has a press\nprints posters"
    assert bob["aliases"] == ["Robert Miller"]


@pytest.mark.usefixtures("two")
def test_the_lost_name_still_finds_them(run):
    run("merge", "Bob Miller", "Robert Miller")
    assert page(run, "Robert Miller")["name"] == "Bob Miller"
    assert len(run("list").rows) == 2
    assert run("ask", "posters", "--json").json["matches"][0]["name"] == "Bob Miller"


@pytest.mark.usefixtures("two")
def test_whom_the_other_introduced_is_introduced_by_the_one_that_stays(run):
    run("merge", "Bob Miller", "Robert Miller")
    assert run("path", "Ines").rows == [["Bob Miller", "Ines"]]


@pytest.mark.usefixtures("two")
def test_what_happened_moves_and_what_happened_with_both_is_told_once(run):
    run("log", "lunch with Bob Miller and Robert Miller")
    run("log", "Robert Miller helped me with #ink")
    run("merge", "Bob Miller", "Robert Miller")
    entries = page(run, "Bob")["interactions"]
    assert [e["with"] for e in entries] == [["Bob Miller"], ["Bob Miller"]]


@pytest.mark.usefixtures("two")
def test_of_two_outcomes_of_one_ask_the_better_stays(run):
    run("ask", "letterpress")
    run("close", "last", "--no-help", "Bob Miller", "--helped-by", "Robert Miller")
    run("merge", "Bob Miller", "Robert Miller")
    [ask] = page(run, "Bob")["asks"]
    assert [(o["with"], o["outcome"]) for o in ask["outcomes"]] == [("Bob Miller", "helped")]


@pytest.mark.usefixtures("two")
def test_the_echo_says_which_of_two_outcomes_of_one_ask_was_kept(run):
    run("ask", "letterpress")
    run("close", "last", "--no-help", "Bob Miller", "--helped-by", "Robert Miller")
    ran = run("merge", "Bob Miller", "Robert Miller")
    assert "; kept the better outcome (helped) where both were asked about one problem" in ran.out


@pytest.mark.usefixtures("two")
def test_the_strongest_provenance_stays(run):
    run("import", "-", input="name,skills\nInk Shop,ink;paper\n")
    run("merge", "Ink Shop", "Robert Miller")
    known = {s["topic"]: s["provenance"] for s in page(run, "Ink Shop")["skills"]}
    assert (known["ink"], known["paper"]) == ("stated", "imported")


def test_an_introducer_who_goes_into_the_introduced_leaves_no_circle(run):
    run("add", "Ann")
    run("add", "Ben", "--via", "Ann")
    run("add", "Cal", "--via", "Ben")
    assert run("merge", "Cal", "Ann").code == 0
    assert run("path", "Ben").rows == [["Cal", "Ben"]]
    assert run("path", "Cal").rows == [["Cal"]]


def test_the_introducer_of_the_other_is_taken_where_there_is_none(run):
    run("add", "Ann")
    run("add", "Ben", "--via", "Ann")
    run("add", "Benny")
    run("merge", "Benny", "Ben")
    assert run("path", "Benny").rows == [["Ann", "Benny"]]


@pytest.mark.usefixtures("two")
def test_one_undo_parts_them_again(run):
    run("log", "Robert Miller helped me with #ink")
    before = run("list", "--json").json, page(run, "Robert Miller"), run("ask", "posters", "--no-save").out
    run("merge", "Bob Miller", "Robert Miller")
    assert "undid: merged Robert Miller into Bob Miller" in run("undo").out
    assert (run("list", "--json").json, page(run, "Robert Miller"), run("ask", "posters", "--no-save").out) == before


@pytest.mark.usefixtures("two")
def test_the_echo_says_what_moved(run):
    ran = run("merge", "Bob Miller", "Robert Miller")
    assert ran.out == (
        "merged Robert Miller into Bob Miller: 1 skill, 1 introduction, org, phone, met, wants, notes;"
        " also known as Robert Miller\n"
    )
    assert "undo" in ran.err


@pytest.mark.usefixtures("two")
def test_a_dry_run_says_the_same_and_changes_nothing(run):
    before = run("list").out
    assert run("merge", "Bob Miller", "Robert Miller", "--dry-run").out.startswith("would merge Robert Miller into")
    assert run("list").out == before


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(("one", "other", "code"), [
    ("Bob Miller", "id:1", 2), ("Miller", "Ines", 2), ("Rob Miller", "Ines", 2), ("Nobody At All", "Ines", 3),
])  # fmt: skip
def test_what_is_not_two_clear_contacts_is_refused(run, one, other, code):
    before = run("list").out
    ran = run("merge", one, other)
    assert (ran.code, run("list").out) == (code, before)
    assert ran.err.startswith("asknet: ")


def test_yourself_is_not_merged(run):
    run("me", "crochet")
    run("add", "Nan")
    assert run("merge", "Nan", "id:1").code == 3


def test_a_step_of_the_review_that_waited_for_the_other_waits_on(run, db):
    import sqlite3

    run("add", "Bob")
    run("add", "Robert")
    with sqlite3.connect(db) as conn:
        conn.execute("INSERT INTO snoozes(step, contact_id) VALUES ('touch:2', 2)")
    conn.close()
    run("merge", "Bob", "Robert")
    with sqlite3.connect(db) as conn:
        assert conn.execute("SELECT step, contact_id FROM snoozes").fetchall() == [("touch:1", 1)]
    conn.close()


def test_the_next_import_of_the_row_of_the_other_updates_the_one_that_stayed(run):
    run("add", "Nan Okafor", "--org", "Loom")
    run("import", "-", input="name,org,title\nOkafor Nan,Loom,Weaver\n")
    run("merge", "Nan Okafor", "Okafor Nan")
    assert run("import", "-", "--json", input="name,org,title\nOkafor Nan,Loom,Dyer\n").json["updated"] == 1
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]
    assert page(run, "Nan Okafor")["title"] == "Dyer"
