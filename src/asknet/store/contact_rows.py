"""How one contact stands in the tables: its columns, and its details by field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asknet.model import Card, Contact, Kind, Reach, Skill
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

DETAILS = {"email": "email", "phone": "phone", "url": "url", "aliases": "alias", "wants": "want"}
"""Field of a card -> what it is called in the table of details."""

COLUMNS = "id, kind, name, title, org, place, reach, via_id, met, closeness, every, no_suggest, notes, me, added"
"""The columns of one contact, in the order that `contact_of` reads."""


def columns_of(card: Card, via_id: int | None) -> dict[str, Any]:
    """Write the columns that one contact has one of."""
    return {
        "kind": (card.kind or Kind.PERSON).value,
        "name": card.name,
        "folded": fold_name(card.name),
        "title": card.title,
        "org": card.org,
        "place": card.place,
        "reach": card.reach.value if card.reach else None,
        "via_id": via_id,
        "met": card.met.isoformat() if card.met else None,
        "closeness": card.closeness,
        "every": card.every,
        "no_suggest": int(bool(card.no_suggest)),
        "notes": card.notes,
    }


def contact_of(row: Sequence[Any], details: dict[str, list[str]], skills: list[Skill], via: dict[int, str]) -> Contact:
    """Read a contact from its columns, its details by what they are called there, its skills and the introducers' names."""
    (number, kind, name, title, org, place, reach, via_id, met, closeness, every,
     no_suggest, notes, me, added) = row  # fmt: skip
    if not all(isinstance(text, str) for text in (name, title, org, place, notes)):
        message = f"contact {number} holds something other than text"
        raise TypeError(message)
    return Contact(
        id=number,
        added=date.fromisoformat(added),
        via_id=via_id,
        me=bool(me),
        name=name,
        kind=Kind(kind),
        skills=tuple(skills),
        title=title,
        org=org,
        place=place,
        reach=Reach(reach) if reach else None,
        via=via.get(via_id, ""),
        met=date.fromisoformat(met) if met else None,
        closeness=closeness,
        every=every,
        no_suggest=bool(no_suggest),
        notes=notes,
        **{field: tuple(details.get(kind, ())) for field, kind in DETAILS.items()},
    )
