"""`synonym`: your own words that mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.errors import NothingFoundError, UsageError
from asknet.fields import one_line
from asknet.text import tokens

if TYPE_CHECKING:
    from asknet.store import Store

LONGEST = 4
"""Words of a synonym at most: that many words in a row are looked up in a problem."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """A short form and its meaning; each finds the other."""

    short: str
    long: str


def synonyms(store: Store) -> list[Synonym]:
    """Return your own synonyms, in alphabetical order."""
    with store.reading():
        return [Synonym(*pair) for pair in store.synonyms.all()]


def add_synonym(store: Store, short: str, long: str, *, now: str) -> Synonym:
    """Store that `short` and `long` mean the same, unless that is stored already.

    Raises `UsageError` if either has no word or more than `LONGEST`, or if both
    are the same.
    """
    pair = Synonym(_said(short), _said(long))
    if tokens(pair.short) == tokens(pair.long):
        message = f"{pair.short!r} and {pair.long!r} are the same words already"
        raise UsageError(message, "Case, accents and punctuation do not matter")
    with store.writing(f"added the synonym {pair.short} = {pair.long}", at=now):
        store.synonyms.add(pair.short, pair.long)
    return pair


def remove_synonym(store: Store, short: str, *, now: str) -> list[Synonym]:
    """Remove every synonym of `short` and return them. Raises `NothingFoundError` if there is none."""
    typed = _said(short)
    with store.writing(f"removed the synonym {typed}", at=now, creating=False):
        gone = [Synonym(*pair) for pair in store.synonyms.remove(typed)]
        if not gone:
            message = f"{typed!r} is not one of your synonyms"
            raise NothingFoundError(message, "See `asknet synonym list`")
    return gone


def _said(text: str) -> str:
    typed = one_line(text, what="a synonym")
    if not 0 < len(tokens(typed)) <= LONGEST:
        message = f"{typed[:40]!r} cannot be a synonym"
        raise UsageError(message, f"Give 1 to {LONGEST} words")
    return typed
