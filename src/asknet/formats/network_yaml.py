"""A whole network as asknet's own YAML: contacts, interactions, asks and yourself.

The shape, with the field names of the contract::

    asknet: 1
    me: {name: Me, skills: [python:advanced]}
    contacts:
      - {name: Nan Okafor, kind: person, skills: [crochet:expert], via: Sam Lee}
    interactions:
      - {date: 2026-08-02, text: Coffee, direction: received, kind: coffee,
         with: [Nan Okafor], topics: [crochet]}
    asks:
      - {date: 2026-06-11, problem: my sourdough won't rise, closed: 2026-06-15,
         outcomes: [{with: Theo Brandt, outcome: helped}]}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from asknet.dates import parse_date
from asknet.errors import AsknetError, InputError
from asknet.fields import one_line, read_card
from asknet.model import Card, Direction, Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

T = TypeVar("T")

SHAPE = 1
"""The version of the shape that is read and written."""

_INTERACTION = frozenset({"date", "text", "direction", "kind", "with", "topics"})
_ASK = frozenset({"date", "problem", "closed", "outcomes", "note"})
_TOP = frozenset({"asknet", "me", "contacts", "interactions", "asks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An interaction whose contacts are still names."""

    date: dt.date
    text: str
    direction: Direction
    kind: str
    with_: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An ask whose contacts are still names: ``(name, outcome)``."""

    date: dt.date
    problem: str
    closed: dt.date | None
    outcomes: tuple[tuple[str, Outcome], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNetwork:
    """What a network file holds."""

    me: Card | None
    contacts: tuple[Card, ...]
    interactions: tuple[Happened, ...]
    asks: tuple[Asked, ...]


def read_network(data: bytes, name: str, today: dt.date) -> WholeNetwork:
    """Read a network file. Raises `InputError` that names the entry and the reason."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        # every value as it is written: a phone number is text, and so is `no`
        found = yaml.load(data, Loader=loader)  # noqa: S506 - makes text, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        message = f"{name} is not YAML{where}"
        raise InputError(message, "Mend the line") from error
    if not isinstance(found, dict) or found.get("asknet") != str(SHAPE) or not set(found) <= _TOP:
        message = f"{name} is not a network of asknet"
        raise InputError(message, f"It begins with `asknet: {SHAPE}`")
    me = found.get("me")

    def card(raw: Any) -> Card:  # noqa: ANN401 - what YAML gave
        return read_card(_mapping(raw), today)

    return WholeNetwork(
        me=card(me) if me else None,
        contacts=tuple(_each(name, "contacts", found, card)),
        interactions=tuple(_each(name, "interactions", found, lambda raw: _happened(raw, today))),
        asks=tuple(_each(name, "asks", found, lambda raw: _asked(raw, today))),
    )


def _each(
    name: str,
    part: str,
    found: dict[str, Any],
    read: Callable[[Any], T],
) -> list[T]:
    entries = found.get(part) or []
    made = []
    for place, raw in enumerate(entries if isinstance(entries, list) else [entries], 1):
        try:
            made.append(read(raw))
        except (AsknetError, ValueError, KeyError, TypeError) as error:
            reason = error.message if isinstance(error, AsknetError) else f"{error} is not right"
            message = f"{name}: {part} entry {place}: {reason}"
            raise InputError(message, "Mend the entry") from error
    return made


def _mapping(raw: Any, known: frozenset[str] | None = None) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(raw, dict):
        _wrong("it is not `field: value` lines")
    strange = [key for key in raw if known is not None and key not in known]
    if strange:
        _wrong(f"{str(strange[0])[:40]!r} is not a field here")
    return raw


def _wrong(reason: str) -> NoReturn:
    raise InputError(reason)


def _day(value: Any, today: dt.date) -> dt.date:  # noqa: ANN401
    return parse_date(str(value), today)


def _happened(raw: Any, today: dt.date) -> Happened:  # noqa: ANN401
    entry = _mapping(raw, _INTERACTION)
    return Happened(
        date=_day(entry["date"], today),
        text=one_line(str(entry["text"]), limit=10_000, what="the text"),
        direction=Direction(entry.get("direction", "none")),
        kind=one_line(str(entry.get("kind", ""))),
        with_=tuple(one_line(str(n)) for n in entry["with"]),
        topics=tuple(one_line(str(t)) for t in entry.get("topics", ())),
    )


def _asked(raw: Any, today: dt.date) -> Asked:  # noqa: ANN401
    entry = _mapping(raw, _ASK)
    closed = entry.get("closed")
    return Asked(
        date=_day(entry["date"], today),
        problem=one_line(str(entry["problem"]), limit=10_000, what="the problem"),
        closed=_day(closed, today) if closed else None,
        outcomes=tuple((one_line(str(o["with"])), Outcome(o["outcome"])) for o in entry.get("outcomes", ())),
    )
