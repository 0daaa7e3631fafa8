"""vCards that asknet wrote read back the same."""

from dataclasses import replace
from datetime import date

from hypothesis import given as for_all
from hypothesis import settings
from networks import cards, example_contacts

from asknet.formats.registry import read
from asknet.formats.rows import Options
from asknet.formats.vcard.write import write_vcards
from asknet.model import Card, Contact, Kind, Provenance, Status

DAY = date(2026, 11, 20)


def contact(number, card):
    return Contact(id=number, added=DAY, **{field: getattr(card, field) for field in Card.__slots__})


def comparable(card):
    skills = tuple(replace(skill, provenance=Provenance.IMPORTED) for skill in card.skills)
    usual = {"kind": card.kind or Kind.PERSON, "status": card.status or Status.ACTIVE}
    return replace(card, skills=skills, no_suggest=bool(card.no_suggest), **usual)


def read_back(found):
    text = "".join(write_vcards(contact(number, card) for number, card in enumerate(found, 1)))
    rows = list(read(text.encode(), "people.vcf", Options(today=DAY)).rows)
    assert [row.why for row in rows] == [""] * len(found)
    return [comparable(row.card) for row in rows]


def test_the_example_network_comes_back_exactly():
    found = example_contacts()
    assert read_back(found) == [comparable(card) for card in found]


@settings(deadline=None)
@for_all(cards)
def test_any_contact_comes_back_exactly(card):
    # an address book may write `Nan <nan@example.org>` or `tel:`, and a nickname may be the name again
    own = card.name.casefold()
    card = replace(card, email=(), phone=(), aliases=tuple(a for a in card.aliases if a.casefold() != own))
    assert read_back([card]) == [comparable(card)]
