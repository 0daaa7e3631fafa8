"""The folder of automatic backups beside each network, and copies that the user asks for.

The folder has the name of the network's file, so that each network has its own and
all its copies are found when a contact is to be forgotten:
``network.db-backups/0007-2026-11-20T09-30-00-import.db``. Copies are ordered by
number, since a clock may be set back.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from asknet.atomic_write import drop_abandoned, refuse_reserved, sync_folder
from asknet.errors import StoreError, UsageError
from asknet.file_ownership import HAS_OWNERS, foreign_owner, is_own
from asknet.network_files import BACKUPS, SIDECARS, UNFINISHED, beside
from asknet.store import opening
from asknet.store.copies import CopyError, copy_bytes, write_copy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

KEPT = 5
"""How many automatic backups are kept; the oldest is deleted first."""

WHY = {
    "asked": "asked for",
    "import": "before a large import",
    "migrate": "before a new version of the file",
    "repair": "before a repair",
    "restore": "replaced by a restore",
    "forget": "after forgetting somebody",
}
"""The reason in a copy's name, and what it means."""

_NAME = re.compile(r"(\d{4,12})-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)-([a-z]+)\.db")
_ASIDE = ".forgetting-"
_TRIES = 20


class Backup(NamedTuple):
    """An automatic backup: its number, when (ISO 8601), why (a key of `WHY`), its path, and its size in bytes."""

    number: int
    at: str
    why: str
    path: Path
    bytes: int


