"""How sure an answer is: the probability that somebody among the first three can help.

A logistic regression over signals of the ranking and of the look-up in the thesaurus; a second one over the same signals
estimates whether anybody in the network can help at all. `tools/fit_verdict.py` fits the numbers below and prints the table
of how often each verdict was right, which is in docs/VERDICTS.md. `asknet.ask.match.answer` limits it where little of the
problem is covered; `asknet.ask.ask` and `asknet.ask.members` set it for contacts, places and circles that the problem names.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from asknet.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    Numbers = tuple[float, Mapping[str, float]]

STRONG, POSSIBLE = 0.85, 0.52
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOT_STRONG, NOT_POSSIBLE = STRONG - 0.02, POSSIBLE - 0.02
"""Most probability of an answer that must not be ``strong``, or not even ``possible``."""
NOBODY = 0.70
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    1.378,
    {
        "first": 6.074,
        "covered": 1.742,
        "supported": 0.559,
        "moved": 1.428,
        "held": 1.486,
        "contacts": -0.587,
        "pieces": -1.975,
    },
)
ANSWERABLE: Numbers = (
    -0.371,
    {
        "first": 1.436,
        "third": 2.728,
        "covered": 2.298,
        "supported": 1.933,
        "held": 4.624,
        "pieces": -1.752,
    },
)
RIGHT_BY_WORDS: Numbers = (
    0.493,
    {
        "words": 11.172,
        "contacts": -0.496,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    0.672,
    {
        "words": 6.358,
        "covered": 1.651,
        "contacts": -0.280,
    },
)


def probability(signals: Mapping[str, float], *, meaning: bool = True) -> float:
    """Return the probability 0..1 that one of the first three can help, three digits; without ``meaning`` by words alone."""
    return round(_logistic(RIGHT if meaning else RIGHT_BY_WORDS, signals), 3)


def answerable(signals: Mapping[str, float], *, meaning: bool = True) -> float:
    """Return the probability 0..1 that anybody in the network can help."""
    return _logistic(ANSWERABLE if meaning else ANSWERABLE_BY_WORDS, signals)


def _logistic(numbers: Numbers, signals: Mapping[str, float]) -> float:
    bias, weights = numbers
    odds = bias + math.fsum(weight * signals[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def verdict(sure: float, anybody: float) -> Verdict:
    """Return the verdict for a probability of being right and one that anybody can help."""
    if anybody < NOBODY:
        return Verdict.NONE
    if sure >= STRONG:
        return Verdict.STRONG
    return Verdict.POSSIBLE if sure >= POSSIBLE else Verdict.WEAK
