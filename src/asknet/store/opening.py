"""Opening the one file: what it must be before a byte of it is believed.

A file that is newer, foreign or damaged is told apart by reading its first 100
bytes (https://sqlite.org/fileformat.html#the_database_header), before SQLite
touches it, so that it is never written to.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import string
from collections import Counter
from pathlib import Path

from asknet.errors import StoreError
from asknet.links import strange_link
from asknet.store.schema import APPLICATION_ID, COLUMNS, NOT_EMPTY, TRIGGERS, VERSION

BUSY_MS = 60_000
"""How long a writer waits for another: SQLite's own 5 s lost entries of 20 writers."""

CACHE_KIB = 16_000
"""Pages of the file kept in memory, at most: with SQLite's own 2,000 a review of 50,000 entries reads the same pages again
and again (65 ms for 47)."""
MEND = "See `asknet check`; `asknet backup --list` shows the copies that can be restored"
"""What to do about a file that is damaged."""

_OPEN: Counter[tuple[int, int]] = Counter()
"""How often this process has each file open, by device and inode."""

COLUMNS_THERE = """
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
"""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_AS_WRITTEN = b"\x00\x40\x20\x20"
"""No space reserved in pages, and the payload fractions that never vary: another value misreads every page."""
_IN_URI = frozenset(b"/._-" + string.ascii_letters.encode() + string.digits.encode())
"""Bytes of a path that stand for themselves; the others are escaped, those that are no text included."""
_NEWEST_FORMAT = 4
"""The newest schema format of SQLite."""


def exists(path: Path) -> bool:
    """Say whether there is a network at `path`; a file of 0 bytes counts as new."""
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            message = f"{path} is a link that leads nowhere"
            raise StoreError(message, "Mend the link, or use --db another.db") from None
        return False
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        message = f"{path} is not a file"
        raise StoreError(message, "Use --db with the path of a file")
    return found.st_size > 0


def beside(path: Path, ending: str) -> Path:
    """Name what stands beside the file that `path` leads to, over links as SQLite goes: its name and `ending`."""
    return Path(os.path.realpath(path) + ending)


def journal(path: Path) -> Path:
    """Name the rollback journal that SQLite keeps beside `path` while writing."""
    return beside(path, "-journal")


def unreadable(path: Path, error: OSError) -> StoreError:
    """Say in one sentence why the system would not let us at `path`."""
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"{path} cannot be used ({reason})", "Check the path, or use --db another.db")


