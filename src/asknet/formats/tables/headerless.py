"""A table without column names, recognised by the e-mail addresses in it."""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.formats.header_line import DELIMITERS, TableLayout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES = 30
_LENGTH = 10_000
_COLUMNS = 2
"""Columns needed: a list of bare addresses is not a table of contacts."""
_MOSTLY = 0.5
"""Share of the rows that must have an address."""
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAME = re.compile(r"[^\W\d_][^@\d/]*")


class Headerless(NamedTuple):
    """A table whose first line is a contact, and what its columns hold."""

    table: TableLayout
    targets: list[str]

    @property
    def guess(self) -> str:
        """The guess in words."""
        name, email = (self.targets.index(field) + 1 for field in ("name", "email"))
        return f"no header: column {name} is read as name and column {email} as email; --map changes that"


def find_headerless(lines: Iterator[str]) -> Headerless | None:
    """Find a name and an e-mail column in the first lines; return None if it is not clear which they are.

    All lines must have the same number of cells, one column the addresses, and another one words for the name.
    """
    text = [line[:_LENGTH] for line in itertools.islice(lines, _LINES) if line.strip()]
    for delimiter in DELIMITERS:
        try:
            rows = [cells for cells in csv.reader(text, delimiter=delimiter, strict=True) if cells]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < _COLUMNS or len({len(cells) for cells in rows}) > 1:
            continue
        targets = _targets([[cell.strip() for cell in column] for column in zip(*rows, strict=True)])
        if {"name", "email"} <= set(targets):
            return Headerless(TableLayout(header=("",) * len(rows[0]), delimiter=delimiter, line=0), targets)
    return None


def _targets(columns: Sequence[Sequence[str]]) -> list[str]:
    targets: list[str] = []
    for column in columns:
        filled = [cell for cell in column if cell]
        if len(filled) > _MOSTLY * len(column) and all(map(_ADDRESS.fullmatch, filled)):
            targets.append("email")
        elif len(filled) == len(column) and "name" not in targets and all(map(_NAME.fullmatch, filled)):
            targets.append("name")
        else:
            targets.append("")
    return targets
