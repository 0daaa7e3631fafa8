"""Steps of a review that are put off, until a day or for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import date


class Snoozes:
    """The snoozes, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def put(self, step: str, contacts: Sequence[int], until: date | None) -> None:
        """Put off a step until a day, or for good (None); `contacts` are the one or two it is about."""
        one, two = (*contacts[:2], None, None)[:2]
        conn = self._conn()
        conn.execute("DELETE FROM snoozes WHERE step = ?", (step,))
        conn.execute(
            "INSERT INTO snoozes(step, contact_id, other_id, until) VALUES (?, ?, ?, ?)",
            (step, one, two, until.isoformat() if until else None),
        )

    def waiting(self, today: date) -> set[str]:
        """Return the steps that are put off today: on the day a snooze ends, its step is back."""
        rows = self._conn().execute("SELECT step FROM snoozes WHERE until IS NULL OR until > ?", (today.isoformat(),))
        return {row[0] for row in rows}
