"""Bringing a contact up to what its source now says, without losing what you typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.fields import MANY, as_card, unique, unique_skills
from asknet.model import Card, Contact, Kind, Provenance, Skill

if TYPE_CHECKING:
    from collections.abc import Mapping


def renewed_card(contact: Contact, card: Card, gave: Card) -> Card:
    """Bring a contact up to what its source now says.

    `gave` is what the source said last time: a single value you did not change
    since follows the source, one you changed stays; of several values, those
    the source dropped go and those it added come.
    """
    new: dict[str, Any] = {}
    for name in Card.__slots__:
        said, before, now = getattr(card, name), getattr(gave, name), getattr(contact, name)
        if said == before:
            continue
        if name == "skills":
            new[name] = _renewed_skills(now, said, before)
        elif name in MANY:
            dropped = set(before) - set(said)
            come = [v for v in said if v not in before]
            new[name] = unique([*(v for v in now if v not in dropped), *come])
        elif _same(now, before):
            new[name] = said
    return replace(as_card(contact), **new)


def kept_beyond(card: Card, gave: Card, covers: frozenset[str]) -> Card:
    """Keep what a source gave before in the fields that this file of it cannot say.

    One export may come as several files: the connections read alone say nothing
    of the skills that the endorsements gave.
    """
    new: dict[str, Any] = {}
    for name in set(Card.__slots__) - covers:
        said, before = getattr(card, name), getattr(gave, name)
        if name == "skills":
            new[name] = unique_skills([*before, *said])
        elif name in MANY:
            new[name] = unique([*before, *said])
        elif name == "notes":
            new[name] = "\n".join(unique([*before.splitlines(), *said.splitlines()]))
        else:
            new[name] = said or before
    return replace(card, **new)


def _renewed_skills(now: tuple[Skill, ...], said: tuple[Skill, ...], before: tuple[Skill, ...]) -> tuple[Skill, ...]:
    """Bring skills up to what the source now says: topics it dropped go, topics it added come.

    A level follows the source as long as it is the one the source gave.
    """
    new = {s.topic.casefold(): s for s in said}
    old = {s.topic.casefold(): s for s in before}
    kept = []
    for skill in now:
        topic = skill.topic.casefold()
        if topic in old and topic not in new:
            continue
        follows = topic in old and topic in new and skill.level == old[topic].level
        kept.append(replace(skill, level=new[topic].level) if follows else skill)
    come = [replace(s, provenance=Provenance.IMPORTED) for t, s in new.items() if t not in old]
    return unique_skills([*kept, *come])


def agree(card: Card, gave: Mapping[str, Any]) -> bool:
    """Say whether a row shares an address or number with what a source gave before."""
    return any(set(getattr(card, name)) & set(gave.get(name, ())) for name in ("email", "url", "phone"))


def _same(now: object, before: object) -> bool:
    """Compare a stored value with one a source gave; what was not said may be a default."""
    return now == before or (before is None and now in (False, Kind.PERSON))
