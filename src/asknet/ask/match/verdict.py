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

STRONG, POSSIBLE = 0.8, 0.56
"""The lowest probability of being right for each verdict; below them an answer is ``weak``."""
NOT_STRONG = STRONG - 0.02
"""The highest probability of an answer that must not be ``strong``."""
NOBODY = 0.72
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    -0.713,
    {
        "first": 3.751,
        "covered": 1.275,
        "supported": 1.117,
        "moved": 3.539,
        "held": 2.475,
        "one_kind": 0.159,
        "contacts": -0.420,
        "pieces": -1.798,
    },
)
ANSWERABLE: Numbers = (
    -1.441,
    {
        "first": 3.505,
        "third": 2.668,
        "covered": 1.136,
        "supported": 1.268,
        "moved": 1.758,
        "held": 2.672,
        "pieces": -1.296,
    },
)
RIGHT_BY_WORDS: Numbers = (
    0.898,
    {
        "words": 8.725,
        "covered": 0.271,
        "contacts": -0.487,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    1.058,
    {
        "words": 5.258,
        "covered": 1.074,
        "contacts": -0.245,
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
