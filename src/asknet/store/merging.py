"""Move everything that belongs to one contact to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.store.undo_log import remember_matches

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from asknet.store.evidence_index import EvidenceIndex

_OUTCOMES = ("waiting", "no-answer", "no", "partly", "helped")
"""Outcomes of an ask from worst to best: of two for one ask the better is kept."""


class Moved(NamedTuple):
    """How many of each were moved; `better` are the outcomes kept for asks that had two different ones."""

    interactions: int = 0
    asks: int = 0
    introduced: int = 0
    sources: int = 0
    better: tuple[str, ...] = ()


class Merging:
    """Moves inside the open transaction; the caller moves cards and skills."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        self._conn = connection
        self._evidence = evidence

    def move(self, gone: int, kept: int) -> Moved:
        """Move the history of `gone`, and everything that refers to it, to `kept`.

        An interaction in which both took part becomes one of `kept`; of two outcomes of one
        ask the better is kept, with both notes. Afterwards only the card of
        `gone`, its details and skills are left.
        """
        conn = self._conn()
        self._evidence.remove(gone)
        interactions = self._move_unless_there("interaction_contacts", "interaction_id", gone, kept)
        self._evidence.reindex(kept)
        asks, better = self._outcomes(gone, kept)
        self._mentions(gone, kept)
        remember_matches(conn, gone, "U")
        conn.execute("UPDATE ask_matches SET contact_id = ? WHERE contact_id = ?", (kept, gone))
        introduced = self._introduced(gone, kept)
        conn.execute("UPDATE former_uids SET contact_id = ? WHERE contact_id = ?", (kept, gone))
        rows = conn.execute("UPDATE source_rows SET contact_id = ? WHERE contact_id = ?", (kept, gone)).rowcount
        self._snoozes(gone, kept)
        self._apart(gone, kept)
        conn.execute(
            "UPDATE contacts SET added = was FROM (SELECT min(added) AS was FROM contacts WHERE id IN (?1, ?2))"
            " WHERE id = ?2 AND added <> was",
            (gone, kept),
        )
        return Moved(interactions, asks, introduced, rows, better)

    def _move_unless_there(self, table: str, other: str, gone: int, kept: int) -> int:
        conn = self._conn()
        conn.execute(
            f"DELETE FROM {table} WHERE contact_id = ?1"
            f" AND {other} IN (SELECT {other} FROM {table} WHERE contact_id = ?2)",
            (gone, kept),
        )
        return conn.execute(f"UPDATE {table} SET contact_id = ? WHERE contact_id = ?", (kept, gone)).rowcount

    def _mentions(self, gone: int, kept: int) -> None:
        """Change mentions of the one to mentions of the other, except in entries in which the other takes part."""
        self._move_unless_there("mentions", "interaction_id", gone, kept)
        self._conn().execute(
            "DELETE FROM mentions WHERE contact_id = ?1"
            " AND interaction_id IN (SELECT interaction_id FROM interaction_contacts WHERE contact_id = ?1)",
            (kept,),
        )

    def _introduced(self, gone: int, kept: int) -> int:
        """Make `kept` the introducer of the contacts that `gone` introduced; their own introducers are left to the caller."""
        conn = self._conn()
        conn.execute(
            "DELETE FROM introducers WHERE contact_id = ?1 OR (contact_id = ?2 AND introducer_id = ?1)"
            " OR (introducer_id = ?1 AND contact_id IN (SELECT contact_id FROM introducers WHERE introducer_id = ?2))",
            (gone, kept),
        )
        moved = conn.execute("UPDATE introducers SET introducer_id = ? WHERE introducer_id = ?", (kept, gone))
        return moved.rowcount

    def _outcomes(self, gone: int, kept: int) -> tuple[int, tuple[str, ...]]:
        conn = self._conn()
        better: list[str] = []
        for waiting, other in ((kept, gone), (gone, kept)):  # no answer is awaited from somebody who has answered
            conn.execute(
                "DELETE FROM outcomes WHERE contact_id = ?1 AND outcome = 'waiting' AND interaction_id IS NULL"
                " AND ask_id IN (SELECT ask_id FROM outcomes WHERE contact_id = ?2 AND outcome <> 'waiting')",
                (waiting, other),
            )
        both = conn.execute(
            "SELECT a.id, a.outcome, a.date, a.note, b.id, b.outcome, b.date, b.note FROM outcomes a"
            " JOIN outcomes b ON b.ask_id = a.ask_id AND b.interaction_id IS a.interaction_id"
            " WHERE a.contact_id = ? AND b.contact_id = ?",
            (kept, gone),
        ).fetchall()
        for mine, outcome, day, note, theirs, other, other_day, other_note in both:
            conn.execute("DELETE FROM outcomes WHERE id = ?", (theirs,))
            before = outcome
            if _rank(other) > _rank(outcome):
                outcome, day = other, other_day  # noqa: PLW2901 - the better of the two
            if other != before:
                better.append(outcome)
            notes = "\n".join(dict.fromkeys(part for part in (note, other_note) if part))
            conn.execute(
                "UPDATE outcomes SET outcome = ?, date = ?, note = ? WHERE id = ?", (outcome, day, notes, mine)
            )
        moved = conn.execute("UPDATE outcomes SET contact_id = ? WHERE contact_id = ?", (kept, gone)).rowcount
        return moved + len(both), tuple(dict.fromkeys(better))

    def _snoozes(self, gone: int, kept: int) -> None:
        """Move what is put off for the one to the other; a step about the two together is deleted.

        A step's key contains its contacts after its kind: ``introduce:3:12:bread``.
        """
        conn = self._conn()
        conn.execute(
            "DELETE FROM snoozes WHERE (contact_id = ?1 AND other_id = ?2) OR (contact_id = ?2 AND other_id = ?1)",
            (gone, kept),
        )
        found = conn.execute(
            "SELECT id, step, contact_id, other_id FROM snoozes WHERE contact_id = ?1 OR other_id = ?1", (gone,)
        ).fetchall()
        for number, step, one, other in found:
            kind, *said = step.split(":")
            named = 1 if other is None else 2
            numbers = [str(kept) if part == str(gone) else part for part in said[:named]]
            renamed = ":".join([kind, *numbers, *said[named:]])
            if conn.execute("SELECT 1 FROM snoozes WHERE step = ?", (renamed,)).fetchone():
                conn.execute("DELETE FROM snoozes WHERE id = ?", (number,))
                continue
            pair = [kept if who == gone else who for who in (one, other)]
            conn.execute(
                "UPDATE snoozes SET step = ?, contact_id = ?, other_id = ? WHERE id = ?", (renamed, *pair, number)
            )

    def _apart(self, gone: int, kept: int) -> None:
        """Mark the one as different from whom the other was marked as different from."""
        conn = self._conn()
        others = conn.execute(
            "SELECT CASE contact_id WHEN ?1 THEN other_id ELSE contact_id END FROM apart"
            " WHERE contact_id = ?1 OR other_id = ?1",
            (gone,),
        ).fetchall()
        conn.execute("DELETE FROM apart WHERE contact_id = ?1 OR other_id = ?1", (gone,))
        conn.executemany(
            "INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)",
            [(min(kept, other), max(kept, other)) for (other,) in others if other != kept],
        )


def _rank(outcome: str) -> int:
    return _OUTCOMES.index(outcome) if outcome in _OUTCOMES else -1
