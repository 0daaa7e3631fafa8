"""The undo log: the steps that `undo` and `redo` revert, and what each of them changed."""

from __future__ import annotations

import json
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.store.schema import BY_HAND, COLUMNS
from asknet.store.statements import BOUND, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from asknet.store.evidence_index import EvidenceIndex

DEPTH = 100
"""How many steps are kept; older ones can no longer be undone."""

_CONTACTS_TOUCHED = """
SELECT row FROM changes WHERE step_id = ?1 AND tbl = 'contacts'
UNION SELECT json_extract(was, '$.contact_id') FROM changes
    WHERE step_id = ?1 AND tbl IN ('skills', 'outcomes', 'referrals', 'details')
UNION SELECT x.contact_id FROM changes JOIN skills x ON x.id = row WHERE step_id = ?1 AND tbl = 'skills'
UNION SELECT x.contact_id FROM changes JOIN referrals x ON x.id = row WHERE step_id = ?1 AND tbl = 'referrals'
UNION SELECT x.contact_id FROM changes JOIN details x ON x.id = row WHERE step_id = ?1 AND tbl = 'details'
UNION SELECT x.contact_id FROM changes JOIN outcomes x ON x.id = row WHERE step_id = ?1 AND tbl = 'outcomes'
"""
"""The contacts whose own record a step changed."""
_ENTRIES_TOUCHED = """
SELECT row FROM changes WHERE step_id = ?1 AND tbl = 'interactions'
UNION SELECT json_extract(was, '$.interaction_id') FROM changes
    WHERE step_id = ?1 AND tbl IN ('interaction_topics', 'interaction_contacts')
UNION SELECT x.interaction_id FROM changes JOIN interaction_topics x ON x.id = row
    WHERE step_id = ?1 AND tbl = 'interaction_topics'
UNION SELECT x.interaction_id FROM changes JOIN interaction_contacts x ON x.id = row
    WHERE step_id = ?1 AND tbl = 'interaction_contacts'
"""
"""The log entries that a step changed."""


def remember(conn: sqlite3.Connection, op: str, table: str, number: int) -> None:
    """Record, under the open step, how to undo a change to a row of a table of `BY_HAND`.

    `op` is ``I`` after the row was inserted, ``U`` or ``D`` before it is changed or deleted.
    """
    was = ", ".join(f"'{column}', {column}" for column in COLUMNS[table])
    conn.execute(
        "INSERT INTO changes(step_id, op, tbl, row, was) SELECT (SELECT max(id) FROM steps), ?1, ?2, id,"
        f" CASE ?1 WHEN 'I' THEN NULL ELSE json_object({was}) END FROM {table} WHERE id = ?3",
        (op, table, number),
    )


def remember_matches(conn: sqlite3.Connection, whose: int, op: str = "D", *, by: str = "contact_id") -> None:
    """Record how to undo that a contact is removed from the matches of asks, or that an ask loses its own (``ask_id``)."""
    for (number,) in conn.execute(f"SELECT id FROM ask_matches WHERE {by} = ?", (whose,)).fetchall():
        remember(conn, op, "ask_matches", number)


_NAMED_BY_MATCHES = {"contacts": "contact_id", "asks": "ask_id"}
"""Tables whose rows the matches of asks name, and by which column."""


class PastStep(NamedTuple):
    """One step of the log: its number, when (ISO 8601), what it did."""

    id: int
    at: str
    did: str
    undoes: int | None


class DoneAndUndone(NamedTuple):
    """The state of the log: the steps that can be undone and those that can be redone.

    `done` is oldest first. `undone` holds the steps that undid something and can still be undone themselves, the
    next to redo last, each with the steps that it undid, oldest first.
    """

    done: list[PastStep]
    undone: list[tuple[PastStep, list[PastStep]]]


def undone_and_done(steps: Sequence[PastStep]) -> DoneAndUndone:
    """Return, from a log with the newest step first, which steps can be undone and which redone.

    A step that undoes another returns to the state before that one; a new change leaves nothing to redo.
    """
    now = DoneAndUndone([], [])
    before: dict[int, DoneAndUndone] = {}
    for step in reversed(steps):
        before[step.id] = now
        if step.undoes is None:
            now = DoneAndUndone([*now.done, step], [])
            continue
        then = before.get(step.undoes, DoneAndUndone([], []))  # older than the log, like everything before it
        if now.undone and now.undone[-1][0].id == step.undoes:
            now = then
        else:
            now = DoneAndUndone(then.done, [*now.undone, (step, now.done[len(then.done) :])])
    return now


