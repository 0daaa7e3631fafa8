"""What you could give back: wants that you can help with, and contacts who gave more than they got."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from asknet.model import Status

if TYPE_CHECKING:
    from asknet.model import Contact
    from asknet.store import Store

HINT_FROM = 4
"""Help received this often, and at least this many times as often as given, is worth a hint."""
_TIMES_GIVEN = 3
HINT_DAYS = 30
"""Days between two such hints about one contact."""


def could_give(store: Store, contact: Contact) -> tuple[str, ...]:
    """Return what a contact wants and you know, by the rule of the review."""
    me = store.contacts.me() if contact.wants else None
    return wants_met(contact, me) if me else ()


def wants_met(contact: Contact, other: Contact) -> tuple[str, ...]:
    """Return what a contact wants and another one knows, by skill, title or organisation."""
    from asknet.store.stemmer import Stemmer
    from asknet.topics import covered_wants, topics_of

    return tuple(want for want, _ in covered_wants(contact.wants, topics_of(other), Stemmer()))


def hints(store: Store, contact: Contact, today: date) -> list[str]:
    """Return a hint about help owed to a contact, at most once in `HINT_DAYS`; showing it is recorded.

    Must be called inside the transaction of a change.
    """
    if contact.status is Status.PAST:
        return []
    received, given = store.interactions.balance(contact.id, today)
    if received < HINT_FROM or received < _TIMES_GIVEN * given:
        return []
    key = f"hint {contact.id}"
    last = store.state.get(key)
    if last and today < date.fromisoformat(last) + timedelta(days=HINT_DAYS):
        return []
    store.state.put(key, today.isoformat(), today)
    hint = f"{contact.name} has helped you {_times(received)} and you have given {_times(given)}"
    wanted = could_give(store, contact)
    return [f"{hint}; they want {', '.join(wanted)}, which you know" if wanted else hint]


def _times(count: int) -> str:
    words = {0: "nothing", 1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}
    return words.get(count, f"{count} times")
