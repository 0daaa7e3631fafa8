"""A cache of what was computed from the whole file, valid until the file is changed.

An answer counts the contacts five times, and a process that stays open (the assistant server, a program) asks repeatedly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")


class ReadCache:
    """Cached values by name, used only inside `reading` transactions: what is being written may be rolled back."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}
        self._file: sqlite3.Connection | None = None
        self._state = (0, 0)
        self._reading = False

    def begin(self, conn: sqlite3.Connection) -> None:
        """Begin reading: discard everything if the file has changed.

        ``data_version`` changes when others commit, ``total_changes`` with every row that this connection writes.
        """
        state = (int(conn.execute("PRAGMA data_version").fetchone()[0]), conn.total_changes)
        if conn is not self._file or state != self._state:
            self._values.clear()
            self._file, self._state = conn, state
        self._reading = True

    def end(self) -> None:
        """Use no cached values until the next `begin`."""
        self._reading = False

    def drop(self) -> None:
        """Discard everything, since the file is closed."""
        self._values.clear()
        self._file, self._reading = None, False

    def get(self, name: str, find: Callable[[], T]) -> T:
        """Return the value with that name, computed by `find` if it is missing. The value must not be modified."""
        if not self._reading:
            return find()
        if name not in self._values:
            self._values[name] = find()
        return self._values[name]  # type: ignore[return-value]  # the result of `find` for that name
