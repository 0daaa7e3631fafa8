"""Select the contacts worth comparing: they share an address, a name, or a word of it and where they are.

Only contacts in one block are compared, and a block with too many is ignored, so
that the work grows with the contacts and not with their pairs. People who share a
word of their names and where they are, but no address, are one only if the names
fit: the other such pairs, which are by far the most, are left out without a further test.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING

from asknet.addresses import parse_phone, same_number
from asknet.dedupe.names import Alike, alike, may_fit
from asknet.dedupe.score import organisation
from asknet.dedupe.spelling import beside_slips, name_keys, spellings_beside
from asknet.former_names import other_readings
from asknet.model import Kind
from asknet.person_names import read_name
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from asknet.addresses import PhoneNumber

COMMON_FROM = 4
"""From this many contacts with one mailbox or number on, it identifies nobody."""
_ENDING_ALIKE = 200
"""Different numbers with the same last digits that are compared with and without country codes, at most."""
_CROWD = 30
"""Contacts with one name, or with one word in one organisation, that are all compared, at most."""


class Blocks:
    """Contacts by what they share; with `among`, only pairs with one of those contacts.

    `common` are the mailboxes, web addresses and digits of numbers that too many contacts have.
    """

    def __init__(self, among: Collection[int] | None = None) -> None:
        self.common: set[str] = set()
        self._among = among
        self._shared: list[list[int]] = []
        self._by_name: dict[int, list[int]] = defaultdict(list)
        self._by_word: dict[int, list[int]] = defaultdict(list)
        self._beside: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._people: dict[int, list[str]] = {}
        self._crowded: set[int] = set()

    def add_shared(self, known: str, numbers: Sequence[int]) -> None:
        """Add the contacts with one mailbox or web address, in the form of `addresses.known_by`."""
        if len(numbers) > COMMON_FROM:
            self.common.add(known)
            self._crowded.update(numbers)
        else:
            self._shared.append(list(numbers))

    def add_numbers(self, owners: Iterable[tuple[str, int]]) -> None:
        """Add telephone numbers with the same ending, with the contact of each."""
        common, blocks = _shared_numbers(owners)
        self.common |= common.keys()
        self._crowded.update(*common.values())
        self._shared += blocks

    def add(self, contact: int, name: str, where: Iterable[str], kind: str = Kind.PERSON) -> None:
        """Add a contact by a name or alias, and where they are; called once for each name."""
        if kind == Kind.PERSON:
            for reading in other_readings(name):
                self._add_name(contact, reading, where, kind)
        self._add_name(contact, name, where, kind)

    def _add_name(self, contact: int, name: str, where: Iterable[str], kind: str) -> None:
        if kind == Kind.PERSON:
            self._people.setdefault(contact, []).append(name)
            for word, rest in beside_slips(name):
                self._beside[hash(rest)].append((contact, word))
        words = sorted({word for word in read_name(name).words if len(word) > 1})
        for key in name_keys(name) if words else ():
            self._by_name[hash(key)].append(contact)
        # many people with one name are distinguished by where they are
        for place, word in product(filter(None, where), {*words, " ".join(words)} - {""}):
            self._by_word[hash((word, place))].append(contact)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every pair worth comparing, once, the lower number first."""
        seen: set[tuple[int, int]] = set()
        for blocks, by_word in (
            (self._shared, False),
            (self._by_name.values(), False),
            (self._by_slip(), False),
            (self._by_word.values(), True),
        ):
            for block in blocks:
                if len(block) < 2:  # noqa: PLR2004 - a pair
                    continue
                members = sorted(set(block))
                if 1 < len(members) <= _CROWD:
                    for pair in combinations(members, 2):
                        if self._wanted(pair) and pair not in seen and not (by_word and self._differ(*pair)):
                            seen.add(pair)
                            yield pair

    def _by_slip(self) -> Iterator[list[int]]:
        """Yield the contacts whose names may differ by a slip in one word, block by block."""
        for members in self._beside.values():
            if len(members) > 1:
                spelt: dict[str, list[int]] = defaultdict(list)
                for contact, word in members:
                    for spelling in spellings_beside(word):
                        spelt[spelling].append(contact)
                yield from spelt.values()

    def _wanted(self, pair: tuple[int, int]) -> bool:
        return self._among is None or pair[0] in self._among or pair[1] in self._among

    def _differ(self, one: int, other: int) -> bool:
        """Return whether two contacts without a common address are different people, as none of their names fit."""
        mine, theirs = self._people.get(one), self._people.get(other)
        if not mine or not theirs or (one in self._crowded and other in self._crowded):
            return False
        return not any(may_fit(a, b) and alike(a, b).how in (Alike.SAME, Alike.FITTING) for a in mine for b in theirs)


def whereabouts(org: str, place: str) -> tuple[str, ...]:
    """Return where a contact is, in the form that `Blocks.add` compares."""
    return organisation(org), fold_name(place)


def _shared_numbers(owners: Iterable[tuple[str, int]]) -> tuple[dict[str, set[int]], list[list[int]]]:
    """Separate the telephone numbers that too many contacts have from those that few share.

    Returns the contacts by the digits of a common number, and the others in blocks.
    """
    found: dict[PhoneNumber, tuple[str, set[int]]] = {}
    for written, contact in owners:
        found.setdefault(parse_phone(written), (written, set()))[1].add(contact)
    common: dict[str, set[int]] = {}
    blocks: list[list[int]] = []
    for one, (written, own) in found.items():
        if not one.digits:
            continue
        having = own
        if len(found) <= _ENDING_ALIKE:
            having = own.union(*(others for spelt, others in found.values() if same_number(written, spelt)))
        if len(having) > COMMON_FROM:
            common[one.digits] = having
        elif len(having) > 1:
            blocks.append(sorted(having))
    return common, blocks
