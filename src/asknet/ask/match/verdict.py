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

STRONG, POSSIBLE = 0.87, 0.58
"""Least probability to be right of each verdict; below them an answer is ``weak``."""
NOBODY = 0.64
"""Probability that anybody can help, below which the verdict is ``none``."""
LEAST = 0.08
"""Probability under which a single match has no part in the answer."""

RIGHT: Numbers = (
    -3.553,
    {
        "own": -2.695,
        "own_three": -5.898,
        "moved": 12.686,
        "moved_three": -7.488,
        "held": 3.113,
        "held_by_first": -1.726,
        "known": 0.590,
        "one_kind": 0.423,
        "first": 6.359,
        "ahead": 1.952,
        "words_of_first": -2.645,
        "covered": 1.262,
        "length": 0.714,
        "contacts": -0.281,
    },
)
ANSWERABLE: Numbers = (
    -2.154,
    {
        "own": -0.808,
        "own_three": -5.146,
        "moved": 9.194,
        "moved_three": -2.294,
        "held": 5.071,
        "held_by_first": -1.630,
        "known": -1.236,
        "one_kind": -0.179,
        "first": 9.153,
        "ahead": -5.243,
        "words_of_first": -2.261,
        "covered": 1.257,
        "length": 0.873,
        "contacts": -0.634,
    },
)
RIGHT_BY_WORDS: Numbers = (
    1.507,
    {
        "words_of_first": 3.127,
        "covered": 0.923,
        "length": 0.102,
        "contacts": -0.488,
    },
)
ANSWERABLE_BY_WORDS: Numbers = (
    0.985,
    {
        "words_of_first": 2.082,
        "covered": 2.324,
        "length": 0.845,
        "contacts": -0.404,
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
    if anybody < NOBODY or sure < LEAST:
        return "none"
    if sure >= STRONG:
        return "strong"
    return "possible" if sure >= POSSIBLE else "weak"
