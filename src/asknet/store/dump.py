"""The complete network: what a full export reads, and what an import of one writes.

Everything is read in the order of its numbers, a few hundred rows at a time.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.model import Ask, AskedContact, Direction, Interaction, Outcome, Verdict
from asknet.store.damage import reading_rows
from asknet.store.statements import BOUND, holes
from asknet.store.undo_log import remember

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

    from asknet.store.evidence_index import EvidenceIndex

OWN_FORM = "export"
"""The format of a source that is a copy of a network; such a source is not part of the network."""

ASK_STEP = "close"
"""The kind of the steps that refer to an ask instead of contacts."""


class DumpedEntry(NamedTuple):
    """An interaction with the number of the ask it answers, the outcomes it records for that, and whether it closed it."""

    interaction: Interaction
    ask: int | None
    outcomes: tuple[AskedContact, ...] = ()
    closes: bool = False


class Snooze(NamedTuple):
    """A step of a review that is put off, and the contacts it is about."""

    step: str
    contact: int | None
    other: int | None
    until: str | None

    def renumbered(self, contacts: Mapping[int, int], asks: Mapping[int, int]) -> Snooze:
        """Return the step with the new numbers of its contacts, and of the ask that it would close.

        A step's key contains them after its kind: ``introduce:3:12:bread``, ``close:4``.
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


class ImportedRow(NamedTuple):
    """A row of an imported file, the contact it became, and the values it supplied."""

    source: int
    key: str
    occurrence: int
    contact: int
    gave: dict[str, Any]


class RemovedRow(NamedTuple):
    """A row of an imported file whose contact was removed, and the day (ISO 8601)."""

    source: int
    key: str
    occurrence: int
    day: str


