"""Google Takeout's zip or folder: its contacts, once each, with their labels, which are folders.

``Takeout/Contacts/All Contacts/All Contacts.vcf`` has everybody; each label has a folder and file with its name beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.formats.headers import folded
from asknet.formats.input_file import InputFile
from asknet.formats.tables.address_books import GOOGLE
from asknet.formats.tables.google import OWN_LABELS
from asknet.formats.vcard import read as vcard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asknet.formats.rows import RecognisedFile, Row
    from asknet.model import Card

_FILE = re.compile(r"(?:.*/)?([^/]+)/\1\.(vcf|csv)", re.IGNORECASE)
_ALL = re.compile(
    r"contacts?|kontakte?|contactos|contatti|contatos|kontakty|контакты|連絡先|联系人|聯絡人|연락처", re.IGNORECASE
)
"""Names of the folders with everybody, or with everybody not suggested by Google, in some languages."""


def recognises(source: InputFile) -> bool:
    """Return whether an archive has address books below Takeout's folder, each in a folder with its own name."""
    return bool(_books(source))


def read(source: InputFile) -> RecognisedFile:
    """Read the largest address book, and the labels of its contacts from the others."""
    books = _books(source)
    texts = {name: _of(source, name) for name in books}
    main = max(books, key=lambda name: (len(texts[name].data), name))
    if not main.lower().endswith(".vcf"):
        return replace(GOOGLE.read(texts[main]), label="Google Takeout, CSV")
    labels: dict[tuple[object, ...], list[str]] = {}
    for name in books:
        label = books[name]
        if name == main or folded(label) in OWN_LABELS or _ALL.search(label) or not vcard.recognises(texts[name]):
            continue
        for row in vcard.read(texts[name]).rows:
            if row.card:
                labels.setdefault(_key(row.card), []).append(label)
    reading = vcard.read(texts[main])
    return replace(
        reading,
        label=f"Google Takeout, {reading.label}",
        rows=_labelled(reading.rows, labels),
    )


def _books(source: InputFile) -> dict[str, str]:
    """Return Takeout's address books by the paths of their files, with the label of each."""
    if source.archive is None:
        return {}
    found = {name: match[1] for name in source.archive.names if (match := _FILE.fullmatch(name))}
    vcards = {name: label for name, label in found.items() if name.lower().endswith(".vcf")}
    is_takeout = any("takeout" in name.casefold() or len(found) > 1 for name in found)
    return (vcards or found) if is_takeout and any(_ALL.search(label) for label in found.values()) else {}


def _of(source: InputFile, name: str) -> InputFile:
    data = source.archive.read(name) if source.archive else b""
    return InputFile(data, name, source.options)


def _key(card: Card) -> tuple[object, ...]:
    return card.name, card.email, card.phone, card.org


def _labelled(rows: Iterator[Row], labels: Mapping[tuple[object, ...], list[str]]) -> Iterator[Row]:
    for row in rows:
        more = labels.get(_key(row.card), ()) if row.card else ()
        yield (
            replace(row, card=replace(row.card, circles=unique([*row.card.circles, *more])))
            if row.card and more
            else row
        )
