"""The score by meaning: how near each contact's evidence is to the meaning of a problem.

A problem's vector is the sum of its words' (``asknet.lexicon``). If the thesaurus of who helps with what knows a problem
nearer to it than anything in the network, the vector moves towards the helpers of that problem and similar ones. The nearest
pieces of evidence are found by their sign bits and compared exactly; being a helper of a kind that is needed counts by itself
(a surgeon is not like "my knee gives way"); a contact's likeness is the power mean of its pieces,
which is close to its best piece and grows a little with each further one (of notes and entries, which may be many, only
the nearest three count), and the likeness of its whole profile is a second view, which counts more where profiles have many
pieces.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache, cached_property
from heapq import nlargest, nsmallest
from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from asknet.ask.match import bits, constants
from asknet.ask.match.fit import rarity
from asknet.ask.match.spelling import rare_words
from asknet.labels import says_trade
from asknet.person_names import is_given
from asknet.text import RELATIONS, is_filler
from asknet.thesaurus import Needed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from asknet.ask.match.expand import Expansion
    from asknet.ask.match.index import EvidenceLookups, Piece
    from asknet.lexicon import Lexicon, SignBlocks, Vector
    from asknet.thesaurus import Thesaurus


class _Piece(NamedTuple):
    """A piece of a contact: its weight, kind, words and sign bits."""

    weight: float
    kind: str
    words: str
    signs: int


_Near = tuple[int, float, "Piece"]
"""A piece near the problem: its number, its cosine, itself."""


class HelperKind(NamedTuple):
    """A kind of helper that a problem needs: its plain name, its weight 0..1 among those needed, its vector."""

    name: str
    weight: float
    vector: Vector


class Meaning:
    """The meaning of a problem, the helpers it needs, and the evidence near it.

    ``likeness``: 0..1 for every contact with a piece near it. ``nearest``: the cosine of the problem with the nearest one that
    the thesaurus knows, 0 without a thesaurus. ``known``: whether some term is a word that the lexicon knows, or all together
    the name of a helper; of other words it reads pieces, which in another language mean something else: they order the
    contacts, but are no answer. Evidence that only says who somebody is to you counts if the terms ask for it.
    """

    def __init__(
        self, words: str, terms: Sequence[str], index: EvidenceLookups, lexicon: Lexicon, thesaurus: Thesaurus | None
    ) -> None:
        self._index = index
        self._lexicon = lexicon
        self._vectors: dict[str, Vector] = {}
        self._cosines: dict[str, float] = {}
        self._rare: dict[str, float] = {}
        self._luck = chance(index.piece_count())
        self._terms = terms
        self.known = any(knows(lexicon, term) for term in terms)
        named = thesaurus.named(" ".join(terms)) if thesaurus is not None and not self.known else None
        self.known |= named is not None
        self._about_others = RELATIONS.isdisjoint(terms)
        self._problem = lexicon.vector([words])
        self.likeness: dict[int, float] = {}
        self._near: dict[int, list[_Near]] = {}
        self.nearest = 0.0
        self._needed: list[HelperKind] = []
        self._first_choice: Sequence[tuple[Vector, float]] = ()
        self._heard = 0.0
        if self:
            blocks = index.meanings()
            self._signs = bits.Signs(self._problem.signs(), blocks)
            if thesaurus is not None:
                needed = thesaurus.look_up(self._problem) if named is None else Needed(1.0, [(named, 1.0)])
                self._look_up(words, thesaurus, needed, blocks, named=named is not None)
            self._find()

    @property
    def helpers(self) -> list[HelperKind]:
        """The kinds of helpers that count as the ones needed, heaviest first."""
        return self._needed[: constants.HELPERS]

    def __bool__(self) -> bool:
        """Return whether the lexicon knows anything about the problem."""
        return self._problem.norm > 0

    def _own(self) -> list[float]:
        """Return the cosines of the problem itself with the nearest pieces, highest first; at most three."""
        near = self._signs.nearest(constants.OWN)[: 4 * constants.OWN]
        pieces = self._index.pieces([number for number, _ in near])
        return nlargest(3, (self._vector(piece[3]).cosine(self._problem) for piece in pieces.values()))

    def _look_up(self, words: str, thesaurus: Thesaurus, needed: Needed, blocks: SignBlocks, *, named: bool) -> None:
        """Set the helpers that the problem needs, and move its vector towards them if nothing in the network is nearer.

        A single word often names what it needs: it is looked up only if it is near a known problem, or names a helper.
        """
        self.nearest = needed.nearest
        self._needed = [
            HelperKind(thesaurus.name(kind), weight, thesaurus.vector(kind))
            for kind, weight in thesaurus.with_near(needed)[: constants.KINDS_HEARD]
        ]
        self._first_choice = [(thesaurus.vector(kind), weight) for kind, weight in needed.kinds[: constants.KINDS_HELD]]
        own = self._own()
        known = sum(own) / len(own) if own else 0.0
        knows_less = min(1.0, max(0.0, (needed.nearest - known) / constants.GIVES_WAY))
        strength = needed.nearest * knows_less
        told = named or " " in words or needed.nearest >= constants.ONE_WORD
        if told and self.known:
            self._heard = knows_less
        if strength > 0 and told:
            self._problem = thesaurus.moved(self._problem, needed, strength)
            self._signs = bits.Signs(self._problem.signs(), blocks)

    def held(self) -> float:
        """Return how well the network covers the helpers needed, 0..1: the weighted cosines with the nearest pieces.

        Those who could help second-best do not count: a network that holds only them lacks what is needed.
        """
        total = math.fsum(weight for _, weight in self._first_choice)
        if not total:
            return 0.0
        texts = {piece[3]: number for mine in self._near.values() for number, _, piece in mine}
        signs = [kind.signs() for kind, _ in self._first_choice]
        found = []
        for (kind, weight), apart in zip(
            self._first_choice, self._signs.apart(list(texts.values()), signs), strict=True
        ):
            near = nsmallest(constants.HELD_EXACT, zip(apart, texts, strict=True))
            found.append(weight * max((kind.cosine(self._vector(words)) for _, words in near), default=0.0))
        return max(0.0, math.fsum(found) / total)

    def helper_of(self, contact: int) -> tuple[int, str, float] | None:
        """Return the piece that makes a contact a helper of a kind that is needed: its id, the kind, their cosine; or None."""
        best: tuple[float, int, str, float] | None = None
        needed = [helper for helper in self.helpers if helper.weight >= constants.HELPER_WEIGHT]
        for number, _, piece in self._near.get(contact, ()):
            if piece[1] in constants.LONG_KINDS:
                continue
            vector = self._vector(piece[3])
            for helper in needed:
                cosine = helper.vector.cosine(vector)
                if cosine >= constants.HELPER_REASON:
                    found = cosine * helper.weight, number, helper.name, cosine
                    best = max(best, found) if best else found
        return best[1:] if best else None

    @cached_property
    def helping(self) -> dict[int, float]:
        """How surely each contact is a helper of a kind that a problem of several words needs, 0..1; who is none is left out.

        The best, over its pieces near the problem and the kinds needed, of how near piece and kind are, times the weight of
        the kind beside the heaviest; less where the network knows nearer pieces than the thesaurus problems. Only pieces near
        a kind by their signs are compared exactly.
        """
        found: dict[int, float] = {}
        if not self._heard or not self._needed:
            return found
        near = [(number, contact, piece[3]) for contact, of in self._near.items() for number, _, piece in of]
        kinds = [kind.vector.signs() for kind in self._needed]
        most_apart = int(8 * bits.SIZE * math.acos(constants.KIND_SIGNS) / math.pi)
        for kind, apart in zip(self._needed, self._signs.apart([number for number, *_ in near], kinds), strict=True):
            weighs = self._heard * (kind.weight / self._needed[0].weight) ** constants.KIND_POWER
            for _, contact, words in compress(near, map(most_apart.__ge__, apart)):
                best = found.get(contact, 0.0)
                if weighs > best:
                    sure = (kind.vector.cosine(self._vector(words)) - constants.KIND_LEAST) / constants.KIND_SPAN
                    if sure > 0:
                        found[contact] = max(best, weighs * min(1.0, sure))
        return found

    def nearness(self, contact: int, words: str) -> float:
        """Return the highest cosine of some words with a contact's pieces near the problem; 0 for words the lexicon lacks."""
        if not knows(self._lexicon, words):
            return 0.0
        near = nlargest(constants.SUPPORTS, self._near.get(contact, ()), key=lambda each: (each[1], each[2][3]))
        vector = self._vector(words)
        return max((vector.cosine(self._vector(piece[3])) for *_, piece in near), default=0.0)

    def best_cosine(self) -> float:
        """Return the highest cosine of the problem's moved vector with a piece of evidence."""
        return max(self._cosines.values(), default=0.0)

    def exactly(self, contacts: Collection[int]) -> tuple[dict[int, tuple[float, float]], float]:
        """Return the likeness 0..1 of each contact, its pieces compared exactly, and that of its whole profile.

        Also return the weight 0..1 of such profiles: the more, the more pieces they are made of. It is the share of pieces that
        are neither the first of their contact nor a note or entry, which may be about anything; PROFILE at least.

        Pieces that are far by their signs are compared by the signs alone, and so are all but a few notes and entries.
        Of a contact with more than COMPARED other pieces, the nearest by their signs count for the likeness, and the
        heaviest for the profile: among equal weights a sample by the hash of their words, which one more piece hardly changes.
        """
        found = {}
        pieces_in_all, further = 0, 0
        for contact, pieces in self._index.pieces_of(contacts).items():
            own_pieces = [
                _Piece(weight(kind, level), kind, words, own)
                for number, (_, kind, level, words) in pieces
                if (own := self._signs.of(number)) and not self._hides(words)
            ]
            pieces_in_all += len(own_pieces)
            further += max(0, sum(p.kind not in constants.LONG_KINDS for p in own_pieces) - 1)
            cosines = self._cosines_of(own_pieces)
            near = whole = sorted(own_pieces, key=lambda p: (p.words, p.kind))
            if len(own_pieces) > constants.COMPARED:
                near = nlargest(constants.COMPARED, own_pieces, key=lambda p: (p.weight * cosines[p.words], p.words))
                whole = nlargest(
                    constants.COMPARED, own_pieces, key=lambda p: (p.weight, crc32(p.words.encode()), p.words)
                )
            profile = bits.profile(
                [cosines[p.words] for p in whole], [p.signs for p in whole], [p.weight for p in whole]
            )
            likeness = self._likeness([(cosines[p.words] * p.weight, p.words, p.kind) for p in near])
            found[contact] = likeness, min(1.0, max(0.0, profile - self._luck)) if profile else 0.0
        return found, max(constants.PROFILE, further / max(1, pieces_in_all))

    def _cosines_of(self, pieces: Sequence[_Piece]) -> dict[str, float]:
        """Return the cosine of the problem with each piece of a contact, by its words."""
        cosines = {p.words: self._signs.cosine(p.signs) for p in pieces}
        near = {p.words for p in pieces if p.kind not in constants.LONG_KINDS and cosines[p.words] >= constants.FAR}
        if len(near) > constants.COMPARED:
            near = set(nlargest(constants.COMPARED, near, key=lambda words: (cosines[words], words)))
        notes = {p.words for p in pieces if p.kind in constants.LONG_KINDS}
        if len(notes) > constants.NOTES_COMPARED:
            notes = set(nlargest(constants.NOTES_COMPARED, notes, key=lambda words: (cosines[words], words)))
        return cosines | {words: self._exact(words) for words in near | notes}

    def best(self, contact: int, besides: Collection[int]) -> list[tuple[int, str, str, float]]:
        """Return the contact's nearest pieces, except ``besides``: id, the term or two nearest to it, its words, its nearness.

        The term is empty if none is near enough to be named.
        """
        near = [
            (cosine * weight(piece[1], piece[2]), number, piece[3])
            for number, cosine, piece in self._near.get(contact, ())
            if number not in besides
        ]
        near.sort(key=lambda each: (-each[0], each[2], each[1]))
        return [
            (number, self._closest(words), words, value) for value, number, words in near[: constants.MEANING_REASONS]
        ]

    def kind_of(self, contact: int, piece: int) -> str:
        """Return the kind of one of a contact's pieces near the problem."""
        return next(near[1] for number, _, near in self._near[contact] if number == piece)

    def nearest_is_a_name(self, contact: int) -> bool:
        """Return whether a contact's nearest piece is what an organisation is called, in one word (Bosch)."""
        near = [
            (cosine * weight(piece[1], piece[2]), piece[3], piece[1])
            for _, cosine, piece in self._near.get(contact, ())
        ]
        _, words, kind = max(near, default=(0.0, "", ""))
        return kind == "org" and " " not in words and not says_trade(words)

    def _find(self) -> None:
        nearest = self._signs.nearest(constants.NEAREST)
        pieces = self._index.pieces([number for number, _ in nearest])
        held = Counter(piece[3] for piece in pieces.values())
        contacts = self._index.contact_count()
        rare = cache(lambda count: rarity(contacts, count) ** constants.MEANING_RARITY)
        self._rare = {words: rare(count) for words, count in held.items()}
        hidden = {words for words in held if self._hides(words)}
        order = sorted(
            (apart, pieces[number][3], number)
            for number, apart in nearest
            if number in pieces and pieces[number][3] not in hidden
        )
        for apart, words, number in order:
            exact = len(self._cosines) < constants.EXACT or words in self._cosines
            cosine = self._exact(words) if exact else bits.COSINES[apart]
            piece = pieces[number]
            self._near.setdefault(piece[0], []).append((number, cosine, piece))
        for contact, mine in self._near.items():
            self.likeness[contact] = self._likeness([(c * weight(p[1], p[2]), p[3], p[1]) for _, c, p in mine])

    def _hides(self, words: str) -> bool:
        """Return whether evidence only says who somebody is to whom (mother of Leon), which was not asked for."""
        several = words.split(" ")
        if not self._about_others or RELATIONS.isdisjoint(several):
            return False
        others = (word for word in several if word not in RELATIONS and not is_filler(word))
        return all(is_given(word) or word not in self._lexicon for word in others)

    def _likeness(self, parts: Sequence[tuple[float, str, str]]) -> float:
        """Return the power mean of weighted cosines, each with its piece's words and kind, less the excess due to chance."""
        power = constants.MEANING_POWER
        counted: list[float] = []
        notes: list[float] = []
        for cosine, words, kind in parts:
            if cosine > 0:
                value = cosine**power * self._rare.get(words, 1.0)
                (notes if kind in constants.LONG_KINDS else counted).append(value)
        total = math.fsum([*counted, *nlargest(constants.NOTES_COMPARED, notes)])
        return min(1.0, max(0.0, total ** (1 / power) - self._luck)) if total else 0.0

    def _exact(self, words: str) -> float:
        cosine = self._cosines.get(words)
        if cosine is None:
            cosine = self._cosines[words] = self._vector(words).cosine(self._problem)
        return cosine

    def _closest(self, words: str) -> str:
        """Return the term nearest to some words; two neighbours if they are clearly nearer together; empty if none is near."""
        piece = self._vector(words)
        alone = [(self._vector(term).cosine(piece), term) for term in self._terms]
        pairs = [
            (self._vector(f"{a} {b}").cosine(piece) - constants.MEANING_PAIR, f"{a} {b}")
            for a, b in pairwise(self._terms)
        ]
        cosine, term = max([*alone, *pairs], key=lambda each: each[0])
        return term if cosine >= constants.MEANING_TERM else ""

    def _vector(self, words: str) -> Vector:
        if words not in self._vectors:
            self._vectors[words] = self._lexicon.vector([words])
        return self._vectors[words]


