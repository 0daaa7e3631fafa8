"""Links: what they hold, and that hostile text becomes no header, no recipient, no scheme and no escape sequence."""

import contextlib
import sqlite3
from urllib.parse import unquote

import pytest

from asknet.drafting.links import LONGEST, calling_code, dialled, mailto, read_mailbox, web
from asknet.drafting.opener import open_link
from asknet.errors import AsknetError

HOSTILE = "x\r\nBcc: evil@example.net\n&cc=evil@example.net?to=evil@example.net#\x1b[31m\u202e"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("nan@example.org", "nan@example.org"), ("Nan <nan@example.org>", "nan@example.org"),
        ("mailto:nan@example.org", "nan@example.org"), ("nan+x@example.org", "nan+x@example.org"),
        ("nän@exämple.org", "nän@exämple.org"),
        ("a@example.org,evil@example.net", ""), ("a@example.org;evil@example.net", ""), ("a@example.org evil@example.net", ""),
        ("a@example.org?bcc=evil@example.net", ""), ("a@example.org%0ABcc:evil@example.net", ""),
        ("a@example.org&cc=evil@example.net", ""), ("a@b@example.org", ""), ("javascript:alert(1)", ""), ("", ""), ("nan", ""),
        ("a@example.org\n", "a@example.org"), ("a\n@example.org", ""), ("-@example", ""), ("<>", ""),
    ],
)  # fmt: skip
def test_an_address_is_one_mailbox_or_none(written, read):
    assert read_mailbox(written) == read


def test_a_mail_link_has_one_recipient_one_subject_and_one_body():
    link = mailto("a+b@example.org", HOSTILE, HOSTILE)
    to, _, query = link.partition("?")
    assert to == "mailto:a%2Bb@example.org"
    fields = [each.partition("=")[::2] for each in query.split("&")]
    assert [name for name, _ in fields] == ["subject", "body"]
    assert all(
        set(value) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%") for _, value in fields
    )
    assert unquote(fields[1][1]).replace("\r\n", "\n") == HOSTILE.replace("\r\n", "\n")


def test_a_body_that_is_too_long_is_left_out_of_the_link():
    assert "body=" in mailto("a@example.org", "s", "b" * 1900)
    assert mailto("a@example.org", "s", "b" * 2000) == "mailto:a@example.org?subject=s"
    assert len(mailto("a@example.org", "ü" * 900, "b")) <= LONGEST


@pytest.mark.parametrize(
    ("written", "country", "dial"),
    [
        ("+61 491 570 006", "", "+61491570006"), ("0061 491 570 006", "", "+61491570006"),
        ("0491 570 006", "Australia", "+61491570006"), ("0491 570 006", "au", "+61491570006"),
        ("0491 570 006", "+61", "+61491570006"), ("0491 570 006", "", "0491570006"), ("0491 570 006", "Atlantis", "0491570006"),
        ("06 6988 1234", "Italy", "+390669881234"), ("06 30 123 4567", "Hungary", "+36301234567"),
        ("8 912 345-67-89", "Russia", "+79123456789"), ("030 1234567", "Deutschland", "+49301234567"),
        ("202-555-0143", "USA", "+12025550143"), ("+61 491 570 006 ext. 9", "", "+61491570006"),
        ("1 202 555 0143", "us", "+12025550143"), ("876 555 0143", "Jamaica", "+18765550143"),
        ("8 029 123 45 67", "Belarus", "+375291234567"), ("8 612 34567", "Lithuania", "+37061234567"),
        ("0 612 34567", "Lithuania", "+37061234567"), ("612 34 56 78", "Spain", "+34612345678"),
        ("12345", "Australia", ""), ("call me", "", ""), ("+61 491 570 006;evil=1", "", "+61491570006"),
    ],
)  # fmt: skip
def test_a_number_is_dialled_with_its_country_where_that_is_known(written, country, dial):
    assert dialled(written, country) == dial


@pytest.mark.parametrize(
    ("said", "code"), [("Wales", "44"), ("CÔTE D'IVOIRE", "225"), ("999", ""), ("", ""), ("xx", "")]
)
def test_a_country_is_known_by_name_letters_or_digits(said, code):
    assert calling_code(said) == code


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"), ("example.org/x", "https://example.org/x"),
        ("http://example.org", "http://example.org"), ("HTTPS://example.org", "https://example.org"),
        ("https://exämple.org/ü", "https://ex%C3%A4mple.org/%C3%BC"),
        ("javascript:alert(1)", ""), ("file:///etc/passwd", ""), ("data:text/html,x", ""), ("//example.org", ""),
        ("https://example.org/\x1b[31m", ""), ("https://user:pw@example.org", ""), ("https://", ""), ("x y.org", ""),
        ("http://[", ""), ("-e example.org", ""), ("ssh://example.org", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_web_address_is_opened_as_such_or_not_at_all(written, link):
    assert web(written) == link


@pytest.mark.parametrize(
    "link", ["javascript:1", "file:///etc/passwd", "-e", "", "ssh://example.org", "MAILTO:x@y.org"]
)
def test_no_other_scheme_is_opened(link):
    with pytest.raises(AsknetError):
        open_link(link)


@pytest.mark.parametrize(
    "option",
    [
        ["--email", "a@example.org,evil@example.net"], ["--email", "a@example.org?bcc=evil@example.net"],
        ["--phone", "+61491570006?body=evil"], ["--url", "javascript:alert(1)"],
        ["--alias", "\x1b[31mred\nBcc: evil@example.net"],
    ],
)  # fmt: skip
def test_hostile_fields_reach_no_link_and_no_terminal(asked, db, option):
    name = "Eve\x1b[2J\u202e\nBcc: evil"
    if asked("add", name, "crochet", *option).code:  # refused now, but a network may contain it from before
        asked("add", name, "crochet")
        with contextlib.closing(sqlite3.connect(db)) as conn, conn:
            values = (option[0].removeprefix("--"), option[1])
            conn.execute("INSERT INTO details(contact_id, field, value, folded) VALUES (4, ?, ?, 'x')", values)
    ran = asked("message", "id:4", "--ask", "1", "--json")
    links = [link for link in ran.json["links"].values() if link]
    assert all("evil" not in link.partition("?")[0] and "\n" not in link and "\x1b" not in link for link in links)
    assert all(link.startswith(("mailto:", "sms:", "tel:", "https://wa.me/", "https://")) for link in links)
    assert all("%0D%0ABcc%3A" not in link.partition("body=")[0] for link in links)
    printed = asked("message", "id:4", "--ask", "1").out
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert not any(line.startswith("Bcc") for line in printed.split("\n"))
    assert ran.json["subject"] == "A question: crochet pattern"


@pytest.mark.parametrize(
    "option", [["--email", "a@example.org\nBcc: evil@example.net"], ["--phone", "javascript:alert(1)"]]
)
def test_what_is_no_address_and_no_number_is_refused(asked, option):
    assert asked("add", "Eve", "crochet", *option).code == 2


def test_a_hostile_problem_is_text_in_every_link(asked):
    asked("edit", "Sam Lee", "--email", "sam@example.org", "--phone", "+61 491 570 006")
    asked("ask", f"crochet {HOSTILE}")
    links = asked("message", "Sam Lee", "--ask", "last", "--json").json["links"]
    assert links["mail"].count("@") == 1
    assert links["mail"].count("subject=") == links["mail"].count("body=") == links["sms"].count("body=") == 1
    assert all(link.isascii() and "\n" not in link and " " not in link for link in links.values() if link)
