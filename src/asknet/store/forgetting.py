"""Erase a contact without a trace: the transaction, the pages and the automatic backups."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asknet.errors import AsknetError, StoreError
from asknet.store import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.store.store import Store

WAIT_MS = 5_000
"""How long to wait for others to release the file, in ms, before forgetting gives up."""

_LAST = "forgot"
"""The setting with the random token of the last forgetting that was committed."""


@contextmanager
def forgetting(store: Store, *, at: str) -> Iterator[None]:
    """Change the network so that no trace of what is deleted remains, or not at all.

    No other process may have the file open, not even to read: it would keep the old
    pages. The history is emptied and both indexes are rebuilt (FTS5 otherwise keeps
    deleted words in its segments); automatic backups are set aside
    before the change is committed and deleted after it. Raises `StoreError`,
    in which case nothing was changed.
    """
    aside = []
    token = os.urandom(8).hex()
    finish_forgetting(store)
    try:
        with store.writing("forgot somebody", at=at, wait_ms=WAIT_MS, creating=False, alone=True):
            yield
            store.evidence.flush()
            conn = store.connection()
            conn.execute("DELETE FROM changes")
            conn.execute("DELETE FROM steps")
            for index in ("evidence_fts", "words_fts"):
                conn.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
            conn.execute("INSERT OR REPLACE INTO settings(name, value) VALUES (?, ?)", (_LAST, token))
            aside = store.backups.set_aside(token)
    except StoreError as error:
        store.backups.put_back(aside)
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            message = f"{store.path} is in use by another process, so traces could remain; nobody was forgotten"
            raise StoreError(message, "Close whatever else uses it, and try again") from error
        raise
    except Exception:
        store.backups.put_back(aside)
        raise
    left = store.backups.settle(token)
    if left:
        message = f"forgotten in {store.path}, but the automatic backup {left[0]} could not be deleted"
        raise StoreError(message, "Delete it yourself")


def finish_forgetting(store: Store) -> None:
    """Finish or undo what a killed forgetting did to the automatic backups. Raises `StoreError`."""
    if not store.backups.aside():
        return
    with store.reading():
        found = store.connection().execute("SELECT value FROM settings WHERE name = ?", (_LAST,)).fetchone()
        left = store.backups.settle(str(found[0]) if found else "")
    if left:
        message = f"the automatic backup {left[0]} contains somebody who was forgotten and cannot be deleted"
        raise StoreError(message, "Delete it yourself")


def rewrite_pages(store: Store) -> str:
    """Rewrite every page, so that nothing remains in space that another program left unused; return what failed.

    What asknet deletes is overwritten at once; this is for a file that was
    changed with a tool that does not do that. The temporary file that SQLite
    writes for it contains what is left, not what was deleted.
    """
    conn, file = opening.connect(store.path)
    try:
        conn.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        conn.execute(f"PRAGMA cache_spill = {opening.SPILL_PAGES_ALONE}")
        try:
            conn.execute("VACUUM")
        except sqlite3.OperationalError:
            conn.execute("PRAGMA temp_store = MEMORY")  # where there is no room for a temporary file
            conn.execute("VACUUM")
    except sqlite3.Error as error:
        return f"unused space in the file could not be rewritten: {opening.store_error(store.path, error).message}"
    finally:
        opening.disconnect(conn, file)
    return ""


def fresh_backup(store: Store) -> str:
    """Keep a backup in place of the deleted ones; return what failed."""
    try:
        with store.reading():
            store.backups.keep("forget", store.connection())
    except AsknetError as error:
        return f"no fresh backup could be kept: {error.message}"
    return ""
