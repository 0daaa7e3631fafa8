"""`asks`: the problems you asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asknet.model import Ask
    from asknet.store import Store


def asks(store: Store, *, closed: bool = False) -> list[Ask]:
    """Return the open asks, and the `closed` ones too if wanted, newest first."""
    with store.reading():
        return store.asks.noted(closed=closed)
