"""`me`: your own record, for what you can give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asknet.contacts.edit import changed, without_values
from asknet.errors import NothingFoundError
from asknet.fields import as_card
from asknet.model import Card, Kind
from asknet.store import NOTE_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Contact
    from asknet.store import Store

YOU = "Me"
"""The name of your own record until you give one."""


def show_me(store: Store) -> Contact | None:
    """Return your own record, or None if there is none yet."""
    with store.reading():
        return store.contacts.me()


def change_me(
    store: Store,
    changes: Mapping[str, Any],
    *,
    without: Sequence[str] = (),
    own: Mapping[str, str],
    today: date,
    now: str,
) -> Contact:
    """Change your own record by the rule of `edit`; `own` holds the fields that only you have: ``country``, ``sign``.

    A skill given again gets its new level. Raises `NothingFoundError` for a
    topic to remove that does not exist.
    """
    with store.writing("changed what you know", at=now, creating=not without):
        before = store.contacts.me()
        if before is None:
            if without:
                message = f"you have not said that you know {without[0]!r}"
                raise NothingFoundError(message, "See `asknet me`")
            card = changed(Card(name=YOU, kind=Kind.PERSON), changes)
            number = store.contacts.add(card, added=today, me=True)
        else:
            number = before.id
            store.contacts.update(before, changed(without_values(as_card(before), without), changes))
        for field, value in own.items():
            store.contacts.set_own(number, field, value)
        return store.contacts.load([number])[0]


def ask_once(store: Store, what: str, today: date) -> bool:
    """Return whether this is the first time that something is asked, and remember that it was. Not a step of `undo`."""
    with store.writing(wait_ms=NOTE_MS, creating=False):
        key = f"asked {what}"
        if store.state.get(key) is not None:
            return False
        store.state.put(key, "", today)
        return True
