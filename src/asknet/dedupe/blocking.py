"""Which contacts are worth comparing: those that share an address, a name, or a word of it and an organisation.

Only contacts in one block are compared, and a block of too many says nothing, so
that the work grows with the contacts and not with their pairs. People who share a
word of their names and where they are, and no address, are one only if the names
fit: of these pairs, the most by far, the others are left out without a further look.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from asknet.dedupe.score import organisation
from asknet.model import Kind
from asknet.person_names import Alike, alike, read_name
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMON_FROM = 4
"""Contacts of one mailbox or number from which on it says nothing of a person."""
_CROWD = 30
"""Contacts of one name, or of one word in one organisation, that are all compared."""


class Blocks:
    """Contacts by what they share. `common` are the addresses that too many have."""

    def __init__(self) -> None:
        self.common: set[str] = set()
        self._shared: list[list[int]] = []
        self._by_name: dict[int, list[int]] = {}
        self._by_word: dict[int, list[int]] = {}
        self._people: dict[int, list[str]] = {}
        self._crowded: set[int] = set()

    def add_shared(self, known: str, numbers: Sequence[int]) -> None:
        """Add the contacts of one mailbox, number or web address, as `addresses.known_by` gives it."""
        if len(numbers) > COMMON_FROM:
            self.common.add(known)
            self._crowded.update(numbers)
        else:
            self._shared.append(list(numbers))

    def add(self, number: int, name: str, org: str, place: str, kind: str = Kind.PERSON) -> None:
        """Add a contact by a name or alias; to be called once for each."""
        if kind == Kind.PERSON:
            self._people.setdefault(number, []).append(name)
        words = sorted({word for word in read_name(name).words if len(word) > 1})
        if words:
            self._by_name.setdefault(hash(" ".join(words)), []).append(number)
        for where in (organisation(org), fold_name(place)):
            for word in words if where else ():
                self._by_word.setdefault(hash((word, where)), []).append(number)
        if org or place:
            # a crowd of one name is told apart by where they are
            whole = " ".join(words)
            for where in (organisation(org), fold_name(place)):
                if where and len(words) > 1:
                    self._by_word.setdefault(hash((whole, where)), []).append(number)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Return every pair worth comparing, once, the lower number first."""
        seen: set[tuple[int, int]] = set()
        for blocks, by_word in ((self._shared, False), (self._by_name.values(), False), (self._by_word.values(), True)):
            for block in blocks:
                members = sorted(set(block))
                if 1 < len(members) <= _CROWD:
                    for pair in combinations(members, 2):
                        if pair not in seen and not (by_word and self._differ(*pair)):
                            seen.add(pair)
                            yield pair

    def _differ(self, one: int, other: int) -> bool:
        """Say whether two contacts without an address in common are people none of whose names fit."""
        mine, theirs = self._people.get(one), self._people.get(other)
        if not mine or not theirs or (one in self._crowded and other in self._crowded):
            return False
        return not any(alike(a, b).how in (Alike.SAME, Alike.FITTING) for a in mine for b in theirs)
