"""Buffer results that are read in one transaction and written after it, so that writers need not wait for a pager."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

Order = tuple[float, str, int]
IN_MEMORY = 8_000_000
"""Bytes kept in memory on the way to standard output; more go to an unnamed temporary file."""


class Spool:
    """A buffer for JSON values, iterated in order."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `__exit__` closes it
        self._places: list[tuple[Order, int]] = []

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Discard the values."""
        self._file.close()

    def __len__(self) -> int:
        """Count the values."""
        return len(self._places)

    def add(self, value: Any, *, order: Order) -> None:  # noqa: ANN401 - any JSON value
        """Store a value; values are iterated by `order` (a number, a name, a number)."""
        self._places.append((order, self._file.tell()))
        self._file.write(json.dumps(value).encode() + b"\n")

    def lines(self) -> Iterator[str]:
        """Yield each value as JSON, in ASCII."""
        for _, place in sorted(self._places):
            self._file.seek(place)
            yield self._file.readline().decode().rstrip("\n")

    def __iter__(self) -> Iterator[Any]:
        """Yield each value."""
        return map(json.loads, self.lines())
