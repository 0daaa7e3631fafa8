"""Contacts as vCard 4.0 (RFC 6350), skills as EXPERTISE (RFC 6715).

A community or source is ``KIND:org``: address books show such a card with its
addresses, while ``KIND:group`` is a list of members, and empty without them. What
vCard has no word for stands in ``X-ASKNET-`` properties, so that asknet reads its own
cards as they were: the kind, the exact level, reach, closeness and the like. The
introducer is ``RELATED;VALUE=text`` with the label "introduced by".
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from asknet.fields import MAX_KEPT, parse_skill, plain
from asknet.model import Kind, Level
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asknet.model import Contact, Skill

LEVELS = {
    Level.BEGINNER: "beginner",
    Level.INTERMEDIATE: "average",
    Level.ADVANCED: "expert",
    Level.EXPERT: "expert",
}
"""Our levels as RFC 6715 has them; the exact one stands beside it."""

_OCTETS = 75
"""Octets of a line without its end, of which a folded one has a space in front (RFC 6350, 3.2)."""
_SPACE = uuid.UUID("7a1f6c0e-6f3b-5d0a-9d62-61736b6e6574")
"""Where the names of contacts are made into UIDs; it ends in ``asknet``."""
_EXTRA = ("reach", "met", "closeness", "every", "no_suggest")


def write_vcards(contacts: Iterable[Contact]) -> Iterator[str]:
    """Write a card for each contact."""
    for contact in contacts:
        yield "".join(f"{_folded(line)}\r\n" for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    person = contact.kind in (None, Kind.PERSON)
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:urn:uuid:{uid_of(contact)}"
    yield f"KIND:{'individual' if person else 'org'}"
    if not person:
        yield f"X-ASKNET-KIND:{contact.kind}"
    yield f"FN:{_text(contact.name)}"
    if person:
        given, _, family = contact.name.rpartition(" ")
        yield f"N:{_text(family if given else '')};{_text(given or family)};;;"
    if contact.aliases:
        yield f"NICKNAME:{','.join(_text(alias) for alias in contact.aliases)}"
    if contact.title:
        yield f"TITLE:{_text(contact.title)}"
    if contact.org:
        yield f"ORG:{_text(contact.org)}"
    if contact.place:
        yield f"ADR:;;;{_text(contact.place)};;;"
    yield from (f"EMAIL:{_text(address)}" for address in contact.email)
    yield from (f"TEL:{_text(number)}" for number in contact.phone)
    yield from (f"URL:{_uri(address)}" for address in contact.url)
    yield from (f"EXPERTISE{_level(skill)}:{_text(skill.topic)}" for skill in contact.skills)
    if contact.via:
        yield f"item1.RELATED;VALUE=text:{_text(contact.via)}"
        yield "item1.X-ABLabel:introduced by"
    yield from (f"X-ASKNET-WANTS:{_text(topic)}" for topic in contact.wants)
    values = plain(contact, names=_EXTRA)
    yield from (f"X-ASKNET-{_property(field)}:{_said(value)}" for field, value in values.items())
    if contact.notes:
        unix = contact.notes.replace("\r\n", "\n").replace("\r", "\n")
        yield f"NOTE:{_text(unix)}"
        if unix != contact.notes:  # vCard has one line end alone
            yield f"X-ASKNET-NOTE:{_text(contact.notes)}".replace("\r", "\\r")
    yield "END:VCARD"


def _level(skill: Skill) -> str:
    """Write the level; a topic that itself looks like one with a level says that it has none."""
    if skill.level:
        return f";LEVEL={LEVELS[skill.level]};X-ASKNET-LEVEL={skill.level}"
    plain_topic = parse_skill(skill.topic, strict=False, limit=MAX_KEPT).topic == skill.topic
    return "" if plain_topic else ";X-ASKNET-LEVEL=none"


def uid_of(contact: Contact) -> uuid.UUID:
    """Make what a contact is known by: the same at each export until they are renamed.

    The number and the day alone would give two networks the same UID for two people.
    """
    return uuid.uuid5(_SPACE, f"{contact.id} {contact.added.isoformat()} {fold_name(contact.name)}")


def _property(field: str) -> str:
    return field.upper().replace("_", "-")


def _said(value: object) -> str:
    return "yes" if value is True else str(value)


def _text(value: str) -> str:
    """Write a text value, or a part of a structured one (RFC 6350, 3.4)."""
    escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return escaped.replace("\n", "\\n")


def _uri(value: str) -> str:
    return value.replace("\\", "\\\\")


def _folded(line: str) -> str:
    """Fold at 75 octets, never within a character."""
    if line.isascii() and len(line) <= _OCTETS:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
