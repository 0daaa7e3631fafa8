"""Files that a person names: read a file or a folder, and write a file atomically."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from asknet.atomic_write import placing
from asknet.environment import named_path
from asknet.errors import InputError
from asknet.formats.archive import MAX_BYTES, Archive, Folder
from asknet.formats.file_on_disk import FileOnDisk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asknet.cli.terminal import Terminal

_SERVICES = frozenset(
    """
    linkedin google gmail outlook thunderbird facebook telegram mastodon whatsapp signal icloud apple iphone android phone
    contacts addressbook
    """.split()
)
"""Where contacts are kept, which may be typed in place of the file that is exported there."""


def read_input(terminal: Terminal, file: str) -> tuple[bytes | FileOnDisk | Archive, str]:
    """Open a file or a folder, or read standard input for ``-``; return it with its name. Raises `InputError`."""
    if file == "-":
        return terminal.stdin.buffer.read(MAX_BYTES + 1), "-"
    path = named_path(file, InputError)
    try:
        name = (path.name or path.resolve().name).encode("utf-8", "replace").decode()
        if file and path.is_dir():
            return Folder(path), name
        if path.is_file():
            return FileOnDisk(path, name), name
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), name
    except FileNotFoundError as error:
        message = f"there is no file {file}"
        there = "Export your contacts there to a file, and type its name; `asknet import --formats` lists what is read"
        raise InputError(message, there if file.lower() in _SERVICES else "Check the name") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{file} cannot be read ({why.lower()})"
        raise InputError(message, "Check its permissions") from error


@contextlib.contextmanager
def write_atomically(path: Path, network: Path) -> Iterator[list[bytes]]:
    """Write what the block appends to a file that its owner alone can read; if nothing is appended, nothing is written.

    It is never a file that belongs to `network`. Whether it can be written is checked
    before the block runs. Raises as `asknet.atomic_write.placing` does.
    """
    pieces: list[bytes] = []
    with placing(path, network=network, even_empty=False) as file:
        yield pieces
        file.writelines(pieces)
