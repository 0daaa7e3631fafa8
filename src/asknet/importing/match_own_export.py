"""Match the rows of asknet's own exports, so that reading a network back into itself duplicates nobody.

Elsewhere an equal name alone is never enough. Here it is, but only as follows:

- A row with the uid, or a former uid, of a contact is that contact, whatever the name.
- In a CSV with asknet's own header, a row that equals a contact in every field is that contact.
- So is a row whose name only one contact and no other row has, if all that both say
  agrees and either one of them consists of the name alone, or something else agrees
  too. If a contact and a row contradict each other, they are different.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import known_by
from asknet.cards import with_defaults
from asknet.fields import as_card, compared
from asknet.model import Card, Contact, Kind, Provenance, Status
from asknet.note_lines import compared_lines
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from asknet.formats.rows import Row
    from asknet.importing.match_source_row import FileIndex
    from asknet.store import Store

UID = ("the same UID",)
INTRODUCER = ("the same name", "the file's introducer, who was added for it")
SAME_ROW = ("the same name", "nothing in asknet's own CSV contradicts it")

_SHORTEST_UID = 16
_UUID = r"(?i)(?:urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


class FieldComparison(NamedTuple):
    """The fields that two cards both have: whether one contradicts, and whether one agrees."""

    contradict: bool
    agree: bool


def is_unique(uid: str) -> bool:
    """Return whether a uid identifies a contact in any file; some programs count their cards, or fill it with zeros."""
    return bool(re.fullmatch(_UUID, uid)) or len(re.sub(r"(.)\1+", r"\1", uid)) >= _SHORTEST_UID


def by_uid(store: Store, row: Row, card: Card, *, own_file: bool) -> Contact | None:
    """Find the contact with a row's uid; `own_file` is set if asknet wrote the file."""
    uids = [uid for uid in (card.uid, *(row.entry.uids if row.entry else ())) if own_file or is_unique(uid)]
    found = (store.contacts.with_uid(uid) for uid in uids if uid)
    number = next((number for number in found if number is not None), None)
    return store.contacts.get(number) if number else None


def same_in_all_fields(store: Store, card: Card, matched: set[int]) -> Contact | None:
    """Find the contact that equals a card in every field, unless another row is it already (`matched`)."""
    wanted = _comparable(card)
    found = store.contacts.load(store.contacts.known_as(fold_name(card.name)))
    return next((c for c in found if c.id not in matched and _comparable(as_card(c)) == wanted), None)


def only_of_that_name(store: Store, card: Card, file_index: FileIndex) -> Contact | None:
    """Find the one contact with a name that only one row has, if nothing contradicts; see the module."""
    name = fold_name(card.name)
    numbers = store.contacts.known_as(name)
    if len(numbers) != 1:
        return None
    contact = store.contacts.load(numbers)[0]
    fields = _compare(contact, card)
    if fold_name(contact.name) != name or fields.contradict or file_index.named(card.name) > 1:
        return None
    return contact if fields.agree or not (_filled(card) and _filled(contact)) else None


def _comparable(card: Card) -> Card:
    skills = tuple(replace(skill, provenance=Provenance.STATED) for skill in card.skills)
    return replace(with_defaults(card), skills=skills)


def _filled(card: Card) -> list[str]:
    fields = (name for name in Card.__slots__ if name not in ("name", "kind", "uid"))
    return [name for name in fields if getattr(card, name) not in ("", None, (), False, Status.ACTIVE)]


def _compare(one: Card, other: Card) -> FieldComparison:
    if (one.kind or Kind.PERSON) is not (other.kind or Kind.PERSON):
        return FieldComparison(contradict=True, agree=False)
    both = [name for name in _filled(one) if name in _filled(other)]
    values = [(_values(one, name), _values(other, name)) for name in both]
    return FieldComparison(contradict=any(not (a <= b or b <= a) for a, b in values), agree=bool(both))


def _values(card: Card, name: str) -> set[object]:
    value = getattr(card, name)
    if name == "skills":
        return {skill.topic.casefold() for skill in value}
    if name in ("email", "phone", "url"):
        return {known_by(name, one) or one for one in value}
    if name == "notes":
        return {line for line in compared_lines(value) if line}
    if isinstance(value, tuple):
        return {fold(compared(one)) for one in value}
    return {fold(value) if isinstance(value, str) else value}
