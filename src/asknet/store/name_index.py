"""The names of a network in memory, for many look-ups in one transaction: lines of a file, rows of an import."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asknet.model import Provenance
from asknet.person_names import given_name_groups, unspaced_parts
from asknet.store.contacts import Contacts
from asknet.text import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from asknet.model import Card, Contact
    from asknet.store.evidence_index import EvidenceIndex
    from asknet.store.read_cache import ReadCache
    from asknet.store.waiting_rows import WaitingRows

_PREFIX = 4
"""Letters by which names that begin with a longer word are found."""
_EDITS = 2
"""Letters by which the length of a misspelt word may differ; its first letter is the same."""


class NameIndex(Contacts):
    """The contacts, found by name without reading all names each time; no name may be changed in the meantime."""

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        evidence: EvidenceIndex,
        kept: ReadCache,
        waiting: WaitingRows,
    ) -> None:
        super().__init__(connection, evidence, kept, waiting)
        self._folded: dict[int, list[str]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_prefix: dict[str, set[int]] = defaultdict(set)
        self._letters: dict[str, int] = {}
        self._by_group: dict[int, set[int]] = defaultdict(set)
        self._found: dict[tuple[str, ...], list[int]] = {}
        for number, folded in super().folded_names():
            self._index(number, folded)

    def _index(self, number: int, folded: str) -> None:
        self._folded[number].append(folded)
        self._found.clear()
        words = folded.split(" ")
        for word in {*words, *unspaced_parts(folded)}:
            self._by_word[word].add(number)
        for word in words:
            self._letters[word] = _letters(word)
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
            longest = max(words, key=len, default="")
            close = self._by_prefix.get(longest[:_PREFIX], set()).union(*self._with_forms(longest))
            near = self._common(map(self._beginning_alike, words))
            letters = _letters(longest) if len(longest) >= _PREFIX else None
            found = (
                n for n in near if n in close or (letters is not None and self._near_in_letters(n, longest, letters))
            )
            self._found = {key: sorted(found)}
        return [(number, folded) for number in self._found[key] for folded in self._folded[number]]

    def _beginning_alike(self, word: str) -> set[int]:
        """Return who has a word with the same first letter, or another form of this one."""
        begins = self._by_prefix.get(word[:1], set())
        return begins.union(*forms) if (forms := self._with_forms(word)) else begins

    def _with_forms(self, word: str) -> list[set[int]]:
        """Return the contacts with a form of the same given name (Bob: Robert), for each name that the word is a form of."""
        return [self._by_group.get(group, set()) for group in given_name_groups(word)]

    def _near_in_letters(self, number: int, word: str, letters: int) -> bool:
        """Return whether a contact has a word with the same first letter whose letters are those of a few edits of this one."""
        for folded in self._folded[number]:
            for other in folded.split(" "):
                if (
                    other[:1] == word[0]
                    and -_EDITS <= len(other) - len(word) <= _EDITS
                    and (self._letters[other] ^ letters).bit_count() <= 2 * _EDITS
                ):
                    return True
        return False

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
