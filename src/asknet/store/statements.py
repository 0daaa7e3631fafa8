"""Putting statements together: never from data, only holes for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CURRENT = (
    "NOT EXISTS (SELECT 1 FROM outcomes later WHERE later.ask_id = o.ask_id AND later.contact_id = o.contact_id"
    " AND later.id > o.id)"
)
"""Whether the outcome ``o`` of a contact for an ask is the one recorded last, which counts."""

T = TypeVar("T")

BOUND = 300
"""Values in one run; old SQLite binds 999 to a statement, and some name a run three times."""


def chunks(values: Sequence[T], size: int = BOUND) -> Iterator[Sequence[T]]:
    """Cut values into runs that one statement can be given."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def holes(values: Sequence[object]) -> str:
    """Return as many question marks, comma-separated."""
    return ",".join("?" * len(values))
