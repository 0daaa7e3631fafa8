"""`close ID WORDS`: who helped, or what came of it, without options."""

import pytest


@pytest.fixture
def asked(run):
    run("add", "Stefan Roth", "crochet")
    run("add", "Nan Okafor", "lace")
    run("ask", "crochet pattern")
    return run


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("stefan fixed it", 'asknet close 1 --helped-by stefan --note "stefan fixed it"'),
        ("stefan never answered", 'asknet close 1 --no-answer stefan --note "stefan never answered"'),
        ("stefan could not help", 'asknet close 1 --no-help stefan --note "stefan could not help"'),
        ("Stefan Roth", 'asknet close 1 --helped-by "Stefan Roth"'),
        ("stefan nan", "asknet close 1 --helped-by stefan --helped-by nan"),
        ("found it myself", 'asknet close 1 --note "found it myself"'),
    ],
)
def test_a_script_is_refused_with_the_corrected_command(asked, words, command):
    refused = asked("close", "1", *words.split())
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert f"`{command}`" in refused.err
    assert [ask["id"] for ask in asked("asks", "--json").json] == [1]


def test_one_key_says_whether_they_helped(asked, screen):
    assert screen("close", "1", "stefan", "fixed", "it", typed=[("Did stefan help?", "y")]).code == 0
    [ask] = asked("asks", "--all", "--json").json
    assert [each["outcome"] for each in ask["outcomes"]] == ["helped"]
    assert ask["note"] == "stefan fixed it"


def test_words_without_a_name_become_the_note(asked, screen):
    assert screen("close", "1", "found", "it", "myself", typed=[("with this note", "y")]).code == 0
    [ask] = asked("asks", "--all", "--json").json
    assert (ask["outcomes"], ask["note"]) == ([], "found it myself")


def test_a_problem_needs_no_quotes_before_an_option(asked):
    assert asked("close", "crochet", "pattern", "--helped-by", "Stefan").code == 0
    assert asked("asks", "--json").json == []
