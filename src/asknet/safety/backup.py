"""`backup`: copy the network, and list its automatic backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import NothingFoundError
from asknet.store.backups import WHY

if TYPE_CHECKING:
    from pathlib import Path

    from asknet.formats.archive import Archive
    from asknet.store import Store

LARGE_ROWS = 500
"""From this many rows on, an import keeps a backup first."""
_ZIP = b"PK"


class Copy(NamedTuple):
    """A copy of the network: path, size in bytes, when (ISO 8601) and why in words; both are empty for a named file."""

    path: Path
    bytes: int
    at: str = ""
    why: str = ""


def backup(store: Store, path: Path | None, *, force: bool = False) -> Copy:
    """Copy the network to `path`, or among its automatic backups.

    Others may go on writing. The copy is checked, synced, and has mode 0600. Raises
    `NothingFoundError` if there is no network, `UsageError` if `path`
    exists (or with `force`, is not an older copy), and `CopyError`.
    """
    with store.reading():
        if not store.is_there():
            message = f"there is no network at {store.path} yet"
            raise NothingFoundError(message, "Begin with `asknet add NAME SKILL`")
        if path is not None:
            store.backups.write(path, store.connection(), force=force)
            return Copy(path, path.stat().st_size)
        kept = store.backups.keep("asked", store.connection())
        return Copy(kept.path, kept.bytes, kept.at, WHY[kept.why])


def backups(store: Store) -> list[Copy]:
    """Return the automatic backups, newest first."""
    return [Copy(b.path, b.bytes, b.at, WHY.get(b.why, b.why)) for b in store.backups.all()]


def keep_before_import(store: Store, data: bytes | Archive) -> None:
    """Keep a backup before an import of `LARGE_ROWS` lines or more, or of an archive or a folder.

    Every line of the file is counted, since a row has at least one. Raises
    as `asknet.store.Store.keep_backup` does.
    """
    if not isinstance(data, bytes) or max(data.count(b"\n"), data.count(b"\r")) >= LARGE_ROWS or data[:2] == _ZIP:
        store.keep_backup("import")