class Backups:
    """The automatic backups of the network at `path`, made at the time `now` (ISO 8601)."""

    def __init__(self, path: Path, now: str = "") -> None:
        self.path = path
        self._now = (now or "1970-01-01T00:00:00")[:19]

    @property
    def folder(self) -> Path:
        """The folder of the backups, whether or not it exists."""
        return beside(self.path, BACKUPS)

    def all(self) -> list[Backup]:
        """Return the automatic backups, newest first; files that another user put there are ignored."""
        found = []
        for path in self._files():
            named = _NAME.fullmatch(path.name)
            if not named:
                continue
            day, clock = named[2].split("T")
            at = f"{day}T{clock.replace('-', ':')}"
            with suppress(FileNotFoundError):  # another process has just deleted it
                there = path.lstat()
                if stat.S_ISREG(there.st_mode) and not self._strange(there):
                    found.append(Backup(int(named[1]), at, named[3], path, there.st_size))
        return sorted(found, reverse=True)

    def _strange(self, found: os.stat_result) -> bool:
        """Return whether a file is neither yours, nor root's, nor of the owner of the network."""
        if not foreign_owner(found):
            return False
        try:
            return found.st_uid != self.path.stat().st_uid
        except OSError:
            return True

    def keep(self, why: str, conn: sqlite3.Connection | None, *, sound: bool = True) -> Backup:
        """Copy the network as last committed into the folder, and delete the oldest copies beyond `KEPT`.

        Uses the open read transaction of `conn`, or without one a connection of its
        own, for a caller that is in the middle of a change and so keeps other writers
        out. Raises `CopyError` if the copy cannot be written, or is damaged though it
        has to be `sound`; nothing was changed then.
        """
        return self._add(why, lambda path: self._write(conn, path, sound=sound))

    def keep_bytes(self) -> Backup:
        """Keep a file that SQLite cannot read, byte for byte, before a restore replaces it."""
        return self._add("restore", lambda path: copy_bytes(self.path, path))

    def write(self, path: Path, conn: sqlite3.Connection, *, force: bool = False) -> None:
        """Copy what the read transaction of `conn` sees to a file named by the user.

        Raises `UsageError` if the file exists; with `force` an older copy is replaced,
        but never another kind of file nor the network itself.
        """
        self._refuse_target(path, force=force)
        write_copy(conn, path, replacing=force)

    def _write(self, conn: sqlite3.Connection | None, path: Path, *, sound: bool) -> None:
        """Copy the network; the file stays locked for reading until the copy is in place.

        Thus a forget operation, which needs the file to itself, finds all copies.
        """
        if conn is not None:
            write_copy(conn, path, sound=sound)
            return
        own, file = opening.connect(self.path)
        try:
            own.execute("BEGIN")
            own.execute("SELECT count(*) FROM sqlite_master")
            write_copy(own, path, sound=sound)
        finally:
            opening.disconnect(own, file)

    def _refuse_target(self, path: Path, *, force: bool) -> None:
        if path.is_dir():
            raise UsageError(f"{path} is a folder", "Name a file in it")
        refuse_reserved(path, self.path)
        if not os.path.lexists(path):
            return
        if not force:
            raise UsageError(f"{path} already exists", "Name another file, or use --force to replace an older copy")
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UsageError(f"{path} is not a file", "Name another file")
        if path.stat().st_size:
            try:
                opening.check_header(path)
            except StoreError as error:
                raise UsageError(error.message, "It was not changed; name another file") from error

    def _add(self, why: str, write: Callable[[Path], None]) -> Backup:
        self.folder_made()
        for _ in range(_TRIES):
            number = max((b.number for b in self.all()), default=0) + 1
            path = self.folder / f"{number:04d}-{self._now.replace(':', '-')}-{why}.db"
            try:
                write(path)
            except CopyError as error:
                if isinstance(error.__cause__, FileExistsError):
                    continue  # another process took the number first
                raise
            self._drop_oldest()
            return Backup(number, self._now, why, path, path.stat().st_size)
        raise CopyError(f"no copy could be written to {self.folder}", "Try again in a moment")

    def folder_made(self) -> None:
        """Create the folder (mode 0700), or make it accessible to you alone. Raises `CopyError`."""
        folder = self.folder
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or not is_own(found):
                raise CopyError(f"{folder} does not belong to you, so no backup can be kept there", "Move it away")
            if HAS_OWNERS and stat.S_IMODE(found.st_mode) != 0o700:  # noqa: PLR2004 - the mode that is promised
                folder.chmod(0o700)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CopyError(f"no backup can be kept in {folder} ({why})", "Nothing was changed") from error

    def _drop_oldest(self) -> None:
        for backup in self.all()[KEPT:]:
            for ending in ("", *SIDECARS):
                with suppress(OSError):
                    beside(backup.path, ending).unlink()

    def _files(self) -> list[Path]:
        try:
            return sorted(self.folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise opening.unusable(self.folder, error) from error

    def set_aside(self, token: str) -> list[Path]:
        """Rename every copy of ours, unfinished ones too, so that deleting them later cannot fail half-way.

        `token` marks them as belonging to one change (see `settle`). Must be called
        under an exclusive lock on the network, when nobody else is writing a
        copy. Raises `StoreError` naming a file that cannot be renamed; then none
        is renamed.
        """
        aside: list[Path] = []
        for path in self._files():
            if not _ours(path.name):
                continue
            try:
                if path.is_dir() and not path.is_symlink():
                    raise IsADirectoryError(21, "it is a folder", str(path))
                aside.append(path.rename(path.with_name(f"{path.name}{_ASIDE}{token}")))
            except OSError as error:
                self.put_back(aside)
                why = (error.strerror or str(error)).lower()
                message = f"the automatic backup {path} cannot be replaced ({why}), so nobody was forgotten"
                raise StoreError(message, "Delete it, or correct its permissions, and try again") from error
        return aside

    def put_back(self, aside: list[Path]) -> None:
        """Undo `set_aside`."""
        for path in aside:
            with suppress(FileNotFoundError):
                path.rename(path.with_name(path.name.partition(_ASIDE)[0]))

    def aside(self) -> list[Path]:
        """Return the copies that a forget operation set aside and that still exist."""
        return [path for path in self._files() if _ASIDE in path.name]

    def settle(self, token: str) -> list[Path]:
        """Finish a forget that was killed: if the change `token` was committed, the copies set aside for it are deleted.

        Copies set aside for a change that was not committed get their names back, and
        unfinished ones are deleted. Returns the files that could not be
        deleted.
        """
        left = []
        for folder in (self.folder, beside(self.path, "").parent):
            drop_abandoned(folder)
        for path in self._files():
            _, mark, made_for = path.name.partition(_ASIDE)
            if mark and made_for != token:
                self.put_back([path])
            elif mark:
                try:
                    path.unlink(missing_ok=True)
                except OSError:
                    left.append(path)
        sync_folder(self.folder)
        return left

    def strangers(self) -> list[Path]:
        """Return the files in the folder that are not asknet's."""
        return [path for path in self._files() if not _ours(path.name) and _ASIDE not in path.name]


def _ours(name: str) -> bool:
    return bool(UNFINISHED.match(name)) or any(_NAME.fullmatch(name.removesuffix(more)) for more in ("", *SIDECARS))
