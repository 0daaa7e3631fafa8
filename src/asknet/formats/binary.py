"""Refuse files that are not text, with a message that says what they are."""

from __future__ import annotations

import codecs

from asknet.errors import InputError
from asknet.formats.encodings import utf16

_HEAD = 8_192
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1a\x1b")
"""Control characters that do not occur in text (ESC is part of ISO-2022-JP)."""
_MAX_CONTROLS = 0.02
"""The share of them from which a file is binary: random bytes have 0.1, text none."""
_MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
_TEXTS = (
    (b"{", "JSON of another program"),
    (b"[", "JSON of another program"),
    (b"<", "HTML or XML"),
)
_NEXT = "Save your contacts as CSV and import that"


def refuse_binary(data: bytes, name: str) -> None:
    """Raise `InputError` for bytes that are not text in any encoding."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            message = f"{name} is {what}, not text"
            raise InputError(message, _NEXT)
    if utf16(data) or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return  # every second byte may be zero
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _MAX_CONTROLS * len(head):
        message = f"{name} is not text"
        raise InputError(message, _NEXT)


def refuse_other_text(data: bytes, name: str) -> None:
    """Raise `InputError` for text that is clearly not a table."""
    start = data[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"begin:vcard"):
        message = f"{name} is a vCard, not a table"
        raise InputError(message, "Leave out --format")
    for begin, what in _TEXTS:
        if start.startswith(begin):
            message = f"{name} looks like {what}, which cannot be read yet"
            raise InputError(message, _NEXT)
