"""What reading has worked out from the whole file, kept for as long as nobody changes the file.

An answer counts the contacts five times, and whoever stays open (the assistant server, a program) asks again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")


class Kept:
    """Values by name. They are used and kept inside `reading` transactions alone: what is written may be rolled back."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}
        self._file: sqlite3.Connection | None = None
        self._state = (0, 0)
        self._reading = False

    def begin(self, conn: sqlite3.Connection) -> None:
        """Begin reading: forget everything unless the file is as it was.

        ``data_version`` changes with what others commit, ``total_changes`` with every row that this connection writes.
        """
        state = (int(conn.execute("PRAGMA data_version").fetchone()[0]), conn.total_changes)
        if conn is not self._file or state != self._state:
            self._values.clear()
            self._file, self._state = conn, state
        self._reading = True

    def end(self) -> None:
        """Use nothing that is kept until the next `begin`."""
        self._reading = False

    def drop(self) -> None:
        """Forget everything: the file is closed."""
        self._values.clear()
        self._file, self._reading = None, False

    def get(self, name: str, find: Callable[[], T]) -> T:
        """Return the value of that name, worked out by `find` where it is not there. Nobody may change it."""
        if not self._reading:
            return find()
        if name not in self._values:
            self._values[name] = find()
        return self._values[name]  # type: ignore[return-value]  # what `find` of that name gave
