"""Files a person names: reading one or a folder whole, and writing one whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.errors import AsknetError, InputError, UsageError
from asknet.formats.parcel import Folder, Parcel
from asknet.formats.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.cli.terminal import Terminal


def read_given(terminal: Terminal, file: str) -> tuple[bytes | Parcel, str]:
    """Read a file, a folder, or standard input for ``-``; return it with its name. Raises `InputError`."""
    if file == "-":
        return terminal.stdin.buffer.read(MAX_BYTES + 1), "-"
    path = Path(file).expanduser()
    try:
        name = (path.name or path.resolve().name).encode("utf-8", "replace").decode()
        if file and path.is_dir():
            return Folder(path), name
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), name
    except FileNotFoundError as error:
        message = f"there is no file {file}"
        raise InputError(message, "Check the name") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{file} cannot be read ({why.lower()})"
        raise InputError(message, "Check its permissions") from error


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[list[bytes]]:
    """Write what the block appends into a file that its owner alone can read; nothing appended, nothing written.

    The file is made beside its place before the block runs, so that what cannot
    be written is told before anything else is done; then written, synced and
    renamed over what was there. Raises `AsknetError` when it cannot be written, and
    `UsageError` for a link that somebody else put on the way.
    """
    target = _own(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    beside = Path(name)
    pieces: list[bytes] = []
    try:
        with os.fdopen(handle, "wb") as opened:
            yield pieces
            opened.writelines(pieces)
            opened.flush()
            os.fsync(opened.fileno())
        if any(pieces):
            beside.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _own(path: Path) -> Path:
    """Return the place a path means; links are followed only where you or the system put them."""
    path = path.expanduser().absolute()
    try:
        for step in (path, *path.parents):
            if step.is_symlink() and step.lstat().st_uid not in (0, os.geteuid()):
                message = f"{step} is a link that somebody else made"
                raise UsageError(message, "Name another file")
        target = path.resolve()
        if target.exists() and not target.is_file():
            message = f"{path} is no file"
            raise UsageError(message, "Name a file to write")
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(path, error) from error
    return target


def _unwritable(path: Path, error: Exception) -> AsknetError:
    why = getattr(error, "strerror", None) or str(error)
    return AsknetError(f"{path} cannot be written ({why.lower()})", "Name a file in a folder of yours")
