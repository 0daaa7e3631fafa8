"""Bringing a contact up to what its source now says, without losing what you typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.fields import MANY, T, as_card, compared, more_lines, unique, unique_skills, with_lines, without_lines
from asknet.model import Card, Contact, Kind, Provenance, Skill, Status

if TYPE_CHECKING:
    from collections.abc import Iterable


def renewed_card(contact: Contact, card: Card, gave: Card) -> Card:
    """Bring a contact up to what its source now says.

    `gave` is what the source said last time: a single value you did not change
    since follows the source, one you changed stays; of several values, those
    the source dropped go and those it added come; so do lines of notes. Introducers follow
    the source as long as you left those it said.
    """
    new: dict[str, Any] = {}
    for name in Card.__slots__:
        said, before, now = getattr(card, name), getattr(gave, name), getattr(contact, name)
        if said == before or name == "uid":
            continue
        if name == "via" and not set(before) <= set(now):
            continue  # you changed who introduced them
        if name == "skills":
            new[name] = _renewed_skills(now, said, before)
        elif name in MANY:
            dropped = set(before) - set(said)
            come = [v for v in said if v not in before]
            new[name] = unique([*(v for v in now if v not in dropped), *come])
        elif _same(now, before):
            new[name] = said
        elif name == "notes":
            kept = without_lines(now, more_lines(before, said))
            new[name] = with_lines(kept, more_lines(said, before))
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
            new[name] = with_lines(before, said)
        else:
            new[name] = said or before
    return replace(card, **new)


def joined_card(contact: Contact, card: Card) -> Card:
    """Add to a contact what a card of the same person says and the contact does not.

    What is there stays. Another name becomes an alias, unless its words are known.
    """
    new: dict[str, Any] = {}
    for name in Card.__slots__:
        said, now = getattr(card, name), getattr(contact, name)
        if name == "skills":
            levels = {s.topic.casefold(): s.level for s in said}
            kept = [s if s.level else replace(s, level=levels.get(s.topic.casefold())) for s in now]
            known = {s.topic.casefold() for s in now}
            come = [replace(s, provenance=Provenance.IMPORTED) for s in said if s.topic.casefold() not in known]
            new[name] = unique_skills([*kept, *come])
        elif name == "aliases":
            new[name] = unique([*now, *said, *other_names(contact, card.name)])
        elif name in MANY:
            new[name] = unique([*now, *without_known(name, said, now)])
        elif name == "notes":
            new[name] = with_lines(now, said)
        elif now in ("", None):
            new[name] = said
    return replace(as_card(contact), **new)


def other_names(contact: Card, name: str) -> list[str]:
    """Return `name` if it tells more than the contact's own names.

    That is a word that is in none of them, an initial that stands for none of
    their words, or a form of address: what tells them from somebody else later.
    """
    from asknet.person_names import read_name

    names = [read_name(said) for said in (contact.name, *contact.aliases)]
    known = {word for one in names for word in one.words}
    said = read_name(name)
    told = {word for word in said.words if not any(w == word or (len(word) == 1 and w.startswith(word)) for w in known)}
    addressed = said.address and said.address not in {one.address for one in names}
    return [name] if "@" not in name and (told or addressed) else []


def without_known(field: str, said: Iterable[T], now: Iterable[T]) -> list[T]:
    """Keep the values of a field that are not there in another spelling."""
    from asknet.addresses import known_by, same_number

    if field == "phone":
        return [s for s in said if not any(same_number(str(s), str(n)) for n in now)]
    there = {known_by(field, compared(n)) for n in now}
    return [s for s in said if known_by(field, compared(s)) not in there]


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


def _same(now: object, before: object) -> bool:
    """Compare a stored value with one a source gave; what was not said may be a default."""
    return now == before or (before is None and now in (False, Kind.PERSON, Status.ACTIVE))
