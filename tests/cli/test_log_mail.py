"""`log --mail`: one message on standard input is logged by its headers; its body is never read."""

import pytest

MAIL = (
    "From: =?utf-8?q?Mira_Ols=C3=A9n?= <Mira@example.org>\r\nTo: You <you@example.org>, Theo <theo@example.org>\r\n"
    "Date: Tue, 03 Nov 2026 10:15:00 +0000\r\nSubject: =?utf-8?q?h=C3=ADves?=\r\n in winter\r\n\r\n"
    "From: body@example.org\r\nthe secret of the body\r\n"
)


@pytest.fixture
def people(run):
    run("add", "Mira Olsen", "--email", "mira@example.org")
    run("add", "Theo Brandt", "--email", "theo@example.org")
    run("me", "--email", "you@example.org")
    return run


def test_a_message_to_you_is_logged_with_its_writer_on_its_day(people):
    assert people("log", "--mail", "--json", input=MAIL).json == {
        "id": 1, "date": "2026-11-03", "with": ["Mira Olsen"], "mentioned": [], "direction": None, "topics": [],
        "kind": "mail", "added": [], "text": "Mira Olsen wrote: híves in winter", "unclear": [],
    }  # fmt: skip


def test_a_message_of_yours_is_logged_with_those_it_was_written_to(people):
    sent = "From: you@example.org\nTo: mira@example.org, x@example.org\nCc: theo@example.org\nDate: 3 Nov 2026 10:15 +0000\n\n"
    ran = people("log", "--mail", input=sent)
    assert "mail; with Mira Olsen, Theo Brandt" in ran.out
    assert "not in your network: x@example.org" in ran.err


def test_without_an_address_of_yours_a_writer_who_is_no_contact_is_you(run):
    run("add", "Mira Olsen", "--email", "mira@example.org")
    ran = run(
        "log", "--mail", input="From: unknown@example.org\nTo: mira@example.org\nDate: 3 Nov 2026 10:15 +0000\n\n"
    )
    assert "with Mira Olsen" in ran.out


def test_a_stranger_is_refused_or_added(people):
    stranger = 'From: "Zed, Dr." <zed@example.org>\nDate: 3 Nov 2026 10:15 +0000\nTo: you@example.org\n\n'
    ran = people("log", "--mail", input=stranger)
    assert ran.code == 3
    assert "nobody here has the address zed@example.org" in ran.err
    assert people("log", "--mail", "--add", input=stranger).code == 0
    assert people("show", "zed@example.org", "--json").json["name"] == "Zed, Dr."


def test_nothing_of_the_body_is_kept(people, db):
    people("log", "--mail", input=MAIL)
    assert b"secret" not in db.read_bytes()


@pytest.mark.parametrize(
    "head",
    ["", "no head at all\n", "From: \xff <\x00@\n\n", "From: <<>>\nDate: Tue, 99 Nov 2026\n\n", "From: a@b,, c@d\n\n",
     "From: undisclosed-recipients:;\n\n", "Subject: x\n\n",
     "From: =?x?q?=FF?= <>\n\n", "From: mira@example." + "x" * 99_999],
)  # fmt: skip
def test_a_message_that_names_no_writer_you_know_is_refused_in_one_line(people, head):
    ran = people("log", "--mail", input=head)
    assert ran.code in (3, 5)
    assert ran.err.count("\n") == 1
    assert people("history").out == ""


def test_an_unreadable_day_is_today_and_one_in_the_future_is_refused(people):
    told = people("log", "--mail", "--json", input="From: mira@example.org\nDate: Tue, 99 Nov 2026\n\n")
    assert told.json["date"] == "2026-11-20"
    ran = people("log", "--mail", input="From: mira@example.org\nDate: 3 Nov 2027 10:15 +0000\n\n")
    assert ran.code == 2
    assert "is in the future" in ran.err


def test_escape_sequences_in_a_subject_are_dropped(people):
    text = people("log", "--mail", "--json", input="From: mira@example.org\nSubject: a=?utf-8?q?=1B=5B31m?=b\n\n").json[
        "text"
    ]
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "more", [["--with", "Mira"], ["--got"], ["--from", "x"], ["words"], ["--on", "today"], ["--edit", "1"]]
)
def test_options_of_a_sentence_do_not_go_with_a_message(people, more):
    ran = people("log", "--mail", *more, input=MAIL)
    assert ran.code == 2
    assert people("history").out == ""
