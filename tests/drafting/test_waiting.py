"""A question waits for those to whom a message was sent, until they answer or it is closed."""

import contextlib
import sqlite3

import pytest


@pytest.fixture
def sent(asked):
    asked("message", "1", "--ask", "1", "--sent")
    return asked


def later(run, *words, day="2026-11-26"):
    return run(*words, env={"ASKNET_TODAY": day})


def test_marking_as_sent_makes_the_question_wait(asked):
    ran = asked("message", "1", "--ask", "1", "--sent")
    assert ran.out == "asked Nan Okafor, waiting: ask 1 (crochet pattern)\n"
    assert asked("asks").rows == [["1", "2026-11-20", "waiting", "crochet pattern", "Nan Okafor: waiting since today"]]
    told = asked("asks", "--json").json[0]
    assert told["state"] == "waiting"
    assert told["waiting"] == [{"id": 1, "with": "Nan Okafor", "since": "2026-11-20"}]
    assert told["next"] == {"id": 2, "name": "Sam Lee"}
    assert later(asked, "asks").rows[0][4] == "Nan Okafor: waiting 6 days"


def test_undo_takes_the_waiting_back(sent):
    sent("undo")
    assert sent("asks").rows[0][2] == "open"
    sent("redo")
    assert sent("asks").rows[0][2] == "waiting"


def test_opening_alone_notes_nothing(asked, program):
    said = program("xdg-open")
    assert asked("message", "1", "--ask", "1", "--open").code == 0
    assert said.read_text().startswith("mailto:nan@example.org?subject=")
    assert asked("asks").rows[0][2] == "open"


def test_several_may_be_waited_for(sent):
    sent("message", "2", "--ask", "1", "--sent")
    assert [each["with"] for each in sent("asks", "--json").json[0]["waiting"]] == ["Nan Okafor", "Sam Lee"]
    assert sent("asks", "--json").json[0]["next"] is None


def test_two_questions_may_wait_for_the_same_person_and_the_next_answer_counts_it(sent):
    sent("ask", "crochet hook")
    sent("message", "Nan Okafor", "--ask", "last", "--sent")
    (match,) = (m for m in sent("ask", "crochet", "--json").json["matches"] if m["name"] == "Nan Okafor")
    assert match["factors"]["availability"] < 1
    sent("close", "1", "--no-answer", "nan")
    assert [ask["state"] for ask in sent("asks", "--all", "--json").json if ask["id"] < 3] == ["waiting", "closed"]


def test_waiting_counts_neither_for_nor_against_somebody(sent):
    (match,) = (m for m in sent("ask", "crochet", "--json").json["matches"] if m["name"] == "Nan Okafor")
    assert match["factors"]["record"] == 1
    assert sent("review", "help", "--json").json["help"]["answered"] == 0


@pytest.mark.parametrize(("day", "due"), [("2026-11-24", False), ("2026-11-25", True)])
def test_after_five_days_it_is_time_to_write_again_or_to_ask_the_next(sent, day, due):
    ran = later(sent, "review", "--due", day=day)
    offers = [
        "asknet message 'Nan Okafor' --for again --ask 1",
        "asknet message 'Sam Lee' --ask 1",
        "asknet close 1",
    ]
    assert [offer in ran.out for offer in offers] == [due] * 3


def test_how_long_to_wait_is_a_setting(sent, home):
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").write_text("wait: 2w\n", encoding="utf-8")
    assert later(sent, "review", "--due").out == ""
    assert "Nan Okafor has not answered" in later(sent, "review", "--due", day="2026-12-04").out
    (home / "config" / "asknet" / "config.yaml").write_text("wait: soon\n", encoding="utf-8")
    assert "wait cannot be 'soon'" in later(sent, "review", "--due").err


def test_a_question_that_waits_is_not_asked_for_its_end(sent):
    assert "record the outcome of" not in later(sent, "review", "--due", day="2026-11-24").out
    sent("undo")
    assert "record the outcome of ask 1" in later(sent, "review", "--due", day="2026-11-28").out


def test_the_steps_of_a_review_hold_the_commands(sent):
    (step,) = (s for s in later(sent, "review", "next", "--json").json["next"] if s["kind"] == "close")
    assert step["command"] == "asknet message 'Nan Okafor' --for again --ask 1"
    assert step["others"] == ["asknet message 'Sam Lee' --ask 1", "asknet close 1"]


