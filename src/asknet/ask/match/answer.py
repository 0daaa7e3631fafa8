"""Who fits a problem, how well, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from asknet.ask.match import constants
from asknet.ask.match.combine import combined
from asknet.ask.match.expand import How, expand
from asknet.ask.match.families import inflected
from asknet.ask.match.fit import Ways, breadth, fits, gather, qualities, shares
from asknet.ask.match.meaning import Meaning, telling, words_meant
from asknet.ask.match.verdict import NOT_POSSIBLE, NOT_STRONG, answerable, probability, verdict
from asknet.labels import says_trade
from asknet.model import Verdict
from asknet.person_names import may_be_family_name
from asknet.text import LEGAL_FORMS, RELATIONS, is_number_word, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from asknet.ask.match.expand import Expansion
    from asknet.ask.match.index import EvidenceLookups, Posting, WordIndex
    from asknet.lexicon import Lexicon
    from asknet.thesaurus import Thesaurus


class Reason(NamedTuple):
    """One part of the problem and the best evidence a contact has for it.

    ``term``: the problem's word or words; for a helper, the kind that the problem needs; empty if the evidence is near
    the problem as a whole. ``matched``: the words of the evidence that match it. ``credit``: 0..1, how likely the words
    are to mean the same, times the quality of the evidence. ``share``: 0..1, the weight of the term in the problem.
    """

    evidence_id: int
    term: str
    matched: str
    how: How
    credit: float
    share: float


class ContactFit(NamedTuple):
    """A contact that fits a problem: fit 0..1, its verdict, and at most REASONS reasons, weightiest first.

    The best fit has the verdict of the answer; a lower fit has a proportionally lower probability.
    """

    contact_id: int
    fit: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


class _Support(NamedTuple):
    """How far a term supports a contact, 0..1: by a word, and by a word or its meaning."""

    by_word: float
    either: float


@dataclass(frozen=True, repr=False, eq=False)
class Fits:
    """The fit of every contact worth naming, and the reasons, computed on demand.

    ``fits`` (contact id to 0..1) has no particular order: the caller, who knows kinds and names, decides who ranks
    first among equals.
    """

    terms: tuple[str, ...]
    fits: Mapping[int, float]
    _index: WordIndex
    _ways: Ways
    _evidence: Mapping[int, Posting]
    _shares: Mapping[str, float]
    _qualities: Mapping[int, float]
    _words: Mapping[int, float]
    _meaning: Meaning | None
    _telling: Callable[[str], float]
    _pieces: int
    _own_names: frozenset[int]
    _named: frozenset[int]
    _of_contact: dict[int, list[int]] = field(default_factory=dict)
    _reasons_found: dict[int, tuple[Reason, ...]] = field(default_factory=dict)

    @cached_property
    def signals(self) -> dict[str, float]:
        """What shows how sure the answer is, by name: 0..1, except contacts and pieces per contact, as ``log(1 + n)``.

        The fits of the first and of the third, and what words alone say of the first; the share of the problem that the
        network holds, and in a small network the share that speaks for the first; the cosine with the nearest piece of the
        problem moved towards the helpers that it needs (`moved`), and how far the network covers those (`held`).
        """
        first = self._first
        covered = (
            share
            for term, share in self._shares.items()
            if any(way.credit > constants.COVERS for way in self._ways[term].values())
        )
        meaning = self._meaning
        count = self._index.contact_count()
        contacts = min(max(constants.FEWEST, count), constants.MOST)
        pieces = min(max(constants.FEWEST_PIECES, self._pieces / max(1, count)), constants.MOST_PIECES)
        return {
            "first": self.fits.get(first, 0.0),
            "third": min(nlargest(3, [*self.fits.values(), 0.0, 0.0, 0.0])),
            "words": self._words.get(first, 0.0),
            "covered": math.fsum(covered),
            "supported": math.fsum(share * support.either for share, support in self._support)
            * math.log(constants.SMALL / min(constants.SMALL, contacts)),
            "moved": meaning.best_cosine() if meaning else 0.0,
            "held": meaning.held() if meaning else 0.0,
            "contacts": math.log1p(contacts),
            "pieces": math.log1p(pieces),
        }

    @cached_property
    def _first(self) -> int:
        """The contact who fits best, among equals the one with the lowest number; 0 if nobody fits."""
        return min(self.fits, key=lambda contact: (-self.fits[contact], contact), default=0)

    @cached_property
    def _support(self) -> list[tuple[float, _Support]]:
        """The share of each term in the problem, and how far it supports the first match."""
        mine = {piece for piece, posting in self._evidence.items() if posting[1] == self._first}
        found = []
        for term, share in self._shares.items():
            by_word = max((way.credit for piece, way in self._ways[term].items() if piece in mine), default=0.0)
            near = self._meaning.nearness(self._first, term) if self._meaning and by_word < 1 else 0.0
            found.append((share, _Support(by_word, max(by_word, min(1.0, max(0.0, near) / constants.SUPPORTED)))))
        return found

    @property
    def _half_is_open(self) -> bool:
        """Whether, in a small network, at most half of the problem supports the first match: one word of several.

        In a tiny one, whether at most half does so by a word: the nearest of a few contacts may be far from the problem
        (a kayak trip, boat painting). Never if the first match is a helper of a kind that is needed.
        """
        contacts = self._index.contact_count()
        if contacts >= constants.SMALL or (self._meaning and self._meaning.helper_of(self._first)):
            return False
        tiny = contacts < constants.TINY
        speaking = (share for share, s in self._support if (s.by_word if tiny else s.either) >= constants.COVERS)
        return math.fsum(speaking) * _told(self.terms, self._telling) <= constants.HALF

    @cached_property
    def probability(self) -> float:
        """The probability, 0..1, that one of the first three can help; 0 if there is nobody."""
        sure = 0.0 if not self.fits or self._unread else probability(self.signals, meaning=self._by_meaning_too)
        if self.is_thin(self._first):
            sure = min(sure, NOT_POSSIBLE)
        return min(sure, NOT_STRONG) if self._by_meaning_too and self._half_is_open else sure

    def is_thin(self, contact: int) -> bool:
        """Return whether only little leads to a contact: words of help that they received, or an organisation's own name.

        Or only everyday words (selling, lose, return) that carry less than half of the problem, or than most of it where they
        are part of something longer (tax returns); or, in a small network, nothing that can be named (ship models, falconry).
        """
        mine = {piece: posting for piece, posting in self._evidence.items() if posting[1] == contact}
        if not mine:
            small = self._index.contact_count() < constants.SMALL
            nameless = small and not any(reason.term for reason in self._reasons(contact))
            return nameless or (self._meaning is not None and self._meaning.nearest_is_a_name(contact))
        if {posting[2] for posting in mine.values()} == {"given"}:
            return True
        helper = self._meaning.helper_of(contact) if self._meaning else None
        beside = [helper[0]] if helper else []
        beside += [r.evidence_id for r in self._reasons(contact) if r.term and r.how == "meaning"]
        if self._meaning and any(self._meaning.kind_of(contact, piece) != "org" for piece in beside):
            return False
        if self._own_names.issuperset(mine):
            return True
        carried = [term for term in self._shares if not mine.keys().isdisjoint(self._ways[term])]
        everyday = max(map(self._telling, carried)) < constants.TELLS
        least = constants.HALF if any(posting[4] == 1 for posting in mine.values()) else constants.MOSTLY
        return everyday and math.fsum(self._shares[term] for term in carried) < least

    @property
    def by_words(self) -> Mapping[int, float]:
        """The fit of each contact by words alone."""
        return self._words

    @property
    def _by_meaning_too(self) -> bool:
        return self._meaning is not None and self._meaning.known

    @property
    def _unread(self) -> bool:
        """Whether neither a word nor the meaning of the problem leads to the first match, but at most its letters."""
        return not self._by_meaning_too and not self.signals["words"]

    @cached_property
    def best(self) -> float:
        """The best fit; 0 if there is nobody."""
        return max(self.fits.values(), default=0.0)

    def verdict_on(self, fit: float) -> Verdict:
        """Return the verdict on a fit: the best has the answer's, a lower one has a proportionally lower probability.

        The verdict is ``none`` below PART of the best fit, or PART_RENAMED if only a synonym leads to the best.
        """
        renamed = self._words.get(self._first) and self._first not in self._named
        if not self.best or fit < (constants.PART_RENAMED if renamed else constants.PART) * self.best:
            return Verdict.NONE
        return verdict(self.probability * fit / self.best, self._anybody)

    @property
    def verdict(self) -> Verdict:
        """How sure the answer is."""
        return self.verdict_on(self.best)

    @cached_property
    def _anybody(self) -> float:
        return 0.0 if self._unread else answerable(self.signals, meaning=self._by_meaning_too)

    def match(self, contact_id: int) -> ContactFit:
        """Return one contact's match. Raises `KeyError` if the contact is not in ``fits``."""
        fit = self.fits[contact_id]
        verdict = self.verdict_on(fit)
        if verdict in (Verdict.STRONG, Verdict.POSSIBLE) and self.is_thin(contact_id):
            verdict = Verdict.WEAK
        return ContactFit(contact_id, fit, verdict, self._reasons(contact_id))

    def is_near(self, contact_id: int) -> bool:
        """Return whether a contact who does not fit is near enough to be suggested, by part of the problem."""
        first = next(iter(self._reasons(contact_id)), None)
        if first is None or not first.term:
            return False
        if first.how not in ("meaning", "helper") or self._meaning is None:
            return True
        return max(self._meaning.nearness(contact_id, term) for term in self.terms) >= constants.SUGGESTED

    def _reasons(self, contact_id: int) -> tuple[Reason, ...]:
        """Return the reasons that a reader would accept; if there are none, the nearest evidence, without a term."""
        if contact_id not in self._reasons_found:
            self._reasons_found[contact_id] = self._find_reasons(contact_id)
        return self._reasons_found[contact_id]

    def _find_reasons(self, contact_id: int) -> tuple[Reason, ...]:
        by_word = list(self._by_word(contact_id))
        reasons = [*by_word, *self._by_helper(contact_id, by_word), *self._by_meaning(contact_id, by_word)]
        reasons.sort(key=lambda reason: (reason.how in ("helper", "meaning"), -reason.share * reason.credit))
        accepted = [reason for reason in reasons if self._acceptable(reason)]
        if not accepted:
            accepted = [reason._replace(term="", how="meaning") for reason in reasons[:1]]
        return tuple(accepted[: constants.REASONS])

    def _acceptable(self, reason: Reason) -> bool:
        """Return whether the term is specific enough for a reason; an everyday word or a number is if no other term is.

        The word itself also is if the evidence consists of it alone.
        """
        if reason.how == "helper":
            return True
        if not reason.term:
            return False
        tells = max(0.0 if is_number_word(word) else self._telling(word) for word in reason.term.split(" "))
        if tells >= constants.TELLS:
            return reason.how != "meaning" or reason.credit >= constants.MEANING_REASON
        if reason.how == "meaning" and len(self.terms) > 1:
            return False
        if max(map(self._telling, self.terms)) < constants.TELLS or len(self.terms) == 1:
            return True
        itself = reason.how != "form" or inflected(reason.term, reason.matched)
        return itself and self._index.texts([reason.evidence_id])[reason.evidence_id] == reason.matched

    def _by_helper(self, contact_id: int, by_word: Sequence[Reason]) -> Iterator[Reason]:
        """Yield the evidence that makes them a helper of the kind that the problem needs, if no word matched it."""
        found = self._meaning.helper_of(contact_id) if self._meaning and self._meaning.known else None
        if found and found[0] not in {reason.evidence_id for reason in by_word}:
            piece, kind, cosine = found
            yield Reason(piece, kind, "", "helper", round(cosine, 6), 1.0)

    def _by_word(self, contact_id: int) -> Iterator[Reason]:
        """Yield the best evidence for each term; terms that together match one name are one reason."""
        if not self._of_contact:
            for piece, posting in self._evidence.items():
                self._of_contact.setdefault(posting[1], []).append(piece)
        mine = self._of_contact.get(contact_id, ())
        found: dict[tuple[int, Expansion | str], list[str]] = {}
        for term, holding in self._ways.items():
            earned = {piece: holding[piece].credit * self._qualities[piece] for piece in mine if piece in holding}
            if earned:
                piece = self._first_of(earned)
                way = holding[piece]
                found.setdefault((piece, way if len(way.terms) > 1 else term), []).append(term)
        for (piece, _), together in found.items():
            way = self._ways[together[0]][piece]
            credit = round(self._credit(together[0], piece), 6)
            share = sum(self._shares[term] for term in together)
            yield Reason(piece, " ".join(together), way.phrase, way.how, credit, share)

    def _first_of(self, earned: Mapping[int, float]) -> int:
        """Return the piece with the highest credit; among equals, the first by its words, then by its kind."""
        most = max(earned.values())
        best = [piece for piece, credit in earned.items() if credit == most]
        if len(best) == 1:
            return best[0]
        texts = self._index.texts(best)
        return min(best, key=lambda piece: (texts[piece], self._evidence[piece][2]))

    def _by_meaning(self, contact_id: int, by_word: Sequence[Reason]) -> Iterator[Reason]:
        """Yield the nearest evidence that no word matched, for terms that no word matched."""
        if self._meaning is None or not self._meaning.known:
            return
        said = {word for reason in by_word for word in reason.term.split(" ")}
        for piece, term, words, credit in self._meaning.best(contact_id, {reason.evidence_id for reason in by_word}):
            if not said.issuperset(term.split(" ")):
                share = sum(self._shares.get(word, 0.0) for word in term.split(" "))
                yield Reason(piece, term, words, "meaning", round(credit, 6), share or 1 / len(self.terms))

    def _credit(self, term: str, piece: int) -> float:
        return self._ways[term][piece].credit * self._qualities[piece]


