"""Meaning without a model: a table from words and word pieces to small vectors, read in plain Python.

The vector of a text is the sum of its tokens' vectors, each as long as the token is informative (`of` is short, `mortgage`
long). The closer the directions of their vectors (cosine), the closer two texts are in meaning. The table was distilled from a
sentence encoder by `tools/build_lexicon.py`; the sum of weighted word vectors is the sentence vector of Arora, Liang and
Ma, "A simple but tough-to-beat baseline for sentence embeddings" (ICLR 2017), with weights fitted instead of a/(a+p).

The file is mapped, never read whole: a look-up touches a few pages of it. Layout, little-endian, sections in this order:

    header    128 bytes, `HEADER`: magic, format, bits a value, dimensions, tokens, bytes of names, id (SHA-256 of the rest)
    hashes    uint32[tokens], CRC-32 of each token, ascending: found by binary search
    ends      uint32[tokens], where each token's name ends in the names
    weights   uint16[tokens], length of a step of each token's values
    names     the tokens, UTF-8, one after the other, in the order of the hashes
    rows      tokens x dimensions x bits: byte k of a row holds values k, k + size, ... from its low bits up,
              size = bytes in a row

A value is `weight * (2 * code - (2**bits - 1))`. Sums are taken on whole rows at once: a row is spread over 32-bit lanes
of one long Python integer, so that adding and weighing texts costs a few integer operations, not one a dimension.
"""

from __future__ import annotations

import math
import mmap
import re
import struct
import sys
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from pathlib import Path
from zlib import crc32

from asknet.errors import AsknetError

TYPE_CHECKING = False  # `typing` itself costs a cold start 2.5 ms; type checkers know the name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

HEADER = struct.Struct("<8sHHIII16s88x")
MAGIC = b"ASKNTLEX"
FORMAT = 1
LANE = 4  # bytes
TOP_WEIGHT = 16383  # 14 bits: with 8-bit codes and MAX_TOKENS texts a lane never overflows its 31 bits
MAX_TOKENS = 256  # later tokens of a text are not counted
LONGEST_PIECE = 24  # characters
_FOUND, _SPREAD = 20_000, 2_000  # tokens cached: 3 MB and 3 MB
_SHORTEST_PLURAL = 4  # characters, less one
LONGEST_WORD = 64  # characters; longer ones have no meaning (the encoder gives up at 100)

WORD = r"\.?[a-z0-9]+(?:[.'_/&-][a-z0-9]+)*[+#]*"
_word = re.compile(WORD)
_part = re.compile("[a-z0-9]+")


class LexiconError(AsknetError):
    """The lexicon cannot be used: no such file, damaged, or of another format."""


