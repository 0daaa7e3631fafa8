"""Several files in one: a zip archive, or a folder.

No file of an archive is written to disk. An archive is refused as a whole if it
does not look like an export: if a name leads out of it, a file is encrypted
or itself an archive (a zip in a zip is read, one level deep), there are too many files, or one unpacks to far more than
its packed size (a zip bomb). The declared sizes are not trusted: what is unpacked
is counted.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from asknet.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

MAX_BYTES = 200_000_000
"""Bytes of a file, or of an archive's files together: more is not a contact list, and its text may not fit into memory."""
MAX_FILES = 20_000
"""Files of a folder or an archive; an address book with one card per file has as many as contacts."""
MAX_FILE_BYTES = 100_000_000
MAX_DEPTH = 4
"""Nested folders that are searched: an export has two levels, an address book three."""
MAX_RATIO = 200
"""The largest ratio of a file's size to its packed size; the text of real exports has 3 to 40."""

_SMALL = 1_000_000
"""Bytes up to which a file may have any ratio."""
_MAX_DIRECTORY = 8_000_000
"""Bytes of an archive's table of contents; each file takes some 100."""
_CHUNK = 1 << 18
_HEAD = 16_384
ZIP = ".zip"
_ARCHIVES = (ZIP, ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_EXPORT = "An export holds none; unpack it and what it contains, and import the folder"
_EXPORT_AGAIN = "Export it again"


class UnreadableError(InputError):
    """One file of a folder cannot be read, but others can."""


class Archive(Protocol):
    """Several files by name, sorted by name."""

    @property
    def names(self) -> Sequence[str]:
        """The paths in it, with ``/`` between folders."""

    def head(self, name: str) -> bytes:
        """Return the beginning of a file, enough to recognise it."""

    def read(self, name: str) -> bytes:
        """Return a whole file. Raises `InputError` if it exceeds a bound or cannot be read."""


class Zip:
    """The files of a zip archive; one that is `nested` in another contains none itself.

    Raises `InputError` for one that does not look like an export.
    """

    def __init__(self, data: bytes, name: str, *, nested: bool = False) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(_Frugal(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            message = f"{name} is a zip archive that is cut off or damaged"
            raise InputError(message, _EXPORT_AGAIN) from error
        members = self._zip.infolist()
        _refuse_many(name, len(members))
        for member in members:
            _refuse(member, name, nested=nested)
        named = [(_path(member), member) for member in members if not _is_folder(member) and not _is_link(member)]
        files = [(path, member) for path, member in named if _is_wanted(path)]
        _refuse_twice([path for path, _ in files], name)
        self._members = dict(files)
        self.names = tuple(sorted(self._members))
        self._counted = _Counted(name)

    def head(self, name: str) -> bytes:
        """Return the beginning of a file, enough to recognise it."""
        with self._opened(name) as opened:
            return opened.read(_HEAD)

    def read(self, name: str) -> bytes:
        """Return a whole file. Raises `InputError` if it exceeds a bound or is damaged."""
        with self._opened(name) as opened:
            return self._counted.read(opened, name, self._members[name].compress_size)

    def check(self, names: Sequence[str], limit: int) -> None:
        """Raise `InputError` if files unpack to more than the limit or `MAX_RATIO`, as declared or in fact."""
        size = 0
        for name in names:
            size += self._members[name].file_size
            if size > limit:
                raise self._counted.too_much(f"{name[:80]!r} and the files before it hold more than {limit:,} bytes")
        size = 0
        for name in names:
            unpacked = 0
            with self._opened(name) as opened:
                while piece := opened.read(_CHUNK):
                    size += len(piece)
                    if size > limit:
                        raise self._counted.too_much(f"{name[:80]!r} in it holds more than it declares")
                    unpacked += len(piece)
                    if unpacked > max(_SMALL, MAX_RATIO * self._members[name].compress_size):
                        raise self._counted.too_much(
                            f"{name[:80]!r} in it unpacks to more than {MAX_RATIO} times its size"
                        )

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(self._members[name]) as opened:
                yield opened
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            message = f"{self._name}: {name[:80]!r} in it is cut off or damaged"
            raise InputError(message, _EXPORT_AGAIN) from error


class Folder:
    """The files of a folder and its subfolders; links to folders are not followed.

    Raises `InputError` if there are too many, or if the folder cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counted = _Counted(path.name)
        names: list[str] = []
        try:
            for found in _files(path, MAX_DEPTH):
                names.append(found.relative_to(path).as_posix())
                _refuse_many(path.name, len(names))
        except OSError as error:
            raise _unreadable(path, error) from error
        self.names = tuple(sorted(filter(_is_wanted, names)))

    def head(self, name: str) -> bytes:
        """Return the beginning of a file, enough to recognise it."""
        with self._opened(name) as opened:
            return opened.read(_HEAD)

    def read(self, name: str) -> bytes:
        """Return a whole file. Raises `InputError` if it exceeds a bound or cannot be read."""
        with self._opened(name) as opened:
            return self._counted.read(opened, name)

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        path = self._path / name
        try:
            with path.open("rb") as opened:
                yield opened
        except OSError as error:
            raise _unreadable(path, error) from error


class _Frugal(io.BytesIO):
    """Bytes that are never read in one large piece, as a hostile table of contents would demand."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MAX_DIRECTORY:
            raise zipfile.BadZipFile
        return super().read(size)


class _Counted:
    """Counts the bytes that come out of an archive; a file read twice counts once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sizes: dict[str, int] = {}
        self._all = 0

    def read(self, opened: IO[bytes], name: str, packed: int | None = None) -> bytes:
        """Read to the end. Raises `InputError` at the first bound that is exceeded."""
        pieces: list[bytes] = []
        size = 0
        while piece := opened.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_FILE_BYTES:
                raise self.too_much(f"{name[:80]!r} in it holds more than {MAX_FILE_BYTES:,} bytes")
            if packed is not None and size > max(_SMALL, MAX_RATIO * packed):
                raise self.too_much(f"{name[:80]!r} in it unpacks to more than {MAX_RATIO} times its size")
        self._all += size - self._sizes.get(name, 0)
        self._sizes[name] = size
        if self._all > MAX_BYTES:
            raise self.too_much(f"its files hold more than {MAX_BYTES:,} bytes")
        return b"".join(pieces)

    def too_much(self, why: str) -> InputError:
        """Return the error for an exceeded bound."""
        return InputError(f"{self._name} is not read: {why}", _EXPORT_AGAIN)


def _refuse_many(name: str, count: int) -> None:
    if count > MAX_FILES:
        message = f"{name} holds more than {MAX_FILES:,} files"
        raise InputError(message, "Import its folders one by one")


def _refuse(member: zipfile.ZipInfo, name: str, *, nested: bool) -> None:
    """Raise `InputError` for a member that an export does not have."""
    path = _slashed(member)
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        why = f"the name {path[:80]!r} in it leads out of it"
    elif member.flag_bits & 1:
        why = f"{path[:80]!r} in it is encrypted"
    elif path.lower().endswith(_ARCHIVES) and (nested or not path.lower().endswith(ZIP)):
        why = f"{path[:80]!r} in it is an archive itself"
    elif member.compress_type not in _METHODS:
        why = f"{path[:80]!r} in it is packed in a way that is not read"
    else:
        return
    message = f"{name} is not read: {why}"
    raise InputError(message, _NO_EXPORT)


def _slashed(member: zipfile.ZipInfo) -> str:
    """Return the name as it is in the archive; some Windows programs separate folders by a backslash."""
    return member.orig_filename.replace("\\", "/")


def _path(member: zipfile.ZipInfo) -> str:
    """Return the name without redundant parts: ``./list/people.csv`` is ``list/people.csv``."""
    return "/".join(part for part in _slashed(member).split("/") if part not in ("", "."))


def _is_folder(member: zipfile.ZipInfo) -> bool:
    return _slashed(member).rpartition("/")[2] in ("", ".")


def _refuse_twice(files: Sequence[str], name: str) -> None:
    """Raise `InputError` if two files have the same name, since it is not clear which is meant."""
    found, count = next(iter(Counter(files).most_common(1)), ("", 0))
    if count > 1:
        message = f"{name} is not read: it holds {count} files of the name {found[:80]!r}"
        raise InputError(message, "Unpack it, rename one, and import the folder")


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _is_wanted(name: str) -> bool:
    """Return whether a file is wanted: not hidden, and not a macOS resource fork."""
    parts = name.split("/")
    return "__MACOSX" not in parts and not any(part.startswith(".") for part in parts)


def _files(path: Path, depth: int) -> Generator[Path]:
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth > 1:
                    yield from _files(Path(entry.path), depth - 1)
            elif entry.is_file():
                yield Path(entry.path)


def _unreadable(path: Path, error: OSError) -> UnreadableError:
    why = (error.strerror or str(error)).lower()
    return UnreadableError(f"{error.filename or path} cannot be read ({why})", "Check its permissions")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into an archive that `Zip` reads; without dates, so that the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
