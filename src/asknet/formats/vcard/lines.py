"""The octets of a vCard file as cards of content lines (RFC 6350 section 3, RFC 2426, vCard 2.1).

It works on octets, because in vCard 2.1 each property may have a charset of
its own and because some programs fold a line in the middle of a letter. It
goes through the file once, line by line, and keeps only the properties that
are wanted: a photo of 50 MB is passed over, not held. A card past a limit, or
one that does not end, costs that card alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.formats.source import physical_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

MAX_PROPERTIES = 5_000
"""Properties of a card; real ones have up to a few hundred."""
MAX_KEPT = 2_000_000
"""Octets of a card that are kept: the longest notes, quoted-printable, with room."""

FOLD, RAW = b"\n", b"\r"
"""Where lines of a property were joined: folded, or a line break that was not written as one should be."""

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_END = re.compile(rb"END[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*", re.IGNORECASE)
_FIRST_OF_MARKS = (b"B", b"b", b"E", b"e", b"\xef")
_HEAD = 4_096
"""Octets of a line in which the name of its property and how it is encoded are looked for."""
_NAME = re.compile(rb"[ \t]*(?:[\w-]+\.)?([\w-]+)[ \t]*[;:]")
_BASE64 = re.compile(rb"[;=](?:B|BASE64)[;:,]", re.IGNORECASE)


class RawCard(NamedTuple):
    """A card as it stands: its lines in the file, and its wanted properties.

    `properties` are ``(line, octets)`` with the joints marked by `FOLD` and
    `RAW`. `why` is set when the card cannot be read.
    """

    line: int
    last: int
    properties: list[tuple[int, bytes]]
    why: str = ""


def cards(data: bytes, wanted: Callable[[str], bool]) -> Generator[RawCard]:
    """Give the cards of a file, in order; what stands outside any card is given as one that cannot be read.

    `data` is in an encoding in which ASCII is ASCII. `wanted` says by the name
    of a property (in capitals, without its group) whether to keep it.
    """
    card: _Open | None = None
    stray: RawCard | None = None
    number = 0
    for number, text, mark in _marked(data):
        if card is None:
            if mark == "BEGIN":
                card = _Open(number, wanted)
                yield from [stray] if stray else []
                stray = None
            elif not mark and text.strip():
                stray = RawCard(stray.line if stray else number, number, [], "stands outside any card")
        elif card.is_agent(mark):
            continue
        elif mark == "END":
            yield RawCard(card.line, number, card.properties(), card.why)
            card = None
        elif mark == "BEGIN":
            yield RawCard(card.line, number - 1, [], "has no END:VCARD before the next card begins")
            card = _Open(number, wanted)
        else:
            card.add(number, text)
    if card:
        yield RawCard(card.line, number, [], card.why or "has no END:VCARD; the file may be cut off")
    yield from [stray] if stray else []


def _marked(data: bytes) -> Generator[tuple[int, bytes, str]]:
    """Give each line with its number, and ``BEGIN`` or ``END`` where it is that of a card; one too long is cut."""
    for number, (start, end) in enumerate(physical_lines(data), start=1):
        text = data[start : min(end, start + MAX_KEPT + 2)].rstrip(b"\r\n")
        if text[:1] in _FIRST_OF_MARKS:
            if _BEGIN.fullmatch(text):
                yield number, text, "BEGIN"
                continue
            if _END.fullmatch(text):
                yield number, text, "END"
                continue
        yield number, text, ""


class _Open:
    """A card that has begun."""

    def __init__(self, line: int, wanted: Callable[[str], bool]) -> None:
        self.line = line
        self.why = ""
        self._is_wanted = wanted
        self._found: list[tuple[int, list[bytes]]] = []
        self._pieces: list[bytes] | None = None
        self._count = self._kept = 0
        self._soft = self._quoted = self._base64 = self._note = False
        self._agent = self._in_agent = False

    def properties(self) -> list[tuple[int, bytes]]:
        """Return what was kept: the line of each property, and its octets."""
        return [] if self.why else [(line, b"".join(pieces)) for line, pieces in self._found]

    def is_agent(self, mark: str) -> bool:
        """Say whether a line is of the card that vCard 2.1 puts inside this one, after ``AGENT:``."""
        if mark == "BEGIN" and self._agent:
            self._agent, self._in_agent = False, True
            return True
        if self._in_agent and mark != "BEGIN":
            self._in_agent = mark != "END"
            return True
        return False

    def add(self, number: int, text: bytes) -> None:
        """Take a line: a property, the rest of one, or nothing."""
        if self.why:
            return
        if self._soft:
            self._go_on(b"", text)
        elif text[:1] in (b" ", b"\t"):
            if text.strip():
                self._go_on(FOLD, text)
        elif not text.strip():
            self._base64 = False
        elif (self._base64 or self._note) and b":" not in text[:_HEAD]:
            self._go_on(RAW, text)
        else:
            self._begin(number, text)

    def _begin(self, number: int, text: bytes) -> None:
        self._count += 1
        if self._count > MAX_PROPERTIES:
            self._give_up(f"has more than {MAX_PROPERTIES:,} properties")
            return
        head = text[:_HEAD].partition(b":")[0] + b":"
        found = _NAME.match(head)
        name = found[1].upper() if found else b""
        self._note = name == b"NOTE"
        self._base64 = _BASE64.search(head) is not None
        self._quoted = b"QUOTED-PRINTABLE" in head.upper()
        self._agent = _AGENT.fullmatch(text) is not None
        self._pieces = [] if name and self._is_wanted(name.decode()) else None
        if self._pieces is not None:
            self._found.append((number, self._pieces))
        self._go_on(b"", text)

    def _go_on(self, joint: bytes, text: bytes) -> None:
        self._soft = self._quoted and text.rstrip(b" \t").endswith(b"=")
        if self._pieces is None:
            return
        self._kept += len(text)
        if self._kept > MAX_KEPT:
            self._give_up(f"has more than {MAX_KEPT:,} bytes of text")
            return
        self._pieces += (joint, text.rstrip(b" \t")[:-1] if self._soft else text)

    def _give_up(self, why: str) -> None:
        self.why = why
        self._found.clear()
