"""A program of its own that reads a workbook from standard input and writes one of its sheets as CSV.

Its arguments are the columns that the user has named.

The library that reads workbooks stores a sheet as a rectangle, so that two distant cells in a file of 5 KB take
gigabytes, and it ends a process that gets no memory. Here that ends only this process, whose memory and time are limited.

The first line of output is JSON: ``{"sheet": name, "others": [names]}``, or ``{"error": why}``. Row N of the sheet is
record N below it.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import re
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_ADDRESSES = 450_000_000
"""Bytes of addresses that this process may take: its code and the system's files too."""
MAX_MEMORY = 290_000_000
"""Bytes of memory of its own, not all of which is ever used: 150,000 contacts in a workbook of 64 MB take 291 MiB in all,
a damaged one at most 294."""
MAX_SECONDS = 100
_TABLE_ROWS = 2
"""Rows of at least two cells that make a sheet a table; a cover sheet has fewer."""
_NO_TABLE = 3
_LOOKED_AT = 200
_CHUNK = 1 << 18
_LONGEST_CELL = 1 << 21
_CELLS = re.compile(r"/?xl/worksheets/[^/]+\.xml|content\.xml", re.IGNORECASE)
_FORMULA = b"#FORMULA-WITHOUT-RESULT!"
_ERROR = re.compile(rb'(<c\b[^>]*\st=)"e"')
_NO_RESULT = re.compile(rb"<c\b((?:(?!\st=)[^>])*)>\s*(<f\b[^>]*(?:/>|>[^<]*</f>))\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""A formula whose result is an empty text has a type."""
_ERROR_OF_ODS = re.compile(rb'<table:table-cell\b[^>]*\bcalcext:value-type="error"[^>]*(?<!/)>')
_NO_RESULT_OF_ODS = re.compile(
    rb"<table:table-cell\b(?:(?!value-type=)[^>])*\btable:formula=(?:(?!value-type=)[^>])*/>"
)
_END_OF_ODS = b"</text:p></table:table-cell>"


def main() -> None:
    """Read standard input, write standard output."""
    from python_calamine import CalamineWorkbook, PasswordError

    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        for limited, most in (
            (resource.RLIMIT_AS, MAX_ADDRESSES),
            (resource.RLIMIT_DATA, MAX_MEMORY),
            (resource.RLIMIT_CPU, MAX_SECONDS),
        ):
            with contextlib.suppress(ValueError, OSError):  # macOS does not limit the first two
                resource.setrlimit(limited, (most, most))
    data = with_errors(sys.stdin.buffer.read())
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = _table(workbook, sys.argv[1:])
    except PasswordError:
        _say(error="is protected by a password")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the library says of a damaged file; a panic is no Exception
        _say(error=f"cannot be read as a workbook ({str(error)[:100]})")
    else:
        if sheet is None:
            _say(error="holds no sheet with cells")
            return
        _say(sheet=sheet.name, others=[name for name in workbook.sheet_names if name != sheet.name])
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
        writer = csv.writer(out, lineterminator="\n")
        for _ in range(sheet.start[0] if sheet.start else 0):
            out.write("\n")
        for row in sheet.iter_rows():
            writer.writerow([_text(cell) for cell in row])
        out.flush()


def with_errors(data: bytes) -> bytes:
    """Return a workbook whose cells with an error, or with a formula without a result, are text: the library has none for them.

    Of xls and xlsb, which are not XML, nothing changes.
    """
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [part for part in book.infolist() if _CELLS.fullmatch(part.filename)]
            if not any(new != old for part in parts for old, new in _pieces(book, part)):
                return data
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed:
                for part in book.infolist():
                    with changed.open(part.filename, "w") as out:
                        for _, piece in _pieces(book, part, cells=part in parts):
                            out.write(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return data  # the library says what is wrong with it
    return packed.getvalue()


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo, *, cells: bool = True) -> Iterator[tuple[bytes, bytes]]:
    """Yield the content of a part in pieces that end between cells, each as it is and with its errors as text."""
    rest = b""
    with book.open(part) as opened:
        while piece := opened.read(_CHUNK):
            rest += piece
            end = max(rest.rfind(b"<c"), rest.rfind(b"<table:table-cell")) if cells else len(rest)
            if end <= 0 and len(rest) > _LONGEST_CELL:
                end = len(rest)
            if end > 0:
                yield rest[:end], _as_text(rest[:end]) if cells else rest[:end]
                rest = rest[end:]
    yield rest, _as_text(rest) if cells else rest


def _as_text(xml: bytes) -> bytes:
    if b't="e"' in xml:
        xml = _ERROR.sub(rb'\1"str"', xml)
    if b"<f" in xml:
        xml = _NO_RESULT.sub(rb'<c\1 t="str">\2<v>' + _FORMULA + b"</v></c>", xml)
    if b'"error"' in xml:
        xml = _ERROR_OF_ODS.sub(b'<table:table-cell office:value-type="string">', xml)
    if b"table:formula" in xml:
        xml = _NO_RESULT_OF_ODS.sub(
            b'<table:table-cell office:value-type="string"><text:p>' + _FORMULA + _END_OF_ODS, xml
        )
    return xml


def _say(**what: object) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


def _table(workbook: CalamineWorkbook, columns: Sequence[str]) -> CalamineSheet | None:
    """Return the first visible sheet that names people, else the first with a table, else the first with a cell.

    A sheet of companies by its name, or without `columns`, which the user has named, is taken if there is no other.
    """
    found: dict[int, str] = {}
    for meta in workbook.sheets_metadata:
        if "WorkSheet" not in str(meta.typ) or "Hidden" in str(meta.visible):
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = [[" ".join(_text(cell).split()) for cell in row] for row in _beginning(sheet)]
        if sum(sum(map(bool, row)) > 1 for row in rows) >= _TABLE_ROWS:
            rank = _rank(rows, meta.name, columns)
            if not rank:
                return sheet
            found.setdefault(rank, meta.name)
        elif sheet.height:
            found.setdefault(_NO_TABLE, meta.name)
        del sheet  # one in memory at a time
    return workbook.get_sheet_by_name(found[min(found)]) if found else None


def _rank(rows: Sequence[Sequence[str]], name: str, columns: Sequence[str]) -> int:
    """Return how little a sheet is one of people: 0 if its header names them, 1 if it has other known columns, else 2."""
    sys.path.append(str(Path(__file__).parents[2]))
    from asknet.formats.header_line import find_table, names_somebody
    from asknet.formats.headers import folded, meaning

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    table = find_table(lambda: iter(out.getvalue().splitlines()), columns)
    if table is None:
        return 2
    own = {folded(column) for column in columns if not column.strip().isdecimal()}
    named = own <= set(map(folded, table.header)) and (own or any(map(names_somebody, table.header)))
    return 0 if named and (own or meaning(name) != "org") else 1


def _beginning(sheet: CalamineSheet) -> Iterator[list[Any]]:
    for _, row in zip(range(_LOOKED_AT), sheet.iter_rows(), strict=False):
        yield row


def _text(cell: object) -> str:
    """Return a cell as a spreadsheet shows it: a whole number without a point, a day without a time."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - digits that a float has
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


if __name__ == "__main__":
    main()
