"""Ways in: several introducers, who can introduce you, somebody at an organisation, all paths and the tree."""

import pytest


@pytest.fixture
def chained(run, once):
    def build():
        run("add", "Sam Lee", "library research", "--closeness", "5")
        run("add", "Nan Okafor", "crochet", "--via", "Sam Lee")
        run("add", "Theo Brandt", "sourdough")
        run("add", "Sanjay Rao", "logistics", "--org", "Zalando", "--via", "Nan Okafor", "--via", "Theo Brandt")
        run("log", "--with", "Nan Okafor", "--on", "2026-10-20", "coffee")
        run("log", "--with", "Sam Lee", "--on", "2026-11-18", "coffee")

    once("chained", build)
    return run


@pytest.mark.parametrize(
    "problem", ["who can introduce me to Sanjay", "who can introduce me to Sanjay Rao?", "introduction to Sanjay Rao"]
)
@pytest.mark.guard
def test_who_can_introduce_me_is_answered_with_the_way(chained, problem):
    (match,) = chained("ask", problem, "--json").json["matches"]
    assert (match["name"], match["via"]) == ("Sanjay Rao", ["Theo Brandt"])
    assert match["weakest"] == {"name": "Theo Brandt", "why": "nothing is logged"}


@pytest.mark.parametrize("problem", ["somebody at Zalando", "who can introduce me to somebody at Zalando"])
def test_somebody_at_an_organisation_is_answered_with_the_way(chained, problem):
    chained("edit", "Sanjay Rao", "--without", "Theo Brandt")
    ran = chained("ask", problem)
    assert ran.rows[0][6] == "Sam Lee > Nan Okafor"
    assert "you > Sam Lee > Nan Okafor > Sanjay Rao; weakest tie: Nan Okafor (last 31 days ago)" in ran.err


@pytest.mark.usefixtures("chained")
def test_a_terminal_shows_the_way_its_weakest_tie_and_the_other_introducers(screen):
    shown = " ".join(screen("ask", "somebody at Zalando", columns=160).shown.split())
    assert "you > Theo Brandt > Sanjay Rao" in shown
    assert "weakest tie: Theo Brandt (nothing is logged)" in shown
    assert "or via Nan Okafor" in shown


def test_an_introduction_to_a_topic_is_a_topic(chained):
    chained("add", "Ida Holm", "logistics basics")
    told = chained("ask", "introduction to logistics", "--json").json
    assert {"Sanjay Rao", "Ida Holm"} == {match["name"] for match in told["matches"] if match["verdict"] != "none"}
    assert all("weakest" not in match for match in told["matches"])


def test_all_paths_to_a_contact_are_shown_the_shortest_first(chained):
    assert chained("path", "Sanjay", "Rao").rows == [["Theo Brandt", "Sanjay Rao"]]
    assert chained("path", "Sanjay Rao", "--all").rows == [
        ["Theo Brandt", "Sanjay Rao"], ["Sam Lee", "Nan Okafor", "Sanjay Rao"],
    ]  # fmt: skip
    told = chained("path", "Sanjay Rao", "--all", "--json").json
    assert [[who["name"] for who in way] for way in told][1] == ["Sam Lee", "Nan Okafor", "Sanjay Rao"]
    assert chained("path", "Theo Brandt", "--all").rows == [["Theo Brandt"]]


def test_without_a_name_all_introductions_are_shown(chained, screen):
    assert chained("path").rows == [
        ["Sam Lee"], ["Sam Lee", "Nan Okafor"], ["Sam Lee", "Nan Okafor", "Sanjay Rao"],
        ["Theo Brandt"], ["Theo Brandt", "Sanjay Rao"],
    ]  # fmt: skip
    assert [[who["name"] for who in way] for way in chained("path", "--json").json][:1] == [["Sam Lee"]]
    shown = screen("path").shown.splitlines()
    assert shown[:4] == ["you", "  Sam Lee", "    Nan Okafor", "      Sanjay Rao"]


def test_ways_and_tree_are_bounded_where_everybody_introduced_everybody(run):
    with_all = [f"P{number}" for number in range(16)]
    for number, name in enumerate(with_all):
        run("add", name, *(word for other in with_all[:number] for word in ("--via", other)))
    assert len(run("path", "P15", "--all").rows) == 50
    assert len(run("path").rows) <= 16 * 16


def test_nobody_introduced_is_said(run):
    run("add", "Nan Okafor")
    ran = run("path")
    assert (ran.code, ran.out) == (0, "")
    assert "--via" in ran.err


def test_nobody_to_introduce_you_is_said_with_what_to_type(chained, screen):
    ran = chained("ask", "who can introduce me to Theo Brandt", "--json")
    assert [each["do"] for each in ran.json["suggestions"]] == ["via"]
    said = "no introducer is recorded: asknet edit id:3 --via NAME"
    assert said in chained("ask", "who can introduce me to Theo Brandt").err
    assert "Record who could introduce you to Theo Brandt" in screen("ask", "who can introduce me to Theo Brandt").shown
    assert "--via" not in chained("ask", "how do I reach Theo Brandt").err
    assert chained("ask", "who can introduce me to Sanjay", "--json").json["suggestions"] == []