class NetworkDump:
    """All rows, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        self._conn = connection
        self._evidence = evidence

    def contact_numbers(self) -> list[int]:
        """Return the number of every contact but yourself, in order."""
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

    def interactions(self) -> Iterator[DumpedEntry]:
        """Yield every interaction."""
        conn = self._conn()
        for page in self._pages("interactions", "id, date, text, direction, kind, ask_id"):
            numbers = [row[0] for row in page]
            with_, mentioned = (
                self._people(table, "interaction_id", numbers) for table in ("interaction_contacts", "mentions")
            )
            outcomes = self._outcomes("interaction_id", numbers)
            closing = dict(
                conn.execute(f"SELECT closed_by, id FROM asks WHERE closed_by IN ({holes(numbers)})", numbers)
            )
            topics: dict[int, list[str]] = {}
            for number, topic in conn.execute(
                "SELECT interaction_id, topic FROM interaction_topics"
                f" WHERE interaction_id IN ({holes(numbers)}) ORDER BY id",
                numbers,
            ):
                topics.setdefault(number, []).append(topic)
            with reading_rows("interactions"):
                for number, day, text, direction, kind, ask in page:
                    yield DumpedEntry(
                        Interaction(
                            number, date.fromisoformat(day), text, Direction(direction), kind,
                            tuple(topics.get(number, ())), tuple(with_.get(number, ())),
                            tuple(mentioned.get(number, ())),
                        ),
                        ask,
                        tuple(outcomes.get(number, ())),
                        number in closing,
                    )  # fmt: skip

    def _people(self, table: str, by: str, numbers: list[int]) -> dict[int, list[tuple[int, str]]]:
        """Return the ``(number, name)`` of the contacts of each of these entries or asks, in order."""
        found: dict[int, list[tuple[int, str]]] = {}
        for number, contact, name in self._conn().execute(
            f"SELECT x.{by}, c.id, c.name FROM {table} x JOIN contacts c ON c.id = x.contact_id"
            f" WHERE x.{by} IN ({holes(numbers)}) ORDER BY x.id",
            numbers,
        ):
            found.setdefault(number, []).append((contact, name))
        return found

    def _outcomes(self, by: str, numbers: list[int], which: str = "1") -> dict[int, list[AskedContact]]:
        """Return the outcomes of each of these entries or asks, in the order they were recorded."""
        found: dict[int, list[AskedContact]] = {}
        with reading_rows("outcomes"):
            for number, who, name, what, when, said, entry in self._conn().execute(
                f"SELECT o.{by}, c.id, c.name, o.outcome, o.date, o.note, o.interaction_id FROM outcomes o"
                f" JOIN contacts c ON c.id = o.contact_id WHERE o.{by} IN ({holes(numbers)}) AND {which} ORDER BY o.id",
                numbers,
            ):
                turned = AskedContact(who, name, Outcome(what), date.fromisoformat(when), said, entry)
                found.setdefault(number, []).append(turned)
        return found

    def asks(self) -> Iterator[Ask]:
        """Yield every ask, without the outcomes that log entries record for it."""
        for page in self._pages("asks", "id, date, problem, verdict, closed, note"):
            numbers = [row[0] for row in page]
            with reading_rows("asks"):
                outcomes = self._outcomes("ask_id", numbers, "o.interaction_id IS NULL")
                matches = self._people("ask_matches", "ask_id", numbers)
                for number, day, problem, verdict, closed, note in page:
                    yield Ask(
                        number, date.fromisoformat(day), problem, Verdict(verdict),
                        date.fromisoformat(closed) if closed else None, note, tuple(outcomes.get(number, ())),
                        tuple(matches.get(number, ())),
                    )  # fmt: skip

    def apart(self) -> list[tuple[int, int]]:
        """Return the pairs of contacts marked as different people."""
        return self._conn().execute("SELECT contact_id, other_id FROM apart ORDER BY id").fetchall()

    def snoozes(self) -> list[Snooze]:
        """Return the steps of a review that are put off."""
        rows = self._conn().execute("SELECT step, contact_id, other_id, until FROM snoozes ORDER BY id")
        return [Snooze(*row) for row in rows]

    def sources(self) -> list[Source]:
        """Return the imported files, except copies of a network."""
        rows = self._conn().execute(
            "SELECT id, label, format, first, last FROM sources WHERE format <> ? ORDER BY id", (OWN_FORM,)
        )
        return [Source(*row) for row in rows]

    def imported_rows(self) -> Iterator[ImportedRow]:
        """Yield every row of those files."""
        kept = {source.id for source in self.sources()}
        for page in self._pages("source_rows", "id, source_id, key, occurrence, contact_id, gave"):
            with reading_rows("source rows"):
                for _, source, key, occurrence, contact, gave in page:
                    if source in kept:
                        yield ImportedRow(source, key, occurrence, contact, json.loads(gave))

    def removed_rows(self) -> Iterator[RemovedRow]:
        """Yield every row of those files whose contact was removed."""
        kept = {source.id for source in self.sources()}
        for page in self._pages("removed_rows", "id, source_id, key, occurrence, day"):
            yield from (RemovedRow(*row) for _, *row in page if row[0] in kept)

    def former_uids(self) -> dict[int, list[str]]:
        """Return the further uids of the contacts that have any."""
        found: dict[int, list[str]] = {}
        for contact, uid in self._conn().execute("SELECT contact_id, uid FROM former_uids ORDER BY id"):
            found.setdefault(contact, []).append(uid)
        return found

    def mark_different(self, one: int, other: int) -> bool:
        """Mark two contacts as different people; return False if they are marked already."""
        done = self._conn().execute("INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)", (one, other))
        return bool(done.rowcount)

    def snooze(self, step: Snooze) -> bool:
        """Put off a step of a review; return False if it is put off already."""
        done = self._conn().execute(
            "INSERT OR IGNORE INTO snoozes(step, contact_id, other_id, until) VALUES (?, ?, ?, ?)", step
        )
        return bool(done.rowcount)

    def add_source(self, source: Source) -> tuple[int, bool]:
        """Store an imported file; return its number, and whether it is new. An existing one with that label is kept."""
        conn = self._conn()
        values = source._asdict()
        done = conn.execute(
            "INSERT OR IGNORE INTO sources(label, format, first, last) VALUES (:label, :format, :first, :last)", values
        )
        number = conn.execute("SELECT id FROM sources WHERE label = :label", values).fetchone()[0]
        return int(number), bool(done.rowcount)

    def add_imported_row(self, row: ImportedRow) -> bool:
        """Store what a row of a file became; return False if there is one with that key."""
        text = json.dumps(row.gave, ensure_ascii=False, sort_keys=True)
        done = self._conn().execute(
            "INSERT OR IGNORE INTO source_rows(source_id, key, occurrence, contact_id, gave) VALUES (?, ?, ?, ?, ?)",
            (row.source, row.key, row.occurrence, row.contact, text),
        )
        return bool(done.rowcount)

    def add_removed_row(self, row: RemovedRow) -> bool:
        """Store that the contact of a row was removed; return False if that is stored, or if the row has a contact here."""
        done = self._conn().execute(
            "INSERT OR IGNORE INTO removed_rows(source_id, key, occurrence, day) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS"
            " (SELECT 1 FROM source_rows WHERE source_id = ?1 AND key = ?2 AND occurrence = ?3)",
            row,
        )
        return bool(done.rowcount)

    def add_ask(self, ask: Ask) -> int:
        """Store an ask with its matches and without its outcomes, and return its number."""
        conn = self._conn()
        number = conn.execute(
            "INSERT INTO asks(date, problem, verdict, closed, note) VALUES (?, ?, ?, ?, ?)",
            (ask.date.isoformat(), ask.problem, ask.verdict.value, ask.closed and ask.closed.isoformat(), ask.note),
        ).lastrowid
        assert number is not None  # noqa: S101 - an INSERT always returns one
        remember(conn, "I", "asks", number)
        for rank, (contact, _) in enumerate(ask.matches, 1):
            row = conn.execute(
                "INSERT INTO ask_matches(ask_id, rank, contact_id) VALUES (?, ?, ?)", (number, rank, contact)
            ).lastrowid
            remember(conn, "I", "ask_matches", row or 0)
        return number

    def add_outcome(self, ask: int, turned: AskedContact) -> bool:
        """Store the outcome of asking a contact; return False if the ask, or its entry, has one already."""
        done = self._conn().execute(
            "INSERT INTO outcomes(ask_id, contact_id, interaction_id, outcome, date, note)"
            " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM outcomes"
            " WHERE ask_id = ?1 AND contact_id = ?2 AND interaction_id IS ?3)",
            (ask, turned.contact, turned.entry, turned.outcome.value, turned.date.isoformat(), turned.note),
        )
        self._evidence.mark_stale(turned.contact)
        return bool(done.rowcount)

    def asks_noted(self) -> dict[tuple[str, str], list[int]]:
        """Return the numbers of the asks by ``(date, problem)``."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, day, problem in self._conn().execute("SELECT id, date, problem FROM asks ORDER BY id"):
            found.setdefault((day, problem), []).append(number)
        return found
