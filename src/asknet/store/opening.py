"""Opening the one file: what it must be before a byte of it is believed.

A file that is newer, foreign or damaged is told apart by reading its first 100
bytes (https://sqlite.org/fileformat.html#the_database_header), before SQLite
touches it, so that it is never written to.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.store.schema import APPLICATION_ID, TABLES, TRIGGERS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

BUSY_MS = 60_000
"""How long a writer waits for another: SQLite's own 5 s lost entries of 20 writers."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def exists(path: Path) -> bool:
    """Say whether there is a network at `path`; a file of 0 bytes counts as new."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        if path.is_symlink():
            message = f"{path} is a link that leads nowhere"
            raise StoreError(message, "Mend the link, or use --db another.db") from None
        return False
    except OSError as error:
        raise unreadable(path, error) from error


def journal(path: Path) -> Path:
    """Name the rollback journal that SQLite keeps beside `path` while writing."""
    return path.with_name(path.name + "-journal")


def unreadable(path: Path, error: OSError) -> StoreError:
    """Say in one sentence why the system would not let us at `path`."""
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"{path} cannot be used ({reason})", "Check the path, or use --db another.db")


def check_header(path: Path) -> int:
    """Return the schema version of the file at `path`, or refuse it.

    Raises `StoreError` when the file is a stranger's link, not a database, not
    ours, newer than we know, or shorter than it says.
    """
    _refuse_strange_link(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except OSError as error:
        raise unreadable(path, error) from error
    if not regular:
        message = f"{path} is not a file"
        raise StoreError(message, "Use --db with the path of a file")
    if header[:16] != _MAGIC or len(header) < _HEADER_BYTES:
        message = f"{path} is not an asknet network"
        raise StoreError(message, "Use --db another.db; this file was not touched")
    application = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    if application != APPLICATION_ID:
        message = f"{path} is a SQLite database of another program"
        raise StoreError(message, "Use --db another.db; this file was not touched")
    if version > VERSION:
        message = f"{path} was written by a newer asknet (schema {version}, this one knows {VERSION})"
        raise StoreError(message, "Upgrade asknet, or use --db another.db")
    if header[18:20] != b"\x01\x01":
        message = f"{path} keeps a write-ahead log, which asknet does not use"
        raise StoreError(message, "Run `sqlite3 FILE 'PRAGMA journal_mode=DELETE'` on a copy, or use --db")
    return version


def check_length(path: Path) -> None:
    """Refuse a file that is not as long as its header says.

    To be called while SQLite's lock is held, so that no writer is half-way.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
        size = os.fstat(file.fileno()).st_size
    page = int.from_bytes(header[16:18], "big")
    page = 65_536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    if pages * page != size:
        message = f"{path} is damaged: it should be {pages * page:,} bytes and is {size:,}"
        raise StoreError(message, "Restore a copy, or use --db another.db")


def _refuse_strange_link(path: Path) -> None:
    try:
        found = path.lstat()
    except OSError as error:
        raise unreadable(path, error) from error
    if stat.S_ISLNK(found.st_mode) and found.st_uid not in (os.geteuid(), 0):
        message = f"{path} is a link that belongs to another user"
        raise StoreError(message, "Use --db with the real path if you trust it")


def make_file(path: Path) -> None:
    """Make an empty file that you alone can read, and its folder if need be.

    Folder 0700, file 0600. Several processes may do so at the same moment.
    Raises `StoreError`.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise unreadable(path, error) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open the file with SQLite, never creating it.

    SQLite falls back to reading where the file cannot be written.
    """
    conn = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
    )
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA secure_delete = ON")
    return conn


def check_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables are missing or that holds triggers not ours.

    A trigger runs on our own writes, so one that a stranger put there could
    change what a command does. Further tables and views are left alone.
    """
    with closing(conn.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")) as rows:
        found = {(kind, name): sql for kind, name, sql in rows}
    missing = [name for name in TABLES if ("table", name) not in found]
    if missing:
        message = f"{path} is damaged: its table {missing[0]!r} is missing"
        raise StoreError(message, "Restore a copy, or use --db another.db")
    triggers = {name: sql for (kind, name), sql in found.items() if kind == "trigger"}
    if triggers != TRIGGERS:
        odd = min(set(triggers.items()) ^ set(TRIGGERS.items()))[0]
        message = f"{path} was changed by another program: its trigger {odd!r} is not asknet's"
        raise StoreError(message, "Restore a copy, or use --db another.db")


def refusal(path: Path, error: sqlite3.Error) -> StoreError:
    """Say in one sentence why SQLite would not work on `path`."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_CANTOPEN") and journal(path).exists():
        return StoreError(
            f"{path} was left in the middle of a change, and its folder cannot be written",
            f"Make the folder writable once, so that {journal(path).name} can be rolled back",
        )
    for prefix, reason, hint in _REASONS:
        if code.startswith(prefix):
            return StoreError(f"{path} {reason}", hint)
    return StoreError(f"{path} cannot be used ({error})", "Check the file, or use --db another.db")


_REASONS = (
    ("SQLITE_BUSY", "is being written by another process", "Try again in a moment"),
    ("SQLITE_LOCKED", "is being written by another process", "Try again in a moment"),
    ("SQLITE_READONLY", "cannot be written", "Check the permissions of the file and its folder"),
    ("SQLITE_CANTOPEN", "cannot be opened", "Check the path and its permissions, or use --db"),
    ("SQLITE_FULL", "cannot grow: the disk is full", "Nothing was changed; free some space"),
    ("SQLITE_IOERR", "could not be read or written (an input/output error)",
     "Nothing was changed; check the disk"),
    ("SQLITE_NOTADB", "is not an asknet network", "Use --db another.db; this file was not touched"),
    ("SQLITE_CORRUPT", "is damaged", "Restore a copy, or use --db another.db"),
    ("SQLITE_PERM", "may not be used by you", "Check its permissions, or use --db another.db"),
    ("SQLITE_AUTH", "may not be used by you", "Check its permissions, or use --db another.db"),
)  # fmt: skip
