"""The opened file that every part of `Network` works on."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from asknet import surroundings
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from types import TracebackType

    from asknet.verbs.as_shown import Shown


class Opened:
    """A network's file, and what stands for the clock."""

    def __init__(self, path: str | Path | None = None, *, today: date | None = None, now: str | None = None) -> None:
        self.path = surroundings.database_path(Path(path) if path is not None else None)
        self.today = today or surroundings.today()
        self.now = now or surroundings.now()
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

    @contextmanager
    def as_shown(self, *shown: Shown) -> Iterator[None]:
        """Let the block change something only if the network still says what was `shown`.

        For whoever reads, asks a person, and writes: others may have written in
        between, and the number of a contact that was removed is given again. The
        check is part of the change. Raises `ChangedMeanwhileError`.
        """
        from asknet.verbs.as_shown import check_shown

        before = list(self._store.conditions)
        self._store.conditions += [partial(check_shown, self._store, one) for one in shown]
        try:
            yield
        finally:
            self._store.conditions[:] = before

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        self._store.close()
