"""How the tests of formats read a file: bytes in, rows out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asknet.formats.registry import read
from asknet.formats.rows import Options, RecognisedFile, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from asknet.formats.archive import Archive
    from asknet.model import Card

TODAY = date(2026, 3, 1)


class Given:
    """A file that was read to its end."""

    def __init__(self, reading: RecognisedFile) -> None:
        """Read it to its end."""
        self.reading = reading
        self.rows: list[Row] = list(reading.rows)

    @property
    def cards(self) -> list[Card]:
        """The cards that could be read."""
        return [row.card for row in self.rows if row.card]

    @property
    def card(self) -> Card:
        """The only card."""
        (card,) = self.cards
        return card

    @property
    def names(self) -> list[str]:
        """The names of the cards."""
        return [card.name for card in self.cards]

    @property
    def rejects(self) -> bytes:
        """The rows that could not be read, as they are in the file."""
        return self.reading.rejects([row for row in self.rows if row.card is None])

    @property
    def skipped(self) -> list[tuple[int, str]]:
        """The line and the reason of each row that could not be read."""
        return [(row.line, row.why) for row in self.rows if row.card is None]


@pytest.fixture
def given() -> Callable[..., Given]:
    """Read text (as UTF-8) or bytes to the end."""

    def reader(data: str | bytes | Archive, name: str = "people.csv", **options: object) -> Given:
        raw = data.encode() if isinstance(data, str) else data
        return Given(read(raw, name, Options(today=TODAY, **options)))  # type: ignore[arg-type]

    return reader
