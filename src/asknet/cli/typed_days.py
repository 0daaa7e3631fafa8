"""Days and periods of several words that were typed without quotes: ``--on last Tuesday``, ``--every 3 months``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet import environment
from asknet.days import is_period, parse_back, read_day
from asknet.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _reads(read: Callable[..., object]) -> Callable[[str], bool]:
    def whether(text: str) -> bool:
        try:
            read(text, environment.today())
        except UsageError:
            return False
        return True

    return whether


_OPTIONS: dict[str, Callable[[str], bool]] = {
    "--every": is_period, "--older": is_period, "--met": _reads(read_day), "--on": _reads(read_day),
    "--since": _reads(parse_back),
}  # fmt: skip
"""Options for a day or a period, with the function that decides whether a text is one."""
_MORE = 3
"""Words that may continue a day or a period: ``Monday of last week``."""


def with_whole_days(typed: Sequence[str]) -> list[str]:
    """Return the words with each day or period after its option joined into one: as many words as belong to it."""
    words = list(typed)
    for place, option in enumerate(words):
        if option not in _OPTIONS:
            continue
        first = place + 1
        for end in range(min(len(words), first + 1 + _MORE), first + 1, -1):
            if _OPTIONS[option](" ".join(words[first:end])):
                words[first:end] = [" ".join(words[first:end])]
                break
    return words
