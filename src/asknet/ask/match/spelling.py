"""Misspelt words: the words of the network that a word was probably meant to be."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.ask.match import constants
from asknet.person_names import is_given
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Sequence

_RARE = Path(__file__).parents[2] / "data" / "rare_words.txt"
_VOWELS = "aeiouy"
_NO_VOWELS = str.maketrans("", "", _VOWELS)


@cache
def rare_words() -> frozenset[str]:
    """Return the words of the lexicon that are likelier to be slips of common words: crotchet, crochet."""
    return frozenset(_RARE.read_text(encoding="ascii").split())


def corrections(word: str, vocabulary: Sequence[str]) -> list[tuple[str, float]]:
    """Return the words probably meant, each with a credit in SPELLING_FLOOR..1, best first; at most SPELLING_MOST.

    Distance is optimal string alignment (an insertion, deletion, substitution or swap of neighbours each count 1), as
    rapidfuzz computes it; relative to the length, and more if the first letter changes, where people rarely make
    mistakes. Two edits are allowed from SPELLING_TWO_EDITS letters on, or from one letter fewer if only vowels slipped.
    Words under SPELLING_SHORTEST letters and words with digits or signs are not corrected: they are names.
    """
    if len(word) < constants.SPELLING_SHORTEST or not word.isalpha():
        return []
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=_allowed(len(word) + 1), limit=None)
    allowed = _allowed(len(word))
    weighed = [(h, credit(word, h, edits)) for h, edits, _ in near if edits <= allowed or _only_vowels_slipped(word, h)]
    likely = sorted(
        ((h, c) for h, c in weighed if c >= constants.SPELLING_FLOOR),
        key=lambda pair: (-pair[1], pair[0]),
    )
    best = likely[0][1] if likely else 0.0
    return [pair for pair in likely if pair[1] >= best - constants.SPELLING_BAND][: constants.SPELLING_MOST]


def credit(word: str, held: str, distance: int) -> float:
    """Return how likely it is that ``held`` was meant, 0..1, by their distance in edits."""
    if not held.isalpha() or is_filler(held) or len(held) < constants.SPELLING_SHORTEST:
        return 0.0
    if len(word) == constants.SPELLING_SHORTEST and len(held) == len(word) and sorted(word) != sorted(held):
        return 0.0
    if word[0] != held[0] and is_given(held):
        return 0.0
    edits = distance + (constants.SPELLING_FIRST_LETTER if word[0] != held[0] and word[:2] != held[1::-1] else 0.0)
    if sorted(word) == sorted(held) or _only_vowels_slipped(word, held):
        edits *= constants.SPELLING_SWAP
    return max(0.0, 1 - constants.SPELLING_COST * edits / max(len(word), len(held)))


def _allowed(length: int) -> int:
    return 1 if length < constants.SPELLING_TWO_EDITS else 2


def _only_vowels_slipped(word: str, held: str) -> bool:
    """Return whether only vowels, after the first letter, were added, omitted or moved: leagel, legal; srgicl, surgical."""
    if word[0] != held[0] or word.translate(_NO_VOWELS) != held.translate(_NO_VOWELS):
        return False
    ours, theirs = Counter(filter(_VOWELS.__contains__, word)), Counter(filter(_VOWELS.__contains__, held))
    return ours <= theirs or theirs <= ours
