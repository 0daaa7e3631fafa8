"""Rows with values that asknet never writes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from asknet.errors import StoreError
from asknet.store.opening import REPAIR_HINT

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def reading_rows(what: str) -> Iterator[None]:
    """Refuse a value that asknet cannot have written (an unknown kind, an invalid date).

    Raises `StoreError` naming the value.
    """
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"the database is damaged: in its {what}, {error}"
        raise StoreError(message, REPAIR_HINT) from error