@cache
def weight(kind: str, level: str | None) -> float:
    """Return the weight 0..1 of a kind and level, 1 for a skill of unknown level."""
    return min(1.0, constants.KIND[kind] * constants.LEVEL[level] / constants.LEVEL[None])


def chance(pieces: int) -> float:
    """Return how much more likeness the best of ``pieces`` unrelated pieces has by chance than the best of USUAL_PIECES.

    The largest of n normal values is about ``sd * sqrt(2 ln n)`` above their mean.
    """
    usual, here = constants.USUAL_PIECES, max(pieces, constants.NETWORK_LEAST)
    return constants.CHANCE * (math.sqrt(2 * math.log(here)) - math.sqrt(2 * math.log(usual)))


def telling(word: str, lexicon: Lexicon) -> float:
    """Return how specific a word is in any text, 0..1, by the length of its vector; 1 if the lexicon lacks it."""
    if word not in lexicon:
        return 1.0
    return min(1.0, lexicon.vector([word]).norm / constants.TELLING_LENGTH)


def knows(lexicon: Lexicon, word: str) -> bool:
    """Return whether a lexicon knows a word, or two words that it consists of (daycare); 2 in 100 German words seem to."""
    shortest = constants.MADE_OF
    cuts = range(shortest, len(word) - shortest + 1)
    return word in lexicon or any(word[:cut] in lexicon and word[cut:] in lexicon for cut in cuts)


def words_meant(words: Sequence[str], ways: Iterable[Expansion], lexicon: Lexicon) -> list[str]:
    """Return the words whose meaning counts: one that the lexicon lacks is read as its likeliest correction or form.

    So is a rare word that was corrected.
    """
    likeliest = sorted(
        (way.credit, way.phrase, way.terms[0])
        for way in ways
        if way.credit >= constants.MEANT
        and way.how in ("spelling", "form")
        and len(way.terms) == 1
        and way.phrase in lexicon
    )
    corrected = {term: phrase for _, phrase, term in likeliest}
    return [
        corrected[word] if word in corrected and (word not in lexicon or word in rare_words()) else word
        for word in words
    ]
