"""`undo` and `redo`: undo changes, one after another, and redo them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import NothingFoundError
from asknet.store.undo_log import undone_and_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.store import Store
    from asknet.store.undo_log import PastStep


def past(store: Store) -> list[PastStep]:
    """Return the steps that can be undone, newest first."""
    with store.reading():
        return undone_and_done(store.undo_log.steps()).done[::-1]


def undo(store: Store, *, to: int | None = None, now: str) -> list[PastStep]:
    """Undo the last step that is not undone yet, or every such step back to number `to`, inclusive.

    Return the steps undone, newest first. Raises `NothingFoundError` if there is nothing to undo, or if the
    number is not that of a step to undo.
    """
    with store.writing("undid", at=now, creating=False, undoing=True) as step:
        steps = undone_and_done(store.undo_log.steps_before()).done[::-1]
        if not steps:
            message = "there is nothing to undo: the list starts empty, also after an upgrade, a restore or a forget"
            raise NothingFoundError(message, "See `asknet undo --list`")
        first = steps[0].id if to is None else to
        if first not in {s.id for s in steps}:
            message = f"there is no step {first} to go back to"
            raise NothingFoundError(message, "See `asknet undo --list`")
        gone = [s for s in steps if s.id >= first]
        for undone in gone:
            store.undo_log.revert(undone.id)
        step.did = _described("undid", gone)
        return gone


def redo(store: Store, *, now: str) -> list[PastStep]:
    """Redo what the last `undo` undid, unless something else has been changed since.

    Return the steps redone, oldest first. Raises `NothingFoundError` if there is nothing to redo.
    """
    with store.writing("redid", at=now, creating=False, undoing=True) as step:
        undone = undone_and_done(store.undo_log.steps_before()).undone
        if not undone:
            message = "there is nothing to redo"
            raise NothingFoundError(message, "Only what `asknet undo` undid last can be redone")
        undoing, again = undone[-1]
        store.undo_log.revert(undoing.id)
        step.did = _described("redid", again)
        return again


def _described(did: str, steps: Sequence[PastStep]) -> str:
    return f"{did}: {steps[0].did}" if len(steps) == 1 else f"{did} {len(steps)} steps"
