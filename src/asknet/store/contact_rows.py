"""How a contact is stored: its columns, and its details by field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asknet.fields import FIELDS, MANY
from asknet.model import Card, Contact, Kind, Reach, Referral, Skill, Status
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DETAILS = {
    "email": "email", "phone": "phone", "url": "url", "aliases": "alias", "wants": "want", "circles": "circle",
}  # fmt: skip
"""Field of a card -> its name in the table of details."""
OWN_DETAILS = ("country", "sign")
"""Fields of your own record only, in the same table."""

_SINGLE = tuple(field for field in FIELDS if field not in MANY)
"""The fields that have a column of their own."""
_READ: dict[str, Callable[[Any], Any]] = {
    "kind": Kind, "reach": Reach, "met": date.fromisoformat, "no_suggest": bool, "status": Status,
}  # fmt: skip
"""How the values of some columns are parsed; the others are used as they are."""
_UNLESS_SAID: dict[str, Any] = {"kind": Kind.PERSON, "no_suggest": False, "status": Status.ACTIVE}
TEXT_FIELDS = tuple(field for field in _SINGLE if field == "name" or Card.__dataclass_fields__[field].default == "")
"""The columns that hold text, an empty one if nothing is said."""
FREE_TEXTS = tuple(field for field in TEXT_FIELDS if field not in ("name", "uid"))
"""Those in which anything may be written: names are looked up, uids are made."""

COLUMNS = ", ".join(("id", "added", "me", *_SINGLE))
"""The columns of one contact, in the order that `contact_of` reads."""


WRITTEN = ("folded", *(field for field in _SINGLE if field != "uid"))
"""The columns that a card says."""


def columns_of(card: Card) -> dict[str, Any]:
    """Write the columns of `WRITTEN`, in that order."""
    found: dict[str, Any] = {"folded": fold_name(card.name)}
    for field in WRITTEN[1:]:
        value = getattr(card, field)
        if value is None:
            value = _UNLESS_SAID.get(field)
        if isinstance(value, bool):
            value = int(value)
        elif isinstance(value, date):
            value = value.isoformat()
        found[field] = value
    return found


def contact_of(
    row: Sequence[Any],
    details: Mapping[str, Sequence[str]],
    skills: Sequence[Skill],
    refers: Sequence[Referral],
    via: Sequence[tuple[int, str]],
) -> Contact:
    """Build a contact from its columns, its details by stored field, its skills, referrals and introducers."""
    number, added, me, *values = row
    found: dict[str, Any] = dict(zip(_SINGLE, values, strict=True))
    if not all(isinstance(found[field], str) for field in TEXT_FIELDS):
        message = f"contact {number} holds something other than text"
        raise TypeError(message)
    for field, read in _READ.items():
        found[field] = read(found[field]) if found[field] is not None else _UNLESS_SAID.get(field)
    found |= {field: tuple(details.get(kind, ())) for field, kind in DETAILS.items()}
    found |= {field: details.get(field, ("",))[0] for field in OWN_DETAILS if me}
    return Contact(
        id=number,
        added=date.fromisoformat(added),
        me=bool(me),
        skills=tuple(skills),
        refers=tuple(refers),
        via=tuple(name for _, name in via),
        via_ids=tuple(introducer for introducer, _ in via),
        **found,
    )
