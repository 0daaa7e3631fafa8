"""How sure an answer is: the probability that somebody among the first three can help.

A logistic regression over signals of the ranking and of the look-up in the thesaurus; a second one over the same signals
estimates whether anybody in the network can help at all. `tools/fit_verdict.py` fits the numbers below and prints the table
of how often each verdict was right, which is in docs/VERDICTS.md.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    Numbers = tuple[float, Mapping[str, float]]

Verdict = Literal["strong", "possible", "weak", "none"]

STRONG, POSSIBLE = 0.82, 0.57
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOT_STRONG, NOT_POSSIBLE = STRONG - 0.02, POSSIBLE - 0.02
"""Most probability of an answer that must not be ``strong``, or not even ``possible``."""
NOBODY = 0.725
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    0.328,
    {
        "first": 3.955,
        "covered": 2.016,
        "supported": 0.632,
        "moved": 1.973,
        "held": 2.317,
        "one_kind": 0.303,
        "contacts": -0.618,
        "pieces": -1.613,
    },
)
ANSWERABLE: Numbers = (
    -1.068,
    {
        "first": 2.549,
        "third": 2.407,
        "covered": 1.750,
        "supported": 1.499,
        "moved": 1.895,
        "held": 1.164,
        "pieces": -1.195,
        "helper": 1.099,
    },
)
RIGHT_BY_WORDS: Numbers = (
    0.551,
    {
        "words": 9.397,
        "covered": 0.816,
        "contacts": -0.439,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    1.062,
    {
        "words": 6.047,
        "covered": 1.194,
        "contacts": -0.276,
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
        return "none"
    if sure >= STRONG:
        return "strong"
    return "possible" if sure >= POSSIBLE else "weak"
