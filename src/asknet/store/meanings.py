"""The meaning of each piece of evidence, as sign bits in blocks that are compared at once.

Piece `n` has slot ``n % SLOTS`` of block ``n // SLOTS``. A block holds the first
byte of all its slots, then the second byte of all, and so on, so that one byte of
thousands of pieces is one number, which is compared with that of a problem at once,
with nothing but Python's own arithmetic (`asknet.ask.match.bits`).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from asknet import lexicon

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

SLOTS = lexicon.SLOTS
BYTES = lexicon.SIGN_BYTES
_SIZE = SLOTS * BYTES
_WAITING = 128
"""The most blocks that wait to be written, 4 MB, however long the change."""


class Meanings:
    """The meanings, inside the open transaction; what is written waits for `flush`."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection
        self._changed: dict[int, bytearray] = {}

    def write(self, piece: int, bits: bytes) -> None:
        """Store the sign bits of a piece (`BYTES` of them); empty `bits` remove them."""
        block, slot = divmod(piece, SLOTS)
        data = self._changed.get(block)
        if data is None:
            if len(self._changed) >= _WAITING:
                self.flush()
            row = self._conn().execute("SELECT bits FROM meanings WHERE id = ?", (block,)).fetchone()
            if row is None and not bits:
                return
            data = bytearray(row[0]) if row and len(row[0]) == _SIZE else bytearray(_SIZE)
            self._changed[block] = data
        data[slot::SLOTS] = bits or bytes(BYTES)

    def flush(self) -> None:
        """Write the blocks that were changed; called before every commit."""
        self._conn().executemany(
            "INSERT INTO meanings(id, bits) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET bits = excluded.bits",
            list(self._changed.items()),
        )
        self._changed.clear()

    def drop_changes(self) -> None:
        """Discard what was not flushed; called after a rollback."""
        self._changed.clear()

    def are(self, meant: Iterable[tuple[int, bytes]]) -> bool:
        """Return whether the stored sign bits of these pieces are the given ones; a piece without any has empty ones.

        The pieces come in the order of their numbers, so that each block is read once.
        """
        conn = self._conn()
        for block, pieces in groupby(meant, key=lambda piece: piece[0] // SLOTS):
            row = conn.execute("SELECT bits FROM meanings WHERE id = ?", (block,)).fetchone()
            kept = row[0] if row and len(row[0]) == _SIZE else bytes(_SIZE)
            if any(kept[number % SLOTS :: SLOTS] != (bits or bytes(BYTES)) for number, bits in pieces):
                return False
        return True

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """Yield ``(number of the first piece, bits)`` of every block."""
        for block, bits in self._conn().execute("SELECT id, bits FROM meanings ORDER BY id"):
            yield block * SLOTS, bits
