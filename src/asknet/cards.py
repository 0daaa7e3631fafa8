"""Combine two descriptions of one contact: a table from field to rule.

Imports, network files, `merge` and the files of a LinkedIn export use it. A new field follows the rule of its
kind: for a single value the first one given is kept, several values are combined.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.addresses import is_nameless
from asknet.fields import (
    FIELDS,
    MANY,
    as_card,
    card_values,
    compared,
    unique,
    unique_skills,
)
from asknet.former_names import split_former
from asknet.model import Card, Contact, Kind, Level, Provenance, Skill, Status
from asknet.note_lines import compared_lines, more_lines, with_lines, without_lines
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _Values = tuple[Any, ...]

_PROVENANCES = [Provenance.IMPORTED, Provenance.STATED, Provenance.HELPED]
"""Provenances from weakest to strongest: proven counts more than stated, stated more than imported."""


class _Rule(NamedTuple):
    """How the values of one field are combined.

    `add(field, ours, theirs)`: add what another source says, and keep what is there.
    `merge(field, kept, gone)`: two stored contacts become one.
    `update(field, ours, new, snapshot)`: a source that said `snapshot` before now says `new`.
    `keep(field, snapshot, new)`: `new` comes from a file of the source that lacks this field.
    """

    add: Callable[[str, Any, Any], Any]
    merge: Callable[[str, Any, Any], Any]
    update: Callable[[str, Any, Any, Any], Any]
    keep: Callable[[str, Any, Any], Any]


def _first(_field: str, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - values of many types
    return theirs if ours in ("", None) else ours


def _last(_field: str, snapshot: Any, new: Any) -> Any:  # noqa: ANN401 - the same
    return new or snapshot


def _earlier(_field: str, kept: Any, gone: Any) -> Any:  # noqa: ANN401 - the same
    return min((day for day in (kept, gone) if day), default=None)


def _either(_field: str, kept: Any, gone: Any) -> Any:  # noqa: ANN401 - the same
    return bool(kept or gone)


def _unless_changed(_field: str, ours: Any, new: Any, snapshot: Any) -> Any:  # noqa: ANN401 - the same
    """Follow the source unless you changed the value; if the source had none, yours may be a default."""
    follows = ours == snapshot or (snapshot is None and ours in (False, Kind.PERSON, Status.ACTIVE))
    return new if follows else ours


def _ours(_field: str, ours: Any, _new: Any, _snapshot: Any) -> Any:  # noqa: ANN401 - the same
    return ours


def _together(_field: str, ours: _Values, theirs: _Values) -> _Values:
    return unique([*ours, *theirs])


def _together_by_spelling(field: str, ours: _Values, theirs: _Values) -> _Values:
    """Combine values, those that differ only in spelling once."""
    return unique([*ours, *_without_known(field, theirs, ours)])


def _changed_values(_field: str, ours: _Values, new: _Values, snapshot: _Values) -> _Values:
    """Remove the values that the source dropped, and add those it added."""
    before = set(snapshot)
    dropped = before - set(new)
    return unique([*(one for one in ours if one not in dropped), *(one for one in new if one not in before)])


def _introducers(field: str, ours: _Values, new: _Values, snapshot: _Values) -> _Values:
    """Follow the source as long as you kept the introducers that it named."""
    return _changed_values(field, ours, new, snapshot) if set(snapshot) <= set(ours) else ours


def _levels_filled(_field: str, ours: Iterable[Skill], theirs: Iterable[Skill]) -> tuple[Skill, ...]:
    return unique_skills([*ours, *theirs])


def _imported_skills(field: str, ours: Iterable[Skill], theirs: Iterable[Skill]) -> tuple[Skill, ...]:
    return _levels_filled(field, ours, (replace(skill, provenance=Provenance.IMPORTED) for skill in theirs))


def _best_skills(_field: str, kept: Iterable[Skill], gone: Iterable[Skill]) -> tuple[Skill, ...]:
    """Keep each topic once, spelled as it was first, with the best level and the strongest provenance."""
    levels = [None, *Level]
    best: dict[str, Skill] = {}
    for skill in (*kept, *gone):
        before = best.setdefault(skill.topic.casefold(), skill)
        best[skill.topic.casefold()] = Skill(
            before.topic,
            max(before.level, skill.level, key=levels.index),
            max(before.provenance, skill.provenance, key=_PROVENANCES.index),
        )
    return tuple(best.values())


def _updated_skills(
    _field: str, ours: Iterable[Skill], new: Iterable[Skill], snapshot: Iterable[Skill]
) -> tuple[Skill, ...]:
    """Remove topics that the source dropped, add those it added; a level follows the source unless you changed it."""
    now = {skill.topic.casefold(): skill for skill in new}
    before = {skill.topic.casefold(): skill for skill in snapshot}
    kept = []
    for skill in ours:
        topic = skill.topic.casefold()
        if topic in before and topic not in now:
            continue
        follows = topic in before and topic in now and skill.level == before[topic].level
        kept.append(replace(skill, level=now[topic].level) if follows else skill)
    come = [replace(skill, provenance=Provenance.IMPORTED) for topic, skill in now.items() if topic not in before]
    return unique_skills([*kept, *come])


def _more_notes(_field: str, ours: str, theirs: str) -> str:
    return with_lines(ours, theirs)


def _updated_notes(_field: str, ours: str, new: str, snapshot: str) -> str:
    """Remove the lines that the source dropped, and add those it added."""
    if ours == snapshot:
        return new
    return with_lines(without_lines(ours, more_lines(snapshot, new)), more_lines(new, snapshot))


_ONE = _Rule(add=_first, merge=_first, update=_unless_changed, keep=_last)
_SEVERAL = _Rule(add=_together_by_spelling, merge=_together_by_spelling, update=_changed_values, keep=_together)
_RULES = {field: _SEVERAL if field in MANY else _ONE for field in FIELDS} | {
    "skills": _Rule(add=_imported_skills, merge=_best_skills, update=_updated_skills, keep=_levels_filled),
    "notes": _Rule(add=_more_notes, merge=_more_notes, update=_updated_notes, keep=_more_notes),
    "aliases": _SEVERAL._replace(add=_together),
    "via": _SEVERAL._replace(update=_introducers),
    "met": _ONE._replace(merge=_earlier),
    "no_suggest": _ONE._replace(merge=_either),
    "uid": _ONE._replace(update=_ours),
}


def added_card(card: Card, more: Card) -> Card:
    """Return a card with what another card of the same person adds; existing values are kept."""
    return _card(card, {f: rule.add(f, getattr(card, f), getattr(more, f)) for f, rule in _RULES.items()})


def joined_card(contact: Contact, card: Card) -> Card:
    """Return a contact's card with what a card of the same person adds; a name with new words becomes an alias.

    It becomes the name of a contact that was called by an address or number.
    """
    joined = added_card(contact, card)
    named_now = is_nameless(contact) and not is_nameless(card)
    return replace(joined, name=card.name) if named_now else _with_other_name(joined, card.name)


def merged_card(kept: Contact, gone: Contact) -> Card:
    """Return the card of two contacts merged: `kept` stays, and gets the name of `gone` as an alias."""
    merged = _card(kept, {f: rule.merge(f, getattr(kept, f), getattr(gone, f)) for f, rule in _RULES.items()})
    names = unique([*kept.aliases, gone.name, *gone.aliases])
    return without_repeated_name(replace(merged, aliases=names))


def updated_card(contact: Contact, card: Card, snapshot: Card) -> Card:
    """Update a contact to what its source says now (`card`), without losing your own changes.

    `snapshot` is what the source said last time. A name that you changed stays; a new one of the source becomes an alias. A
    label that you said is a topic stays one, whatever the source makes of it.
    """
    updated = _followed(contact, card, snapshot)
    labels = {circle.casefold() for circle in card.circles}
    yours = [s for s in contact.skills if s.provenance is Provenance.STATED and s.topic.casefold() in labels]
    updated = replace(updated, skills=unique_skills([*updated.skills, *yours]))
    return _with_other_name(updated, card.name) if updated.name != card.name != snapshot.name else updated


def _followed(contact: Contact, card: Card, snapshot: Card) -> Card:
    values = ((f, getattr(contact, f), getattr(card, f), getattr(snapshot, f)) for f in _RULES)
    return _card(contact, {f: _RULES[f].update(f, ours, new, old) for f, ours, new, old in values if new != old})


def edited_card(contact: Contact, card: Card, snapshot: Card | None) -> Card:
    """Apply the changes that you made in a table exported by asknet.

    A value equal to `snapshot`, what the row said when it was written, is not a change. Without a snapshot a cell counts
    that says something which the contact does not say; any other may be older than the contact's values, as an empty one
    may. What they helped with stays.
    """
    renewed = _followed(contact, card, snapshot) if snapshot else as_card(contact)
    given = {f: getattr(card, f) for f in _RULES if f != "uid" and getattr(card, f) not in ("", None, ())}
    if snapshot:
        given = {f: value for f, value in given.items() if f not in MANY and value != getattr(snapshot, f)}
    else:
        given = {f: value for f, value in given.items() if _says_more(f, value, getattr(contact, f))}
    if "notes" in given and compared_lines(card.notes) == compared_lines(contact.notes):
        del given["notes"]  # a spreadsheet changed the line ends
    if "skills" in given:
        ours = {skill.topic.casefold(): skill for skill in contact.skills}
        now = [replace(ours.get(s.topic.casefold(), s), topic=s.topic, level=s.level) for s in card.skills]
        proven = [skill for skill in contact.skills if skill.provenance is Provenance.HELPED]
        given["skills"] = unique_skills([*now, *proven])
    return _card(renewed, given)


def _says_more(field: str, theirs: Any, ours: Any) -> bool:  # noqa: ANN401 - values of many types
    """Return whether `theirs` says something that `ours` lacks; a topic without its level says nothing more."""
    if field == "notes":
        return bool(more_lines(theirs, ours))
    if field not in MANY:
        return bool(theirs != ours)
    said = {text for one in ours for text in (str(one), one if isinstance(one, str) else one.topic)}
    return any(str(one) not in said for one in theirs)


class DifferingValue(NamedTuple):
    """A value of a contact that differs from a file's: the field, the value, and the file's ('' if it has none)."""

    field: str
    was: str
    now: str


def _unequal(one: Card, other: Card) -> list[str]:
    return [field for field in _RULES if field != "uid" and getattr(one, field) != getattr(other, field)]


def replaced_values(contact: Contact, card: Card) -> list[DifferingValue]:
    """Return the values of a contact that `card`, as it is to be, no longer has, each with the new one."""
    ours, new = (card_values(one, names=_unequal(contact, card)) for one in (contact, card))
    replaced = []
    for field, value in ours.items():
        if field == "notes":
            gone = more_lines(value, new.get(field, ""))
            replaced += [DifferingValue(field, line, "") for line in gone.split("\n") if line.strip()]
        elif field in MANY:
            now = {compared(one): str(one) for one in getattr(card, field)}
            replaced += [
                DifferingValue(field, str(one), now.get(compared(one), ""))
                for one in getattr(contact, field)
                if str(one) not in now.values()
            ]
        else:
            replaced.append(DifferingValue(field, str(value), str(new.get(field, ""))))
    return replaced


def kept_values(kept: Card, card: Card, snapshot: Card | None, *, every: bool) -> list[DifferingValue]:
    """Return the values of `kept`, a contact after an import, from which the row's `card` differs.

    What the row said before (`snapshot`) is left out. With `every`, the row is one of a table that has all
    values, so that what it lacks differs as well.
    """
    fields = [f for f in _unequal(kept, card) if every or getattr(card, f)]
    ours, theirs = card_values(kept, names=fields), card_values(card, names=fields)
    before = card_values(snapshot, names=fields) if snapshot else {}
    differing = []
    for field, value in ours.items():
        other = theirs.get(field)
        if snapshot and other == before.get(field):
            continue
        if field == "notes":
            lines = more_lines(value, other or "").split("\n") if every else []
            differing += [DifferingValue(field, line, "") for line in lines if line.strip()]
        elif field in MANY and field != "via":
            given = {compared(one): str(one) for one in getattr(card, field)}
            for one in getattr(kept, field):
                its = given.get(compared(one), "")
                bare = its.casefold() in ("", compared(one))  # a topic without its level, or no such value
                if str(one).casefold() != its.casefold() and (every or not bare):
                    differing.append(DifferingValue(field, str(one), its))
        else:
            one, its = ("; ".join(two) if isinstance(two, list) else str(two or "") for two in (value, other))
            if fold_name(one) != fold_name(its):
                differing.append(DifferingValue(field, one, its))
    return differing


def kept_beyond(card: Card, snapshot: Card, covers: frozenset[str]) -> Card:
    """Return `card` with the values of `snapshot` in the fields that this file of the source lacks.

    One export may consist of several files: a file of connections alone says nothing
    about the skills that came from the endorsements.
    """
    beyond = _RULES.keys() - covers
    if not beyond:
        return card
    return replace(card, **{f: _RULES[f].keep(f, getattr(snapshot, f), getattr(card, f)) for f in beyond})


def with_former_name(card: Card) -> Card:
    """Return a card with the former family name that its name holds as an alias: ``Anna Berg née Holm``."""
    name, former = split_former(card.name) if (card.kind or Kind.PERSON) is Kind.PERSON else (card.name, "")
    return replace(card, name=name, aliases=unique([*card.aliases, former])) if former else card


def without_repeated_name(card: Card) -> Card:
    """Return a card without the aliases that are its name in another form: ``Ebb, Dr Eve`` for Eve Ebb."""
    from asknet.person_names import repeats

    aliases = tuple(alias for alias in card.aliases if not repeats(alias, card.name))
    return replace(card, aliases=aliases)


def _card(card: Card, changes: dict[str, Any]) -> Card:
    return replace(as_card(card), **changes)


def _with_other_name(contact: Card, name: str) -> Card:
    """Return a card with a further name as an alias, if it adds something to its own names.

    That is a word found in none of them, an initial that fits none of their words,
    or a form of address: something that may distinguish them from somebody else later.
    """
    from asknet.person_names import read_name

    names = [read_name(own) for own in (contact.name, *contact.aliases)]
    known = {word for one in names for word in one.words}
    other = read_name(name)
    new = {word for word in other.words if not any(w == word or (len(word) == 1 and w.startswith(word)) for w in known)}
    addressed = other.address and other.address not in {one.address for one in names}
    adds = "@" not in name and (new or addressed)
    return replace(contact, aliases=unique([*contact.aliases, name])) if adds else contact


def _without_known(field: str, values: _Values, known: _Values) -> list[Any]:
    """Return the values of a field that are not among the known ones in another spelling."""
    from asknet.addresses import known_by, same_number

    if field == "phone":
        return [value for value in values if not any(same_number(str(value), str(one)) for one in known)]
    there = {known_by(field, compared(one)) for one in known}
    return [value for value in values if known_by(field, compared(value)) not in there]


def with_defaults(card: Card) -> Card:
    """Return a card with missing values as the store keeps them, and without its uid, for comparison."""
    return replace(
        card,
        kind=card.kind or Kind.PERSON,
        no_suggest=bool(card.no_suggest),
        status=card.status or Status.ACTIVE,
        uid="",
    )
