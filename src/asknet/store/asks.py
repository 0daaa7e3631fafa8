"""Asks in the file: problems, and what came of whom you turned to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asknet.model import Ask, Outcome, Turned, Verdict
from asknet.store.damage import reading_rows
from asknet.store.history import NEXT_ASK, remember_ask
from asknet.store.statements import chunks, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection


class Asks:
    """The asks inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def note(self, problem: str, verdict: Verdict, day: date) -> int:
        """Write that a problem was asked, and return its number."""
        number = (
            self._conn()
            .execute(
                f"INSERT INTO asks(id, date, problem, verdict) VALUES ({NEXT_ASK}, ?, ?, ?)",
                (day.isoformat(), problem, verdict.value),
            )
            .lastrowid
        )
        assert number is not None  # noqa: S101 - an INSERT always gives one
        return number

    def close(self, number: int, day: date, note: str = "") -> None:
        """Write that an ask is closed; an empty note leaves the one there."""
        remember_ask(self._conn(), number)
        self._conn().execute(
            "UPDATE asks SET closed = ?, note = coalesce(nullif(?, ''), note) WHERE id = ?",
            (day.isoformat(), note, number),
        )

    def turned_to(self, ask: int, contact: int, outcome: Outcome, day: date) -> None:
        """Write what came of turning to a contact with an ask; the last word counts."""
        self._conn().execute(
            "INSERT INTO outcomes(ask_id, contact_id, outcome, date) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(ask_id, contact_id) DO UPDATE SET outcome = excluded.outcome, date = excluded.date",
            (ask, contact, outcome.value, day.isoformat()),
        )

    def last(self) -> int | None:
        """Return the number of the last question that was noted."""
        number: int | None = self._conn().execute("SELECT max(id) FROM asks").fetchone()[0]
        return number

    def get(self, number: int) -> Ask | None:
        """Return the ask of that number."""
        return next(iter(self._read("a.id = ?", (number,))), None)

    def noted(self, *, closed: bool) -> list[Ask]:
        """Return the open asks, or the `closed` ones too, newest first."""
        return self._read("1" if closed else "a.closed IS NULL", ())

    def outcomes(self, contacts: Collection[int]) -> dict[int, list[tuple[Outcome, date, str]]]:
        """Return ``(outcome, day, problem)`` of each time a contact was turned to."""
        found: dict[int, list[tuple[Outcome, date, str]]] = {contact: [] for contact in contacts}
        with reading_rows("outcomes"):
            for part in chunks(sorted(contacts)):
                rows = self._conn().execute(
                    "SELECT o.contact_id, o.outcome, o.date, a.problem FROM outcomes o"
                    " JOIN asks a ON a.id = o.ask_id"
                    f" WHERE o.contact_id IN ({holes(part)}) ORDER BY o.date, o.id",
                    part,
                )
                for contact, what, day, problem in rows:
                    found[contact].append((Outcome(what), date.fromisoformat(day), problem))
        return found

    def of(self, contact: int) -> list[Ask]:
        """Return the asks you turned to a contact with, newest first."""
        return self._read("a.id IN (SELECT ask_id FROM outcomes WHERE contact_id = ?)", (contact,))

    def _read(self, which: str, values: tuple[int, ...]) -> list[Ask]:
        with reading_rows("asks"):
            conn = self._conn()
            rows = conn.execute(
                "SELECT a.id, a.date, a.problem, a.verdict, a.closed, a.note FROM asks a"
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
                        Turned(
                            contact=who, name=name, outcome=Outcome(what),
                            date=date.fromisoformat(when), note=said,
                        )
                        for who, name, what, when, said in conn.execute(
                            "SELECT c.id, c.name, o.outcome, o.date, o.note FROM outcomes o"
                            " JOIN contacts c ON c.id = o.contact_id"
                            " WHERE o.ask_id = ? ORDER BY o.id",
                            (number,),
                        )
                    ),
                )
                for number, day, problem, verdict, closed, note in rows
            ]  # fmt: skip
