"""E-mail addresses, telephone numbers and links: how they are found in a text, checked and compared.

The store keeps the compared form beside each address, so that an index finds whose it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from asknet.model import Card

_SHARED = frozenset(
    """
    abuse account accounts admin administrator all anfrage assistance billing board booking bookings buchhaltung buero
    bureau busy career careers chair chorus club comite commercial communication community compta contact contacto
    contato couple customer customerservice desk direction donotreply dispatch editor editorial email empfang enquiries
    enquiry equipo events everyone facturacion faktura familie famille family familia feedback finance friends front
    frontdesk group gruppe hallo hello help helpdesk hi hola home hostmaster house household hr info informacion
    information inquiries invoice it jobs kanzlei kontakt legal library list mail mailbox mailer manager management
    marketing media member members membership news newsletter noreply nospam office oficina ofis order orders
    orga parents people post postmaster praxis press presse privacy recepcion reception redaktion registration
    rezeption sales school secretary secretariat secretaria sekretariat security service servicio shop staff studio
    subscribe support team tech technik us verein verkauf vertrieb vorstand web webmaster welcome
    """.split()
)
"""Names of mailboxes that several people read (the first are those of RFC 2142)."""

# Patterns are kept as text and compiled on first use: compiling them all takes longer than opening the database.
_ADDED = r"\+[^@]*(?=@)"
_GOOGLE = ("@gmail.com", "@googlemail.com")
"""One mail service under two names; it ignores dots in the name of a mailbox."""
_NUMBER = r"(?i)(?:tel:)?\s*\+?[\d\s().\-/\u2011\u00a0]+"
_SEPARATORS = r"[._\-0-9]+"
_EXTENSION = r"(?i)(?:ext|extn|extension|poste|durchwahl|dw|x|#|;)[.:=\s]*\d*.*$"
_OPTIONAL_TRUNK = r"\(\s*0\s*\)"
_NOT_DIGITS = re.compile(r"\D+")
_LEAST_DIGITS = 7
_COUNTRY_DIGITS = 3
_NORTH_AMERICA = 11
_RUSSIAN = "[78][3489][0-9]{9}"
"""A Russian or Kazakh number of eleven digits: ``7`` is the country, ``8`` what is dialled inside it."""


def known_by(field: str, value: str) -> str:
    """Return the form of a value by which it is looked up; `field` is ``email``, ``phone``, ``url``, ``alias`` or ``want``.

    An e-mail address is returned as by `mailbox`; a number as its last seven digits
    (compare with `same_number` afterwards); a LinkedIn profile as its slug; another
    web address without scheme, ``www.``, fragment and trailing slash; anything else folded.
    """
    if field == "email":
        return mailbox(value)
    if field == "phone":
        digits = parse_phone(value).digits
        return digits[-_LEAST_DIGITS:] if digits else fold(value)
    if field == "url":
        slug = slug_of(value)
        return f"linkedin.com/in/{slug}" if slug else _bare(value)
    return fold_name(value) if field == "alias" else fold(value)


@lru_cache(maxsize=1024)
def mailbox(address: str) -> str:
    """Return an e-mail address without ``mailto:``, angle brackets, ``+tag`` and case; a Gmail address also without dots."""
    bare = fold(address).strip().removeprefix("mailto:").partition("?")[0]
    if bare.endswith(">"):
        bare = bare[bare.rfind("<") + 1 : -1]
    bare = re.sub(_ADDED, "", bare)
    if bare.endswith(_GOOGLE):
        return f"{bare.partition('@')[0].replace('.', '')}@gmail.com"
    return bare


_STAND_INS = frozenset(
    """
    n/a na n.a. n.a n/d n.d. nan nil none null undefined unknown unbekannt inconnu inconnue desconocido desconocida
    sconosciuto onbekend okänd ukjent ukendt keine keiner kein k.a. entfällt aucun aucune ninguno ninguna nessuno nessuna
    nenhum nenhuma geen ingen inget brak нет неизвестно なし 无 無 없음 tba tbd noemail no-email nomail nophone
    n/v n.v. n.v n.n. n.n xxx xxxx declined refused withheld vide vacío vacio néant s/n s.n. nincs yok fehlt
    nobody noone niemand nadie ninguém personne
    """.split()
) | {
    "nicht vorhanden", "nicht bekannt", "nicht angegeben", "ohne angabe", "kein eintrag", "no tiene", "sin correo",
    "sin teléfono", "se desconoce", "pas de mail", "pas d'email", "pas de téléphone", "non communiqué", "non disponibile",
    "non disponible", "non pervenuto", "não tem", "não informado", "sem email", "brak danych", "nie ma", "niet bekend",
    "niet beschikbaar", "não disponível", "no data", "none given", "none provided", "see below", "as above",
    "нет данных", "не указан", "не указано", "не указана", "bilinmiyor", "未知", "不明", "暂无", "ingen uppgift",
    "deleted account", "deleted user", "deleted member", "facebook user", "instagram user", "linkedin member", "former member",
    "gelöschtes konto", "gelöschter account", "facebook-nutzer", "utilisateur facebook", "compte supprimé",
    "usuario de facebook", "cuenta eliminada", "utente facebook", "account eliminato", "usuário do facebook", "conta excluída",
    "удалённый аккаунт", "удаленный аккаунт", "пользователь facebook", "usunięte konto", "użytkownik facebooka",
    "facebookgebruiker", "verwijderd account",
    "no name", "noname", "unnamed", "ohne name", "kein name", "sans nom", "sin nombre", "senza nome", "sem nome",
    "unknown contact", "unknown name", "no email", "no e-mail", "no mail", "no phone", "no number",
    "not available", "not applicable", "not provided", "not known", "info requested",
    "not given", "keine angabe", "k. a.", "n. a.", "n.v.t.", "n.v.t", "n. v. t.", "non renseigné", "sin datos", "no disponible",
}  # fmt: skip
"""Placeholders that people and programs write into a cell that must not stay empty, or in place of who has left."""
STANDS_FOR_NONE = "is a placeholder"
_NO_MAILBOX = frozenset(
    """
    noemail nomail noaddress noemailaddress donotemail dontemail nothing none nil null undefined unknown unavailable
    notavailable notprovided notgiven noneprovided nobody noone invalid fake dummy placeholder anonymous missing
    xxx xxxx asdf asdfgh qwerty qwertz youremail yourname yourmail
    unbekannt keine kein keinemail keineemail keinemailadresse keineangabe nichtvorhanden hatkeine ohneemail
    aucun aucune sansmail sansemail pasdemail pasdeemail inconnu ninguno ninguna sincorreo sinemail notiene notengo
    nessuno nessuna nomeil senzaemail senzamail nonha semmail sememail naotem nenhum geen geenemail geenmail onbekend
    brak brakmaila brakemaila niema nieposiada ingen ingenepost ingenmail saknas okand ukendt nincs nincsemail yok mailyok
    emailyok eiole neznamy nemam
    """.split()
)
"""Names of mailboxes that are placeholders, without separators between their words and without digits at the end."""
_DUMMIES = frozenset(
    "a aa aaa abc x xx xxx y z test tests testing email mail e foo bar sample example user guest na".split()
)
"""Names of mailboxes that are placeholders if the host has the same name: ``test@test.com``."""
_UNREAD = frozenset(
    """
    noreply donotreply dontreply nepasrepondre nichtantworten bittenichtantworten keineantwort noresponder naoresponda
    naoresponder norispondere nonrispondere nieodpowiadaj mailerdaemon
    """.split()
)
_TESTS = frozenset(
    "test tests testing example sample email user username name yourname someone somebody nobody john.doe".split()
)
"""Names of mailboxes that are placeholders at ``example.com`` and the like (RFC 2606)."""
_EXAMPLES = ("example.com", "example.net", "example.org", "example.edu", "test.com", "domain.com")
_ANYBODY = frozenset("no na not user name you someone somebody nicht none".split())
_ANYWHERE = frozenset("email domain yourdomain mydomain company yourcompany nowhere vorhanden".split())
"""Hosts that are placeholders if the mailbox is in `_ANYBODY`: ``name@domain.com``."""
_NO_HOST = frozenset("none noemail no-email nomail no-mail noaddress".split())
NAMED_ADDRESS = r"([^<>]*)<(?:mailto:)?([^<>\s]+@[^<>\s]+)>"
"""A person as mail programs write them, ``Nan Okafor <nan@example.org>``: the name, perhaps in quotes, and the address."""
_SHEET_ERROR = r"(?i)#(?:N/?[AD]|NV|Н/Д|I/T|YOK|HIÁNYZIK|NENÍ_K_DISPOZICI|GETTING_DATA|[^\s#]+[!?])|Err:5\d\d"
"""``#N/A``, ``#NAME?``, ``#DIV/0!``, ``#WERT!``: what a spreadsheet writes in place of a value."""
_EXPONENT = r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+"
_COUNTING = ("0123456789", "1234567890", "9876543210")
_FEWEST_DIGITS = 3
_BETWEEN = r"[._-]+|\d+$"
"""The separators between the words of a mailbox's name, and digits at its end."""
_NO_WEB_ADDRESS = r"(?i)[\s\0-\x1f]*(?:javascript|vbscript|data|file|blob|about|chrome)\s*:"
_NO_NUMBER = "0000000"
"""The last digits of a number that is a placeholder, whatever the country code."""
_SHORTEST_WORD = 4
_SAME_DIGITS = 6
_GUARD = r"""(?s)'+(?=[-+=@(\d])(?P<rest>.*)|=\s*"(?P<text>.*)\""""
"""A spreadsheet's ways of marking a cell as text: ``="0301234"``, ``'+49 30 1234``."""
_LABEL = (
    r"(?i)(?<![^\W\d_])(?:tel(?:ephone|efon)?|phone|mob(?:ile|il)?|cell|handy|"
    r"home|work|privat|office|[tmhpw])\s*[.:]\s*(?=[+(\d])"
)
_REMARK = r"(?<=\d)\s*(?:\([^()\d]+\)|\s[-–]\s[^\W\d_][^\d]*)\Z"
"""A remark behind a number, on whose it is or when to call: ``030 1234 (evenings)``."""
_SLASH = r"(?i)\s*[/&]\s*|\s+(?:or|oder|od\.|bzw\.?|resp\.|ou|o|of|eller|lub|или|und|and|y|e|et)\s+"
_SPACED = r"(?i)\s+(?:/|or|oder|od\.|bzw\.?|resp\.|ou|eller|lub|или)\s+"
_ONE_NUMBER = r"\s*[+(]?[\d ()-]*\d\s*"
"""A text that can only be one number, with nothing around it."""
_SPACED_DIGITS = 6
"""From this many digits on both sides of a spaced slash, each side is a number rather than an area code."""
_WHOLE_NUMBER = 5
"""From this many digits on, either side of a slash is a number rather than an area code."""


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Return whether a text is a placeholder for a missing value: ``n/a``, ``none``, ``-``, or a spreadsheet's error."""
    bare = _bare_word(text)
    return bare in _STAND_INS or not any(map(str.isalnum, bare)) or is_sheet_error(text)


