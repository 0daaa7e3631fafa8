"""By what a row is known again that has no id of its own: how well it agrees with what its source gave before.

A row takes what was remembered under its name only if it agrees with it and no
other row of the file agrees better, so that the order of the rows says nothing.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from enum import IntEnum
from typing import TYPE_CHECKING

from asknet.addresses import known_by
from asknet.fields import plain
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from asknet.model import Card

_ADDRESSES = ("email", "phone", "url")
_PLACES = ("org", "title", "place")


class Agreement(IntEnum):
    """How well a row agrees with what was given before under its name."""

    AGAINST = 0
    """Addresses on both sides and none the same, or another organisation, title and place."""
    NAME = 1
    """Nothing but the name is the same, and nothing contradicts."""
    SOME = 2
    """The organisation, title or place is the same; where the address changed, nothing else did."""
    ADDRESS = 3
    """An address or number is the same."""


def agreement(card: Card, gave: Card) -> Agreement:
    """Say how well a row agrees with what a row of the same name gave before."""
    both = [field for field in _ADDRESSES if getattr(card, field) and getattr(gave, field)]
    if any(_known(card, field) & _known(gave, field) for field in both):
        return Agreement.ADDRESS
    pairs = {field: (fold_name(getattr(card, field)), fold_name(getattr(gave, field))) for field in _PLACES}
    same = [field for field, (one, other) in pairs.items() if one and one == other]
    if both:
        only_moved = all(one == other for one, other in pairs.values()) and ("org" in same or len(same) > 1)
        return Agreement.SOME if only_moved else Agreement.AGAINST
    if same:
        return Agreement.SOME
    return Agreement.AGAINST if all(one and other for one, other in pairs.values()) else Agreement.NAME


class InFile:
    """What the rows of a file say, kept as eight bytes for each thing said: read only when it is asked for.

    `cards` walks the rows that have no id, each time from the first.
    """

    def __init__(self, cards: Callable[[], Iterator[Card]]) -> None:
        self._cards = cards
        self._said: array[int] | None = None

    def named(self, name: str) -> int:
        """Return how many rows have this name."""
        return self._count(("name", fold_name(name)))

    def claims(self, gave: Card, than: Agreement) -> bool:
        """Say whether some row agrees better with what was given before than one that agrees as `than` says."""
        fields: tuple[str, ...] = ()
        if than < Agreement.ADDRESS:
            fields += _ADDRESSES
        if than < Agreement.SOME:
            fields += _PLACES
        return any(self._count(said) for said in (_whole(gave), *_details(gave, fields)))

    def _count(self, said: tuple[str, ...]) -> int:
        if self._said is None:
            found = array("q")
            for card in self._cards():
                every = (("name", fold_name(card.name)), _whole(card), *_details(card, _ADDRESSES + _PLACES))
                found.extend(map(hash, every))
            self._said = array("q", sorted(found))
        number = hash(said)
        return bisect_right(self._said, number) - bisect_left(self._said, number)


def _known(card: Card, field: str) -> set[str]:
    return {known_by(field, value) for value in getattr(card, field)} - {""}


def _whole(card: Card) -> tuple[str, ...]:
    return ("whole", json.dumps(plain(card), ensure_ascii=False, sort_keys=True))


def _details(card: Card, fields: Iterable[str]) -> Iterator[tuple[str, ...]]:
    name = fold_name(card.name)
    for field in fields:
        values = _known(card, field) if field in _ADDRESSES else {fold_name(getattr(card, field))} - {""}
        for value in values:
            yield name, field, value
