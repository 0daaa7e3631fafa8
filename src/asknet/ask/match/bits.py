"""Sign bits of meaning, compared for a thousand pieces at a time with Python's own arithmetic alone.

The chance that two vectors differ in a sign is their angle / pi (Charikar, "Similarity estimation techniques from rounding
algorithms", STOC 2002), so ``cos(pi * differing / bits)`` estimates their cosine.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from asknet import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLOTS = lexicon.SLOTS
SIZE = lexicon.SIGN_BYTES

COSINES = lexicon.COSINES

_ONES = bytes(byte.bit_count() for byte in range(256))
_EVERY = 8 * SIZE - 1
_MARKS = bytes([1]) * 256 + bytes(256)


class Signs:
    """All blocks of a network, compared with one problem."""

    def __init__(self, problem: bytes, blocks: Iterable[tuple[int, bytes]]) -> None:
        self._problem = int.from_bytes(problem, "little")
        tables = [_differing(own) for own in problem]
        self._blocks = [(first, block) for first, block in blocks if len(block) == SLOTS * SIZE]
        self._places = {first: at for at, (first, _) in enumerate(self._blocks)}
        self._apart = [_distances(block, tables) for _, block in self._blocks]

    def nearest(self, wanted: int) -> list[tuple[int, int]]:
        """Return the pieces that differ least, each with its number of differing signs: ``wanted`` and ties.

        If the last ties would bring more than four times as many (a skill that thousands share), they are left out,
        unless they are the first.
        """
        apart = b"".join(self._apart)
        low, high = 0, _EVERY
        while low < high:
            middle = (low + high) // 2
            if _count(apart, middle) >= wanted:
                high = middle
            else:
                low = middle + 1
        if _count(apart, low) > 4 * wanted and _count(apart, low - 1):
            low -= 1
        marks = apart.translate(_marks(low))
        found = []
        at = marks.find(1)
        while at >= 0:
            block, slot = divmod(at, SLOTS)
            first, data = self._blocks[block]
            if any(data[slot::SLOTS]):
                found.append((first + slot, apart[at]))
            at = marks.find(1, at + 1)
        return found

    def of(self, piece: int) -> int:
        """Return the signs of a piece as a number; 0 if it has none."""
        at = self._places.get(piece - piece % SLOTS)
        return 0 if at is None else int.from_bytes(self._blocks[at][1][piece % SLOTS :: SLOTS], "little")

    def cosine(self, signs: int) -> float:
        """Return the estimated cosine of the problem with a piece that has these signs."""
        return COSINES[(signs ^ self._problem).bit_count()]


def profile(problem: Sequence[float], pieces: Sequence[int], weights: Sequence[float]) -> float:
    """Return the cosine of the problem with the weighted sum of a contact's pieces, from their cosines and signs.

    ``sum w cos(problem, piece) / |sum w piece|``, where the length follows from the pieces' cosines with one another.
    """
    square = sum(weight * weight for weight in weights)
    for at, (signs, weight) in enumerate(zip(pieces, weights, strict=True)):
        square += (
            2
            * weight
            * sum(
                other * COSINES[(signs ^ beside).bit_count()]
                for beside, other in zip(pieces[at + 1 :], weights[at + 1 :], strict=True)
            )
        )
    along = sum(weight * cosine for weight, cosine in zip(weights, problem, strict=True))
    return max(0.0, along / math.sqrt(square)) if square > 0 else 0.0


@cache
def _differing(own: int) -> bytes:
    """Return a table of how many bits of every byte differ from those of one byte."""
    return bytes(map(_ONES.__getitem__, map(own.__xor__, range(256))))


def _distances(block: bytes, tables: Sequence[bytes]) -> bytes:
    """Return how many signs of each piece of a block differ, one byte per piece.

    256 would carry into the next byte, but no two texts are exact opposites in every sign.
    """
    total = 0
    for at, table in enumerate(tables):
        total += int.from_bytes(block[at * SLOTS : (at + 1) * SLOTS].translate(table), "little")
    return total.to_bytes(SLOTS + 1, "little")[:SLOTS]


def _marks(most: int) -> bytes:
    return _MARKS[255 - most : 511 - most]


def _count(apart: bytes, most: int) -> int:
    return apart.translate(_marks(most)).count(1)
