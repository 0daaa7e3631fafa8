"""What LinkedIn's export says about you: your name and headline from the profile, and your e-mail address."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from asknet.errors import AsknetError
from asknet.fields import one_line
from asknet.formats.archive import MAX_BYTES, Zip
from asknet.formats.file_on_disk import FileOnDisk
from asknet.formats.headers import folded
from asknet.formats.input_file import InputFile
from asknet.formats.linkedin.files import find_file
from asknet.formats.rows import Options

if TYPE_CHECKING:
    from datetime import date

    from asknet.formats.archive import Archive

_PROFILE, _ADDRESSES = "profile", "e-mail addresses"


def own_profile(data: bytes | FileOnDisk | Archive, name: str, today: date) -> dict[str, str]:
    """Return your ``name``, ``title`` and ``email`` from an export (zip or folder); missing ones are left out."""
    try:
        whole = data.whole(MAX_BYTES) if isinstance(data, FileOnDisk) else data
        archive = Zip(whole, name) if isinstance(whole, bytes) else whole
        rows = {
            file.kind: row
            for path in archive.names
            if path.lower().endswith((".csv",))
            and (file := find_file(source := InputFile(archive.read(path), path, Options(today=today))))
            and file.kind in (_PROFILE, _ADDRESSES)
            and (row := _row(source, file.kind))
        }
        profile, address = rows.get(_PROFILE, {}), rows.get(_ADDRESSES, {})
        found = {
            "name": one_line(f"{profile.get('firstname', '')} {profile.get('lastname', '')}", what="your name"),
            "title": one_line(profile.get("headline", ""), what="your headline"),
            "email": one_line(address.get("emailaddress", ""), what="your address"),
        }
    except AsknetError:
        return {}
    return {field: value for field, value in found.items() if value} if found["name"] else {}


def _row(source: InputFile, kind: str) -> dict[str, str]:
    """Return the first row, or the primary one of several addresses."""
    reader = csv.DictReader(source.text())
    rows = [
        {folded(str(column)): str(value or "") for column, value in row.items()}
        for row, _ in zip(reader, range(50), strict=False)
    ]
    primary = [row for row in rows if row.get("primary", "").lower() == "yes"] if kind == _ADDRESSES else []
    return next(iter(primary or rows), {})
