"""`message NAME WORDS`: the words behind a name are what the message is for, or the question it is about."""

import pytest


@pytest.fixture
def nan(run):
    run("add", "Nan Okafor", "crochet", "--email", "nan@example.org")
    run("add", "Sam Lee", "tax", "--email", "sam@example.org")
    return run


@pytest.mark.parametrize("words", [["thanks"], ["thank", "you"], ["thanks for the scarf"], ["--for", "thanks"]])
def test_thanks_behind_a_name_is_a_message_of_thanks(nan, words):
    assert nan("message", "Nan", *words, "--json").json["for"] == "thank"


def test_words_of_an_open_question_name_it(nan):
    asked = nan("ask", "crochet pattern", "--json").json["ask"]
    drafted = nan("message", "Nan", "Okafor", "about", "crochet", "pattern", "--json").json
    assert (drafted["to"]["name"], drafted["ask"]) == ("Nan Okafor", asked)


def test_a_new_question_is_asked_first_in_a_script(nan):
    refused = nan("message", "Sam", "about", "the tax letter")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert '`asknet ask "the tax letter"`' in refused.err
    assert nan("asks", "--json").json == []


def test_a_new_question_is_asked_on_a_terminal(nan, screen):
    ran = screen("message", "Sam", "about", "the", "tax", "letter", "--print")
    assert ran.code == 0
    assert "the tax letter" in ran.out
    assert [ask["problem"] for ask in nan("asks", "--json").json] == ["the tax letter"]


@pytest.mark.parametrize(("family", "typed"), [("Okafo", [("Which one?", "\n")]), ("Smith", [])])
def test_a_name_that_is_not_right_is_no_question(nan, screen, family, typed):
    assert screen("message", "Nan", family, "--print", typed=typed).code != 0
    assert nan("asks", "--json").json == []


@pytest.mark.usefixtures("nan")
def test_a_purpose_that_is_none_is_refused_before_anything_is_asked(screen):
    ran = screen("message", "Nan", "--for", "hello")
    assert ran.code == 2
    assert "ask, way-in, introduce, thank, again" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ("who can help me sell my pots?", "I am looking for somebody who can help me sell my pots."),
        ("who knows about VAT", "I am looking for somebody who knows about VAT."),
        ("can anyone fix my roof", "I am looking for somebody who can fix my roof."),
        ("someone to mind the cat", "I am looking for somebody to mind the cat."),
        ("I need someone who speaks Dutch", "I am looking for somebody who speaks Dutch."),
        ("help with a crochet pattern", "I am looking for help with a crochet pattern."),
        ("help me close a deal", "I am looking for somebody to help me close a deal."),
        ("which school is good", "I have a question: which school is good?"),
        ("I want to learn crochet!", "I want to learn crochet."),
        ("my scarf unravels", "I am looking for help with this: my scarf unravels."),
        ("who is the best baker", "I have a question: who is the best baker?"),
    ],
)
def test_a_question_is_written_as_a_sentence_to_somebody(nan, problem, sentence):
    nan("ask", problem)
    body = nan("message", "Nan", "--ask", "last", "--json").json["body"]
    assert sentence in " ".join(body.split())


def test_a_text_message_shows_no_subject(nan):
    nan("add", "Olu", "pipes", "--phone", "0113 496 0300")
    nan("ask", "pipes", "--json")
    assert "Subject" not in nan("message", "Olu", "--ask", "last").out
    assert "Subject: A question: pipes" in nan("message", "Nan", "--ask", "last").out
    assert "Subject" not in nan("message", "Nan", "--ask", "last", "--by", "sms").out


@pytest.mark.parametrize("words", [["Nan", "and", "Sam"], ["Nan,", "Sam"], ["Nan Okafor", "Sam"]])
def test_several_names_may_come_before_what_it_is_about(nan, words):
    nan("ask", "crochet pattern")
    drafted = nan("message", *words, "about", "crochet", "pattern").out
    assert ["Nan Okafor" in drafted, "Sam Lee" in drafted] == [True, True]


def test_and_somebody_unknown_is_no_question(nan, screen):
    assert screen("message", "Nan", "and", "Bob", "about", "cake", "--print").code != 0
    assert nan("asks", "--json").json == []
