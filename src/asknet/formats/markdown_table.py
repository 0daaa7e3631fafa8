"""A Markdown table: the first in a note with a name among its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError
from asknet.formats.headers import known, meanings
from asknet.formats.tables.read import read_records
from asknet.formats.tables.records import MAX_CELLS, TableRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile, Row

_RULE = "|-: \t\r\n"
"""Characters of the line of dashes below the column names."""
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SCANNED_LINES = 2_000
"""Lines of a note that are searched for its table."""
_LONGEST = 100_000


class _Table(NamedTuple):
    line: int
    header: tuple[str, ...]


def recognises(source: InputFile) -> bool:
    """Return whether a line of column names is followed by a line of dashes, as in a Markdown table."""
    return not source.archive and b"|" in source.data[:1_000_000] and _table(source) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read the rows of the table; the text around it is not read. Raises `InputError`."""
    table = _table(source)
    if table is None:
        message = f"{source.name} has no Markdown table with a known column"
        raise InputError(message, "Leave out --format")

    def rejects(skipped: Sequence[Row]) -> bytes:
        return source.excerpt([(table.line, table.line + 1), *sorted((row.line, row.last) for row in skipped)])

    return read_records(
        source,
        lambda: _records(source, table),
        table.header,
        meanings(table.header),
        label=f"table of Markdown, {source.encoding.shown}",
        named=True,
        sure=False,
        warnings=(f"the table begins at line {table.line}; the text around it is not read",) if table.line > 1 else (),
        rejects=rejects,
    )


def _table(source: InputFile) -> _Table | None:
    before: tuple[int, str] = (0, "")
    for number, line in enumerate(source.lines(), start=1):
        if number > _SCANNED_LINES:
            return None
        text = line[:_LONGEST]
        if before[0] and "|" in text and "-" in text and not text.strip(_RULE):
            header = _cells(before[1])
            if any(map(known, header)) and len(_cells(text)) == len(header):
                return _Table(before[0], tuple(header))
        before = (number, text) if "|" in text else (0, "")
    return None


def _records(source: InputFile, table: _Table) -> Iterator[TableRecord]:
    for number, line in enumerate(source.lines(), start=1):
        if number <= table.line + 1:
            continue
        if "|" not in line:
            return
        if line.count("|") > MAX_CELLS:
            yield TableRecord(number, number, [], f"the row has more than {MAX_CELLS:,} cells")
            continue
        if "-" in line and not line.strip(_RULE):  # a rule between two groups of rows
            continue
        cells = _cells(line)
        yield TableRecord(number, number, [*cells, *[""] * (len(table.header) - len(cells))])


def _cells(line: str) -> list[str]:
    text = line.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [_BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in _BAR.split(text)]
