"""Values of a file that are placeholders or not what their field holds: ignored, and reported with their line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.addresses import (
    STANDS_FOR_NONE,
    is_no_name,
    is_placeholder,
    is_script,
    is_sheet_error,
    numbers_in,
    takes_no_mail,
    unreadable,
    without_guard,
)
from asknet.fields import NAMING, IgnoredValue, unique, unique_skills

if TYPE_CHECKING:
    from asknet.model import Card, Skill

_TEXTS = ("title", "org", "place")
_NAMES = ("aliases", "via")
_OTHER_LEVELS = frozenset(
    "guru pro professional master ninja novice newbie basic basics medium fluent native proficient experienced skilled"
    " competent anfänger fortgeschritten experte débutant confirmé".split()
)
"""Levels of other programs and people."""
_LISTS = ("url", "circles", "wants", *_NAMES)


def without_placeholders(card: Card, *, own: bool = False) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Return a card without placeholders and invalid addresses, and what those were.

    Numbers and addresses are cleaned of a spreadsheet's marks, and two numbers in one cell
    are separated. Addresses that nobody reads and links that are none stay in asknet's `own` file.
    The name is '' if nothing says whom the card is about.
    """
    ignored: list[IgnoredValue] = []
    if not own and (skills := tuple(_with_known_level(skill, ignored) for skill in card.skills)) != card.skills:
        card = replace(card, skills=unique_skills(skills))
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
    if not (said_nothing or card.email or card.phone or card.url):
        return card, tuple(ignored)
    changes: dict[str, Any] = {}
    scripts = [url for url in card.url if is_script(url) and not own]
    if scripts:
        ignored += [IgnoredValue("url", f"{url[:60]!r} is not a web address") for url in scripts]
        card = replace(card, url=tuple(url for url in card.url if not is_script(url)))
    for field in ("email", "phone"):
        values = getattr(card, field)
        if values:
            changes[field] = _addresses(field, values, ignored, own=own)
    if said_nothing:
        for field in (*_TEXTS, *_LISTS, "skills"):
            changes |= _without(field, getattr(card, field), ignored)
        if is_no_name(card.name):
            ignored.append(_stands_for_none("name", card.name))
            changes["name"] = _name_of(replace(card, **changes))
    same = all(getattr(card, field) == value for field, value in changes.items())
    return (card if same else replace(card, **changes)), tuple(ignored)


def _with_known_level(skill: Skill, ignored: list[IgnoredValue]) -> Skill:
    """Return a skill without a word behind it that is no level of asknet; add that word to `ignored`."""
    topic, _, word = skill.topic.rpartition(":")
    if word.strip().casefold() not in _OTHER_LEVELS or not topic.strip():
        return skill
    ignored.append(IgnoredValue("skills", f"{word.strip()!r} is not a level"))
    return replace(skill, topic=topic.strip())


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


def _addresses(field: str, values: tuple[str, ...], ignored: list[IgnoredValue], *, own: bool) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        bare = without_guard(value)
        for one in numbers_in(bare) if field == "phone" else [bare]:
            why = unreadable(field, one) or (f"{one[:60]!r} takes no mail" if not own and takes_no_mail(one) else "")
            if why:
                ignored.append(IgnoredValue(field, why))
            else:
                found.append(one)
    return unique(found)


def _stands_for_none(field: str, text: str) -> IgnoredValue:
    what = "is a spreadsheet error" if is_sheet_error(text) else STANDS_FOR_NONE
    return IgnoredValue(field, f"{text[:60]!r} {what}")


def _name_of(card: Card) -> str:
    for field in NAMING:
        value = getattr(card, field)
        if value:
            return str(value if isinstance(value, str) else value[0])
    return ""
