"""Finding who of the network a card from a file is, or may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import known_by
from asknet.dedupe import MANY, Judged, Verdict, judge, spellings

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from asknet.model import Card, Contact
    from asknet.store import Store

_NAMESAKES = 20
"""Contacts of one name that are looked at."""


class Known(NamedTuple):
    """A contact that a card is or may be, and why."""

    contact: Contact
    judged: Judged


def who_is(
    store: Store, card: Card, apart: set[tuple[int, int]], *, besides: AbstractSet[int] = frozenset()
) -> tuple[Known | None, list[Known]]:
    """Return who a card is for sure, and who it may be, the likeliest first.

    Where it would be two contacts that you keep `apart` (pairs of numbers, the
    lower first), and nothing tells which, it is neither for sure. Those in
    `besides` it is not.
    """
    numbers: dict[int, None] = {}
    common: set[str] = set()
    for field in ("email", "phone", "url"):
        for value in getattr(card, field):
            found = store.contacts.having(field, [value], limit=MANY + 1)
            if len(found) > MANY:
                common.add(known_by(field, value))
            else:
                numbers |= dict.fromkeys(found)
    numbers |= dict.fromkeys(store.contacts.known_as_any(spellings(card.name), limit=_NAMESAKES))
    if not numbers:
        return None, []
    contacts = [
        contact for contact in store.contacts.load(list(numbers)) if not contact.me and contact.id not in besides
    ]
    found_all = [Known(contact, judge(card, contact, common=common)) for contact in contacts]
    alike = sorted(
        (known for known in found_all if known.judged.verdict),
        key=lambda known: (-known.judged.verdict, -known.judged.strength, known.contact.id),
    )
    sure = [known for known in alike if known.judged.verdict is Verdict.SURE]
    if not sure or _undecided(sure, apart):
        return None, alike
    return sure[0], alike[1:]


def _undecided(sure: list[Known], apart: set[tuple[int, int]]) -> bool:
    first, *rest = sure
    return any(
        (min(first.contact.id, other.contact.id), max(first.contact.id, other.contact.id)) in apart
        and other.judged.strength == first.judged.strength
        for other in rest
    )
