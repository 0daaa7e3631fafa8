"""Results that are read in one transaction and written after it, so that nobody who writes waits for a pager."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

Order = tuple[float, str, int]
IN_MEMORY = 8_000_000
"""Bytes kept in memory on the way to standard output; more go to a file without a name."""


class Spool:
    """Values that JSON can write, iterated in their order as they come back from JSON."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `__exit__` closes it
        self._places: list[tuple[Order, int]] = []

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the values."""
        self._file.close()

    def __len__(self) -> int:
        """Count the values."""
        return len(self._places)

    def add(self, value: Any, *, order: Order) -> None:  # noqa: ANN401 - whatever json can write
        """Keep a value; those of a lesser `order` (a number, then a name, then a number) come before it."""
        self._places.append((order, self._file.tell()))
        self._file.write(json.dumps(value).encode() + b"\n")

    def lines(self) -> Iterator[str]:
        """Return each value as JSON, ASCII only."""
        for _, place in sorted(self._places):
            self._file.seek(place)
            yield self._file.readline().decode().rstrip("\n")

    def __iter__(self) -> Iterator[Any]:
        """Return each value."""
        return map(json.loads, self.lines())
