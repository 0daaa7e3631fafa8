"""`merge`: make two contacts one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from asknet.cards import without_known
from asknet.errors import UsageError
from asknet.fields import MANY, as_card, unique, with_lines
from asknet.model import Card, Contact, Level, Provenance, Skill
from asknet.names import resolve
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.store import Store
    from asknet.store.merging import Moved

_PROVENANCES = [Provenance.IMPORTED, Provenance.STATED, Provenance.HELPED]
"""The stronger later: proven counts more than said, said more than read in a file."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The contact that stayed as it is now, the one that went into it, and what was moved.

    `skills` are the topics that came; `fields` the other fields that say more now.
    """

    contact: Contact
    gone: Contact
    moved: Moved
    skills: list[str]
    fields: list[str]


def merge(store: Store, name: str, other: str, *, now: str, dry_run: bool = False) -> Merged:
    """Move everything of `other` to the contact `name`, which keeps what it says itself.

    Of a skill both have, the best level and the strongest provenance stay; the
    lost name becomes an alias. Raises as names do, and `UsageError` for one and
    the same contact.
    """
    with store.trying() if dry_run else store.writing("merged", at=now, creating=False) as step:
        kept = resolve(name, store.contacts, writing=True).contact
        gone = resolve(other, store.contacts, writing=True).contact
        if kept.id == gone.id:
            message = f"{kept.name} cannot be merged with themselves"
            raise UsageError(message, "Name two contacts, by id:N if they are called the same")
        if step is not None:
            step.did = f"merged {gone.name} into {kept.name}"
        return _merge(store, kept, gone)


def _merge(store: Store, kept: Contact, gone: Contact) -> Merged:
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


def merged_card(kept: Contact, gone: Contact) -> Card:
    """Say of one contact what was said of two.

    Where there is one value that of `kept` stays, the day you met is the
    earlier, and who is not to be suggested is not; several values are put
    together, and notes line by line.
    """
    new: dict[str, Any] = {}
    for name in Card.__slots__:
        one, other = getattr(kept, name), getattr(gone, name)
        if name == "skills":
            new[name] = _best_skills([*one, *other])
        elif name == "aliases":
            names = unique([*one, gone.name, *other])
            new[name] = tuple(n for n in names if fold_name(n) != fold_name(kept.name))
        elif name in MANY:
            new[name] = unique([*one, *without_known(name, other, one)])
        elif name == "notes":
            new[name] = with_lines(one, other)
        elif name == "met":
            new[name] = min((day for day in (one, other) if day), default=None)
        elif name == "no_suggest":
            new[name] = bool(one or other)
        elif name == "status":
            new[name] = one
        else:
            new[name] = one if one not in ("", None) else other
    return replace(as_card(kept), **new)


def _best_skills(skills: Iterable[Skill]) -> tuple[Skill, ...]:
    """Keep each topic once, as it was written first, with the best level and the strongest provenance."""
    levels = [None, *Level]
    best: dict[str, Skill] = {}
    for skill in skills:
        before = best.setdefault(skill.topic.casefold(), skill)
        best[skill.topic.casefold()] = Skill(
            before.topic,
            max(before.level, skill.level, key=levels.index),
            max(before.provenance, skill.provenance, key=_PROVENANCES.index),
        )
    return tuple(best.values())
