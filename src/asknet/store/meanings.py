"""What each piece of evidence means, as sign bits in blocks that are compared at once.

Piece `n` has slot ``n % SLOTS`` of block ``n // SLOTS``. A block keeps the first
byte of all its slots, then the second byte of all, and so on: laid out so, one
table of bit counts for each byte of a problem compares that byte of a thousand
pieces at once, with nothing but Python's own arithmetic (`asknet.ask.match.bits`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet import lexicon

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator

SLOTS = lexicon.SLOTS
BYTES = lexicon.SIGN_BYTES
_SIZE = SLOTS * BYTES
_WAITING = 128
"""Blocks that wait to be written at most, 4 MB, however long the change."""


class Meanings:
    """The meanings inside the transaction that is open; what is written waits for `flush`."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection
        self._changed: dict[int, bytearray] = {}

    def write(self, piece: int, bits: bytes) -> None:
        """Keep the sign bits of a piece (`BYTES` of them); empty `bits` take them out."""
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
        """Forget what was not flushed; called after a rollback."""
        self._changed.clear()

    def of(self, pieces: Collection[int]) -> dict[int, bytes]:
        """Return the sign bits of some pieces, empty where none are kept."""
        blocks = {first // SLOTS: bits for first, bits in self.blocks() if len(bits) == _SIZE}
        found = {n: bytes(blocks.get(n // SLOTS, b"")[n % SLOTS :: SLOTS]) for n in pieces}
        return {n: bits if any(bits) else b"" for n, bits in found.items()}

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """Return ``(number of the first piece, bits)`` of every block."""
        for block, bits in self._conn().execute("SELECT id, bits FROM meanings ORDER BY id"):
            yield block * SLOTS, bits
