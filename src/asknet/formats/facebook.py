"""Facebook's list of friends: ``your_friends.json`` (earlier ``friends.json``), alone or in the export.

``{"friends_v2": [{"name": "...", "timestamp": 1580000000}]}``, the oldest files without ``_v2``. The text is encoded
twice: each octet of UTF-8 is written as a character.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asknet.errors import InputError
from asknet.formats.json_contacts import as_list, objects_in
from asknet.formats.named_values import NamedRecord, read_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_MARK = re.compile(rb'\s*\{\s*"friends(?:_v\d+)?"\s*:\s*\[')
_HEAD = 4_096
_FILES = ("your_friends.json", "friends.json")
_MEANING = {"name": "name", "timestamp": "met"}


def recognises(source: InputFile) -> bool:
    """Return whether the file begins with the list of friends, or is an export that contains it."""
    if source.archive:
        return _file(source) != ""
    return _MARK.match(source.data[:_HEAD].removeprefix(codecs.BOM_UTF8)) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read the friends; the day is when they became friends."""
    if source.archive:
        source = replace(source, given=source.archive.read(_file(source)), archive=None)
    bare = source.data.removeprefix(codecs.BOM_UTF8)
    found = _MARK.match(bare)
    if found is None:
        message = f"{source.name} does not begin with Facebook's list of friends"
        raise InputError(message, "Download your information again, as JSON, with friends")
    start = len(source.data) - len(bare) + found.end() - 1

    def records() -> Iterator[NamedRecord]:
        for value, record in objects_in(source, start):
            name = value.get("name")
            values = {"timestamp": _day(value.get("timestamp"))}
            if isinstance(name, str):
                values["name"] = [once_decoded(name)]
            yield record._replace(values=values)

    def written(friends: list[Any]) -> bytes:
        return b'{"friends_v2": ' + as_list(friends).strip() + b"}\n"

    return read_named(source, records, label="Facebook friends", meaning=_MEANING, named=True, write=written)


def _file(source: InputFile) -> str:
    names = source.archive.names if source.archive else ()
    return next((name for name in names if name.rpartition("/")[2] in _FILES and "friend" in name), "")


def once_decoded(text: str) -> str:
    """Undo a double encoding; return other text unchanged."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _day(seconds: Any) -> list[str]:  # noqa: ANN401 - what JSON holds
    try:
        return [dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date().isoformat()]
    except (TypeError, ValueError, OverflowError, OSError):
        return []
