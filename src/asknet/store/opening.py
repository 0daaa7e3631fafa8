"""Open the database: what must be true of the file before anything in it is trusted.

A file that is newer, foreign or damaged is recognised by reading its first 100
bytes (https://sqlite.org/fileformat.html#the_database_header), before SQLite
touches it, so that it is never written to.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections import Counter
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.file_ownership import HAS_OWNERS, foreign_link, foreign_owner
from asknet.network_files import BACKUPS, MAGIC, beside, journal
from asknet.store.schema import APPLICATION_ID, COLUMNS, MISFITS, TRIGGERS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

BUSY_MS = 60_000
"""How long a writer waits for another, in ms: with SQLite's own 5 s, entries of 20 writers were lost."""

CACHE_KIB = 16_000
"""Kibibytes of page cache, at most: with SQLite's own 2,000 a review of 50,000 entries reads the same pages again
and again (65 ms for 47)."""
FILE_MODE = 0o600
"""The mode of the file: for you alone."""
SPILL_PAGES = 62_000
"""Changed pages that a transaction keeps in memory: 250 MB, enough to import 100,000 contacts. If the cache spills before
the commit, SQLite locks readers out for the rest of the transaction (https://sqlite.org/pragma.html#pragma_cache_spill)."""
SPILL_PAGES_UNDOING = 40_000
"""The same for undo and redo: 160 MB, since those of a large import need other memory too, and stay below 250 MB."""
SPILL_PAGES_ALONE = 1
"""The same if readers are locked out from the start: what does not fit the cache is written to disk at once."""
REPAIR_HINT = "See `asknet check`; `asknet backup --list` shows the copies that can be restored"
"""What to do about a file that is damaged."""

_OPEN: Counter[tuple[int, int]] = Counter()
"""How often this process has each file open, by device and inode number."""

COLUMNS_THERE = """
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
"""

