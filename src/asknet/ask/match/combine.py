"""Combine word and meaning scores into one fit.

Each score is read as the probability that the contact fits, and the fit as the probability that any of them is right (a
noisy or, Pearl, *Probabilistic Reasoning in Intelligent Systems*, 1988, 4.3.2):

    fit = 1 - ((1 - words) (1 - m MEANING likeness^MEANING_CURVE) (1 - m deep profile^PROFILE_CURVE)) ^ (breadth^LONG)
             (1 - HELPS (1 - sqrt(best)) helping)
    m = 1 - best^2, best the highest that words alone say of any contact
    deep: PROFILE or more, by how many pieces a profile is made of (`meaning.Meaning.exactly`)
    helping: how surely the contact is a helper of a kind that the problem needs

so that a name that matches exactly needs no similar meaning, and a similar meaning needs no shared word; if words match
somebody well, meaning counts for less for everybody. If there is no score by
meaning (no lexicon, another script), it is taken as NEUTRAL, its usual value for the best match by words alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from asknet.ask.match import constants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asknet.ask.match.meaning import Meaning


def combined(words: Mapping[int, float], meaning: Meaning | None, breadth: float, best: float) -> dict[int, float]:
    """Return the fit of every contact that has a score: 0..1, six digits. ``breadth`` as `fit.breadth` returns it.

    ``best``: the highest score by words of their own; what only a synonym matches leaves meaning as it is for others.
    """
    damped = math.pow(breadth, constants.LONG)
    if meaning is None:
        return {contact: _fit((1 - own) * (1 - constants.NEUTRAL), damped) for contact, own in words.items()}
    heard = 1 - best**2
    left = {contact: _left(words, contact, likeness, heard) for contact, likeness in meaning.likeness.items()}
    left |= {contact: 1 - own for contact, own in words.items() if contact not in left}
    nearest = sorted(left, key=lambda contact: (left[contact], contact))[: constants.PROFILES]
    exact, deep = meaning.exactly(nearest)
    for contact, (likeness, profile) in exact.items():
        left[contact] = _left(words, contact, likeness, heard) * (
            1 - heard * deep * math.pow(profile, constants.PROFILE_CURVE)
        )
    helps = constants.HELPS * (1 - math.sqrt(best))
    helping = meaning.helping
    return {contact: _fit(value, damped, 1 - helps * helping.get(contact, 0.0)) for contact, value in left.items()}


def _left(words: Mapping[int, float], contact: int, likeness: float, heard: float) -> float:
    """Return the probability that neither the words nor the meaning are right."""
    return (1 - words.get(contact, 0.0)) * (1 - heard * constants.MEANING * math.pow(likeness, constants.MEANING_CURVE))


def _fit(left: float, damped: float, no_helper: float = 1.0) -> float:
    return round(1 - math.pow(max(0.0, left), damped) * no_helper, 6)
