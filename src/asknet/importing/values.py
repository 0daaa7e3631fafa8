"""Values of a file that are placeholders or not what their field holds: ignored, and reported with their line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.addresses import (
    STANDS_FOR_NONE,
    is_no_name,
    is_no_web_address,
    is_placeholder,
    is_sheet_error,
    names_nobody,
    numbers_in,
    unreadable,
    without_guard,
)
from asknet.fields import IgnoredValue, unique

if TYPE_CHECKING:
    from asknet.model import Card, Skill

_TEXTS = ("title", "org", "place")
_NAMES = ("aliases", "via")
_LISTS = ("url", "circles", "wants", *_NAMES)
_NAMING = ("aliases", "org", "email", "phone", "url")
"""The fields whose value becomes the name if that is a placeholder, in this order."""


def without_placeholders(card: Card) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Return a card without placeholders and invalid addresses, and what those were.

    Numbers and addresses are cleaned of a spreadsheet's marks, and two numbers in one cell
    are separated. The name is '' if nothing says whom the card is about.
    """
    topics = [skill.topic for skill in card.skills]
    texts = (
        card.title,
        card.org,
        card.place,
        *card.url,
        *card.aliases,
        *card.circles,
        *card.via,
        *card.wants,
    )
    said_nothing = is_placeholder(card.name) or any(map(is_placeholder, filter(None, (*texts, *topics))))
    scripts = [url for url in card.url if is_no_web_address(url)]
    if not (said_nothing or scripts or card.email or card.phone):
        return card, ()
    ignored = [IgnoredValue("url", f"{url[:60]!r} is not a web address") for url in scripts]
    card = replace(card, url=tuple(url for url in card.url if url not in scripts)) if scripts else card
    changes: dict[str, Any] = {}
    for field in ("email", "phone"):
        values = getattr(card, field)
        if values:
            changes[field] = _addresses(field, values, ignored)
    if said_nothing:
        for field in (*_TEXTS, *_LISTS, "skills"):
            changes |= _without(field, getattr(card, field), ignored)
        if is_no_name(card.name):
            ignored.append(_stands_for_none("name", card.name))
            changes["name"] = _name_of(replace(card, **changes))
    same = all(getattr(card, field) == value for field, value in changes.items())
    return (card if same else replace(card, **changes)), tuple(ignored)


def _without(field: str, value: Any, ignored: list[IgnoredValue]) -> dict[str, Any]:  # noqa: ANN401 - values of many types
    """Return a field without placeholders, as a dict; an empty dict if it has none."""
    none = is_no_name if field in _NAMES else is_placeholder
    several = value if isinstance(value, tuple) else (value,) if value else ()
    kept = tuple(one for one in several if not none(_text(one)))
    if kept == several:
        return {}
    ignored += [_stands_for_none(field, _text(one)) for one in several if none(_text(one))]
    return {field: kept if isinstance(value, tuple) else ""}


def _text(value: str | Skill) -> str:
    return value if isinstance(value, str) else value.topic


def _addresses(field: str, values: tuple[str, ...], ignored: list[IgnoredValue]) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        bare = without_guard(value)
        for one in numbers_in(bare) if field == "phone" else [bare]:
            why = unreadable(field, one) or (names_nobody(one) if field == "email" else "")
            if why:
                ignored.append(IgnoredValue(field, why))
            else:
                found.append(one)
    return unique(found)


def _stands_for_none(field: str, text: str) -> IgnoredValue:
    what = "is a spreadsheet error" if is_sheet_error(text) else STANDS_FOR_NONE
    return IgnoredValue(field, f"{text[:60]!r} {what}")


def _name_of(card: Card) -> str:
    for field in _NAMING:
        value = getattr(card, field)
        if value:
            return str(value if isinstance(value, str) else value[0])
    return ""
