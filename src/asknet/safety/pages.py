"""Pages of the network (see `asknet.page`): noted when they are written, so that `forget` deletes one and names the others."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.network_files import page_beside

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asknet.store import Store

WAIT_MS = 250
"""How long others may hold the file before a page is written without being noted."""
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
        with store.writing(wait_ms=WAIT_MS, creating=False):
            store.pages.remember(path, day)
    except StoreError:
        return False
    return True


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
