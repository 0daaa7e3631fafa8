"""The opened file that every part of `Network` works on."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from asknet import environment
from asknet.days import accepted
from asknet.errors import UsageError
from asknet.network.boundary import Turn, guarded
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from os import PathLike
    from types import TracebackType

    from asknet.contacts.as_shown import Shown
    from asknet.model import Contact, Interaction


class Opened:
    """A network's file, and what stands for the clock; every public method of a subclass is `guarded`."""

    def __init__(
        self, path: str | PathLike[str] | None = None, *, today: date | None = None, now: str | None = None
    ) -> None:
        self.path = environment.database_path(path)
        self.today = _day(today) if today is not None else environment.today()
        self.now = _moment(now) if now is not None else environment.now()
        self.turn = Turn()
        self._store = Store(self.path, now=self.now)

    def __init_subclass__(cls) -> None:
        """Put the boundary around the methods that the subclass adds."""
        for name, method in list(vars(cls).items()):
            if callable(method) and not name.startswith("_"):
                setattr(cls, name, guarded(method))

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

    @guarded
    def as_shown(self, *shown: Contact | Interaction | tuple[int, str]) -> AbstractContextManager[None]:
        """Let the block change something only if the network still says what was `shown`.

        For whoever reads, asks a person, and writes: others may have written in
        between. The check is part of the change. Raises `ChangedMeanwhileError`.
        """
        return self._as_shown(*shown)

    @contextmanager
    def _as_shown(self, *shown: Shown) -> Iterator[None]:
        from asknet.contacts.as_shown import check_shown

        before = list(self._store.conditions)
        self._store.conditions += [partial(check_shown, self._store, one) for one in shown]
        try:
            yield
        finally:
            self._store.conditions[:] = before

    @guarded
    def close(self) -> None:
        """Close the file; the next call opens it again, and may come from another thread."""
        self._store.close()
        self.turn.leave()


def _day(given: object) -> date:
    if not isinstance(given, date):
        message = f"today is {type(given).__name__}, not a day"
        raise UsageError(message, "Give a datetime.date")
    return accepted(given)


def _moment(given: object) -> str:
    """Return a moment that is ISO 8601 text."""
    try:
        accepted(datetime.fromisoformat(given))  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        message = f"now is {str(given)[:40]!r}, not a moment"
        raise UsageError(message, "Write it as 2026-02-08T12:00:00") from error
    return str(given)
