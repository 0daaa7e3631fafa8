"""Results that are read in one transaction and written after it, so that nobody who writes waits for a pager."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

IN_MEMORY = 8_000_000
"""Bytes kept in memory on the way to standard output; more go to a file without a name."""


class Spool:
    """Values that JSON can write, in the order they were added; iterated as they come back from JSON."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `__exit__` closes it
        self._count = 0

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
        return self._count

    def add(self, value: Any) -> None:  # noqa: ANN401 - whatever json can write
        """Keep a value."""
        self._file.write(json.dumps(value).encode() + b"\n")
        self._count += 1

    def lines(self) -> Iterator[str]:
        """Return each value as JSON, ASCII only."""
        self._file.seek(0)
        for line in self._file:
            yield line.decode().rstrip("\n")

    def __iter__(self) -> Iterator[Any]:
        """Return each value."""
        return map(json.loads, self.lines())
