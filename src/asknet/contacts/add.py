"""`add`: put a contact into the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.errors import NothingFoundError, SeemsThereError, UsageError
from asknet.fields import refuse_placeholder
from asknet.model import Card, Kind
from asknet.names import OFFERED, label, resolve
from asknet.reindex import renew_evidence
from asknet.text import fold_name

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Contact
    from asknet.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """The new contact, and the introducer if they had to be added too."""

    contact: Contact
    introducer: Contact | None = None


def add(store: Store, card: Card, *, today: date, now: str, force: bool = False) -> Added:
    """Add a contact; an introducer nobody knows yet is added by name.

    Raises `SeemsThereError` when somebody of that name, alias, e-mail address
    or URL is there, unless `force`; `UsageError` when the name is missing.
    """
    if not card.name:
        message = "a contact needs a name"
        raise UsageError(message, 'Type `asknet add "Nan Okafor" crochet`')
    refuse_placeholder(card.name)
    refuse_placeholder(card.via)
    with store.writing(f"added {card.name}", at=now, creating=not card.via.startswith("id:")) as step:
        if not force:
            _refuse_known(store, card)
        via_id, introducer = introducer_of(store, card, today=today)
        number = store.contacts.add(card, added=today, via_id=via_id)
        renew_evidence(store, [number])
        contact = store.contacts.load([number])[0]
        if introducer:
            step.did += f", and {introducer.name} who introduced them"
        return Added(contact, introducer)


def _refuse_known(store: Store, card: Card) -> None:
    there = store.contacts.known_as(fold_name(card.name))
    for field in ("email", "url"):
        there += store.contacts.having(field, getattr(card, field))
    found = [c for c in store.contacts.load(sorted(set(there))[:OFFERED]) if not c.me]
    if found:
        message = f"{card.name} seems to be there already: {'; '.join(label(c) for c in found)}"
        hint = f"Use `asknet edit id:{found[0].id} ...` to add to them, or --force for another"
        raise SeemsThereError(message, [(c.id, label(c)) for c in found], hint)


def introducer_of(store: Store, card: Card, *, today: date) -> tuple[int | None, Contact | None]:
    """Find the introducer that a card names, or add them when nobody is like that name.

    Returns the number, and the contact if it is new. Raises `AmbiguousNameError` as
    names do, and `UsageError` where the card names itself.
    """
    via = card.via
    if not via:
        return None, None
    try:
        return resolve(via, store.contacts, writing=True).contact.id, None
    except NothingFoundError:
        if via.startswith("id:"):
            raise
        if fold_name(via) in {fold_name(name) for name in (card.name, *card.aliases)}:
            message = f"{card.name} cannot be their own introducer"
            raise UsageError(message, "Name another contact with --via, or leave it out") from None
        number = store.contacts.add(Card(name=via, kind=Kind.PERSON), added=today, via_id=None)
        return number, store.contacts.load([number])[0]
