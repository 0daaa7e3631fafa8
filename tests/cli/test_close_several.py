"""Closing questions that pile up: several by number, or all old ones, as one change that can be undone."""

import pytest


@pytest.fixture
def asked(run):
    run("add", "Nan Okafor", "crochet")
    for day, problem in (("2026-08-01", "boilers"), ("2026-09-15", "crochet"), ("2026-11-19", "looms")):
        run("ask", problem, env={"ASKNET_TODAY": day})
    return run


def still_open(run):
    return [row[3] for row in run("asks").rows]


def test_several_are_closed_by_their_numbers_as_one_change(asked):
    assert asked("close", "1", "2").out == "closed ask 1 (boilers)\nclosed ask 2 (crochet)\n"
    assert still_open(asked) == ["looms"]
    asked("undo")
    assert len(still_open(asked)) == 3


def test_one_that_is_not_there_leaves_all_open(asked):
    assert asked("close", "1", "9").code == 3
    assert len(still_open(asked)) == 3


def test_those_open_for_longer_than_a_period_are_closed(asked):
    asked("close", "--older", "60d")
    assert still_open(asked) == ["looms"]
    assert "no question has been open that long" in asked("close", "--older", "60d").err


@pytest.mark.parametrize(
    "words", [["1", "2", "--helped-by", "Nan"], ["--older", "60d", "--note", "x"], ["3", "--older", "60d"]]
)
def test_several_have_no_outcome(asked, words):
    assert asked("close", *words).code == 2
    assert len(still_open(asked)) == 3


def test_a_terminal_lists_them_before(asked, screen):
    shown = screen("close", "--older", "60d", typed=[("Close these 2?", "n\n")]).shown
    assert "boilers" in shown
    assert "nothing was closed" in shown
    assert len(still_open(asked)) == 3
