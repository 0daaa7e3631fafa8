"""`restore`: replace the network by a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.environment import named_path
from asknet.errors import NothingFoundError, UsageError
from asknet.store.restoring import put_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from asknet.store import Store

LAST = "last"
"""The word for the newest automatic backup."""


class Restored(NamedTuple):
    """Where the copy came from, how many contacts it has, and the backup of what was there.

    That backup is `damaged` if SQLite could not read it, so that it cannot be restored.
    """

    source: Path
    contacts: int
    kept: Path | None
    damaged: bool = False


def find_copy(store: Store, which: str) -> Path:
    """Return the file that is meant: a path, the name of an automatic backup, or ``last``.

    Raises `NothingFoundError`.
    """
    path = named_path(which)
    kept = store.backups.all()
    if path.exists() or len(path.parts) > 1:
        return path
    named = {b.path.name: b.path for b in kept}
    if which == LAST and kept:
        return kept[0].path
    if which not in named:
        message = f"there is no file {which[:80]!r}, and no automatic backup with that name"
        raise NothingFoundError(message, "See `asknet backup --list`")
    return named[which]


def restore(store: Store, which: str, *, now: str) -> Restored:
    """Replace the network by a copy; what was there is kept as an automatic backup.

    The copy is checked first and only read; an older schema is migrated. The
    history is empty afterwards. Raises `StoreError` if the
    copy is not ours, newer or damaged, or if the file to be replaced never was
    a network, is newer or in use by another process; `CopyError` if there is no
    room, `UsageError` for the network itself, and `NothingFoundError`.
    """
    source = find_copy(store, which)
    if source.exists() and store.path.exists() and source.samefile(store.path):
        message = f"{source} is the network itself"
        raise UsageError(message, "Name a copy of it; see `asknet backup --list`")
    store.close()
    kept, damaged = put_in_place(source, store.path, now)
    store.changed = True
    with store.reading():
        return Restored(source, store.contacts.count(), kept.path if kept else None, damaged)
