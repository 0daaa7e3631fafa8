"""Workbooks of Excel (xlsx, xlsb, xls) and OpenDocument (ods): the first sheet that holds people, as CSV.

`python-calamine` reads them, in a process of its own (see `workbook_sheet`). The unpacked size of a zip is checked
before that, as declared and by unpacking; the library expands no XML entities.
"""

from __future__ import annotations

import bisect
import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.formats.archive import MAX_FILE_BYTES, Zip
from asknet.formats.input_file import InputFile, physical_lines
from asknet.formats.linkedin import read as linkedin
from asknet.formats.tables import generic
from asknet.formats.tables.address_books import GOOGLE, OUTLOOK, THUNDERBIRD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.formats.archive import Archive
    from asknet.formats.rows import Options, RecognisedFile, Row

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of Excel before 2007, and of any workbook with a password."""
_PARTS = ("xl/", "content.xml")
"""The parts of a workbook with its cells; pictures are not unpacked."""
_MEDIA = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/printersettings/", "xl/charts/")
_DOCUMENTS = (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation"))
_MAX_XML = 200_000_000
"""Bytes of cells, unpacked; a list of 150,000 contacts with long notes has 50 million packed and 137 unpacked."""
_CHUNK = 1 << 18
_AS_CSV = "Save the sheet as CSV and import that"


def is_workbook(data: bytes, archive: Archive | None) -> bool:
    """Return whether a file is a workbook, or another office document, which `sheet` refuses."""
    if archive is None:
        return data.startswith(_OLE)
    return "[Content_Types].xml" in archive.names or {"mimetype", "content.xml"} <= {*archive.names}


def sheet(data: bytes, archive: Archive | None, name: str, options: Options) -> InputFile:
    """Return the first table of people in a workbook as a CSV file. Raises `InputError`."""
    if isinstance(archive, Zip):
        _refuse_document(archive, name)
        parts = [
            part for part in archive.names if part.lower().startswith(_PARTS) and not part.lower().startswith(_MEDIA)
        ]
        try:
            archive.check(parts, _MAX_XML)
        except InputError as error:
            raise InputError(error.message, _AS_CSV) from error
    said, text = _run(data, name, [column for column, _ in options.mapping])
    if "error" in said:
        message = f"{name} {said['error']}"
        raise InputError(message, _AS_CSV if "password" not in said["error"] else f"Remove the password, or: {_AS_CSV}")
    return InputFile(text, name, options, sheet=said["sheet"], other_sheets=tuple(said["others"]))


def _refuse_document(archive: Archive, name: str) -> None:
    for folder, what in _DOCUMENTS:
        if any(part.startswith(folder) for part in archive.names):
            message = f"{name} is {what}, not a table"
            raise InputError(message, "Copy its table into a spreadsheet, and save that as CSV")
    if "mimetype" in archive.names and b"spreadsheet" not in archive.head("mimetype"):
        message = f"{name} is a document of LibreOffice, not a table"
        raise InputError(message, "Copy its table into a spreadsheet, and save that as CSV")


def _run(data: bytes, name: str, columns: Sequence[str]) -> tuple[dict[str, str], bytes]:
    """Run the reader on a workbook; return its first line as a dict, and the sheet as CSV."""
    program = Path(__file__).parent / "workbook_sheet.py"
    reader = subprocess.Popen(  # noqa: S603 - this Python and a file of ours; the workbook is data on its input
        [sys.executable, "-P", str(program), *columns],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "RUST_BACKTRACE": "0"},  # writing a backtrace takes 50 MB
    )
    with reader:
        try:
            said, text = _exchange(reader, data, name)
        finally:
            reader.kill()
    if not said:
        message = f"{name} takes more memory or time than a list of contacts should"
        raise InputError(message, _AS_CSV)
    return json.loads(said), text


def _exchange(reader: subprocess.Popen[bytes], data: bytes, name: str) -> tuple[bytes, bytes]:
    """Write the workbook to the reader, which reads all of it, and return its output; ('', '') if it ended early."""
    if reader.stdin is None or reader.stdout is None:
        return b"", b""
    try:
        reader.stdin.write(data)
        reader.stdin.close()
    except BrokenPipeError:
        return b"", b""
    said = reader.stdout.readline()
    pieces: list[bytes] = []
    size = 0
    while piece := reader.stdout.read(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_FILE_BYTES:
            message = f"{name} is not read: its cells hold more than {MAX_FILE_BYTES:,} bytes"
            raise InputError(message, _AS_CSV)
    return (said, b"".join(pieces)) if reader.wait() == 0 else (b"", b"")


def recognises(source: InputFile) -> bool:
    """Return whether a file is a sheet of a workbook."""
    return bool(source.sheet)


def read(source: InputFile) -> RecognisedFile:
    """Read the sheet as a CSV file with the same columns; lines are rows of the sheet."""
    known = next((book for book in (linkedin, GOOGLE, OUTLOOK, THUNDERBIRD) if book.recognises(source)), generic)
    reading = known.read(source)
    what = reading.label.partition(",")[0]
    warnings = reading.warnings
    if source.other_sheets:
        others = ", ".join(repr(name[:40]) for name in source.other_sheets[:5])
        warnings = (*warnings, f"only the sheet {source.sheet[:40]!r} is read, not {others}")
    starts = _starts(source)
    rows, rejects = reading.rows, reading.rejects

    def moved(row: Row) -> Row:
        return replace(row, line=bisect.bisect_right(starts, row.line), last=bisect.bisect_right(starts, row.last))

    def rejected(skipped: Sequence[Row]) -> bytes:
        ends = [*starts[1:], starts[-1] + 1]
        return rejects([replace(row, line=starts[row.line - 1], last=ends[row.last - 1] - 1) for row in skipped])

    return replace(
        reading,
        label=f"{'' if what == 'CSV' else f'{what} in '}sheet {source.sheet[:40]!r} of a workbook",
        warnings=warnings,
        rows=map(moved, rows) if starts else rows,
        rejects=rejected if starts else rejects,
    )


def _starts(source: InputFile) -> list[int]:
    """Return the physical line where each row begins; an empty list if each row is one line."""
    lines = sum(1 for _ in physical_lines(source.data))
    reader = csv.reader(source.text())
    starts = [1, *(reader.line_num + 1 for _ in reader)]
    return [] if len(starts) == lines + 1 else starts[:-1] or [1]
