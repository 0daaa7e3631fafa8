"""A table as numbered records, and recovery from broken ones.

A broken record loses that record, never the rest. Python's parser, if it is
not strict, lets an unclosed quote swallow everything after it. Here it is
strict: the record is reported with the line where it began, and reading
continues at the next physical line. The lines that the broken quote had swallowed may
be the rest of a note, so each of them counts as a record only if it has
exactly as many cells as the header; otherwise it is reported too. Thus nothing
is lost silently, and no contact is made from half a note.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.errors import InputError
from asknet.formats.input_file import MAX_LINE_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from asknet.fields import IgnoredValue
    from asknet.formats.header_line import TableLayout

MAX_ROWS = 1_000_000
MAX_CELLS = 1_000_000
"""Cells of a row, counted by its delimiters, including quoted ones; a table has at most `MAX_COLUMNS` columns."""
MAX_REREAD = 50_000_000
"""Characters read again after broken records; real files need a few thousand."""
MAX_LEFT_OVER = 10_000
"""Lines below unclosed quotes that are not rows; the longest note has some hundreds."""


class TableRecord(NamedTuple):
    """Cells with their first and last line, in a file of an archive; `why` is set if they are broken.

    `ignored` are values that are not among the cells, because they cannot be decoded; `given` is the value in a file
    that is no table.
    """

    line: int
    last: int
    cells: list[str]
    why: str = ""
    file: str = ""
    ignored: tuple[IgnoredValue, ...] = ()
    given: Any = None


class _Lines:
    """The lines of a file, with the option of pushing some back."""

    def __init__(self, lines: Iterable[str], delimiter: str, *, skip: int) -> None:
        self._rest = iter(lines)
        for _ in range(skip):
            next(self._rest, None)
        self._pushed_back: list[str] = []
        self._read: list[str] = []
        self._delimiter = delimiter
        self._cells = 0
        self.line = skip + 1
        self.reread = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._pushed_back.pop() if self._pushed_back else next(self._rest)
        self._read.append(line)
        self._cells += line.count(self._delimiter)
        # refused before the parser makes a list of it
        if len(line) > MAX_LINE_CHARACTERS:
            message = f"the line is longer than {MAX_LINE_CHARACTERS:,} characters"
            raise csv.Error(message)
        if self._cells >= MAX_CELLS:
            message = f"the row has more than {MAX_CELLS:,} cells"
            raise csv.Error(message)
        return line

    def keep(self) -> None:
        """Count the lines read since the last record."""
        self.line += len(self._read)
        self._cells = 0
        self._read.clear()

    def push_back(self) -> tuple[str, int]:
        """Keep only the first line of the record; return it and how many were pushed back."""
        first, *swallowed = self._read
        self._pushed_back.extend(reversed(swallowed))
        self.reread += sum(map(len, swallowed))
        self.line += 1
        self._cells = 0
        self._read.clear()
        return first, len(swallowed)


def records(lines: Iterable[str], table: TableLayout, name: str) -> Generator[TableRecord]:
    """Yield the records below the header; blank lines and drawn lines are skipped.

    Raises `InputError` if there are more than `MAX_ROWS`, or if so many
    are broken that reading on would take for ever; the error names the line where a quote opens.
    """
    feed = _Lines(lines, table.delimiter, skip=table.line)
    suspect_to = opened = left_over = 0
    for count, (record, swallowed) in enumerate(_parsed(feed, table), start=1):
        if count > MAX_ROWS:
            message = f"{name} has more than {MAX_ROWS:,} rows (line {record.line})"
            raise InputError(message, f"Close the quote that opens at line {opened}" if opened else "Split the file")
        if feed.reread > MAX_REREAD:
            message = f"{name} has too many broken quotes (line {record.line})"
            raise InputError(message, "Save it again from a spreadsheet")
        if record.why:
            suspect_to = max(suspect_to, record.last + swallowed)
            opened = opened or (record.line if swallowed else 0)
        elif record.line <= suspect_to and len(record.cells) != len(table.header):
            left_over += 1
            if left_over > MAX_LEFT_OVER:
                message = f"{name}: a quote opens at line {opened} and is not closed"
                raise InputError(message, "Close it, or remove that row")
            yield record._replace(why=_left_over(record.cells, table))
            continue
        yield record


def _parsed(feed: _Lines, table: TableLayout) -> Generator[tuple[TableRecord, int]]:
    """Yield each record with the number of lines that its broken quote had swallowed."""
    while True:
        reader = csv.reader(feed, delimiter=table.delimiter, strict=True, skipinitialspace=True)
        try:
            for cells in reader:
                line = feed.line
                feed.keep()
                if cells and not _is_rule(cells):
                    yield TableRecord(line, feed.line - 1, cells), 0
        except csv.Error as error:
            line = feed.line
            first, swallowed = feed.push_back()
            why = _broken(str(error), swallowed)
            yield TableRecord(line, line, [first.rstrip("\r\n")], why), swallowed
        else:
            return


def _is_rule(cells: Sequence[str]) -> bool:
    """Return whether a row is a ruled line of a text table: ``---|---``, ``+----+``."""
    text = "".join(cells)
    return ("---" in text or "===" in text) and not text.strip("-+=:| \t")


def _left_over(cells: Sequence[str], table: TableLayout) -> str:
    return (
        f"follows a quote that is not closed, and has {len(cells)} "
        f"{'cell' if len(cells) == 1 else 'cells'} where the header has "
        f"{len(table.header)}"
    )


def _broken(error: str, swallowed: int) -> str:
    if "field larger" in error and not swallowed:
        return f"a cell is longer than {csv.field_size_limit():,} characters"
    if swallowed or "end of data" in error:
        return "a quote opens here and is not closed"
    if "expected after" in error:
        return "text follows a closing quote (inside a cell, write quotes twice)"
    return error
