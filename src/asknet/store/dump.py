"""The network from end to end: what a whole export reads, and what an import of one writes.

Everything is read in the order of its numbers, a few hundred rows at a time.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.model import Ask, Direction, Interaction, Outcome, Turned, Verdict
from asknet.store.damage import reading_rows
from asknet.store.history import NEXT_ASK, remember_new_ask
from asknet.store.statements import BOUND, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

OWN_FORM = "export"
"""The format of a source that is a copy of a network; it is no part of the network."""

ASK_STEP = "close"
"""The kind of the steps that name an ask instead of contacts."""


class Entry(NamedTuple):
    """An interaction with the number of the ask it came of."""

    interaction: Interaction
    ask: int | None


class Snooze(NamedTuple):
    """A step of a review that waits, and whom it is about."""

    step: str
    contact: int | None
    other: int | None
    until: str | None

    def renumbered(self, contacts: Mapping[int, int], asks: Mapping[int, int]) -> Snooze:
        """Return the step with other numbers for whom it is about, and for the ask it would close.

        A step's key names them behind its kind: ``introduce:3:12:bread``, ``close:4``.
        """
        about = [who for who in (self.contact, self.other) if who is not None]
        kind, *said = self.step.split(":")
        new = {str(who): str(contacts[who]) for who in about if who in contacts}
        named = len(about)
        if kind == ASK_STEP:
            new, named = {str(ask): str(place) for ask, place in asks.items() if said == [str(ask)]}, 1
        key = ":".join([kind, *(new.get(part, part) for part in said[:named]), *said[named:]])
        contact, other = (contacts.get(who) if who is not None else None for who in (self.contact, self.other))
        return Snooze(key, contact, other, self.until)


class Source(NamedTuple):
    """A file that was imported."""

    id: int
    label: str
    format: str
    first: str
    last: str


class GivenRow(NamedTuple):
    """A row of a file that was imported, the contact it became, and what it gave."""

    source: int
    key: str
    contact: int
    gave: dict[str, Any]


class Whole:
    """All rows inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def contact_numbers(self) -> list[int]:
        """Return the number of every contact, yourself aside, in order."""
        return [row[0] for row in self._conn().execute("SELECT id FROM contacts WHERE me = 0 ORDER BY id")]

    def ask_numbers(self) -> list[int]:
        """Return the number of every ask, in order."""
        return [row[0] for row in self._conn().execute("SELECT id FROM asks ORDER BY id")]

    def _pages(self, table: str, columns: str) -> Iterator[list[tuple[Any, ...]]]:
        last = 0
        while rows := self._conn().execute(
            f"SELECT {columns} FROM {table} WHERE id > ? ORDER BY id LIMIT {BOUND}", (last,)
        ).fetchall():  # fmt: skip
            yield rows
            last = rows[-1][0]

    def interactions(self) -> Iterator[Entry]:
        """Give every interaction."""
        conn = self._conn()
        for page in self._pages("interactions", "id, date, text, direction, kind, ask_id"):
            numbers = [row[0] for row in page]
            with_: dict[int, list[tuple[int, str]]] = {}
            for number, contact, name in conn.execute(
                "SELECT ic.interaction_id, c.id, c.name FROM interaction_contacts ic"
                " JOIN contacts c ON c.id = ic.contact_id"
                f" WHERE ic.interaction_id IN ({holes(numbers)}) ORDER BY ic.id",
                numbers,
            ):
                with_.setdefault(number, []).append((contact, name))
            topics: dict[int, list[str]] = {}
            for number, topic in conn.execute(
                "SELECT interaction_id, topic FROM interaction_topics"
                f" WHERE interaction_id IN ({holes(numbers)}) ORDER BY id",
                numbers,
            ):
                topics.setdefault(number, []).append(topic)
            with reading_rows("interactions"):
                for number, day, text, direction, kind, ask in page:
                    yield Entry(
                        Interaction(
                            number, date.fromisoformat(day), text, Direction(direction), kind,
                            tuple(topics.get(number, ())), tuple(with_.get(number, ())),
                        ),
                        ask,
                    )  # fmt: skip

    def asks(self) -> Iterator[Ask]:
        """Give every ask."""
        for page in self._pages("asks", "id, date, problem, verdict, closed, note"):
            numbers = [row[0] for row in page]
            with reading_rows("asks"):
                outcomes: dict[int, list[Turned]] = {}
                for ask, who, name, what, when, said in self._conn().execute(
                    "SELECT o.ask_id, c.id, c.name, o.outcome, o.date, o.note FROM outcomes o"
                    f" JOIN contacts c ON c.id = o.contact_id WHERE o.ask_id IN ({holes(numbers)}) ORDER BY o.id",
                    numbers,
                ):
                    turned = Turned(who, name, Outcome(what), date.fromisoformat(when), said)
                    outcomes.setdefault(ask, []).append(turned)
                for number, day, problem, verdict, closed, note in page:
                    yield Ask(
                        number, date.fromisoformat(day), problem, Verdict(verdict),
                        date.fromisoformat(closed) if closed else None, note, tuple(outcomes.get(number, ())),
                    )  # fmt: skip

    def apart(self) -> list[tuple[int, int]]:
        """Return the pairs of contacts that are not the same person."""
        return self._conn().execute("SELECT contact_id, other_id FROM apart ORDER BY id").fetchall()

    def snoozes(self) -> list[Snooze]:
        """Return the steps of a review that wait."""
        rows = self._conn().execute("SELECT step, contact_id, other_id, until FROM snoozes ORDER BY id")
        return [Snooze(*row) for row in rows]

    def sources(self) -> list[Source]:
        """Return the files that were imported, copies of a network aside."""
        rows = self._conn().execute(
            "SELECT id, label, format, first, last FROM sources WHERE format <> ? ORDER BY id", (OWN_FORM,)
        )
        return [Source(*row) for row in rows]

    def rows_given(self) -> Iterator[GivenRow]:
        """Give every row of those files."""
        kept = {source.id for source in self.sources()}
        for page in self._pages("source_rows", "id, source_id, key, contact_id, gave"):
            with reading_rows("source rows"):
                for _, source, key, contact, gave in page:
                    if source in kept:
                        yield GivenRow(source, key, contact, json.loads(gave))

    def keep_apart(self, one: int, other: int) -> bool:
        """Write that two contacts are not the same person; False when that was written already."""
        done = self._conn().execute("INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)", (one, other))
        return bool(done.rowcount)

    def snooze(self, step: Snooze) -> bool:
        """Write that a step of a review waits; False when it waits already."""
        done = self._conn().execute(
            "INSERT OR IGNORE INTO snoozes(step, contact_id, other_id, until) VALUES (?, ?, ?, ?)", step
        )
        return bool(done.rowcount)

    def add_source(self, source: Source) -> tuple[int, bool]:
        """Write a file that was imported; return its number, and whether it is new. One of that label stays."""
        conn = self._conn()
        values = source._asdict()
        done = conn.execute(
            "INSERT OR IGNORE INTO sources(label, format, first, last) VALUES (:label, :format, :first, :last)", values
        )
        number = conn.execute("SELECT id FROM sources WHERE label = :label", values).fetchone()[0]
        return int(number), bool(done.rowcount)

    def add_row_given(self, row: GivenRow) -> bool:
        """Write what a row of a file became; False when one of that key is there."""
        text = json.dumps(row.gave, ensure_ascii=False, sort_keys=True)
        done = self._conn().execute(
            "INSERT OR IGNORE INTO source_rows(source_id, key, contact_id, gave) VALUES (?, ?, ?, ?)",
            (row.source, row.key, row.contact, text),
        )
        return bool(done.rowcount)

    def add_ask(self, ask: Ask) -> int:
        """Write an ask without its outcomes, and return its number."""
        conn = self._conn()
        number = conn.execute(
            f"INSERT INTO asks(id, date, problem, verdict, closed, note) VALUES ({NEXT_ASK}, ?, ?, ?, ?, ?)",
            (ask.date.isoformat(), ask.problem, ask.verdict.value, ask.closed and ask.closed.isoformat(), ask.note),
        ).lastrowid
        assert number is not None  # noqa: S101 - an INSERT always gives one
        remember_new_ask(conn, number)
        return number

    def add_outcome(self, ask: int, turned: Turned) -> bool:
        """Write what came of turning to a contact; False when something is written already."""
        done = self._conn().execute(
            "INSERT OR IGNORE INTO outcomes(ask_id, contact_id, outcome, date, note) VALUES (?, ?, ?, ?, ?)",
            (ask, turned.contact, turned.outcome.value, turned.date.isoformat(), turned.note),
        )
        return bool(done.rowcount)

    def asks_noted(self) -> dict[tuple[str, str], list[int]]:
        """Return the numbers of the asks by ``(date, problem)``."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, day, problem in self._conn().execute("SELECT id, date, problem FROM asks ORDER BY id"):
            found.setdefault((day, problem), []).append(number)
        return found
