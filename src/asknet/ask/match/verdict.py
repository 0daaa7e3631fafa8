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

STRONG, POSSIBLE = 0.86, 0.56
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOT_STRONG, NOT_POSSIBLE = STRONG - 0.02, POSSIBLE - 0.02
"""Most probability of an answer that must not be ``strong``, or not even ``possible``."""
NOBODY = 0.71
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    1.364,
    {
        "first": 5.043,
        "covered": 1.931,
        "supported": 0.414,
        "moved": 1.622,
        "held": 1.404,
        "contacts": -0.612,
        "pieces": -1.809,
    },
)
ANSWERABLE: Numbers = (
    -0.595,
    {
        "first": 1.066,
        "third": 2.186,
        "covered": 2.400,
        "supported": 1.982,
        "held": 4.904,
        "pieces": -1.599,
    },
)
RIGHT_BY_WORDS: Numbers = (
    0.350,
    {
        "words": 12.223,
        "covered": 0.172,
        "contacts": -0.482,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    0.724,
    {
        "words": 6.962,
        "covered": 2.238,
        "contacts": -0.346,
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
