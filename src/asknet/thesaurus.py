"""Who helps with what: problems as people type them, each with the kind of helper that it needs.

The file is built by `tools/build_lexicon.py thesaurus` from `tools/helpers/*.jsonl`, with the lexicon that ships: problems
are stored as sign bits only, kinds of helpers with their vectors. Layout, little-endian, sections in this order:

    header    64 bytes, `HEADER`: magic, format, dimensions, kinds, problems, id of the lexicon
    ends      uint32[kinds], where each kind's problems end among the problems
    names     uint32[kinds], where each kind's name ends in the text
    beside    uint32[kinds], where each kind's near kinds end among the near kinds
    near      uint32[...], the kinds who could help second-best, in the order of the kinds
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
from operator import getitem
from pathlib import Path

from asknet.errors import AsknetError
from asknet.lexicon import SIGN_BYTES, Vector, mapped

TYPE_CHECKING = False  # `typing` itself costs a cold start 2.5 ms; type checkers know the name

if TYPE_CHECKING:
    import mmap
    from collections.abc import Callable, Iterator, Sequence

HEADER = struct.Struct("<8sHHII16s28x")
MAGIC = b"ASKNTHES"
FORMAT = 2

KINDS_NEAR = 40
"""How many kinds, nearest by the centres of their problems, have their problems compared. All: the same answers."""
PROBLEMS_NEAR = 5
"""Nearest problems of a kind, whose mean says how near it is. Right kind among the first three (`tools/kinds.py`, problems
as sign bits, the problem itself exact) with 3: .287, with 5: .305, and with the centre, 3 or 5: .309."""
CENTRE = 0.5
"""What the centre of a kind's problems counts beside them. With the 30 nearest problems of all kinds, by sign bits alone, as
it was before, the right kind was among the first three for .233."""
SHARPNESS = 0.03
"""Difference in nearness by which a kind weighs e times as much. On ten everyday networks .02, .03, .05: nDCG@10 .625, .627,
.625."""
_LEAST_WEIGHT = 0.02
NEAR = 0.2
"""What a kind weighs that could help second-best, beside the one that is needed (a tax adviser; an accountant). On thirteen
everyday networks nDCG@10 without .649, .15: .651, .2: .652, .3: .651; moving the problem towards them as well: .651."""
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
        self._beside_ends = [0, *array("I", data[at + 8 * kinds : at + 12 * kinds])]
        beside = at + 12 * kinds
        centres = beside + 4 * self._beside_ends[-1]
        self._beside = array("I", data[beside:centres])
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

    def look_up(self, problem: Vector) -> Needed:
        """Return the kinds of helpers that a problem needs, by how near each kind's nearest known problems and centre are."""
        signs = problem.signs()
        near = nsmallest(
            KINDS_NEAR, (((centre ^ signs).bit_count(), kind) for kind, centre in enumerate(self._centres))
        )
        cosine = _cosine_with(problem)
        nearest, nearness = 0.0, {}
        for _, kind in near:
            known = sorted(map(cosine, self._problems_of(kind)), reverse=True)[:PROBLEMS_NEAR]
            centre = cosine(self._centres[kind].to_bytes(SIGN_BYTES, "little"))
            nearest = max(nearest, *known)
            nearness[kind] = (math.fsum(known) / len(known) + CENTRE * centre) / (1 + CENTRE)
        best = max(nearness.values())
        weights = {kind: math.exp((value - best) / SHARPNESS) for kind, value in nearness.items()}
        total = math.fsum(weights.values())
        heaviest = sorted(((weight / total, -kind) for kind, weight in weights.items()), reverse=True)
        return Needed(nearest, [(-kind, weight) for weight, kind in heaviest if weight >= _LEAST_WEIGHT])

    def with_near(self, needed: Needed) -> list[tuple[int, float]]:
        """Return the kinds needed and those who could help second-best, as ``(number, weight)``, heaviest first."""
        weights = dict(needed.kinds)
        for kind, weight in needed.kinds:
            for near in self._beside[slice(*self._beside_ends[kind : kind + 2])]:
                weights[near] = weights.get(near, 0.0) + NEAR * weight
        return sorted(weights.items(), key=lambda each: (-each[1], each[0]))

    def _problems_of(self, kind: int) -> Iterator[bytes]:
        """The sign bits of each known problem of a kind."""
        start, end = (self._problems + SIGN_BYTES * at for at in self._ends[kind : kind + 2])
        data = self._data[start:end]
        return (data[at : at + SIGN_BYTES] for at in range(0, len(data), SIGN_BYTES))

    def moved(self, problem: Vector, needed: Needed, strength: float) -> Vector:
        """Return the problem's vector, moved by ``strength`` (in its own lengths) towards the helpers that it needs."""
        total = [value / problem.norm for value in problem.values]
        for kind, weight in needed.kinds:
            helper = self.vector(kind)
            step = strength * weight / helper.norm
            total = [value + step * towards for value, towards in zip(total, helper.values, strict=True)]
        return Vector(total)


def _cosine_with(vector: Vector) -> Callable[[bytes], float]:
    """Return the function that estimates a vector's cosine with a text of which only the sign bits are known.

    The sum of the vector's values, each with the sign of the other's: by the law of large numbers sqrt(2 / pi * dimensions)
    times the cosine and its length. Half as noisy as the share of equal signs; eight signs are one look-up in a table.
    """
    scale = vector.norm * math.sqrt(2 / math.pi * len(vector.values))
    tables = []
    for at in range(0, len(vector.values), 8):
        eight = [value / scale for value in vector.values[at : at + 8]]
        sums = [-math.fsum(eight)]
        for value in eight:
            sums += list(map((2 * value).__add__, sums))
        tables.append(sums)
    return lambda signs: sum(map(getitem, tables, signs))


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