def test_writing_again_is_the_default_to_whom_it_waits_for_and_begins_the_waiting_anew(sent):
    told = later(sent, "message", "Nan Okafor", "--ask", "1", "--json").json
    assert told["for"] == "again"
    assert "I wrote to you on 20 November" in told["body"]
    later(sent, "message", "Nan Okafor", "--ask", "1", "--sent")
    assert later(sent, "review", "--due", day="2026-11-28").out == ""
    assert later(sent, "asks", day="2026-11-28").rows[0][4] == "Nan Okafor: waiting 2 days"


def test_the_first_help_closes_the_question_and_offers_to_thank_the_others(sent):
    sent("message", "2", "--ask", "1", "--sent")
    ran = sent("log", "--ask", "1", "--with", "Nan Okafor", "--got", "showed me how")
    assert "Sam Lee was asked too: asknet message id:2 --for thank --ask 1" in ran.err
    assert "Nan Okafor was asked too" not in ran.err
    (ask,) = sent("asks", "--all", "--json").json
    assert (ask["state"], ask["waiting"]) == ("closed", [])
    assert sent("asks", "--all").rows[0][4] == "Sam Lee: asked; Nan Okafor: helped"
    sent("undo")
    assert len(sent("asks", "--json").json[0]["waiting"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["log", "--ask", "1", "--with", "Nan Okafor", "--outcome", "no", "no time"],
        ["close", "1", "--no-help", "Nan Okafor"],
        ["close", "1"],
    ],
)
def test_an_answer_or_a_close_settles_the_waiting(sent, words):
    assert sent(*words).code == 0
    (ask,) = sent("asks", "--all", "--json").json
    assert ask["waiting"] == []
    sent("undo")
    assert len(sent("asks", "--json").json[0]["waiting"]) == 1


def test_an_answer_that_is_removed_leaves_the_waiting_as_it_was(sent):
    sent("log", "--ask", "1", "--with", "Nan Okafor", "--outcome", "no", "no time")
    assert sent("asks", "--json").json[0]["state"] == "open"
    sent("remove", "--entry", "1")
    assert sent("asks", "--json").json[0]["state"] == "waiting"


def test_nothing_more_is_asked_about_a_closed_question(sent):
    sent("close", "1")
    ran = sent("message", "2", "--ask", "1", "--for", "ask", "--sent")
    assert (ran.code, "is closed" in ran.err) == (2, True)


def test_a_contact_removed_while_waiting_leaves_a_note(sent):
    sent("remove", "Nan Okafor")
    (ask,) = sent("asks", "--json").json
    assert (ask["state"], ask["outcomes"]) == ("open", [])
    assert ask["note"] == "Nan Okafor, asked on 2026-11-20, was removed"
    assert sent("check").code == 0
    sent("undo")
    (ask,) = sent("asks", "--json").json
    assert (ask["state"], ask["note"]) == ("waiting", "")
    assert sent("check").code == 0


