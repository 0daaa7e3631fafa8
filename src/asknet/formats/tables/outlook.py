"""Outlook's CSV: the desktop program's 90 columns and Outlook.com's, in English, German, French and Spanish.

``Title`` is the honorific and ``Job Title`` the role; where there is no
``Job Title``, ``Title`` is the role. Categories are split at ``;``. The desktop
program writes in the system's old encoding (cp1252 in Western Europe).
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

name = "outlook"
title = "Outlook and Outlook.com CSV"
signs = "column names of Outlook's own, such as E-mail 2 Address, Business Street or Straße geschäftlich"

_OWN = frozenset(
    folded(column)
    for column in (
        "E-mail 2 Address", "E-mail 3 Address", "E-mail Display Name", "E-mail Type", "Business Street", "Business City",
        "Business Fax", "Business Phone 2", "Other Street", "Company Main Phone", "Government ID Number",
        "Organizational ID Number", "Given Yomi", "Company Yomi", "TTY/TDD Phone", "Assistant's Phone",
        "Straße geschäftlich", "Ort geschäftlich", "E-Mail: Angezeigter Name", "E-Mail 2: Adresse",
        "E-Mail-Adresse 2", "Telefon geschäftlich", "Fax geschäftlich",
        "Rue (bureau)", "Ville (bureau)", "Téléphone (bureau)", "Adresse de messagerie", "Adresse de messagerie 2",
        "Calle del trabajo", "Ciudad de trabajo", "Teléfono del trabajo", "Fax del trabajo",
        "Dirección de correo electrónico 2", "Dirección del correo electrónico 2",
    )
)  # fmt: skip


def recognises(source: Source) -> bool:
    """Whether the header has column names that only Outlook writes."""
    table = source.table
    return table is not None and _is_outlook(table.header)


def read(source: Source) -> Reading:
    """Read it; categories, keywords and hobbies become skills."""
    table = source.table
    if table is None or not _is_outlook(table.header):
        message = f"{source.name} does not look like an Outlook CSV"
        raise InputError(message, "Leave out --format")
    return read_table(
        source,
        table,
        meanings(table.header),
        format=name,
        label="Outlook",
    )


def _is_outlook(header: Sequence[str]) -> bool:
    return any(folded(column) in _OWN for column in header)
