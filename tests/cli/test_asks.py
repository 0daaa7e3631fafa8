"""`asknet asks` and `asknet close`: the outcome of a question, and what it changes."""

import pytest


@pytest.fixture
def asked(run, once):
    def build():
        run("add", "Nan Okafor", "crochet")
        run("add", "Sam Lee", "crochet")
        run("ask", "crochet pattern")

    once("asked", build)
    return run


def record(run, name):
    matches = run("ask", "crochet pattern", "--no-save", "--json").json["matches"]
    return next(m["factors"]["record"] for m in matches if m["name"] == name)


def test_open_questions_are_listed_until_they_are_closed(asked):
    assert asked("asks").rows == [["1", "2026-11-20", "open", "crochet pattern", ""]]
    asked("close", "last")
    assert asked("asks").out == ""
    assert asked("asks", "--all", "--json").json[0]["closed"] == "2026-11-20"
    asked("undo")
    assert len(asked("asks").rows) == 1
    asked("redo")
    assert asked("asks").out == ""


def test_closing_moves_records_and_says_so(asked):
    ran = asked("close", "last", "--helped-by", "nan", "--no-answer", "sam")
    assert "Nan Okafor's record for this 1.00 -> 1.10" in ran.err
    assert "Sam Lee's record for this 1.00 -> 0.90" in ran.err
    assert (record(asked, "Nan Okafor"), record(asked, "Sam Lee")) == (1.1, 0.9)
    asked("undo")
    assert (record(asked, "Nan Okafor"), record(asked, "Sam Lee")) == (1.0, 1.0)


def test_a_log_line_closes_the_question_it_came_of(asked):
    ran = asked("log", "--ask", "last", "Nan showed me how #tension")
    assert "record for this 1.00 -> 1.10" in ran.err
    assert "closed" in ran.err
    assert asked("asks").out == ""
    nan = asked("show", "Nan", "--json").json
    assert {"topic": "tension", "level": None, "provenance": "helped"} in nan["skills"]
    assert nan["asks"][0]["outcomes"] == [{"with": "Nan Okafor", "outcome": "helped", "date": "2026-11-20"}]
    asked("undo")
    assert len(asked("asks").rows) == 1
    assert len(asked("show", "Nan", "--json").json["skills"]) == 1


def test_a_log_line_of_no_answer_leaves_the_question_open(asked):
    asked("log", "--ask", "1", "wrote to Sam", "--outcome", "no-answer")
    assert asked("asks").rows[0][2:] == ["open", "crochet pattern", "Sam Lee: did not answer"]


def test_the_last_word_on_a_contact_counts(asked):
    asked("close", "1", "--no-answer", "sam")
    asked("close", "1", "--helped-by", "sam")
    assert asked("asks", "--all").rows[0][4] == "Sam Lee: helped"


@pytest.mark.parametrize("which", ["9", "0", "x", "9" * 400, "½"])
@pytest.mark.parametrize("words", [["close"], ["log", "coffee with Nan", "--ask"]])
def test_a_question_that_is_not_there_is_3(asked, words, which):
    ran = asked(*words, which)
    assert (ran.code, ran.out) == (3, "")
    assert asked("show", "Nan", "--json").json["interactions"] == []


def test_both_outcomes_of_one_contact_are_2(asked):
    assert asked("close", "1", "--helped-by", "nan", "--no-help", "nan").code == 2


def test_no_question_noted_is_3(run):
    assert run("close").code == 3
    assert run("asks").code == 0


@pytest.mark.usefixtures("asked")
def test_on_a_terminal_an_answer_ends_with_the_line_to_type_afterwards(screen):
    assert 'asknet log --ask 1 --with "Nan Okafor" --got "..."' in screen("ask", "crochet pattern").shown


@pytest.mark.parametrize("words", [["piano tuner"], ["Piano", "tuner"], ["tuner"]])
def test_an_open_question_is_closed_by_its_words(run, words):
    run("add", "Nan Okafor", "crochet")
    run("ask", "crochet pattern")
    run("ask", "piano tuner")
    assert run("close", *words).out == "closed ask 2 (piano tuner)\n"
    assert [row[3] for row in run("asks").rows] == ["crochet pattern"]


def test_of_several_questions_with_the_words_none_is_closed(run):
    run("add", "Nan Okafor", "crochet")
    for problem in ("piano tuner in Hobart", "piano stool", "grand piano tuner"):
        run("ask", problem)
    ran = run("close", "piano tuner")
    assert ran.code == 2
    assert "3 (grand piano tuner)" in ran.err
    assert "1 (piano tuner in Hobart)" in ran.err
    assert "stool" not in ran.err
    assert len(run("asks").rows) == 3
    run("ask", "piano tuner")
    assert run("close", "piano tuner").out == "closed ask 4 (piano tuner)\n"


def test_words_that_no_open_question_has_are_said(run):
    run("add", "Nan Okafor", "crochet")
    run("ask", "piano tuner")
    run("close", "1")
    for words in (["piano tuner"], ["violin"]):
        ran = run("close", *words)
        assert (ran.code, f"no open question says '{words[0]}'" in ran.err) == (3, True)
    assert "there is no ask number '9'" in run("close", "9").err


def test_a_log_entry_belongs_to_the_open_question_with_the_words(run):
    run("add", "Nan Okafor", "crochet")
    run("ask", "piano tuner")
    run("ask", "crochet pattern")
    assert run("log", "--ask", "piano tuner", "--with", "Nan", "--got", "she tuned it").code == 0
    assert run("asks", "--all", "--json").json[1]["outcomes"][0]["outcome"] == "helped"
