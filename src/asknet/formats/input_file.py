"""A file as it was given: its bytes, and what is derived from them on demand."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.formats import header_line
from asknet.formats.archive import MAX_BYTES
from asknet.formats.binary import refuse_binary, refuse_other_text
from asknet.formats.encodings import Encoding, find_encoding

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from asknet.formats.archive import Archive
    from asknet.formats.file_on_disk import FileOnDisk
    from asknet.formats.header_line import TableLayout
    from asknet.formats.rows import Options

MAX_LINE_CHARACTERS = 10_000_000
"""Characters of a physical line; a row of 1,000 cells, some with the longest notes, has fewer."""

_WIDE = ("utf-16", "utf-32")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class InputFile:
    """A file as it was `given`, its name for messages, and the user's options.

    Formats examine `archive` (a zip or a folder; `data` is then empty), `lines()`
    (text) or `table` (if a header was found); each is computed once, on first use.
    `sheet` names the sheet of a workbook that the text comes from, `other_sheets` the others.
    """

    given: bytes | FileOnDisk
    name: str
    options: Options
    archive: Archive | None = None
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file, at most one more than `MAX_BYTES`. Raises `InputError`."""
        return self.given if isinstance(self.given, bytes) else self.given.whole(MAX_BYTES)

    def release(self) -> None:
        """Drop the bytes of a file on disk; who needs them later reads them again."""
        self.__dict__.pop("data", None)

    @cached_property
    def encoding(self) -> Encoding:
        """How to decode the bytes. Raises `InputError` if they are not text."""
        refuse_binary(self.data, self.name)
        return find_encoding(self.data, self.name, self.options.encoding)

    def lines(self) -> Iterator[str]:
        """Yield the physical lines, with their line ends, without holding them all.

        Of a line longer than `MAX_LINE_CHARACTERS`, only the beginning is yielded, one character longer than that.
        """
        text = self.text()
        while line := text.readline(MAX_LINE_CHARACTERS + 1):
            rest = line
            while len(rest) > MAX_LINE_CHARACTERS and not rest.endswith(("\r", "\n")):
                rest = text.readline(MAX_LINE_CHARACTERS + 1)
            yield line

    def text(self) -> io.TextIOWrapper:
        """Open the file as a text stream with unchanged line ends."""
        return io.TextIOWrapper(
            io.BytesIO(self.given) if isinstance(self.given, bytes) else self.given.stream(),
            encoding=self.encoding.codec,
            errors=self.encoding.errors,
            newline="",
        )

    def excerpt(self, spans: Iterable[tuple[int, int]]) -> bytes:
        """Return the physical lines of each span, from first to last, unchanged.

        Spans are in ascending order. Text of two or four bytes per letter is
        encoded again as it was.
        """
        wide = self.encoding.codec.startswith(_WIDE)
        data = self.data.decode(self.encoding.codec).encode() if wide else self.data
        cut = cut_lines(data, spans)
        return cut.decode().encode(self.encoding.codec) if wide else cut

    @cached_property
    def has_nul(self) -> bool:
        """Return whether the text may contain a NUL character."""
        return self.encoding.codec.startswith(_WIDE) or b"\0" in self.data

    @cached_property
    def table(self) -> TableLayout | None:
        """The header and delimiter, or None if no line has known column names."""
        columns = [column for column, _ in self.options.mapping]
        return header_line.find_table(self.lines, columns)

    def no_table(self) -> InputError:
        """Return the error that no header was found, with the next step."""
        refuse_other_text(self.data, self.name)
        return InputError(
            f"{self.name} has no line of known column names",
            "Choose the column with the names: --map COLUMN=name, or --map 1=name if there is no header",
        )


def physical_lines(data: bytes, start: int = 0, end: int | None = None) -> Generator[tuple[int, int]]:
    """Yield the start and the end (including the line end) of each physical line between two positions."""
    return (found.span() for found in _LINE.finditer(data, start, len(data) if end is None else end))


def cut_lines(data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
    """Return the lines of ascending spans ``(first, last)``; a last line without a line end gets one."""
    return b"".join(_cut(data, spans))


def _cut(data: bytes, spans: Iterable[tuple[int, int]]) -> Generator[bytes]:
    wanted = iter(spans)
    first, last = next(wanted, (0, 0))
    for number, (start, end) in enumerate(physical_lines(data), start=1):
        while last and number > last:
            first, last = next(wanted, (0, 0))
        if not last:
            return
        if first <= number:
            line = data[start:end]
            yield line if line.endswith((b"\r", b"\n")) else line + b"\n"
