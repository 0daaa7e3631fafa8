"""`path`: the chain of introducers from you to a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.names import Resolved, resolve

if TYPE_CHECKING:
    from asknet.model import Contact
    from asknet.store import Store


def path(store: Store, name: str) -> tuple[list[Contact], Resolved]:
    """Return the chain, the one nearest to you first and the contact last.

    Raises as names do.
    """
    with store.reading():
        found = resolve(name, store.contacts, writing=False)
        return chain(store, found.contact), found


def is_circle(store: Store, number: int, via_id: int | None) -> bool:
    """Say whether an introducer was, over however many, introduced by the contact."""
    introducer = store.contacts.get(via_id) if via_id else None
    return introducer is not None and number in {c.id for c in chain(store, introducer)}


def chain(store: Store, contact: Contact) -> list[Contact]:
    """Follow the introducers up from a contact, once round a circle at most."""
    way = [contact]
    seen = {contact.id}
    while way[0].via_id is not None and way[0].via_id not in seen:
        introducer = store.contacts.get(way[0].via_id)
        if introducer is None:
            break
        seen.add(introducer.id)
        way.insert(0, introducer)
    return way
