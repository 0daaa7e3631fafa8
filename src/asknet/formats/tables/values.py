"""Handle the marks around and between the values of a cell that spreadsheets, note programs and databases write."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

from asknet.addresses import numbers_in, unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE = re.compile(r" \((?:https?://|(?:\.\.?/)+|[^()\s]+\.(?:md|csv)\))[^()]*\)?(?:\s*,\s*(?=\S)|(?=\s*(?:[;,]|$)))")
"""The address of a page after its title, as Notion writes a linked page: ``Leire (https://...)``."""
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_ADDRESS_LINK = re.compile(r"\]\((?:mailto|tel):", re.IGNORECASE)
_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_EMPHASIS = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__|`([^`\n]+)`|^[*_]([^*_\n]+)[*_]$")
_TAGS = re.compile(r"</?(?:a|b|i|u|p|div|span|strong|em|li|ul|ol)(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""Marks of HTML around a value: ``<a href="...">glass</a>``."""
_BLANKS = re.compile(r"[ \t]{2,}")
_LONGEST_LINKED = 10_000
"""Characters of a cell that is searched for links."""
_LINKS = re.compile(r"</|\]\(|\[\[| \((?:http|\.\.)|\.md\)|\*\*|__|`|^[*_][^*_\n]+[*_]$")
"""Signs that a cell contains a link or Markdown."""
_BULLET = re.compile(r"\s*(?:[•◦▪▫‣●○∙·*–—-]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,2}[.)]\s+|[•◦▪‣●])")
_INLINE_NUMBER = re.compile(r"(?:^|[\s,;]+)\(?(\d{1,2})[.)]\s+(?=[^\W\d])")
"""``1) tax 2) audits``."""
_TAG = re.compile(r"#[^\W\d][\w-]*")
_INLINE_BULLET = re.compile(r"\s*[•◦▪‣●]\s*")
_BETWEEN_VALUES = re.compile(r"\s*<br\s*/?>\s*|\s+[•◦▪‣●·]\s+", re.IGNORECASE)
"""A break of HTML, or a dot between values: ``sewing · baking``."""
_AND_SO_ON = re.compile(r"\s+(?:etc|usw|ecc|osv|itd|enz|и т\.? ?д|\.\.)\.?\Z", re.IGNORECASE)
_AND = re.compile(r"\A(?:and|und|et|y|og|och|&)\s+", re.IGNORECASE)
_MARKS = (";", "|", ",")
"""Separators of values, the strongest first; the comma only if there is none of the others."""
_WIDE_MARKS = str.maketrans({"；": ";", "，": ",", "、": ",", "｜": "|"})
_OPENING, _CLOSING = "([{（", ")]}）"
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»", "「": "」"}
_QUOTED_VALUE = re.compile(r"""(?:\A|,)\s*"[^"]*(?:""[^"]*)*"\s*(?:,|\Z)""")
"""A value in quotes because it has a comma: ``"Alpha, Inc.", Leire``, as Airtable writes linked records."""
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_LONGEST_LIST = 1_000_000
"""Characters of a cell that is tried as a JSON list."""


def without_links(cell: str) -> str:
    """Return text without the addresses of linked pages, and without Markdown."""
    if len(cell) > _LONGEST_LINKED or not _LINKS.search(cell):
        return cell
    text = _WIKI_LINK.sub(_wiki_title, _BLANKS.sub(" ", _TAGS.sub("", cell) if "</" in cell else cell))
    text = _MARKDOWN_LINK.sub(lambda link: link[1] or link[2], text)
    text = _EMPHASIS.sub(lambda found: next(filter(None, found.groups())), text)
    return _PAGE.sub(lambda page: "; " if "," in page[0][-3:] else "", text).strip()


def _wiki_title(link: re.Match[str]) -> str:
    """Return the title: ``[[People/Ola Nordby#Work|Ola]]`` is Ola, without the bar Ola Nordby."""
    return (link[2] or link[1].rpartition("/")[2].partition("#")[0]).strip()


def link_target(cell: str) -> str:
    """Return text with each Markdown link replaced by its address."""
    return _MARKDOWN_LINK.sub(lambda link: link[2], cell) if "](" in cell else cell


def split_list(cell: str) -> list[str]:
    """Split a cell that holds several values.

    It may be a list of JSON or of a database; else it is split at ``:::`` (Google), at line breaks and bullets, else at
    ``;``, else at ``|``, else at ``,``, outside brackets and quotes. Bullets, list numbers and enclosing quotes are removed.

    >>> split_list("languages (French, Italian), baking")
    ['languages (French, Italian)', 'baking']
    """
    text = cell.strip()
    pieces = listed(text)
    if pieces is None:
        if ":::" in text:
            pieces = text.split(":::")
        elif "\n" in text or "\r" in text:
            pieces = text.splitlines()
        elif _INLINE_BULLET.match(text):
            pieces = _INLINE_BULLET.split(text)
        elif _BETWEEN_VALUES.search(text):
            pieces = _BETWEEN_VALUES.split(text)
        elif text[:1] == "#" and all(map(_TAG.fullmatch, text.split())):
            pieces = [tag[1:] for tag in text.split()]
        else:
            pieces = _numbered(text) or _split_at_marks(text.translate(_WIDE_MARKS))
    return [piece for each in pieces if (piece := _bare(each))]


