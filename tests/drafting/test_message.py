"""`asknet message`: whom a draft goes to, what it says, and how it is sent and recorded."""

import json

import pytest


def body(ran):
    return ran.json["body"]


@pytest.mark.guard
def test_a_draft_begins_with_the_name_and_says_the_problem_in_the_users_own_words(asked):
    ran = asked("message", "1", "--print")
    assert ran.code == 0
    assert ran.out.startswith("Nan Okafor <nan@example.org>\nSubject: A question: crochet pattern\n\nHello Nan,\n")
    assert "crochet pattern." in ran.out
    assert "just say so" in ran.out


def test_a_draft_as_json_has_recipient_subject_body_and_links(asked):
    told = asked("message", "1", "--ask", "1", "--json").json
    assert told["to"]["name"] == "Nan Okafor"
    assert (told["for"], told["ask"], told["subject"]) == ("ask", 1, "A question: crochet pattern")
    assert told["body"].startswith("Hello Nan,\n\n")
    assert told["links"]["mail"].startswith(
        "mailto:nan@example.org?subject=A%20question%3A%20crochet%20pattern&body=Hello"
    )
    assert told["links"]["sms"] is None


def test_a_script_that_gives_a_number_alone_is_told_what_it_means_and_what_to_add(asked):
    assert asked("message", "1").err == (
        "asknet: 1 is the number of a match, and a script has to say to which question it belongs. "
        "Add --ask ID (`asknet asks` lists them), or --print to see match 1 of the last answer.\n"
    )


