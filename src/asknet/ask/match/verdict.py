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

STRONG, POSSIBLE = 0.82, 0.58
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOBODY = 0.7
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    -1.115,
    {
        "first": 3.824,
        "covered": 0.897,
        "supported": 1.057,
        "moved": 3.591,
        "held": 2.779,
        "one_kind": 0.416,
        "length": 0.140,
        "contacts": -0.429,
        "pieces": -1.558,
    },
)
ANSWERABLE: Numbers = (
    -2.372,
    {
        "first": 6.289,
        "covered": 0.660,
        "supported": 0.951,
        "moved": 0.131,
        "held": 2.620,
        "length": 0.628,
        "pieces": -0.775,
    },
)
RIGHT_BY_WORDS: Numbers = (
    1.449,
    {
        "words": 3.595,
        "covered": 0.883,
        "length": 0.151,
        "contacts": -0.477,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    0.757,
    {
        "words": 5.247,
        "covered": 1.055,
        "length": 0.622,
        "contacts": -0.287,
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
