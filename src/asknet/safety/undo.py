"""`undo`: take back the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import NothingFoundError
from asknet.reindex import renew_evidence

if TYPE_CHECKING:
    from asknet.store import Store
    from asknet.store.history import PastStep


def past(store: Store) -> list[PastStep]:
    """Return the steps that can be taken back, newest first."""
    with store.reading():
        return store.history.steps()


def undo(store: Store, *, to: int | None = None, now: str) -> list[PastStep]:
    """Take back the last step, or every step back to number `to` inclusive.

    The undo is a step itself: undoing it is redo. Returns what was taken back,
    newest first. Raises `NothingFoundError` when there is nothing to undo.
    """
    with store.writing("undid", at=now, creating=False) as step:
        steps = store.history.steps_before()
        if not steps:
            message = "there is nothing to undo"
            raise NothingFoundError(message, "See `asknet undo --list`")
        first = steps[0].id if to is None else to
        gone = [s for s in steps if s.id >= first]
        if first not in {s.id for s in steps}:
            message = f"there is no step {first} to go back to"
            raise NothingFoundError(message, "See `asknet undo --list`")
        touched = store.history.take_back(first, steps[0].id)
        present = touched.intersection(store.whole.contact_numbers())
        for number in sorted(touched - present):
            store.evidence.replace(number, [])
        renew_evidence(store, present)
        step.did = f"undid: {gone[0].did}" if len(gone) == 1 else f"undid {len(gone)} steps"
        return gone
