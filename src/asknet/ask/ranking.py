"""The factors that move a good fit up or down: tie, record, balance, availability.

Each factor is around 1 and is described in words; their product is clamped, so that
closeness reorders good fits but never rescues a bad one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.environment import DORMANT_DAYS
from asknet.model import Direction, Factors, Kind, Outcome
from asknet.text import fold, terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Contact

LOWEST, HIGHEST = 0.8, 1.25
"""Bounds of the product of the four factors."""
HALF_LIFE_DAYS = 180
"""Days after which a contact counts half as much for the tie."""
CLOSENESS_STEP = 0.05
"""The effect of one step of stated closeness away from 3."""
RECENT = 0.1
"""The effect of a contact today; it halves every `HALF_LIFE_DAYS`."""
RECORD = 0.4
"""How far a record of always (or never) helping moves the factor: 1 + RECORD x (rate - 1/2)."""
ON_TOPIC = 2.0
"""How many outcomes an outcome about this topic counts as."""
OWED_FROM = 3
"""How many more times help was received than given before the balance counts."""
OWED_STEP, OWED_MOST = 0.02, 0.1
ASKED_WITHIN_DAYS = 30
ASKED_OFTEN = 2
ASKED_STEP, ASKED_MOST = 0.05, 0.15
_CLOSE = 3
_KINDS = tuple(Kind)
_WORTH = {Outcome.HELPED: 1.0, Outcome.PARTLY: 0.5, Outcome.NO: 0.0, Outcome.NO_ANSWER: 0.0}


class TieHistory(NamedTuple):
    """What happened between you and one contact, or is planned.

    `met` are ``(day, direction)``, `turned` are ``(outcome, day, problem)``.
    """

    closeness: int | None
    met: Sequence[tuple[date, Direction]]
    turned: Sequence[tuple[Outcome, date, str]]

    def until(self, today: date) -> TieHistory:
        """Return what happened up to a day, since plans do not count yet."""
        met = [each for each in self.met if each[0] <= today]
        turned = [each for each in self.turned if each[1] <= today]
        return TieHistory(self.closeness, met, turned)


class Ranked(NamedTuple):
    """A contact with its fit and its factors."""

    contact: Contact
    fit: float
    factors: Factors
    dormant: bool

    def sort_key(self) -> tuple[float, int, str, int]:
        """Return the sort key: by score, then people first, then by name, never by the order of adding."""
        return (
            -round(self.fit * self.factors.product, 6),
            _KINDS.index(self.contact.kind or Kind.PERSON),
            fold(self.contact.name),
            self.contact.id,
        )


def ranked(
    contacts: Sequence[Contact],
    fits: Mapping[int, float],
    met: Mapping[int, Sequence[tuple[date, Direction]]],
    turned: Mapping[int, Sequence[tuple[Outcome, date, str]]],
    terms: Sequence[str],
    today: date,
) -> list[Ranked]:
    """Return contacts in order, by their fits and the factors; outcomes about one of the problem's `terms` count more.

    `fits`, and what happened as in `TieHistory`, are by the contact's number.
    """
    found = []
    for contact in contacts:
        history = TieHistory(contact.closeness, met[contact.id], turned[contact.id])
        moved = factors(history, terms, today)
        found.append(Ranked(contact, fits[contact.id], moved, is_dormant(history, today)))
    return sorted(found, key=Ranked.sort_key)


def factors(history: TieHistory, problem_terms: Sequence[str], today: date) -> Factors:
    """Return the four factors and their clamped product, with their description in words."""
    notes: list[str] = []
    history = history.until(today)
    tie = _tie(history, today)
    record = _record(history, frozenset(problem_terms), notes)
    balance = _balance(history, notes)
    availability = _availability(history, today, notes)
    product = min(HIGHEST, max(LOWEST, tie * record * balance * availability))
    return Factors(
        tie=round(tie, 4),
        record=round(record, 4),
        balance=round(balance, 4),
        availability=round(availability, 4),
        product=round(product, 4),
        description=tuple(notes),
    )


def is_dormant(history: TieHistory, today: date) -> bool:
    """Return whether a tie that used to be alive has been silent for a year."""
    past = [day for day, _ in history.until(today).met]
    if not past or (today - max(past)).days <= DORMANT_DAYS:
        return False
    return len(past) > 1 or (history.closeness or 0) >= _CLOSE


def _tie(history: TieHistory, today: date) -> float:
    stated = CLOSENESS_STEP * (history.closeness - _CLOSE) if history.closeness else 0.0
    past = [day for day, _ in history.met]
    recent = RECENT * 0.5 ** ((today - max(past)).days / HALF_LIFE_DAYS) if past else 0.0
    return 1.0 + stated + recent


def _record(history: TieHistory, about: frozenset[str], notes: list[str]) -> float:
    """Return the smoothed rate of answers that helped, (helped + 1) / (asked + 2)."""
    helped = asked = 0.0
    answered = [one for one in history.turned if one[0] is not Outcome.WAITING]
    for outcome, _, problem in answered:
        weight = ON_TOPIC if about & frozenset(terms(problem)) else 1.0
        asked += weight
        helped += weight * _WORTH[outcome]
    if answered:
        good = sum(_WORTH[outcome] > 0 for outcome, _, _ in answered)
        notes.append(f"helped {good} of {len(answered)} times")
    return 1.0 + RECORD * ((helped + 1) / (asked + 2) - 0.5)


def _balance(history: TieHistory, notes: list[str]) -> float:
    received = sum(way in (Direction.RECEIVED, Direction.MUTUAL) for _, way in history.met)
    given = sum(way in (Direction.GIVEN, Direction.MUTUAL) for _, way in history.met)
    owed = received - given
    if owed < OWED_FROM:
        return 1.0
    notes.append(f"repay first: received {received}, given {given}")
    return 1.0 - min(OWED_MOST, OWED_STEP * owed)


def _availability(history: TieHistory, today: date, notes: list[str]) -> float:
    asked = sum(0 <= (today - day).days <= ASKED_WITHIN_DAYS for _, day, _ in history.turned)
    if asked < ASKED_OFTEN:
        return 1.0
    notes.append(f"asked {asked} times in the last {ASKED_WITHIN_DAYS} days")
    return 1.0 - min(ASKED_MOST, ASKED_STEP * (asked - 1))