def test_a_contact_forgotten_while_waiting_leaves_a_note_without_the_name(sent, db):
    sent("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    (ask,) = sent("asks", "--json").json
    assert ask["note"] == "somebody, asked on 2026-11-20, was forgotten"
    assert b"Okafor" not in db.read_bytes()
    assert sent("check").code == 0


def test_a_contact_merged_while_waiting_is_waited_for_under_the_name_that_stays(sent):
    sent("add", "Nana Okafor", "--force")
    sent("merge", "Nana Okafor", "id:1")
    (ask,) = sent("asks", "--json").json
    assert [each["with"] for each in ask["waiting"]] == ["Nana Okafor"]
    assert ask["note"] == "Nan Okafor, asked on 2026-11-20, is Nana Okafor now"
    assert sent("check").code == 0
    sent("undo")
    assert [each["with"] for each in sent("asks", "--json").json[0]["waiting"]] == ["Nan Okafor"]


def test_who_answered_is_not_waited_for_after_a_merge(sent):
    sent("log", "--ask", "1", "--with", "Sam Lee", "--outcome", "no", "no time")
    sent("message", "1", "--ask", "1", "--sent")
    sent("merge", "Sam Lee", "Nan Okafor")
    (ask,) = sent("asks", "--json").json
    assert ask["waiting"] == []
    assert ask["outcomes"][0]["outcome"] == "no"
    assert sent("check").code == 0


def test_check_knows_outcomes_that_wait_twice(sent, db):
    with contextlib.closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("INSERT INTO outcomes(ask_id, contact_id, outcome, date) VALUES (1, 1, 'waiting', '2026-11-20')")
    ran = sent("check")
    assert (ran.code, "wait twice" in ran.out) == (1, True)


def test_a_question_is_noted_once_a_day(asked):
    number = asked("ask", "crochet pattern", "--json").json["ask"]
    assert number == 1
    assert len(asked("asks", "--json").json) == 1
    assert asked("ask", "crochet pattern", "--json", env={"ASKNET_TODAY": "2026-11-21"}).json["ask"] == 2
    asked("close", "2")
    assert asked("ask", "crochet pattern", "--json", env={"ASKNET_TODAY": "2026-11-21"}).json["ask"] == 3


def test_asking_again_after_a_removal_and_undoing_that_keeps_the_file_sound(asked):
    asked("remove", "Nan Okafor")
    asked("ask", "crochet pattern")
    assert asked("undo").code == 0
    assert asked("check").code == 0
    assert asked("message", "1", "--print").out.startswith("Sam Lee")


def test_a_question_is_removed_undoably(sent):
    sent("log", "--ask", "1", "--with", "Nan Okafor", "--got", "showed me how")
    before = sent("export", "--format", "json").json
    ran = sent("remove", "--ask", "1")
    assert (ran.code, ran.out) == (0, "removed ask 1: 2026-11-20 crochet pattern\n")
    assert sent("asks", "--all", "--json").json == []
    assert sent("check").code == 0
    sent("undo")
    assert sent("export", "--format", "json").json == before
    assert sent("check").code == 0
    assert sent("remove", "--ask", "9").code == 3
    assert sent("remove", "Nan", "--ask", "1").code == 2


def test_what_waits_is_in_a_whole_copy(sent, home):
    sent("export", "-o", home / "all.yaml")
    sent("--db", home / "copy.db", "import", home / "all.yaml")
    copied = sent("--db", home / "copy.db", "asks", "--json").json
    assert copied == sent("asks", "--json").json


def test_an_introduction_that_is_waited_for_is_not_offered_as_the_next_in_line(asked):
    asked("add", "Ida Holm", "bookbinding")
    asked("ask", "bookbinding")
    asked("message", "Carla Reyes", "--ask", "2", "--sent")
    (ask,) = [each for each in asked("asks", "--json").json if each["id"] == 2]
    assert [each["with"] for each in ask["waiting"]] == ["Sam Lee"]
    assert ask["next"]["name"] == "Ida Holm"


def test_an_introducer_is_reminded_of_what_you_wrote(asked):
    asked("message", "Carla Reyes", "--ask", "1", "--sent")
    later = asked("message", "Carla Reyes", "--ask", "1", env={"ASKNET_TODAY": "2026-11-26"}).out
    assert "I wrote to you on 20 November, and it may well have slipped through." in later
    assert "Would you introduce us?" in later


def test_nobody_of_the_past_is_to_be_written_to_again(sent):
    sent("message", "1", "--ask", "1", "--sent")
    later = {"ASKNET_TODAY": "2026-11-26"}
    assert "Nan Okafor has not answered" in sent("review", "--due", env=later).out
    sent("edit", "Nan Okafor", "--past")
    assert "Nan" not in sent("review", "--due", env=later).out
    assert sent("check").code == 0


def test_an_entry_of_help_tells_of_the_question_that_waits_for_them(sent):
    sent("message", "1", "--ask", "1", "--sent")
    ran = sent("log", "Nan showed me how")
    assert "ask 1 (crochet pattern) waits for Nan Okafor; if this is its answer: asknet log --edit 1 --ask 1" in ran.err
    sent("log", "--edit", "1", "--ask", "1")
    (ask,) = sent("asks", "--all", "--json").json
    assert (ask["state"], ask["outcomes"][-1]["outcome"]) == ("closed", "helped")
    assert "waits for" not in sent("log", "Nan showed me more").err