_HEADER_BYTES = 100
_AS_WRITTEN = b"\x00\x40\x20\x20"
"""No space reserved in pages, and the payload fractions that never vary: another value misreads every page."""
_IN_URI = frozenset(b"/._-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
"""Bytes of a path that are not escaped; all others are, including those that are not text."""
_NEWEST_FORMAT = 4
"""The newest schema format of SQLite."""


class DamagedError(StoreError):
    """The file is a network of ours, but damaged."""


class UnrecognizedError(StoreError):
    """The file is not a database: another kind of file, or a network whose beginning is lost."""


def exists(path: Path, *, foreign: bool = False) -> bool:
    """Return whether there is a network at `path`; a file of 0 bytes counts as new.

    Raises `StoreError` for what is not a file, and for one that belongs neither to you nor to root, who could read
    and change what you write there; unless it may be `foreign`, as a copy that is only read.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            message = f"{path} is a link that leads nowhere"
            raise StoreError(message, "Correct the link, or use --db another.db") from None
        return False
    except OSError as error:
        raise unusable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        message = f"{path} is not a file"
        raise StoreError(message, "Use --db with the path of a file")
    if not foreign:
        _refuse_strange_file(path, found)
    return found.st_size > 0


def _refuse_strange_file(path: Path, found: os.stat_result) -> None:
    if not foreign_owner(found):
        return
    if not found.st_size:
        message = f"{path} is an empty file that belongs to another user"
        raise StoreError(message, "Delete it, or use --db another.db")
    message = f"{path} belongs to another user"
    raise StoreError(message, "Use --db with a copy of your own, or run asknet as its owner")


def unusable(path: Path, error: OSError) -> StoreError:
    """Return the error, in one sentence, for a file that the system does not let us use."""
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"{path} cannot be used ({reason})", "Check the path, or use --db another.db")


def check_header(path: Path) -> int:
    """Return the schema version of the file at `path`, or refuse it.

    Raises `StoreError` if the file is reached by another user's link, is not ours or is newer
    than this version, `UnrecognizedError` if it is not a database, and
    `DamagedError` if its header is not one that SQLite writes.
    """
    refuse_strange_link(path)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise unusable(path, error) from error
    application = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big")
    if header[:16] != MAGIC and application == APPLICATION_ID:
        raise damaged(path, "its first bytes are not those of a database")
    if header[:16] != MAGIC or len(header) < _HEADER_BYTES:
        message = f"{path} is not an asknet network"
        copies = (
            "`asknet backup --list` shows the copies that can be restored" if beside(path, BACKUPS).is_dir() else ""
        )
        raise UnrecognizedError(message, f"{copies or 'Use --db another.db'}; this file was not touched")
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
    """Refuse a file whose length differs from its header, except for spare pages at its end.

    Must be called while SQLite's lock is held, so that no writer is half-way. The
    file is not opened for this: closing it would drop SQLite's locks
    (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    """
    more = bytes_beyond(conn, path)
    if more:
        page = conn.execute("PRAGMA page_size").fetchone()[0]
        # after a change that makes the file smaller, SQLite truncates it only after the commit
        if more < 0 or more % page or conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            size = path.stat().st_size
            raise damaged(path, f"it should be {size - more:,} bytes and is {size:,}")


def bytes_beyond(conn: sqlite3.Connection, path: Path) -> int:
    """Return by how many bytes the file is longer than its header says; negative if it is shorter."""
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    page = conn.execute("PRAGMA page_size").fetchone()[0]
    return int(path.stat().st_size - pages * page)


def refuse_strange_link(path: Path) -> None:
    """Raise `StoreError` if a link of another user leads to `path`."""
    link = foreign_link(path)
    if link is not None:
        which = "a link that belongs" if link == path.absolute() else f"behind {link}, a link that belongs"
        message = f"{path} is {which} to another user"
        raise StoreError(message, "Use --db with the real path if you trust it")


def refuse_strange_sidecars(path: Path) -> None:
    """Raise `StoreError` if SQLite would apply an untrusted journal to the database at `path`.

    That is a rollback journal that belongs neither to you, nor to root, nor to the owner of the database, who can
    change that as well; and any write-ahead log, since a network has none.
    """
    for sidecar in (journal(path), beside(path, "-wal")):
        try:
            found = sidecar.lstat()
        except OSError:
            continue
        if sidecar.name.endswith("-wal"):
            message = f"{sidecar} is beside the network, and SQLite would apply it to the network"
            raise StoreError(message, "Move it away: asknet uses no write-ahead log")
        if not stat.S_ISREG(found.st_mode):
            message = f"{sidecar} is not an ordinary file, and SQLite keeps the journal of a change there"
            raise StoreError(message, "Move it away")
        if foreign_owner(found) and found.st_uid != path.stat().st_uid:
            message = f"{sidecar} was put beside the network by another user, and SQLite would apply it to the network"
            raise StoreError(message, "Delete it, or copy the network to a folder that only you can write to")


def make_folder(path: Path) -> None:
    """Create the folder of the network at `path` if necessary, mode 0700. Raises `StoreError`."""
    refuse_strange_link(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error) from error


def make_file(path: Path) -> None:
    """Create an empty file that you alone can read, and its folder if necessary.

    Folder 0700, file 0600; an existing empty file is used and made accessible to you
    alone. Several processes may do this at once. Raises `StoreError`,
    also if the empty file belongs to another user.
    """
    make_folder(path)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            found = os.fstat(file)
            _refuse_strange_file(path, found)
            if HAS_OWNERS and not found.st_size and stat.S_IMODE(found.st_mode) != FILE_MODE:
                os.fchmod(file, FILE_MODE)
        finally:
            os.close(file)
    except OSError as error:
        raise unusable(path, error) from error


def connect(path: Path) -> tuple[sqlite3.Connection, tuple[int, int]]:
    """Check the file's header and the files beside it, and open it with SQLite, never creating it.

    SQLite falls back to read-only if the file cannot be written. The header is
    not read again while this process has the file open: closing it would drop
    SQLite's locks. Returns the connection, and the identity of the file for
    `disconnect`. Raises `StoreError`.
    """
    found = path.stat()
    identity = (found.st_dev, found.st_ino)
    refuse_strange_sidecars(path)
    if found.st_size and not _OPEN[identity]:
        check_header(path)
    conn = sqlite3.connect(uri(path), uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        conn.execute(f"PRAGMA cache_spill = {SPILL_PAGES}")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")
        # macOS: fsync leaves data in the drive's cache, F_FULLFSYNC does not; on other systems this has no effect
        conn.execute("PRAGMA fullfsync = ON")
    except sqlite3.Error:
        conn.close()  # damage to the file may be detected here
        raise
    _OPEN[identity] += 1
    return conn, identity


def is_still(path: Path, identity: tuple[int, int]) -> bool:
    """Return whether the file at `path` is still the one that `connect` opened."""
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == identity


def uri(path: Path) -> str:
    """Return a path as the URI with which SQLite opens it, never creating it (https://sqlite.org/uri.html)."""
    written = os.fsencode(path.absolute())
    escaped = "".join(chr(byte) if byte in _IN_URI else f"%{byte:02x}" for byte in written)
    return f"file://{escaped}?mode=rw"  # with the empty host, two slashes of the path are not read as one


def disconnect(conn: sqlite3.Connection, identity: tuple[int, int]) -> None:
    """Close what `connect` opened."""
    conn.close()
    _OPEN[identity] -= 1


def check_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with missing tables or columns, or with foreign triggers.

    A trigger runs on our own writes, so a foreign one could
    change what a command does. Further tables and views are left alone.
    """
    found: dict[str, list[str]] = {}
    for table, column in conn.execute(COLUMNS_THERE):
        found.setdefault(table, []).append(column)
    for table, columns in COLUMNS.items():
        if not set(columns) <= set(found.get(table, ())):
            message = f"{path} is damaged: its table {table!r} is not as it should be"
            raise StoreError(message, REPAIR_HINT)
    triggers = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    if triggers != TRIGGERS:
        odd = min(set(triggers.items()) ^ set(TRIGGERS.items()))[0]
        message = f"{path} was changed by another program: its trigger {odd!r} is not asknet's"
        raise StoreError(message, REPAIR_HINT)


def check_pages(conn: sqlite3.Connection, path: Path) -> None:
    """Refuse a file in which SQLite's quick check finds a fault (14 ms at 10,000 contacts).

    To be called before a large or irreversible change.
    """
    said = [str(row[0]) for row in conn.execute("PRAGMA quick_check(1)")]
    if said != ["ok"]:
        raise damaged(path, said[0].splitlines()[-1])


def damaged(path: Path, what: str) -> DamagedError:
    """Return the error for a damaged file, with where to find a sound copy."""
    return DamagedError(f"{path} is damaged: {what}", REPAIR_HINT)


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """Return the error, in one sentence, for an SQLite error on `path`."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and journal(path).exists():
        return StoreError(
            f"{path} was left in the middle of a change, and its folder cannot be written",
            f"Make the folder writable once, so that {journal(path).name} can be rolled back",
        )
    if str(error) in MISFITS:
        return damaged(path, str(error))
    if code.startswith("SQLITE_CORRUPT"):
        return damaged(path, str(error))
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
    ("SQLITE_PERM", "may not be used by you", "Check its permissions, or use --db another.db"),
    ("SQLITE_AUTH", "may not be used by you", "Check its permissions, or use --db another.db"),
)  # fmt: skip
