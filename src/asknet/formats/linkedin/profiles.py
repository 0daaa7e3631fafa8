"""How LinkedIn writes a person: the profile's address, the name with its credentials, the day."""

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
    name: month
    for month, names in {
        "Jan": "ene gen ian janv led oca sty tammi ιαν січ янв", "Feb": "febr fev fevr helmi lut sub uno φεβ лют февр",
        "Mar": "bre maalis marc mars marz mrt mrz μαρ бер мар март", "Apr": "abr avr dub huhti kwi nis απρ апр квіт",
        "May": "kve mag mai maj mei touko μαι маи мая трав", "Jun": "cvn cze giu haz iun juin juni kesa ιουν июн июнь черв",
        "Jul": "cvc heina iul juil juli lip lug tem ιουλ июл июль лип", "Aug": "ago agu aout elo sie srp αυγ авг серп",
        "Sep": "eyl sept set syys szept wrz zar σεπ вер сент", "Oct": "eki loka okt ott out paz rij οκτ жовт окт",
        "Nov": "kas lis marras νοε лист нояб", "Dec": "ara des dez dic gru joulu pro δεκ груд дек",
    }.items()
    for name in names.split()
}  # fmt: skip
"""Short names of months in LinkedIn's languages, from the Unicode CLDR (by way of Babel), and Excel's ``Mrz``."""
_STATUS = "endorsementstatus"
_DAY = re.compile(r"(\d{1,2})\.?(?: de)?[ -]([^\W\d]+)\.?(?: de)?[ -](\d{4}|\d{2})(?: г\.?)?")
_DAY_OF_ASIA = re.compile(r"(\d{4})[年년.] ?(\d{1,2})[月월.] ?(\d{1,2})[日일.]?")


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
"""The adjustment of a record of each file."""


def _person(gathered: Gathered) -> str:
    """Split credentials from the name, shorten the profile's address, and return its slug."""
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
    """Return a day with a foreign or dotted month in English form; an East Asian one in numbers."""
    if asian := _DAY_OF_ASIA.fullmatch(day):
        return f"{asian[1]}-{asian[2]:0>2}-{asian[3]:0>2}"
    found = _DAY.fullmatch(day)
    if not found:
        return day
    month = _MONTHS.get(folded(found[2]))
    if not month and "." not in day:
        return day
    return f"{found[1]}-{month or found[2]}-{found[3]}"
