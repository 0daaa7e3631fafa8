"""The entries of a network file, written by asknet or by hand, as JSON and YAML represent them.

The format, with the field names of the contract; ids are valid only within the file::

    asknet: 2
    me: {name: Me, skills: [python:advanced], country: AU}
    contacts:
      - {id: 1, name: Nan Okafor, kind: person, skills: [crochet:expert], via: Sam Lee, added: 2026-01-02, uid: 0b9f…}
    apart: [[1, 2]]
    asks:
      - {id: 1, date: 2026-06-11, problem: my sourdough won't rise, closed: 2026-06-15, matches: [Nan Okafor],
         outcomes: [{with: {id: 1, name: Nan Okafor}, outcome: helped}]}
    interactions:
      - {date: 2026-08-02, text: Coffee, direction: received, kind: coffee, with: [Nan Okafor], topics: [crochet]}
      - {date: 2026-08-03, text: Nan knew why, direction: received, with: [Nan Okafor], ask: 1, closes: yes,
         outcomes: [{with: Nan Okafor, outcome: helped}], mentioned: [Sam Lee]}
    synonyms: [[k8s, kubernetes]]

A contact is referred to by name, or by ``{id, name}``, of which the id counts. A skill is
``topic``, ``topic:level`` or ``{topic, level, provenance}``. Empty fields are left out. An
outcome is part of the entry that records it, or else of its ask. ``former_uids`` are those of contacts that
were merged into another.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from asknet.days import accepted, parse_date
from asknet.errors import AsknetError, InputError
from asknet.fields import (
    FIELDS,
    MANY,
    MAX_KEPT,
    IgnoredValue,
    many_lines,
    one_line,
    one_of,
    parse_skill,
    read_card,
    read_values,
    unique_skills,
)
from asknet.formats.network_file.sections import (
    ONLY_MINE,
    AskEntry,
    InteractionEntry,
    OutcomeEntry,
    RemovedRowEntry,
    SnoozeEntry,
    SourceEntry,
    SourceRowEntry,
)
from asknet.formats.rows import ContactEntry, EntryRef
from asknet.model import Card, Direction, Level, Outcome, Provenance, Skill, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from enum import StrEnum

_MAX_TEXT = MAX_KEPT
_MAX_ID = 40
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_OCCURRENCE = re.compile(r"[1-9]\d{0,18}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Value = Any
"""A value of JSON or YAML: text, None, True, False, a list, or a mapping by text."""


def read_contact(raw: Value, today: dt.date) -> tuple[Card, ContactEntry]:
    """Read an entry of ``contacts``. Raises `UsageError` or `InputError` with the reason."""
    entry = dict(_mapping(raw, {*FIELDS, "id", "added", "former_uids"}))
    number = _id(entry.pop("id", None))
    days = _without_bad_days(entry, ("added", "met"), today)
    added = entry.pop("added", None)
    uids = tuple(_line(uid, "a uid") for uid in _list(entry.pop("former_uids", None), "former_uids"))
    named = entry.pop("via", None) or []
    via = tuple(_ref(one) for one in (named if isinstance(named, list) else [named]))
    card, values = _card(entry, today)
    return (
        replace(card, via=tuple(one.label for one in via)),
        ContactEntry(number, _day(added, today) if added else None, via, (*days, *values), uids),
    )


def read_me(raw: Value, today: dt.date) -> tuple[Card, ContactEntry, dict[str, str]]:
    """Read the section ``me``: your card, the day it was added, and the fields that only you have."""
    entry = dict(_mapping(raw, {*FIELDS, "added", *ONLY_MINE}))
    days = _without_bad_days(entry, ("added", "met"), today)
    added = entry.pop("added", None)
    only_mine = {field: _line(entry.pop(field, None), field) for field in ONLY_MINE}
    card, values = _card({"name": "Me"} | entry, today)
    return card, ContactEntry("", _day(added, today) if added else None, (), (*days, *values)), only_mine


def read_interaction(raw: Value, today: dt.date) -> InteractionEntry:
    """Read an entry of ``interactions``."""
    fields = {"id", "date", "text", "direction", "kind", "with", "topics", "ask", "mentioned", "outcomes", "closes"}
    entry = _mapping(raw, fields)
    with_ = tuple(_ref(one) for one in _list(entry.get("with"), "with"))
    if not with_:
        _wrong("it names no contact")
    return InteractionEntry(
        date=_day(_needed(entry, "date"), today),
        text=_line(_needed(entry, "text"), "the text"),
        direction=_one_of(entry.get("direction") or "none", Direction, "a direction"),
        kind=_line(entry.get("kind"), "the kind"),
        with_=with_,
        topics=tuple(_line(topic, "a topic") for topic in _list(entry.get("topics"), "topics")),
        ask=_id(entry.get("ask")),
        mentioned=tuple(_ref(one) for one in _list(entry.get("mentioned"), "mentioned")),
        outcomes=tuple(_outcome(one, today) for one in _list(entry.get("outcomes"), "outcomes")),
        closes=_yes(entry.get("closes")),
    )


def read_ask(raw: Value, today: dt.date) -> AskEntry:
    """Read an entry of ``asks``."""
    entry = dict(_mapping(raw, {"id", "date", "problem", "verdict", "closed", "note", "outcomes", "matches"}))
    ignored = _without_bad_days(entry, ("closed",), today)
    closed = entry.get("closed")
    return AskEntry(
        id=_id(entry.get("id")),
        date=_day(_needed(entry, "date"), today),
        problem=_line(_needed(entry, "problem"), "the problem"),
        verdict=_one_of(entry.get("verdict") or Verdict.POSSIBLE.value, Verdict, "a verdict"),
        closed=_day(closed, today) if closed else None,
        note=many_lines(_text(entry.get("note"), "the note"), limit=_MAX_TEXT, what="the note"),
        outcomes=tuple(_outcome(one, today) for one in _list(entry.get("outcomes"), "outcomes")),
        matches=tuple(_ref(one) for one in _list(entry.get("matches"), "matches")),
        ignored=ignored,
    )


def _outcome(raw: Value, today: dt.date) -> OutcomeEntry:
    entry = _mapping(raw, {"with", "outcome", "date", "note"})
    day = entry.get("date")
    return OutcomeEntry(
        with_=_ref(_needed(entry, "with")),
        outcome=_one_of(_needed(entry, "outcome"), Outcome, "an outcome"),
        date=_day(day, today) if day else None,
        note=many_lines(_text(entry.get("note"), "the note"), limit=_MAX_TEXT, what="the note"),
    )


def read_apart(raw: Value) -> tuple[EntryRef, EntryRef]:
    """Read an entry of ``apart``: two contacts that are different people."""
    one, other = _pair(raw)
    return _ref(one), _ref(other)


def read_synonym(raw: Value) -> tuple[str, str]:
    """Read an entry of ``synonyms``: a short form and its meaning."""
    short, long = (_line(word, "a synonym") for word in _pair(raw))
    if not short or not long:
        _wrong("a synonym is empty")
    return short, long


def read_snooze(raw: Value, today: dt.date) -> SnoozeEntry:
    """Read an entry of ``snoozes``."""
    entry = _mapping(raw, {"step", "contact", "other", "until"})
    return SnoozeEntry(
        step=_line(_needed(entry, "step"), "the step"),
        contact=_ref(entry["contact"]) if entry.get("contact") else None,
        other=_ref(entry["other"]) if entry.get("other") else None,
        until=_day(entry["until"], today).isoformat() if entry.get("until") else None,
    )


def read_source(raw: Value) -> SourceEntry:
    """Read an entry of ``sources``."""
    entry = _mapping(raw, {"id", "label", "format", "first", "last"})
    return SourceEntry(
        id=_id(_needed(entry, "id")),
        **{field: _line(_needed(entry, field), field) for field in ("label", "format", "first", "last")},
    )


def read_source_row(raw: Value) -> SourceRowEntry:
    """Read an entry of ``source_rows``; the values of the row stay as they were written."""
    entry = _mapping(raw, {"source", "key", "occurrence", "contact", "gave"})
    snapshot: dict[str, Any] = {}
    for field, value in _mapping(entry.get("gave"), set(FIELDS)).items():
        if field in MANY and not (field == "via" and isinstance(value, str)):
            snapshot[field] = [_line(one, field) for one in _list(value, field)]
        elif field == "notes":
            snapshot[field] = _text(value, field)
        elif field == "closeness":
            snapshot[field] = int(_line(value, field)) if _NUMBER.fullmatch(_text(value, field)) else 0
        elif field == "no_suggest":
            snapshot[field] = _yes(value)
        else:
            snapshot[field] = _line(value, field)
    return SourceRowEntry(
        source=_id(_needed(entry, "source")),
        key=_text(_needed(entry, "key"), "the key"),
        occurrence=_occurrence(entry),
        contact=_ref(_needed(entry, "contact")),
        snapshot=snapshot,
    )


def read_removed_row(raw: Value, today: dt.date) -> RemovedRowEntry:
    """Read an entry of ``removed_rows``."""
    entry = _mapping(raw, {"source", "key", "occurrence", "day"})
    return RemovedRowEntry(
        source=_id(_needed(entry, "source")),
        key=_text(_needed(entry, "key"), "the key"),
        occurrence=_occurrence(entry),
        day=_day(_needed(entry, "day"), today),
    )


def _occurrence(entry: Mapping[str, Value]) -> int:
    number = _line(entry.get("occurrence"), "the occurrence") or "1"
    return int(number) if _OCCURRENCE.fullmatch(number) else _wrong(f"{number[:40]!r} is not a number")


def _yes(raw: Value) -> bool:
    return raw is True or (raw is not False and _text(raw, "yes or no") in ("true", "yes"))


def _card(entry: Mapping[str, Value], today: dt.date) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Read a contact's own fields; return it with the values that were not accepted."""
    values: dict[str, Any] = {}
    ignored: list[IgnoredValue] = []
    for field, value in entry.items():
        try:
            if field == "skills" and isinstance(value, list):
                values[field] = unique_skills(_skills(value, ignored))
            elif value is not None:
                values |= read_values({field: _plain_value(field, value)}, today, kept=True)
        except AsknetError as error:
            if field == "name":
                raise
            ignored.append(IgnoredValue(field, error.message))
    if not values.get("name"):
        read_card({}, today)  # raises
    return Card(**values), tuple(ignored)


