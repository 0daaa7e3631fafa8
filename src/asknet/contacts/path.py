"""`path`: the shortest chain of introducers from you to a contact, and the tree of all introductions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.names import Resolved, resolve
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


class Introduced(NamedTuple):
    """A contact in the tree of introductions: `depth` introducers above them, `last` of those of the same introducer.

    `also` are further introducers, below whom they do not stand.
    """

    contact: Contact
    depth: int
    last: bool
    also: tuple[str, ...] = ()


class Introductions(NamedTuple):
    """Who introduced you to whom, each introducer before those they introduced, and how many others nobody introduced."""

    tree: tuple[Introduced, ...]
    others: int


def introductions(store: Store) -> Introductions:
    """Return the tree of introductions: those who led you to most come first, then by name.

    Contacts who introduced nobody and whom nobody introduced are counted alone. Where contacts introduced one another in a
    circle, the first by number stands on top.
    """
    with store.reading():
        links = store.contacts.all_introducers()
        total = store.contacts.count()
        people = {c.id: c for c in store.contacts.load(sorted({*links, *(i for via in links.values() for i in via)}))}
    below: dict[int | None, list[int]] = {}
    for number in people:
        below.setdefault(_above(number, links), []).append(number)
    sizes: dict[int, int] = {}
    downwards = [*below.get(None, ())]
    for number in downwards:
        downwards += below.get(number, ())
    for number in reversed(downwards):
        sizes[number] = 1 + sum(sizes[each] for each in below.get(number, ()))
    tree: list[Introduced] = []
    waiting: list[tuple[int, int, bool]] = _siblings(below.get(None, ()), sizes, people, 0)
    while waiting:
        number, depth, last = waiting.pop()
        contact = people[number]
        tree.append(Introduced(contact, depth, last, contact.via[1:]))
        waiting += _siblings(below.get(number, ()), sizes, people, depth + 1)
    return Introductions(tuple(tree), total - len(people))


def _above(number: int, links: Mapping[int, Sequence[int]]) -> int | None:
    """Return the first introducer; None for who stands on top, in a circle the lowest number of it."""
    seen = [number]
    while (via := links.get(seen[-1])) and via[0] not in seen:
        seen.append(via[0])
    if via and number in (circle := seen[seen.index(via[0]) :]) and number == min(circle):
        return None
    return links[number][0] if links.get(number) else None


def _siblings(
    numbers: Sequence[int], sizes: Mapping[int, int], people: Mapping[int, Contact], depth: int
) -> list[tuple[int, int, bool]]:
    """Return contacts of one introducer with the first to be drawn at the end."""
    ordered = sorted(numbers, key=lambda n: (-sizes[n], fold(people[n].name), n))
    return [(number, depth, number == ordered[-1]) for number in reversed(ordered)]
