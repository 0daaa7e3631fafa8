"""Recognise the files of LinkedIn's export by their headers.

Four are about other people: the connections, and the endorsements, notes and
recommendations that the user gave. The others are about the user, or private:
they are recognised, so that no contact is made of the languages you speak.
"""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING, NamedTuple

from asknet.formats.header_line import DELIMITERS, TableLayout
from asknet.formats.headers import FIRST, LAST, SKIP, folded, meaning, meanings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.formats.input_file import InputFile

CONNECTIONS = "connections"
ENDORSED, NOTED, RECOMMENDED = "endorsements given", "notes", "recommendations given"

_CONNECTIONS = (
    {"firstname", "lastname", "connectedon"},
    {"prenom", "nom", "datedeconnexion"},
    {"vorname", "nachname", "verbundenam"},
)
_IN_ORDER = (FIRST, LAST, "url", "email", "org", "title", "met")
"""The columns of the connections, in every language that LinkedIn writes; the third is called URL in each."""
_URL = 2
_UNDERSTOOD = 4
"""Known names that are needed among these columns: the table may know only some names of a language."""
_RECOMMENDED = {"firstname", "lastname", "text", "creationdate", "status"}
_OTHERS: tuple[tuple[str, set[str]], ...] = (
    (ENDORSED, {"endorsementdate", "skillname", "endorseefirstname"}),
    (NOTED, {"connectionfirstname", "connectionlastname", "note"}),
    (RECOMMENDED, _RECOMMENDED),
    ("endorsements received", {"endorsementdate", "skillname", "endorserfirstname"}),
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
_HEAD_LENGTH = 10_000
_ENOUGH = 3
"""Headers with at least this many names may have further columns; shorter ones must match exactly."""

_GIVEN: Mapping[str, Mapping[str, str]] = {
    ENDORSED: {
        "endorseefirstname": FIRST, "endorseelastname": LAST, "endorseepublicurl": "url", "skillname": "skills",
    },
    NOTED: {
        "connectionfirstname": FIRST, "connectionlastname": LAST, "connectionprofileurl": "url", "note": "notes",
    },
    RECOMMENDED: {
        "firstname": FIRST, "lastname": LAST, "company": "org", "jobtitle": "title", "text": "notes",
    },
}  # fmt: skip

COVERED: Mapping[str, frozenset[str]] = {
    CONNECTIONS: frozenset({"name", "aliases", "url", "email", "org", "title", "met"}),
    ENDORSED: frozenset({"name", "skills"}),
    NOTED: frozenset({"name", "notes"}),
    RECOMMENDED: frozenset({"name", "notes"}),
}
"""The fields that each file has; the notes of connections are only what was in their last names."""


class File(NamedTuple):
    """A file of the export: which one, and where its table is."""

    kind: str
    table: TableLayout


def find_file(source: InputFile) -> File | None:
    """Return which file of the export this is; None if it is none of them."""
    if source.name.endswith("Skills.csv") and source.table and source.table.header == ("Name",):
        return File("list of your own skills", source.table)
    table = source.table
    if table and _is_connections(table.header):
        return File(CONNECTIONS, table)
    for number, line in enumerate(itertools.islice(source.lines(), _HEAD_LINES), start=1):
        for delimiter in DELIMITERS:
            text = line[:_HEAD_LENGTH].strip("\r\n\ufeff")
            cells = next(csv.reader([text], delimiter=delimiter), [])
            columns = {folded(cell) for cell in cells}
            for what, shape in _OTHERS:
                if shape <= columns and (len(shape) >= _ENOUGH or shape == columns):
                    kind = "recommendations received" if shape is _RECOMMENDED and _is_received(source) else what
                    return File(
                        kind, TableLayout(header=tuple(c.strip() for c in cells), delimiter=delimiter, line=number)
                    )
    return None


def targets(file: File) -> list[str]:
    """Return which field each column of a file feeds."""
    if file.kind == CONNECTIONS:
        if _is_in_order(file.table.header):
            return list(_IN_ORDER)
        return [LAST if folded(column) == "nom" else meaning(column) for column in file.table.header]
    return [_GIVEN[file.kind].get(folded(column), SKIP) for column in file.table.header]


def _is_connections(header: Sequence[str]) -> bool:
    columns = {folded(column) for column in header}
    return any(shape <= columns for shape in _CONNECTIONS) or _is_in_order(header)


def _is_in_order(header: Sequence[str]) -> bool:
    """Return whether these are the columns of the connections in some language."""
    if len(header) != len(_IN_ORDER) or folded(header[_URL]) != "url":
        return False
    same = [found == wanted for found, wanted in zip(meanings(header), _IN_ORDER, strict=True)]
    return all(same[:_URL]) and sum(same) >= _UNDERSTOOD


def _is_received(source: InputFile) -> bool:
    """Return whether these are recommendations of the user, which have the same columns but another file name."""
    return "received" in source.name.lower()
