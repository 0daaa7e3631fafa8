"""How well each contact fits a problem, by its words.

Each term of a problem has a share of it (rare terms have more). A piece of evidence credits a term by the best way in
which it contains it, times the quality of the piece: its kind, its level, and how little else it is about. A contact's
base is the share of the problem that its best single piece credits alone, and a little for its other pieces, mixed with
the share that all its evidence covers. For that, what the pieces credit a term adds up with diminishing returns, and counts
less the more pieces the contact has beside the average (the term frequency of BM25, with the contact as the document: who
has written about everything has some word of every problem). The fit raises the base for long problems, since
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
    from asknet.ask.match.index import EvidenceLookups, Posting, WordIndex

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
    counts as much less as these are specific together, as it may be about something else (self assessment, tax returns);
    a note or entry, as much less as all words of the problem are.
    Of ``own_names`` the problem has only what an organisation is called (Bosch): that counts OWN_NAME.
    """
    asked: Counter[int] = Counter()
    told: defaultdict[int, float] = defaultdict(float)
    for term, holding in ways.items():
        asked.update(holding.keys())
        tells = telling(term) ** constants.TELLING
        for piece in holding:
            told[piece] += tells
    whole = math.fsum(telling(term) ** constants.TELLING for term in ways)
    found = {}
    for piece, (_, _, kind, level, length) in evidence.items():
        besides = math.log1p(max(0, length - asked[piece]))
        value = constants.KIND[kind] * constants.LEVEL[level] / (1 + constants.LENGTH * besides)
        if besides:
            value *= min(1.0, whole if kind in constants.LONG_KINDS else told[piece])
        found[piece] = value * constants.OWN_NAME if piece in own_names else value
    return found


def fits(
    ways: Ways,
    evidence: Mapping[int, Posting],
    share: Mapping[str, float],
    quality: Mapping[int, float],
    index: EvidenceLookups,
) -> dict[int, float]:
    """Return the fit 0..1 of contacts that match any part of the problem, to six digits.

    If more than CANDIDATES contacts do, those with less coverage than that many others are left out.
    """
    amounts = _amounts(ways, evidence, quality)
    covered = _coverage(amounts, share, {})
    if len(covered) > constants.CANDIDATES:
        least = sorted(covered.values())[-constants.CANDIDATES]
        covered = {contact: value for contact, value in covered.items() if value >= least}
    usual = max(constants.USUAL, index.piece_count() / max(1, index.contact_count()))
    sizes = {contact: count / usual for contact, count in index.counts(covered).items()}
    covered = _coverage(amounts, share, sizes)
    credited = dict.fromkeys(evidence, 0.0)
    for term, holding in ways.items():
        part = share[term]
        for piece, way in holding.items():
            credited[piece] += part * way.credit
    pieces: dict[int, list[float]] = {contact: [] for contact in sizes}
    for piece, value in credited.items():
        contact = evidence[piece][1]
        if contact in pieces:
            pieces[contact].append(quality[piece] * value)
    lift = breadth(share.values()) ** constants.LIFT
    held = math.fsum(share[term] for term, holding in ways.items() if holding) ** constants.HELD
    return {contact: round(held * _lifted(_base(covered[contact], own), lift), 6) for contact, own in pieces.items()}


def breadth(share: Iterable[float]) -> float:
    """Return how many terms of equal share the problem amounts to, 1 or more: the inverse of the sum of squares."""
    return 1 / sum(value * value for value in share)


def _amounts(ways: Ways, evidence: Mapping[int, Posting], quality: Mapping[int, float]) -> dict[str, dict[int, float]]:
    """Return, for each term, how much of it the pieces of each contact have together: credit x sqrt(quality), summed."""
    roots = {piece: math.sqrt(value) for piece, value in quality.items()}
    amounts: dict[str, dict[int, float]] = {}
    for term, holding in ways.items():
        own: dict[int, float] = {}
        for piece, way in holding.items():
            contact = evidence[piece][1]
            own[contact] = own.get(contact, 0.0) + way.credit * roots[piece]
        amounts[term] = own
    return amounts


def _coverage(
    amounts: Mapping[str, Mapping[int, float]], share: Mapping[str, float], sizes: Mapping[int, float]
) -> dict[int, float]:
    """Return how much of the problem each contact's evidence covers, about 1 if it has each term once in full.

    ``sizes``: the contacts counted, by how many pieces each has beside the average; all of them as average if it is empty.
    """
    few, per_piece = constants.SATURATION * (1 - constants.SIZE), constants.SATURATION * constants.SIZE
    covered: dict[int, float] = dict.fromkeys(sizes, 0.0)
    for term, own in amounts.items():
        part = share[term] * (1 + constants.SATURATION)
        for contact, amount in own.items():
            if not sizes or contact in sizes:
                gain = part * amount / (amount + few + per_piece * sizes.get(contact, 1.0))
                covered[contact] = covered.get(contact, 0.0) + gain
    return covered


def _base(covered: float, pieces: list[float]) -> float:
    pieces.sort(reverse=True)
    together = pieces[0] + (1 - pieces[0]) * constants.SEVERAL * sum(pieces[1 : 1 + constants.SEVERAL_MOST])
    return constants.PIECE * together + (1 - constants.PIECE) * min(1.0, covered)


def _lifted(base: float, lift: float) -> float:
    return 1 - math.pow(1 - min(base, 1.0), lift)
