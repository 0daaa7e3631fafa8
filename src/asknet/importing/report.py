"""Counts and reports of an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.labels import PARTS, is_doubtful
from asknet.text import fold

if TYPE_CHECKING:
    from datetime import date

    from asknet.cards import DifferingValue
    from asknet.fields import IgnoredValue
    from asknet.formats.rows import Row
    from asknet.model import Card

_COUNTED = 50_000
"""Topics and titles that are counted; a file with more has no commonest ones."""
MOST_COMPARED = 50_000
"""Contacts added by one import up to which it looks for possible duplicates; `dupes` always does."""
MAX_SKIPPED = 100_000
"""Rows that an import may skip and list; a file with more is some other kind of file."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A skipped row: its line, the reason, and its file if an archive holds several.

    `row` is the row itself if it could not be read, for `RecognisedFile.rejects`.
    """

    line: int
    why: str
    file: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A value that was not used: its line, what it was, and its file if an archive holds several."""

    line: int
    value: IgnoredValue
    file: str = ""


@dataclass(frozen=True, slots=True)
class RemovedBefore:
    """A row that was not added again because its contact was removed after an earlier import, and the day of that."""

    line: int
    name: str
    day: date
    file: str = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """A value of a contact that differs from a row's, and was replaced or kept; `name` is the contact's before."""

    line: int
    name: str
    contact: int
    value: DifferingValue
    file: str = ""


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A row that was added as a new contact although it may be an existing one, and why."""

    line: int
    name: str
    new: int
    old: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row that was matched to a contact from another source, and why."""

    line: int
    name: str
    contact: int
    called: str
    why: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """The counts of an import; `count` counts topics and titles as they are written."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[PossibleDuplicate] = field(default_factory=list)
    matched: list[MatchedRow] = field(default_factory=list)
    introducers: list[str] = field(default_factory=list)
    unclear: list[Skipped] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    removed_before: list[RemovedBefore] = field(default_factory=list)
    replaced: list[Differing] = field(default_factory=list)
    kept: list[Differing] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    circles: Counter[str] = field(default_factory=Counter)

    def count(self, card: Card) -> None:
        """Count the topics, the title and the circles of a card."""
        topics = [skill.topic for skill in card.skills]
        for counted, texts in ((self.topics, topics), (self.titles, [card.title]), (self.circles, card.circles)):
            for text in texts:
                if text and (text in counted or len(counted) < _COUNTED):
                    counted[text] += 1

    def commonest(self, limit: int) -> list[tuple[str, int]]:
        """Return the commonest topics, ignoring case, in their first spelling, with their number of contacts."""
        return _folded(self.topics)[:limit]

    def to_ask(self, limit: int) -> list[str]:
        """Return topics to ask about now, or titles where the file has none; one that most share is left out."""
        most = max(1, (self.added + self.updated + self.unchanged) // 2)
        for counted in (self.topics, self.titles):
            texts = [text for text, number in _folded(counted) if number <= most and fold(text) not in PARTS]
            if texts:
                return texts[:limit]
        return []

    def doubtful_labels(self, limit: int) -> list[tuple[str, int]]:
        """Return the commonest circles with their number of contacts that may name a topic (`asknet.labels.is_doubtful`)."""
        return list(islice((c for c in _folded(self.circles) if is_doubtful(c[0])), limit))


def _folded(counted: Counter[str]) -> list[tuple[str, int]]:
    written: dict[str, str] = {}
    folded: Counter[str] = Counter()
    for text, number in counted.items():
        folded[written.setdefault(fold(text), text)] += number
    return folded.most_common()


def check_skipped(tally: Tally, also: int = 0) -> None:
    """Raise `InputError` if more rows and entries are skipped than a report lists; `also` counts further ones."""
    if len(tally.skipped) + also > MAX_SKIPPED:
        first = f" (line {tally.skipped[0].line}: {tally.skipped[0].why})" if tally.skipped else ""
        message = f"more than {MAX_SKIPPED:,} rows cannot be read{first}"
        raise InputError(message, "Nothing was imported; check that it is a file of contacts, or split it")


class RowNumbers:
    """A set of row numbers, one bit each, so that a long file needs little memory."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Add a number."""
        byte, bit = divmod(number, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1024 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, number: object) -> bool:
        """Return whether a number is in the set."""
        if not isinstance(number, int):
            return False
        byte, bit = divmod(number, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)
