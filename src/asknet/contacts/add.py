"""`add`: add a contact to the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.cards import with_former_name, without_repeated_name
from asknet.errors import AmbiguousNameError, NothingFoundError, SeemsThereError, UsageError
from asknet.fields import card_named, refuse_placeholder
from asknet.model import Kind
from asknet.names import OFFERED, label, resolve
from asknet.person_names import parse_name
from asknet.text import fold_name

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Card, Contact
    from asknet.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """The contact, the introducers that were added with it, and if it was changed, what it was before."""

    contact: Contact
    introducers: tuple[Contact, ...] = ()
    before: Contact | None = None


def add(store: Store, card: Card, *, today: date, now: str, force: bool = False) -> Added:
    """Add a contact; an unknown introducer is added by name.

    Raises `SeemsThereError` if a contact with that name, alias, e-mail address
    or URL exists, unless `force`; `UsageError` if the name is missing.
    """
    if not card.name:
        message = "a contact needs a name"
        raise UsageError(message, 'Type `asknet add "Nan Okafor" crochet`')
    refuse_placeholder(card.name)
    card = without_repeated_name(with_former_name(card))
    for via in card.via:
        refuse_placeholder(via)
    by_number = any(via.startswith("id:") for via in card.via)
    with store.writing(f"added {card.name}", at=now, creating=not by_number) as step:
        if not force:
            _refuse_known(store, card)
        via_ids, new = introducers_of(store, card, today=today)
        number = store.contacts.add(card, added=today, via=via_ids)
        contact = store.contacts.load([number])[0]
        if new:
            step.did += f", and {' and '.join(c.name for c in new)} who introduced them"
        return Added(contact, new)


def _refuse_known(store: Store, card: Card) -> None:
    there = store.contacts.known_as(fold_name(card.name))
    uid = store.contacts.with_uid(card.uid) if card.uid else None
    there += [uid] if uid else []
    there += [] if there else _titled(store, card)
    for field in ("email", "url"):
        there += store.contacts.having(field, getattr(card, field))
    found = [c for c in store.contacts.load(sorted(set(there))[:OFFERED]) if not c.me]
    if found:
        message = f"{card.name} seems to exist already: {'; '.join(label(c) for c in found)}"
        hint = f"Use `asknet edit id:{found[0].id} ...` to add to them, or --force to add another contact"
        raise SeemsThereError(message, [(c.id, label(c)) for c in found], hint)


def _titled(store: Store, card: Card) -> list[int]:
    """Return the number of the only person who has that family name, for a card with a title and no more (``Herr Winter``)."""
    said = parse_name(card.name)
    if (card.kind or Kind.PERSON) is not Kind.PERSON or len(said.core) != 1 or said.core == said.words:
        return []
    try:
        contact = resolve(card.name, store.contacts, writing=True).contact
    except (NothingFoundError, AmbiguousNameError):
        return []
    return [contact.id] if contact.kind is Kind.PERSON else []


def introducers_of(
    store: Store, card: Card, *, before: Contact | None = None, today: date
) -> tuple[list[int], tuple[Contact, ...]]:
    """Find the introducers that a card names, and add those that no contact resembles.

    Names of the introducers that a contact had `before` refer to those. Returns the numbers in order, each
    once, and the contacts that were added. Raises `AmbiguousNameError` as `resolve` does, and `UsageError` if
    the card names itself.
    """
    there: dict[str, list[int]] = {}
    for name, number in zip(before.via, before.via_ids, strict=True) if before else ():
        there.setdefault(name, []).append(number)
    numbers: list[int] = []
    new: list[int] = []
    for name in card.via:
        if name in there:
            numbers += there[name]
            continue
        try:
            numbers.append(resolve(name, store.contacts, writing=True).contact.id)
        except NothingFoundError:
            if name.startswith("id:"):
                raise
            if fold_name(name) in {fold_name(own) for own in (card.name, *card.aliases)}:
                message = f"{card.name} cannot be their own introducer"
                raise UsageError(message, "Name another contact with --via, or leave it out") from None
            new.append(store.contacts.add(card_named(name), added=today))
            numbers.append(new[-1])
    return list(dict.fromkeys(numbers)), tuple(store.contacts.load(new))
