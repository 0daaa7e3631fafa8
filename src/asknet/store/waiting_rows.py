"""New rows that wait to be written together, many to a statement.

So that a statement can fail alone, SQLite copies every page that it changes and lets each full-text index write out what it
holds: a hundred rows of one statement take a third of what as many statements take. Whoever reads the tables writes first what
waits; an import, which looks up the key and the addresses of each of its rows, does so only where one of them waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.store.statements import chunks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable, Iterable, Sequence

    Value = str | int | None

_VALUES = 900
"""Values of one statement at most; old SQLite binds 999."""
_TOGETHER = 100
"""Rows of one table from which on all are written."""


class Insertion:
    """How rows are inserted: ``INSERT INTO table(columns) VALUES``, and what may stand behind the rows.

    Those that others refer to are written `first`.
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
    """The rows that wait inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection
        self._rows: dict[Insertion, list[Sequence[Value]]] = {}
        self._keys: set[Hashable] = set()

    def add(self, insertion: Insertion, rows: Iterable[Sequence[Value]], keys: Iterable[Hashable]) -> None:
        """Let rows wait that are looked up by these keys."""
        waiting = self._rows.setdefault(insertion, [])
        waiting += rows
        self._keys.update(keys)
        if len(waiting) >= _TOGETHER:
            self.write()

    def connection(self, *keys: Hashable) -> sqlite3.Connection:
        """Return the connection; what waits is written first where a row of one of these keys does."""
        if not self._keys.isdisjoint(keys):
            self.write()
        return self._conn()

    def has(self, key: Hashable) -> bool:
        """Return whether a row of this key waits."""
        return key in self._keys

    def write(self) -> None:
        """Write what waits, the rows of a table in the order in which they came."""
        if self._rows:
            rows, self._rows = self._rows, {}
            self._keys.clear()
            for insertion in sorted(rows, key=lambda insertion: not insertion.first):
                insertion.run(self._conn(), rows[insertion])

    def drop(self) -> None:
        """Forget what waits; called after a rollback."""
        self._rows.clear()
        self._keys.clear()
