"""The undo log: steps, and what each changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.store.schema import BY_HAND, COLUMNS
from asknet.store.statements import BOUND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

DEPTH = 100
"""Steps that are kept; older ones can no longer be undone."""

_TOUCHED = """
SELECT DISTINCT CASE tbl
    WHEN 'contacts' THEN row
    ELSE coalesce(json_extract(was, '$.contact_id'), (
        CASE tbl
        WHEN 'details' THEN (SELECT contact_id FROM details WHERE id = row)
        WHEN 'skills' THEN (SELECT contact_id FROM skills WHERE id = row)
        WHEN 'outcomes' THEN (SELECT contact_id FROM outcomes WHERE id = row)
        WHEN 'interaction_contacts' THEN
            (SELECT contact_id FROM interaction_contacts WHERE id = row)
        END))
    END AS contact
FROM changes WHERE step_id BETWEEN ? AND ?
UNION
SELECT ic.contact_id FROM changes
    JOIN interaction_contacts ic ON ic.interaction_id = CASE tbl
        WHEN 'interactions' THEN row
        WHEN 'interaction_topics' THEN coalesce(
            json_extract(was, '$.interaction_id'),
            (SELECT interaction_id FROM interaction_topics WHERE id = row))
        END
    WHERE step_id BETWEEN ? AND ?
"""


def remember(conn: sqlite3.Connection, op: str, table: str, number: int) -> None:
    """Write down, under the open step, how to take back a change to a row of a table of `BY_HAND`.

    `op` is ``I`` after the row was inserted, ``U`` or ``D`` before it is changed or deleted.
    """
    was = ", ".join(f"'{column}', {column}" for column in COLUMNS[table])
    conn.execute(
        "INSERT INTO changes(step_id, op, tbl, row, was) SELECT (SELECT max(id) FROM steps), ?1, ?2, id,"
        f" CASE ?1 WHEN 'I' THEN NULL ELSE json_object({was}) END FROM {table} WHERE id = ?3",
        (op, table, number),
    )


def remember_matches(conn: sqlite3.Connection, contact: int, op: str = "D") -> None:
    """Write down how to take back that a contact is no longer among the matches of asks."""
    for (number,) in conn.execute("SELECT id FROM ask_matches WHERE contact_id = ?", (contact,)).fetchall():
        remember(conn, op, "ask_matches", number)


class PastStep(NamedTuple):
    """One step of the log: its number, when (ISO 8601), what it did."""

    id: int
    at: str
    did: str
    undoes: int | None


class DoneAndUndone(NamedTuple):
    """What a log of steps comes to: the steps that can be undone and those that can be redone.

    `done` is oldest first. `undone` holds the steps that undid something and still can be undone themselves, the
    next to redo last, each with the steps that it took back, oldest first.
    """

    done: list[PastStep]
    undone: list[tuple[PastStep, list[PastStep]]]


def undone_and_done(steps: Sequence[PastStep]) -> DoneAndUndone:
    """Work out from a log, newest step first, which steps can be undone and which redone.

    A step that undoes another leads back to what was before that one; a new change leaves nothing to redo.
    """
    now = DoneAndUndone([], [])
    before: dict[int, DoneAndUndone] = {}
    for step in reversed(steps):
        before[step.id] = now
        if step.undoes is None:
            now = DoneAndUndone([*now.done, step], [])
            continue
        then = before.get(step.undoes, DoneAndUndone([], []))  # older than the log: so is all before it
        if now.undone and now.undone[-1][0].id == step.undoes:
            now = then
        else:
            now = DoneAndUndone(then.done, [*now.undone, (step, now.done[len(then.done) :])])
    return now


class History:
    """The undo log inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def open_step(self, did: str, at: str) -> int:
        """Begin a step; every change from here on is written down under it."""
        conn = self._conn()
        number = conn.execute("INSERT INTO steps(at, did) VALUES (?, ?)", (at, did)).lastrowid
        assert number is not None  # noqa: S101 - an INSERT always gives one
        gone = number - DEPTH - 1  # the one that is open may be the undoing of the oldest
        conn.execute("DELETE FROM changes WHERE step_id <= ?", (gone,))
        conn.execute("DELETE FROM steps WHERE id <= ?", (gone,))
        return number

    def close_step(self, number: int, did: str) -> None:
        """End a step; one that changed nothing leaves no trace."""
        conn = self._conn()
        if conn.execute("SELECT 1 FROM changes WHERE step_id = ? LIMIT 1", (number,)).fetchone():
            conn.execute("UPDATE steps SET did = ? WHERE id = ?", (did, number))
        else:
            conn.execute("DELETE FROM steps WHERE id = ?", (number,))

    def steps_before(self) -> list[PastStep]:
        """Return the steps before the one that is open, newest first."""
        return self.steps(DEPTH + 1)[1:]

    def steps(self, limit: int = DEPTH) -> list[PastStep]:
        """Return the last steps, newest first."""
        rows = self._conn().execute("SELECT id, at, did, undoes FROM steps ORDER BY id DESC LIMIT ?", (limit,))
        return [PastStep(*row) for row in rows]

    def _changes(self, first: int, last: int) -> Iterator[tuple[str, str, int, Any]]:
        """Yield what steps `first` to `last` changed, newest first, a few hundred in memory at once.

        Steps follow one another, so their changes are one run of numbers; what taking them back adds is above it.
        """
        conn = self._conn()
        span = (first, last)
        least, most = conn.execute(
            "SELECT min(id), max(id) FROM changes WHERE step_id BETWEEN ? AND ?", span
        ).fetchone()
        page = (
            "SELECT id, op, tbl, row, was FROM changes WHERE id BETWEEN ? AND ? AND +step_id BETWEEN ? AND ?"
            f" ORDER BY id DESC LIMIT {BOUND}"
        )
        while most is not None and (rows := conn.execute(page, (least, most, *span)).fetchall()):
            yield from (row[1:] for row in rows)
            most = rows[-1][0] - 1

    def take_back(self, first: int, last: int) -> set[int]:
        """Take back steps `first` to `last`, newest change first.

        To be called inside a later step, which then holds how to take this
        back in turn. Returns the numbers of the contacts that were touched.
        """
        conn = self._conn()
        conn.execute("PRAGMA defer_foreign_keys = ON")
        span = (first, last)
        touched = {row[0] for row in conn.execute(_TOUCHED, span + span)}
        for op, table, row, was in self._changes(*span):
            columns = COLUMNS[table]
            if table in BY_HAND and op != "D":
                remember(conn, "D" if op == "I" else "U", table, row)
            if op == "I" and table == "contacts":  # a question that was asked since may have them among its matches
                remember_matches(conn, row)
                conn.execute("DELETE FROM ask_matches WHERE contact_id = ?", (row,))
            if op == "I":
                conn.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
                continue
            values = json.loads(was)
            if op == "U":
                sets = ", ".join(f"{c} = :{c}" for c in columns)
                conn.execute(f"UPDATE {table} SET {sets} WHERE id = :id", values)
            else:
                holes = ", ".join(f":{c}" for c in columns)
                names = ", ".join(columns)
                conn.execute(f"INSERT INTO {table}({names}) VALUES ({holes})", values)
                if table in BY_HAND:
                    remember(conn, "I", table, row)
        last_step = conn.execute("SELECT max(id) FROM steps").fetchone()[0]
        conn.execute("UPDATE steps SET undoes = ? WHERE id = ?", (first, last_step))
        touched |= {row[0] for row in conn.execute(_TOUCHED, (last_step, last_step, last_step, last_step))}
        return {contact for contact in touched if contact is not None}
