"""Replace the network by a copy, inside SQLite's own locks.

The pages are written into the existing file, by the backup API in one
transaction: if a file were renamed over it, programs that have the old
one open would go on writing to a file without a name.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from asknet.atomic_write import temporary_file
from asknet.errors import StoreError
from asknet.network_files import SIDECARS, beside
from asknet.store import opening
from asknet.store.backups import Backups
from asknet.store.copies import connect_new, copy_pages, write_copy, writing
from asknet.store.schema import TRIGGERS, VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from asknet.store.backups import Backup

_PIECE = 1 << 20
_MARK = TRIGGERS["evidence_written"].encode()
"""Text that occurs in every network, and in no other file."""


class Replacement(NamedTuple):
    """The backup of the network that a copy replaced, and whether it was damaged: then it is a byte-for-byte copy."""

    kept: Backup | None
    damaged: bool = False


def put_in_place(source: Path, path: Path, now: str) -> Replacement:
    """Replace the network at `path` by the copy at `source`, and keep a backup of what was there.

    The copy is checked first and only read. It is migrated to the current schema,
    and its history emptied, in a file beside the network, which saves the memory
    that this would otherwise take. Raises `StoreError` for a
    copy that is not a network, is newer, damaged, or changed by another program, and
    if the file at `path` is not ours or is in use by another process for longer
    than a minute; `CopyError` if there is no room.
    """
    if source.exists() and not source.is_file():
        message = f"{source} is not a file"
        raise StoreError(message, "Name a copy of the network; see `asknet backup --list`")
    if not opening.exists(source, foreign=True):
        reason = "is empty" if source.exists() else "does not exist"
        raise StoreError(f"{source} {reason}", "See `asknet backup --list` for the copies that were kept")
    try:
        conn, file = opening.connect(source)
        try:
            conn.execute("BEGIN")
            version = int(conn.execute("PRAGMA user_version").fetchone()[0])
            opening.check_length(conn, source)
            opening.check_pages(conn, source)
            if version == VERSION:
                opening.check_schema(conn, source)
            opening.make_folder(path)
            with (
                writing(path),
                temporary_file(beside(path, "").parent) as (temporary, _),
                closing(connect_new(temporary)) as candidate,
            ):
                copy_pages(conn, candidate)
                conn.execute("ROLLBACK")
                _migrate_copy(candidate, version, source)
                return _put_in_place(candidate, path, now)
        finally:
            opening.disconnect(conn, file)
    except sqlite3.Error as error:
        raise opening.store_error(source, error) from error


def _migrate_copy(candidate: sqlite3.Connection, version: int, source: Path) -> None:
    """Migrate a copy to the current schema and empty its history."""
    candidate.execute("PRAGMA secure_delete = ON")
    candidate.execute("BEGIN")
    if version < VERSION:
        try:
            migrate(candidate, version)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR")):
                raise
            raise opening.store_error(source, error) from error
        opening.check_schema(candidate, source)
    candidate.execute("DELETE FROM steps")
    candidate.execute("DELETE FROM changes")
    candidate.execute("COMMIT")


def _put_in_place(candidate: sqlite3.Connection, path: Path, now: str) -> Replacement:
    if not opening.exists(path):
        opening.make_file(path)
    try:
        conn, file = opening.connect(path)
        try:
            conn.execute(f"PRAGMA cache_spill = {opening.SPILL_PAGES_ALONE}")
            return Replacement(_replace_pages(candidate, conn, path, now))
        finally:
            opening.disconnect(conn, file)
    except sqlite3.Error as error:
        if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise opening.store_error(path, error) from error
    except opening.UnrecognizedError as error:
        if not _was_network(path):
            message = f"{error.message}, and nothing shows that it ever was one"
            raise StoreError(message, "Move the file away, and restore again") from error
    except opening.DamagedError:
        pass
    return Replacement(_replace_file(candidate, path, now), damaged=True)


def _replace_pages(candidate: sqlite3.Connection, conn: sqlite3.Connection, path: Path, now: str) -> Backup | None:
    """Write the pages of the candidate into the network, locked against others from before the backup until the end."""
    # locked as by any writer, who holds no lock while waiting; kept through the transaction that the backup API begins
    conn.execute("BEGIN EXCLUSIVE")
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    conn.execute("ROLLBACK")
    kept = Backups(path, now).keep("restore", conn, sound=False) if path.stat().st_size else None
    copy_pages(candidate, conn)
    conn.execute("PRAGMA locking_mode = NORMAL")
    conn.execute("SELECT count(*) FROM sqlite_master")
    return kept


def _replace_file(candidate: sqlite3.Connection, path: Path, now: str) -> Backup:
    """Replace a file that SQLite cannot open; it is kept byte for byte, with the files beside it."""
    kept = Backups(path, now).keep_bytes()
    for ending in SIDECARS:
        with suppress(FileNotFoundError):
            # it belongs to the old file, and would be applied to the new one
            beside(path, ending).replace(beside(kept.path, ending))
    write_copy(candidate, beside(path, ""), replacing=True)
    return kept


def _was_network(path: Path) -> bool:
    """Return whether a file without a database header was a network, judged by its backups or its content."""
    if Backups(path).all():
        return True
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _MARK in before + piece:
                return True
            before = piece[-len(_MARK) :]
    return False
