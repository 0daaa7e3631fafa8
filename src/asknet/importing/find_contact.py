"""Find which contact a card from a file is, or may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import known_by
from asknet.dedupe import COMMON_FROM, Comparison, Sameness, compare, spellings

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from asknet.model import Card, Contact
    from asknet.store import Store

_NAMESAKES = 20
"""Contacts of one name that are compared."""


class Candidate(NamedTuple):
    """A contact that a card is or may be, and why."""

    contact: Contact
    comparison: Comparison


def find_contact(
    store: Store, card: Card, different: set[tuple[int, int]], *, besides: AbstractSet[int] = frozenset()
) -> tuple[Candidate | None, list[Candidate]]:
    """Return the contact that a card is for sure, and those it may be, the likeliest first.

    Where it would be two contacts that you marked as `different` (pairs of numbers, the
    lower first), and nothing decides which, it is neither for sure. It is none of
    those in `besides`.
    """
    numbers: dict[int, None] = {}
    common: set[str] = set()
    for field in ("email", "phone", "url"):
        for value in getattr(card, field):
            found = store.contacts.having(field, [value], limit=COMMON_FROM + 1)
            if len(found) > COMMON_FROM:
                common.add(known_by(field, value))
            else:
                numbers |= dict.fromkeys(found)
    numbers |= dict.fromkeys(store.contacts.known_as_any(spellings(card.name), limit=_NAMESAKES))
    if not numbers:
        return None, []
    contacts = [
        contact for contact in store.contacts.load(list(numbers)) if not contact.me and contact.id not in besides
    ]
    candidates = [Candidate(contact, compare(card, contact, common=common)) for contact in contacts]
    alike = sorted(
        (candidate for candidate in candidates if candidate.comparison.sameness),
        key=lambda candidate: (-candidate.comparison.sameness, -candidate.comparison.strength, candidate.contact.id),
    )
    sure = [candidate for candidate in alike if candidate.comparison.sameness is Sameness.SURE]
    if not sure or _undecided(sure, different):
        return None, alike
    return sure[0], alike[1:]


def _undecided(sure: list[Candidate], different: set[tuple[int, int]]) -> bool:
    first, *rest = sure
    return any(
        (min(first.contact.id, other.contact.id), max(first.contact.id, other.contact.id)) in different
        and other.comparison.strength == first.comparison.strength
        for other in rest
    )
