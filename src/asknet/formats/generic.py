"""Any CSV or TSV with a header that can be understood, asknet's own among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.formats.headers import meanings
from asknet.formats.reading import read_table
from asknet.formats.tables import DELIMITERS

if TYPE_CHECKING:
    from asknet.formats.rows import Reading
    from asknet.formats.source import Source

name = "csv"
title = "Any CSV or TSV with a header"
signs = "a line with column names that are known, or that you map"


def recognises(source: Source) -> bool:
    """Whether a line of the file has a column name that is known or mapped."""
    return source.table is not None


def read(source: Source) -> Reading:
    """Read it by what the column names mean."""
    table = source.table
    if table is None:
        raise source.no_table()
    warnings = () if table.line else ("no header: line 1 is taken as a contact",)
    if table.line > 1:
        warnings = (f"the header is line {table.line}; what stands above is not read",)
    return read_table(
        source,
        table,
        meanings(table.header),
        format=name,
        label=f"CSV, {DELIMITERS[table.delimiter]}, {source.encoding.shown}",
        warnings=warnings,
        sure=False,
        named=True,
    )
