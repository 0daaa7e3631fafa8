"""What a network file is made of: its sections, and the entries that are no contacts yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from asknet.model import Direction, Outcome, Verdict

SHAPE = 2
"""The version of the shape that is written; files of the shapes before it are read too."""

ONCE = frozenset({"asknet", "export", "me"})
"""Sections that hold one value; the others hold a list of entries."""
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
"""The last line of a YAML copy, ``end: true``: a YAML file that is cut off is often YAML still."""


class Named(NamedTuple):
    """A contact that an entry names: by the file's own id, else by name."""

    name: str
    id: str = ""

    def __str__(self) -> str:
        """Name it for a message."""
        return repr(self.name) if self.name else f"id {self.id}"


def called(named: Named) -> str:
    """Return what stands for a contact in the fields of another: the name, if it is said."""
    return named.name or f"id {named.id}"


class Own(NamedTuple):
    """What a network file says of a contact besides its card.

    `left_out` says which values were not read, and why; `uids` are further ones, of contacts merged into it.
    """

    id: str
    added: dt.date | None
    via: tuple[Named, ...]
    left_out: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()


class Happened(NamedTuple):
    """An interaction whose contacts are still to be found.

    `ask` is the file's id of one, `outcomes` what the entry says of it, `closes` whether it closed it.
    """

    date: dt.date
    text: str
    direction: Direction
    kind: str
    with_: tuple[Named, ...]
    topics: tuple[str, ...]
    ask: str
    mentioned: tuple[Named, ...] = ()
    outcomes: tuple[Came, ...] = ()
    closes: bool = False


class Came(NamedTuple):
    """What came of turning to a contact; the day is the ask's when it is not said."""

    with_: Named
    outcome: Outcome
    date: dt.date | None
    note: str


class Asked(NamedTuple):
    """An ask whose contacts are still to be found; `left_out` as in `Own`."""

    id: str
    date: dt.date
    problem: str
    verdict: Verdict
    closed: dt.date | None
    note: str
    outcomes: tuple[Came, ...]
    matches: tuple[Named, ...] = ()
    left_out: tuple[str, ...] = ()


class Waits(NamedTuple):
    """A step of a review that waits."""

    step: str
    contact: Named | None
    other: Named | None
    until: str | None


class Imported(NamedTuple):
    """A file that was imported before."""

    id: str
    label: str
    format: str
    first: str
    last: str


class Gave(NamedTuple):
    """What a row of such a file gave, as `asknet.fields.plain` writes it."""

    source: str
    key: str
    occurrence: int
    contact: Named
    gave: dict[str, Any]


class RemovedRow(NamedTuple):
    """A row of such a file whose contact was removed, and when."""

    source: str
    key: str
    occurrence: int
    day: dt.date
