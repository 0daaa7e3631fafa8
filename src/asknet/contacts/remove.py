"""`remove`: remove a contact from the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.names import resolve

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Contact
    from asknet.store import Store


def remove(store: Store, name: str, *, today: date, now: str) -> Contact:
    """Remove a contact and return it. Raises as `resolve` does."""
    with store.writing("removed", at=now, creating=False) as step:
        contact = resolve(name, store.contacts, writing=True).contact
        step.did = f"removed {contact.name}"
        store.asks.note_gone(contact, "was removed")
        uids = [contact.uid, *store.contacts.former_uids(contact.id)]
        store.sources.remember_removed(contact.id, [contact.name, *contact.aliases], uids, today)
        store.contacts.remove(contact.id)
        return contact
