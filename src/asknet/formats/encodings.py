"""Detect the encoding of a file.

In this order: byte-order mark, UTF-16 by its zero bytes, strict UTF-8, an old encoding in which
the column names are known, Shift-JIS by its bytes, then cp1252, the last three with a warning. UTF-16 is tried before
UTF-8 because plain English in UTF-16 is also valid UTF-8, full of NUL characters.
Packages that happen to be installed change nothing.
"""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HEAD = 512
"""Bytes examined for UTF-16: the header, which is plain letters in most files."""
_ZEROS, _NO_ZEROS = 0.25, 0.02
"""The shares of zero bytes at every other position from which a file is UTF-16."""
_SAMPLE = 1 << 24
_BAD = re.compile("[\udc80-\udcff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_UNUSUAL = re.compile(rb"[\x81-\x84\x86-\x90\x98\x9a-\x9f]")
"""Bytes that hardly occur in cp1252 text, and that begin a letter in Shift-JIS."""
_MANY = 0.25
"""The share of these among the bytes above 127 from which a text is not cp1252."""
_ACCENTED = r"(?<![A-Za-z])[À-ÖØ-Þ](?=[a-z])|(?<=[A-Za-z])[ß-öø-ÿ]|[ß-öø-ÿ](?=[a-z])"
"""A letter where a word has one: a capital at its beginning."""
_REGIONAL = (
    "cp1252", "cp932", "gb18030", "big5", "cp949", "cp1251", "koi8-r", "cp1253", "cp1250", "cp1254", "cp1255", "cp1256",
    "mac-roman",
)  # fmt: skip
"""Encodings of old spreadsheets and address books, the one to prefer first."""
_HEADS, _LINES, _TWO = 20_000, 30, 2
"""Bytes and lines that are searched for column names, and how many of them show the encoding."""
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_MOSTLY = 4
"""With this many good UTF-8 letters per bad byte, a file is damaged UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How to decode: Python's codec and error handler, and the words to show."""

    codec: str
    shown: str
    errors: str = "strict"
    warnings: tuple[str, ...] = ()


def decoded(data: bytes, codec: str, errors: str = "strict") -> Iterator[str]:
    """Decode in pieces, so that a large file is never held as text."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    for at in range(0, len(data), _CHUNK):
        yield decoder.decode(data[at : at + _CHUNK], at + _CHUNK >= len(data))


def find_encoding(data: bytes, name: str, wanted: str = "") -> Encoding:
    """Choose how to decode `data`; `wanted` is the encoding given by the user.

    Raises `UsageError` for an unknown encoding, `InputError` if the bytes
    contradict their byte-order mark or the user.
    """
    if wanted:
        return _as_wanted(data, name, wanted)
    for mark, codec, shown in _MARKS:
        if data.startswith(mark):
            if not _fits(data, codec):
                return _damaged(data, name)
            return Encoding(codec=codec, shown=shown)
    codec = utf16(data)
    if codec and _fits(data, codec):
        return Encoding(codec=codec, shown="UTF-16")
    if _fits(data, "utf-8"):
        return Encoding(codec="utf-8", shown="UTF-8")
    return _guessed(data, name)


def _as_wanted(data: bytes, name: str, wanted: str) -> Encoding:
    try:
        known = codecs.lookup(wanted)
        "".encode(wanted)  # refuses codecs that are not for text, such as hex
    except (LookupError, ValueError) as error:
        message = f"{wanted[:40]!r} is not an encoding"
        raise UsageError(message, "Use one such as utf-8, utf-16, cp1252 or shift_jis") from error
    codec = "utf-8-sig" if known.name == "utf-8" else known.name
    if not _fits(data, codec):
        message = f"{name} is not {known.name}, as --encoding says"
        raise InputError(message, "Leave out --encoding, or try another")
    return Encoding(codec=codec, shown=known.name)


def _fits(data: bytes, codec: str) -> bool:
    try:
        for _ in decoded(data, codec):
            pass
    except UnicodeError:
        return False
    return True


def utf16(data: bytes) -> str:
    """Return the UTF-16 codec for text without a mark, by the positions of zero bytes; '' if it is not UTF-16."""
    head = data[:_HEAD]
    first, second = head[0::2], head[1::2]
    if not second:
        return ""
    zeros = first.count(0) / len(first), second.count(0) / len(second)
    if zeros[1] >= _ZEROS and zeros[0] <= _NO_ZEROS:
        return "utf-16-le"
    if zeros[0] >= _ZEROS and zeros[1] <= _NO_ZEROS:
        return "utf-16-be"
    return ""


def _damaged(data: bytes, name: str) -> Encoding:
    """Return UTF-8 for text with some bad bytes: they become surrogates, so their rows are refused."""
    if not data.startswith(codecs.BOM_UTF8) and data.startswith(tuple(m for m, _, _ in _MARKS)):
        message = f"{name} starts like UTF-16 but is not"
        raise InputError(message, "Save it again as UTF-8, or use --encoding")
    line = _first_bad_line(data)
    warning = f"line {line} holds bytes that are not UTF-8; rows with such bytes are skipped"
    return Encoding(
        codec="utf-8-sig",
        shown="UTF-8, damaged",
        errors="surrogateescape",
        warnings=(warning,),
    )


def _first_bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _guessed(data: bytes, name: str) -> Encoding:
    sample = data[:_SAMPLE]
    good = sum(1 for _ in _MULTIBYTE.finditer(sample))
    bad = sum(1 for _ in _BAD.finditer(sample.decode("utf-8", "surrogateescape")))
    if good > _MOSTLY * bad:
        return _damaged(data, name)
    codec = _by_column_names(data) or _older(data)
    if codec and _fits(data, codec):
        return Encoding(codec=codec, shown=codec, warnings=(_warning(codec),))
    if _fits(data, "cp1252"):
        return Encoding(codec="cp1252", shown="cp1252", warnings=(_warning("cp1252"),))
    message = f"{name} is in an encoding that cannot be recognised"
    raise InputError(message, "Save it as UTF-8, or use --encoding, for example shift_jis")


def _warning(codec: str) -> str:
    return f"not UTF-8: read as {codec}; if names look wrong, use --encoding"


def _by_column_names(data: bytes) -> str:
    """Return the codec in which a line has the most known column names that are not plain ASCII; '' if none has two."""
    from asknet.formats.headers import known

    lines = [line for line in data[:_HEADS].splitlines()[:_LINES] if _HIGH.search(line)]
    counts = dict.fromkeys(_REGIONAL, 0)
    for codec, line in itertools.product(_REGIONAL, lines):
        cells = re.split(r"[,;\t|]", line.decode(codec, "replace"))
        count = sum(known(cell.strip(' "')) for cell in cells if not cell.isascii())
        counts[codec] = max(counts[codec], count)
    best = max(_REGIONAL, key=lambda codec: counts[codec])
    return best if counts[best] >= _TWO and _fits(data, best) else ""


def _older(data: bytes) -> str:
    """Return Shift-JIS, which some Windows address books still write, or the codec of DOS or an old Mac; '' if neither."""
    sample = data[:_SAMPLE]
    high = sum(1 for _ in _HIGH.finditer(sample))
    unusual = sum(1 for _ in _UNUSUAL.finditer(sample))
    if unusual <= _MANY * high:
        return ""
    runs = re.findall(r"[^\x00-\x7f]+", sample.decode("cp932", "replace"))
    if 2 * sum(len(run) > 1 for run in runs) >= len(runs):  # accents stand alone
        return "cp932"
    return max(("mac-roman", "cp850"), key=lambda codec: len(re.findall(_ACCENTED, sample.decode(codec))))
