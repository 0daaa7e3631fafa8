"""What asknet remembers between two runs: small values by key, which `undo` never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date


class State:
    """The table `state`, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None."""
        row = self._conn().execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def put(self, key: str, value: str, day: date) -> None:
        """Store a value under a key, replacing an older one, with its day."""
        self._conn().execute(
            "INSERT INTO state(key, value, day) VALUES (?, ?, ?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value, day = excluded.day",
            (key, value, day.isoformat()),
        )

    def starting_with(self, beginning: str) -> dict[str, tuple[str, str]]:
        """Return ``(value, day)`` of every key that begins with `beginning`."""
        rows = self._conn().execute(
            "SELECT key, value, day FROM state WHERE substr(key, 1, length(?1)) = ?1", (beginning,)
        )
        return {key: (value, day) for key, value, day in rows}

    def drop(self, key: str) -> None:
        """Remove a key."""
        self._conn().execute("DELETE FROM state WHERE key = ?", (key,))