def _skills(raw: list[Value], ignored: list[IgnoredValue]) -> Iterator[Skill]:
    for one in raw:
        try:
            if one not in (None, ""):
                yield _skill(one)
        except AsknetError as error:
            ignored.append(IgnoredValue("skills", error.message))


def _plain_value(field: str, value: Value) -> str | list[str]:
    if field in MANY and isinstance(value, list):
        return [_text(one, field) for one in value]
    if field == "notes" and isinstance(value, list):
        return "\n".join(_text(line, field) for line in value)
    if field == "no_suggest" and isinstance(value, bool):
        return "yes" if value else "no"
    return _text(value, field)


def _skill(raw: Value) -> Skill:
    if not isinstance(raw, dict):
        return parse_skill(_text(raw, "a skill"), limit=MAX_KEPT)
    entry = _mapping(raw, {"topic", "level", "provenance"})
    topic = _line(_needed(entry, "topic"), "a skill")
    if not topic:
        _wrong("a skill is empty")
    level, provenance = entry.get("level"), entry.get("provenance")
    return Skill(
        topic,
        _one_of(level, Level, "a level") if level else None,
        _one_of(provenance or Provenance.STATED.value, Provenance, "a provenance"),
    )


def _ref(raw: Value) -> EntryRef:
    if not isinstance(raw, dict):
        name = _line(raw, "a name")
        return EntryRef(name) if name else _wrong("a name is empty")
    entry = _mapping(raw, {"id", "name"})
    return EntryRef(_line(entry.get("name"), "a name"), _id(_needed(entry, "id")))


