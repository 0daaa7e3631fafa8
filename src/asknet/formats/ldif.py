"""LDIF (RFC 2849): Thunderbird's address books, and exports of directories.

Attributes are those of RFC 2798 (inetOrgPerson) and of Thunderbird (mozillaAbPersonAlpha). A list of members
(``groupOfNames``) becomes a circle of its members.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from itertools import islice
from typing import TYPE_CHECKING

from asknet.fields import IgnoredValue
from asknet.formats.headers import FIRST, HOME, LABELS, LAST, RELATION, WORK
from asknet.formats.named_values import NamedRecord, excerpts, read_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_CIRCLES = "memberof"
_MEANING = {
    "cn": "name", "commonname": "name", "displayname": "name", "givenname": FIRST, "gn": FIRST, "sn": LAST, "surname": LAST,
    "mail": "email", "rfc822mailbox": "email", "mozillasecondemail": "email", "email": "email",
    "mailalternateaddress": "email", "proxyaddresses": "email",
    "mozillanickname": "aliases", "xmozillanickname": "aliases", "nickname": "aliases",
    "telephonenumber": "phone", "mobile": "phone", "mobiletelephonenumber": "phone", "homephone": "phone",
    "cellphone": "phone", "othertelephone": "phone", "othermobile": "phone", "otherhomephone": "phone",
    "title": "title", "o": "org", "organizationname": "org", "company": "org",
    "hometelephonenumber": "phone",
    "l": WORK, "localityname": WORK, "locality": WORK, "c": WORK, "co": WORK, "countryname": WORK,
    "mozillahomelocalityname": HOME, "mozillahomecountryname": HOME,
    "labeleduri": "url", "mozillaworkurl": "url", "mozillahomeurl": "url", "workurl": "url", "homeurl": "url",
    "wwwhomepage": "url", "description": "notes", "notes": "notes", "comment": "notes", "info": "notes",
    "businesscategory": LABELS, "category": LABELS, "categories": LABELS, _CIRCLES: "circles",
    "manager": RELATION, "secretary": RELATION, "assistant": RELATION, "managername": RELATION, "assistantname": RELATION,
    "spousename": RELATION, "spouse": RELATION,
}  # fmt: skip
_GROUPS = frozenset({"groupofnames", "groupofuniquenames", "mailgroup", "posixgroup", "group"})
_MEMBERS = ("member", "uniquemember", "memberuid")
_NO_PERSON = frozenset(
    """
    organizationalunit organization dcobject domain country locality container organizationalrole device
    applicationprocess builtindomain
    """.split()
)
_MACHINE = "computer"
"""A machine, which in Active Directory is a person too."""
_CHANGES = frozenset({"modify", "delete", "modrdn", "moddn"})
_LINE = re.compile(r"([A-Za-z\d][\w.-]*)(?:;[\w;.=-]*)?:(:|<)?[ \t]*(.*)", re.DOTALL)
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f]")
_RDN = re.compile(r"\s*(?:cn|uid|displayname|mail)\s*=\s*((?:\\.|[^,+\\])+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([^0-9A-Fa-f])")
_SHOWN = 30
"""Characters that are shown of a value that cannot be read."""
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
    count = others = 0
    odd: set[str] = set()
    for record in _entries(source, odd):
        others += not record.why and not _is_group(record) and not _is_person(record)
        if _is_group(record) and record.values.get("cn"):
            count += 1
            for attribute in _MEMBERS:
                for member in record.values.get(attribute, ()):
                    circles.setdefault(_folded(member), []).append(record.values["cn"][0])
    warnings = [f"lists become circles of their members: {count}"] if count else []
    warnings += [f"some text is not UTF-8: it is read as {codec}; if names look wrong, use --encoding" for codec in odd]
    warnings += [f"units, roles and machines are not read: {others}"] if others else []
    return read_named(
        source,
        lambda: _people(_entries(source, odd), circles),
        label=f"LDIF, {source.encoding.shown}",
        meaning=_MEANING,
        warnings=tuple(warnings),
        rejects=excerpts(source),
    )


def _people(entries: Iterable[NamedRecord], circles: dict[str, list[str]]) -> Iterator[NamedRecord]:
    for entry in entries:
        if _is_group(entry) or not (entry.why or _is_person(entry)):
            continue
        values = {
            name: found for name, found in entry.values.items() if name not in ("dn", "objectclass", "changetype")
        }
        own = entry.values.get("dn", [])
        keys = [*own, *values.get("uid", ())]
        mine = [_named_in(dn) for dn in values.get(_CIRCLES, ())]
        mine += [circle for key in keys for circle in circles.get(_folded(key), ())]
        names = [value for attribute in ("cn", "displayname") for value in values.get(attribute, ())]
        if not (names or values.keys() & {"givenname", "gn", "sn", "surname"}):
            names = [_named_in(dn) for dn in own if dn.lstrip()[:3].casefold() == "cn="]
            values |= {"cn": names} if names else {}
        if len(names) > 1:  # further names are aliases
            others = [name for name in names[1:] if _words(name) != _words(names[0])]
            values["nickname"] = [*values.get("nickname", ()), *(f'"{name}"' for name in others)]
            values.pop("displayname", None)
            values["cn"] = names[:1]
        for attribute, target in _MEANING.items():
            if attribute in values and target == RELATION:
                values[attribute] = [_named_in(dn) for dn in values[attribute]]
        values |= {"labeleduri": [uri.split()[0] for uri in values["labeleduri"]]} if "labeleduri" in values else {}
        if "proxyaddresses" in values:
            routes = [address.partition(":") for address in values["proxyaddresses"]]
            values["proxyaddresses"] = [address for kind, _, address in routes if kind.casefold() == "smtp"]
        values[_CIRCLES] = list(dict.fromkeys(mine))
        yield entry._replace(values={name: found for name, found in values.items() if found})


def _is_person(entry: NamedRecord) -> bool:
    kinds = {kind.casefold() for kind in entry.values.get("objectclass", ())}
    return _MACHINE not in kinds and not (kinds & _NO_PERSON and "person" not in kinds)


def _named_in(dn: str) -> str:
    """Return the name that a distinguished name begins with; any other text unchanged."""
    found = _RDN.match(dn)
    return _ESCAPED.sub(r"\1", found[1]).strip() if found else dn


def _words(name: str) -> list[str]:
    return sorted(name.replace(",", " ").casefold().split())


def _is_group(entry: NamedRecord) -> bool:
    return any(kind.casefold() in _GROUPS for kind in entry.values.get("objectclass", ()))


def _folded(dn: str) -> str:
    """Return a distinguished name in the form that is compared: without case, and without blanks around its separators."""
    parts = ("=".join(map(str.strip, part.split("="))) for part in dn.casefold().split(","))
    return ",".join(parts)


def _entries(source: InputFile, odd: set[str]) -> Iterator[NamedRecord]:
    """Yield the entries, a broken one with the reason; the encoding of base64 that is not UTF-8 is added to `odd`."""
    codec = source.encoding.codec
    codec = codec if codec not in ("utf-8", "utf-8-sig", "ascii") else "cp1252"
    lines: list[tuple[int, int, str]] = []
    for number, end, text in _unfolded(source.lines()):
        if text.strip():
            lines.append((number, end, text))
        elif lines:
            yield from _entry(lines, end, codec, odd)  # with the blank line that ends it
            lines = []
        if len(lines) > _MAX_VALUES:
            lines = [*lines[:1], (number, end, _TOO_MUCH)]
    if lines:
        yield from _entry(lines, lines[-1][1], codec, odd)


def _entry(lines: Sequence[tuple[int, int, str]], last: int, codec: str, odd: set[str]) -> Iterator[NamedRecord]:
    """Yield the entry that consists of some lines, unless they are only a version or a comment.

    A value that cannot be read costs no other.
    """
    values: dict[str, list[str]] = {}
    ignored: list[IgnoredValue] = []
    why = "it has too many lines" if lines[-1][2] == _TOO_MUCH else ""
    entry = False
    for number, _, text in lines:
        if text.startswith(("#", "-")):
            continue
        found = _LINE.fullmatch(text) if len(text) <= _MAX_LENGTH else None
        if found is None:
            unlike = "is not a line of LDIF" if len(text) <= _MAX_LENGTH else "is too long"
            ignored.append(IgnoredValue(f"line {number}", f"{text[:_SHOWN]!r} {unlike}"))
            continue
        name = found[1].casefold()
        entry = entry or name != "version"
        value = _decoded(found[3], codec, odd) if found[2] == ":" else None if found[2] else found[3].strip()
        if value:
            values.setdefault(name, []).append(value)
        elif value is None and name in _MEANING:
            what = "cannot be decoded" if found[2] == ":" else "is in another file"
            ignored.append(IgnoredValue(_MEANING[name].partition("/")[0], f"{found[3][:_SHOWN]!r} {what}", found[1]))
    change = "".join(values.get("changetype", ())).casefold()
    if change in _CHANGES:
        why = why or f"is a change ({change}), not an entry"
    if entry or ignored or why:
        yield NamedRecord(lines[0][0], last, values, why, ignored=tuple(ignored))


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


def _decoded(value: str, codec: str, odd: set[str]) -> str | None:
    """Return the text of base64, with or without its padding; None for anything that is not text (a picture, a key)."""
    bare = "".join(value.split()).rstrip("=")
    try:
        octets = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    for tried in ("utf-8", codec):
        with contextlib.suppress(UnicodeDecodeError):
            text = octets.decode(tried)
            if _CONTROLS.search(text):
                return None
            odd |= {tried} - {"utf-8"}
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return None
