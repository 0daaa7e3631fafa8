"""A file that stays on disk while it is read, so that an import need not hold it beside the database."""

from __future__ import annotations

import io
import os
import weakref
from typing import TYPE_CHECKING

from asknet.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import WriteableBuffer


class FileOnDisk:
    """A regular file, open until nothing refers to it any more. Raises `OSError` if it cannot be opened."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._opened = path.open("rb", buffering=0)
        weakref.finalize(self, self._opened.close)
        self._version = self._stamp()

    def whole(self, limit: int) -> bytes:
        """Return its bytes, of a file longer than `limit` one byte more than that. Raises `InputError`."""
        with io.BufferedReader(_Pieces(self)) as pieces:
            return pieces.read(limit + 1)

    def stream(self) -> io.BufferedReader:
        """Return a stream of its own position from the beginning; reading raises `InputError`."""
        return io.BufferedReader(_Pieces(self), 1 << 16)

    def read_into(self, buffer: WriteableBuffer, start: int) -> int:
        """Fill a buffer from a position on; return how many bytes there were. Raises `InputError`."""
        try:
            self._opened.seek(start)
            return self._opened.readinto(buffer) or 0
        except OSError as error:
            message = f"{self.name} cannot be read ({(error.strerror or str(error)).lower()})"
            raise InputError(message, "Check the disk, and import it again") from error

    def check_unchanged(self) -> None:
        """Raise `InputError` if it was written to since it was opened: parts of two versions may have been read."""
        if self._stamp() != self._version:
            message = f"{self.name} was changed while it was read"
            raise InputError(message, "Import it again")

    def _stamp(self) -> tuple[int, int]:
        found = os.fstat(self._opened.fileno())
        return found.st_size, found.st_mtime_ns


class _Pieces(io.RawIOBase):
    """A position in a file; several share the file."""

    def __init__(self, file: FileOnDisk) -> None:
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = self._file.read_into(buffer, self._at)
        self._at += count
        return count
