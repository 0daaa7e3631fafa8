"""Every file format; a further one is a module here and an entry below."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.errors import InputError, UsageError
from asknet.fields import FIELDS
from asknet.formats import (
    address_list,
    facebook,
    friends_md,
    json_contacts,
    khard_yaml,
    ldif,
    markdown_notes,
    markdown_table,
    other_programs,
    takeout,
    telegram,
    workbook,
)
from asknet.formats.archive import MAX_BYTES, ZIP, Archive, Zip
from asknet.formats.file_on_disk import FileOnDisk
from asknet.formats.input_file import InputFile
from asknet.formats.linkedin import read as linkedin
from asknet.formats.network_file import json_file, yaml_file
from asknet.formats.network_file.write import write_json, write_yaml
from asknet.formats.tables import generic, mastodon
from asknet.formats.tables.address_books import GOOGLE, OUTLOOK, THUNDERBIRD
from asknet.formats.tables.own_csv import write_csv
from asknet.formats.vcard import read as vcard
from asknet.formats.vcard.write import write_vcards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from asknet.formats.rows import Options, RecognisedFile
    from asknet.model import Contact


class Format(NamedTuple):
    """A file format: its name, and how it is described, recognised, read and written.

    `name` is the word for ``--format``; `title` describes it and `signs` how it is recognised, for
    ``--formats``. `read` raises `InputError` or `UsageError`. A format that is written has the `endings` of
    its files, and either `write` (contacts only) or `write_network` (every section of a network file). With
    `by_content` it is read only if the content shows it, even if the user names it; the others report what is missing.
    """

    name: str
    title: str
    signs: str
    recognises: Callable[[InputFile], bool]
    read: Callable[[InputFile], RecognisedFile]
    endings: tuple[str, ...] = ()
    write: Callable[[Iterable[Contact]], Iterator[str]] | None = None
    write_network: Callable[[Iterable[tuple[str, Any]]], Iterator[str]] | None = None
    by_content: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        "asknet's own JSON: the whole network",
        'it begins with `{"asknet":`',
        json_file.recognises,
        json_file.read,
        (".json",),
        write_network=write_json,
    ),
    Format(
        "khard",
        "khard's YAML, one or several contacts",
        "its names, such as `First name:` and `Email:`",
        khard_yaml.recognises,
        khard_yaml.read,
        by_content=True,
    ),
    Format(
        "yaml",
        "asknet's own YAML: the whole network",
        "it begins with `asknet:`",
        yaml_file.recognises,
        yaml_file.read,
        (".yaml", ".yml"),
        write_network=write_yaml,
    ),
    Format(
        "takeout",
        "Google Takeout: zip or folder with contacts, as vCard or CSV",
        "a folder of contacts for each label, with a file of the same name",
        takeout.recognises,
        takeout.read,
        by_content=True,
    ),
    Format(
        "vcard",
        "vCard 2.1, 3.0 and 4.0: a file, or a folder or zip of them",
        "BEGIN:VCARD; in a folder or zip, files that end in .vcf",
        vcard.recognises,
        vcard.read,
        (".vcf", ".vcard"),
        write_vcards,
    ),
    Format(
        "workbook",
        "Excel (xlsx, xlsb, xls) and OpenDocument (ods): the first sheet with people, read like CSV",
        "the parts of its zip, or the beginning of an old Excel file",
        workbook.recognises,
        workbook.read,
        by_content=True,
    ),
    Format(
        "linkedin",
        "LinkedIn's export: zip, folder, or Connections, Endorsement_Given_Info, Notes, Recommendations_Given",
        "the column names of its files",
        linkedin.recognises,
        linkedin.read,
    ),
    Format(
        "google",
        "Google Contacts CSV, old and new",
        "numbered columns such as E-mail 1 - Value",
        GOOGLE.recognises,
        GOOGLE.read,
    ),
    Format(
        "outlook",
        "Outlook and Outlook.com CSV",
        "column names of Outlook's own, such as E-mail 2 Address, Business Street or Straße geschäftlich",
        OUTLOOK.recognises,
        OUTLOOK.read,
    ),
    Format(
        "thunderbird",
        "Thunderbird's address book, CSV or TSV",
        "two column names of its own, such as Primary Email, Screen Name, Custom 1 or Anzeigename",
        THUNDERBIRD.recognises,
        THUNDERBIRD.read,
    ),
    Format(
        "ldif",
        "LDIF: Thunderbird's address book, and exports of directories",
        "its first line is `dn: ...` or `version: 1`",
        ldif.recognises,
        ldif.read,
        by_content=True,
    ),
    Format(
        "mastodon",
        "Mastodon's list of accounts that you follow",
        "the column Account address",
        mastodon.recognises,
        mastodon.read,
        by_content=True,
    ),
    Format(
        "telegram",
        "Telegram's result.json: contacts, no messages",
        "the list `contacts` of its export",
        telegram.recognises,
        telegram.read,
        by_content=True,
    ),
    Format(
        "facebook",
        "Facebook's list of friends: your_friends.json, or the export",
        "it begins with `friends_v2` or `friends`",
        facebook.recognises,
        facebook.read,
        by_content=True,
    ),
    Format(
        "friends",
        "The file of the program friends (friends.md)",
        "its headings, such as `### Friends:`",
        friends_md.recognises,
        friends_md.read,
        by_content=True,
    ),
    Format(
        "notes",
        "Notes in Markdown with front matter or properties (Obsidian, Logseq): a note, a folder or a zip",
        "front matter with an e-mail address, a number or a tag such as `person`",
        markdown_notes.recognises,
        markdown_notes.read,
        by_content=True,
    ),
    Format(
        "markdown",
        "A table in Markdown",
        "a line of column names above a line of dashes",
        markdown_table.recognises,
        markdown_table.read,
        by_content=True,
    ),
    Format(
        "objects",
        "JSON and JSON lines of other programs",
        "a list of objects with names",
        json_contacts.recognises,
        json_contacts.read,
        by_content=True,
    ),
    Format(
        "addresses",
        "Addresses as mail programs copy them: Nan Okafor <nan@example.org>",
        "nothing but addresses, most of them with a name",
        address_list.recognises,
        address_list.read,
        by_content=True,
    ),
    Format(
        "csv",
        "Any CSV or TSV with a header",
        "a line with column names that are known or mapped; without one, a column of e-mail addresses",
        generic.recognises,
        generic.read,
        (".csv",),
        write_csv,
    ),
)
"""Tried in this order; the last one reads any table."""

WRITTEN = tuple(known for known in FORMATS if known.write or known.write_network)
"""The formats that `export` writes."""

_SOMETHING = re.compile(rb"[^\xef\xbb\xbf \t\r\n\0]")
_TABLES = (".csv", ".tsv", ".txt")
_OTHERS = (".json", ".jsonl", ".ndjson", ".ldif", ".xlsx", ".xls", ".ods", ".yaml", ".yml")
"""Files of an archive that are read if there is just one of them, and no table."""
_ALL_ROWS = "_all.csv"
"""The end of the name of Notion's file with all rows of a table; the file beside it has the rows as shown."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LISTED = 5


