"""Build SQL statements: never from data, only with placeholders for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CURRENT = (
    "NOT EXISTS (SELECT 1 FROM outcomes later WHERE later.ask_id = o.ask_id AND later.contact_id = o.contact_id"
    " AND later.id > o.id)"
)
"""Whether the outcome ``o`` is the last one recorded for its contact and ask, which counts (an SQL condition)."""

T = TypeVar("T")

BOUND = 300
"""Values per statement: old SQLite binds at most 999, and some statements use a list three times."""


def chunks(values: Sequence[T], size: int = BOUND) -> Iterator[Sequence[T]]:
    """Split values into runs that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def holes(values: Sequence[object]) -> str:
    """Return as many question marks as values, comma-separated."""
    return ",".join("?" * len(values))
