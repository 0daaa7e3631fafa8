"""Google Contacts CSV, old and new.

Old: ``Name, Given Name, ..., Group Membership, E-mail 1 - Type, E-mail 1 - Value``.
New (2024): ``First Name, ..., Labels, E-mail 1 - Label, E-mail 1 - Value``.
Columns are numbered without limit; `` ::: `` separates labels, and
several values in one cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.formats.headers import BY_ITS_LABEL, FIRST, HOME, LABELS, LAST, MAIDEN, MIDDLE, SKIP, TAGS, folded, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.tables.cells import Gathered
    from asknet.formats.tables.columns import Columns

_NUMBERED = re.compile(
    r"(e-?mail|phone|website|organization|address|im|custom field|relation|event"
    r"|jot|location) \d+ - .+",
    re.IGNORECASE,
)
_CUSTOM, _RELATION = BY_ITS_LABEL, f"{BY_ITS_LABEL}/relation"
"""The field of a custom field or relation: it is decided in each row by the label beside the value."""
_ROUTED = {"via": "via", "skills": "skills", TAGS: "skills", "wants": "wants", "aliases": "aliases", MAIDEN: MAIDEN}
"""Meaning of a label -> the field that the custom field feeds; any other becomes a note."""
_MEANING = {
    "name": "name",
    "givenname": FIRST, "firstname": FIRST,
    "additionalname": MIDDLE, "middlename": MIDDLE,
    "familyname": LAST, "lastname": LAST,
    "nickname": "aliases", "occupation": "title", "hobby": "skills",
    "location": "place",
    "notes": "notes", "groupmembership": LABELS, "labels": LABELS,
    "organizationname": "org", "organizationtitle": "title", "organizationjobdescription": "notes",
    "emailvalue": "email", "phonevalue": "phone", "websitevalue": "url",
    "addresscity": HOME, "addresscountry": HOME,
    "customfieldvalue": _CUSTOM, "relationvalue": _RELATION,
    "maidenname": MAIDEN,
}  # fmt: skip
OWN_LABELS = frozenset({"mycontacts", "starred", "othercontacts"})
"""Google's own groups, folded: they say nothing about a person."""
_VALUE_COLUMN = re.compile(r"(custom field|relation) (\d+) - value", re.IGNORECASE)


def is_header(header: Sequence[str]) -> bool:
    """Return whether a header has Google's numbered columns, or its own names."""
    columns = {folded(column) for column in header}
    return (
        any(_NUMBERED.fullmatch(column) for column in header)
        or {"givenname", "familyname", "groupmembership"} <= columns
        or {"fileas", "organizationtitle", "labels"} <= columns
    )


def targets(header: Sequence[str]) -> list[str]:
    """Return the field that each column feeds; labels and groups become circles, hobbies skills."""
    return [_target(column) for column in header]


def _target(column: str) -> str:
    key = "".join(c for c in folded(column) if not c.isdigit())
    numbered = _NUMBERED.fullmatch(column)
    return _MEANING.get(key, SKIP if numbered else _plain(column))


def _plain(column: str) -> str:
    """Return the meaning of a column that Google does not write: the user added it."""
    found = meaning(column) if folded(column) not in _MEANING else SKIP
    return LABELS if found == TAGS else found


def is_label(column: str) -> bool:
    """Return whether a column only says what another holds: ``E-mail 1 - Label``."""
    return _NUMBERED.fullmatch(column) is not None and column.rpartition(" - ")[2].casefold() in ("label", "type")


def adjust(gathered: Gathered, cells: Sequence[str], columns: Columns) -> str:
    """Drop Google's own labels, and sort custom fields and relations by the label beside them.

    A custom field for what somebody knows is a skill, one for who introduced them an introducer,
    any other a note with its label; so is a relation.
    """
    for target in ("skills", "circles", LABELS):  # the user may have mapped them
        if target in gathered:
            gathered[target] = [(place, kept) for place, cell in gathered[target] if (kept := _labels(cell))]
    labelled = [(place, value, {"via": "via"}) for place, value in gathered.pop(_RELATION, [])]
    labelled += [(place, value, _ROUTED) for place, value in gathered.pop(_CUSTOM, [])]
    for place, value, routed in labelled:
        label = _label(place, cells, columns)
        field = routed.get(meaning(label), "notes")
        if field == "notes":
            text = value.replace(" ::: ", "; ")
            gathered.setdefault("notes", []).append((place, f"{label}: {text}" if label else text))
        elif field != "via" or "via" not in gathered:
            gathered.setdefault(field, []).append((place, value))
    return ""


def _labels(cell: str) -> str:
    """Return the labels without Google's own; a comma is part of a label if `:::` separates them."""
    if ":::" not in cell and not cell.startswith("*"):
        return cell
    kept = (label.strip() for label in cell.split(":::"))
    labels = [label.removeprefix("* ") for label in kept if folded(label) not in OWN_LABELS]
    return " ::: ".join([*labels, ""]) if any(labels) else ""


def _label(place: int, cells: Sequence[str], columns: Columns) -> str:
    """Return the label (old: type) beside a value: ``Custom Field 1 - Label``."""
    found = _VALUE_COLUMN.fullmatch(columns.header[place])
    beside = {folded(f"{found[1]} {found[2]} {word}") for word in ("label", "type")} if found else set()
    labels = (c for c, h in zip(cells, columns.header, strict=False) if folded(h) in beside and c.strip())
    return next(labels, "").strip().lstrip("* ")