def read(data: bytes | FileOnDisk | Archive, name: str, options: Options) -> RecognisedFile:
    """Recognise a file and return its rows, still to be read.

    `data` is the whole file, one on disk, or a folder; `name` is its name in messages
    (``-`` is standard input). Raises `InputError` if it cannot be read at
    all, with the next step, and `UsageError` if `options` name a format,
    field, column or encoding that does not exist.
    """
    name = "standard input" if name == "-" else name
    wanted = None if options.format == "auto" else _named(options.format, FORMATS, "read", "auto, ")
    source = _input_file(data, name, options)
    if wanted is None:
        other_programs.refuse(source)
    elif wanted.by_content and not wanted.recognises(source):
        message = f"{name} does not look like {wanted.title.partition(':')[0]}"
        raise InputError(message, "Leave out --format")
    found = wanted or _recognised(source) or FORMATS[-1]
    reading = found.read(source)
    lines = reading.lines or source.data.count(b"\n")
    source.release()
    return replace(reading, format=found.name, lines=lines)


def written_format(name: str) -> Format:
    """Return the format with that name that `export` writes. Raises `UsageError`."""
    return _named(name, WRITTEN, "written", "")


def written_as(file: str) -> str:
    """Return the name of the format for a file's ending. Raises `UsageError`."""
    ending = f".{file.lower().rpartition('.')[2]}"
    found = {ending: known.name for known in WRITTEN for ending in known.endings}
    if ending not in found:
        message = f"{file} does not end in {', '.join(found)}"
        raise UsageError(message, f"Use --format {'|'.join(known.name for known in WRITTEN)}")
    return found[ending]


