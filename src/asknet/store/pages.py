"""Which pages of the network were written, and where: what `forget` has to name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date

_KEY = "page "


class Pages:
    """The paths of pages, kept in the table `state`, inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def remember(self, path: Path, day: date) -> None:
        """Keep that a page was written there; bytes of a path that are no text are kept as U+FFFD."""
        self._conn().execute(
            "INSERT OR REPLACE INTO state(key, day) VALUES (?, ?)",
            (_KEY + os.fsencode(path).decode("utf-8", "replace"), day.isoformat()),
        )

    def there(self) -> list[Path]:
        """Return the pages that are still there, by path."""
        rows = self._conn().execute("SELECT key FROM state WHERE key >= ? AND key < ? ORDER BY key", (_KEY, "page!"))
        paths = [Path(key.removeprefix(_KEY)) for (key,) in rows]
        return [path for path in paths if os.path.lexists(path)]
