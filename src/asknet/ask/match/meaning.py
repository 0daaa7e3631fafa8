"""The voice of meaning: how near each contact's evidence is to what a problem means.

A problem's vector is the sum of its terms' (``asknet.lexicon``). The nearest pieces of evidence are found by their sign bits
and compared exactly; a contact's likeness is the power mean of its pieces, which is near its best piece and grows a little
with each further one, and the likeness of its whole profile is a weak second view.
"""

from __future__ import annotations

import math
from collections import Counter
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from asknet.ask.match import bits, constants
from asknet.ask.match.fit import rarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from asknet.ask.match.expand import Expansion
    from asknet.ask.match.index import EvidenceIndex, Piece
    from asknet.lexicon import Lexicon, Vector


class _Held(NamedTuple):
    """A piece of a contact: its weight, words and sign bits."""

    weight: float
    words: str
    signs: int


class Meaning:
    """What a problem means, and what in the network is near it."""

    def __init__(self, terms: Sequence[str], index: EvidenceIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon
        self._cosines: dict[str, float] = {}
        self._vectors: dict[str, Vector] = {}
        self._rare: dict[str, float] = {}
        self._luck = chance(index.piece_count())
        self._terms = terms
        self._problem = lexicon.vector(terms)
        self.likeness: dict[int, float] = {}
        self._near: dict[int, dict[int, tuple[float, Piece]]] = {}
        self._signs = bits.Signs(b"", ())
        if self:
            signs = lexicon.bits(terms).to_bytes(bits.SIZE, "little")
            self._signs = bits.Signs(signs, index.meanings())
            self._find()

    def __bool__(self) -> bool:
        """Whether the lexicon knows anything of the problem."""
        return self._problem.norm > 0

    def exactly(self, contacts: Collection[int]) -> dict[int, tuple[float, float]]:
        """The likeness 0..1 of each of the contacts, its pieces compared exactly, and that of its whole profile.

        Of a contact with more than COMPARED pieces, the nearest by their signs count for the likeness, and the heaviest
        for the profile: of equal weight a sample by the hash of their words, which one more piece hardly changes.
        """
        found = {}
        for contact, pieces in self._index.pieces_of(contacts).items():
            held = [
                _Held(weight(kind, level), words, own)
                for number, (_, kind, level, words) in pieces
                if (own := self._signs.of(number))
            ]
            near = whole = held
            if len(held) > constants.COMPARED:
                near = nlargest(
                    constants.COMPARED, held, key=lambda p: (p.weight * self._signs.cosine(p.signs), p.words)
                )
                whole = nlargest(constants.COMPARED, held, key=lambda p: (p.weight, crc32(p.words.encode()), p.words))
            cosines = [self._exact(piece.words) for piece in whole]
            profile = bits.profile(cosines, [piece.signs for piece in whole], [piece.weight for piece in whole])
            likeness = self._likeness((self._exact(piece.words) * piece.weight, piece.words) for piece in near)
            found[contact] = likeness, min(1.0, max(0.0, profile - self._luck)) if profile else 0.0
        return found

    def best(self, contact: int, besides: Collection[int]) -> list[tuple[int, str, str, float]]:
        """The contact's nearest pieces: id, the problem's term or two that are nearest to it, its words, its nearness.

        None of the pieces ``besides``, and none under MEANING_REASON.
        """
        near = [
            (cosine * weight(piece[1], piece[2]), number, piece[3])
            for number, (cosine, piece) in self._near.get(contact, {}).items()
            if number not in besides and cosine >= constants.MEANING_REASON
        ]
        near.sort(key=lambda each: (-each[0], each[2], each[1]))
        return [
            (number, self._closest(words), words, value) for value, number, words in near[: constants.MEANING_REASONS]
        ]

    def _find(self) -> None:
        nearest = self._signs.nearest(constants.NEAREST)
        pieces = self._index.pieces([number for number, _ in nearest])
        held = Counter(piece[3] for piece in pieces.values())
        contacts = self._index.contact_count()
        self._rare = {words: rarity(contacts, count) ** constants.MEANING_RARITY for words, count in held.items()}
        order = sorted((apart, pieces[number][3], number) for number, apart in nearest if number in pieces)
        for apart, words, number in order:
            exact = len(self._cosines) < constants.EXACT or words in self._cosines
            cosine = self._exact(words) if exact else bits.COSINES[apart]
            self._near.setdefault(pieces[number][0], {})[number] = cosine, pieces[number]
        for contact, mine in self._near.items():
            self.likeness[contact] = self._likeness((c * weight(p[1], p[2]), p[3]) for c, p in mine.values())

    def _likeness(self, parts: Iterable[tuple[float, str]]) -> float:
        """The power mean of weighted cosines, each with the words of its piece, less what chance has over the usual."""
        power = constants.MEANING_POWER
        total = math.fsum(cosine**power * self._rare.get(words, 1.0) for cosine, words in parts if cosine > 0)
        return min(1.0, max(0.0, total ** (1 / power) - self._luck)) if total else 0.0

    def _exact(self, words: str) -> float:
        cosine = self._cosines.get(words)
        if cosine is None:
            cosine = self._cosines[words] = self._lexicon.vector([words]).cosine(self._problem)
        return cosine

    def _closest(self, words: str) -> str:
        """The term nearest to some words; two neighbours if they are clearly nearer together."""
        piece = self._vector(words)
        alone = [(self._vector(term).cosine(piece), term) for term in self._terms]
        pairs = [
            (self._vector(f"{a} {b}").cosine(piece) - constants.MEANING_PAIR, f"{a} {b}")
            for a, b in pairwise(self._terms)
        ]
        return max([*alone, *pairs], key=lambda each: each[0])[1]

    def _vector(self, words: str) -> Vector:
        if words not in self._vectors:
            self._vectors[words] = self._lexicon.vector([words])
        return self._vectors[words]


def weight(kind: str, level: str | None) -> float:
    """The weight 0..1 of a kind and level, 1 for a skill of unknown level."""
    return min(1.0, constants.KIND[kind] * constants.LEVEL[level] / constants.LEVEL[None])


def chance(pieces: int) -> float:
    """How much more likeness the best of so many unrelated pieces has by chance than the best of USUAL_PIECES has.

    The largest of n normal values lies about ``sd * sqrt(2 ln n)`` above their mean.
    """
    usual, here = constants.USUAL_PIECES, max(pieces, constants.NETWORK_LEAST // 10)
    return constants.CHANCE * (math.sqrt(2 * math.log(here)) - math.sqrt(2 * math.log(usual)))


def terms_meant(asked: Sequence[str], ways: Iterable[Expansion], lexicon: Lexicon) -> list[str]:
    """The terms whose meaning counts: a misspelt one that the lexicon does not know is read as its likeliest correction."""
    likeliest = sorted((way.credit, way.phrase, way.terms[0]) for way in ways if way.how == "spelling")
    corrected = {term: phrase for _, phrase, term in likeliest}
    return [corrected[term] if term in corrected and term not in lexicon else term for term in asked]