_FIELD = f"(?:{'|'.join(FIELDS)})".encode()
_EXPORTS = re.compile(
    rb'\{"asknet": \d|asknet: \d|(?=name,)(?=[^\r\n]*,kind\b)(?=[^\r\n]*,uid\b)%(field)b(?:,%(field)b)*\r?\n|'
    rb"BEGIN:VCARD\r?\nVERSION:4\.0\r?\nUID:[^\r\n]*\r?\n(?: [^\r\n]*\r?\n)*(?:PRODID:-//asknet//[^\r\n]*\r?\n)?KIND:"
    % {b"field": _FIELD}
)
"""The beginnings of the files that `export` writes; a CSV has columns of fields only, in any order after the name."""
EXPORT_BEGINS = 1_000
"""Bytes of a file that are needed to tell whether `export` wrote it."""


def is_export(beginning: bytes) -> bool:
    """Return whether a file begins like one that `export` writes."""
    return _EXPORTS.match(beginning) is not None


def _named(name: str, formats: Sequence[Format], done: str, others: str) -> Format:
    for known in formats:
        if known.name == name:
            return known
    message = f"{name[:40]!r} is not a format that is {done}"
    raise UsageError(message, f"Formats are {others}{', '.join(known.name for known in formats)}")


def _input_file(given: bytes | FileOnDisk | Archive, name: str, options: Options, *, nested: bool = False) -> InputFile:
    if not isinstance(given, (bytes, FileOnDisk)):
        return _of_archive(given, name, options)
    source = InputFile(given, name, options)
    data = source.data
    if len(data) > MAX_BYTES:
        message = f"{name} has {len(data):,} bytes, more than {MAX_BYTES:,}"
        raise InputError(message, "Split the file")
    if not _SOMETHING.search(data):
        message = f"{name} is empty"
        raise InputError(message, "Export it again")
    archive = Zip(data, name, nested=nested) if data.startswith(_ZIP) else None
    if workbook.is_workbook(data, archive):
        return workbook.sheet(data, archive, name, options)
    return _of_archive(archive, name, options) if archive else source


def _of_archive(archive: Archive, name: str, options: Options) -> InputFile:
    """Return the whole archive if a format recognises it, else the only table in it, else the only zip in it."""
    source = InputFile(b"", name, options, archive)
    if _recognised(source):
        return source
    other_programs.refuse(source)
    tables = _without_twins([found for found in archive.names if found.lower().endswith(_TABLES)])
    tables = tables or [found for found in archive.names if found.lower().endswith(_OTHERS)]
    zips = [] if tables else [found for found in archive.names if found.lower().endswith(ZIP)]
    if len(tables + zips) == 1:
        return _input_file(
            archive.read((tables + zips)[0]), (tables + zips)[0], options, nested=isinstance(archive, Zip)
        )
    if not tables + zips:
        count = len(archive.names)
        message = f"{name} contains no file of contacts (of {count:,} file{'s' * (count != 1)})"
        raise InputError(message, "Import a LinkedIn export, a folder of vCards, or a file")
    what = f"{len(tables)} tables and is not a LinkedIn export" if tables else f"{len(zips)} zip archives and no table"
    message = f"{name} contains {what}: {_listed(tables or zips)}"
    raise InputError(message, "Unpack it if it is a zip, and import them one by one")


def _without_twins(tables: Sequence[str]) -> list[str]:
    """Return the tables, without those that the archive also contains with all rows."""
    twins = {f"{table.removesuffix(_ALL_ROWS)}.csv" for table in tables if table.endswith(_ALL_ROWS)}
    return [table for table in tables if table not in twins]


def _recognised(source: InputFile) -> Format | None:
    return next((known for known in FORMATS if known.recognises(source)), None)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(name[:60] for name in names[:_LISTED]) + more
