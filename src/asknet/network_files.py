"""The names of a network's files: the database, SQLite's files beside it, its automatic backups, unfinished files."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

SIDECARS = ("-journal", "-wal", "-shm")
"""The suffixes of the files that SQLite keeps beside a database (https://sqlite.org/tempfiles.html)."""
PLAYED_BACK = ("-journal", "-wal")
"""Those that SQLite applies to the database when it is opened, even if they belong to another one."""
BACKUPS = "-backups"
"""The suffix of the folder of automatic backups."""
DATABASE, PAGE = ".db", ".page.html"
"""The usual suffixes of a database and of its page: ``NAME.db``, ``NAME.page.html``."""
UNFINISHED = re.compile(r"\.asknet-[0-9a-f]+\.tmp")
"""The pattern of the names of files that are still being written."""
MAGIC = b"SQLite format 3\x00"
"""The first bytes of a database."""


def beside(path: Path, ending: str) -> Path:
    """Return the path beside the file at `path`, with `ending` appended to its name; links are followed, as SQLite does."""
    return Path(os.path.realpath(path) + ending)


def journal(path: Path) -> Path:
    """Return the path of SQLite's rollback journal of `path`."""
    return beside(path, "-journal")


def page_beside(path: Path) -> Path:
    """Return the default path of a network's page: ``NAME.page.html`` beside it."""
    real = Path(os.path.realpath(path))
    name = real.name[: -len(DATABASE)] if real.name.casefold().endswith(DATABASE) else ""
    return real.with_name((name or real.name) + PAGE)


def played_back(path: Path) -> Path | None:
    """Return a file that SQLite would apply to a database put at `path`, or None."""
    found = (beside(path, ending) for ending in PLAYED_BACK)
    return next((sidecar for sidecar in found if os.path.lexists(sidecar)), None)


def reserved(target: Path, network: Path | None) -> str:
    """Return why a user's file cannot be written to `target`, as the predicate of a sentence; empty if it can.

    Reserved are `network`, existing or about to be created, in any spelling and through any link, and every name that
    belongs to a network: of SQLite's files beside it, of the folder of its backups or inside it, of an unfinished file.
    """
    real = Path(os.path.realpath(target))
    if network is not None and _same(real, Path(os.path.realpath(network))):
        return "is the network itself"
    if real.name.casefold().endswith(SIDECARS):
        return "has the name of a file that SQLite keeps beside a database"
    if UNFINISHED.fullmatch(real.name):
        return "has the name of a file that asknet has not finished"
    own = [Path(os.path.realpath(beside(network, BACKUPS)))] if network is not None else []
    for folder in (real, *real.parents):
        if any(_same(folder, kept) for kept in own) or _holds_backups(folder):
            return "is in a folder of automatic backups" if folder != real else "is kept for automatic backups"
    return ""


def _same(one: Path, other: Path) -> bool:
    """Return whether two real paths are one file; names that differ only in case count as one until a file exists."""
    if one == other:
        return True
    with suppress(OSError, ValueError):
        if one.exists() or other.exists():
            return one.samefile(other)
        return _folded(one) == _folded(other) and one.parent.samefile(other.parent)
    return False


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", path.name).casefold()


def _holds_backups(folder: Path) -> bool:
    """Return whether a folder has the name of the automatic backups of a database beside it."""
    name = folder.name
    if not name.casefold().endswith(BACKUPS) or len(name) == len(BACKUPS):
        return False
    try:
        with folder.with_name(name[: -len(BACKUPS)]).open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
