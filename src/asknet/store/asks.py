"""Asks in the database: problems, and the outcome for each contact you asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asknet.model import Ask, AskedContact, Outcome, Verdict
from asknet.store.damage import reading_rows
from asknet.store.state import State
from asknet.store.statements import CURRENT, chunks, holes
from asknet.store.undo_log import remember, remember_matches
from asknet.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Sequence

    from asknet.model import Contact
    from asknet.store.evidence_index import EvidenceIndex

_LAST = "last ask"
"""The key in `state` of the question noted last."""
_LOOK_UP = "look-up"
"""The key in `state` that is there while the last answer was a list of contacts, which is no question."""


class Asks:
    """The asks, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        self._conn = connection
        self._evidence = evidence

    def note(self, problem: str, verdict: Verdict, day: date, matches: Sequence[int] = ()) -> int:
        """Record that a problem was asked and which contacts matched, best first, and return its number.

        If the same problem, in capitals or not, was already asked that day and is open, it keeps its number and gets the
        new matches.
        """
        conn = self._conn()
        of_today = conn.execute(
            "SELECT id, problem FROM asks WHERE date = ? AND length(problem) = ? AND closed IS NULL ORDER BY id DESC",
            (day.isoformat(), len(problem)),
        )
        number = next((int(row[0]) for row in of_today if fold(row[1]) == fold(problem)), 0)
        again = bool(number)
        if again:
            conn.execute("UPDATE asks SET verdict = ? WHERE id = ?", (verdict.value, number))
            conn.execute("DELETE FROM ask_matches WHERE ask_id = ?", (number,))
        else:
            number = conn.execute(
                "INSERT INTO asks(date, problem, verdict) VALUES (?, ?, ?)", (day.isoformat(), problem, verdict.value)
            ).lastrowid  # type: ignore[assignment]
        # somebody may have been removed since the answer was computed
        conn.executemany(
            "INSERT INTO ask_matches(ask_id, rank, contact_id) SELECT ?, ?, id FROM contacts WHERE id = ?",
            [(number, rank, contact) for rank, contact in enumerate(matches, 1)],
        )
        self._keep_last(number if again else None, day)
        State(self._conn).drop(_LOOK_UP)
        return number

    def note_look_up(self, day: date) -> None:
        """Remember that the last answer was a list of contacts, so that its numbers are not taken for those of a question."""
        State(self._conn).put(_LOOK_UP, "", day)

    def last_is_look_up(self) -> bool:
        """Return whether the last answer was a list of contacts, which is no question."""
        return State(self._conn).get(_LOOK_UP) is not None

    def _keep_last(self, number: int | None, day: date) -> None:
        """Remember which question was noted last, if it is not the one with the highest number."""
        state = State(self._conn)
        if number is None:
            state.drop(_LAST)
        else:
            state.put(_LAST, str(number), day)

    def match(self, number: int, rank: int) -> int | None:
        """Return the contact that an answer showed at a rank."""
        row = self._conn().execute(
            "SELECT contact_id FROM ask_matches WHERE ask_id = ? AND rank = ?", (number, rank)
        ).fetchone()  # fmt: skip
        return int(row[0]) if row else None

    def remove(self, number: int) -> None:
        """Remove a question and the outcomes recorded with it; log entries stay."""
        conn = self._conn()
        for (contact,) in conn.execute("SELECT contact_id FROM outcomes WHERE ask_id = ?", (number,)).fetchall():
            self._evidence.mark_stale(contact)
        conn.execute("DELETE FROM outcomes WHERE ask_id = ?", (number,))
        conn.execute("UPDATE interactions SET ask_id = NULL WHERE ask_id = ?", (number,))
        conn.execute("DELETE FROM snoozes WHERE step = ?", (f"close:{number}",))
        remember_matches(conn, number, by="ask_id")
        conn.execute("DELETE FROM ask_matches WHERE ask_id = ?", (number,))
        remember(conn, "D", "asks", number)
        conn.execute("DELETE FROM asks WHERE id = ?", (number,))

    def add_note(self, number: int, note: str) -> None:
        """Add a line to the note of an ask."""
        conn = self._conn()
        remember(conn, "U", "asks", number)
        conn.execute("UPDATE asks SET note = trim(note || char(10) || ?, char(10)) WHERE id = ?", (note, number))

    def note_gone(self, contact: Contact, became: str, *, named: bool = True) -> None:
        """Note what a contact `became` on every ask that waits for them; without the name unless `named`."""
        for ask in self.waiting_for(contact.id):
            since = next(each.date for each in ask.waiting if each.contact == contact.id)
            who = contact.name if named else "somebody"
            self.add_note(ask.id, f"{who}, asked on {since.isoformat()}, {became}")

    def waiting_for(self, contact: int) -> list[Ask]:
        """Return the open asks that wait for an answer of a contact, newest first."""
        found = self._read(
            "a.closed IS NULL AND a.id IN (SELECT ask_id FROM outcomes WHERE contact_id = ? AND outcome = 'waiting')",
            (contact,),
        )
        return [ask for ask in found if any(each.contact == contact for each in ask.waiting)]

    def showing(self, contact: int) -> list[Ask]:
        """Return the open asks whose answer showed a contact, newest first."""
        return self._read(
            "a.closed IS NULL AND a.verdict <> 'none' AND a.id IN (SELECT ask_id FROM ask_matches WHERE contact_id = ?)",
            (contact,),
        )

    def close(self, number: int, day: date, note: str = "", *, by: int | None = None) -> None:
        """Close an ask, `by` the log entry that said so, if any; an empty note leaves the existing one."""
        remember(self._conn(), "U", "asks", number)
        self._conn().execute(
            "UPDATE asks SET closed = ?, closed_by = ?, note = coalesce(nullif(?, ''), note) WHERE id = ?",
            (day.isoformat(), by, note, number),
        )

    def set_outcome(self, ask: int, contact: int, outcome: Outcome, day: date, *, entry: int | None = None) -> None:
        """Record the outcome of asking a contact with an ask; the last one recorded counts.

        It belongs to the log `entry` that records it, and is removed with it, or else to the ask.
        """
        conn = self._conn()
        conn.execute(
            "DELETE FROM outcomes WHERE ask_id = ? AND contact_id = ? AND interaction_id IS ?", (ask, contact, entry)
        )
        conn.execute(
            "INSERT INTO outcomes(ask_id, contact_id, interaction_id, outcome, date) VALUES (?, ?, ?, ?, ?)",
            (ask, contact, entry, outcome.value, day.isoformat()),
        )
        self._evidence.mark_stale(contact)

    def withdraw(self, entry: int) -> set[int]:
        """Remove what a log entry recorded about asks, and return the contacts whose outcomes those were.

        An ask that it closed is now closed by another entry that helped, or open again.
        """
        conn = self._conn()
        gone = conn.execute("SELECT contact_id FROM outcomes WHERE interaction_id = ?", (entry,)).fetchall()
        conn.execute("DELETE FROM outcomes WHERE interaction_id = ?", (entry,))
        for (ask,) in conn.execute("SELECT id FROM asks WHERE closed_by = ?", (entry,)).fetchall():
            remember(conn, "U", "asks", ask)
            helped = conn.execute(
                f"SELECT o.date, o.interaction_id FROM outcomes o WHERE o.ask_id = ? AND o.outcome = 'helped' AND {CURRENT}"
                " AND o.interaction_id IS NOT NULL ORDER BY o.id LIMIT 1",
                (ask,),
            ).fetchone()
            conn.execute("UPDATE asks SET closed = ?, closed_by = ? WHERE id = ?", (*(helped or (None, None)), ask))
        for (contact,) in gone:
            self._evidence.mark_stale(contact)
        return {contact for (contact,) in gone}

    def outcome_of(self, entry: int) -> Outcome | None:
        """Return the outcome that a log entry records for its ask."""
        with reading_rows("outcomes"):
            row = self._conn().execute(
                "SELECT outcome FROM outcomes WHERE interaction_id = ? ORDER BY id LIMIT 1", (entry,)
            ).fetchone()  # fmt: skip
            return Outcome(row[0]) if row else None

    def proven_topics(self, contact: int) -> set[str]:
        """Return the topics (folded) of the entries that record that a contact helped with an ask."""
        rows = self._conn().execute(
            "SELECT t.folded FROM outcomes o JOIN interaction_topics t ON t.interaction_id = o.interaction_id"
            " WHERE o.contact_id = ? AND o.outcome = 'helped'",
            (contact,),
        )
        return {row[0] for row in rows}

    def last(self) -> int | None:
        """Return the number of the last question that was noted."""
        number: int | None = self._conn().execute(
            "SELECT coalesce((SELECT a.id FROM asks a JOIN state s ON s.key = ? AND s.value = a.id), max(id)) FROM asks",
            (_LAST,),
        ).fetchone()[0]  # fmt: skip
        return number

    def get(self, number: int) -> Ask | None:
        """Return the ask with that number."""
        return next(iter(self._read("a.id = ?", (number,))), None)

    def noted(self, *, closed: bool) -> list[Ask]:
        """Return the open asks, or with `closed` all of them, newest first."""
        return self._read("1" if closed else "a.closed IS NULL", ())

    def next_in_line(self, asks: Collection[int]) -> dict[int, tuple[int, str]]:
        """Return the contact to ask next with each of these open asks: the best match that can be asked and was not yet.

        A contact who can only be reached through somebody already asked is left out, since that introduction is awaited.
        """
        found: dict[int, tuple[int, str]] = {}
        for part in chunks(sorted(asks)):
            rows = self._conn().execute(
                "SELECT m.ask_id, c.id, c.name, min(m.rank) FROM ask_matches m JOIN contacts c ON c.id = m.contact_id"
                f" JOIN asks a ON a.id = m.ask_id WHERE a.id IN ({holes(part)}) AND a.closed IS NULL"
                " AND a.verdict <> 'none' AND c.status <> 'past' AND NOT coalesce(c.no_suggest, 0) AND NOT EXISTS"
                " (SELECT 1 FROM outcomes o WHERE o.ask_id = a.id AND o.contact_id = c.id)"
                " AND (EXISTS (SELECT 1 FROM details d WHERE d.contact_id = c.id AND d.field IN ('email', 'phone'))"
                " OR NOT EXISTS (SELECT 1 FROM introducers i JOIN outcomes o ON o.contact_id = i.introducer_id"
                " WHERE i.contact_id = c.id AND o.ask_id = a.id)) GROUP BY m.ask_id",
                part,
            )
            found |= {ask: (contact, name) for ask, contact, name, _ in rows}
        return found

    def outcomes(self, contacts: Collection[int]) -> dict[int, list[tuple[Outcome, date, str]]]:
        """Return ``(outcome, day, problem)`` for each time that each contact was asked."""
        found: dict[int, list[tuple[Outcome, date, str]]] = {contact: [] for contact in contacts}
        with reading_rows("outcomes"):
            for part in chunks(sorted(contacts)):
                rows = self._conn().execute(
                    "SELECT o.contact_id, o.outcome, o.date, a.problem FROM outcomes o"
                    " JOIN asks a ON a.id = o.ask_id"
                    f" WHERE o.contact_id IN ({holes(part)}) AND {CURRENT} ORDER BY o.date, o.id",
                    part,
                )
                for contact, what, day, problem in rows:
                    found[contact].append((Outcome(what), date.fromisoformat(day), problem))
        return found

    def of(self, contact: int) -> list[Ask]:
        """Return the asks you asked a contact about, newest first."""
        return self._read("a.id IN (SELECT ask_id FROM outcomes WHERE contact_id = ?)", (contact,))

    def _read(self, which: str, values: tuple[int, ...]) -> list[Ask]:
        with reading_rows("asks"):
            conn = self._conn()
            rows = conn.execute(
                "SELECT a.id, a.date, a.problem, a.verdict, a.closed, a.note, a.closed_by FROM asks a"
                f" WHERE {which} ORDER BY a.date DESC, a.id DESC",
                values,
            ).fetchall()
            return [
                Ask(
                    id=number,
                    date=date.fromisoformat(day),
                    problem=problem,
                    verdict=Verdict(verdict),
                    closed=date.fromisoformat(closed) if closed else None,
                    note=note,
                    outcomes=tuple(
                        AskedContact(
                            contact=who, name=name, outcome=Outcome(what),
                            date=date.fromisoformat(when), note=said, entry=entry,
                        )
                        for who, name, what, when, said, entry in conn.execute(
                            "SELECT c.id, c.name, o.outcome, o.date, o.note, o.interaction_id FROM outcomes o"
                            " JOIN contacts c ON c.id = o.contact_id"
                            f" WHERE o.ask_id = ? AND {CURRENT} ORDER BY o.id",
                            (number,),
                        )
                    ),
                    matches=tuple(conn.execute(
                        "SELECT c.id, c.name FROM ask_matches m JOIN contacts c ON c.id = m.contact_id"
                        " WHERE m.ask_id = ? ORDER BY m.rank",
                        (number,),
                    )),
                    closed_by=closed_by,
                )
                for number, day, problem, verdict, closed, note, closed_by in rows
            ]  # fmt: skip