def is_no_name(text: str) -> bool:
    """Return whether a text is a placeholder for a missing name; short words may be names (Nan, Na)."""
    bare = _bare_word(text)
    if bare[:1] == "#" and bare[1:].isdecimal():  # the number of an order, which Shopify calls its name
        return True
    return is_placeholder(text) and not (bare.isalpha() and len(bare) < _SHORTEST_WORD)


def _bare_word(text: str) -> str:
    return text.strip("()[]<>{}*'\" ").casefold()


def is_sheet_error(text: str) -> bool:
    """Return whether a text is an error value that a spreadsheet shows in a cell."""
    bare = text.strip()
    typical = (bare[:1] == "#" and (bare.isupper() or bare == "#n/a")) or bare[:5] == "Err:5"
    return typical and re.fullmatch(_SHEET_ERROR, bare) is not None


def without_guard(text: str) -> str:
    """Return a cell without the prefix that marks it as text in a spreadsheet: ``'+49 30 1234``, ``="0301234"``."""
    bare = text.strip()
    found = re.fullmatch(_GUARD, bare) if bare[:1] in ("'", "=") else None
    if not found:
        return text
    return found["rest"] if found["text"] is None else found["text"].replace('""', '"')


def numbers_in(text: str) -> list[str]:
    """Split a text that may hold two telephone numbers; labels before them and remarks after them are dropped.

    ``030/1234567`` is one number: an area code alone is not a number.
    """
    if re.fullmatch(_ONE_NUMBER, text):
        return [text.strip()]
    labelled = [place.start() for place in re.finditer(_LABEL, text)][1:]
    if labelled:  # ``M: 0172 1234567 T: 030 7654321``
        edges = [0, *labelled, len(text)]
        return [_plain_number(text[start:end].strip(" ,")) for start, end in pairwise(edges)]
    pieces = re.split(_SPACED, text)
    if not all(sum(map(str.isdigit, piece)) >= _SPACED_DIGITS for piece in pieces):
        pieces = [text]
    if len(pieces) == 1:
        tight = [piece for piece in re.split(_SLASH, text) if piece]
        if all(sum(map(str.isdigit, piece)) >= _WHOLE_NUMBER and piece[:1] in "+0(" for piece in tight):
            pieces = tight
    return [_plain_number(piece) for piece in pieces]


