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
NOBODY = 0.72
"""Probability that anybody can help, below which the verdict is ``none``."""

RIGHT: Numbers = (
    -0.713,
    {
        "first": 3.926,
        "covered": 1.039,
        "supported": 1.218,
        "moved": 3.572,
        "held": 2.519,
        "one_kind": 0.362,
        "contacts": -0.346,
        "pieces": -2.016,
    },
)
ANSWERABLE: Numbers = (
    -1.204,
    {
        "first": 4.366,
        "third": 2.774,
        "covered": 0.895,
        "supported": 1.090,
        "moved": 1.463,
        "held": 1.926,
        "pieces": -1.272,
    },
)
RIGHT_BY_WORDS: Numbers = (
    1.711,
    {
        "words": 3.515,
        "covered": 0.965,
        "contacts": -0.484,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    1.809,
    {
        "words": 4.626,
        "covered": 1.531,
        "contacts": -0.311,
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
