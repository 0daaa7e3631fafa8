"""`edit`: change a contact."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.addresses import same_number
from asknet.cards import with_former_name, without_repeated_name
from asknet.contacts.add import Added, introducers_of
from asknet.contacts.as_shown import check_shown
from asknet.errors import AsknetError, NothingFoundError, SeemsThereError, UsageError
from asknet.fields import MANY, as_card, compared, refuse_placeholder, unique, unique_skills, with_addresses
from asknet.model import Card, Provenance, Skill
from asknet.names import OFFERED, label, resolve
from asknet.note_lines import add_note
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Contact
    from asknet.store import Store


def edit(
    store: Store,
    name: str,
    changes: Mapping[str, Any],
    *,
    without: Sequence[str] = (),
    today: date,
    now: str,
    force: bool = False,
) -> Added:
    """Change some fields of a contact.

    `changes` maps a field to its new value: a single value replaces the old
    one (an empty one clears it), several values are added to the old ones (an empty
    ``via`` clears them), and notes get one more line. `without` removes values from the fields
    that hold several. Raises as `resolve` does, `NothingFoundError` for a value that does not
    exist, and `SeemsThereError` for a new name that somebody else has, unless `force`.
    """
    with store.writing("changed", at=now, creating=False) as step:
        before = resolve(name, store.contacts, writing=True).contact
        step.did = f"changed {before.name}"
        card = without_values(as_card(before), [_introducer_meant(store, before, value) for value in without])
        return _apply(store, before.id, changed(card, changes), today=today, force=force)


def _introducer_meant(store: Store, contact: Contact, value: str) -> str:
    """Return the name of the introducer that a value to remove refers to, or the value itself if it is none of them."""
    card = as_card(contact)
    if not contact.via or any(value.casefold() in map(compared, getattr(card, field)) for field in MANY):
        return value
    try:
        meant = resolve(value, store.contacts, writing=True).contact.id
    except AsknetError:
        return value
    return dict(zip(contact.via_ids, contact.via, strict=True)).get(meant, value)


def rewrite(store: Store, before: Contact, card: Card, *, today: date, now: str, force: bool = False) -> Added:
    """Replace all fields of a contact that still is as `before` by those of `card` (as saved from the editor).

    Raises `ChangedMeanwhileError` if it is not, and otherwise as `edit` does.
    """
    with store.writing(f"changed {card.name}", at=now, creating=False):
        check_shown(store, before)
        known = {skill.topic.casefold(): skill.provenance for skill in before.skills}
        skills = tuple(replace(s, provenance=known.get(s.topic.casefold(), Provenance.STATED)) for s in card.skills)
        return _apply(store, before.id, replace(card, skills=skills), today=today, force=force)


def _apply(store: Store, number: int, card: Card, *, today: date, force: bool) -> Added:
    before = store.contacts.load([number])[0]
    if not card.name:
        message = "a contact needs a name"
        raise UsageError(message, "Give it one, or use `asknet remove`")
    if card.uid not in ("", before.uid):
        message = f"the uid of {before.name} cannot be changed"
        raise UsageError(message, "Leave it out")
    if card.name != before.name:
        refuse_placeholder(card.name)
        card = with_former_name(card)
        if not force:
            _refuse_taken(store, before, card.name)
    via = list(before.via_ids)
    new: tuple[Contact, ...] = ()
    if card.via != before.via:
        for name in card.via:
            refuse_placeholder(name)
        via, new = introducers_of(store, card, before=before, today=today)
    for introducer in store.contacts.load(via):
        if store.contacts.is_above(number, introducer.id):
            raise _circular(before, introducer)
    if (card.name, card.aliases) != (before.name, before.aliases):
        card = without_repeated_name(card)
    store.contacts.update(before, card, via=via)
    return Added(store.contacts.load([number])[0], new, before)


def _refuse_taken(store: Store, before: Contact, name: str) -> None:
    """Raise `SeemsThereError` for a new name that somebody else has."""
    folded = fold_name(name)
    if folded == fold_name(before.name):
        return
    taken = [number for number in store.contacts.known_as(folded) if number != before.id]
    found = store.contacts.load(taken[:OFFERED])
    if found:
        message = f"{name} is already the name of another contact: {'; '.join(label(c) for c in found)}"
        hint = f"Use `asknet merge id:{found[0].id} id:{before.id}` if they are one, or --force for two with one name"
        raise SeemsThereError(message, [(c.id, label(c)) for c in found], hint)


def changed(card: Card, changes: Mapping[str, Any]) -> Card:
    """Return the card with `changes` applied, by the rule of `edit`."""
    new: dict[str, Any] = {}
    for field, value in changes.items():
        if field == "skills":
            new[field] = _told_again(card.skills, value)
        elif field in ("email", "phone"):
            new[field] = with_addresses(field, getattr(card, field), value)
        elif field in MANY:
            # an empty value removes the introducers; a referral given again gets its latest evidence
            there = () if field == "via" and not value else getattr(card, field)
            again = set(map(compared, value)) if field == "refers" else set()
            new[field] = unique([*(v for v in there if compared(v) not in again), *value])
        elif field == "notes" and value:
            new[field] = add_note(card.notes, value)
        else:
            new[field] = value
    return replace(card, **new)


def _told_again(before: Sequence[Skill], again: Sequence[Skill]) -> tuple[Skill, ...]:
    """Add skills to the existing ones; a skill given again with a level gets that level."""
    levels = {s.topic.casefold(): s.level for s in again if s.level}
    kept = [replace(s, level=levels.get(s.topic.casefold(), s.level)) for s in before]
    return unique_skills([*kept, *again])


def _circular(contact: Contact, introducer: Contact) -> UsageError:
    if introducer.id == contact.id:
        return UsageError(f"{contact.name} cannot be their own introducer", "Name another contact with --via")
    above = shlex.quote(introducer.name)
    if contact.id in introducer.via_ids:
        message = f"{introducer.name} is via {contact.name}: that would be a circle"
        return UsageError(message, f"Take that away first: `asknet edit {above} --without {shlex.quote(contact.name)}`")
    message = f"{introducer.name} is via {contact.name}, through others: that would be a circle"
    return UsageError(message, f"`asknet path {above}` shows the way")


def without_values(card: Card, values: Sequence[str]) -> Card:
    """Return the card without these skills, addresses, aliases, circles, wants, referrals or introducers.

    Raises `NothingFoundError` for a value that the card does not have.
    """
    for value in values:
        wanted = value.casefold()
        skills = tuple(s for s in card.skills if s.topic.casefold() != wanted)
        rest: dict[str, Any] = {
            field: tuple(
                v
                for v in getattr(card, field)
                if compared(v) != wanted and not (field == "phone" and same_number(v, value))
            )
            for field in MANY
            if field != "skills"
        }
        if skills == card.skills and all(rest[f] == getattr(card, f) for f in rest):
            message = f"{card.name} has no {value!r} to remove"
            raise NothingFoundError(message, "See `asknet show NAME`, or `asknet me`, for what is there")
        card = replace(card, skills=skills, **rest)
    return card
