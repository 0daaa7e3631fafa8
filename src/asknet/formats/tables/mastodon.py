"""Mastodon's ``following_accounts.csv``: ``Account address,Show boosts,Notify on new posts,Languages``.

An account is not an e-mail address although it looks like one: it becomes a web address, and the name until you give one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.formats.headers import SKIP, folded
from asknet.formats.tables.read import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.header_line import TableLayout
    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile
    from asknet.formats.tables.cells import Gathered
    from asknet.formats.tables.columns import Columns

_COLUMN = "accountaddress"
_PARTS = 2


def recognises(source: InputFile) -> bool:
    """Return whether the first column is Mastodon's."""
    return _table(source) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read the followed accounts. Raises `InputError` for another file."""
    table = _table(source)
    if table is None:
        message = f"{source.name} does not look like Mastodon's list of accounts"
        raise InputError(message, "Leave out --format")
    targets = ["url" if folded(column) == _COLUMN else SKIP for column in table.header]
    return read_table(source, table, targets, label="Mastodon", adjust=_account)


def _table(source: InputFile) -> TableLayout | None:
    table = None if source.archive else source.table
    return table if table and _COLUMN in map(folded, table.header) else None


def _account(gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    """Name an account by its first part, and replace its address by that of its page; return that as the key."""
    for place, text in gathered.get("url", ())[:1]:
        parts = text.strip().removeprefix("@").split("@")
        if len(parts) != _PARTS or not all(parts) or any(c.isspace() or c in "/<>" for c in text.strip()):
            message = f"{text[:60]!r} is not the address of an account"
            raise UsageError(message)
        gathered.setdefault("name", []).append((place, parts[0]))
        gathered.setdefault("aliases", []).append((place, f"@{parts[0]}@{parts[1]}"))
        gathered["url"] = [(place, f"https://{parts[1].lower()}/@{parts[0]}")]
        return f"{parts[0]}@{parts[1]}".casefold()
    return ""
