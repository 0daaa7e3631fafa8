"""`dupes`: contacts that may be one person, and marking those that are not."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from asknet.dedupe import COMMON_FROM, Blocks, Comparison, are_different, compare, whereabouts
from asknet.dedupe.spelling import sound
from asknet.names import resolve
from asknet.person_names import given_name_groups, plainest
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from asknet.model import Contact
    from asknet.store import Store

_AT_ONCE = 500
"""Pairs whose contacts are loaded at once."""
_FEW = 1_000
"""The most contacts whose names are looked up among all others word by word."""


class Pair(NamedTuple):
    """Two contacts that are or may be one, the older contact first, and why."""

    one: Contact
    other: Contact
    comparison: Comparison


def dupes(store: Store, name: str = "") -> list[Pair]:
    """Return the pairs that may be one, the likeliest first, without those marked as different.

    With a `name`, only the pairs of that contact; then raises as `resolve` does.
    """
    with store.reading():
        wanted = {resolve(name, store.contacts, writing=False).contact.id} if name else None
        return pairs_of(store, wanted)


def pairs_of(store: Store, among: Collection[int] | None = None) -> list[Pair]:
    """Return the pairs that `dupes` shows, inside the open transaction; with `among`, those of these contacts."""
    blocks = Blocks(among)
    few = among if among is not None and len(among) < _FEW else None
    for known, numbers in store.duplicates.shared_addresses(few):
        blocks.add_shared(known, numbers)
    for key, numbers in store.duplicates.shared_ids(few):
        blocks.add_shared(key, numbers)
    for owners in store.duplicates.numbers_alike(few):
        blocks.add_numbers(owners)
    words = None if few is None else _words_of(store, few)
    for number, called, folded, org, place, kind in store.duplicates.names():
        if words is None or not words.isdisjoint(_forms(folded)):
            blocks.add(number, called, whereabouts(org, place), kind)
    apart = store.duplicates.apart()
    found = list(_compared(store, [pair for pair in blocks.pairs() if pair not in apart], blocks.common))
    return sorted(
        found, key=lambda p: (-p.comparison.sameness, -p.comparison.strength, p.one.name, p.one.id, p.other.id)
    )


def _words_of(store: Store, among: Collection[int]) -> set[str | int]:
    """Return the words of the names of some contacts: others without any of them cannot pair with them by name."""
    words: set[str | int] = set()
    for contact in store.contacts.load(sorted(among)):
        for name in (contact.name, *contact.aliases):
            words |= _forms(fold_name(name))
    return words


def _forms(folded: str) -> set[str | int]:
    """Return the sounds of the words of a folded name, and the groups of given names that they belong to."""
    words = [plainest(word) for word in folded.split()]
    return {*map(sound, words), *(group for word in words for group in given_name_groups(word))}


def _compared(store: Store, pairs: list[tuple[int, int]], common: set[str]) -> Iterator[Pair]:
    def shared(line: str) -> bool:
        having = store.contacts.having("phone", [line], limit=COMMON_FROM + 1)
        return are_different(contact.name for contact in store.contacts.load(having))

    few = sorted(next(iter(pairs), ())) if len(pairs) == 1 else None
    same_id = {pair for _, numbers in store.duplicates.shared_ids(few) for pair in combinations(sorted(numbers), 2)}
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        contacts = {c.id: c for c in store.contacts.load(sorted({number for pair in some for number in pair}))}
        for a, b in some:
            one, other = contacts.get(a), contacts.get(b)
            if one is None or other is None or one.me or other.me:
                continue
            comparison = compare(one, other, common=common, shared=shared, same_id=(a, b) in same_id)
            if comparison.sameness:
                yield Pair(one, other, comparison)


def pair_of(store: Store, one: int, other: int) -> Pair | None:
    """Compare two contacts as they are now; None if one is gone, or they do not resemble each other."""
    with store.reading():
        return next(_compared(store, [(min(one, other), max(one, other))], set()), None)


def mark_different(store: Store, one: str, other: str, *, now: str) -> tuple[Contact, Contact]:
    """Mark two contacts as different people, so that nothing proposes or merges them. Raises as `resolve` does."""
    with store.writing("marked as different", at=now, creating=False) as step:
        a = resolve(one, store.contacts, writing=True).contact
        b = resolve(other, store.contacts, writing=True).contact
        step.did = f"marked {a.name} and {b.name} as different"
        if a.id != b.id:
            store.duplicates.mark_different(a.id, b.id)
        return a, b
