"""vCard 2.1, 3.0 and 4.0: one card, many in a file, or a folder of them.

Parsed by our own code, after RFC 6350, RFC 2426 and the vCard 2.1 specification, because
the library for it, `vobject` (with allowQP and ignoreUnreadable), read 151 of
159 sample files, cut the name at a bare comma in five cards, and gives up the
whole file at a bad card. Here a bad card loses only that card.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError, UsageError
from asknet.fields import FIELDS, MAX_LINE, one_line, parse_uid, unique
from asknet.formats.archive import UnreadableError
from asknet.formats.binary import refuse_binary
from asknet.formats.encodings import utf16
from asknet.formats.headers import SKIP
from asknet.formats.input_file import InputFile, cut_lines
from asknet.formats.rows import RecognisedFile, Row
from asknet.formats.tables.columns import ADDED_TO
from asknet.formats.vcard.lines import cards
from asknet.formats.vcard.meaning import AUXILIARY, MEANING, UNREPORTED, CardReader
from asknet.formats.vcard.syntax import is_charset, read_property
from asknet.formats.vcard.write import PRODID

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from asknet.formats.vcard.lines import RawCard

_FILES = (".vcf", ".vcard")
_HEAD = 8_192
_BEGINS = re.compile(rb"^\s*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LISTED = 5
"""Groups that are listed in the report."""
_MAX_NAMES = 2_000
"""Names of properties that are kept for the report."""


class _File(NamedTuple):
    """A file of cards: its octets in an ASCII-compatible encoding, and the encodings they may have."""

    name: str
    data: bytes
    codecs: tuple[str, ...]
    shown: str
    warnings: tuple[str, ...]


def recognises(source: InputFile) -> bool:
    """Return whether a card begins near the start, or files of an archive have the names of cards."""
    if source.archive:
        return bool(_cards_of(source.archive.names))
    head = source.data[:_HEAD]
    if utf16(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    begins = _BEGINS.search(head.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n"))
    # a note in a quoted cell of a table may contain a card
    return begins is not None and begins.string.count(b'"', 0, begins.start()) % 2 == 0


def read(source: InputFile) -> RecognisedFile:
    """Read the cards; raises `InputError` if there are none."""
    if not recognises(source):
        message = f"{source.name} does not look like a vCard"
        raise InputError(message, "Leave out --format")
    survey = _survey(source)
    targets, mapped = _targets(source, survey.names)
    reader = CardReader(targets=targets, mapped=mapped, today=source.options.today)
    what = " ".join(["vCard", "/".join(sorted(survey.versions)[:3])]).rstrip()
    mapped_to = {name: targets[name] for name in (*MEANING, *sorted(mapped)) if targets.get(name, SKIP) != SKIP}
    return RecognisedFile(
        label=f"{what}, {'/'.join(sorted(survey.encodings)[:3]) or 'no text'}",
        guesses=tuple((name, field) for name, field in mapped_to.items() if name in survey.names),
        ignored=tuple(name for name in survey.names if name not in mapped_to and name not in UNREPORTED),
        other_files=tuple(_others(source)),
        warnings=tuple(survey.warnings),
        rows=_rows(source, reader, frozenset(mapped_to) | AUXILIARY | _OF_GROUPS, survey.groups),
        rejects=lambda rows: _rejects(source, rows),
    )


class _Survey(NamedTuple):
    """The result of examining all cards before the first is read.

    `groups` are the circles of the members of group cards, by the member's UID (or ``mailto:`` address).
    """

    names: dict[str, None]
    versions: set[str]
    encodings: set[str]
    warnings: dict[str, None]
    groups: dict[str, list[str]]


_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
_OF_GROUPS = frozenset({"VERSION", "FN", "N", *_KINDS, *_MEMBERS})
_GROUP = re.compile(rb"^[^:\n]*KIND[^:\n]*:\s*group\s*$", re.IGNORECASE)


def _survey(source: InputFile) -> _Survey:
    found = _Survey({}, set(), set(), {}, {})
    circles: list[str] = []

    def noted(name: str) -> bool:
        if len(found.names) < _MAX_NAMES:
            found.names[name] = None
        return name in _OF_GROUPS

    for file in _files(source):
        if isinstance(file, Row):
            continue
        found.encodings.add(file.shown)
        found.warnings.update(dict.fromkeys(file.warnings))
        for card in cards(file.data, noted, source.name):
            found.versions.update(filter(None, [_version(card)]))
            circle, members = _group(card, file.codecs)
            circles += [circle] if members else []
            for member in members:
                found.groups.setdefault(member, []).append(circle)
    if circles:
        listed = ", ".join(circle[:40] for circle in circles[:_LISTED])
        more = f" and {len(circles) - _LISTED} more" if len(circles) > _LISTED else ""
        found.warnings[f"groups become circles of their members: {listed}{more}"] = None
    return found


def _group(card: RawCard, codecs: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name and the members (UIDs, ``mailto:`` addresses) of a card that is a list of members; else empty ones."""
    if not any(map(_GROUP.match, card.properties)):
        return "", []
    found = [read_property(octets, codecs, old=False) for octets in card.properties]
    names = [p.text for p in found if p.name == "FN"] or [p.parts(";")[0] for p in found if p.name == "N"]
    try:
        circle = one_line(names[0][:MAX_LINE]) if names else ""
    except UsageError:
        circle = ""
    members = [_key(p.text) for p in found if p.name in _MEMBERS] if circle else []
    return circle, members