def check_header(path: Path) -> int:
    """Return the schema version of the file at `path`, or refuse it.

    Raises `StoreError` when the file is a stranger's link, not a database, not
    ours, newer than we know, or shorter than it says.
    """
    refuse_strange_link(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error
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
    if header[20:24] != _AS_WRITTEN or not 1 <= int.from_bytes(header[44:48], "big") <= _NEWEST_FORMAT:
        raise damaged(path, "its header is not one that SQLite writes")
    if header[18:20] != b"\x01\x01":
        message = f"{path} keeps a write-ahead log, which asknet does not use"
        raise StoreError(message, "Run `sqlite3 FILE 'PRAGMA journal_mode=DELETE'` on a copy, or use --db")
    return version


def check_length(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not as long as its header says, spare pages behind it aside.

    To be called while SQLite's lock is held, so that no writer is half-way. The
    file is not opened for it: closing it again would drop SQLite's locks
    (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    """
    more = bytes_beyond(conn, path)
    if more:
        page = conn.execute("PRAGMA page_size").fetchone()[0]
        # SQLite cuts a file that became smaller only after the change was made for good
        if more < 0 or more % page or conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            size = path.stat().st_size
            raise damaged(path, f"it should be {size - more:,} bytes and is {size:,}")


def bytes_beyond(conn: sqlite3.Connection, path: Path) -> int:
    """Return by how many bytes the file is longer than its header says; less than 0 when it is shorter."""
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    page = conn.execute("PRAGMA page_size").fetchone()[0]
    return int(path.stat().st_size - pages * page)


def refuse_strange_link(path: Path) -> None:
    """Raise `StoreError` when a link of another user leads to `path`."""
    link = strange_link(path)
    if link is not None:
        which = "a link that belongs" if link == path.absolute() else f"behind {link}, a link that belongs"
        message = f"{path} is {which} to another user"
        raise StoreError(message, "Use --db with the real path if you trust it")


def make_file(path: Path) -> None:
    """Make an empty file that you alone can read, and its folder if need be.

    Folder 0700, file 0600. Several processes may do so at the same moment.
    Raises `StoreError`.
    """
    refuse_strange_link(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise unreadable(path, error) from error


def connect(path: Path) -> tuple[sqlite3.Connection, tuple[int, int]]:
    """Check the file's header and open it with SQLite, never creating it.

    SQLite falls back to reading where the file cannot be written. The header is
    not read again while this process has the file open: closing it would drop
    SQLite's locks. Returns the connection, and by what `disconnect` knows the
    file. Raises `StoreError`.
    """
    found = path.stat()
    identity = (found.st_dev, found.st_ino)
    if found.st_size and not _OPEN[identity]:
        check_header(path)
    conn = sqlite3.connect(uri(path), uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        conn.close()  # a damaged file may show itself here
        raise
    _OPEN[identity] += 1
    return conn, identity


def uri(path: Path) -> str:
    """Write a path as SQLite opens it, never creating it (https://sqlite.org/uri.html)."""
    written = os.fsencode(path.absolute())
    escaped = "".join(chr(byte) if byte in _IN_URI else f"%{byte:02x}" for byte in written)
    return f"file://{escaped}?mode=rw"  # the host, which is none, keeps two slashes of the path from being read as one


def disconnect(conn: sqlite3.Connection, identity: tuple[int, int]) -> None:
    """Close what `connect` opened."""
    conn.close()
    _OPEN[identity] -= 1


def check_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables or columns are missing, or that holds triggers not ours.

    A trigger runs on our own writes, so one that a stranger put there could
    change what a command does. Further tables and views are left alone.
    """
    found: dict[str, list[str]] = {}
    for table, column in conn.execute(COLUMNS_THERE):
        found.setdefault(table, []).append(column)
    for table, columns in COLUMNS.items():
        if not set(columns) <= set(found.get(table, ())):
            message = f"{path} is damaged: its table {table!r} is not as it should be"
            raise StoreError(message, MEND)
    triggers = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    if triggers != TRIGGERS:
        odd = min(set(triggers.items()) ^ set(TRIGGERS.items()))[0]
        message = f"{path} was changed by another program: its trigger {odd!r} is not asknet's"
        raise StoreError(message, MEND)


def check_pages(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file in which SQLite's quick check finds something wrong (14 ms at 10,000 contacts).

    To be called before what is large or cannot be undone.
    """
    said = [str(row[0]) for row in conn.execute("PRAGMA quick_check(1)")]
    if said != ["ok"]:
        raise damaged(path, said[0].splitlines()[-1])


def damaged(path: Path, what: str) -> StoreError:
    """Say that the file is damaged, and where a sound copy may be found."""
    return StoreError(f"{path} is damaged: {what}", MEND)


def refusal(path: Path, error: sqlite3.Error) -> StoreError:
    """Say in one sentence why SQLite would not work on `path`."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and journal(path).exists():
        return StoreError(
            f"{path} was left in the middle of a change, and its folder cannot be written",
            f"Make the folder writable once, so that {journal(path).name} can be rolled back",
        )
    if str(error) == NOT_EMPTY:
        return StoreError(f"{path} is damaged: {error}", MEND)
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
    ("SQLITE_CORRUPT", "is damaged", MEND),
    ("SQLITE_PERM", "may not be used by you", "Check its permissions, or use --db another.db"),
    ("SQLITE_AUTH", "may not be used by you", "Check its permissions, or use --db another.db"),
)  # fmt: skip
