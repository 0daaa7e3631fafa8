"""`asks`: the problems you asked, whose answer is awaited, and who is next in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.close import find_ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Ask
    from asknet.store import Store


def asks(store: Store, *, closed: bool = False) -> list[Ask]:
    """Return the open asks, or with `closed` all of them, newest first, each open one with the contact next in line."""
    with store.reading():
        return with_next(store, store.asks.noted(closed=closed))


def with_next(store: Store, found: Sequence[Ask]) -> list[Ask]:
    """Return asks with the contact to ask next."""
    line = store.asks.next_in_line([ask.id for ask in found])
    return [ask._replace(next=line.get(ask.id)) for ask in found]


def remove_ask(store: Store, which: str, *, now: str) -> Ask:
    """Remove a question with its outcomes, and return it. Raises `NothingFoundError`."""
    with store.writing("removed a question", at=now, creating=False) as step:
        ask = find_ask(store, which)
        step.did = f"removed ask {ask.id}"
        store.asks.remove(ask.id)
        return ask
