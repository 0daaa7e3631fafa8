"""The names of a network in memory, for many look-ups in one transaction: lines of a file, rows of an import."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asknet.model import Provenance
from asknet.person_names import given_name_groups
from asknet.store.contacts import Contacts
from asknet.text import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from asknet.model import Card, Contact
    from asknet.store.evidence_index import EvidenceIndex
    from asknet.store.kept import Kept

_PREFIX = 4
"""Letters by which names that begin with a longer word are found."""
_EDITS = 2
"""Letters by which the length of a misspelt word may differ; its first letter is the same."""


class NameIndex(Contacts):
    """The contacts, found by name without reading all names each time; no name may be changed in the meantime."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex, kept: Kept) -> None:
        super().__init__(connection, evidence, kept)
        self._folded: dict[int, list[str]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_prefix: dict[str, set[int]] = defaultdict(set)
        self._words: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        self._by_group: dict[int, set[int]] = defaultdict(set)
        self._found: dict[tuple[str, ...], list[int]] = {}
        for number, folded in super().folded_names():
            self._index(number, folded)

    def _index(self, number: int, folded: str) -> None:
        self._folded[number].append(folded)
        self._found.clear()
        words = folded.split(" ")
        for word in {*words, folded.replace(" ", "")}:
            self._by_word[word].add(number)
        for word in words:
            self._words[word[:1], len(word)][word] = _letters(word)
            for size in range(1, _PREFIX + 1):
                self._by_prefix[word[:size]].add(number)
            for group in given_name_groups(word):
                self._by_group[group].add(number)

    def add(
        self,
        card: Card,
        *,
        added: date,
        via: Sequence[int] = (),
        provenance: Provenance | None = Provenance.STATED,
        me: bool = False,
    ) -> int:
        """Store a new contact as `Contacts.add` does; from now on they are found."""
        number = super().add(card, added=added, via=via, provenance=provenance, me=me)
        for name in (card.name, *card.aliases):
            self._index(number, fold_name(name))
        return number

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the contacts with all these folded words whole in the name, without yourself."""
        numbers = self._common(self._by_word.get(word, set()) for word in words)
        found = self.load(sorted(numbers))
        return [contact.id for contact in found if {*words} <= {*fold_name(contact.name).split()}]

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return the contacts with one of these folded words in the name or an alias, or with it as the name without spaces."""
        return self.load(sorted(set().union(*(self._by_word.get(word, set()) for word in words))))

    def names_near(self, words: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Return every ``(number, folded name or alias)`` that may resemble these folded words."""
        if not all(map(str.isascii, words)):  # in another script they may begin differently
            return self.folded_names()
        key = tuple(words)
        if key not in self._found:  # one name is looked up in two ways, one after the other
            near = self._near(max(words, key=len, default=""))
            self._found = {key: sorted(n for n in near if all(self._begins_alike(n, word) for word in words))}
        return [(number, folded) for number in self._found[key] for folded in self._folded[number]]

    def _begins_alike(self, number: int, word: str) -> bool:
        """Return whether a contact has a word with the same first letter, or another form of this one."""
        return number in self._by_prefix.get(word[:1], ()) or any(
            number in self._by_group.get(group, ()) for group in given_name_groups(word)
        )

    def _near(self, word: str) -> set[int]:
        """Return the contacts with a word that begins with this one, may be a misspelling of it, or is another form of it."""
        forms = (self._by_group.get(group, set()) for group in given_name_groups(word))
        spelt = (self._by_word[other] for other in self._misspelt(word))
        return set().union(self._by_prefix.get(word[:_PREFIX], set()), *forms, *spelt)

    def _misspelt(self, word: str) -> list[str]:
        """Return the words with the same first letter whose letters differ by a few edits."""
        if len(word) < _PREFIX:
            return []
        letters = _letters(word)
        sizes = range(len(word) - _EDITS, len(word) + _EDITS + 1)
        near = (self._words.get((word[0], size), {}).items() for size in sizes)
        return [other for words in near for other, own in words if (own ^ letters).bit_count() <= 2 * _EDITS]

    @staticmethod
    def _common(found: Iterable[set[int]]) -> set[int]:
        smallest, *others = sorted(found, key=len) or [set()]
        return smallest.intersection(*others)


def _letters(word: str) -> int:
    """Return the letters of a word as a set of 32 bits; an edit changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
