"""What the matcher needs from a store: a few look-ups, each one prepared statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from asknet.lexicon import SignBlocks

Posting = tuple[int, int, str, str | None, int]
"""One piece of evidence that contains a phrase: evidence id, contact id, kind, level, length in tokens."""

Piece = tuple[int, str, str | None, str]
"""One piece of evidence: contact id, kind, level, its words (tokens joined by single spaces)."""


class WordIndex(Protocol):
    """Evidence, and the distinct words in it. Every word is a token of ``asknet.text.tokens``."""

    def contact_count(self) -> int:
        """Return how many contacts can be ranked, with or without evidence."""

    def known(self, words: Collection[str]) -> set[str]:
        """Return those of the words that occur in some evidence."""

    def forms(self, word: str) -> list[str]:
        """Return the words of the network with the same Porter stem, including the word itself if it occurs."""

    def starting(self, prefix: str) -> list[str]:
        """Return the words of the network that begin with a prefix."""

    def vocabulary(self) -> Sequence[str]:
        """Return all words of the network."""

    def holding(self, phrase: str) -> list[Posting]:
        """Return the evidence that contains these tokens (joined by single spaces) side by side."""

    def holds(self, phrase: str) -> bool:
        """Return whether some evidence contains these tokens (joined by single spaces) side by side."""

    def texts(self, evidence_ids: Collection[int]) -> Mapping[int, str]:
        """Return the words of some evidence, as they were indexed: tokens joined by single spaces."""


class EvidenceLookups(WordIndex, Protocol):
    """The words and the meanings of a network's evidence."""

    def piece_count(self) -> int:
        """Return how many pieces of evidence there are."""

    def counts(self, contacts: Collection[int]) -> Mapping[int, int]:
        """Return how many pieces of evidence each of some contacts has; those without any are left out."""

    def meanings(self) -> SignBlocks:
        """Return the blocks of sign bits, each with the number of its first piece, a multiple of SLOTS."""

    def pieces(self, evidence_ids: Collection[int]) -> Mapping[int, Piece]:
        """Return some pieces by id; missing ids are left out."""

    def pieces_of(self, contacts: Collection[int]) -> Mapping[int, Sequence[tuple[int, Piece]]]:
        """Return all pieces of some contacts, each with its id."""
