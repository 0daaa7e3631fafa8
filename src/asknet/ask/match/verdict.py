"""How sure an answer is: the probability that somebody among the first three can help.

A logistic regression over signals of the ranking and of the look-up in the thesaurus. `tools/fit_verdict.py` fits the numbers
below and prints the table of how often each verdict was right; both stand in docs/VERDICTS.md.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal["strong", "possible", "weak", "none"]

STRONG, POSSIBLE, WEAK = 0.9, 0.6, 0.25
"""Least probability of each verdict; under the last one it is ``none``."""

BIAS = 0.0
WEIGHTS: Mapping[str, float] = {}
"""What each signal adds to the logarithm of the odds."""


def probability(signals: Mapping[str, float]) -> float:
    """The probability 0..1 that one of the first three can help, three digits."""
    odds = BIAS + math.fsum(weight * signals[name] for name, weight in WEIGHTS.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


def verdict(sure: float) -> Verdict:
    """The verdict on a probability."""
    if sure >= STRONG:
        return "strong"
    if sure >= POSSIBLE:
        return "possible"
    return "weak" if sure >= WEAK else "none"
