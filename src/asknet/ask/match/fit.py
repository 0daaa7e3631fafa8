"""How well each contact fits a problem, by its words.

Each term of a problem has a share of it (rare terms have more). A piece of evidence credits a term by the best way in
which it contains it, times the quality of the piece: its kind, its level, and how little else it is about. A contact's
base is the share of the problem that its evidence credits, each term by its best piece, mixed with the share that its
best single piece credits alone, and a little for its other pieces. The fit raises the base for long problems, since
nobody matches every word of them, and lowers it if the network lacks words of the problem: the others then mean less.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from asknet.ask.match import constants

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from asknet.ask.match.expand import Expansion
    from asknet.ask.match.index import Posting, WordIndex

Ways = dict[str, dict[int, "Expansion"]]
"""For each term, the evidence that contains it, with the best way in which it does."""


def gather(terms: Iterable[str], expansions: Iterable[Expansion], index: WordIndex) -> tuple[Ways, dict[int, Posting]]:
    """Return the evidence that contains any part of the problem: by term, and by its id."""
    ways: Ways = {term: {} for term in terms}
    evidence: dict[int, Posting] = {}
    for expansion in sorted(expansions, key=lambda way: (way.credit, way.phrase)):
        postings = index.holding(expansion.phrase)
        ids = [posting[0] for posting in postings]
        evidence.update(zip(ids, postings, strict=True))
        for term in expansion.terms:
            ways[term].update(dict.fromkeys(ids, expansion))
    return ways, evidence


def idf(contacts: int, holding: int) -> float:
    """Return the inverse document frequency of BM25 (a contact is a document), with 1 added so that it stays positive.

    ln(1 + (N - n + 0.5) / (n + 0.5)): Robertson and Sparck Jones, as Lucene has it. ``holding`` is 0..``contacts``.
    """
    return math.log(1 + (contacts - holding + 0.5) / (holding + 0.5))


def rarity(contacts: int, holding: int) -> float:
    """Return how rare something is that so many contacts have: log(N / n) / log(N), 1 for one, COMMON for all."""
    contacts = max(contacts, constants.NETWORK_LEAST)
    return max(constants.COMMON, math.log(contacts / max(1, holding)) / math.log(contacts))


def shares(
    ways: Ways, evidence: Mapping[int, Posting], contacts: int, telling: Callable[[str], float] | None = None
) -> dict[str, float]:
    """Return the share of each term in the problem, by its rarity and by how specific it is; they sum to 1.

    ``contacts`` is how many there are; ``telling`` returns how specific a word is in any text, 0..1: in a small network
    an everyday word may be as rare as any. Without it, a term that nobody has weighs less.
    """
    contacts = max(contacts, constants.NETWORK_LEAST)
    rarest = idf(contacts, 0)
    weights = {}
    for term, holding in ways.items():
        owners = len({evidence[piece][1] for piece in holding})
        unknown = constants.UNREAD if telling is None else constants.UNKNOWN
        rare = max(idf(contacts, owners), constants.COMMON * rarest) if owners else unknown * rarest
        weights[term] = rare * (telling(term) ** constants.TELLING if telling is not None else 1.0)
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items()}


def qualities(
    ways: Ways,
    evidence: Mapping[int, Posting],
    telling: Callable[[str], float],
    own_names: Container[int] = (),
) -> dict[int, float]:
    """Return the quality 0..1 of each piece of evidence: kind x level / (1 + LENGTH ln(1 + words without a term)).

    ``telling`` returns how specific a word is in any text, 0..1: a piece with more words than the problem has of it
    counts as much less as these are specific together, as it may be about something else (self assessment, lose weight).
    Of ``own_names`` the problem has only what an organisation is called (Bosch): that counts OWN_NAME.
    """
    asked: Counter[int] = Counter()
    told: defaultdict[int, float] = defaultdict(float)
    for term, holding in ways.items():
        asked.update(holding.keys())
        tells = telling(term) ** constants.TELLING
        for piece in holding:
            told[piece] += tells
    found = {}
    for piece, (_, _, kind, level, length) in evidence.items():
        besides = math.log1p(max(0, length - asked[piece]))
        value = constants.KIND[kind] * constants.LEVEL[level] / (1 + constants.LENGTH * besides)
        if besides:
            value *= min(1.0, told[piece])
        found[piece] = value * constants.OWN_NAME if piece in own_names else value
    return found


def fits(
    ways: Ways,
    evidence: Mapping[int, Posting],
    share: Mapping[str, float],
    quality: Mapping[int, float],
) -> dict[int, float]:
    """Return the fit 0..1 of contacts that match any part of the problem, to six digits.

    If more than CANDIDATES contacts do, those with less coverage than that many others are left out.
    """
    covered = _coverage(ways, evidence, share, quality)
    if len(covered) > constants.CANDIDATES:
        least = sorted(covered.values())[-constants.CANDIDATES]
        covered = {contact: value for contact, value in covered.items() if value >= least}
    credited = dict.fromkeys(evidence, 0.0)
    for term, holding in ways.items():
        part = share[term]
        for piece, way in holding.items():
            credited[piece] += part * way.credit
    pieces: dict[int, list[float]] = {contact: [] for contact in covered}
    for piece, value in credited.items():
        contact = evidence[piece][1]
        if contact in pieces:
            pieces[contact].append(quality[piece] * value)
    lift = breadth(share.values()) ** constants.LIFT
    held = math.fsum(share[term] for term, holding in ways.items() if holding) ** constants.HELD
    return {
        contact: round(held * _lifted(_base(value, pieces[contact]), lift), 6) for contact, value in covered.items()
    }


def breadth(share: Iterable[float]) -> float:
    """Return how many terms of equal share the problem amounts to, 1 or more: the inverse of the sum of squares."""
    return 1 / sum(value * value for value in share)


def _coverage(
    ways: Ways,
    evidence: Mapping[int, Posting],
    share: Mapping[str, float],
    quality: Mapping[int, float],
) -> dict[int, float]:
    """Return the share 0..1 of the problem that each contact's evidence credits, each term by its best piece."""
    covered: dict[int, float] = {}
    for term, holding in ways.items():
        best: dict[int, float] = {}
        for piece, way in holding.items():
            value = way.credit * quality[piece]
            contact = evidence[piece][1]
            if value > best.get(contact, 0.0):
                best[contact] = value
        part = share[term]
        for contact, value in best.items():
            covered[contact] = covered.get(contact, 0.0) + part * value
    return covered


def _base(covered: float, pieces: list[float]) -> float:
    pieces.sort(reverse=True)
    together = (1 - constants.PIECE) * covered + constants.PIECE * pieces[0]
    return together + (1 - together) * constants.SEVERAL * sum(pieces[1 : 1 + constants.SEVERAL_MOST])


def _lifted(base: float, lift: float) -> float:
    return 1 - math.pow(1 - min(base, 1.0), lift)