class UndoLog:
    """The undo log, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        self._conn = connection
        self._evidence = evidence

    def open_step(self, did: str, at: str) -> int:
        """Begin a step; every change from now on is recorded under it."""
        conn = self._conn()
        number = conn.execute("INSERT INTO steps(at, did) VALUES (?, ?)", (at, did)).lastrowid
        assert number is not None  # noqa: S101 - an INSERT always returns one
        gone = number - DEPTH - 1  # the open step may be the undoing of the oldest one
        conn.execute("DELETE FROM changes WHERE step_id <= ?", (gone,))
        conn.execute("DELETE FROM steps WHERE id <= ?", (gone,))
        return number

    def close_step(self, number: int, did: str) -> bool:
        """End a step and return whether it changed anything; a step without changes is deleted."""
        conn = self._conn()
        if conn.execute("SELECT 1 FROM changes WHERE step_id = ? LIMIT 1", (number,)).fetchone():
            conn.execute("UPDATE steps SET did = ? WHERE id = ?", (did, number))
            return True
        conn.execute("DELETE FROM steps WHERE id = ?", (number,))
        return False

    def steps_before(self) -> list[PastStep]:
        """Return the steps before the open one, newest first."""
        return self.steps(DEPTH + 1)[1:]

    def steps(self, limit: int = DEPTH) -> list[PastStep]:
        """Return the last steps, newest first."""
        rows = self._conn().execute("SELECT id, at, did, undoes FROM steps ORDER BY id DESC LIMIT ?", (limit,))
        return [PastStep(*row) for row in rows]

    def _changes(self, step: int) -> Iterator[tuple[str, str, int, Any]]:
        """Yield the changes of a step, newest first, with a few hundred in memory at once."""
        conn = self._conn()
        most = conn.execute("SELECT max(id) FROM changes WHERE step_id = ?", (step,)).fetchone()[0]
        page = f"SELECT id, op, tbl, row, was FROM changes WHERE step_id = ? AND id <= ? ORDER BY id DESC LIMIT {BOUND}"
        while most is not None and (rows := conn.execute(page, (step, most)).fetchall()):
            yield from (row[1:] for row in rows)
            most = rows[-1][0] - 1

    def revert(self, step: int) -> None:
        """Restore the rows that a step changed, newest change first, and their evidence.

        Must be called inside a later step, which then records how to undo this in turn.
        """
        conn = self._conn()
        conn.execute("PRAGMA defer_foreign_keys = ON")
        contacts, entries = (
            [number for (number,) in conn.execute(touched, (step,)) if number is not None]
            for touched in (_CONTACTS_TOUCHED, _ENTRIES_TOUCHED)
        )
        for entry in entries:
            self._evidence.remove_entry(entry)
        for (op, table), changes in groupby(self._changes(step), key=itemgetter(0, 1)):
            if op == "I":
                while numbers := [row for _, _, row, _ in islice(changes, BOUND)]:
                    self._delete(table, numbers)
            for _, _, row, was in changes:
                self._restore(op, table, row, was)
        conn.execute("UPDATE steps SET undoes = ? WHERE id = (SELECT max(id) FROM steps)", (step,))
        for contact in contacts:
            self._evidence.mark_stale(contact)
        for entry in entries:
            self._evidence.add_entry(entry)

    def _delete(self, table: str, numbers: Sequence[int]) -> None:
        """Undo the insertion of rows."""
        conn = self._conn()
        those = holes(numbers)
        for number in numbers if table in BY_HAND else ():
            remember(conn, "D", table, number)
        by = _NAMED_BY_MATCHES.get(table)
        if by:  # a question that was asked since, or again, may have them among its matches
            matches = conn.execute(f"SELECT id FROM ask_matches WHERE {by} IN ({those})", numbers).fetchall()
            for (match,) in matches:
                remember(conn, "D", "ask_matches", match)
            conn.execute(f"DELETE FROM ask_matches WHERE {by} IN ({those})", numbers)
        conn.execute(f"DELETE FROM {table} WHERE id IN ({those})", numbers)

    def _restore(self, op: str, table: str, row: int, was: str | None) -> None:
        """Undo the update (``U``) or deletion (``D``) of a row."""
        conn = self._conn()
        columns = COLUMNS[table]
        values = json.loads(was or "{}")
        if op == "U":
            if table in BY_HAND:
                remember(conn, "U", table, row)
            sets = ", ".join(f"{c} = :{c}" for c in columns)
            conn.execute(f"UPDATE {table} SET {sets} WHERE id = :id", values)
            return
        places = ", ".join(f":{c}" for c in columns)
        # a question that was asked again since may have another match in that place
        unless = " OR IGNORE" if table == "ask_matches" else ""
        conn.execute(f"INSERT{unless} INTO {table}({', '.join(columns)}) VALUES ({places})", values)
        if table in BY_HAND:
            remember(conn, "I", table, row)
