"""Putting a copy in the place of the network, inside SQLite's own locks.

The pages are written into the file that is there, by the backup API in one
transaction: a file renamed into its place would leave programs that have the old
one open writing to a file without a name.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.store import opening
from asknet.store.backups import Backups
from asknet.store.copies import copy_pages, write_copy
from asknet.store.schema import VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from asknet.store.backups import Backup


def read_copy(path: Path) -> sqlite3.Connection:
    """Check the copy at `path` and return it in memory, of the present schema, its history emptied.

    Raises `StoreError` for what is no network, newer, damaged, or changed by
    another program; the file itself is only read.
    """
    if not opening.exists(path):
        reason = "is empty" if path.exists() else "is not there"
        raise StoreError(f"{path} {reason}", "See `asknet backup --list` for the copies that were kept")
    candidate = sqlite3.connect(":memory:", isolation_level=None)
    try:
        conn, file = opening.connect(path)
        try:
            conn.execute("BEGIN")
            version = int(conn.execute("PRAGMA user_version").fetchone()[0])
            opening.check_length(conn, path)
            opening.check_pages(conn, path)
            copy_pages(conn, candidate)
        finally:
            opening.disconnect(conn, file)
        candidate.execute("BEGIN")
        if version < VERSION:
            migrate(candidate, version)
        opening.check_schema(candidate, path)
        candidate.execute("DELETE FROM steps")
        candidate.execute("DELETE FROM changes")
        candidate.execute("COMMIT")
    except sqlite3.Error as error:
        candidate.close()
        raise opening.refusal(path, error) from error
    except BaseException:
        candidate.close()
        raise
    return candidate


def put_in_place(candidate: sqlite3.Connection, path: Path, now: str) -> Backup | None:
    """Make the network at `path` what `candidate` holds, and return the copy kept of what was there.

    Nobody else can write between the two. Raises `StoreError` when the file
    there is not ours or is held by another process for longer than a minute.
    """
    if not opening.exists(path):
        opening.make_file(path)
    try:
        conn, file = opening.connect(path)
        try:
            return _replaced(candidate, conn, path, now)
        finally:
            opening.disconnect(conn, file)
    except sqlite3.Error as error:
        if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise opening.refusal(path, error) from error
    return _replaced_damaged(candidate, path, now)


def _replaced(candidate: sqlite3.Connection, conn: sqlite3.Connection, path: Path, now: str) -> Backup | None:
    if not path.stat().st_size:
        copy_pages(candidate, conn)
        return None
    # held from before the copy is kept until the other is in place
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    conn.execute("BEGIN EXCLUSIVE")
    conn.execute("COMMIT")
    kept = Backups(path, now).keep("restore", conn, sound=False)
    copy_pages(candidate, conn)
    conn.execute("PRAGMA locking_mode = NORMAL")
    conn.execute("SELECT count(*) FROM sqlite_master")
    return kept


def _replaced_damaged(candidate: sqlite3.Connection, path: Path, now: str) -> Backup:
    """Replace a file that SQLite itself cannot work in; it is kept byte for byte."""
    kept = Backups(path, now).keep_bytes(path.read_bytes())
    real = opening.beside(path, "")
    with suppress(FileNotFoundError):
        # it belongs to the file that goes, and would be rolled into the one that comes
        opening.journal(path).unlink()
    write_copy(candidate, real, replacing=True)
    return kept
