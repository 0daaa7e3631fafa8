"""Find the table in a CSV file: its header and its delimiter.

The header is found by scanning physical lines for known column names before
anything is parsed: real files carry preambles, one of them with a stray quote,
and `csv.Sniffer` picks the wrong delimiter in 12 of 68 sample files where this
scan picks none.
"""

from __future__ import annotations

import csv
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.formats.headers import folded, known, meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_COLUMNS = 1_000

_SCANNED_LINES = 30
"""Lines that are searched for the header; real preambles have 2 to 4."""
_HEADER_LINES = 10
"""Further lines that a quoted column name may take."""
_SCANNED_LENGTH = 100_000
"""Characters of a line that are examined: `MAX_COLUMNS` columns of 100."""
_SURE = 2
"""Known names that make a line the header; one is enough if no line has two."""
_MOSTLY = 0.5
"""Share of the cells of a line that are known names, if it is a header below another one or below a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Where the data of a file is. `line` is the line of the header, or 0 if there is none."""

    header: tuple[str, ...]
    delimiter: str
    line: int


def find_table(lines: Callable[[], Iterator[str]], columns: Sequence[str] = ()) -> TableLayout | None:
    """Find header and delimiter; `columns` are the names that the user gave for columns.

    The header is the first line with two known names, one of them a person's, else the first with
    two, else the first with one, split by the delimiter that gives the most known names; if a line has all of
    `columns`, only such lines are considered. If there is none, and
    columns are given by number only, the file has no header: its first line is data.
    """
    own = {folded(column) for column in columns if not column.strip().isdecimal()}
    found = [line[:_SCANNED_LENGTH] for line in itertools.islice(lines(), _SCANNED_LINES)]
    mapped = [line for line in found if any(_has(_cells(line, delimiter), own) for delimiter in DELIMITERS)]
    best: tuple[int, TableLayout] | None = None
    for number, line in enumerate(found, start=1):
        if own and mapped and line not in mapped:
            continue
        for delimiter in DELIMITERS:
            cells = _cells(line, delimiter)
            count = _known(cells, own)
            header = count >= _SURE and any(map(names_somebody, cells))
            sure = best is not None and best[0] >= _SURE and best[1].line < number  # an earlier line is the header
            if sure and not header:
                continue
            more = count > (best[0] if best else 0)
            if sure or (more and (not _is_data(cells, best) or (header and _reads_as_one(cells, own)))):
                best = (count, TableLayout(header=tuple(cells), delimiter=delimiter, line=number))
        if best and best[0] >= _SURE and any(map(names_somebody, best[1].header)):
            break
    if best:
        return _whole_header(lines, _below_groups(best[1], found, own))
    return _headerless(lines) if columns and not own else None


def _has(cells: Sequence[str], own: set[str]) -> bool:
    """Return whether a line has all names that the user gave."""
    return own <= set(map(folded, cells))


def _known(cells: Sequence[str], own: set[str]) -> int:
    return sum(known(cell) or folded(cell) in own for cell in cells if cell)


def _reads_as_one(cells: Sequence[str], own: set[str]) -> bool:
    """Return whether most cells of a line are known names."""
    return _known(cells, own) > _MOSTLY * len([*filter(None, cells)])


def _below_groups(table: TableLayout, lines: Sequence[str], own: set[str]) -> TableLayout:
    """Return the header below one that names groups of columns: ``Contact,,Work``, then ``E-mail,Mobile,Company``.

    It is the next line with a cell, and has more different known names.
    """
    for number, line in enumerate(lines[table.line :], start=table.line + 1):
        cells = _cells(line, table.delimiter)
        if not any(cells):
            continue
        more = _known(_different(cells), own) > _known(_different(table.header), own)
        if not (more and _reads_as_one(cells, own) and any(map(names_somebody, cells))):
            break
        table = TableLayout(header=tuple(cells), delimiter=table.delimiter, line=number)
    return table


def _different(cells: Sequence[str]) -> list[str]:
    return list({folded(cell): cell for cell in cells}.values())


def names_somebody(column: str) -> bool:
    """Return whether a column holds names of people."""
    return meaning(column).partition("/")[0] == "name"


def _is_data(cells: Sequence[str], best: tuple[int, TableLayout] | None) -> bool:
    """Return whether a line is a row below a header with only one known name.

    A preamble has a different number of cells from the table below it.
    """
    return best is not None and 1 < len(cells) == len(best[1].header)


def _whole_header(lines: Callable[[], Iterator[str]], table: TableLayout) -> TableLayout:
    """Read on if a quoted column name spans several lines."""
    here = itertools.islice(lines(), table.line - 1, table.line + _HEADER_LINES)
    reader = csv.reader(here, delimiter=table.delimiter, strict=True, skipinitialspace=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return table
    if reader.line_num == 1:
        return table
    header = tuple(" ".join(cell.strip("\ufeff").split()) for cell in cells)
    return TableLayout(header=header, delimiter=table.delimiter, line=table.line + reader.line_num - 1)


def _cells(line: str, delimiter: str) -> list[str]:
    text = line[:_SCANNED_LENGTH].strip("\r\n\ufeff")
    try:
        cells = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
    return [" ".join(cell.strip("\ufeff").split()) for cell in cells]


def _headerless(lines: Callable[[], Iterator[str]]) -> TableLayout | None:
    first = [line for line in itertools.islice(lines(), _SCANNED_LINES) if line.strip()]
    if not first:
        return None
    delimiter = max(DELIMITERS, key=lambda mark: min(len(_cells(line, mark)) for line in first))
    return TableLayout(header=("",) * len(_cells(first[0], delimiter)), delimiter=delimiter, line=0)
