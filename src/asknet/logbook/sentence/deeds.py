"""Classify words as help, talk, fact or praise, by a trained table over the vectors of the lexicon.

`tools/train_deeds.py` makes the table and measures it on held-out words; no verbs are listed here.
"""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from asknet.lexicon import Lexicon, shipped

CLASSES = ("help", "talk", "fact", "praise")
"""Something done or given for somebody; how people meet and talk; what happens to them; that they were of help."""
TABLE = Path(__file__).parents[2] / "data" / "deeds.json"


class Chances(NamedTuple):
    """The probability of each class for a word, 0 to 1; they sum to 1."""

    help: float = 0.25
    talk: float = 0.25
    fact: float = 0.25
    praise: float = 0.25


@cache
def _table() -> tuple[Lexicon, float, float, list[list[int]]] | None:
    """Return the lexicon, the scale of the weights, the constant and the weights by class; None for another lexicon."""
    lexicon = shipped()
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    if not isinstance(lexicon, Lexicon) or table["lexicon"] != lexicon.id:
        return None
    return lexicon, table["scale"], table["bias"], [table[name] for name in CLASSES]


@lru_cache(maxsize=4096)
def chances(words: str) -> Chances:
    """Return the probability of each class for a word, or a verb with its particle; all equal without the lexicon."""
    table = _table()
    vector = table[0].vector([words]) if table else None
    if table is None or vector is None or not vector.norm:
        return Chances()
    _, scale, bias, weights = table
    sums = [
        sum(a * b for a, b in zip(row, vector.values, strict=False)) / vector.norm + bias * row[-1] for row in weights
    ]
    powers = [math.exp(total / scale) for total in sums]
    return Chances(*(power / sum(powers) for power in powers))
