"""What is counted and told of the rows of a file on their way into the store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asknet.errors import InputError

if TYPE_CHECKING:
    from asknet.formats.rows import Row

MAX_SKIPPED = 100_000
"""Rows that an import skips and lists; a file of more is another kind of file."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken: its line, why, and its file where several came together.

    `row` is the row itself where it could not be read, for `Reading.rejects`.
    """

    line: int
    why: str
    part: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """A row that became a new contact although it may be one that is there, and why it may."""

    line: int
    name: str
    new: int
    old: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A row that is surely a contact that was there from elsewhere, and why."""

    line: int
    name: str
    contact: int
    called: str
    why: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What is counted on the way."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Likeness] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    introducers: list[str] = field(default_factory=list)
    unclear: list[Skipped] = field(default_factory=list)
    left_out: list[Skipped] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)


def refuse_many(tally: Tally, also: int = 0) -> None:
    """Raise `InputError` when more rows and entries are skipped than a report lists; `also` counts further ones."""
    if len(tally.skipped) + also > MAX_SKIPPED:
        first = f" (line {tally.skipped[0].line}: {tally.skipped[0].why})" if tally.skipped else ""
        message = f"more than {MAX_SKIPPED:,} rows cannot be read{first}"
        raise InputError(message, "Nothing was imported; check that it is a file of contacts, or split it")


class Marks:
    """Numbers of rows, a bit each, so that a long file costs no memory to speak of."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Mark a number."""
        byte, bit = divmod(number, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1024 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, number: int) -> bool:
        """Say whether a number is marked."""
        byte, bit = divmod(number, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)