def _key(uid: str) -> str:
    return uid.strip().lower().removeprefix("urn:uuid:")


def _targets(source: InputFile, names: dict[str, None]) -> tuple[dict[str, str], frozenset[str]]:
    """Return `MEANING` with the user's mapping, by the rules for columns, and the mapped properties."""
    mapped: dict[str, str] = {}
    for column, field in source.options.mapping:
        name, target = column.strip().upper(), field.strip().lower()
        if name not in names:
            message = f"{source.name} has no property {column[:40]!r}"
            raise UsageError(message, f"It has {', '.join(list(names)[:20])}")
        if target not in (*FIELDS, SKIP):
            message = f"{field[:40]!r} is not a field"
            raise UsageError(message, f"Fields are {', '.join(FIELDS)}, or - to ignore a property")
        mapped[name] = target
    replaced = {field for field in mapped.values() if field not in ADDED_TO}
    guessed = {name: SKIP if field in replaced else field for name, field in MEANING.items()}
    return guessed | mapped, frozenset(mapped)


def _rows(
    source: InputFile, reader: CardReader, wanted: frozenset[str], groups: Mapping[str, Sequence[str]]
) -> Generator[Row]:
    for file in _files(source):
        if isinstance(file, Row):
            yield file
            continue
        part = file.name if source.archive else ""
        for card in cards(file.data, wanted.__contains__, source.name):
            row = Row(line=card.line, last=card.last, file=part, card=None, why=card.why)
            if card.why:
                yield row
            elif not groups or not _group(card, file.codecs)[1]:
                row = _read(card, row, reader, file.codecs)
                yield _in_circles(row, groups) if groups else row


def _read(card: RawCard, row: Row, reader: CardReader, codecs: Sequence[str]) -> Row:
    old = _version(card) == "2.1"
    found = [read_property(octets, codecs, old=old) for octets in card.properties]
    key = next((p.text.strip() for p in found if p.name == "UID"), "")
    try:
        made, ignored = reader.card(found)
        uid = parse_uid(one_line(key[:MAX_LINE], what="the UID"))
    except UsageError as error:
        return replace(row, why=error.message)
    own = any(p.name == "PRODID" and p.text.strip() == PRODID for p in found)
    return replace(row, card=replace(made, uid=uid), key=_key(key), ignored=ignored, own=own)


def _in_circles(row: Row, groups: Mapping[str, Sequence[str]]) -> Row:
    """Return a row with the circles of the groups that it is a member of."""
    if row.card is None:
        return row
    keys = (row.key, *(f"mailto:{address.lower()}" for address in row.card.email))
    circles = [circle for key in keys for circle in groups.get(key, ())]
    return replace(row, card=replace(row.card, circles=unique([*row.card.circles, *circles]))) if circles else row


