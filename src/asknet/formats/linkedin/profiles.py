"""What LinkedIn writes of a person: the profile's address, the name with its credentials, the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from asknet.addresses import slug_of
from asknet.errors import UsageError
from asknet.formats.headers import FIRST, LAST, folded
from asknet.formats.linkedin.files import CONNECTIONS, ENDORSED, NOTED, RECOMMENDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.formats.tables.cells import Gathered
    from asknet.formats.tables.columns import Columns
    from asknet.formats.tables.read import Adjustment

_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})
_MONTHS = {
    # French and German short months as LinkedIn and Excel write them.
    "janv": "Jan", "fevr": "Feb", "fev": "Feb", "mars": "Mar", "marz": "Mar",
    "mrz": "Mar", "avr": "Apr", "mai": "May", "juin": "Jun", "juil": "Jul",
    "aout": "Aug", "sept": "Sep", "okt": "Oct", "dez": "Dec",
}  # fmt: skip
_STATUS = "endorsementstatus"
_DAY = re.compile(r"(\d{1,2})\.?[ -]([^\W\d]+)\.?[ -](\d{4}|\d{2})")


def _connection(gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    if not gathered.keys() - {"met"}:
        message = "hidden member: LinkedIn gives only the date"
        raise UsageError(message)
    if "met" in gathered:
        gathered["met"] = [(place, in_english(day)) for place, day in gathered["met"]]
    return _person(gathered)


def _endorsement(gathered: Gathered, cells: Sequence[str], columns: Columns) -> str:
    """Keep what the endorsed person accepted."""
    padded = [*cells, *[""] * len(columns.header)]
    status = next((cell.strip() for h, cell in zip(columns.header, padded, strict=False) if folded(h) == _STATUS), "")
    if status.upper() != "ACCEPTED":
        message = f"the endorsement is {status[:40].lower() or 'of no status'}, not accepted"
        raise UsageError(message)
    return _person(gathered)


def _note(gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    return _person(gathered)


def _recommendation(gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    if "notes" in gathered:
        gathered["notes"] = [(place, f"Recommended: {text}") for place, text in gathered["notes"]]
    return _person(gathered)


ADJUSTMENTS: Mapping[str, Adjustment] = {
    CONNECTIONS: _connection,
    ENDORSED: _endorsement,
    NOTED: _note,
    RECOMMENDED: _recommendation,
}
"""What is done to a record of each file."""


def _person(gathered: Gathered) -> str:
    """Split credentials from the name, write the profile's address the short way; return its slug."""
    _split_credentials(gathered)
    key = ""
    for at, (place, address) in enumerate(gathered.get("url", ())):
        slug = slug_of(address)
        if slug:
            key = key or slug
            gathered["url"][at] = place, f"https://www.linkedin.com/in/{quote(slug)}"
    return key


def _split_credentials(gathered: Gathered) -> None:
    """Turn the last name ``Doe, Ph.D.`` into ``Doe`` and the note ``Ph.D.``."""
    for at, (place, last) in enumerate(gathered.get(LAST, ())):
        stem, comma, rest = last.partition(",")
        rest = rest.strip()
        if comma and stem.strip() and rest.rstrip(".").lower() not in _NAME_SUFFIXES:
            gathered[LAST][at] = place, stem.strip()
            if rest:
                gathered.setdefault("notes", []).append((place, rest))
        elif comma and not stem.strip() and FIRST in gathered:
            gathered[LAST][at] = place, rest


def in_english(day: str) -> str:
    """Write a day with a French, German or dotted month the English way."""
    found = _DAY.fullmatch(day)
    if not found:
        return day
    month = _MONTHS.get(folded(found[2]))
    if not month and "." not in day:
        return day
    return f"{found[1]}-{month or found[2]}-{found[3]}"
