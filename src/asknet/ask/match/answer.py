"""Who fits a problem, how well, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from asknet.ask.match import constants
from asknet.ask.match.combine import combined
from asknet.ask.match.expand import How, expand
from asknet.ask.match.fit import Ways, breadth, fits, gather, qualities, shares
from asknet.ask.match.meaning import Meaning, terms_meant

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from asknet.ask.match.expand import Expansion
    from asknet.ask.match.index import EvidenceIndex, Posting, WordIndex
    from asknet.lexicon import Lexicon

Verdict = Literal["strong", "possible", "none"]


class Reason(NamedTuple):
    """One part of the problem and the best evidence a contact has for it.

    ``term``: the problem's word or words. ``matched``: the words of the evidence that stand for it. ``credit``: 0..1, how
    surely the words mean the same, times the quality of the evidence. ``share``: 0..1, the weight of the term in the problem.
    """

    evidence_id: int
    term: str
    matched: str
    how: How
    credit: float
    share: float


class ContactFit(NamedTuple):
    """A contact that fits a problem: fit 0..1, its verdict, and at most REASONS reasons, weightiest first."""

    contact_id: int
    fit: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Fits:
    """The fit of every contact worth naming, and on demand the reasons.

    ``fits`` (contact id to 0..1) is in no promised order: who ranks first among equals is for the caller, who knows kinds
    and names.
    """

    terms: tuple[str, ...]
    fits: Mapping[int, float]
    _index: WordIndex = field(repr=False)
    _ways: Ways = field(repr=False)
    _evidence: Mapping[int, Posting] = field(repr=False)
    _shares: Mapping[str, float] = field(repr=False)
    _qualities: Mapping[int, float] = field(repr=False)
    _meaning: Meaning | None = field(repr=False)
    _of_contact: dict[int, list[int]] = field(repr=False, default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """That of the best fit; ``none`` if there is nobody."""
        return verdict(max(self.fits.values(), default=0.0))

    def match(self, contact_id: int) -> ContactFit:
        """One contact's match. KeyError if it is not in ``fits``."""
        fit = self.fits[contact_id]
        return ContactFit(contact_id, fit, verdict(fit), self._reasons(contact_id))

    def _reasons(self, contact_id: int) -> tuple[Reason, ...]:
        by_word = list(self._by_word(contact_id))
        reasons = [*by_word, *self._by_meaning(contact_id, by_word)]
        reasons.sort(key=lambda reason: -reason.share * reason.credit)
        return tuple(reasons[: constants.REASONS])

    def _by_word(self, contact_id: int) -> Iterator[Reason]:
        """The best evidence for each term; terms that stand together for one name are one reason."""
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
        """The piece of the highest credit; of several the first by its words, then by its kind."""
        most = max(earned.values())
        best = [piece for piece, credit in earned.items() if credit == most]
        if len(best) == 1:
            return best[0]
        texts = self._index.texts(best)
        return min(best, key=lambda piece: (texts[piece], self._evidence[piece][2]))

    def _by_meaning(self, contact_id: int, by_word: Sequence[Reason]) -> Iterator[Reason]:
        """The nearest evidence that no word has named, and for which no word is surer of the term."""
        if self._meaning is None:
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
    index: EvidenceIndex,
    synonyms: Mapping[str, Sequence[str]],
    spelt_right: Container[str] = (),
    lexicon: Lexicon | None = None,
) -> Fits:
    """Match a problem against a network, by its words and, with a lexicon, by what they mean.

    Arguments as for ``expand``; with a lexicon and no ``spelt_right``, the lexicon's words are spelt right. Any text is a
    problem, none an error.
    """
    right = lexicon if lexicon is not None and spelt_right == () else spelt_right
    asked, ways_to_look = expand(problem, index, synonyms, right, lexicon)
    ways, evidence = gather(asked, ways_to_look, index)
    share = shares(ways, evidence, index.contact_count())
    quality = qualities(ways, evidence)
    by_word = fits(ways, evidence, share, quality) if evidence else {}
    meaning = None
    if lexicon is not None and asked:
        meaning = Meaning(terms_meant(asked, ways_to_look, lexicon), index, lexicon)
    both = combined(by_word, meaning or None, breadth(share.values()) if share else 1.0)
    return Fits(tuple(asked), both, index, ways, evidence, share, quality, meaning or None)


def verdict(fit: float) -> Verdict:
    """The verdict on one fit 0..1, by the measured floors."""
    if fit >= constants.STRONG:
        return "strong"
    return "possible" if fit >= constants.POSSIBLE else "none"
