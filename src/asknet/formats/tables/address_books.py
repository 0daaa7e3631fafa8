"""The CSV of address books: Google Contacts, Outlook and Thunderbird, each a row of one table.

Outlook: the 90 columns of the desktop program and those of Outlook.com, in English, German, French
and Spanish. ``Title`` is the honorific and ``Job Title`` the role; without
``Job Title``, ``Title`` is the role. The desktop program writes in the system's old
encoding (cp1252 in Western Europe).

Thunderbird: the column names of its English, German and French builds; British builds write
``Organisation``. ``Custom 1`` to ``Custom 4`` are ignored unless mapped, since only the user
knows what they hold.

Google: `asknet.formats.tables.google`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError
from asknet.formats.headers import LABELS, TAGS, folded, meanings
from asknet.formats.tables import google
from asknet.formats.tables.read import no_adjustment, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile
    from asknet.formats.tables.read import Adjustment


def _labelled(header: Sequence[str]) -> list[str]:
    """Return the field that each column feeds: the categories of an address book are labels."""
    return [LABELS if target == TAGS else target for target in meanings(header)]


class AddressBook(NamedTuple):
    """The CSV of one program.

    `is_header` recognises its column names, `targets` returns the field that each of them feeds,
    `adjust` is applied to each record.
    """

    label: str
    is_header: Callable[[Sequence[str]], bool]
    targets: Callable[[Sequence[str]], list[str]] = _labelled
    adjust: Adjustment = no_adjustment

    def recognises(self, source: InputFile) -> bool:
        """Return whether the table's header is one of the program's."""
        return source.table is not None and self.is_header(source.table.header)

    def read(self, source: InputFile) -> RecognisedFile:
        """Read the table. Raises `InputError` for a file that is not the program's."""
        table = source.table
        if table is None or not self.is_header(table.header):
            message = f"{source.name} does not look like the CSV of {self.label}"
            raise InputError(message, "Leave out --format")
        reading = read_table(source, table, self.targets(table.header), label=self.label, adjust=self.adjust)
        return replace(reading, ignored=tuple(column for column in reading.ignored if not google.is_label(column)))


def _with(columns: str, least: int) -> Callable[[Sequence[str]], bool]:
    """Return a check for headers with at least `least` of these columns, which are separated by `` | ``."""
    known = {folded(column) for column in columns.split(" | ")}
    return lambda header: len(known & {folded(column) for column in header}) >= least


GOOGLE = AddressBook("Google Contacts", google.is_header, google.targets, google.adjust)
OUTLOOK = AddressBook(
    "Outlook",
    _with(
        "E-mail 2 Address | E-mail 3 Address | E-mail Display Name | E-mail Type | Business Street | Business City"
        " | Business Fax | Business Phone 2 | Other Street | Company Main Phone | Government ID Number"
        " | Organizational ID Number | Given Yomi | Company Yomi | TTY/TDD Phone | Assistant's Phone"
        " | Straße geschäftlich | Ort geschäftlich | E-Mail: Angezeigter Name | E-Mail 2: Adresse"
        " | E-Mail-Adresse 2 | Telefon geschäftlich | Fax geschäftlich"
        " | Rue (bureau) | Ville (bureau) | Téléphone (bureau) | Adresse de messagerie | Adresse de messagerie 2"
        " | Calle del trabajo | Ciudad de trabajo | Teléfono del trabajo | Fax del trabajo"
        " | Dirección de correo electrónico 2 | Dirección del correo electrónico 2",
        least=1,
    ),
)
THUNDERBIRD = AddressBook(
    "Thunderbird",
    _with(
        "Primary Email | Secondary Email | Screen Name | Pager Number | Home ZipCode | Work ZipCode"
        " | Web Page 1 | Web Page 2 | Birth Year | Custom 1 | Custom 2 | Display Name"
        " | Anzeigename | Primäre E-Mail-Adresse | Sekundäre E-Mail-Adresse | Messenger-Name | Benutzerdef. 1"
        " | Webseite 1 | Tel. dienstlich"
        " | Nom à afficher | Première adresse électronique | Adresse électronique secondaire | Divers 1"
        " | Site web 1 | Tél. professionnel",
        least=2,
    ),
)
