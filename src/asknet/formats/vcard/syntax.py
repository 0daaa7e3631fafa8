"""Parse the octets of a property into name, parameters and text (RFC 6350 sections 3 to 5, RFC 6868, vCard 2.1)."""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from asknet.formats.vcard.lines import FOLD, RAW

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPLIT = re.compile(rb'((?:[^":]|"[^"]*")*+):(.*)', re.DOTALL)
"""The colon before the value, but not one in a quoted parameter."""
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*+)')
_PARAMETER_VALUE = re.compile(r'(?:[^",]|"[^"]*")++')
_ENCODINGS = {"QUOTED-PRINTABLE": "Q", "Q": "Q", "BASE64": "B", "B": "B", "8BIT": "", "7BIT": ""}
_CHARSET = re.compile(r"(utf|iso|windows|cp|koi8|shift|sjis|euc|big5|gb|hz|ks|mac|us-?ascii|latin|ascii|tis)[\w:.-]*")
"""Charsets of text. Python knows others (punycode, unicode_escape) that no card uses."""
_USUAL = 120
_CARET = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OLD_ESCAPED = re.compile(r"\\([;,:])")


class Property(NamedTuple):
    """A property: `value` is text with its escapes.

    `params` are by name in capitals, `types` the TYPE values in lower case;
    `old` is set if the card is vCard 2.1, which escapes less.
    """

    group: str
    name: str
    params: dict[str, list[str]]
    value: str
    old: bool

    @property
    def types(self) -> frozenset[str]:
        """The TYPE parameters, in lower case."""
        return frozenset(t.lower() for t in self.params.get("TYPE", ()))

    @property
    def preference(self) -> int:
        """The position among properties of its kind: 1 (first) to 100, 101 if there is none."""
        word = "".join(self.params.get("PREF", ()))
        if word.isdecimal() and len(word) <= 3:  # noqa: PLR2004 - 100 has three digits
            return int(word)
        return 1 if "pref" in self.types else 101

    @property
    def text(self) -> str:
        """The whole value as text."""
        return unescaped(self.value, old=self.old)

    def parts(self, mark: str) -> list[str]:
        """The parts of a structured value (``;``) or a list (``,``), as text."""
        return [unescaped(part, old=self.old) for part in split(self.value, mark)]


def read_property(octets: bytes, codecs: Sequence[str], *, old: bool) -> Property:
    """Parse a property; `codecs` are tried in turn if it declares no charset.

    A folded line loses the line break and one space (RFC 6350 section 3.2); in
    vCard 2.1 only the line break.
    """
    octets = octets.replace(FOLD, b"") if old else re.sub(rb"\n[ \t]", b"", octets)
    found = _SPLIT.fullmatch(octets)
    head, value = (found[1], found[2]) if found else octets.partition(b":")[::2]
    text = _decoded(head, codecs)
    name, params = _usual_head(text) if len(text) <= _USUAL else _head(text)
    group, _, name = name.rpartition(".")
    encoding = _ENCODINGS.get("".join(params.get("ENCODING", ())).upper(), "")
    if encoding == "Q":
        value = binascii.a2b_qp(value.replace(RAW, b"\r\n"))
    elif encoding == "B":
        value = _from_base64(value)
    charset = "".join(params.get("CHARSET", ())).lower()
    tried = [charset, *codecs] if is_charset(charset) else codecs
    clear = _decoded(value, tried).replace("\r\n", "\n").replace("\r", "\n")
    return Property(group.upper(), name.strip().upper(), params, clear, old)


def is_charset(name: str) -> bool:
    """Return whether a property may declare that charset."""
    return _CHARSET.fullmatch(name) is not None


@lru_cache(maxsize=256)
def _usual_head(head: str) -> tuple[str, dict[str, list[str]]]:
    """Parse a head once for the thousands of properties that share it; the result must not be modified."""
    return _head(head)


def _head(head: str) -> tuple[str, dict[str, list[str]]]:
    name, _, _ = head.partition(";")
    params: dict[str, list[str]] = {}
    for found in _PARAMETER.finditer(head, len(name)):
        key, equals, value = found[1].strip().partition("=")
        if not equals:  # vCard 2.1: ``TEL;HOME`` and ``NOTE;QUOTED-PRINTABLE``
            key, value = ("ENCODING" if key.upper() in _ENCODINGS else "TYPE"), key
        values = (v.strip().replace('"', "") for v in _PARAMETER_VALUE.findall(value))
        clear = [re.sub(r"\^[nN'^]", lambda m: _CARET[m[0]], v) for v in values]
        params.setdefault(key.strip().upper(), []).extend(clear)
    return name, params


def _from_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return value


def _decoded(octets: bytes, codecs: Sequence[str]) -> str:
    if octets.isascii():
        return octets.decode("ascii")
    for codec in codecs:
        try:
            return octets.decode(codec)
        except (UnicodeError, LookupError):
            continue
    return octets.decode("cp1252", "replace")


def split(value: str, mark: str) -> list[str]:
    """Split at the marks that are not escaped by a backslash; the escapes stay."""
    parts, start = [], 0
    for found in re.finditer(rf"\\.|{re.escape(mark)}", value, re.DOTALL):
        if found[0] == mark:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def unescaped(text: str, *, old: bool) -> str:
    r"""Undo the escapes: ``\n``, ``\,``, ``\;``, ``\\``; in vCard 2.1 only those of separators.

    Programs escape more than they should (Google ``\:``, others ``\"``): the
    bare character is meant.
    """
    if "\\" not in text:
        return text
    if old:
        return _OLD_ESCAPED.sub(r"\1", text)
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