def _bare(piece: str) -> str:
    """Return a value without bullets around it, quotes around it, and "etc." behind it."""
    bullet = _BULLET.match(piece)
    bare = _AND_SO_ON.sub("", f" {piece[bullet.end() :] if bullet else piece}").strip()
    return _unquoted(bare.rstrip("•◦▪‣●· "))


def _numbered(text: str) -> list[str]:
    """Split a list whose values are numbered from one on a single line; return an empty list if it is none."""
    if text[:1] not in "(1":
        return []
    numbers = [found[1] for found in _INLINE_NUMBER.finditer(text)]
    if len(numbers) < 2 or numbers != [str(n) for n in range(1, len(numbers) + 1)]:  # noqa: PLR2004 - a list has two
        return []
    return [piece for piece in _INLINE_NUMBER.split(text)[2::2] if piece]


def _split_at_marks(text: str) -> list[str]:
    """Split a line of text at the strongest separator outside brackets and quotes."""
    for mark in _MARKS:
        if mark in text:
            pieces = _split_outside(text, mark)
            if len(pieces) > 1 or mark == _MARKS[-1]:
                first, *others = pieces
                return [first, *(_AND.sub("", piece.strip(), count=1) for piece in others)]
    return [text]


def _split_outside(text: str, mark: str) -> list[str]:
    """Split at a mark outside brackets and quotes; brackets and quotes that are not closed are ordinary characters."""
    if not any(c in text for c in '([{（"'):
        return text.split(mark)
    closing: list[str] = []
    pieces, start, quoted = [], 0, False
    for at, c in enumerate(text):
        if c == '"' and (quoted or not text[start:at].strip()):
            quoted = not quoted
        elif quoted:
            continue
        elif c in _OPENING:
            closing.append(_CLOSING[_OPENING.index(c)])
        elif closing and c == closing[-1]:
            closing.pop()
        elif c == mark and not closing:
            pieces.append(text[start:at])
            start = at + 1
    return text.split(mark) if closing or quoted else [*pieces, text[start:]]


def _unquoted(piece: str) -> str:
    """Return a value without quotes around all of it."""
    for quote in ('"', "'"):
        if len(piece) > 1 and piece[0] == piece[-1] == quote and quote not in piece[1:-1]:
            return piece[1:-1].strip()
    return piece


def listed(text: str) -> list[str] | None:
    """Return the values of a list as JSON, Python or PostgreSQL write it; None if the text is none.

    Constants become words: ``["MEAD_MAKING"]`` is mead making.
    """
    if len(text) > _LONGEST_LIST or text[:1] + text[-1:] not in ("[]", "{}"):
        return None
    pieces = _values(text)
    if pieces and all(map(_CONSTANT.fullmatch, pieces)) and max(map(len, pieces)) > len("UK, USA"):
        pieces = [piece.replace("_", " ").lower() for piece in pieces]
    return pieces


def unwrapped(text: str) -> list[str] | None:
    """Return the values of a cell of text as databases write them, without brackets and quotes; None if it has none around it.

    >>> unwrapped('"Alpha, Inc.", Leire')
    ['Alpha, Inc.', 'Leire']
    """
    if (
        text[:1] in _QUOTES
        and len(text) > 1
        and text[-1] == _QUOTES[text[0]]
        and not {*text[1:-1]} & {text[0], text[-1]}
    ):
        return [text[1:-1].strip()]
    if text[:1] in ("[", "{") and (found := listed(text)) is not None:
        return found
    if text[:1] == "[" and text[-1:] == "]" and not {*text[1:-1]} & {*"[]"}:
        return split_list(text[1:-1])
    if '"' not in text or not _QUOTED_VALUE.search(text):
        return None
    try:
        return [
            piece.strip() for piece in next(csv.reader([text], skipinitialspace=True, strict=True)) if piece.strip()
        ]
    except (csv.Error, StopIteration):
        return None


def _values(text: str) -> list[str] | None:
    inner = text[1:-1].strip()
    if not inner:
        return []
    try:
        return flat(json.loads(text))
    except (ValueError, RecursionError):
        pass
    if text[0] == "[" and inner[0] not in "'\"":
        return None  # [a note in brackets]
    if "[" in inner or "{" in inner:
        return None
    quote = "'" if inner[0] == "'" else '"'
    try:
        return next(csv.reader([inner.replace("\n", " ")], quotechar=quote, skipinitialspace=True, escapechar="\\"), [])
    except csv.Error:
        return None


