"""Contacts that are not the same person, as you said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Apart:
    """The pairs kept apart, inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def keep(self, one: int, other: int) -> None:
        """Remember that two contacts are not one."""
        self._conn().execute(
            "INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)", (min(one, other), max(one, other))
        )

    def drop(self, one: int, other: int) -> None:
        """Forget that two contacts are not one."""
        self._conn().execute(
            "DELETE FROM apart WHERE contact_id = ? AND other_id = ?", (min(one, other), max(one, other))
        )

    def all(self) -> set[tuple[int, int]]:
        """Return every pair, the lower number first."""
        return set(self._conn().execute("SELECT contact_id, other_id FROM apart"))
