"""LinkedIn's export: the zip, its folder, or one of its files.

``Connections.csv`` in its three forms: since mid-2023 ``First Name,
Last Name,URL,Email Address,Company,Position,Connected On``; before that without
URL; since mid-2021 below a preamble of ``Notes:``, a quoted sentence and a blank
line. ``Endorsement_Given_Info.csv`` is the only file with a skill of
another person. Columns are found by name, so their order does not matter.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError
from asknet.formats.archive import zipped
from asknet.formats.input_file import InputFile
from asknet.formats.linkedin.files import CONNECTIONS, COVERED, File, find_file, targets
from asknet.formats.linkedin.joined import joined
from asknet.formats.linkedin.profiles import ADJUSTMENTS, in_english
from asknet.formats.rows import RecognisedFile
from asknet.formats.tables.read import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.formats.archive import Archive
    from asknet.formats.rows import Row

__all__ = ["in_english", "read", "recognises"]

_SERVICE = "LinkedIn"
_MAX_TABLES = 500
"""Tables of an export that are examined; a complete one has about 60."""


class _ExportFile(NamedTuple):
    """A file of the export to be read; `path` is its path in the archive."""

    path: str
    source: InputFile
    file: File

    def read(self) -> RecognisedFile:
        """Read its rows; raises `InputError` as `read_table` does."""
        reading = read_table(
            self.source,
            self.file.table,
            targets(self.file),
            label=f"LinkedIn {self.file.kind}",
            adjust=ADJUSTMENTS[self.file.kind],
            named=True,
            lists=self.file.kind == CONNECTIONS,
            file=self.path,
            covers=COVERED[self.file.kind],
        )
        return replace(reading, service=_SERVICE)


def recognises(source: InputFile) -> bool:
    """Return whether this is a file of the export (some are recognised to be refused), or an archive with one to read."""
    if source.archive:
        return any(file and file.kind in COVERED for _, file in _tables(source, source.archive))
    return find_file(source) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read what an export says about other people; raises `InputError` for a file that says nothing about them."""
    if source.archive:
        return _read_archive(source, source.archive)
    file = find_file(source)
    if file is None:
        message = f"{source.name} is not a known file of LinkedIn's export"
        raise InputError(message, "Leave out --format")
    if file.kind not in COVERED:
        message = f"{source.name} is LinkedIn's {file.kind}, which are not contacts"
        raise InputError(message, "Import Connections.csv, or use --format csv to read it as it is")
    reading = _ExportFile("", source, file).read()
    if file.kind == CONNECTIONS:
        return reading
    return replace(reading, rows=joined(tuple, list(reading.rows)))


def _read_archive(source: InputFile, archive: Archive) -> RecognisedFile:
    parts: list[_ExportFile] = []
    others = [found for found in archive.names if not found.lower().endswith(".csv")]
    for path, file in _tables(source, archive):
        if file is None or file.kind not in COVERED:
            others.append(path)
            continue
        mapping = source.options.mapping if file.kind == CONNECTIONS else ()
        whole = InputFile(archive.read(path), path, replace(source.options, mapping=mapping))
        parts.append(_ExportFile(path, whole, find_file(whole) or file))
    readings: list[RecognisedFile] = []
    warnings: list[str] = []
    filled: list[_ExportFile] = []
    for part in parts:
        try:
            readings.append(part.read())
            filled.append(part)
        except InputError as error:
            warnings.append(error.message)
    if not readings:
        message = (
            warnings[0] if warnings else f"{source.name} contains none of the files of LinkedIn's export that are read"
        )
        raise InputError(message, "Export it again, with connections")
    given = [row for part, r in zip(filled, readings, strict=True) if part.file.kind != CONNECTIONS for row in r.rows]
    connections = partial(_connections, filled)
    return RecognisedFile(
        service=_SERVICE,
        label="LinkedIn: " + ", ".join(dict.fromkeys(part.file.kind for part in filled)),
        guesses=tuple(dict.fromkeys(guess for r in readings for guess in r.guesses)),
        other_files=tuple(sorted(others)),
        warnings=(*dict.fromkeys(w for r in readings for w in r.warnings), *warnings),
        rows=joined(connections, given),
        rejects=partial(_rejects, {part.path: r for part, r in zip(filled, readings, strict=True)}),
        covers=frozenset().union(*(r.covers for r in readings)),
        lines=sum(part.source.data.count(b"\n") for part in filled if part.file.kind == CONNECTIONS),
    )


def _connections(parts: Sequence[_ExportFile]) -> Iterator[Row]:
    for part in parts:
        if part.file.kind == CONNECTIONS:
            yield from part.read().rows


def _rejects(readings: dict[str, RecognisedFile], rows: Sequence[Row]) -> bytes:
    """Return the rows of one file as that file, those of several as a zip of them."""
    files: dict[str, bytes] = {}
    for path, reading in readings.items():
        ours = sorted((row for row in rows if row.file == path), key=lambda row: row.line)
        if ours:
            files[path] = reading.rejects(ours)
    return next(iter(files.values())) if len(files) == 1 else zipped(files)


def _tables(source: InputFile, archive: Archive) -> Iterator[tuple[str, File | None]]:
    """Yield the tables of an archive, each with the file of the export that it is, recognised by its beginning."""
    tables = [found for found in archive.names if found.lower().endswith(".csv")]
    for path in tables[:_MAX_TABLES]:
        try:
            yield path, find_file(InputFile(archive.head(path), path, replace(source.options, mapping=())))
        except InputError:
            yield path, None