_FOOTER = re.compile(
    r"(?:(?:grand |sub)?totals?|gesamt(?:summe|zahl)?|insgesamt|zwischensumme|total général|totale|ogółem|итого|всего|totaal"
    r"|totalt|yhteensä|i alt|celkem|összesen|toplam|σύνολο|合計|总计|合计|총계|합계)(?: [^\W\d]+)?\s*[:=]?\s*[\d.,]*"
    r"|(?:sum|summe|summa|suma|somme|razem|spolu|count|anzahl|rows?|records?|entries|contacts|members)\s*[:=]\s*[\d.,]*"
    r"|\d+ (?:rows?|records?|contacts|members|entries)(?: \w+)?"
    r"|(?:exported|generated|printed|created|erstellt|exportiert|gedruckt|généré|exporté|generado|exportado)"
    r" (?:on|at|by|from|am|von|le|el)\b.*\d.*"
    r"|(?:stand|as of|report date|export date)\s*:?.*\d{4}|(?:page|seite|página) \d+(?: ?(?:/|of|von|de|sur) ?\d+)?"
    r"|(?:end of|ende (?:der|des)) \w+",
    re.IGNORECASE,
)
"""The last line of a table that a program writes: its totals, or when it was made."""


def is_footer(text: str) -> bool:
    """Return whether the text in the column of names ends a table: ``Total: 12``, ``Exported on 3 Nov 2026``."""
    return _FOOTER.fullmatch(text) is not None


_SAYING = ("value", "name", "label", "title", "text", "email", "number", "url", "href", "address")
"""The value of an object that represents it in a list."""


def flat(value: Any, depth: int = 4) -> list[str]:  # noqa: ANN401 - what JSON holds
    """Return the texts in a JSON value; of an object in a list, the one that identifies it."""
    if value is None or value is False or value == "" or not depth:
        return []
    if isinstance(value, dict):
        chosen: Sequence[Any] = [value[key] for key in _SAYING if value.get(key)][:1]
        return [text for one in chosen for text in flat(one, depth - 1)]
    if isinstance(value, list):
        return [text for one in value for text in flat(one, depth - 1)]
    return ["yes" if value is True else str(value)]


_CONTACT_MARKS = {
    # An address contains none of these. A URL may contain anything but white space.
    "email": re.compile(r":::|[;,|\n]| / | - (?=\S+@)"),
    "phone": re.compile(r":::|[;|\n]|,(?!\d+[eE]\+?\d)"),
    "url": re.compile(r"\s*:::\s*|[;,|]?\s+|[;,|](?=https?://|www\.)"),
}
ADDRESSES = frozenset(_CONTACT_MARKS)
"""Fields of addresses, split at what an address cannot contain."""
ADDRESSED = re.compile(r"""\s*["']?([^"'<>]*?)["']?\s*<([^<>\s]+@[^<>\s]+)>\s*""")
"""``Nan Okafor <nan@example.org>``, as mail programs copy it."""


def split_addresses(field: str, cell: str) -> list[str]:
    """Split a cell of e-mail addresses, telephone numbers or web addresses."""
    text = _BLANKS.sub(" ", cell.strip())
    pieces = unwrapped(text)
    if pieces is None:
        text = link_target(text) if field == "url" or _ADDRESS_LINK.search(text) else without_links(text)
        pieces = [piece.strip() for piece in _CONTACT_MARKS[field].split(text)]
    if field == "email":
        pieces = [
            found[2] if (found := ADDRESSED.fullmatch(p)) else p.removeprefix("mailto:").partition("?")[0]
            for p in pieces
        ]
    elif field == "phone":
        pieces = [number for piece in pieces for number in numbers_in(piece)]
    pieces = [piece.strip("'\"").replace("\\:", ":") for piece in pieces]  # Google, as in a vCard: http\://
    return [piece for piece in pieces if piece]


_REACHED = re.compile(r":::|[;|\n]|,(?!\d)| / ")


def reached_by(cell: str) -> dict[str, list[str]]:
    """Return the e-mail addresses and telephone numbers that a cell lists, by their field; empty if it has anything else.

    >>> reached_by("ann@example.org / 07700 900001")
    {'email': ['ann@example.org'], 'phone': ['07700 900001']}
    """
    found: dict[str, list[str]] = {}
    for piece in filter(None, map(str.strip, _REACHED.split(cell))):
        field = "email" if "@" in piece else "phone"
        values = split_addresses(field, piece)
        digits = sum(map(str.isdigit, piece))
        if not values or any(unreadable(field, value) for value in values) or (field == "phone" and digits < _DIGITS):
            return {}
        found.setdefault(field, []).extend(values)
    return found


_DIGITS = 7
"""Digits of a telephone number among names."""
