"""vCard 4.0 as RFC 6350 and RFC 6715 say it."""

import re
from datetime import date

import pytest
from hypothesis import given
from networks import cards

from asknet.formats.vcard.write import write_vcards
from asknet.model import Card, Contact, Kind, Level, Skill

FULL = Contact(
    id=7, added=date(2026, 1, 2), name="Nan Okafor", kind=Kind.PERSON, title="Designer; weaver", org="Wattle, Thread & Co",
    place="Hobart", email=("nan@example.org",), phone=("+61 400",), url=("https://example.org/?a=b,c;d",),
    aliases=("Nana", "N, O"), via=("Sam Lee",), via_ids=(3,),
    uid="0e49fc79-570b-4e31-9a11-3b7dc846c1c8", notes="one\ntwo; three", closeness=4,
    skills=(Skill("crochet", Level.EXPERT), Skill("knitting", Level.ADVANCED), Skill("lace", Level.INTERMEDIATE),
            Skill("felt", Level.BEGINNER), Skill("dye"), Skill("a:expert")),
)  # fmt: skip


def contact(card, number=1):
    return Contact(id=number, added=date(2026, 1, 1), **{field: getattr(card, field) for field in Card.__slots__})


def raw(*found):
    return "".join(write_vcards(found))


def lines(*found):
    return raw(*found).replace("\r\n ", "").split("\r\n")[:-1]


def test_a_card_says_what_the_contact_says():
    uid = lines(FULL)[2]
    assert lines(FULL) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        uid,
        "PRODID:-//asknet//asknet//EN",
        "KIND:individual",
        "FN:Nan Okafor",
        "N:Okafor;Nan;;;",
        r"NICKNAME:Nana,N\, O",
        r"TITLE:Designer\; weaver",
        r"ORG:Wattle\, Thread & Co",
        "ADR:;;;Hobart;;;",
        "EMAIL:nan@example.org",
        "TEL:+61 400",
        "URL:https://example.org/?a=b,c;d",
        "EXPERTISE;LEVEL=expert;X-ASKNET-LEVEL=expert:crochet",
        "EXPERTISE;LEVEL=expert;X-ASKNET-LEVEL=advanced:knitting",
        "EXPERTISE;LEVEL=average;X-ASKNET-LEVEL=intermediate:lace",
        "EXPERTISE;LEVEL=beginner;X-ASKNET-LEVEL=beginner:felt",
        "EXPERTISE:dye",
        "EXPERTISE;X-ASKNET-LEVEL=none:a:expert",
        "item1.RELATED;VALUE=text:Sam Lee",
        "item1.X-ABLabel:introduced by",
        "X-ASKNET-CLOSENESS:4",
        r"NOTE:one\ntwo\; three",
        "END:VCARD",
    ]


def test_a_community_is_an_organisation_and_says_what_it_is_to_asknet():
    card = lines(contact(Card(name="Crochet Crowd", kind=Kind.COMMUNITY)))
    assert "KIND:org" in card
    assert "X-ASKNET-KIND:community" in card
    assert not [line for line in card if line.startswith("N:")]


@pytest.mark.parametrize(
    ("uid", "line"),
    [
        ("0e49fc79-570b-4e31-9a11-3b7dc846c1c8", "UID:urn:uuid:0e49fc79-570b-4e31-9a11-3b7dc846c1c8"),
        ("https://cloud.example.org/a;b", "UID:https://cloud.example.org/a\\;b"),
    ],
)
def test_the_uid_is_the_contacts_own(uid, line):
    assert lines(contact(Card(name="Nan", uid=uid)))[2] == line


@given(cards)
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(card):
    for line in raw(contact(card)).encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@given(cards)
def test_every_line_is_a_property_and_a_card_begins_and_ends_once(card):
    found = lines(contact(card))
    assert [line for line in found if not re.match(r"[A-Za-z0-9.-]+[:;]", line)] == []
    assert [found.count(word) for word in ("BEGIN:VCARD", "END:VCARD")] == [1, 1]
