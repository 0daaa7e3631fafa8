"""Compounds: ``spread sheet`` and ``spreadsheet``, ``JavaScript`` and ``java script``, ``node js`` and ``node.js``.

All of this happens when a problem is read; the index holds words as they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.ask.match import constants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.ask.match.index import WordIndex

_GLUE = ("", "-", ".")


def joined(words: Sequence[str]) -> list[str]:
    """Return the ways to write neighbouring words as one."""
    return [glue.join(words) for glue in _GLUE]


def pointed(word: str, index: WordIndex) -> list[str]:
    """Return the spellings of a name with or without dots that the network has: ``nodejs`` and ``node.js``."""
    bare = word.replace(".", "")
    ways = {bare, f".{bare}", *(f"{bare[:cut]}.{bare[cut:]}" for cut in range(1, len(bare)))}
    return sorted(index.known(ways - {word}))


def split(word: str, index: WordIndex) -> list[str]:
    """Return the ways to write a word as two or three words of the network, joined by spaces; fewest parts first.

    Whether any evidence has the parts side by side is left to the caller to check. Parts have SPLIT_PART characters or more;
    the first may be a single letter (``ecommerce``), and digits may follow letters (``ada2005``).
    """
    length = len(word)
    if not constants.SPLIT_SHORTEST <= length <= constants.SPLIT_LONGEST:
        return []
    shortest = constants.SPLIT_PART
    pieces = {word[:1]} | {
        word[i:j] for i in range(length - 1) for j in range(i + shortest, length + 1) if j - i < length
    }
    held = index.known(pieces)
    found = []
    for cut in range(1, length - shortest + 1):
        head, tail = word[:cut], word[cut:]
        if head not in held or (tail.isdigit() and not head.isalpha()):
            continue
        if tail in held:
            found.append(f"{head} {tail}")
        elif cut >= shortest:
            found.extend(
                f"{head} {tail[:at]} {tail[at:]}"
                for at in range(shortest, len(tail) - shortest + 1)
                if tail[:at] in held and tail[at:] in held
            )
    return sorted(found, key=lambda phrase: (phrase.count(" "), phrase))[: constants.SPLIT_MOST]
