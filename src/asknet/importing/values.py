"""Values of a file that say nothing, or are not what their field holds: ignored, and reported with their line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.addresses import STANDS_FOR_NONE, is_sheet_error, is_stand_in, numbers_in, unreadable, without_guard
from asknet.fields import IgnoredValue, unique

if TYPE_CHECKING:
    from asknet.model import Card

_TEXTS = ("title", "org", "place")
_NAMES = ("aliases", "via")
_LISTS = ("url", "circles", "wants", *_NAMES)
_NAMING = ("aliases", "org", "email", "phone", "url")
"""What a contact is called by whose name says nothing, in this order."""


def without_stand_ins(card: Card) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Return a card without what stands for no value or is no address, and what that was.

    A number or address loses what a spreadsheet put around it, and two numbers of one cell
    become two. The name is '' where nothing says whom the card is of.
    """
    changes: dict[str, Any] = {}
    ignored: list[IgnoredValue] = []
    for field in ("email", "phone"):
        values = getattr(card, field)
        if values:
            changes[field] = _addresses(field, values, ignored)
    for field in _TEXTS:
        text = getattr(card, field)
        if text and is_stand_in(text):
            changes[field] = ""
            ignored.append(_stands_for_none(field, text))
    for field in _LISTS:
        values = getattr(card, field)
        if any(is_stand_in(value, name=field in _NAMES) for value in values):
            changes[field] = tuple(value for value in values if not is_stand_in(value, name=field in _NAMES))
            ignored += [_stands_for_none(field, v) for v in values if v not in changes[field]]
    if any(is_stand_in(skill.topic) for skill in card.skills):
        changes["skills"] = tuple(skill for skill in card.skills if not is_stand_in(skill.topic))
        ignored += [_stands_for_none("skills", s.topic) for s in card.skills if s not in changes["skills"]]
    if is_stand_in(card.name, name=True):
        ignored.append(_stands_for_none("name", card.name))
        changes["name"] = _name_of(replace(card, **changes))
    return (replace(card, **changes) if changes else card), tuple(ignored)


def _addresses(field: str, values: tuple[str, ...], ignored: list[IgnoredValue]) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        bare = without_guard(value)
        for one in numbers_in(bare) if field == "phone" else [bare]:
            why = unreadable(field, one)
            if why:
                ignored.append(IgnoredValue(field, why))
            else:
                found.append(one)
    return unique(found)


def _stands_for_none(field: str, text: str) -> IgnoredValue:
    what = "is an error of a spreadsheet" if is_sheet_error(text) else STANDS_FOR_NONE
    return IgnoredValue(field, f"{text[:60]!r} {what}")


def _name_of(card: Card) -> str:
    for field in _NAMING:
        value = getattr(card, field)
        if value:
            return str(value if isinstance(value, str) else value[0])
    return ""
