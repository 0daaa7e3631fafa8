"""Who helps with what: problems as people type them, each with the kind of helper that it needs.

The file is built by `tools/build_lexicon.py thesaurus` from `tools/helpers/*.jsonl`, with the lexicon that ships: problems
are stored as sign bits only, kinds of helpers with their vectors. Layout, little-endian, sections in this order:

    header    64 bytes, `HEADER`: magic, format, dimensions, kinds, problems, id of the lexicon
    ends      uint32[kinds], where each kind's problems end among the problems
    names     uint32[kinds], where each kind's name ends in the text
    centres   kinds x 32 bytes, sign bits of the mean of a kind's problems
    vectors   kinds x 256 signed bytes, the meaning of a kind's names
    problems  problems x 32 bytes, sign bits, in the order of the kinds
    text      the kinds' names, UTF-8, one after the other
"""

from __future__ import annotations

import math
import struct
from array import array
from functools import cache, cached_property, lru_cache
from heapq import nsmallest
from pathlib import Path

from asknet.errors import AsknetError
from asknet.lexicon import COSINES, SIGN_BYTES, Vector, mapped

TYPE_CHECKING = False  # `typing` itself costs a cold start 2.5 ms; type checkers know the name

if TYPE_CHECKING:
    import mmap
    from collections.abc import Sequence

HEADER = struct.Struct("<8sHHII16s28x")
MAGIC = b"ASKNTHES"
FORMAT = 1

KINDS_NEAR = 60
"""How many kinds, nearest by the centres of their problems, have their problems compared. All: the same answers."""
PROBLEMS_NEAR = 30
"""How many of the nearest problems count. With 10 or 60, nDCG@10 on everyday networks is .003 lower."""
SHARPNESS = 0.05
"""Difference in cosine by which a problem weighs e times as much. With .03 or .08, nDCG@10 is .003 lower."""
_LEAST_WEIGHT = 0.02
_POSITIVE = b"0" + b"1" * 127 + b"0" * 128
"""Signed bytes to the digits of their sign bits, as a translation table."""


class ThesaurusError(AsknetError):
    """The thesaurus cannot be used: no such file, damaged, or made for another lexicon."""


class Needed:
    """The kinds of helpers that a problem may need.

    ``nearest``: cosine, -1..1, of the problem with the nearest one known. ``kinds``: ``(number, weight)``, heaviest first; the
    weights sum to 1 or a little less.
    """

    __slots__ = ("kinds", "nearest")

    def __init__(self, nearest: float, kinds: Sequence[tuple[int, float]]) -> None:
        self.nearest = nearest
        self.kinds = kinds


