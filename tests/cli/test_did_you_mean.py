"""Verbs that asknet does not have, and words in the wrong place: the exact command is printed."""

import shlex

import pytest


def refused(run, *words):
    ran = run(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    return ran.err


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("find crochet", "asknet ask crochet"),
        ("find Nan", "asknet list Nan"),
        ("search crochet", "asknet ask crochet"),
        ("who do I owe", "asknet ask who do I owe"),
        ("delete 'Nan Okafor'", 'asknet remove "Nan Okafor"'),
        ("rename 'Nan Okafor' 'Nan Hale'", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("rename Nan to 'Nan Hale'", 'asknet edit Nan --name "Nan Hale"'),
        ("rename Nan Okafor to Nan Hale", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("rename Nan Okafor Nan Hale", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("remind Nan Okafor in 3 months", 'asknet edit "Nan Okafor" --every "3 months"'),
        ("remind Nan every week", "asknet edit Nan --every week"),
        ("remind", "asknet review --due"),
        ("note Nan moved to Hobart", 'asknet edit Nan --note "moved to Hobart"'),
        ("ls", "asknet list"),
        ("call Nan", "asknet open Nan"),
        ("mail Nan", "asknet message Nan"),
        ("map", "asknet path"),
        ("stats", "asknet review"),
        ("lgo coffee with Nan", "asknet log coffee with Nan"),
        ("LIST", "asknet list"),
        ("our boiler is broken", "asknet ask our boiler is broken"),
        ("how do I bake bread", "asknet ask how do I bake bread"),
        ("'our boiler is broken'", 'asknet ask "our boiler is broken"'),
        ("delete 'a$(b)'", "asknet remove 'a$(b)'"),
        ("close 1 Gary", "asknet close 1 --helped-by Gary"),
        ("export my.csv", "asknet export -o my.csv"),
        ("export my.csv --skill bread", "asknet export -o my.csv --skill bread"),
        ("log --delete 7", "asknet remove --entry 7"),
    ],
)
@pytest.mark.guard
def test_the_command_that_was_meant_is_printed(run, typed, command):
    assert f"`{command}`" in refused(run, *shlex.split(typed))


def test_a_verb_that_is_like_nothing_gets_no_other_verb(run):
    assert "`asknet ask zyxwv`?" in refused(run, "zyxwv")


def test_several_contacts_to_remove_get_a_command_each(run):
    run("add", "Nan Okafor", "crochet")
    run("add", "Sam Lee", "history")
    before = run("list", "--json").json
    assert '`asknet remove "Nan Okafor" && asknet remove Sam`' in refused(run, "remove", "Nan Okafor", "Sam")
    assert run("list", "--json").json == before
    assert run("remove", "Nan", "Okafor").code == 0


@pytest.mark.parametrize(
    ("said", "every"),
    [("daily", "1d"), ("weekly", "7d"), ("fortnightly", "14d"), ("monthly", "30d"), ("quarterly", "91d"),
     ("yearly", "365d"), ("every month", "30d"), ("Every Week", "7d")],
)  # fmt: skip
def test_a_period_may_be_said_in_a_word(run, said, every):
    assert run("add", "Nan Okafor", "--every", said).code == 0
    assert run("show", "Nan", "--json").json["every"] == every