def _plain_number(text: str) -> str:
    number = re.sub(_LABEL, "", without_guard(text.strip()), count=1)
    return re.sub(_REMARK, "", without_guard(number)).removesuffix(".0")


def takes_no_mail(address: str) -> bool:
    """Return whether nobody reads what is sent to an address: ``no-reply@``."""
    return re.sub(_SEPARATORS, "", mailbox(address).partition("@")[0]) in _UNREAD


def is_script(url: str) -> bool:
    """Return whether a web address is none: a script, data or a file."""
    return re.match(_NO_WEB_ADDRESS, url) is not None


@lru_cache(maxsize=4096)
def unreadable(field: str, value: str) -> str:
    """Return why a value is not an e-mail address (``email``) or telephone number (``phone``); '' if it is one."""
    if is_sheet_error(value):
        why = "is a spreadsheet error"
    elif is_placeholder(value):
        why = STANDS_FOR_NONE
    else:
        why = _unlike_address(value) if field == "email" else _unlike_number(value)
    return f"{value[:60]!r} {why}" if why else ""


def _unlike_address(value: str) -> str:
    local, at, host = mailbox(value).rpartition("@")
    if not (local and at and host) or any(map(str.isspace, local + host)):
        return "is not an e-mail address"
    label = host.partition(".")[0]
    bare = re.sub(_BETWEEN, "", local) or local
    dummy = bare in _NO_MAILBOX or label in _NO_HOST or (local in _DUMMIES and local == label)
    dummy = dummy or (local in _ANYBODY and label in _ANYWHERE) or (local in _TESTS and host in _EXAMPLES)
    return STANDS_FOR_NONE if dummy else ""


