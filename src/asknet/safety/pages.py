"""Pages of the network (see `asknet.page`): recorded when written, so that `forget` can delete or name them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.network_files import page_beside

if TYPE_CHECKING:
    from datetime import date

    from asknet.store import Store

_KEY = "page "
MARK = b'<meta name="generator" content="asknet page">'
"""The mark at the beginning of every page that asknet wrote."""
_HEAD = 2_000


def remember_page(store: Store, path: Path, day: date) -> bool:
    """Record that a page was written to `path`; return False if the file is in use or cannot be written.

    This is not a step of `undo`, and creates no file: a network that does not exist has nobody to forget.
    """
    if not store.is_there():
        return True
    try:
        with store.noting(creating=False):
            # undecodable bytes of a path are stored as U+FFFD
            store.state.put(_KEY + os.fsencode(path).decode("utf-8", "replace"), "", day)
    except StoreError:
        return False
    return True


def pages_there(store: Store) -> list[Path]:
    """Return the pages that were written and still exist, by path; inside a transaction."""
    paths = [Path(key.removeprefix(_KEY)) for key in sorted(store.state.starting_with(_KEY))]
    return [path for path in paths if os.path.lexists(path)]


def page_of(network: Path) -> Path | None:
    """Return the page beside a network, if it exists and is asknet's; a link is followed."""
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
