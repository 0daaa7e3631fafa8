"""The ways in which an address may be written in a text, as regular expressions over folded text."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from asknet.addresses import mailbox, parse_phone, slug_of
from asknet.text import fold

_FEWEST_DIGITS = 6
_NORTH_AMERICA = 10
_SEPARATED = r"[\s()./·•‐‑‒–—-]{0,3}"
"""What may separate two digits of a telephone number."""
_AT = r"(?:\s?@\s?|%40|\s*[(\[{]\s*at\s*[)\]}]\s*|\s+at\s+)"
_DOT = r"(?:\s?\.\s?|\s*[(\[{]\s*dot\s*[)\]}]\s*|\s+dot\s+)"
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
"""Mail hosts that ignore dots in a mailbox's name (https://support.google.com/mail/answer/7436150)."""
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_REST_OF_ADDRESS = r"(?:[/?#](?:[^\s<>\"')\]]*[\w/=&-])?)?"
_OUT_OF_COUNTRY = r"(?:\+|00|011|0011)"
"""International prefixes, dialled before a country code; the longer ones from North America and Australia."""

_ONE_DIGIT = frozenset("17")
_TWO_DIGITS = frozenset(
    """
    20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86
    90 91 92 93 94 95 98
    """.split()
)
"""Country codes of one and of two digits; all others have three (ITU-T E.164, list of assigned codes)."""


def address_pattern(field: str, value: str) -> str:
    """Return a pattern for an address of a field (``email``, ``phone``, ``url``); empty if the address is too short."""
    return {"email": _email, "phone": _phone, "url": _url}[field](value)


def hint_of(field: str, value: str) -> str:
    """Return a simple pattern that matches in every spelling of an address."""
    if field == "phone":
        return _SEPARATED.join(_all_digits(value)[-4:])
    if field == "email":
        domain = mailbox(value).rpartition("@")[2]
        return "mail" if domain in _GOOGLE else re.escape(domain.partition(".")[0])
    return max(re.findall(r"[a-z0-9]+", fold(_SCHEME.sub("", value)).removeprefix("www.")), key=len, default="")


def doubtful_number(phone: str) -> str:
    """Return a pattern for the last digits of a telephone number; empty if it has too few digits."""
    digits = _all_digits(phone)
    ending = digits[-_FEWEST_DIGITS:]
    return rf"{_SEPARATED.join(ending)}(?!\d)" if len(digits) > _FEWEST_DIGITS else ""


def _email(value: str) -> str:
    """Match it with and without a tag, with ``(at)`` and ``[dot]``, and for Gmail with any dots."""
    local, _, domain = mailbox(value).rpartition("@")
    if not local or not domain:
        return re.escape(fold(value).strip())
    if domain in _GOOGLE:
        local = r"(?:\s?\.\s?)?".join(map(re.escape, local.replace(".", "")))
        host = f"(?:gmail|googlemail){_DOT}com"
    else:
        local = _DOT.join(map(re.escape, local.split(".")))
        host = _DOT.join(map(re.escape, domain.split(".")))
    return rf"(?<![\w.+%-])(?:mailto:)?{local}(?:\+[^\s@]*)?{_AT}{host}(?![\w-]|\.\w)"


def _all_digits(phone: str) -> str:
    return parse_phone(phone).digits or re.sub(r"\D", "", phone)


def _phone(value: str) -> str:
    """Match it with and without its country code, with ``00`` or ``(0)``, in any grouping."""
    digits = _all_digits(value)
    if len(digits) < _FEWEST_DIGITS:
        return ""
    country, rest = r"\d{1,3}", digits
    if parse_phone(value).international:
        size = 1 if digits[0] in _ONE_DIGIT else 2 if digits[:2] in _TWO_DIGITS else 3
        country, rest = digits[:size], digits[size:]
    local = _SEPARATED.join(rest)
    abroad = rf"{_OUT_OF_COUNTRY}{_SEPARATED}{_SEPARATED.join(country) if country.isdigit() else country}"
    bare = rf"|{_SEPARATED.join(country)}" if country.isdigit() else ""
    before = rf"(?:(?:{abroad}{bare}){_SEPARATED})"
    # 8 in Russia, 1 in North America
    trunk = rf"(?:[08{'1' * (len(digits) == _NORTH_AMERICA)}]{_SEPARATED})?"
    some = before if len(rest) < _FEWEST_DIGITS else f"{before}?"
    return rf"(?:tel:)?(?<!\d)\(?{some}{trunk}{local}(?!\d)"


def _url(value: str) -> str:
    """Match it with and without scheme, ``www.`` and a path; a LinkedIn profile by its slug on any country's site."""
    slug = slug_of(value)
    if slug:
        rest = f"linkedin\\.com/in/(?:{re.escape(fold(slug))}|{re.escape(quote(slug).lower())})"
    else:
        bare = fold(_SCHEME.sub("", value).strip()).removeprefix("www.").rstrip("/")
        if not bare:
            return ""
        rest = "|".join(
            re.escape(way) for way in dict.fromkeys((bare, fold(unquote(bare)), quote(bare, safe="/?#=&%.:").lower()))
        )
        rest = f"(?:{rest})"
    return rf"(?<![\w@.-])(?:[a-z][a-z0-9+.-]*://)?(?:[\w-]+\.){{0,3}}{rest}(?![\w-]|\.\w){_REST_OF_ADDRESS}"