def _unlike_number(value: str) -> str:
    digits = _NOT_DIGITS.sub("", value)
    if re.fullmatch(_EXPONENT, value):
        return "was rounded by a spreadsheet"
    if len(digits) < _FEWEST_DIGITS:
        return "is not a telephone number"
    same = len(set(digits)) == 1 and (len(digits) >= _SAME_DIGITS or digits[0] == "0")
    return (
        STANDS_FOR_NONE
        if same or digits.endswith(_NO_NUMBER) or any(counted.startswith(digits) for counted in _COUNTING)
        else ""
    )


def typed_addresses(field: str, text: str) -> list[str]:
    """Return the addresses (``email``) or numbers (``phone``) in a typed text, separated by ``;``.

    They come without ``mailto:``, ``tel:`` and a name around an address: ``Ann Abel <ann@example.org>``.
    """
    if field == "email":
        bare = [re.sub(r"(?i)\Amailto:", "", piece.strip()).partition("?")[0] for piece in text.split(";")]
        return [found[2] if (found := re.fullmatch(NAMED_ADDRESS, piece)) else piece for piece in bare if piece]
    pieces = re.split(r"(?i);(?!\s*(?:ext|isub|phone-context)=)", text)
    return [re.sub(r"(?i)\Atel:\s*", "", piece.strip()).replace(";ext=", " ext ") for piece in pieces if piece.strip()]


