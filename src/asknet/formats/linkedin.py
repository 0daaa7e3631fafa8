"""LinkedIn's Connections.csv, in the three shapes it has had (FORMATS.md).

Since mid-2023 ``First Name,Last Name,URL,Email Address,Company,Position,
Connected On``; before that without URL; since mid-2021 under a preamble of
``Notes:``, a quoted sentence and a blank line. Headers are found by name, in
English, French and German, so their order does not matter.

The other files of an export are named and refused: read as plain CSV, the
languages you speak would become contacts.
"""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from asknet.addresses import slug_of
from asknet.errors import InputError, UsageError
from asknet.formats.headers import FIRST, LAST, folded, meaning
from asknet.formats.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.cells import Gathered
    from asknet.formats.columns import Columns
    from asknet.formats.rows import Reading
    from asknet.formats.source import Source

name = "linkedin"
title = "LinkedIn connections (Connections.csv)"

_CONNECTIONS = (
    {"firstname", "lastname", "connectedon"},
    {"prenom", "nom", "datedeconnexion"},
    {"vorname", "nachname", "verbundenam"},
)
_OTHERS: tuple[tuple[str, set[str]], ...] = (
    ("endorsements given", {"endorsementdate", "skillname", "endorseefirstname"}),
    ("endorsements received", {"endorsementdate", "skillname", "endorserfirstname"}),
    ("notes", {"connectionfirstname", "connectionlastname", "note"}),
    ("recommendations", {"firstname", "lastname", "text", "creationdate", "status"}),
    ("messages", {"conversationid", "conversationtitle", "content"}),
    ("invitations", {"from", "to", "sentat", "direction"}),
    ("languages", {"name", "proficiency"}),
    ("e-mail addresses", {"emailaddress", "confirmed", "primary"}),
    ("education", {"schoolname", "degreename", "startdate"}),
    ("positions", {"companyname", "title", "startedon"}),
    ("projects", {"title", "description", "url", "startedon"}),
    ("certifications", {"name", "authority", "startedon"}),
    ("profile", {"firstname", "lastname", "headline", "geolocation"}),
    ("profile summary", {"profilesummary"}),
    ("followed companies", {"organization", "followedon"}),
)
_HEAD_LINES = 10
_TELLING = 3
"""Names from which a header may have more columns; with fewer it is all of them."""

_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})
_MONTHS = {
    # French and German short months as LinkedIn and Excel write them.
    "janv": "Jan", "fevr": "Feb", "fev": "Feb", "mars": "Mar", "marz": "Mar",
    "mrz": "Mar", "avr": "Apr", "mai": "May", "juin": "Jun", "juil": "Jul",
    "aout": "Aug", "sept": "Sep", "okt": "Oct", "dez": "Dec",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})\.?[ -]([^\W\d]+)\.?[ -](\d{4}|\d{2})")


def recognises(source: Source) -> bool:
    """Whether this is Connections.csv, or another file of an export (to refuse it)."""
    table = source.table
    return bool((table and _is_connections(table.header)) or _other(source))


def read(source: Source) -> Reading:
    """Read the connections; raises `InputError` for the other files of an export."""
    other = _other(source)
    if other:
        message = f"{source.name} is LinkedIn's {other}; only Connections.csv is read so far"
        raise InputError(message, "Import Connections.csv, or say --format csv to read it as it is")
    table = source.table
    if table is None or not _is_connections(table.header):
        message = f"{source.name} does not look like LinkedIn's Connections.csv"
        raise InputError(message, "Leave out --format")
    guessed = [LAST if folded(column) == "nom" else meaning(column) for column in table.header]
    return read_table(source, table, guessed, format=name, label="LinkedIn connections", mend=_mend)


def _is_connections(header: Sequence[str]) -> bool:
    columns = {folded(column) for column in header}
    return any(shape <= columns for shape in _CONNECTIONS)


def _other(source: Source) -> str:
    if source.name.endswith("Skills.csv") and source.table and source.table.header == ("Name",):
        return "list of your own skills"
    for line in itertools.islice(source.lines(), _HEAD_LINES):
        columns = {folded(cell) for cell in next(csv.reader([line[:10_000]]), [])}
        for what, shape in _OTHERS:
            if shape <= columns and (len(shape) >= _TELLING or shape == columns):
                return what
    return ""


def _mend(gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    if not gathered.keys() - {"met"}:
        message = "hidden member: LinkedIn gives only the date"
        raise UsageError(message)
    _part_credentials(gathered)
    if "met" in gathered:
        gathered["met"] = [(place, in_english(day)) for place, day in gathered["met"]]
    key = ""
    for at, (place, address) in enumerate(gathered.get("url", ())):
        slug = slug_of(address)
        if slug:
            key = key or slug
            gathered["url"][at] = place, f"https://www.linkedin.com/in/{quote(slug)}"
    return key


def _part_credentials(gathered: Gathered) -> None:
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
