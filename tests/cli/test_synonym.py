"""`synonym`: the user's own words that mean the same."""

from __future__ import annotations

import pytest


def test_a_synonym_finds_what_the_other_word_says(run):
    run("add", "Ola Berg", "felting")
    run("synonym", "add", "woolly thing", "felting")
    assert [m["name"] for m in run("ask", "woolly thing", "--json").json["matches"]] == ["Ola Berg"]


def test_the_reason_says_that_it_is_a_synonym(run):
    run("add", "Ola Berg", "felting")
    run("synonym", "add", "fz", "felting")
    assert run("ask", "fz", "--json").json["matches"][0]["why"][0]["how"] == "synonym"


def test_an_own_synonym_adds_to_a_built_in_one(run):
    run("add", "Kim", "kubernetes")
    run("add", "Jo", "kites")
    run("synonym", "add", "k8s", "kites")
    assert {m["name"] for m in run("ask", "k8s", "--json").json["matches"]} == {"Kim", "Jo"}


def test_the_list_is_tab_separated(run):
    run("synonym", "add", "the club", "Hobart", "Climbing", "Collective")
    assert run("synonym", "list").out == "the club\tHobart Climbing Collective\n"


def test_a_removed_synonym_is_gone_whatever_its_case(run):
    run("synonym", "add", "fz", "felting")
    assert run("synonym", "remove", "FZ").out == "removed fz = felting\n"
    assert run("synonym", "list").out == ""


def test_a_removed_synonym_comes_back_by_undo(run):
    run("synonym", "add", "fz", "felting")
    run("synonym", "remove", "fz")
    run("undo")
    assert run("synonym", "list").out == "fz\tfelting\n"


def test_removing_what_is_not_there_is_3(run):
    assert run("synonym", "remove", "fz").code == 3


@pytest.mark.parametrize(
    "words", [["add"], ["add", "x"], ["add", "x", "X"], ["add", "a b c d e", "f"], ["add", "...", "f"]]
)
def test_half_a_synonym_is_wrong_usage(run, words):
    assert run("synonym", *words).code == 2
