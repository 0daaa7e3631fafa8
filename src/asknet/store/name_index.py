"""The names of a network in memory, for many look-ups in one transaction: the lines of a file, the rows of an import."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asknet.model import Provenance
from asknet.store.contacts import Contacts
from asknet.text import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from asknet.model import Card, Contact
    from asknet.store.evidence_index import EvidenceIndex

_PREFIX = 4
"""Letters by which names are found that begin as a longer word does."""
_EDITS = 2
"""Letters by which a misspelt word may be longer or shorter; it has the same first letter."""


class NameIndex(Contacts):
    """The contacts, found by name without reading all names each time; no name may be changed meanwhile."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], evidence: EvidenceIndex) -> None:
        super().__init__(connection, evidence)
        self._folded: dict[int, list[str]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_key: dict[str | tuple[str, int], set[int]] = defaultdict(set)
        for number, folded in super().folded_names():
            self._index(number, folded)

    def _index(self, number: int, folded: str) -> None:
        self._folded[number].append(folded)
        words = folded.split(" ")
        for word in {*words, folded.replace(" ", "")}:
            self._by_word[word].add(number)
        for word in words:
            self._by_key[word[:1], len(word)].add(number)
            for size in range(1, _PREFIX + 1):
                self._by_key[word[:size]].add(number)

    def add(
        self,
        card: Card,
        *,
        added: date,
        via: Sequence[int] = (),
        provenance: Provenance | None = Provenance.STATED,
        me: bool = False,
    ) -> int:
        """Write a new contact as `Contacts.add` does; from now on they are found."""
        number = super().add(card, added=added, via=via, provenance=provenance, me=me)
        for name in (card.name, *card.aliases):
            self._index(number, fold_name(name))
        return number

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Return who has all these folded words whole in the name, yourself aside."""
        numbers = self._common(self._by_word.get(word, set()) for word in words)
        found = self.load(sorted(numbers))
        return [contact.id for contact in found if {*words} <= {*fold_name(contact.name).split()}]

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return who has one of these folded words in the name or an alias, or is written so without spaces."""
        return self.load(sorted(set().union(*(self._by_word.get(word, set()) for word in words))))

    def names_near(self, words: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Yield every ``(number, folded name or alias)`` that may be loosely like these folded words."""
        for number in sorted(self._common(map(self._near, words))):
            yield from ((number, folded) for folded in self._folded[number])

    def _near(self, word: str) -> set[int]:
        """Return who has a word that begins with this one, or is as long give or take a few and begins alike."""
        keys: list[str | tuple[str, int]] = [word[:_PREFIX]]
        if len(word) >= _PREFIX:
            keys += [(word[0], size) for size in range(len(word) - _EDITS, len(word) + _EDITS + 1)]
        return set().union(*(self._by_key.get(key, set()) for key in keys))

    @staticmethod
    def _common(found: Iterable[set[int]]) -> set[int]:
        smallest, *others = sorted(found, key=len) or [set()]
        return smallest.intersection(*others)
