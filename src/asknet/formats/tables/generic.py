"""Any CSV or TSV with a header that can be understood, asknet's own among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.formats.headers import folded, meanings
from asknet.formats.tables import own_csv
from asknet.formats.tables.headerless import Headerless, find_headerless
from asknet.formats.tables.read import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile
    from asknet.formats.tables.cells import Gathered
    from asknet.formats.tables.columns import Columns


def recognises(source: InputFile) -> bool:
    """Whether a line of the file has a column name that is known or mapped, or its columns are plain without."""
    return source.table is not None or _headerless(source) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read it by what the column names mean."""
    table = source.table
    warnings: tuple[str, ...] = ()
    if table is None:
        headerless = _headerless(source)
        if headerless is None:
            raise source.no_table()
        table, targets = headerless
        warnings = (headerless.guess,)
    elif own_csv.is_own(source):
        return own_csv.read(source, table)
    else:
        targets = meanings(table.header)
        if not table.line:
            warnings = ("no header: line 1 is taken as a contact",)
        elif table.line > 1:
            warnings = (f"the header is line {table.line}; what stands above is not read",)
    # Of a list of members that knows nicknames only, some have none: an address stands for these.
    return read_table(
        source,
        table,
        targets,
        label="CSV",
        warnings=warnings,
        sure=False,
        named="aliases" not in targets or any(target.startswith("name") for target in targets),
        adjust=no_bot,
    )


_TYPES = frozenset({"status", "type", "accounttype", "usertype", "membertype", "role", "kind"})
"""Folded names of columns in which the member list of a chat says that a member is a program."""
_IS_BOT = frozenset({"isbot", "bot"})


def no_bot(_gathered: Gathered, cells: Sequence[str], columns: Columns) -> str:
    """Skip a member of a chat that is a program."""
    for header, cell in zip(columns.header, cells, strict=False):
        word = cell.strip().casefold()
        if word in ("bot", "app", "yes", "true", "1"):
            name = folded(header)
            if name in (_TYPES if word in ("bot", "app") else _IS_BOT):
                message = "is a bot, no person"
                raise UsageError(message)
    return ""


def _headerless(source: InputFile) -> Headerless | None:
    return None if source.options.mapping else find_headerless(source.lines())