class Thesaurus:
    """An open thesaurus."""

    def __init__(self, data: mmap.mmap, name: str) -> None:
        if len(data) < HEADER.size or data[: len(MAGIC)] != MAGIC:
            raise ThesaurusError(f"{name} is not a thesaurus, or is damaged. Reinstall asknet.")
        _, form, dimensions, kinds, problems, self.lexicon = HEADER.unpack_from(data)
        if form != FORMAT or dimensions != 8 * SIGN_BYTES:
            raise ThesaurusError(f"{name} has format {form}, this asknet reads {FORMAT}. Reinstall asknet.")
        self._data = data
        at = HEADER.size
        self._ends = [0, *array("I", data[at : at + 4 * kinds])]
        self._name_ends = [0, *array("I", data[at + 4 * kinds : at + 8 * kinds])]
        centres = at + 8 * kinds
        self._vectors = centres + SIGN_BYTES * kinds
        self._problems = self._vectors + dimensions * kinds
        self._text = self._problems + SIGN_BYTES * problems
        if len(data) != self._text + self._name_ends[-1] or self._ends[-1] != problems:
            raise ThesaurusError(f"{name} is cut short or damaged. Reinstall asknet.")
        self._dimensions = dimensions
        self._sections = centres, kinds
        self.vector = lru_cache(256)(self._vector)

    @classmethod
    def open(cls, path: Path) -> Thesaurus:
        """Map the file. Raises `ThesaurusError` if it is missing, truncated or of another format."""
        return cls(mapped(path, "thesaurus", ThesaurusError), str(path))

    @cached_property
    def _centres(self) -> list[int]:
        return self._signs(*self._sections)

    def _signs(self, start: int, count: int) -> list[int]:
        data = self._data[start : start + SIGN_BYTES * count]
        return [int.from_bytes(data[at : at + SIGN_BYTES], "little") for at in range(0, len(data), SIGN_BYTES)]

    def name(self, kind: int) -> str:
        """Return the plain name of a kind: ``family lawyer``."""
        start, end = self._name_ends[kind : kind + 2]
        return self._data[self._text + start : self._text + end].decode()

    def names(self) -> list[str]:
        """Return the plain names of all kinds."""
        return [self.name(kind) for kind in range(len(self._name_ends) - 1)]

    def named(self, words: str) -> int | None:
        """Return the kind with these words as its name, singular or plural; None if there is none."""
        return next(
            (found for name in (words, words.removesuffix("s")) if (found := self._kinds.get(name)) is not None), None
        )

    @cached_property
    def _kinds(self) -> dict[str, int]:
        return {name.lower(): kind for kind, name in enumerate(self.names())}

    @cached_property
    def words(self) -> list[str]:
        """Return the words of the kinds' names, folded."""
        return sorted({word for name in self.names() for word in name.lower().split()})

    def _vector(self, kind: int) -> Vector:
        """Return the meaning of a kind's names."""
        start = self._vectors + kind * self._dimensions
        return Vector.unpack(self._data[start : start + self._dimensions])

    def signs(self, kind: int) -> int:
        """Return the sign bits of the meaning of a kind's names, as `Vector.signs` gives them."""
        start = self._vectors + kind * self._dimensions
        return int(self._data[start : start + self._dimensions][::-1].translate(_POSITIVE), 2)

    def look_up(self, signs: int) -> Needed:
        """Return the kinds of helpers that a problem with these sign bits needs, by the nearest known problems."""
        near = nsmallest(
            KINDS_NEAR, (((centre ^ signs).bit_count(), kind) for kind, centre in enumerate(self._centres))
        )
        apart = [
            ((own ^ signs).bit_count(), kind)
            for _, kind in near
            for own in self._signs(
                self._problems + SIGN_BYTES * self._ends[kind], self._ends[kind + 1] - self._ends[kind]
            )
        ]
        cosines = [(COSINES[differing], kind) for differing, kind in nsmallest(PROBLEMS_NEAR, apart)]
        best = cosines[0][0]
        weights: dict[int, float] = {}
        for cosine, kind in cosines:
            weights[kind] = weights.get(kind, 0.0) + math.exp((cosine - best) / SHARPNESS)
        total = math.fsum(weights.values())
        heaviest = sorted(((weight / total, -kind) for kind, weight in weights.items()), reverse=True)
        return Needed(best, [(-kind, weight) for weight, kind in heaviest if weight >= _LEAST_WEIGHT])

    def moved(self, problem: Vector, needed: Needed, strength: float) -> Vector:
        """Return the problem's vector, moved by ``strength`` (in its own lengths) towards the helpers that it needs."""
        total = [value / problem.norm for value in problem.values]
        for kind, weight in needed.kinds:
            helper = self.vector(kind)
            step = strength * weight / helper.norm
            total = [value + step * towards for value, towards in zip(total, helper.values, strict=True)]
        return Vector(total)


SHIPPED = Path(__file__).parent / "data" / "thesaurus.bin"
"""The thesaurus that comes with asknet."""


@cache
def _opened() -> Thesaurus | None:
    try:
        return Thesaurus.open(SHIPPED)
    except ThesaurusError:
        return None


@cache
def trades() -> frozenset[str]:
    """Return the words for kinds of helpers: the last of each plain name (``lawyer``); empty without a thesaurus."""
    thesaurus = _opened()
    return frozenset(name.rsplit(" ", 1)[-1].lower() for name in thesaurus.names()) if thesaurus else frozenset()


def shipped(lexicon_id: str) -> Thesaurus | None:
    """Return the thesaurus that ships; None if it cannot be used or belongs to another lexicon."""
    thesaurus = _opened()
    return thesaurus if thesaurus and thesaurus.lexicon.hex() == lexicon_id else None
