"""Interactions in the database: dated things that happened with contacts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from asknet.model import Direction, Interaction
from asknet.store.damage import reading_rows
from asknet.store.statements import CURRENT, chunks, holes
from asknet.text import MAX_TEXT, fold

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Callable, Collection, Sequence

    from asknet.store.evidence_index import EvidenceIndex

RECORDED_HELP = (
    "SELECT 1 FROM interaction_contacts x JOIN interactions y ON y.id = x.interaction_id"
    " WHERE x.contact_id = o.contact_id AND x.entry_direction IN ('received', 'mutual') AND x.entry_date <= ?1"
    " AND (y.ask_id = o.ask_id OR y.ask_id IS NULL AND y.date BETWEEN (SELECT date FROM asks WHERE id = o.ask_id) AND o.date)"
)
"""Whether an entry up to the day ``?1`` records the same help as the outcome ``o`` (an SQL condition).

An entry that names no ask does if it was between the asking and the outcome: many log the help first, and then close
the question.
"""

_MET = (
    "SELECT contact_id, entry_date AS date, entry_direction AS direction FROM interaction_contacts"
    " WHERE entry_date <= ?1 AND contact_id {which} UNION ALL"
    " SELECT o.contact_id, o.date, 'received' FROM outcomes o WHERE o.date <= ?1 AND o.contact_id {which}"
    " AND o.outcome IN ('helped', 'partly') AND " + f"{CURRENT} AND NOT EXISTS ({RECORDED_HELP})"
)
"""The days up to ``?1`` on which contacts were met, and who helped whom (an SQL query)."""


class EntryFields(Protocol):
    """The content of an entry, without the numbers of contacts and asks: an `Interaction`, or an entry of a file."""

    @property
    def date(self) -> dt.date:
        """The day it happened."""

    @property
    def text(self) -> str:
        """What happened."""

    @property
    def direction(self) -> Direction:
        """Who helped whom."""

    @property
    def kind(self) -> str:
        """How it happened; empty if that is not given."""

    @property
    def topics(self) -> Sequence[str]:
        """What it was about."""


class Interactions:
    """The interactions, inside the open transaction, each with its evidence."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        self._conn = connection
        self._evidence = evidence

    def add(
        self, entry: EntryFields, *, contacts: Sequence[int], ask: int | None = None, mentioned: Sequence[int] = ()
    ) -> int:
        """Store an interaction with these contacts, mentioning others, and return its number."""
        number = (
            self._conn()
            .execute(
                "INSERT INTO interactions(date, text, direction, kind, ask_id) VALUES (?, ?, ?, ?, ?)",
                (entry.date.isoformat(), entry.text, entry.direction.value, entry.kind, ask),
            )
            .lastrowid
        )
        assert number is not None  # noqa: S101 - an INSERT always gives one
        self._attach(number, entry, contacts, mentioned)
        return number

    def rewrite(
        self,
        number: int,
        entry: EntryFields,
        *,
        contacts: Sequence[int],
        ask: int | None = None,
        mentioned: Sequence[int] = (),
    ) -> None:
        """Replace the interaction with that number by `entry`."""
        self._detach(number)
        self._conn().execute(
            "UPDATE interactions SET date = ?, text = ?, direction = ?, kind = ?, ask_id = ? WHERE id = ?",
            (entry.date.isoformat(), entry.text, entry.direction.value, entry.kind, ask, number),
        )
        self._attach(number, entry, contacts, mentioned)

    def ask_of(self, number: int) -> int | None:
        """Return the ask that an interaction belongs to."""
        row = self._conn().execute("SELECT ask_id FROM interactions WHERE id = ?", (number,)).fetchone()
        return row[0] if row else None

    def evidence_day(self, contact: int, evidence: str) -> date | None:
        """Return the day of the newest entry that gave a contact this evidence (`asknet.evidence.entry_text`)."""
        row = self._conn().execute(
            "SELECT max(i.date) FROM interaction_contacts x JOIN interactions i ON i.id = x.interaction_id"
            " WHERE x.contact_id = :contact AND (i.text = :evidence OR substr(i.text, 1, :most) = :evidence"
            " OR substr(' ' || :evidence, 1, length(i.text) + 3) = ' ' || i.text || ' #'"
            " OR :evidence LIKE '#%' AND i.text = '')",
            {"contact": contact, "evidence": evidence, "most": MAX_TEXT},
        ).fetchone()  # fmt: skip
        return date.fromisoformat(row[0]) if row[0] else None

    def remove(self, number: int) -> None:
        """Remove an interaction."""
        self._detach(number)
        self._conn().execute("DELETE FROM interactions WHERE id = ?", (number,))

    def _attach(self, number: int, entry: EntryFields, contacts: Sequence[int], mentioned: Sequence[int] = ()) -> None:
        conn, day = self._conn(), entry.date.isoformat()
        for statement, rows in (
            (
                "INSERT OR IGNORE INTO interaction_contacts VALUES (NULL, ?, ?, ?, ?)",
                [(number, contact, day, entry.direction.value) for contact in contacts],
            ),
            (
                "INSERT OR IGNORE INTO mentions(interaction_id, contact_id) VALUES (?, ?)",
                [(number, contact) for contact in mentioned if contact not in contacts],
            ),
            (
                "INSERT INTO interaction_topics(interaction_id, topic, folded, entry_date) VALUES (?, ?, ?, ?)",
                [(number, topic, fold(topic), day) for topic in entry.topics],
            ),
        ):
            if rows:
                conn.executemany(statement, rows)
        self._evidence.add_entry(number, (entry.text, entry.topics, entry.kind, entry.direction))

    def _detach(self, number: int) -> None:
        self._evidence.remove_entry(number)
        for table in ("interaction_topics", "interaction_contacts", "mentions"):
            self._conn().execute(f"DELETE FROM {table} WHERE interaction_id = ?", (number,))

    def get(self, number: int) -> Interaction | None:
        """Return the interaction with that number."""
        with reading_rows("interactions"):
            query = "SELECT id, date, text, direction, kind FROM interactions WHERE id = ?"
            return next(iter(self._read(self._conn().execute(query, (number,)).fetchall())), None)

    def of(self, contact: int, *, company: bool = True) -> list[Interaction]:
        """Return a contact's interactions, newest first; without `company`, `with_` is empty."""
        with reading_rows("interactions"):
            conn = self._conn()
            rows = conn.execute(
                "SELECT i.id, i.date, i.text, i.direction, i.kind FROM interactions i"
                " JOIN interaction_contacts ic ON ic.interaction_id = i.id"
                " WHERE ic.contact_id = ? ORDER BY i.date DESC, i.id DESC",
                (contact,),
            ).fetchall()
            return self._read(rows, company=company)

    def every(self, contact: int | None = None, since: date | None = None) -> list[Interaction]:
        """Return the interactions from a day on, newest first; with `contact`, those with or mentioning that contact."""
        of = (
            " AND i.id IN (SELECT interaction_id FROM interaction_contacts WHERE contact_id = :who"
            " UNION SELECT interaction_id FROM mentions WHERE contact_id = :who)"
        )
        query = "SELECT i.id, i.date, i.text, i.direction, i.kind FROM interactions i WHERE i.date >= :since"
        query += of if contact else ""
        with reading_rows("interactions"):
            values = {"who": contact, "since": since.isoformat() if since else ""}
            return self._read(self._conn().execute(f"{query} ORDER BY i.date DESC, i.id DESC", values).fetchall())

    def mentioning(self, contact: int) -> list[int]:
        """Return the numbers of the interactions that mention a contact who did not take part."""
        rows = self._conn().execute("SELECT interaction_id FROM mentions WHERE contact_id = ? ORDER BY 1", (contact,))
        return [row[0] for row in rows]

    def _read(self, rows: Sequence[Sequence[Any]], *, company: bool = True) -> list[Interaction]:
        topics: dict[int, list[str]] = {}
        people: dict[str, dict[int, list[tuple[int, str]]]] = {"interaction_contacts": {}, "mentions": {}}
        conn = self._conn()
        for part in chunks(sorted(row[0] for row in rows)):
            for number, topic in conn.execute(
                f"SELECT interaction_id, topic FROM interaction_topics WHERE interaction_id IN ({holes(part)}) ORDER BY id",
                part,
            ):
                topics.setdefault(number, []).append(topic)
            for table, found in people.items() if company else ():
                for number, *who in conn.execute(
                    f"SELECT x.interaction_id, c.id, c.name FROM {table} x JOIN contacts c ON c.id = x.contact_id"
                    f" WHERE x.interaction_id IN ({holes(part)}) ORDER BY x.id",
                    part,
                ):
                    found.setdefault(number, []).append((who[0], who[1]))
        return [
            Interaction(
                id=number,
                date=date.fromisoformat(day),
                text=text,
                direction=Direction(direction),
                kind=kind,
                topics=tuple(topics.get(number, ())),
                with_=tuple(people["interaction_contacts"].get(number, ())),
                mentioned=tuple(people["mentions"].get(number, ())),
            )
            for number, day, text, direction, kind in rows
        ]

    def balance(self, contact: int, until: date) -> tuple[int, int]:
        """Return how often a contact helped you up to a day, and how often you helped them, counted as in `dates`.

        Mutual help counts in both.
        """
        counted = f"SELECT direction, count(*) FROM ({_MET.format(which='= ?2')}) GROUP BY 1"
        ways = dict(self._conn().execute(counted, (until.isoformat(), contact)).fetchall())
        mutual = ways.get("mutual", 0)
        return ways.get("received", 0) + mutual, ways.get("given", 0) + mutual

    def last_days(self, contacts: Collection[int], until: date) -> dict[int, date]:
        """Return the last day, up to another, on which each of these contacts was met, as in `dates`; others are missing."""
        found: dict[int, date] = {}
        with reading_rows("interactions"):
            for part in chunks(sorted(contacts)):
                met = f"SELECT contact_id, max(date) FROM ({_MET.format(which=f'IN ({holes(part)})')}) GROUP BY 1"
                rows = self._conn().execute(met, [until.isoformat(), *part, *part])
                found |= {contact: date.fromisoformat(day) for contact, day in rows}
        return found

    def dates(self, contacts: Collection[int], until: date) -> dict[int, list[tuple[date, Direction]]]:
        """Return when each contact was met up to a day, and who helped whom, oldest first.

        Help with an ask (``helped``, ``partly``) that no entry records counts as received on the day of its outcome. Later
        entries have not happened yet.
        """
        found: dict[int, list[tuple[date, Direction]]] = {contact: [] for contact in contacts}
        day_of, way_of = cache(date.fromisoformat), cache(Direction)
        with reading_rows("interactions"):
            for part in chunks(sorted(contacts)):
                met = _MET.format(which=f"IN ({holes(part)})")
                rows = self._conn().execute(f"{met} ORDER BY 2", [until.isoformat(), *part, *part])
                for contact, day, way in rows:
                    found[contact].append((day_of(day), way_of(way)))
        return found
