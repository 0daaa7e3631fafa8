"""Hold new rows until they are written together, many in one statement.

For each statement, which may fail alone, SQLite copies every page that it changes and makes each full-text index write
out its buffer: a hundred rows in one statement take a third of the time of a hundred statements. Waiting rows are
written before their tables are read; an import, which looks up the key and addresses of each of its rows, writes them
only if one of these waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.store.statements import chunks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable, Iterable, Sequence

    Value = str | int | None

_VALUES = 900
"""The most values of one statement; old SQLite binds 999."""
_TOGETHER = 100
"""The number of waiting rows of one table at which all are written."""


class Insertion:
    """How rows are inserted: ``INSERT INTO table(columns) VALUES``, and what may follow the rows.

    Rows that others refer to are written `first`.
    """

    def __init__(self, insert: str, behind: str = "", *, first: bool = False) -> None:
        columns = insert.count(",", insert.index("(")) + 1
        self._insert = insert
        self._size = _VALUES // columns
        self._row = f"({', '.join('?' * columns)})"
        self._behind = behind
        self.first = first

    def run(self, conn: sqlite3.Connection, rows: Sequence[Sequence[Value]]) -> None:
        """Insert the rows, in this order."""
        for part in chunks(rows, self._size):
            every = ", ".join([self._row] * len(part))
            conn.execute(f"{self._insert} {every}{self._behind}", [value for row in part for value in row])


class WaitingRows:
    """The rows that wait to be written, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection
        self._rows: dict[Insertion, list[Sequence[Value]]] = {}
        self._keys: set[Hashable] = set()

    def add(self, insertion: Insertion, rows: Iterable[Sequence[Value]], keys: Iterable[Hashable]) -> None:
        """Hold rows that are looked up by these keys."""
        waiting = self._rows.setdefault(insertion, [])
        waiting += rows
        self._keys.update(keys)
        if len(waiting) >= _TOGETHER:
            self.write()

    def connection(self, *keys: Hashable) -> sqlite3.Connection:
        """Return the connection, after writing all waiting rows if one of them has one of these keys."""
        if not self._keys.isdisjoint(keys):
            self.write()
        return self._conn()

    def has(self, key: Hashable) -> bool:
        """Return whether a row with this key is waiting."""
        return key in self._keys

    def write(self) -> None:
        """Write all waiting rows, those of a table in the order in which they were added."""
        if self._rows:
            rows, self._rows = self._rows, {}
            self._keys.clear()
            for insertion in sorted(rows, key=lambda insertion: not insertion.first):
                insertion.run(self._conn(), rows[insertion])

    def drop(self) -> None:
        """Discard all waiting rows; called after a rollback."""
        self._rows.clear()
        self._keys.clear()