def test_a_script_names_the_answer_whose_match_it_means(asked):
    ran = asked("message", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "--ask ID" in ran.err
    assert asked("message", "Nan Okafor").code == 2


def test_the_matches_of_an_answer_are_meant_for_a_day(asked):
    assert asked("message", "1", "--print", env={"ASKNET_TODAY": "2026-11-21"}).code == 0
    ran = asked("message", "1", "--print", env={"ASKNET_TODAY": "2026-11-22"})
    assert (ran.code, "--ask 1" in ran.err) == (2, True)
    assert asked("message", "1", "--ask", "1", env={"ASKNET_TODAY": "2026-12-24"}).code == 0


@pytest.mark.parametrize("words", [["9"], ["9", "--ask", "1"], ["1", "--ask", "7"], ["Nobody Here", "--ask", "1"]])
def test_a_match_a_question_or_a_name_that_is_not_there_is_3(asked, words):
    assert asked("message", *words, "--print").code == 3


def test_printing_writes_nothing(asked, db):
    before = db.read_bytes()
    asked("message", "1", "--print")
    asked("message", "1", "--ask", "1", "--json")
    assert db.read_bytes() == before


def test_a_number_still_means_the_match_that_was_shown_after_another_was_removed(asked):
    asked("remove", "Nan Okafor")
    assert asked("message", "2", "--print").out.startswith("Sam Lee")
    assert asked("message", "1", "--print").code == 3


def test_the_last_answer_is_the_one_given_last_even_where_it_was_noted_before(asked):
    asked("ask", "bookbinding")
    asked("ask", "crochet pattern")
    assert asked("message", "1", "--print").out.startswith("Nan Okafor")
    asked("ask", "bookbinding")
    assert asked("message", "1", "--print").out.startswith("Sam Lee")


def test_who_has_no_address_is_asked_for_through_an_introducer(asked):
    ran = asked("message", "Carla Reyes", "--ask", "1", "--json").json
    assert (ran["for"], ran["to"]["name"], ran["about"]) == ("way-in", "Sam Lee", "Carla Reyes")
    assert "Would you introduce us?" in ran["body"]
    asked("edit", "Carla Reyes", "--email", "carla@example.org")
    assert asked("message", "Carla Reyes", "--ask", "1", "--json").json["to"]["name"] == "Carla Reyes"


def test_an_introducer_without_an_address_is_drafted_to_all_the_same(asked):
    asked("edit", "Sam Lee", "--without", "0491 570 006")
    ran = asked("message", "Carla Reyes", "--ask", "1")
    assert (ran.code, ran.out.split("\n")[0]) == (0, "Sam Lee")
    assert "no address is known" in ran.err


def test_nobody_to_introduce_you_is_said(asked):
    ran = asked("message", "Nan Okafor", "--for", "way-in", "--ask", "1")
    assert (ran.code, "--via" in ran.err) == (3, True)


def test_one_draft_goes_to_one_person(asked):
    told = [json.loads(line) for line in asked("message", "1", "2", "--ask", "1", "--json").out.splitlines()]
    assert [each["to"]["name"] for each in told] == ["Nan Okafor", "Sam Lee"]
    assert all(each["links"]["mail"] is None or each["links"]["mail"].count("@") == 1 for each in told)


def test_a_name_of_several_words_needs_no_quotes(asked):
    assert asked("message", "Nan", "Okafor", "--print").out.startswith("Nan Okafor")


def test_an_introduction_is_a_draft_to_each_that_asks_first(asked):
    asked("edit", "Nan Okafor", "--wants", "bookbinding")
    ran = asked("message", "Nan Okafor", "Carla Reyes", "--for", "introduce", "--json")
    one, other = (json.loads(line) for line in ran.out.splitlines())
    assert (one["to"]["name"], other["to"]["name"]) == ("Nan Okafor", "Carla Reyes")
    assert "You were looking for this: bookbinding. Carla Reyes may" in one["body"]
    assert "Nan Okafor is looking for this: bookbinding. I thought of you." in other["body"]
    assert all("May I introduce the two of you?" in each["body"] for each in (one, other))
    assert asked("message", "Nan Okafor", "--for", "introduce").code == 2
    assert asked("message", "nan", "Nan Okafor", "--for", "introduce").code == 2


def test_a_draft_says_when_you_last_spoke(asked):
    asked("log", "--with", "Nan Okafor", "--on", "2026-11-03", "coffee")
    assert "We last spoke on 3 November." in body(asked("message", "1", "--ask", "1", "--json"))
    asked("log", "--with", "Sam Lee", "--on", "2024-03-05", "coffee")
    assert "It has been a long while: we last spoke on 5 March 2024." in body(
        asked("message", "2", "--ask", "1", "--json")
    )


@pytest.mark.guard
def test_repay_first_adds_an_offer(asked):
    for day in ("2026-11-03", "2026-11-04", "2026-11-05"):
        asked("log", "--with", "Nan Okafor", "--got", "--on", day, "help")
    assert "I owe you a favour: tell me" in body(asked("message", "1", "--ask", "1", "--json"))
    asked("me", "python", "bread baking")
    assert "if you ever need help with python or bread baking" in body(asked("message", "1", "--ask", "1", "--json"))
    asked("edit", "Nan Okafor", "--wants", "python help")
    assert "help with what you were looking for: python help." in body(asked("message", "1", "--ask", "1", "--json"))


def test_a_draft_is_signed_as_you_say(asked):
    assert body(asked("message", "1", "--ask", "1", "--json")).endswith("Thank you!")
    asked("me", "--name", "Kim Doe")
    assert body(asked("message", "1", "--ask", "1", "--json")).endswith("\n\nKim Doe")
    asked("me", "--sign", "Best, Kim")
    assert body(asked("message", "1", "--ask", "1", "--json")).endswith("\n\nBest, Kim")


@pytest.mark.parametrize(
    ("name", "alias", "greeting"),
    [
        ("Robert Miller", "Bob", "Hello Bob,"), ("Robert Miller", "The Printer", "Hello Robert,"),
        ("Okafor, Nan", "", "Hello Nan,"), ("Cal Doe, M.D., Ph.D.", "", "Hello Cal,"), ("Dee Fox MSc MRICS", "", "Hello Dee,"),
        ("Tom Reyes 🚀 (he/him), PhD", "", "Hello Tom,"), ("Okafor, Nan, PhD", "", "Hello Nan,"),
        ("Dr Amelia Holt", "", "Hello Dr Holt,"), ("Cher", "", "Hello Cher,"), ("B. Miller", "", "Hello B. Miller,"),
        ("山田太郎", "", "Hello 山田太郎,"), ('Ana "Pepa" %s {problem}', "", "Hello Ana,"), ("🌻 Rosa Lind", "", "Hello Rosa,"),
        ("Holt, MD", "", "Hello Holt,"), ("Okafor, MJ", "", "Hello MJ,"), ("de la Cruz, J.R.", "", "Hello J.R.,"),
        ("Bo Ek, MInstP, FRCS(Ed)", "", "Hello Bo,"),
        ("Plumber Bob", "", "Hello Bob,"), ("Dentist Dr Lim", "", "Hello Dr Lim,"), ("Dentist", "", "Hello Dentist,"),
        ("Auntie Jean", "", "Hello Jean,"), ("Ben's Mum", "", "Hello Ben's Mum,"), ("Boiler man", "", "Hello Boiler man,"),
        ("Nurse Joy Adams", "", "Hello Joy,"), ("Taxi Ali", "", "Hello Taxi Ali,"), ("Dave Plumber", "", "Hello Dave,"),
        ("Hunter Thompson", "", "Hello Hunter,"), ("Brook Thomas", "", "Hello Brook,"),
        ("Bartók Béla", "", "Hello Béla,"), ("Béla Bartók", "", "Hello Béla,"), ("Jean Pierre DUPONT", "", "Hello Jean,"),
    ],
)  # fmt: skip
def test_the_greeting_is_the_name_they_use(asked, name, alias, greeting):
    asked("add", name, *(["--alias", alias] if alias else []))
    assert body(asked("message", name, "--ask", "1", "--json")).split("\n")[0] == greeting


def test_a_community_is_greeted_as_one(asked):
    asked("add", "Crochet Crowd", "crochet", "--kind", "community", "--url", "https://crowd.example.org")
    told = asked("message", "Crochet Crowd", "--ask", "1", "--json").json
    assert told["body"].startswith("Hello everybody,")
    assert (told["to"]["address"], told["links"]["url"]) == ("https://crowd.example.org", "https://crowd.example.org")


def test_a_template_of_ones_own_is_used(asked, home):
    folder = home / "config" / "asknet" / "templates"
    folder.mkdir(parents=True)
    (folder / "ask.txt").write_text(
        "Subject: {subject}!\n\nDear friend,\n\n{last}\n\n{problem} {offer}\n", encoding="utf-8"
    )
    told = asked("message", "1", "--ask", "1", "--json").json
    assert told["subject"] == "A question: crochet pattern!"
    assert told["body"] == "Dear friend,\n\nI am looking for help with this: crochet pattern."


def test_a_template_with_an_unknown_placeholder_is_refused_by_name(asked, home):
    folder = home / "config" / "asknet" / "templates"
    folder.mkdir(parents=True)
    (folder / "ask.txt").write_text("{greetings}\n", encoding="utf-8")
    ran = asked("message", "1", "--ask", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "{greetings} is not a placeholder" in ran.err
    assert asked("message", "nan", "--for", "thank").code == 0


def test_what_looks_like_a_placeholder_in_a_problem_stays_as_it_is(asked):
    asked("ask", "crochet {signature} {subject} %s")
    ran = asked("message", "1", "--print")
    assert "crochet {signature} {subject} %s." in ran.out


def test_a_problem_of_10_000_characters_is_written_whole(asked):
    problem = "crochet " + "pattern " * 1240
    asked("ask", problem)
    told = asked("message", "1", "--ask", "last", "--json").json
    assert problem.strip() in told["body"]
    assert len(told["links"]["mail"]) <= 2000
    assert "body=" not in told["links"]["mail"]
    assert len(told["subject"]) < 100


@pytest.mark.parametrize("words", [["--by", "fax"], ["--for", "fun"], ["--print", "--sent"]])
def test_an_option_that_makes_no_sense_is_2(asked, words):
    assert asked("message", "1", "--ask", "1", *words).code == 2


def test_a_thank_you_names_the_problem_of_who_helped_and_spares_who_did_not(asked):
    asked("message", "2", "--ask", "1", "--sent")
    ran = asked("close", "1", "--helped-by", "Nan Okafor")
    assert "asknet message id:2 --for thank --ask 1" in ran.err
    assert "Thank you for your help with this: crochet pattern." in body(
        asked("message", "nan", "--ask", "1", "--json")
    )
    told = asked("message", "id:2", "--for", "thank", "--ask", "1", "--json").json
    assert "no longer need to look into it" in told["body"]
    ran = asked("message", "id:2", "--for", "thank", "--ask", "1", "--sent")
    assert "thanked Sam Lee" in ran.out
    assert asked("show", "Sam Lee", "--json").json["interactions"][0]["text"] == "thanked Sam Lee"


def test_what_happened_today_is_no_last_time(asked):
    asked("log", "--with", "Nan Okafor", "--on", "2026-11-20", "coffee")
    assert "We last" not in body(asked("message", "1", "--ask", "1", "--json"))


def test_a_country_that_is_not_known_is_said(run):
    assert "calling code of Atlantis is not known" in run("me", "--country", "Atlantis").err
    assert "calling code" not in run("me", "--country", "Norway").err


def test_a_name_means_the_open_question_whose_answer_showed_it(asked):
    asked("ask", "bookbinding")
    ran = asked("message", "nan", "--print")
    assert "I am looking for help with this: crochet pattern." in ran.out


def test_a_number_means_no_match_of_an_answer_that_named_nobody(asked):
    told = asked("ask", "saddle repair", "--json").json
    assert (told["verdict"], bool(told["matches"])) == ("none", True)
    ran = asked("message", "1", "--print")
    assert (ran.code, "nobody seemed to fit the last question (saddle repair)" in ran.err) == (3, True)
    assert asked("message", "1", "--ask", str(told["ask"])).code == 0


@pytest.mark.parametrize(
    "words", [["nan", "--ask", "1"], ["Sam Lee", "nan", "--for", "introduce"], ["nan", "--for", "thank"]]
)
def test_nobody_of_the_past_is_written_to(asked, words):
    asked("edit", "Nan Okafor", "--past")
    ran = asked("message", *words)
    assert (ran.code, "asknet edit id:1 --status active" in ran.err) == (2, True)


@pytest.mark.parametrize("words", [[], ["--for", "thank"]])
def test_who_was_not_asked_is_not_thanked_for_an_answer(asked, words):
    asked("close", "1", "--helped-by", "Sam Lee")
    ran = asked("message", "nan", "--ask", "1", *words)
    assert (ran.code, "Nan Okafor was not asked about ask 1" in ran.err) == (2, True)
    assert asked("message", "Sam Lee", "--ask", "1", *words).code == 0


def test_without_a_name_the_matches_of_the_last_answer_are_offered(asked, screen):
    asked("ask", "crochet blanket")
    ran = screen("message", typed=[("Write to whom?", "2\n"), ("sign", "Robin\n"), ("leave:", "q")])
    assert "1  Nan Okafor" in ran.shown
    assert "2  Sam Lee" in ran.shown


def test_a_script_that_names_nobody_is_told_what_is_missing(asked):
    ran = asked("message")
    assert (ran.code, ran.out) == (2, "")
    assert "no recipient is given" in ran.err
    assert "asknet message 1" in ran.err


def test_thanks_are_for_the_question_they_were_asked_and_no_other(asked):
    asked("message", "Nan Okafor", "--ask", "1", "--sent")
    asked("log", "Sam Lee repaired my coat", "--got")
    asked("ask", "crochet a hat")
    assert asked("message", "Nan Okafor", "--for", "thank", "--print", "--json").json["ask"] == 1
    assert "Thank you for your help" in asked("message", "Sam Lee", "--for", "thank", "--print").out
