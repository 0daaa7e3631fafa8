"""Write contacts as vCard 4.0 (RFC 6350), skills as EXPERTISE (RFC 6715).

A community or source is ``KIND:org``: address books show such a card with its
addresses, while ``KIND:group`` is a list of members, and empty without them. What
vCard has no property for is in ``X-ASKNET-`` properties, so that asknet's own
cards read back exactly: the kind, the exact level, reach, closeness and the like. An
introducer is ``RELATED;VALUE=text`` with the label "introduced by".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import FIELDS, MANY, MAX_KEPT, card_values, is_uuid, parse_skill
from asknet.model import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asknet.model import Contact, Skill

LEVELS = {
    Level.BEGINNER: "beginner",
    Level.INTERMEDIATE: "average",
    Level.ADVANCED: "expert",
    Level.EXPERT: "expert",
}
"""Our levels in RFC 6715; the exact level is written beside it."""

_OCTETS = 75
"""Octets of a line without its line end; a folded one begins with a space (RFC 6350, 3.2)."""
_WITH_A_WORD = frozenset({
    "name", "kind", "skills", "title", "org", "place", "email", "phone", "url", "aliases", "via", "notes", "uid", "circles",
})  # fmt: skip
"""The fields that vCard has a property for."""
PRODID = "-//asknet//asknet//EN"
"""What says that asknet wrote a card: its UID counts then, however short it is."""
OURS = "X-ASKNET-CIRCLES"
"""The parameter of CATEGORIES that are exactly circles: none of them is a skill as well."""
EXTRA = {field: f"X-ASKNET-{field.upper().replace('_', '-')}" for field in FIELDS if field not in _WITH_A_WORD}
"""The other fields -> our own property, one for each value."""


def write_vcards(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield a card for each contact."""
    for contact in contacts:
        yield "".join(f"{_folded(line)}\r\n" for line in _lines(contact))


def _uid(uid: str) -> str:
    return f"urn:uuid:{uid}" if is_uuid(uid) else _text(uid)


def _lines(contact: Contact) -> Iterator[str]:
    person = contact.kind in (None, Kind.PERSON)
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    if contact.uid:
        yield f"UID:{_uid(contact.uid)}"
        yield f"PRODID:{PRODID}"
    yield f"KIND:{'individual' if person else 'org'}"
    if not person:
        yield f"X-ASKNET-KIND:{contact.kind}"
    yield f"FN:{_text(contact.name)}"
    if person:
        given, _, family = contact.name.rpartition(" ")
        yield f"N:{_text(family if given else '')};{_text(given or family)};;;"
    if contact.aliases:
        yield f"NICKNAME:{','.join(_text(alias) for alias in contact.aliases)}"
    yield from (f"{name}:{_text(value)}" for name, value in (("TITLE", contact.title), ("ORG", contact.org)) if value)
    if contact.place:
        yield f"ADR:;;;{_text(contact.place)};;;"
    yield from (f"EMAIL:{_text(address)}" for address in contact.email)
    yield from (f"TEL:{_text(number)}" for number in contact.phone)
    yield from (f"URL:{_uri(address)}" for address in contact.url)
    yield from (f"EXPERTISE{_level(skill)}:{_text(skill.topic)}" for skill in contact.skills)
    if contact.circles:
        yield f"CATEGORIES;{OURS}=yes:{','.join(map(_text, contact.circles))}"
    for place, name in enumerate(contact.via, 1):
        yield f"item{place}.RELATED;VALUE=text:{_text(name)}"
        yield f"item{place}.X-ABLabel:introduced by"
    for field, value in card_values(contact, names=tuple(EXTRA)).items():
        yield from (f"{EXTRA[field]}:{_text(_property_value(one))}" for one in (value if field in MANY else [value]))
    if contact.notes:
        yield from _note(contact.notes)
    yield "END:VCARD"


def _note(notes: str) -> Iterator[str]:
    unix = notes.replace("\r\n", "\n").replace("\r", "\n")
    yield f"NOTE:{_text(unix)}"
    if unix != notes:  # vCard has only one kind of line end
        yield f"X-ASKNET-NOTE:{_text(notes)}".replace("\r", "\\r")


def _level(skill: Skill) -> str:
    """Return the level; if a topic itself looks like one with a level, state that it has none."""
    if skill.level:
        return f";LEVEL={LEVELS[skill.level]};X-ASKNET-LEVEL={skill.level}"
    plain_topic = parse_skill(skill.topic, strict=False, limit=MAX_KEPT).topic == skill.topic
    return "" if plain_topic else ";X-ASKNET-LEVEL=none"


def _property_value(value: object) -> str:
    return "yes" if value is True else str(value)


def _text(value: str) -> str:
    """Return a text value, or a part of a structured one, escaped (RFC 6350, 3.4)."""
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
