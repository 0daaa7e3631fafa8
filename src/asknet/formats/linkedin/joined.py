"""The files of a LinkedIn export as one list of people.

Endorsements and notes carry the address of the profile, recommendations only a
name. A name joins where one person of the export has it, or one of that
company; where several have it the row is left out and told, never guessed.
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
    """Somebody whom a name may mean: how rows are joined to them, and by what they are told apart."""

    key: str
    org: str
    has_profile: bool


def joined(connections: Callable[[], Iterable[Row]], given: Iterable[Row]) -> Iterator[Row]:
    """Give the connections with what the given rows say of them, then the people who are no connections.

    `connections` is walked twice, so that a file of any length is never held.
    """
    people = _People(connections())
    skipped = [row for row in given if not people.take(row)]
    for row in connections():
        yield from [row] if row.card is None else people.completed(row)
    yield from people.others()
    yield from people.unclear
    yield from skipped


class _People:
    """Everybody in the export, by profile and by name."""

    def __init__(self, connections: Iterable[Row]) -> None:
        self._names: dict[str, list[_Person]] = defaultdict(list)
        self._connections: set[str] = set()
        self._said: dict[str, list[Row]] = defaultdict(list)
        self._later: list[Row] = []
        self._seen: dict[str, tuple[int, str]] = {}
        self._whole: dict[str, Card] = {}
        self.unclear: list[Row] = []
        for row in connections:
            if row.card:
                person = _Person(_key(row), fold_name(row.card.org), bool(row.key))
                if person.key not in self._connections:
                    self._connections.add(person.key)
                    self._names[fold_name(row.card.name)].append(person)

    def take(self, row: Row) -> bool:
        """Note what a row says of a person; False for a row that cannot be read."""
        if row.card is None:
            return False
        if not row.key:
            self._later.append(row)
            return True
        key = row.key
        if key not in self._connections and key not in self._said:
            known = [p for p in self._names[fold_name(row.card.name)] if not p.has_profile]
            if len(known) == 1:
                key = known[0].key
            else:
                self._names[fold_name(row.card.name)].append(_Person(key, fold_name(row.card.org), has_profile=True))
        self._said[key].append(row)
        return True

    def completed(self, row: Row) -> Iterator[Row]:
        """Give the row of a connection with all that was said of them.

        An export may hold the connections of two days: the same again changes
        nothing, a profile that says something else the second time is told.
        """
        self._join_names()
        key = _key(row)
        imprint, where = hash(row.card), f"{row.file}, line {row.line}".removeprefix(", ")
        if key in self._seen:
            same = self._seen[key][0] == imprint
            card = self._whole.get(key, row.card) if same else None
            yield replace(row, card=card, why="" if same else f"is the profile of {self._seen[key][1]} again")
            return
        self._seen[key] = imprint, where
        rows = list(_complete([row, *self._said.pop(key, ())]))
        if len(rows) > 1 and rows[0].card:
            self._whole[key] = rows[0].card
        yield from rows

    def others(self) -> Iterator[Row]:
        """Give the people who were spoken of and are no connections."""
        self._join_names()
        for rows in self._said.values():
            yield from _complete(rows)

    def _join_names(self) -> None:
        """Join the rows with only a name, once everybody is known."""
        for row in self._later:
            assert row.card is not None  # noqa: S101 - only such rows are kept
            name, org = fold_name(row.card.name), fold_name(row.card.org)
            called = self._names[name]
            meant = called if len(called) == 1 else [p for p in called if p.org == org and org]
            if len(meant) == 1:
                self._said[meant[0].key].append(row)
            elif called:
                why = f"{len(called)} people of this export are called {row.card.name}, and no company tells which"
                self.unclear.append(replace(row, card=None, why=why))
            else:
                self._said[f"name:{name}:{org}"].append(row)
        self._later.clear()


def _key(row: Row) -> str:
    """By what rows are joined to a connection: the profile, else its name and the line it stands on."""
    return row.key or f"line:{row.file}:{row.line}"


def _complete(rows: list[Row]) -> Iterator[Row]:
    """Give every row of a person with the whole card: the first makes the contact, the others join it."""
    whole = reduce(added_card, [row.card for row in rows if row.card])
    key = rows[0].key
    said: set[str] = set()
    for at, row in enumerate(rows):
        says = _says(row)
        yield replace(row, card=whole, key=key, joins=at > 0 and not says <= said)
        said |= says


def _says(row: Row) -> set[str]:
    """Return what a row says of a person besides who they are."""
    if row.card is None:
        return set()
    return {*(skill.topic.casefold() for skill in row.card.skills), *row.card.notes.split("\n")} - {""}
