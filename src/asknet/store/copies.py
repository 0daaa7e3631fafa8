"""Copy a network to a file of its own: under a temporary name, checked, synced, then renamed.

A copy is therefore complete or not there at all, whatever happens.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from asknet.atomic_write import new_file
from asknet.errors import AsknetError
from asknet.file_ownership import foreign_link
from asknet.store import opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = {
    sqlite3.SQLITE_BUSY: "SQLITE_BUSY",
    sqlite3.SQLITE_LOCKED: "SQLITE_LOCKED",
    sqlite3.SQLITE_FULL: "SQLITE_FULL",
    sqlite3.SQLITE_READONLY: "SQLITE_READONLY",
}

_TEMPORARY = ""
"""The name of a database that SQLite deletes when it is closed (https://sqlite.org/inmemorydb.html#temp_db)."""


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy all pages by SQLite's backup API, in one step; `source` must not be in the middle of a change.

    Raises `sqlite3.Error` if the file stays locked, where Python would retry for ever.
    """
    source.backup(target, progress=_refuse_waiting)


def temporary_copy(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of what the open transaction sees; in memory if there is no room for a temporary file."""
    for place in (_TEMPORARY, ":memory:"):
        copy = sqlite3.connect(place, isolation_level=None)
        try:
            copy.execute(f"PRAGMA cache_size = -{opening.CACHE_KIB}")
            copy.execute("PRAGMA journal_mode = OFF")
            copy_pages(conn, copy)
            copy.execute("PRAGMA journal_mode = MEMORY")
        except sqlite3.Error:
            copy.close()
            if place != _TEMPORARY:
                raise
        else:
            break
    return copy


def _refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    if status not in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE):
        message = "the copy cannot continue"
        error = sqlite3.OperationalError(message)
        error.sqlite_errorname = _NAMES.get(status & 0xFF, "SQLITE_IOERR")
        raise error


class CopyError(AsknetError):
    """A copy could not be written; nothing was changed."""


def write_copy(conn: sqlite3.Connection, path: Path, *, replacing: bool = False, sound: bool = True) -> None:
    """Write what the open transaction of `conn` sees to a new file at `path`, mode 0600.

    SQLite's backup API copies all pages in one step, under the lock that is held;
    the copy is then checked (``integrity_check``) if it has to be `sound`. An existing
    file is replaced only if `replacing`. Raises `CopyError`.
    """
    with _new_copy(path, replacing=replacing) as temporary, closing(connect_new(temporary)) as copy:
        copy_pages(conn, copy)
        said = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0]) if sound else "ok"
        if said != "ok":
            raise _not_written(path, f"the copy is damaged: {said.splitlines()[-1]}", "Run `asknet check`")


def copy_bytes(source: Path, path: Path) -> None:
    """Copy a file byte for byte to a new file at `path`, mode 0600, as `write_copy` does. Raises `CopyError`."""
    with _new_copy(path, replacing=False) as temporary, source.open("rb") as data, temporary.open("wb") as file:
        shutil.copyfileobj(data, file)


def connect_new(path: Path) -> sqlite3.Connection:
    """Open a new file that no other process knows, and that is synced as a whole when it has been written."""
    conn = sqlite3.connect(f"{opening.uri(path)}&nolock=1", uri=True, isolation_level=None)
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    return conn


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise `CopyError` if a copy cannot be written to `path`; errors of its source pass through."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise
        why = "the disk is full" if name.startswith("SQLITE_FULL") else str(error)
        raise _not_written(path, why) from error
    except FileExistsError as error:
        raise _not_written(path, "it already exists") from error
    except OSError as error:
        raise _not_written(path, (error.strerror or str(error)).lower()) from error


@contextmanager
def _new_copy(path: Path, *, replacing: bool) -> Iterator[Path]:
    """Yield a file beside `path` to be filled, which is then synced and renamed."""
    link = foreign_link(path.parent)
    if link is not None:
        raise _not_written(path, f"{link} is a link that belongs to another user", "Name the real folder")
    with writing(path), new_file(path, replacing=replacing) as temporary:
        yield temporary


def _not_written(
    path: Path, why: str, hint: str = "Nothing was changed; check the folder, or name another"
) -> CopyError:
    return CopyError(f"no copy could be written to {path} ({why})", hint)
