"""`path`: the chains of introducers from you to a contact, and the tree of all introductions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.names import Resolved, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asknet.model import Contact
    from asknet.store import Store

MOST_WAYS = 50
"""The most ways to one contact that are returned: with many introducers there can be very many."""


class TreeNode(NamedTuple):
    """A contact in the tree of introductions: the way from you, themselves last; `again` if their own branch is above."""

    way: tuple[Contact, ...]
    again: bool = False


def path(store: Store, name: str) -> tuple[list[Contact], Resolved]:
    """Return the shortest chain, from the one nearest to you to the contact.

    Raises as `resolve` does.
    """
    with store.reading():
        found = resolve(name, store.contacts, writing=False)
        return chain(store, found.contact), found


def chain(store: Store, contact: Contact) -> list[Contact]:
    """Return the shortest chain of introducers to a contact, who is last; of several, the one whose introducer came first.

    It begins with somebody whom nobody introduced, or if all introduced one another in a circle, with the introducer.
    """
    if not contact.via_ids:
        return [contact]
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


def all_ways(store: Store, name: str) -> tuple[list[list[Contact]], Resolved]:
    """Return at most `MOST_WAYS` chains of introducers from you to a contact, who is last, the shortest first.

    Raises as `resolve` does.
    """
    with store.reading():
        found = resolve(name, store.contacts, writing=False)
        above: dict[int, list[int]] = {}
        new = [found.contact.id]
        while new:
            above |= store.contacts.introducers(new)
            new = sorted({who for each in new for who in above[each]} - above.keys())
        ways: list[tuple[int, ...]] = []
        begun: list[tuple[int, ...]] = [(found.contact.id,)]
        while begun and len(ways) < MOST_WAYS:  # the shortest first
            longer: list[tuple[int, ...]] = []
            for way in begun:
                further = [who for who in above[way[0]] if who not in way]
                ways += [way] if not further else []
                longer += [(who, *way) for who in further]
            begun = longer[: 2 * MOST_WAYS]
        return [store.contacts.load(way) for way in ways[:MOST_WAYS]], found


def introductions(store: Store) -> list[TreeNode]:
    """Return the whole tree of introductions by name, each contact after their introducer."""
    with store.reading():
        below: dict[int, list[int]] = {}
        pairs = store.contacts.introductions()
        for introducer, contact in pairs:
            below.setdefault(introducer, []).append(contact)
        contacts = {c.id: c for c in store.contacts.load(sorted({who for pair in pairs for who in pair}))}
        introduced = {contact for _, contact in pairs}
        roots = [who for who in below if who not in introduced]
        return list(_branches(roots or list(below)[:1], (), below, contacts, set()))


def _branches(
    numbers: Sequence[int],
    way: tuple[Contact, ...],
    below: Mapping[int, Sequence[int]],
    contacts: Mapping[int, Contact],
    seen: set[int],
) -> Iterator[TreeNode]:
    waiting = [(number, way) for number in sorted(numbers, key=lambda n: (contacts[n].name, n), reverse=True)]
    while waiting:  # no recursion: a chain may be as long as the network is large
        number, way = waiting.pop()
        again = number in seen and number in below
        seen.add(number)
        way = (*way, contacts[number])
        yield TreeNode(way, again)
        if not again:
            under = sorted(below.get(number, ()), key=lambda n: (contacts[n].name, n), reverse=True)
            waiting += [(each, way) for each in under]
