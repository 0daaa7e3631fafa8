"""Every format that is read; a further one is a module here and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.formats import generic, google, linkedin, own_json, own_yaml
from asknet.formats.source import MAX_BYTES, Source

if TYPE_CHECKING:
    from asknet.formats.rows import Format, Options, Reading

FORMATS: tuple[Format, ...] = (own_json, own_yaml, linkedin, google, generic)
"""Tried in this order; the last takes any table."""


def read(data: bytes, name: str, options: Options) -> Reading:
    """Recognise a file and give its rows, still to be read.

    `data` is the whole file, `name` its name for messages (``-`` is standard
    input). Raises `InputError` when it cannot be read at all, with what to do
    next, and `UsageError` when `options` name a format, field, column or
    encoding that is not there.
    """
    name = "standard input" if name == "-" else name
    if len(data) > MAX_BYTES:
        message = f"{name} has {len(data):,} bytes, more than {MAX_BYTES:,}"
        raise InputError(message, "Split the file")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        message = f"{name} is empty"
        raise InputError(message, "Export it again")
    source = Source(data, name, options)
    return _chosen(source).read(source)


def _chosen(source: Source) -> Format:
    wanted = source.options.format
    if wanted != "auto":
        for known in FORMATS:
            if known.name == wanted:
                return known
        message = f"{wanted[:40]!r} is not a format that is read"
        raise UsageError(message, f"Formats are auto, {', '.join(f.name for f in FORMATS)}")
    return next((known for known in FORMATS if known.recognises(source)), generic)
