"""Any CSV or TSV with a known header, asknet's own among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.formats.headers import folded, meanings
from asknet.formats.tables import own_csv
from asknet.formats.tables.headerless import Headerless, find_headerless
from asknet.formats.tables.read import read_table
from asknet.labels import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile
    from asknet.formats.tables.cells import Gathered
    from asknet.formats.tables.columns import Columns


def recognises(source: InputFile) -> bool:
    """Return whether a line has a known or mapped column name, or the columns are clear without a header."""
    return source.table is not None or _headerless(source) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read it by the meanings of the column names."""
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
            warnings = ("no header: line 1 is read as a contact",)
        elif table.line > 1:
            warnings = (f"the header is line {table.line}; the lines above are not read",)
    # In a list of members with nicknames only, some have none: an address is used as their name.
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
"""Folded names of the columns in which a chat's member list marks bots."""
_IS_BOT = frozenset({"isbot", "bot"})


def no_bot(gathered: Gathered, cells: Sequence[str], columns: Columns) -> str:
    """Skip a member of a chat that is a bot, and drop the part that a person has there, which is no title."""
    if "title" in gathered:
        gathered["title"] = [
            (place, cell)
            for place, cell in gathered["title"]
            if cell.casefold() not in PARTS or folded(columns.header[place]).removesuffix("s") not in _TYPES
        ]
        if not gathered["title"]:
            del gathered["title"]
    for header, cell in zip(columns.header, cells, strict=False):
        word = cell.strip().casefold()
        if word in ("bot", "app", "yes", "true", "1"):
            name = folded(header)
            if name in (_TYPES if word in ("bot", "app") else _IS_BOT):
                message = "is a bot, not a person"
                raise UsageError(message)
    return ""


def _headerless(source: InputFile) -> Headerless | None:
    return None if source.options.mapping else find_headerless(source.lines())
