"""`me`: your own record, for what you can give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asknet.contacts.edit import changed, without_values
from asknet.errors import NothingFoundError
from asknet.fields import MAX_LINE, as_card, many_lines, one_line, read_values
from asknet.model import Card, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Contact
    from asknet.store import Store

YOU = "Me"
"""The name of your own record until you give one."""


def me(
    store: Store,
    fields: Mapping[str, Any],
    *,
    without: Sequence[str] = (),
    country: str | None = None,
    sign: str | None = None,
    today: date,
    now: str,
) -> Contact | None:
    """Change your own record by the rule of `edit`; with nothing to change, return it, or None if there is none yet.

    `country` and `sign` are the fields that only you have; an empty text clears either, or the name.
    A skill given again gets its new level. Raises `NothingFoundError` for a
    topic to remove that does not exist.
    """
    with store.reading():
        there = store.contacts.me()
    given = {field: value for field, value in fields.items() if value not in (None, "", (), [])}
    changes = read_values(given, today)
    own: dict[str, str] = {}
    if country is not None:
        own["country"] = one_line(country, what="the country")
    if sign is not None:
        own["sign"] = many_lines(sign, limit=MAX_LINE, what="the signature").strip()
    if there is None:
        own = {field: value for field, value in own.items() if value}
    elif fields.get("name") == "":
        changes["name"] = YOU
    if not (without or changes or own):
        return there
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
    with store.noting(creating=False):
        key = f"asked {what}"
        if store.state.get(key) is not None:
            return False
        store.state.put(key, "", today)
        return True
