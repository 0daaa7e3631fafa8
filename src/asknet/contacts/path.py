"""`path`: the shortest chain of introducers from you to a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.names import Resolved, resolve

if TYPE_CHECKING:
    from asknet.model import Contact
    from asknet.store import Store


def path(store: Store, name: str) -> tuple[list[Contact], Resolved]:
    """Return the shortest chain, the one nearest to you first and the contact last.

    Raises as names do.
    """
    with store.reading():
        found = resolve(name, store.contacts, writing=False)
        return chain(store, found.contact), found


def chain(store: Store, contact: Contact) -> list[Contact]:
    """Return the shortest chain of introducers down to a contact, who is last; of several that of who came first.

    It begins with somebody whom nobody introduced; where all go round in a circle, with the introducer.
    """
    ways: dict[int, tuple[int, ...]] = {contact.id: (contact.id,)}
    ends = dict.fromkeys([contact.id], contact.via_ids)
    while ends:
        for number, above in ends.items():
            if not above:
                return store.contacts.load(ways[number])
        new: dict[int, None] = {}
        for number, above in ends.items():
            for introducer in above:
                if introducer not in ways:
                    ways[introducer] = (introducer, *ways[number])
                    new[introducer] = None
        there = store.contacts.introducers(new)
        ends = {number: tuple(there[number]) for number in new}
    return store.contacts.load(max(ways.values(), key=len))
