"""Thunderbird's address book as CSV or TSV, with the column names of its English, German and French builds.

British builds say ``Organisation``. ``Custom 1`` to ``Custom 4`` are not taken
unless mapped: nobody but the user knows what they hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.formats.tables.headers import folded, meanings
from asknet.formats.tables.read import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.rows import Reading
    from asknet.formats.source import Source

name = "thunderbird"
title = "Thunderbird's address book, CSV or TSV"
signs = "two column names of its own, such as Primary Email, Screen Name, Custom 1 or Anzeigename"

_OWN = frozenset(
    folded(column)
    for column in (
        "Primary Email", "Secondary Email", "Screen Name", "Pager Number", "Home ZipCode", "Work ZipCode",
        "Web Page 1", "Web Page 2", "Birth Year", "Custom 1", "Custom 2", "Display Name",
        "Anzeigename", "Primäre E-Mail-Adresse", "Sekundäre E-Mail-Adresse", "Messenger-Name", "Benutzerdef. 1",
        "Webseite 1", "Tel. dienstlich",
        "Nom à afficher", "Première adresse électronique", "Adresse électronique secondaire", "Divers 1",
        "Site web 1", "Tél. professionnel",
    )
)  # fmt: skip
_ENOUGH = 2


def recognises(source: Source) -> bool:
    """Whether the header has two column names that Thunderbird writes."""
    table = source.table
    return table is not None and _is_thunderbird(table.header)


def read(source: Source) -> Reading:
    """Read it by what the column names mean."""
    table = source.table
    if table is None or not _is_thunderbird(table.header):
        message = f"{source.name} does not look like Thunderbird's CSV or TSV"
        raise InputError(message, "Leave out --format")
    return read_table(
        source,
        table,
        meanings(table.header),
        format=name,
        label="Thunderbird",
    )


def _is_thunderbird(header: Sequence[str]) -> bool:
    return len({folded(column) for column in header} & _OWN) >= _ENOUGH
