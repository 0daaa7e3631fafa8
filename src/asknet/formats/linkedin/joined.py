"""Join the files of a LinkedIn export into one list of people.

Endorsements and notes have the address of the profile, recommendations only a
name. A row is joined by name if one person of the export has it, or one at that
company; if several do, the row is skipped with the reason, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from asknet.cards import added_card
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from asknet.formats.rows import Row
    from asknet.model import Card


class _Person(NamedTuple):
    """Somebody whom a name may mean: the key by which rows join them, and what distinguishes them."""

    key: str
    org: str
    has_profile: bool


def joined(connections: Callable[[], Iterable[Row]], others: Iterable[Row]) -> Iterator[Row]:
    """Yield the connections with what the other rows add, then the people who are not connections.

    `connections` is iterated twice, so that a file of any length is never held in memory.
    """
    people = _People(connections())
    skipped = [row for row in others if not people.add(row)]
    for row in connections():
        yield from [row] if row.card is None else people.connection(row)
    yield from people.others()
    yield from people.unclear
    yield from skipped


class _People:
    """Everybody in the export, by profile and by name."""

    def __init__(self, connections: Iterable[Row]) -> None:
        self._names: dict[str, list[_Person]] = defaultdict(list)
        self._connections: set[str] = set()
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._without_key: list[Row] = []
        self._yielded: dict[str, tuple[int, str]] = {}
        self._cards: dict[str, Card] = {}
        self.unclear: list[Row] = []
        for row in connections:
            if row.card:
                person = _Person(_key(row), fold_name(row.card.org), bool(row.key))
                if person.key not in self._connections:
                    self._connections.add(person.key)
                    self._names[fold_name(row.card.name)].append(person)

    def add(self, row: Row) -> bool:
        """Add what a row says about a person; return False for a row that cannot be read."""
        if row.card is None:
            return False
        if not row.key:
            self._without_key.append(row)
            return True
        key = row.key
        if key not in self._connections and key not in self._rows:
            known = [p for p in self._names[fold_name(row.card.name)] if not p.has_profile]
            if len(known) == 1:
                key = known[0].key
            else:
                self._names[fold_name(row.card.name)].append(_Person(key, fold_name(row.card.org), has_profile=True))
        self._rows[key].append(row)
        return True

    def connection(self, row: Row) -> Iterator[Row]:
        """Yield the row of a connection with everything that the other files add.

        An export may contain the connections of two days: a repeated row changes
        nothing, and a profile with different values the second time is skipped with the reason.
        """
        self._join_names()
        key = _key(row)
        imprint, where = hash(row.card), f"{row.file}, line {row.line}".removeprefix(", ")
        if key in self._yielded:
            same = self._yielded[key][0] == imprint
            card = self._cards.get(key, row.card) if same else None
            yield replace(row, card=card, why="" if same else f"is the profile of {self._yielded[key][1]} again")
            return
        self._yielded[key] = imprint, where
        rows = list(_complete([row, *self._rows.pop(key, ())]))
        if len(rows) > 1 and rows[0].card:
            self._cards[key] = rows[0].card
        yield from rows

    def others(self) -> Iterator[Row]:
        """Yield the people in the other files who are not connections."""
        self._join_names()
        for rows in self._rows.values():
            yield from _complete(rows)

    def _join_names(self) -> None:
        """Join the rows that only have a name, once everybody is known."""
        for row in self._without_key:
            assert row.card is not None  # noqa: S101 - only such rows are kept
            name, org = fold_name(row.card.name), fold_name(row.card.org)
            namesakes = self._names[name]
            meant = namesakes if len(namesakes) == 1 else [p for p in namesakes if p.org == org and org]
            if len(meant) == 1:
                self._rows[meant[0].key].append(row)
            elif namesakes:
                named = f"{len(namesakes)} people of this export are called {row.card.name}"
                why = f"{named}, and the company does not distinguish them"
                self.unclear.append(replace(row, card=None, why=why))
            else:
                self._rows[f"name:{name}:{org}"].append(row)
        self._without_key.clear()


def _key(row: Row) -> str:
    """Return the key by which rows join a connection: the profile, else the file and line of the row."""
    return row.key or f"line:{row.file}:{row.line}"


def _complete(rows: list[Row]) -> Iterator[Row]:
    """Yield every row of a person with the complete card: the first adds the contact, the others join it."""
    whole = reduce(added_card, [row.card for row in rows if row.card])
    key = rows[0].key
    known: set[str] = set()
    for at, row in enumerate(rows):
        values = _values(row)
        yield replace(row, card=whole, key=key, joins=at > 0 and not values <= known)
        known |= values


def _values(row: Row) -> set[str]:
    """Return what a row says about a person besides who they are."""
    if row.card is None:
        return set()
    return {*(skill.topic.casefold() for skill in row.card.skills), *row.card.notes.split("\n")} - {""}
