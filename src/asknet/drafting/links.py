"""Links that open a draft in another program: ``mailto``, ``sms``, ``https://wa.me``, ``tel``, and web addresses.

Each consists of an address that was checked and of percent-encoded text, so that nothing in a text becomes
another header, another recipient or another scheme.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from asknet.addresses import parse_phone
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Contact

SCHEMES = frozenset({"mailto", "sms", "tel", "https", "http"})
"""The schemes of links that may be opened."""
LONGEST = 2_000
"""Characters of a link: Windows opens at most 2,083, and mail programs cut longer ones."""

_MAILBOX = re.compile(r"(?!\.)[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?<!\.)@(?:\w[\w-]{0,62}\.)+\w[\w-]{0,62}")
"""The pattern of a plain mailbox (RFC 5322 3.4.1, no quoted strings; RFC 6531 allows letters of any script)."""
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"\\^`{|}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_WEB = ("http", "https")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
"""Digits of a number with its country code (ITU-T E.164)."""
_KEEPS_ZERO = frozenset({"39", "378", "225", "242"})
"""Country codes after which the leading 0 is part of the number: Italy, San Marino, Ivory Coast, Congo."""
_CODES = Path(__file__).parent.parent / "data" / "calling_codes.tsv"


class Links(NamedTuple):
    """The links to a contact with a text; empty if there is none. `whole` is set if the mail link contains the body."""

    mail: str = ""
    sms: str = ""
    chat: str = ""
    tel: str = ""
    web: str = ""
    whole: bool = True


def links_to(contact: Contact, country: str, *, subject: str = "", body: str = "") -> Links:
    """Return the links to a contact; `country` is assumed for numbers without a country code."""
    mailboxes = (mailbox for address in contact.email if (mailbox := read_mailbox(address)))
    mailbox = next(mailboxes, "")
    numbers = [dial for written in contact.phone if (dial := dialled(written, country))]
    called = next(iter(numbers), "")
    abroad = next((dial for dial in numbers if dial.startswith("+")), "")
    mail = mailto(mailbox, subject, body) if mailbox else ""
    return Links(
        mail=mail,
        sms=_short(f"sms:{called}?body={_encoded(body)}" if body else f"sms:{called}", f"sms:{called}")
        if called
        else "",
        chat=f"https://wa.me/{abroad[1:]}" if abroad else "",
        tel=f"tel:{called}" if called else "",
        web=next((link for url in contact.url if (link := web(url))), ""),
        whole=not body or not mail or "body=" in mail,
    )


def mailto(mailbox: str, subject: str = "", body: str = "") -> str:
    """Return a link for writing to one mailbox (RFC 6068); if too long, without its body, then without its subject."""
    local, _, host = mailbox.rpartition("@")
    bare = f"mailto:{quote(local, safe='')}@{quote(host, safe='')}"
    about = f"?subject={_encoded(subject)}" if subject else ""
    whole = f"{bare}{about}{'&' if about else '?'}body={_encoded(body)}" if body else f"{bare}{about}"
    return _short(whole, _short(f"{bare}{about}", bare))


def _short(link: str, otherwise: str) -> str:
    return link if len(link) <= LONGEST else otherwise


def _encoded(text: str) -> str:
    """Percent-encode a text, with the line ends of mail (RFC 6068, 5)."""
    return quote(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n"), safe="", errors="replace")


def read_mailbox(address: str) -> str:
    """Return the one mailbox in an address, without name and ``mailto:``; empty for anything else."""
    bare = address.strip()
    if bare.endswith(">"):
        bare = bare[bare.rfind("<") + 1 : -1]
    if bare[:7].lower() == "mailto:":
        bare = bare[7:]
    return bare if _MAILBOX.fullmatch(bare) else ""


def dialled(written: str, country: str) -> str:
    """Return a telephone number as it is dialled: ``+`` and digits with the country code if that is known, else digits."""
    found = parse_phone(written)
    if not found.digits:
        return ""
    zero = re.sub(r"\D", "", written).startswith("0") and not found.international
    national = f"0{found.digits}" if zero else found.digits
    code = calling_code(country)
    if found.international:
        abroad = found.digits
    elif code:
        front = next((front for front in _countries().fronts[code] if national.startswith(front)), "")
        abroad = code + national.removeprefix(front)
    else:
        return national
    return f"+{abroad}" if _LEAST_DIGITS <= len(abroad) <= _MOST_DIGITS else ""


def calling_code(country: str) -> str:
    """Return the calling code of a country, given its name, its two letters or the code; empty if unknown."""
    typed = country.strip().lstrip("+")
    if typed.isascii() and typed.isdigit():
        return typed.lstrip("0") if typed.lstrip("0") in _countries().fronts else ""
    return _countries().codes.get(fold(typed), "")


class _Countries(NamedTuple):
    """The calling code by the letters and names of a country; and by code, the prefix dialled inside the country."""

    codes: dict[str, str]
    fronts: dict[str, tuple[str, ...]]


@cache
def _countries() -> _Countries:
    lines = [line for line in _CODES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    codes = {fold(name): code for letters, code, _, names in rows for name in (letters, *names.split(";")) if name}
    fronts = {code: ("0",) if front == "-" else tuple(front.split(";")) for _, code, front, _ in rows}
    return _Countries(codes, fronts | dict.fromkeys(_KEEPS_ZERO, ()))


def web(url: str) -> str:
    """Return a web address as a link; empty for another scheme and for anything that is not an address."""
    written = url.strip()
    if _UNSAFE.search(written) or not written:
        return ""
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return ""
    link = parts.geturl()
    plain = parts.scheme in _WEB and "." in host and "@" not in parts.netloc and len(link) <= LONGEST
    return quote(link, safe=":/?#[]@!$&'()*+,;=%~-._") if plain else ""