def fold(text: str) -> str:
    """Return a text in lower case and without accents, as the encoder was trained."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


def tokens(words: Iterable[str], find: Callable[[str], int]) -> list[int]:
    """Return the numbers of the tokens of the words; `find` returns a token's number, or -1.

    A word in the table is one token (`c++`, `node.js`); otherwise its parts between signs are tried, then their singulars,
    then the longest pieces from the start, later ones marked `##` (the encoder's WordPiece: Wu et al. 2016, arXiv
    1609.08144). Signs and other scripts have no tokens. Two words in a row that the table holds as a phrase add the phrase's
    token to their own.
    """
    out: list[int] = []
    before = ""
    for text in words:
        if len(out) >= MAX_TOKENS:
            break
        plain = (
            text.isascii() and text.replace(" ", "").isalnum()
        )  # most texts: the pattern would split them at the spaces
        for word in text.lower().split() if plain else _word.findall(fold(text)):
            found = find(word)
            for part in (word,) if found >= 0 else _part.findall(word):
                if part != word:
                    found = find(part)
                if found < 0:
                    found = _singular(part, find)
                if found >= 0:
                    out.append(found)
                else:
                    out += _pieces(part, find)
                if before and (both := find(f"{before} {part}")) >= 0:
                    out.append(both)
                before = part
    return out[:MAX_TOKENS]


def _singular(word: str, find: Callable[[str], int]) -> int:
    """Return the number of the word whose plural this is, or -1."""
    for ending, rest in (("s", ""), ("es", ""), ("ies", "y")):
        if word.endswith(ending) and len(word) > _SHORTEST_PLURAL and not word.endswith("ss"):
            found = find(word.removesuffix(ending) + rest)
            if found >= 0:
                return found
    return -1


def _pieces(word: str, find: Callable[[str], int]) -> list[int]:
    out: list[int] = []
    start = 0 if len(word) <= LONGEST_WORD else len(word)
    while start < len(word):
        mark = "##" if start else ""
        for end in range(min(len(word), start + LONGEST_PIECE), start, -1):
            found = find(mark + word[start:end])
            if found >= 0:
                out.append(found)
                break
        start = end
    return out


class Vector:
    """The meaning of a text: numbers whose direction counts; all 0 if no word is known.

    Not a dataclass: importing dataclasses takes longer than opening the lexicon and reading a problem.
    """

    __slots__ = ("norm", "values")

    def __init__(self, values: Sequence[float]) -> None:
        self.values = tuple(values)
        self.norm = math.hypot(*self.values)

    def cosine(self, other: Vector) -> float:
        """Return the cosine with another vector: -1 (opposite) .. 1 (same direction); 0 if either is empty.

        Computed by the law of cosines, from the lengths and the distance: `math` computes
        those six times as fast as a sum of products in Python.
        """
        both = 2 * self.norm * other.norm
        if not both:
            return 0.0
        return (self.norm**2 + other.norm**2 - math.dist(self.values, other.values) ** 2) / both

    def pack(self) -> bytes:
        """Return one signed byte per dimension, the largest value at +-127."""
        top = max(map(abs, self.values), default=0) or 1
        return array("b", [round(127 * v / top) for v in self.values]).tobytes()

    def signs(self) -> int:
        """Sign bits, dimension 0 lowest, as `Lexicon.bits` gives them."""
        return int("".join("1" if value > 0 else "0" for value in reversed(self.values)), 2)

    @classmethod
    def unpack(cls, data: bytes) -> Vector:
        """Read what `pack` wrote."""
        return cls(array("b", data))


def mapped(path: Path, what: str, error: type[AsknetError]) -> mmap.mmap:
    """Map a data file that ships; `what` names it in the `error` raised if it is missing or empty."""
    try:
        with path.open("rb") as f:
            return mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as e:  # ValueError: an empty file
        raise error(f"The {what} {path} cannot be opened ({e}). Reinstall asknet.") from e


class Lexicon:
    """An open lexicon. Use it with `with`, or `close` it."""

    def __init__(self, data: mmap.mmap, name: str) -> None:
        if sys.byteorder != "little":  # the columns are read in place
            raise LexiconError(f"The meaning lexicon {name} can only be read on little-endian machines.")
        if len(data) < HEADER.size or data[: len(MAGIC)] != MAGIC:
            raise LexiconError(f"{name} is not a meaning lexicon, or is damaged. Reinstall asknet.")
        _, form, self._value_bits, self.dimensions, self.tokens, names, ident = HEADER.unpack_from(data)
        if form != FORMAT or self._value_bits not in (1, 2, 4, 8):
            raise LexiconError(f"{name} has format {form}, this asknet reads {FORMAT}. Reinstall asknet.")
        self.id: str = ident.hex()
        n = self.tokens
        self._row = self.dimensions * self._value_bits // 8
        at = HEADER.size
        starts = [at, at + 4 * n, at + 8 * n, at + 10 * n, at + 10 * n + names, at + 10 * n + names + n * self._row]
        if len(data) != starts[-1]:
            raise LexiconError(
                f"{name} is cut short or damaged: {len(data)} bytes, not {starts[-1]}. Reinstall asknet."
            )
        self._data = data
        self._view = memoryview(data)
        self._hashes = self._view[starts[0] : starts[1]].cast("I")
        self._ends = self._view[starts[1] : starts[2]].cast("I")
        self._weights = self._view[starts[2] : starts[3]].cast("H")
        self._names, self._rows = starts[3], starts[4]
        mask = (1 << self._value_bits) - 1
        self._unpacking = [bytes((b >> s) & mask for b in range(256)) for s in range(0, 8, self._value_bits)]
        ones: int = int.from_bytes(b"\1\0\0\0" * self.dimensions, "little")
        self._middles: int = mask * ones
        self._tops: int = ones << 31
        self._lanes = struct.Struct(f"<{self.dimensions}i")
        # words recur: two thousand of them are seven in ten of those in an import
        self.find = lru_cache(_FOUND)(self._find)
        self._weighted = lru_cache(_SPREAD)(self._spread)

    @classmethod
    def open(cls, path: Path) -> Lexicon:
        """Map the file. Raises `LexiconError` if it is missing, truncated or of another format."""
        return cls(mapped(path, "meaning lexicon", LexiconError), str(path))

    def close(self) -> None:
        """Close the file."""
        for view in (self._hashes, self._ends, self._weights, self._view):
            view.release()
        self._data.close()

    def __enter__(self) -> Lexicon:  # noqa: PYI034 - `typing` is not imported for it
        """Return the lexicon itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def verify(self) -> bool:
        """Return whether the content matches the id. Reads the whole file: for tests, not for every run."""
        import hashlib  # slow to import, and only needed here

        return hashlib.sha256(self._view[HEADER.size :]).hexdigest()[:32] == self.id

    def _find(self, token: str) -> int:
        """Return the number of a token (a folded word, `##piece` or `two words`), or -1."""
        name = token.encode()
        code = crc32(name)
        i = bisect_left(self._hashes, code)
        while i < self.tokens and self._hashes[i] == code:
            start = self._ends[i - 1] if i else 0
            if self._data[self._names + start : self._names + self._ends[i]] == name:
                return i
            i += 1
        return -1

    def __contains__(self, token: str) -> bool:
        """Return whether the table holds a token."""
        return self.find(token) >= 0

    def vector(self, words: Sequence[str]) -> Vector:
        """Return the meaning of the words together."""
        return Vector(self._lanes.unpack((self._sum(words) ^ self._tops).to_bytes(LANE * self.dimensions, "little")))

    def bits(self, words: Sequence[str]) -> int:
        """Return the sign bits of the words' vector, dimension 0 lowest; 0 if no word is known.

        `(a ^ b).bit_count()` grows with the angle between two texts.
        """
        total = self._sum(words)
        if total == self._tops:
            return 0
        return int(total.to_bytes(LANE * self.dimensions, "big")[::LANE].translate(_TOP_BITS), 2)

    def _spread(self, i: int) -> int:
        """Return a token's values in lanes. A negative one borrows from the next, which `_tops` gives back to the sum."""
        at = self._rows + i * self._row
        row = self._data[at : at + self._row]
        spread = bytearray(LANE * self.dimensions)
        spread[::LANE] = b"".join([row.translate(table) for table in self._unpacking])
        codes: int = int.from_bytes(spread, "little")
        return (2 * codes - self._middles) * self._weights[i]

    def _sum(self, words: Sequence[str]) -> int:
        """Return the sum of the words' values, plus 2**31, in every lane."""
        return sum(map(self._weighted, tokens(words, self.find)), self._tops)


