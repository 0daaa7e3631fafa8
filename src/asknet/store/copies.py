"""Writing a network into a file of its own: under a temporary name, checked, synced, then put in place.

So a copy is there whole or not at all, whatever happens on the way.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from asknet.errors import AsknetError
from asknet.links import strange_link
from asknet.store import opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":

    def _lock(file: int, *, waiting: bool) -> None:
        """Do without: an open file cannot be deleted there, which says as much."""

else:
    import fcntl

    def _lock(file: int, *, waiting: bool) -> None:
        """Lock a file for as long as it is open. Raises `OSError` where another has it, unless `waiting` for that."""
        fcntl.flock(file, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))


TEMPORARY = (".asknet-", ".tmp")
"""How the name of a file that is still being written begins and ends."""


_NAMES = {
    sqlite3.SQLITE_BUSY: "SQLITE_BUSY",
    sqlite3.SQLITE_LOCKED: "SQLITE_LOCKED",
    sqlite3.SQLITE_FULL: "SQLITE_FULL",
    sqlite3.SQLITE_READONLY: "SQLITE_READONLY",
}


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy all pages by SQLite's backup API, in one step; `source` must not be in the middle of a change.

    Raises `sqlite3.Error` where Python alone would try for ever (a file that stays locked).
    """
    source.backup(target, progress=_refuse_waiting)


def _refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    if status not in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE):
        message = "the copy cannot go on"
        error = sqlite3.OperationalError(message)
        error.sqlite_errorname = _NAMES.get(status & 0xFF, "SQLITE_IOERR")
        raise error


class CopyError(AsknetError):
    """A copy could not be written; nothing was changed."""


def write_copy(conn: sqlite3.Connection, path: Path, *, replacing: bool = False, sound: bool = True) -> None:
    """Write what the open transaction of `conn` sees into a new file at `path`, 0600.

    SQLite's backup API copies all pages in one step, under the lock that is held;
    the copy is then checked (``integrity_check``) if it has to be `sound`. Takes
    the place of a file that is there only when `replacing`. Raises `CopyError`.
    """
    with _new_file(path, replacing=replacing) as temporary:
        copy = sqlite3.connect(opening.uri(temporary), uri=True, isolation_level=None)
        try:
            # nobody else knows the file, and it is synced as a whole before it gets its name
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            copy_pages(conn, copy)
            said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(1)")] if sound else ["ok"]
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise
            why = "the disk is full" if name.startswith("SQLITE_FULL") else str(error)
            raise _not_written(path, why) from error
        finally:
            copy.close()
        if said != ["ok"]:
            raise _not_written(path, f"the copy is damaged: {said[0].splitlines()[-1]}", "Run `asknet check`")


def write_bytes(data: bytes, path: Path, *, replacing: bool = False) -> None:
    """Write bytes into a new file at `path`, 0600, as `write_copy` does. Raises `CopyError`."""
    with _new_file(path, replacing=replacing) as temporary:
        temporary.write_bytes(data)


@contextmanager
def _new_file(path: Path, *, replacing: bool) -> Iterator[Path]:
    """Give a file beside `path` to be filled, then sync it and put it in place."""
    link = strange_link(path.parent)
    if link is not None:
        raise _not_written(path, f"{link} is a link that belongs to another user", "Name the real folder")
    try:
        temporary, file = _temporary(path.parent)
        try:
            yield temporary
            os.fsync(file)
            _put_in_place(temporary, path, replacing=replacing)
        finally:
            os.close(file)
            with suppress(OSError):
                temporary.unlink()
        sync_folder(path.parent)
    except FileExistsError as error:
        raise _not_written(path, "it is there already") from error
    except OSError as error:
        raise _not_written(path, (error.strerror or str(error)).lower()) from error


def _temporary(folder: Path) -> tuple[Path, int]:
    """Make a new file, locked for as long as it is open: that says that somebody is still at it."""
    begin, end = TEMPORARY
    while True:
        temporary = folder / f"{begin}{os.urandom(6).hex()}{end}"
        file = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        _lock(file, waiting=True)
        if os.fstat(file).st_nlink:
            return temporary, file
        os.close(file)  # somebody took it for abandoned before it was locked


def _put_in_place(temporary: Path, path: Path, *, replacing: bool) -> None:
    """Give the file its name; without `replacing` a file that came in between is left."""
    if replacing:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError as error:
        # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        temporary.rename(path)


def sync_folder(folder: Path) -> None:
    """Make names in a folder last; a file system that cannot is let be."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def drop_abandoned(path: Path) -> None:
    """Delete a file that was being written by a process that is gone; leave any other."""
    begin, end = TEMPORARY
    if not (path.name.startswith(begin) and path.name.endswith(end) and is_file(path)):
        return
    with suppress(OSError):
        file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            _lock(file, waiting=False)
            path.unlink()
        finally:
            os.close(file)


def is_file(path: Path) -> bool:
    """Say whether there is a regular file itself at `path`, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _not_written(
    path: Path, why: str, hint: str = "Nothing was changed; check the folder, or name another"
) -> CopyError:
    return CopyError(f"no copy could be written to {path} ({why})", hint)
