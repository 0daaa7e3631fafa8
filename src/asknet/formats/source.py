"""A file as it was given: its bytes, and what is told from them when needed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.formats import tables
from asknet.formats.binary import refuse_binary, refuse_other_text
from asknet.formats.encodings import Encoding, find_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.rows import Options
    from asknet.formats.tables import Table

MAX_BYTES = 200_000_000
"""A file of more is no contact list; its text would not fit a small machine."""


@dataclass(frozen=True)
class Source:
    """The bytes of a file, its name for messages, and what the user said of it.

    Formats look at `data` (an archive), at `lines()` (text) or at `table` (a
    header was found); each is worked out once, when first asked for.
    """

    data: bytes
    name: str
    options: Options

    @cached_property
    def encoding(self) -> Encoding:
        """How to decode it; raises `InputError` when it is not text."""
        refuse_binary(self.data, self.name)
        return find_encoding(self.data, self.name, self.options.encoding)

    def lines(self) -> Iterator[str]:
        """Give the physical lines, each with its end, without holding them all."""
        return io.TextIOWrapper(
            io.BytesIO(self.data),
            encoding=self.encoding.codec,
            errors=self.encoding.errors,
            newline="",
        )

    @cached_property
    def has_nul(self) -> bool:
        """Whether a NUL character may stand in the text."""
        return self.encoding.codec.startswith(("utf-16", "utf-32")) or b"\0" in self.data

    @cached_property
    def table(self) -> Table | None:
        """The header and delimiter, when a line of known column names was found."""
        columns = [column for column, _ in self.options.mapping]
        return tables.find_table(self.lines, columns)

    def no_table(self) -> InputError:
        """Say that no header was found, and what to do about it."""
        refuse_other_text(self.data, self.name)
        first = next((line.strip() for line in self.lines() if line.strip()), "")
        return InputError(
            f"{self.name} has no line of column names that are known; it begins with {first[:60]!r}",
            "Say which column holds the name: --map COLUMN=name, or --map 1=name where there is no header",
        )