def named_address(text: str) -> tuple[str, str]:
    """Return the name and the address in ``Ann Abel <ann@example.org>``; of an address alone, the address twice."""
    found = re.fullmatch(NAMED_ADDRESS, text.strip())
    address = typed_addresses("email", text)[:1] if found or is_address(text) else []
    if not address or not is_address(address[0]):
        return text, ""
    return (found and found[1].strip(" '\"")) or address[0], address[0]


def same_address(field: str, one: str, other: str) -> bool:
    """Return whether two values of ``email`` or ``phone`` are one address or number, however it is written."""
    if field == "phone" and same_number(one, other):
        return True
    return [*map(fold, typed_addresses(field, one))] == [*map(fold, typed_addresses(field, other))]


def is_address(text: str) -> bool:
    """Return whether a text is an e-mail address rather than a name."""
    before, at, host = text.strip().rpartition("@")
    return bool(at and before and "." in host and " " not in text.strip())


def is_number(text: str) -> bool:
    """Return whether a text is a telephone number rather than a name: seven digits or more, and separators."""
    return re.fullmatch(_NUMBER, text.strip()) is not None and bool(parse_phone(text).digits)


def is_shared(address: str) -> bool:
    """Return whether several people probably read a mailbox, judged by its name (``info@``)."""
    local = mailbox(address).partition("@")[0]
    parts = [part for part in re.split(_SEPARATORS, local) if part]
    return not parts or re.sub(_SEPARATORS, "", local) in _SHARED or all(part in _SHARED for part in parts)


class PhoneNumber(NamedTuple):
    """A telephone number: its digits without prefixes, and whether they begin with the country code."""

    digits: str
    international: bool


@lru_cache(maxsize=1024)
def parse_phone(written: str) -> PhoneNumber:
    """Parse a telephone number; `digits` is empty if there are fewer than seven.

    The digits of a number with a leading ``+`` or ``00``, and of one with eleven digits from 1 (North America), begin with
    the country code. A Russian ``8`` becomes ``+7``. The ``0`` before an area code, ``(0)`` and an extension are dropped.
    """
    bare = re.sub(_OPTIONAL_TRUNK, "", re.sub(_EXTENSION, "", written.strip().lower().removeprefix("tel:")))
    digits = _NOT_DIGITS.sub("", bare)
    international = bare.lstrip(" (").startswith("+") or digits.startswith("00")
    if not international and len(digits) == _NORTH_AMERICA and digits[0] == "1":
        international = True
    if not international and re.fullmatch(_RUSSIAN, digits):
        return PhoneNumber("7" + digits[1:], international=True)
    digits = digits.lstrip("0")
    return PhoneNumber(digits if len(digits) >= _LEAST_DIGITS else "", international)


def same_number(one: str, other: str) -> bool:
    """Return whether two spellings may be the same telephone number.

    A number with a country code and one without are the same if one ends with the
    other and the rest can be a country code (at most three digits, and the ``0``
    that Italy keeps). The country of a number without a code is unknown and not
    compared; two local numbers of different towns are not distinguished.
    """
    a, b = parse_phone(one), parse_phone(other)
    if not a.digits or not b.digits:
        return False
    if a.international == b.international:
        return a.digits == b.digits
    whole, local = (a, b) if a.international else (b, a)
    if not whole.digits.endswith(local.digits):
        return False
    country = whole.digits.removesuffix(local.digits)
    return 0 < len(country.removesuffix("0")) <= _COUNTRY_DIGITS


def is_nameless(card: Card) -> bool:
    """Return whether a contact is called by its e-mail address or telephone number."""
    return card.name in card.email or card.name in card.phone


def slug_of(address: str) -> str:
    """Return the slug of a LinkedIn profile's address, or '' for any other address.

    The slug is percent-decoded and case-folded, without query, language and trailing
    slash, so that every spelling of a profile's address gives the same slug.
    """
    if "linkedin" not in address.lower():
        return ""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").lower()
    except ValueError:  # "http://[" and the like
        return ""
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return ""
    section, _, slug = parts.path.strip("/").partition("/")
    if section.lower() != "in":
        return ""
    return unquote(slug).strip("/").partition("/")[0].casefold()


def _bare(address: str) -> str:
    folded = fold(address).strip()
    folded = folded.partition("//")[2] if "//" in folded[:10] else folded
    return folded.partition("#")[0].removeprefix("www.").rstrip("/")
