"""Putting a file in its place: wholly or not at all, readable by you alone.

The bytes go to a new file in the same folder, are brought to the disk, and only
then take the name, so that a full disk or a kill leaves what was there before.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from asknet.errors import AsknetError, UsageError
from asknet.links import strange_link

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATABASE = b"SQLite format 3\0"


@contextmanager
def placing(path: Path, *, never: Path | None = None, even_empty: bool = True) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes the place of `path` when all went well.

    Unless `even_empty`, a file that nothing was written to is not put in place. A link of your own is followed, a device or
    pipe is written as it is. Raises
    `UsageError` for a folder, a stranger's link, a database and the path `never`
    (the network itself), `AsknetError` when the file cannot be written.
    """
    try:
        target = _target(path, never)
        if target is None:
            with path.open("wb") as device:
                yield device
            return
        with _replacing(target, even_empty=even_empty) as file:
            yield file
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{path} could not be written ({why})"
        raise AsknetError(message, "What was there before is as it was; check the folder and the disk") from error


@contextmanager
def _replacing(target: Path, *, even_empty: bool) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".new", dir=target.parent)
    new = Path(name)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            wanted = even_empty or file.tell() > 0
        if wanted:
            new.replace(target)
        else:
            new.unlink()
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems cannot; the file itself is there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _target(path: Path, never: Path | None) -> Path | None:
    """Return what is to be replaced, or None for a device or pipe."""
    link = strange_link(path)
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
    target = path.resolve()
    if never is not None and _same(target, never):
        message = f"{path} is the network itself"
        raise UsageError(message, "Name another file")
    if target.exists():
        with target.open("rb") as there:
            is_database = there.read(len(_DATABASE)) == _DATABASE
        if is_database:
            message = f"{path} is a database, and would be lost"
            raise UsageError(message, "Name another file")
    return target


def _same(one: Path, other: Path) -> bool:
    return one == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
