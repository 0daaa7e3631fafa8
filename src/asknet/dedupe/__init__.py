"""Decide whether two contacts are one person: sure, likely or no, with the reasons in words.

Pure functions over cards. `compare` compares two of them; `blocking` selects the pairs
worth comparing, so that a hundred thousand contacts do not make five billion pairs.
The rule was measured on `tests/dedupe/pairs.yaml`: no two people may be merged.
"""

from asknet.dedupe.blocking import COMMON_FROM, Blocks, whereabouts
from asknet.dedupe.names import Alike, alike
from asknet.dedupe.score import Comparison, Sameness, are_different, compare

__all__ = [
    "COMMON_FROM",
    "Alike",
    "Blocks",
    "Comparison",
    "Sameness",
    "alike",
    "are_different",
    "compare",
    "whereabouts",
]
