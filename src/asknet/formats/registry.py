"""Every format that is read; a further one is a module here and a line below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.formats import linkedin, vcard
from asknet.formats.archive import Parcel, Zip
from asknet.formats.network_file import json_file, yaml_file
from asknet.formats.source import MAX_BYTES, Source
from asknet.formats.tables import generic, google, outlook, thunderbird

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.rows import Format, Options, Reading

FORMATS: tuple[Format, ...] = (
    json_file,
    yaml_file,
    vcard,
    linkedin,
    google,
    outlook,
    thunderbird,
    generic,
)
"""Tried in this order; the last takes any table."""

_SOMETHING = re.compile(rb"[^\xef\xbb\xbf \t\r\n\0]")
_TABLES = (".csv", ".tsv", ".txt")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml")
_LISTED = 5


def read(data: bytes | Parcel, name: str, options: Options) -> Reading:
    """Recognise a file and give its rows, still to be read.

    `data` is the whole file, or a folder; `name` is its name for messages
    (``-`` is standard input). Raises `InputError` when it cannot be read at
    all, with what to do next, and `UsageError` when `options` name a format,
    field, column or encoding that is not there.
    """
    name = "standard input" if name == "-" else name
    wanted = _named(options.format)
    source = _source(data, name, options)
    return (wanted or _recognised(source) or generic).read(source)


def _source(data: bytes | Parcel, name: str, options: Options) -> Source:
    if not isinstance(data, bytes):
        return _of_parcel(data, name, options)
    if len(data) > MAX_BYTES:
        message = f"{name} has {len(data):,} bytes, more than {MAX_BYTES:,}"
        raise InputError(message, "Split the file")
    if not _SOMETHING.search(data):
        message = f"{name} is empty"
        raise InputError(message, "Export it again")
    if data.startswith(_ZIP):
        return _of_parcel(Zip(data, name), name, options)
    return Source(data, name, options)


def _of_parcel(parcel: Parcel, name: str, options: Options) -> Source:
    """Take a parcel as a whole when a format knows it, else the only table in it."""
    if any(found in parcel.names for found in _OFFICE):
        message = f"{name} is a workbook or a document, not text"
        raise InputError(message, "Save your contacts as CSV and import that")
    source = Source(b"", name, options, parcel)
    if _recognised(source):
        return source
    tables = [found for found in parcel.names if found.lower().endswith(_TABLES)]
    if len(tables) == 1:
        return _source(parcel.read(tables[0]), tables[0], options)
    if not tables:
        message = f"{name} holds no file of contacts (of {len(parcel.names):,} files)"
        raise InputError(message, "Import a LinkedIn export, a folder of vCards, or a file")
    message = f"{name} holds {len(tables)} tables and is no LinkedIn export: {_listed(tables)}"
    raise InputError(message, "Import them one by one")


def _recognised(source: Source) -> Format | None:
    return next((known for known in FORMATS if known.recognises(source)), None)


def _named(wanted: str) -> Format | None:
    """Find a format by its name; None for ``auto``. Raises `UsageError`."""
    if wanted == "auto":
        return None
    for known in FORMATS:
        if known.name == wanted:
            return known
    message = f"{wanted[:40]!r} is not a format that is read"
    raise UsageError(message, f"Formats are auto, {', '.join(f.name for f in FORMATS)}")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(name[:60] for name in names[:_LISTED]) + more
