"""`dupes`: contacts that may be one person, and those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.dedupe import Blocks, Comparison, compare
from asknet.names import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.model import Contact
    from asknet.store import Store

_AT_ONCE = 500
"""Pairs whose contacts are loaded together."""


class Pair(NamedTuple):
    """Two contacts that are or may be one, the one that was there first first, and why."""

    one: Contact
    other: Contact
    comparison: Comparison


def dupes(store: Store, name: str = "") -> list[Pair]:
    """Return the pairs that may be one, the likeliest first, without those you keep apart.

    With a `name`, only the pairs of that contact; raises then as names do.
    """
    with store.reading():
        wanted = resolve(name, store.contacts, writing=False).contact.id if name else None
        blocks = Blocks()
        for known, numbers in store.duplicates.shared_addresses():
            blocks.add_shared(known, numbers)
        for number, called, org, place, kind in store.duplicates.names():
            blocks.add(number, called, org, place, kind)
        apart = store.duplicates.apart()
        pairs = [p for p in blocks.pairs() if p not in apart and (wanted is None or wanted in p)]
        found = list(_compared(store, pairs, blocks.common))
    return sorted(
        found, key=lambda p: (-p.comparison.sameness, -p.comparison.strength, p.one.name, p.one.id, p.other.id)
    )


def _compared(store: Store, pairs: list[tuple[int, int]], common: set[str]) -> Iterator[Pair]:
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        contacts = {c.id: c for c in store.contacts.load(sorted({number for pair in some for number in pair}))}
        for a, b in some:
            one, other = contacts.get(a), contacts.get(b)
            if one is None or other is None or one.me or other.me:
                continue
            comparison = compare(one, other, common=common)
            if comparison.sameness:
                yield Pair(one, other, comparison)


def pair_of(store: Store, one: int, other: int) -> Pair | None:
    """Judge two contacts as they are now; None when one is gone, or they are not alike."""
    with store.reading():
        return next(_compared(store, [(min(one, other), max(one, other))], set()), None)


def mark_different(store: Store, one: str, other: str, *, now: str) -> tuple[Contact, Contact]:
    """Remember that two contacts are not one, so that nothing proposes or merges them. Raises as names do."""
    with store.writing("kept apart", at=now, creating=False) as step:
        a = resolve(one, store.contacts, writing=True).contact
        b = resolve(other, store.contacts, writing=True).contact
        step.did = f"kept {a.name} and {b.name} apart"
        if a.id != b.id:
            store.duplicates.keep_apart(a.id, b.id)
        return a, b
