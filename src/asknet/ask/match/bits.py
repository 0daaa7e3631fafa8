"""Sign bits of meaning, compared for thousands of pieces at a time with Python's own arithmetic alone.

The chance that two vectors differ in a sign is their angle / pi (Charikar, "Similarity estimation techniques from rounding
algorithms", STOC 2002), so ``cos(pi * differing / bits)`` estimates their cosine.

Differing bits are counted on long integers that hold one byte of each piece. Carry-save adders (a full adder is five bitwise
operations, whatever the length) add the 32 integers bit by bit into six: how often each bit differs, in binary (Harley and
Seal, in Warren, *Hacker's Delight*, 2nd ed., 2012, 5-1). Then the bits of each byte are added.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from asknet import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.lexicon import SignBlocks

SLOTS = lexicon.SLOTS
SIZE = lexicon.SIGN_BYTES

COSINES = lexicon.COSINES

_EVERY = 8 * SIZE - 1
_BYTES = bytes(range(256))
_MARKS = bytes([1]) * 256 + bytes(256)


class Signs:
    """All blocks of a network, compared with one problem, which is given by its sign bits."""

    def __init__(self, problem: int, blocks: SignBlocks) -> None:
        self._problem = problem
        self._blocks = blocks.blocks
        self._places = {first: at for at, (first, _) in enumerate(self._blocks)}
        own = problem.to_bytes(SIZE, "little")
        self._apart = b"".join(map(_distances, blocks.columns, blocks.texts(), repeat(own)))

    def nearest(self, wanted: int) -> list[tuple[int, int]]:
        """Return the pieces that differ least, each with its number of differing signs: ``wanted`` and ties.

        If the last ties would bring more than four times as many (a skill that thousands share), they are left out,
        unless they are the first.
        """
        apart = self._apart
        low = _within(apart, wanted)
        if _count(apart, low) > 4 * wanted and _count(apart, low - 1):
            low -= 1
        marks = apart.translate(_MARKS[_EVERY - low : 2 * _EVERY + 1 - low])
        found = []
        no_signs = self._problem.bit_count()  # so far is a slot without a piece
        at = marks.find(1)
        while at >= 0:
            block, slot = divmod(at, SLOTS)
            first, data = self._blocks[block]
            if apart[at] != no_signs or any(data[slot::SLOTS]):
                found.append((first + slot, apart[at]))
            at = marks.find(1, at + 1)
        return found

    def of(self, piece: int) -> int:
        """Return the signs of a piece as a number; 0 if it has none."""
        at = self._places.get(piece - piece % SLOTS)
        return 0 if at is None else int.from_bytes(self._blocks[at][1][piece % SLOTS :: SLOTS], "little")

    def apart(self, pieces: Sequence[int], others: Sequence[int]) -> list[bytes]:
        """Return how many signs of each of some pieces (a byte each) differ from each of some other signs."""
        own = b"".join([self.of(piece).to_bytes(SIZE, "little") for piece in pieces])
        columns = [int.from_bytes(own[at::SIZE], "little") for at in range(SIZE)]
        return [_distances(columns, len(pieces), other.to_bytes(SIZE, "little")) for other in others]

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


def _distances(columns: Sequence[int], texts: int, problem: bytes) -> bytes:
    """Return how many signs of each of so many texts differ, one byte per text.

    256 would carry into the next byte, but no two texts are exact opposites in every sign.
    """
    left = [column ^ _of_all(own, texts) for column, own in zip(columns, problem, strict=True)]
    total = weight = 0
    while left:
        carried = []
        while len(left) > 1:
            a, b = left.pop(), left.pop()
            either = a ^ b
            if left:
                c = left.pop()
                carried.append(a & b | either & c)
                left.append(either ^ c)
            else:
                carried.append(a & b)
                left.append(either)
        total += _counted(left[0], texts) << weight
        left, weight = carried, weight + 1
    return total.to_bytes(texts + 1, "little")[:texts]


def _counted(bits: int, texts: int) -> int:
    """Return how many bits of each byte are set."""
    twos, fours = _of_all(0x55, texts), _of_all(0x33, texts)
    bits -= bits >> 1 & twos
    bits = (bits & fours) + (bits >> 2 & fours)
    return bits + (bits >> 4) & _of_all(0x0F, texts)


@lru_cache(600)  # 5 MB at most; one problem needs 64
def _of_all(byte: int, texts: int) -> int:
    """Return a number that holds the same byte for each of so many texts."""
    return int.from_bytes(bytes([byte]) * texts, "little")


def _within(apart: bytes, wanted: int) -> int:
    """Return the number of differing signs that so many pieces do not exceed; 255 if there are not as many."""
    low, high = 0, _EVERY
    while low < high:
        middle = (low + high) // 2
        nearer = apart.translate(None, _BYTES[middle + 1 :])
        if len(nearer) >= wanted:
            apart, high = nearer, middle
        else:
            apart, wanted, low = apart.translate(None, _BYTES[: middle + 1]), wanted - len(nearer), middle + 1
    return low


def _count(apart: bytes, most: int) -> int:
    return len(apart.translate(None, _BYTES[most + 1 :]))
