"""Titles, organisations and notes count where skills do."""

import pytest

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Nan,Okafor,https://www.linkedin.com/in/nan,nan@example.org,Wattle Works,Head of Procurement,01 Feb 2026
Tom,Ost,https://www.linkedin.com/in/tom,,Wattle Works,Notary,02 Feb 2026
Uma,Ek,https://www.linkedin.com/in/uma,,Fjord Bank,Auditor,03 Feb 2026
"""


@pytest.fixture(autouse=True)
def linkedin(run, home):
    (home / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    assert run("import", home / "Connections.csv").code == 0


def test_skills_counts_titles_and_organisations_in_parts_of_their_own(run):
    run("add", "Ida Lorne", "bread:expert", "--title", "auditor")
    found = [(t["topic"], t["contacts"], t["from"]) for t in run("skills", "--json").json]
    assert found == [
        ("bread", 1, "skill"),
        ("Auditor", 2, "title"), ("Head of Procurement", 1, "title"), ("Notary", 1, "title"),
        ("Wattle Works", 2, "org"), ("Fjord Bank", 1, "org"),
    ]  # fmt: skip
    assert run("skills", "wattle").rows == [["Wattle Works", "2", "", "org"]]


def test_a_terminal_shows_titles_and_organisations_apart(screen):
    shown = screen("skills").shown
    assert shown.index("title") < shown.index("Notary") < shown.index("organisation") < shown.index("Fjord Bank")


def test_the_only_one_with_a_title_is_a_single_point_of_failure_once_asked_for(run):
    before = run("review", "know", "--json").json["know"]["single_fields"]
    run("ask", "a notary for our house")
    run("log", "--with", "Uma Ek", "--got", "looked over the books")
    found = run("review", "know", "--json").json["know"]["single_fields"]
    assert before == []
    assert [(f["field"], f["value"], f["who"]["name"], f["asked"], f["used"]) for f in found] == [
        ("title", "Notary", "Tom Ost", 1, 0),
        ("title", "Auditor", "Uma Ek", 0, 1),
    ]


def test_what_was_asked_for_years_ago_is_no_single_point_of_failure(run):
    run("ask", "a notary for our house", env={"ASKNET_TODAY": "2024-01-05"})
    assert run("review", "know", "--json").json["know"]["single_fields"] == []


@pytest.mark.parametrize(
    ("want", "to", "by"),
    [("procurement", "Nan Okafor", "Head of Procurement"), ("notary", "Tom Ost", "Notary"),
     ("Fjord Bank", "Uma Ek", "Fjord Bank"), ("dry stone walls", "Gus Lind", "repairs dry stone walls near Hove")],
)  # fmt: skip
def test_an_introduction_is_found_by_title_organisation_and_note(run, want, to, by):
    run("add", "Gus Lind", "--note", "repairs dry stone walls near Hove")
    run("add", "Sam Lee", "--wants", want)
    (found,) = run("review", "give", "--json").json["give"]["introductions"]
    assert (found["who"]["name"], found["to"]["name"], found["topic"]) == ("Sam Lee", to, by)


def test_a_skill_comes_before_a_title_for_an_introduction(run):
    run("add", "Ida Lorne", "procurement")
    run("add", "Sam Lee", "--wants", "procurement")
    (found,) = run("review", "give", "--json").json["give"]["introductions"]
    assert found["to"]["name"] == "Ida Lorne"


@pytest.mark.parametrize(
    ("word", "found"),
    [("procurement", "Nan Okafor"), ("fjord", "Uma Ek"), ("waldrand", "Otto Brandl"), ("lisbon", "Otto Brandl")],
)
def test_list_finds_a_word_of_a_title_an_organisation_a_place_and_a_note(run, word, found):
    run("add", "Otto Brandl", "--note", "zwölf Völker am Waldrand", "--place", "Lisbon")
    assert [row[2] for row in run("list", word).rows] == [found]


def test_mutt_is_given_nobody_for_a_word_of_a_note(run):
    run("add", "Otto Brandl", "--note", "zwölf Völker am Waldrand", "--email", "otto@example.org")
    assert run("list", "--mutt", "waldrand").code == 3
