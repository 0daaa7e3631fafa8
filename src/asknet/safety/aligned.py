"""A folded text with the position of each of its characters in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from asknet.text import fold

_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Invisible characters: Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt."""

_JOINING = re.compile("[\u1161-\u11ff\uff9e\uff9f]")
"""Parts of a syllable after its first letter: Korean vowels and finals, the Japanese half-width marks."""


class Aligned(NamedTuple):
    """A text as `asknet.text.fold` folds it, without invisible characters and with all decimal digits as ASCII.

    Character `n` of `folded` comes from ``text[starts[n]:ends[n]]``.
    """

    text: str
    folded: str
    starts: range | list[int]
    ends: range | list[int]

    def is_capital(self, place: int) -> bool:
        """Return whether a character of `folded` was a capital."""
        return unicodedata.normalize("NFKD", self.text[self.starts[place] : self.ends[place]])[:1].isupper()


def aligned(text: str, *, ignored: str = "") -> Aligned:
    """Fold a text, replacing invisible characters by `ignored`.

    A zero-width space may be inside a word or between two, so callers try both.
    """
    if text.isascii():
        return Aligned(text, fold(text), range(len(text)), range(1, len(text) + 1))
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text, apart=bool(ignored)):
        new = _folded(text[start:end], ignored)
        folded.append(new)
        starts += [start] * len(new)
        ends += [end] * len(new)
    return Aligned(text, "".join(folded), starts, ends)


def has_ignored(text: str) -> bool:
    """Return whether a text contains invisible characters."""
    return not text.isascii() and _IGNORED.search(text) is not None


def _clusters(text: str, *, apart: bool) -> list[tuple[int, int]]:
    """Return the start and end of each character with its marks; invisible ones are separate (`apart`) or belong to it."""
    cuts = [0]
    cuts += [
        place
        for place, char in enumerate(text)
        if place and (char.isascii() or not _belongs(char) or (apart and _IGNORED.match(char)))
    ]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True)) if text else []


@lru_cache(maxsize=4096)
def _belongs(char: str) -> bool:
    return bool(unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") or _JOINING.match(char) or _IGNORED.match(char))


@lru_cache(maxsize=4096)
def _folded(cluster: str, ignored: str) -> str:
    if ignored and _IGNORED.fullmatch(cluster):
        return ignored
    digit = unicodedata.decimal(cluster, None) if len(cluster) == 1 else None
    if digit is not None:
        return str(digit)
    return fold("".join(c for c in _IGNORED.sub("", cluster) if unicodedata.category(c) != "Me"))