def _version(card: RawCard) -> str:
    for octets in card.properties:
        if octets[:7].upper() == b"VERSION":
            return read_property(octets, (), old=False).text.strip()[:10]
    return ""


def _files(source: InputFile) -> Iterator[_File | Row]:
    """Yield the files of cards; an unreadable file of an archive becomes a skipped row."""
    if not source.archive:
        yield _file(source)
        return
    for part in _cards_of(source.archive.names):
        try:
            one = InputFile(source.archive.read(part), part, source.options)
        except UnreadableError as error:
            yield Row(line=1, last=1, file=part, card=None, why=error.message)
            continue
        try:
            if not recognises(one):
                yield Row(line=1, last=1, file=part, card=None, why="is not a vCard")
                continue
            yield _file(one)
        except InputError as error:
            yield Row(line=1, last=1, file=part, card=None, why=error.message)


def _others(source: InputFile) -> list[str]:
    """Return the names of the files of an archive that are not cards."""
    names = source.archive.names if source.archive else ()
    return [name for name in names if not name.lower().endswith(_FILES)]


def _cards_of(names: Sequence[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(_FILES)]


def _file(source: InputFile) -> _File:
    """Choose the encodings: a property's own charset, then UTF-8, then what the file seems to be in."""
    refuse_binary(source.data, source.name)
    try:
        encoding = source.encoding
    except InputError:
        if source.options.encoding:
            raise
        return _File(source.name, source.data, ("utf-8", "cp1252"), "several encodings", (_MIXED,))
    codec = encoding.codec
    if codec.startswith(("utf-16", "utf-32")):
        return _File(source.name, source.data.decode(codec).encode(), ("utf-8",), encoding.shown, ())
    if codec != "utf-8" and not source.options.encoding:
        declared = _declared(source.data)
        if _is_utf8(_UNFOLD.sub(b"", source.data)):
            return _File(source.name, source.data, ("utf-8",), "UTF-8", ())
        if declared:
            warnings = (_warning(declared),) if _is_silent(source.data) else ()
            return _File(source.name, source.data, ("utf-8", declared, "cp1252"), declared, warnings)
    if encoding.errors != "strict":
        return _File(source.name, source.data, ("utf-8", "cp1252"), "UTF-8", (_MIXED,))
    first = ("utf-8", codec) if codec == "cp1252" and not source.options.encoding else (codec, "utf-8")
    return _File(source.name, source.data, first, encoding.shown, encoding.warnings)


_UNFOLD = re.compile(rb"\r?\n[ \t]")
_CHARSET = re.compile(rb";CHARSET=\"?([\w-]+)", re.IGNORECASE)


def _warning(codec: str) -> str:
    return f"some text is not UTF-8: it is read as {codec}; if names look wrong, use --encoding"


_MIXED = _warning("cp1252")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    """Return the one charset that some properties declare: those without one are probably in it too."""
    found = {name.decode().lower() for name in _CHARSET.findall(data)} - {"utf-8", "utf8", "us-ascii"}
    return found.pop() if len(found) == 1 and all(map(is_charset, found)) else ""


def _is_silent(data: bytes) -> bool:
    """Return whether a property that is not UTF-8 declares no charset."""
    lines = _UNFOLD.sub(b"", data).splitlines()
    return any(not _CHARSET.search(line.partition(b":")[0]) and not _is_utf8(line) for line in lines)


def _rejects(source: InputFile, rows: Sequence[Row]) -> bytes:
    """Return the cards themselves, those of several files one after the other."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        spans.setdefault(row.file, []).append((row.line, row.last))
    files = ((f.file if isinstance(f, Row) else f.name if source.archive else "", f) for f in _files(source))
    return b"".join(
        cut_lines(f.data, sorted(spans[part])) for part, f in files if part in spans and isinstance(f, _File)
    )
