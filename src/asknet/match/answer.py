"""Who fits a problem, how well, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from asknet.match import constants
from asknet.match.expand import How, expand
from asknet.match.fit import Ways, fits, gather, qualities, shares

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from asknet.match.index import Posting, WordIndex

Verdict = Literal["strong", "possible", "none"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the problem and the best evidence a contact has for it.

    ``term``: the problem's word. ``matched``: the words of the evidence that stand for it. ``credit``: 0..1, how surely the
    words mean the same, times the quality of the evidence. ``share``: 0..1, the weight of the term in the problem.
    """

    evidence_id: int
    term: str
    matched: str
    how: How
    credit: float
    share: float


@dataclass(frozen=True, slots=True)
class ContactFit:
    """A contact that fits a problem: fit 0..1, its verdict, and at most REASONS reasons, weightiest first."""

    contact_id: int
    fit: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WordFits:
    """The fit of every contact worth naming, and on demand the reasons.

    ``fits`` (contact id to 0..1) is in no promised order: who ranks first among equals is for the caller, who knows kinds
    and names. A later voice, such as meaning, is another mapping of the same shape, to be combined with this one.
    """

    terms: tuple[str, ...]
    fits: Mapping[int, float]
    _index: WordIndex = field(repr=False)
    _ways: Ways = field(repr=False)
    _evidence: Mapping[int, Posting] = field(repr=False)
    _shares: Mapping[str, float] = field(repr=False)
    _qualities: Mapping[int, float] = field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """That of the best fit; ``none`` if there is nobody."""
        return verdict(max(self.fits.values(), default=0.0))

    def match(self, contact_id: int) -> ContactFit:
        """One contact's match. KeyError if it is not in ``fits``."""
        fit = self.fits[contact_id]
        return ContactFit(contact_id, fit, verdict(fit), self._reasons(contact_id))

    def _reasons(self, contact_id: int) -> tuple[Reason, ...]:
        mine = {piece: posting for piece, posting in self._evidence.items() if posting[1] == contact_id}
        texts = self._index.texts(mine)
        reasons = []
        for term, holding in self._ways.items():
            held = [piece for piece in mine if piece in holding]
            if held:
                piece = min(held, key=lambda each: (-self._credit(term, each), texts[each], mine[each][2]))
                way = holding[piece]
                credit = round(self._credit(term, piece), 6)
                reasons.append(Reason(piece, term, way.phrase, way.how, credit, self._shares[term]))
        reasons.sort(key=lambda reason: -reason.share * reason.credit)
        return tuple(reasons[: constants.REASONS])

    def _credit(self, term: str, piece: int) -> float:
        return self._ways[term][piece].credit * self._qualities[piece]


def answer(
    problem: str,
    index: WordIndex,
    synonyms: Mapping[str, Sequence[str]],
    spelt_right: Container[str] = (),
) -> WordFits:
    """Match a problem against a network by its words.

    Arguments as for ``expand``; any text is a problem, none an error.
    """
    asked, ways_to_look = expand(problem, index, synonyms, spelt_right)
    ways, evidence = gather(asked, ways_to_look, index)
    share = shares(ways, evidence, index.contact_count())
    quality = qualities(ways, evidence)
    return WordFits(
        tuple(asked),
        fits(ways, evidence, share, quality) if evidence else {},
        index,
        ways,
        evidence,
        share,
        quality,
    )


def verdict(fit: float) -> Verdict:
    """The verdict on one fit 0..1, by the measured floors."""
    if fit >= constants.STRONG:
        return "strong"
    return "possible" if fit >= constants.POSSIBLE else "none"
