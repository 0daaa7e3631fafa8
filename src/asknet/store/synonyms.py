"""The user's own synonyms in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Synonyms:
    """The synonyms, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def all(self) -> list[tuple[str, str]]:
        """Return every ``(short, long)``, in alphabetical order."""
        return self._conn().execute("SELECT short, long FROM synonyms ORDER BY 1, 2").fetchall()

    def add(self, short: str, long: str) -> bool:
        """Store a synonym; return False if it exists already."""
        done = self._conn().execute("INSERT OR IGNORE INTO synonyms(short, long) VALUES (?, ?)", (short, long))
        return bool(done.rowcount)

    def remove(self, short: str) -> list[tuple[str, str]]:
        """Remove the synonyms of `short`, ignoring case, and return them."""
        found = [pair for pair in self.all() if fold(pair[0]) == fold(short)]
        self._conn().executemany("DELETE FROM synonyms WHERE short = ? AND long = ?", found)
        return found