def answer(
    problem: str,
    index: EvidenceLookups,
    synonyms: Mapping[str, Sequence[str]],
    lexicon: Lexicon | None = None,
    thesaurus: Thesaurus | None = None,
    other_language: Container[str] | Lexicon = (),
) -> Fits:
    """Match a problem against a network, by its words and, with a lexicon, by what they mean.

    With a thesaurus also by the kind of helper that the problem needs. Arguments as for ``expand``; the lexicon's words
    count as spelt correctly. Any text is accepted as a problem.
    """
    right = lexicon if lexicon is not None else ()
    trades = thesaurus.words if thesaurus is not None else ()
    asked, ways_to_look = expand(problem, index, synonyms, right, lexicon, trades, other_language)
    about = [term for term in asked if term not in RELATIONS]
    if about:  # who somebody is to you says whom the problem is about, not who helps
        asked = about
        ways_to_look = [way for way in ways_to_look if RELATIONS.isdisjoint(way.terms)]
    ways, evidence = gather(asked, ways_to_look, index)
    tells = cache(lambda word: telling(word, lexicon) if lexicon is not None else 1.0)
    share = shares(ways, evidence, index.contact_count(), tells if lexicon is not None else None)
    names = own_names(ways, evidence, index) if lexicon is not None else frozenset()
    quality = qualities(ways, evidence, tells, names)
    by_word = fits(ways, evidence, share, quality, index) if evidence else {}
    meaning = None
    if lexicon is not None and asked:
        words = words_meant(tokens(problem), ways_to_look, lexicon)
        meaning = Meaning(" ".join(words), words_meant(asked, ways_to_look, lexicon), index, lexicon, thesaurus)
    named = frozenset(
        evidence[piece][1] for holding in ways.values() for piece, way in holding.items() if way.how != "synonym"
    )
    best = max((fit for contact, fit in by_word.items() if contact in named), default=0.0)
    both = combined(by_word, meaning or None, breadth(share.values()) if share else 1.0, best)
    return Fits(
        tuple(asked),
        both,
        index,
        ways,
        evidence,
        share,
        quality,
        by_word,
        meaning or None,
        tells,
        index.piece_count(),
        names,
        named,
    )


def own_names(ways: Ways, evidence: Mapping[int, Posting], index: WordIndex) -> frozenset[int]:
    """Return the organisations of which the problem has, beside other words, only what they are called (Bosch, Smith).

    What they do is a word for a trade, or the last of several words that is no family name (Moss Motors).
    """
    texts = index.texts([piece for piece, posting in evidence.items() if posting[2] == "org"])
    named = {piece for piece in texts if not all(piece in holding for holding in ways.values())}
    for holding in ways.values():
        for piece, way in holding.items():
            if piece in named:
                word = way.phrase.rpartition(" ")[2]
                last = texts[piece].endswith(f" {word}") and not may_be_family_name(word) and word not in LEGAL_FORMS
                if last or says_trade(word):
                    named.remove(piece)
    return frozenset(named)


def _told(terms: Iterable[str], tells: Callable[[str], float]) -> float:
    """Return how specific the words of a problem are together, 0..1: less than 1 if all are everyday words."""
    return min(1.0, math.fsum(tells(term) ** constants.TELLING for term in terms))
