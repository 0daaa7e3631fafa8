"""Asks in the file: problems, and what came of whom you turned to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asknet.model import Ask, Outcome, Turned, Verdict
from asknet.store.damage import reading_rows
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
                "INSERT INTO asks(date, problem, verdict) VALUES (?, ?, ?)",
                (day.isoformat(), problem, verdict.value),
            )
            .lastrowid
        )
        assert number is not None  # noqa: S101 - an INSERT always gives one
        return number

    def close(self, number: int, day: date, note: str = "") -> None:
        """Write that an ask is closed."""
        self._conn().execute("UPDATE asks SET closed = ?, note = ? WHERE id = ?", (day.isoformat(), note, number))

    def turned_to(self, ask: int, contact: int, outcome: Outcome, day: date) -> None:
        """Write what came of turning to a contact with an ask."""
        self._conn().execute(
            "INSERT INTO outcomes(ask_id, contact_id, outcome, date) VALUES (?, ?, ?, ?)",
            (ask, contact, outcome.value, day.isoformat()),
        )

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
        with reading_rows("asks"):
            conn = self._conn()
            rows = conn.execute(
                "SELECT a.id, a.date, a.problem, a.verdict, a.closed, a.note FROM asks a"
                " WHERE a.id IN (SELECT ask_id FROM outcomes WHERE contact_id = ?)"
                " ORDER BY a.date DESC, a.id DESC",
                (contact,),
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
