"""Find the contact that a card from a file certainly is; possible ones are looked for once, after the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import known_by, parse_phone, same_number
from asknet.dedupe import COMMON_FROM, Alike, Comparison, Sameness, alike, are_different, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from asknet.model import Card, Contact
    from asknet.store import Store

_ENDING_ALIKE = 40
"""Telephone numbers with the same last digits that are compared, at most."""


_ONE_NAME = (Alike.SAME, Alike.FITTING, Alike.SHORT)
"""How the names of two contacts are alike that may be one."""


class CardMatch(NamedTuple):
    """The contact that a card belongs to, and why."""

    contact: Contact
    comparison: Comparison


class NamesInFile:
    """The names in a file by telephone number; read only when needed. `cards` iterates over the rows from the first."""

    def __init__(self, cards: Callable[[], Iterator[Card]]) -> None:
        self._cards = cards
        self._names: dict[str, tuple[str, ...]] | None = None

    def having(self, phone: str) -> tuple[str, ...]:
        """Return the first names with a number of the same ending."""
        if self._names is None:
            self._names = {}
            for card in self._cards():
                for known in {known_by("phone", one) for one in card.phone}:
                    names = self._names.get(known, ())
                    if len(names) <= COMMON_FROM and card.name not in names:
                        self._names[known] = (*names, card.name)
        return self._names.get(known_by("phone", phone), ())


def find_contact(
    store: Store,
    card: Card,
    different: set[tuple[int, int]],
    in_file: NamesInFile,
    *,
    besides: Container[int] = frozenset(),
) -> CardMatch | None:
    """Return the contact that a card certainly belongs to; an equal name alone is not enough.

    If it would fit two contacts of different names, or that you marked as `different` (pairs of numbers, the
    lower first), and nothing decides between them, it is neither. Contacts in `besides` are never returned.
    A number that different names have, here or in the file, is sure only with the same name.
    """
    numbers: dict[int, None] = {}
    common: set[str] = set()
    for field in ("email", "phone", "url"):
        for value in getattr(card, field):
            found = store.contacts.having(field, [value], limit=COMMON_FROM + 1)
            if field == "phone" and len(found) > COMMON_FROM:
                owners = store.duplicates.owners_of_number(known_by(field, value), limit=_ENDING_ALIKE)
                having = {contact for written, contact in owners if same_number(written, value)}
                if len(having) > COMMON_FROM:
                    common.add(parse_phone(value).digits)
                else:
                    numbers |= dict.fromkeys(having)
            elif len(found) > COMMON_FROM:
                common.add(known_by(field, value))
            else:
                numbers |= dict.fromkeys(found)
    if not numbers:
        return None
    found_here = store.contacts.load(list(numbers))

    def shared(line: str) -> bool:
        known = known_by("phone", line)
        here = {contact.name for contact in found_here if known in (known_by("phone", one) for one in contact.phone)}
        return are_different({*here, *in_file.having(line)})

    contacts = [contact for contact in found_here if not contact.me and contact.id not in besides]
    candidates = [CardMatch(contact, compare(card, contact, common=common, shared=shared)) for contact in contacts]
    sure = sorted(
        (candidate for candidate in candidates if candidate.comparison.sameness is Sameness.SURE),
        key=lambda candidate: (-candidate.comparison.strength, candidate.contact.id),
    )
    return sure[0] if sure and not _undecided(sure, different) else None


def _undecided(sure: list[CardMatch], different: set[tuple[int, int]]) -> bool:
    first, *rest = sure
    return any(
        other.comparison.strength == first.comparison.strength
        and (
            (min(first.contact.id, other.contact.id), max(first.contact.id, other.contact.id)) in different
            or alike(first.contact.name, other.contact.name).how not in _ONE_NAME
        )
        for other in rest
    )