def _id(raw: Value) -> str:
    number = _line(raw, "an id")
    if len(number) > _MAX_ID:
        _wrong("an id is too long")
    return number


def _mapping(raw: Value, known: set[str]) -> Mapping[str, Value]:
    if not isinstance(raw, dict):
        _wrong("it is not `field: value` lines")
    unknown = [key for key in raw if key not in known]
    if unknown:
        _wrong(f"{unknown[0][:40]!r} is not a field here")
    return raw


def _list(raw: Value, what: str) -> list[Value]:
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list):
        _wrong(f"{what} is not a list")
    return raw


def _pair(raw: Value) -> tuple[Value, Value]:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - two of them
        _wrong("it is not a list of two")
    return raw[0], raw[1]


def _needed(entry: Mapping[str, Value], field: str) -> Value:
    if entry.get(field) in (None, ""):
        _wrong(f"{field} is missing")
    return entry[field]


def _text(raw: Value, what: str) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        _wrong(f"{what} is not text")
    return raw


def _line(raw: Value, what: str) -> str:
    return one_line(_text(raw, what), limit=_MAX_TEXT, what=what)


def _day(raw: Value, today: dt.date) -> dt.date:
    text = _line(raw, "a date")
    if _ISO.fullmatch(text):  # trying all forms takes ten times as long, and there are tens of thousands of days
        with suppress(ValueError):
            return accepted(dt.date.fromisoformat(text))
    return parse_date(text, today)


def _without_bad_days(entry: dict[str, Value], fields: Sequence[str], today: dt.date) -> tuple[IgnoredValue, ...]:
    """Remove the days that are not accepted from an entry, and return them."""
    ignored: list[IgnoredValue] = []
    for field in fields:
        try:
            _ = entry.get(field) and _day(entry[field], today)
        except AsknetError as error:
            del entry[field]
            ignored.append(IgnoredValue(field, error.message))
    return tuple(ignored)


def _one_of(raw: Value, choices: type[StrEnum], what: str) -> Any:  # noqa: ANN401 - one of `choices`
    return choices(one_of(_text(raw, what), choices, what))


def _wrong(reason: str) -> NoReturn:
    raise InputError(reason)
