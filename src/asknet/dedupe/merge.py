"""`merge`: make two contacts one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.cards import merged_card
from asknet.errors import UsageError
from asknet.model import Card, Contact
from asknet.names import resolve

if TYPE_CHECKING:
    from asknet.store import Store
    from asknet.store.merging import Moved


@dataclass(frozen=True, slots=True)
class Merged:
    """The contact that stayed, as it is now, the one merged into it, and what was moved.

    `skills` are the topics that were added; `fields` the other fields that changed.
    """

    contact: Contact
    gone: Contact
    moved: Moved
    skills: list[str]
    fields: list[str]


def merge(store: Store, name: str, other: str, *, now: str, dry_run: bool = False) -> Merged:
    """Move everything of `other` to the contact `name`, which keeps its own values.

    Of a skill that both have, the best level and the strongest provenance stay; the
    other name becomes an alias. Raises as `resolve` does, and `UsageError` if both
    are the same contact.
    """
    with store.trying() if dry_run else store.writing("merged", at=now, creating=False) as step:
        kept = resolve(name, store.contacts, writing=True).contact
        gone = resolve(other, store.contacts, writing=True).contact
        if kept.id == gone.id:
            message = f"{kept.name} cannot be merged with themselves"
            raise UsageError(message, "Name two contacts, by id:N if they have the same name")
        if step is not None:
            step.did = f"merged {gone.name} into {kept.name}"
        return _merge(store, kept, gone)


def _merge(store: Store, kept: Contact, gone: Contact) -> Merged:
    store.asks.note_gone(gone, f"is {kept.name} now")
    moved = store.merging.move(gone.id, kept.id)
    store.contacts.set_introducers(kept.id, ())
    both = dict.fromkeys([*kept.via_ids, *gone.via_ids])
    via = [v for v in both if v not in (kept.id, gone.id) and not store.contacts.is_above(kept.id, v)]
    store.contacts.update(kept, merged_card(kept, gone), via=via)
    store.contacts.remove(gone.id)
    store.contacts.add_uid(kept.id, gone.uid)
    contact = store.contacts.load([kept.id])[0]
    had = {skill.topic.casefold() for skill in kept.skills}
    return Merged(
        contact=contact,
        gone=gone,
        moved=moved,
        skills=[skill.topic for skill in contact.skills if skill.topic.casefold() not in had],
        fields=[f for f in Card.__slots__ if f != "skills" and getattr(contact, f) != getattr(kept, f)],
    )