SIGN_BYTES = 32
"""Bytes of the sign bits of a text: 256 dimensions. All zero if no word is known."""

COSINES = tuple(math.cos(math.pi * differing / (8 * SIGN_BYTES)) for differing in range(8 * SIGN_BYTES + 1))
"""The cosine for each number of differing sign bits (Charikar, STOC 2002)."""

SLOTS = 1024
"""Texts per block of sign bits: byte 0 of all its texts, then byte 1 of all, and so on."""

_TOGETHER = 8
"""Blocks that are compared at once: operations on numbers of 8 KB take a third of the time of those on 1 KB."""


class SignBlocks:
    """The sign bits of a network's texts, in blocks; one of another length is left out.

    ``blocks``: ``(number of the first text, bits)`` of each. A class of its own so that the numbers made of them are kept.
    """

    def __init__(self, blocks: Iterable[tuple[int, bytes]]) -> None:
        self.blocks = [(first, block) for first, block in blocks if len(block) == SLOTS * SIGN_BYTES]

    @cached_property
    def columns(self) -> list[list[int]]:
        """Byte 0 of all texts of a few blocks as one number, then byte 1 of all, and so on; for all blocks, a few at a time."""
        found = []
        for start in range(0, len(self.blocks), _TOGETHER):
            few = [block for _, block in self.blocks[start : start + _TOGETHER]]
            cuts = range(0, SLOTS * SIGN_BYTES, SLOTS)
            found.append([int.from_bytes(b"".join([b[at : at + SLOTS] for b in few]), "little") for at in cuts])
        return found

    def texts(self) -> Iterator[int]:
        """Yield how many texts each of the `columns` has."""
        left = len(self.blocks)
        while left > 0:
            yield SLOTS * min(left, _TOGETHER)
            left -= _TOGETHER


SHIPPED = Path(__file__).parent / "data" / "lexicon.bin"
"""The lexicon that comes with asknet."""


@cache
def shipped() -> Lexicon | LexiconError:
    """Open the lexicon that ships, once per process; or return why it cannot be used.

    Matching by words and spelling works without it.
    """
    try:
        return Lexicon.open(SHIPPED)
    except LexiconError as error:
        return error


@lru_cache(maxsize=20_000)
def meaning_of(words: str) -> bytes:
    """Return the sign bits of the meaning of words, dimension 0 in the lowest bit of the first byte.

    Empty if the lexicon that ships knows none of them, or cannot be used, or if they are in another language.
    """
    from asknet.language import is_foreign

    lexicon = shipped()
    if isinstance(lexicon, LexiconError) or is_foreign(words, lexicon):
        return b""
    bits = lexicon.bits([words])
    return bits.to_bytes(lexicon.dimensions // 8, "little") if bits else b""


def lexicon_id() -> str:
    """Return the id of the lexicon that ships; empty when it cannot be used."""
    lexicon = shipped()
    return "" if isinstance(lexicon, LexiconError) else lexicon.id


_TOP_BITS = b"0" * 128 + b"1" * 128
