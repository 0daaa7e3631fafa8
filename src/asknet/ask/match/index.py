"""What the matcher asks of a store: a handful of look-ups, each one prepared statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Posting = tuple[int, int, str, str | None, int]
"""One piece of evidence that holds a phrase: evidence id, contact id, kind, level, length in tokens."""

Piece = tuple[int, str, str | None, str]
"""One piece of evidence: contact id, kind, level, its words (tokens joined by one space)."""


class WordIndex(Protocol):
    """Evidence, and the distinct words in it. Every word is a token of ``asknet.text.tokens``."""

    def contact_count(self) -> int:
        """How many contacts can be ranked, with evidence or without."""

    def known(self, words: Collection[str]) -> set[str]:
        """Those of the words that some evidence holds."""

    def forms(self, word: str) -> list[str]:
        """Words of the network with the same Porter stem, the word itself included if held."""

    def starting(self, prefix: str) -> list[str]:
        """Words of the network that begin so."""

    def vocabulary(self) -> Sequence[str]:
        """All words of the network."""

    def holding(self, phrase: str) -> list[Posting]:
        """The evidence that holds these tokens (joined by one space) side by side."""

    def holds(self, phrase: str) -> bool:
        """Whether some evidence holds these tokens (joined by one space) side by side."""

    def texts(self, evidence_ids: Collection[int]) -> Mapping[int, str]:
        """The words of some evidence, as they were indexed: tokens joined by one space."""


class EvidenceLookups(WordIndex, Protocol):
    """The words and the meanings of a network's evidence."""

    def piece_count(self) -> int:
        """How many pieces of evidence there are."""

    def meanings(self) -> Iterable[tuple[int, bytes]]:
        """The blocks of sign bits (``match.bits``), each with the number of its first piece, a multiple of SLOTS."""

    def pieces(self, evidence_ids: Collection[int]) -> Mapping[int, Piece]:
        """Some pieces by id; an id that is not there is left out."""

    def pieces_of(self, contacts: Collection[int]) -> Mapping[int, Sequence[tuple[int, Piece]]]:
        """All pieces of some contacts, each with its id."""
