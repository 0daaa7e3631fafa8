"""Write a file atomically: completely or not at all, readable by you alone.

The bytes are written to a new file in the same folder and synced to disk, and only
then is the file renamed to its final name, so that a full disk or a kill leaves the
old file unchanged. Every file that asknet writes apart from its database is written
this way. What a killed process left behind is removed by the next one that writes to the folder.
"""

from __future__ import annotations

import os
import signal
import stat
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, TYPE_CHECKING

from asknet.errors import AsknetError, UsageError
from asknet.file_ownership import NO_FOLLOW, foreign_link, is_own
from asknet.network_files import MAGIC, UNFINISHED, played_back, reserved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

try:
    import fcntl
except ImportError:  # Windows, where an open file can be neither deleted nor replaced

    def _lock(file: int, *, waiting: bool) -> None:
        """Do nothing: on Windows an open file cannot be deleted, which is lock enough."""

    _IS_HELD_OPEN = True
else:

    def _lock(file: int, *, waiting: bool) -> None:
        """Lock a file until it is closed. Raises `OSError` if another process holds the lock, unless `waiting` for it."""
        fcntl.flock(file, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))

    _IS_HELD_OPEN = False


_link = partial(os.link, follow_symlinks=False) if os.link in os.supports_follow_symlinks else os.link
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""The signals that end a program, apart from SIGINT, which Python turns into an exception."""
_unfinished: set[Path] = set()
"""The temporary files that this process has not finished."""


@contextmanager
def placing(path: Path, *, network: Path | None, even_empty: bool = True) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which replaces `path` if the block succeeds.

    Unless `even_empty`, an empty file does not replace anything. A link of your own is
    followed; a device or pipe is written to directly. Raises `UsageError` for a folder,
    another user's link, a database and anything that belongs to `network` or another
    network, `AsknetError` if the file cannot be written.
    """
    try:
        target = _target(path, network)
        if target is None:
            with path.open("wb") as device:
                yield device
            return
        with new_file(target, replacing=True, even_empty=even_empty) as temporary:
            with temporary.open("wb") as file:
                yield file
            refuse_reserved(path, network)  # it may have been created in the meantime
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{path} could not be written ({why})"
        raise AsknetError(message, "Nothing was changed; check the folder and the disk") from error


def refuse_reserved(path: Path, network: Path | None) -> None:
    """Raise `UsageError` if a path belongs to a network, or if SQLite would apply an old journal to the new file."""
    why = reserved(path, network)
    if why:
        message = f"{path} {why}"
        raise UsageError(message, "Name another file")
    sidecar = played_back(path)
    if sidecar is not None:
        message = f"{sidecar} is beside it, and SQLite would apply it to the new file"
        there = f"Finish the change it belongs to with `asknet check --db {path}`" if path.exists() else "Move it away"
        raise UsageError(message, f"{there}, or name another file")


@contextmanager
def new_file(path: Path, *, replacing: bool, even_empty: bool = True) -> Iterator[Path]:
    """Yield the path of an empty file (mode 0600), which is synced and renamed to `path` when the block ends.

    Raises `OSError`; `FileExistsError` if `path` exists and not `replacing`, or if a
    file beside it would be applied to the new one by SQLite.
    """
    with temporary_file(path.parent) as (temporary, file):
        yield temporary
        if not even_empty and not os.fstat(file).st_size:
            return
        os.fsync(file)
        sidecar = played_back(path)
        if sidecar is not None:
            message = f"{sidecar} is beside it"
            raise OSError(message)
        if _IS_HELD_OPEN:
            os.close(file)
        _put_in_place(temporary, path, replacing=replacing)
    sync_folder(path.parent)


@contextmanager
def temporary_file(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield the path and descriptor of a new file in `folder`, which is deleted afterwards, even if the process is ended.

    It is locked while it is open, which shows other processes that it is in use. Raises `OSError`.
    """
    drop_abandoned(folder)
    while True:
        temporary = folder / f".asknet-{os.urandom(6).hex()}.tmp"
        with _removed(temporary):
            file = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o600)
            try:
                with suppress(OSError):  # a file system without locks, where no file counts as abandoned
                    _lock(file, waiting=True)
                if os.fstat(file).st_nlink:  # else another process deleted it as abandoned before it was locked
                    yield temporary, file
                    return
            finally:
                with suppress(OSError):  # already closed where an open file cannot be renamed
                    os.close(file)


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Hold the lock of the file at `path`, even if the file was replaced while waiting.

    On Windows, where an open file cannot be replaced, there is no lock. Raises `OSError`.
    """
    while not _IS_HELD_OPEN:
        with path.open("rb") as file:
            with suppress(OSError):  # a file system without locks
                _lock(file.fileno(), waiting=True)
            there = path.stat()
            if os.path.samestat(there, os.fstat(file.fileno())):
                yield
                return
    if _IS_HELD_OPEN:
        yield


@contextmanager
def _removed(temporary: Path) -> Iterator[None]:
    """Delete a file that the block creates, even if the process receives a signal that it does not handle."""
    _unfinished.add(temporary)
    ours = []
    try:
        with suppress(ValueError):  # only the main thread may set handlers
            for number in _ENDING:
                if signal.getsignal(number) is signal.SIG_DFL:
                    signal.signal(number, _remove_and_end)
                    ours.append(number)
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
        _unfinished.discard(temporary)


def _remove_and_end(number: int, _frame: FrameType | None) -> None:
    for temporary in _unfinished:
        with suppress(OSError):
            temporary.unlink()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def drop_abandoned(folder: Path) -> None:
    """Delete files of yours in `folder` that a process left unfinished when it ended."""
    try:
        with os.scandir(folder) as entries:
            found = [folder / entry.name for entry in entries if UNFINISHED.fullmatch(entry.name)]
    except OSError:
        return
    for path in found:
        with suppress(OSError):
            there = path.lstat()
            if not stat.S_ISREG(there.st_mode) or not is_own(there):
                continue
            if _IS_HELD_OPEN:
                path.unlink()  # on Windows this fails while the file is open
                continue
            file = os.open(path, os.O_RDWR | NO_FOLLOW)
            try:
                _lock(file, waiting=False)
                path.unlink()
            finally:
                os.close(file)


def _put_in_place(temporary: Path, path: Path, *, replacing: bool) -> None:
    """Rename the file to its final name; without `replacing`, a file that appeared meanwhile is kept."""
    if replacing:
        temporary.replace(path)
        return
    try:
        _link(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        temporary.rename(path)


def sync_folder(folder: Path) -> None:
    """Sync the entries of a folder to disk, where the system and the file system support it."""
    with suppress(OSError, AttributeError):  # Windows opens no folders
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _target(path: Path, network: Path | None) -> Path | None:
    """Return the path to replace, or None for a device or pipe, which is written to directly."""
    link = foreign_link(path)
    if link is not None:
        message = f"{link} is a link that belongs to another user"
        raise UsageError(message, "Name the real file if you trust it")
    if path.exists():
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            message = f"{path} is a folder"
            raise UsageError(message, "Name a file in it")
        if not stat.S_ISREG(kind):
            return None
    refuse_reserved(path, network)
    target = path.resolve()
    if target.exists():
        with target.open("rb") as there:
            is_database = there.read(len(MAGIC)) == MAGIC
        if is_database:
            message = f"{path} is a database, and would be overwritten"
            raise UsageError(message, "Name another file")
    return target
