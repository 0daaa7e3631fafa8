"""How sure an answer is: the probability that somebody among the first three can help.

A logistic regression over signals of the ranking and of the look-up in the thesaurus; a second one over the same signals tells
whether anybody in the network can help at all. `tools/fit_verdict.py` fits the numbers below and prints the table of how often
each verdict was right, which stands in docs/VERDICTS.md.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    Numbers = tuple[float, Mapping[str, float]]

Verdict = Literal["strong", "possible", "weak", "none"]

STRONG, POSSIBLE = 0.75, 0.5
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOBODY = 0.62
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    -1.615,
    {
        "first": 4.488,
        "covered": 0.049,
        "moved": 1.846,
        "held": 2.390,
        "known": 0.735,
        "one_kind": 0.467,
        "length": 0.188,
        "contacts": -0.700,
    },
)
ANSWERABLE: Numbers = (
    -1.837,
    {
        "first": 5.148,
        "covered": 0.361,
        "moved": 1.259,
        "held": 2.536,
        "length": 0.509,
        "contacts": -0.373,
    },
)
RIGHT_BY_WORDS: Numbers = (
    1.457,
    {
        "words": 3.280,
        "covered": 0.871,
        "length": 0.115,
        "contacts": -0.487,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    0.843,
    {
        "words": 4.066,
        "covered": 1.203,
        "length": 0.527,
        "contacts": -0.293,
    },
)


def probability(signals: Mapping[str, float], *, meaning: bool = True) -> float:
    """The probability 0..1 that one of the first three can help, three digits; without ``meaning`` by words alone."""
    return round(_logistic(RIGHT if meaning else RIGHT_BY_WORDS, signals), 3)


def answerable(signals: Mapping[str, float], *, meaning: bool = True) -> float:
    """The probability 0..1 that anybody in the network can help."""
    return _logistic(ANSWERABLE if meaning else ANSWERABLE_BY_WORDS, signals)


def _logistic(numbers: Numbers, signals: Mapping[str, float]) -> float:
    bias, weights = numbers
    odds = bias + math.fsum(weight * signals[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def verdict(sure: float, anybody: float) -> Verdict:
    """The verdict on a probability to be right and one that anybody can help."""
    if anybody < NOBODY:
        return "none"
    if sure >= STRONG:
        return "strong"
    return "possible" if sure >= POSSIBLE else "weak"
