"""The opened file that every part of `Network` works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from asknet import environment
from asknet.store import Store

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType


class Opened:
    """A network's file, and what stands for the clock."""

    def __init__(self, path: str | Path | None = None, *, today: date | None = None, now: str | None = None) -> None:
        self.path = environment.database_path(Path(path) if path is not None else None)
        self.today = today or environment.today()
        self.now = now or environment.now()
        self._store = Store(self.path, now=self.now)

    @property
    def changed(self) -> bool:
        """Say whether something was changed through this object."""
        return self._store.changed

    def __enter__(self) -> Self:
        """Return the network itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        self._store.close()
