"""The user's own synonyms in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Synonyms:
    """The synonyms inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def all(self) -> list[tuple[str, str]]:
        """Return every ``(short, long)``, in alphabetical order."""
        return self._conn().execute("SELECT short, long FROM synonyms ORDER BY 1, 2").fetchall()
