"""Names as initials, for a page that others may see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.model import Kind
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asknet.store.review_rows import Member

_LEAST = 3
"""Letters of a word of a name that is replaced in other texts; a shorter one is more often an ordinary word."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def initials(members: Iterable[Member]) -> dict[int, str]:
    """Return the name shown for each contact: initials for people, numbered if several share them, full names for others.

    >>> from asknet.page.initials import _letters
    >>> _letters("Ana María López")
    'A. M. L.'
    """
    found: dict[int, str] = {}
    taken: dict[str, int] = {}
    for member in members:
        if member.kind != Kind.PERSON:
            found[member.id] = member.name
            continue
        letters = _letters(member.name)
        taken[letters] = taken.get(letters, 0) + 1
        found[member.id] = letters if taken[letters] == 1 else f"{letters} ({taken[letters]})"
    return found


def _letters(name: str) -> str:
    words = [word for word in fold_name(name).split() if word[0].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words) or "?"


class NameHider:
    """Replaces the names of people in texts by initials."""

    def __init__(self, names: Sequence[str]) -> None:
        self._words = {word for name in names for word in fold_name(name).split() if len(word) >= _LEAST}

    def hidden(self, text: str) -> str:
        """Return a text with every capitalised word of a person's name reduced to its first letter."""
        return _WORD.sub(self._hide, text)

    def _hide(self, word: re.Match[str]) -> str:
        said = word[0]
        if not said[0].islower() and not self._words.isdisjoint(fold_name(said.removesuffix("'s")).split()):
            return f"{said[0].upper()}."
        return said
