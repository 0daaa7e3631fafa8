"""`show`: everything about a contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.contacts.give_back import could_give
from asknet.contacts.keep_in_touch import next_days
from asknet.model import Direction
from asknet.names import resolve

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Ask, Contact, Interaction
    from asknet.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """What `show` shows of a contact; interactions and asks newest first, including those after `today`.

    `received` and `given` count interactions up to today; mutual help counts in both, and help with
    an ask that no entry records counts as received. `could_give` is what they want and you know; `due` the
    day to be in touch by, if a period was given (`asknet.due_days`). `mentioned` counts the
    entries that only mention them.
    """

    contact: Contact
    today: date
    loosely: bool
    interactions: list[Interaction]
    asks: list[Ask]
    introduced: list[Contact]
    sources: list[str]
    received: int
    given: int
    could_give: tuple[str, ...] = ()
    due: date | None = None
    mentioned: int = 0


def show(store: Store, name: str, today: date) -> ContactDetails:
    """Gather what `show` shows of a contact. Raises as `resolve` does."""
    with store.reading():
        found = resolve(name, store.contacts, writing=False)
        contact = found.contact
        interactions = store.interactions.of(contact.id)
        passed = store.interactions.dates([contact.id], today)[contact.id]
        ways = [direction for _, direction in passed]
        return ContactDetails(
            contact=contact,
            today=today,
            loosely=found.loosely,
            interactions=interactions,
            asks=store.asks.of(contact.id),
            introduced=store.contacts.load(store.contacts.introduced_by(contact.id)),
            sources=store.sources.of(contact.id),
            received=ways.count(Direction.RECEIVED) + ways.count(Direction.MUTUAL),
            given=ways.count(Direction.GIVEN) + ways.count(Direction.MUTUAL),
            mentioned=len(store.interactions.mentioning(contact.id)),
            could_give=could_give(store, contact),
            due=next_days(store, today).get(contact.id) if contact.every else None,
        )
