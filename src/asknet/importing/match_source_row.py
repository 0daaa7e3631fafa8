"""Match a row without an id to a row of an earlier import, by how well the two agree.

A row matches what was stored under its name only if it agrees with it and no
other row of the file agrees better, so that the order of the rows does not matter.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from enum import IntEnum
from typing import TYPE_CHECKING

from asknet.addresses import known_by
from asknet.fields import card_values
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from asknet.model import Card

_ADDRESSES = ("email", "phone", "url")
_PLACES = ("org", "title", "place")


class Agreement(IntEnum):
    """How well a row agrees with an earlier one with its name."""

    CONTRADICTED = 0
    """Both have addresses and none is the same, or organisation, title and place differ."""
    NAME = 1
    """Only the name is the same, and nothing contradicts."""
    SOME = 2
    """The organisation, title or place is the same; if the address changed, nothing else did."""
    ADDRESS = 3
    """An address or number is the same."""


def agreement(card: Card, snapshot: Card) -> Agreement:
    """Return how well a row agrees with what an earlier row with the same name supplied."""
    both = [field for field in _ADDRESSES if getattr(card, field) and getattr(snapshot, field)]
    if any(_known(card, field) & _known(snapshot, field) for field in both):
        return Agreement.ADDRESS
    pairs = {field: (fold_name(getattr(card, field)), fold_name(getattr(snapshot, field))) for field in _PLACES}
    same = [field for field, (one, other) in pairs.items() if one and one == other]
    if both:
        only_moved = all(one == other for one, other in pairs.values()) and ("org" in same or len(same) > 1)
        return Agreement.SOME if only_moved else Agreement.CONTRADICTED
    if same:
        return Agreement.SOME
    return Agreement.CONTRADICTED if all(one and other for one, other in pairs.values()) else Agreement.NAME


class FileIndex:
    """The values of a file's rows, each as a hash of eight bytes; built only when needed.

    `cards` iterates over the rows without an id, each time from the first.
    """

    def __init__(self, cards: Callable[[], Iterator[Card]]) -> None:
        self._cards = cards
        self._hashes: array[int] | None = None

    def named(self, name: str) -> int:
        """Return how many rows have this name."""
        return self._count(("name", fold_name(name)))

    def has_better_match(self, snapshot: Card, than: Agreement) -> bool:
        """Return whether some row agrees with a snapshot better than `than`."""
        fields: tuple[str, ...] = ()
        if than < Agreement.ADDRESS:
            fields += _ADDRESSES
        if than < Agreement.SOME:
            fields += _PLACES
        return any(self._count(value) for value in (_all_values(snapshot), *_values(snapshot, fields)))

    def _count(self, value: tuple[str, ...]) -> int:
        if self._hashes is None:
            found = array("q")
            for card in self._cards():
                every = (("name", fold_name(card.name)), _all_values(card), *_values(card, _ADDRESSES + _PLACES))
                found.extend(map(hash, every))
            self._hashes = array("q", sorted(found))
        number = hash(value)
        return bisect_right(self._hashes, number) - bisect_left(self._hashes, number)


def _known(card: Card, field: str) -> set[str]:
    return {known_by(field, value) for value in getattr(card, field)} - {""}


def _all_values(card: Card) -> tuple[str, ...]:
    return ("all", json.dumps(card_values(card), ensure_ascii=False, sort_keys=True))


def _values(card: Card, fields: Iterable[str]) -> Iterator[tuple[str, ...]]:
    name = fold_name(card.name)
    for field in fields:
        values = _known(card, field) if field in _ADDRESSES else {fold_name(getattr(card, field))} - {""}
        for value in values:
            yield name, field, value
