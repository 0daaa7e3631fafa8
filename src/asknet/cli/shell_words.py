"""Words as they are typed in a shell."""

from __future__ import annotations

import re
import shlex

_BARE = re.compile(r"[\w@%+=:,./-]+")
_NOT_IN_DOUBLE_QUOTES = re.compile(r'["$`\\!]')


def quoted(word: str) -> str:
    """Return a word as it is typed in a shell, in double quotes if those are enough."""
    if _BARE.fullmatch(word):
        return word
    return shlex.quote(word) if _NOT_IN_DOUBLE_QUOTES.search(word) else f'"{word}"'
