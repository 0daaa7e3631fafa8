"""Split the octets of a vCard file into cards of content lines (RFC 6350 section 3, RFC 2426, vCard 2.1).

It works on octets, because in vCard 2.1 each property may have a charset of
its own and because some programs fold a line in the middle of a letter. It
passes through the file once, line by line, and keeps only the properties that
are wanted: a photo of 50 MB is skipped, not held. A card past a limit, or
one that does not end, loses only that card.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

MAX_CARDS = 1_000_000
MAX_PROPERTIES = 5_000
"""Properties of a card; real ones have up to a few hundred."""
MAX_KEPT = 2_000_000
"""Octets of a card that are kept: the longest notes, quoted-printable, with room to spare."""

FOLD, RAW = b"\n", b"\r"
"""Where lines of a property were joined: folded, or at a line break that should have been escaped."""

_MARK = re.compile(rb":[ \t]*VCARD[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
"""The end of a line where a card begins or ends; it starts with a rare character, which is fast to search."""
_BEFORE = re.compile(rb"(?:\A|.*[\r\n])((?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*)", re.IGNORECASE | re.DOTALL)
"""The beginning of that line; concatenated files may have a byte-order mark in the middle."""
_LONGEST_MARK = 20
_FOLDED = re.compile(rb"[^\r\n]*+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*+)*+(?:\r\n|\r|\n|\Z)")
"""A line with the lines folded onto it, in one fast match: a photo has hundreds."""
_HEAD = 4_096
"""Octets of a line that are searched for the name of its property and its encoding."""
_NAME = re.compile(rb"[ \t]*(?:[\w-]+\.)?([\w-]+)[ \t]*[;:]")
_BASE64 = re.compile(rb"[;=](?:B|BASE64)[;:,]", re.IGNORECASE)


class RawCard(NamedTuple):
    """A card as it is in the file: its lines, and its wanted properties.

    `properties` are octets with the joints marked by `FOLD` and `RAW`. `why`
    is set if the card cannot be read.
    """

    line: int
    last: int
    properties: list[bytes]
    why: str = ""


def cards(data: bytes, wanted: Callable[[str], bool], name: str) -> Generator[RawCard]:
    """Yield the cards of a file, in order; anything outside a card is yielded as an unreadable one.

    `data` is in an ASCII-compatible encoding. `wanted` decides by the name
    of a property (in capitals, without its group) whether to keep it. Raises
    `InputError`, with the file's `name`, if there are more than `MAX_CARDS`.
    """
    for count, card in enumerate(_cards(data, wanted), start=1):
        if count > MAX_CARDS:
            message = f"{name} has more than {MAX_CARDS:,} cards (line {card.line})"
            raise InputError(message, "Split the file")
        yield card


def _cards(data: bytes, wanted: Callable[[str], bool]) -> Generator[RawCard]:
    card: _Open | None = None
    line = 1
    for start, end, mark in _stretches(data):
        last = line + _lines_in(data, start, end) - 1
        if card is not None:
            card.add_lines(data, start, end)
        elif data[start:end].strip():
            yield RawCard(line, last, [], "is outside any card")
        line = last + 1
        if mark == b"BEGIN":
            if card is not None and card.in_agent(mark):
                line += 1
                continue
            if card is not None:
                yield RawCard(card.line, last, [], "has no END:VCARD before the next card begins")
            card = _Open(line, wanted)
        elif card is not None and not card.in_agent(mark):
            if mark:
                yield RawCard(card.line, line, card.properties(), card.why)
            else:
                yield RawCard(card.line, last, [], card.why or "has no END:VCARD; the file may be cut off")
            card = None
        line += 1


def _stretches(data: bytes) -> Generator[tuple[int, int, bytes]]:
    """Yield the text between the marks of cards, each with the mark that follows it: BEGIN, END or, last, ''.

    Marks are found by a fast search, so that a card that never ends costs little.
    """
    start = 0
    for found in _MARK.finditer(data):
        from_here = max(start, found.start() - _LONGEST_MARK)
        before = _BEFORE.fullmatch(data[from_here : found.start()])
        if before and (before.start(1) or from_here == start):
            yield start, from_here + before.start(1), before[2].upper()
            start = found.end()
    yield start, len(data), b""


def _lines_in(data: bytes, start: int, end: int) -> int:
    """Count the physical lines, including a last one without a line end."""
    ends = data.count(b"\n", start, end) + data.count(b"\r", start, end) - data.count(b"\r\n", start, end)
    return ends + (start < end and data[end - 1 : end] not in (b"\n", b"\r"))


@lru_cache(maxsize=256)  # thousands of cards share a few dozen heads
def _head(head: bytes) -> tuple[str, bool, bool]:
    """Parse the part before the colon: the name, whether the value is base64, and whether quoted-printable."""
    found = _NAME.match(head + b":")
    name = found[1].decode().upper() if found else ""
    return name, _BASE64.search(head + b":") is not None, b"QUOTED-PRINTABLE" in head.upper()


class _Open:
    """A card that has begun."""

    def __init__(self, line: int, wanted: Callable[[str], bool]) -> None:
        self.line = line
        self.why = ""
        self._is_wanted = wanted
        self._found: list[bytearray] = []
        self._text: bytearray | None = None
        self._count = self._kept = 0
        self._soft = self._quoted = self._base64 = self._note = False
        self._agent = self._in_agent = False

    def properties(self) -> list[bytes]:
        """Return the octets of the properties that were kept."""
        return [] if self.why else [bytes(text) for text in self._found]

    def in_agent(self, mark: bytes) -> bool:
        """Return whether a mark belongs to a card nested in this one, which vCard 2.1 puts after ``AGENT:``."""
        was = self._in_agent
        self._in_agent = mark == b"BEGIN" and self._agent
        self._agent = False
        return was if mark == b"END" else self._in_agent

    def add_lines(self, data: bytes, start: int, end: int) -> None:
        """Add the lines between two marks; of an unwanted property only the first line is examined."""
        for found in () if self._in_agent else _FOLDED.finditer(data, start, end):
            start, end = found.span()
            first, *folded = data[start : min(end, start + 2 * MAX_KEPT + 2)].splitlines() or [b""]
            self._add(first)
            if self._text is not None and end - start > 2 * MAX_KEPT:
                self._give_up(f"has more than {MAX_KEPT:,} bytes of text")
            if self._text is not None or self._quoted:
                for line in folded:
                    self._add(line)
            if self.why:
                return

    def _add(self, text: bytes) -> None:
        """Add a line: a property, the rest of one, or nothing."""
        if self._soft:
            self._append(b"", text)
        elif text[:1] in (b" ", b"\t"):
            if text.strip() or (self._note and len(text) > 1):  # blanks of a note, or a blank line
                self._append(FOLD, text)
        elif not text.strip():
            self._base64 = False
        elif (self._base64 or self._note) and b":" not in text[:_HEAD]:
            self._append(RAW, text)
        else:
            self._begin(text)

    def _begin(self, text: bytes) -> None:
        self._count += 1
        if self._count > MAX_PROPERTIES:
            self._give_up(f"has more than {MAX_PROPERTIES:,} properties")
            return
        name, self._base64, self._quoted = _head(text[:_HEAD].partition(b":")[0])
        self._note = name in ("NOTE", "X-ASKNET-NOTE")
        self._agent = name == "AGENT" and text.rstrip().endswith(b":")
        self._text = bytearray() if name and self._is_wanted(name) else None
        if self._text is not None:
            self._found.append(self._text)
        self._append(b"", text)

    def _append(self, joint: bytes, text: bytes) -> None:
        self._soft = self._quoted and text.rstrip(b" \t").endswith(b"=")
        if self._text is None:
            return
        self._kept += len(text)
        if self._kept > MAX_KEPT:
            self._give_up(f"has more than {MAX_KEPT:,} bytes of text")
            return
        self._text += joint
        self._text += text.rstrip(b" \t")[:-1] if self._soft else text

    def _give_up(self, why: str) -> None:
        self.why = why
        self._found.clear()
