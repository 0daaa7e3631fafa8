"""Putting statements together: never from data, only holes for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BOUND = 900
"""Values bound to one statement; old SQLite allows 999."""


def chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut values into runs that one statement can be given."""
    for start in range(0, len(values), BOUND):
        yield values[start : start + BOUND]


def holes(values: Sequence[int]) -> str:
    """Return as many question marks, parted by commas."""
    return ",".join("?" * len(values))
