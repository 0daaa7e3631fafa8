"""The parts of a network file: its sections, and the entries other than contacts, before their contacts are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from asknet.fields import IgnoredValue
    from asknet.formats.rows import EntryRef
    from asknet.model import Direction, Outcome, Verdict

SHAPE = 2
"""The version of the format that is written; files of earlier versions are read too."""

ONCE = frozenset({"asknet", "export", "me"})
"""Sections with one value; the others are lists of entries."""
SECTIONS = ONCE | {
    "contacts",
    "apart",
    "snoozes",
    "asks",
    "interactions",
    "synonyms",
    "sources",
    "source_rows",
    "removed_rows",
}

END = "end"
"""The last line of a YAML copy, ``end: true``: a truncated YAML file is often still valid YAML."""

ONLY_MINE = ("country", "sign")
"""Fields of your own record only."""


class OutcomeEntry(NamedTuple):
    """The outcome of asking a contact; the day is the ask's if none is given."""

    with_: EntryRef
    outcome: Outcome
    date: dt.date | None
    note: str


class InteractionEntry(NamedTuple):
    """An interaction: `ask` is an id of the file, `outcomes` those it records, `closes` whether it closed the ask."""

    date: dt.date
    text: str
    direction: Direction
    kind: str
    with_: tuple[EntryRef, ...]
    topics: tuple[str, ...]
    ask: str
    mentioned: tuple[EntryRef, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()
    closes: bool = False


class AskEntry(NamedTuple):
    """An ask; `ignored` are the values that were not accepted."""

    id: str
    date: dt.date
    problem: str
    verdict: Verdict
    closed: dt.date | None
    note: str
    outcomes: tuple[OutcomeEntry, ...]
    matches: tuple[EntryRef, ...] = ()
    ignored: tuple[IgnoredValue, ...] = ()


class SnoozeEntry(NamedTuple):
    """A step of a review that is put off."""

    step: str
    contact: EntryRef | None
    other: EntryRef | None
    until: str | None


class SourceEntry(NamedTuple):
    """A file that was imported before."""

    id: str
    label: str
    format: str
    first: str
    last: str


class SourceRowEntry(NamedTuple):
    """A row of such a file, the contact it became, and the values it had, as `asknet.fields.card_values` writes them."""

    source: str
    key: str
    occurrence: int
    contact: EntryRef
    snapshot: dict[str, Any]


class RemovedRowEntry(NamedTuple):
    """A row of such a file whose contact was removed, and when."""

    source: str
    key: str
    occurrence: int
    day: dt.date
