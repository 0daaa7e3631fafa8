"""Pages of the network (see `asknet.page`): noted when they are written, so that `forget` deletes one and names the others."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.network_files import page_beside
from asknet.store import NOTE_MS

if TYPE_CHECKING:
    from datetime import date

    from asknet.store import Store

_KEY = "page "
MARK = b'<meta name="generator" content="asknet page">'
"""What a page of asknet's has in its first bytes."""
_HEAD = 2_000


def remember_page(store: Store, path: Path, day: date) -> bool:
    """Keep that a page is written at `path`; return False where the file is held by others or cannot be written.

    No step of `undo`, and nothing is created for it: a network that is not there yet has nobody to forget.
    """
    if not store.is_there():
        return True
    try:
        with store.writing(wait_ms=NOTE_MS, creating=False):
            # bytes of a path that are no text are kept as U+FFFD
            store.state.put(_KEY + os.fsencode(path).decode("utf-8", "replace"), "", day)
    except StoreError:
        return False
    return True


def pages_there(store: Store) -> list[Path]:
    """Return the pages that were written and are still there, by path; inside a transaction."""
    paths = [Path(key.removeprefix(_KEY)) for key in sorted(store.state.starting_with(_KEY))]
    return [path for path in paths if os.path.lexists(path)]


def page_of(network: Path) -> Path | None:
    """Return the page beside a network, if there is one of asknet's; where a link leads to it, what it leads to."""
    path = page_beside(network).resolve()
    with suppress(OSError), path.open("rb") as file:
        if MARK in file.read(_HEAD):
            return path
    return None


def delete_page(page: Path) -> None:
    """Delete a page. Raises `StoreError`."""
    try:
        page.unlink(missing_ok=True)
    except OSError as error:
        message = f"{page} shows the network and cannot be deleted ({(error.strerror or str(error)).lower()})"
        raise StoreError(message, "Nobody was forgotten; delete it yourself, then try again") from error
