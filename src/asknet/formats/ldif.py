"""LDIF (RFC 2849): Thunderbird's address books, and exports of directories.

Attributes are those of RFC 2798 (inetOrgPerson) and of Thunderbird (mozillaAbPersonAlpha). A list of members
(``groupOfNames``) becomes a circle of its members.
"""

from __future__ import annotations

import base64
import binascii
import re
from itertools import islice
from typing import TYPE_CHECKING

from asknet.formats.headers import FIRST, HOME, LABELS, LAST, WORK
from asknet.formats.named_values import NamedRecord, excerpts, read_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_CIRCLES = "memberof"
_MEANING = {
    "cn": "name", "displayname": "name", "givenname": FIRST, "gn": FIRST, "sn": LAST, "surname": LAST,
    "mail": "email", "rfc822mailbox": "email", "mozillasecondemail": "email", "email": "email",
    "mozillanickname": "aliases", "xmozillanickname": "aliases", "nickname": "aliases",
    "telephonenumber": "phone", "mobile": "phone", "mobiletelephonenumber": "phone", "homephone": "phone",
    "cellphone": "phone",
    "title": "title", "o": "org", "organizationname": "org", "company": "org",
    "l": WORK, "localityname": WORK, "c": WORK, "co": WORK, "countryname": WORK,
    "mozillahomelocalityname": HOME, "mozillahomecountryname": HOME,
    "labeleduri": "url", "mozillaworkurl": "url", "mozillahomeurl": "url", "workurl": "url", "homeurl": "url",
    "wwwhomepage": "url", "description": "notes", "notes": "notes", "comment": "notes", "info": "notes",
    "businesscategory": LABELS, "category": LABELS, "categories": LABELS, _CIRCLES: "circles",
}  # fmt: skip
_GROUPS = frozenset({"groupofnames", "groupofuniquenames", "mailgroup", "posixgroup"})
_MEMBERS = ("member", "uniquemember")
_NO_PERSON = frozenset({"organizationalunit", "organization", "dcobject", "domain", "country", "locality", "container"})
_LINE = re.compile(r"([A-Za-z][\w.-]*)(?:;[\w;.=-]*)?:(:|<)?[ \t]*(.*)", re.DOTALL)
_START = re.compile(r"(?:version:\s*\d+|dn::?\s*\S)", re.IGNORECASE)
_HEAD_LINES = 50
_MAX_VALUES = 5_000
"""Values of a record, at most; real ones have some dozens."""
_TOO_MUCH = "!"
_MAX_LENGTH = 2_000_000
"""Characters of a value as written; a longer photo makes the record unreadable."""


def recognises(source: InputFile) -> bool:
    """Return whether the first meaningful line is that of an entry, or the version of the format."""
    if source.archive or b"dn:" not in source.data[:65_536].lower():
        return False
    for line in islice(source.lines(), _HEAD_LINES):
        if line.strip() and not line.startswith("#"):
            return _START.match(line) is not None
    return False


def read(source: InputFile) -> RecognisedFile:
    """Read the entries of people. Raises `InputError` if there are none."""
    circles: dict[str, list[str]] = {}
    count = 0
    for record in _entries(source):
        if _is_group(record) and record.values.get("cn"):
            count += 1
            for attribute in _MEMBERS:
                for member in record.values.get(attribute, ()):
                    circles.setdefault(_folded(member), []).append(record.values["cn"][0])
    groups = f"lists become circles of their members: {count}"
    return read_named(
        source,
        lambda: _people(_entries(source), circles),
        label=f"LDIF, {source.encoding.shown}",
        meaning=_MEANING,
        warnings=(groups,) if count else (),
        rejects=excerpts(source),
    )


def _people(entries: Iterable[NamedRecord], circles: dict[str, list[str]]) -> Iterator[NamedRecord]:
    for entry in entries:
        kinds = {kind.casefold() for kind in entry.values.get("objectclass", ())}
        if _is_group(entry) or (kinds & _NO_PERSON and "person" not in kinds):
            continue
        values = {
            name: found for name, found in entry.values.items() if name not in ("dn", "objectclass", "changetype")
        }
        mine = [circle for dn in entry.values.get("dn", ()) for circle in circles.get(_folded(dn), ())]
        names = [value for attribute in ("cn", "displayname") for value in values.get(attribute, ())]
        if len(names) > 1:  # further names are aliases
            values["nickname"] = [*values.get("nickname", ()), *names[1:]]
            values.pop("displayname", None)
            values["cn"] = names[:1]
        yield entry._replace(values={**values, _CIRCLES: mine} if mine else values)


def _is_group(entry: NamedRecord) -> bool:
    return any(kind.casefold() in _GROUPS for kind in entry.values.get("objectclass", ()))


def _folded(dn: str) -> str:
    """Return a distinguished name in the form that is compared: without case, and without blanks around its separators."""
    parts = ("=".join(map(str.strip, part.split("="))) for part in dn.casefold().split(","))
    return ",".join(parts)


def _entries(source: InputFile) -> Iterator[NamedRecord]:
    """Yield the entries; a broken one is yielded with the reason."""
    lines: list[tuple[int, int, str]] = []
    for number, end, text in _unfolded(source.lines()):
        if text.strip():
            lines.append((number, end, text))
        elif lines:
            yield from _entry(lines, end)  # with the blank line that ends it
            lines = []
        if len(lines) > _MAX_VALUES:
            lines = [*lines[:1], (number, end, _TOO_MUCH)]
    if lines:
        yield from _entry(lines, lines[-1][1])


def _entry(lines: Sequence[tuple[int, int, str]], last: int) -> Iterator[NamedRecord]:
    """Yield the entry that consists of some lines, unless they are only a version or a comment."""
    values: dict[str, list[str]] = {}
    why = ""
    for number, _, text in lines:
        if text.startswith(("#", "-")):
            continue
        found = _LINE.fullmatch(text) if len(text) <= _MAX_LENGTH and text != _TOO_MUCH else None
        if found is None:
            why = why or (f"line {number} is not a line of LDIF" if len(text) <= _MAX_LENGTH else "it is too long")
            continue
        value = _decoded(found[3].strip()) if found[2] == ":" else "" if found[2] else found[3].strip()
        if value:
            values.setdefault(found[1].casefold(), []).append(value)
    if "dn" in values or why:
        yield NamedRecord(lines[0][0], last, values, why)


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield logical lines with their first and last physical line: a line that begins with a blank continues the last one."""
    pieces: list[str] = []
    start = size = 0
    number = 0
    for number, line in enumerate(lines, start=1):
        if pieces and line[:1] == " " and line.strip():
            size += len(line)
            if size <= _MAX_LENGTH:
                pieces.append(line[1:].rstrip("\r\n"))
            continue
        if pieces:
            yield start, number - 1, "".join(pieces)
        pieces, start, size = [line.rstrip("\r\n")], number, len(line)
    if pieces:
        yield start, number, "".join(pieces)


def _decoded(value: str) -> str:
    """Return the text of base64; '' for anything that is not text (a picture, a key)."""
    try:
        octets = base64.b64decode("".join(value.split()), validate=True)
        text = octets.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return "" if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")
