"""Names of participants of a meeting: renamed, with a role, or with a device in place of a name."""

from __future__ import annotations

import re

from asknet.text import fold_name

_DEVICE = (
    r"(?i)\b(?:iphone|ipad|ipod|android|galaxy|samsung|huawei|xiaomi|redmi|pixel|oneplus|macbook|laptop|phone|tablet|handy|zoom"
    r"|user|guest|sm-\w+|motorola|nokia|imac|surface|chromebook|desktop|participant|teilnehmer|gast)\b"
)
_MODEL = r"(?: (?=\S*\d|sm-|(?:pro|max|mini|plus|air|se|ultra|lite|note|tab|fold|flip|book|go|galaxy|mate|mi)\b)[\w+-]+){0,4}"
_WHOLE_DEVICE = (
    r"(?i)(?:(?:apple |my |mein |mon |mi )?(?:i-?phone|i-?pad|i-?pod|android|samsung|galaxy|huawei|xiaomi|redmi|pixel|oneplus"
    rf"|motorola|moto|nokia|oppo|honor|macbook|imac|surface|thinkpad|chromebook){_MODEL}|(?:sm|desktop|laptop)-\w+|laptop|phone"
    r"|tablet|handy|desktop|zoom user|user|guest|gast|participant|teilnehmer|call-in user[ _]?\d*|\+?\d[\d *-]*\*[\d *-]*)"
    r"(?:\s*\(?#?\d{1,3}\)?)?"
)
"""A device, an account without a name or a masked number in place of a participant's name."""
_OWNED_DEVICE = (
    r"(?i)(?P<one>.+?)(?:['’]s?| -) (?P<device>.+)|(?P<device2>\S+) (?:von|de|d['’]|di|van|do|da|of) ?(?P<other>.+)"
)
"""``Theo's iPad``, ``iPhone von Theo``."""
_ROLE = (
    r"(?i)\s*\((?:co-)?(?:guest|external|unverified|host|organi[sz]er|presenter|me|gast|extern|invité|externe|invitado|externo|ospite"
    r"|esterno|convidado|gość|gäst|gæst)\)$"
)


def as_renamed(name: str) -> str:
    """Return the name of somebody who renamed themselves in a meeting, where the previous name is in brackets.

    >>> as_renamed("Mira Olsen (iPhone)"), as_renamed("Theo's iPad (Theo Brandt)")
    ('Mira Olsen', 'Theo Brandt')
    """
    found = re.fullmatch(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*", name)
    if not found or not found[1] or found[2].isdecimal():
        return name
    return found[2] if re.search(_DEVICE, found[1]) and not re.search(_DEVICE, found[2]) else found[1]


def fuller_name(name: str) -> str:
    """Return the name in brackets, if it is a fuller one than that in front: ``Nele F (Nele Fokker)``; else ''."""
    found = re.fullmatch(r"(.*?)\s*\(([^()]*)\)\s*", name)
    words = [fold_name(part).split() for part in found.groups()] if found else [[], []]
    return found[2] if found and len(words[1]) > 1 and words[0] != words[1] and {*words[0]} & {*words[1]} else ""


def without_device(name: str) -> str:
    """Return the name of a participant whose device shows instead: its owner, or '' if it names nobody.

    >>> without_device("Theo's iPad"), without_device("iPhone von Mira"), without_device("Galaxy S21 (2)")
    ('Theo', 'Mira', '')
    """
    if not re.search(_DEVICE, name) and "*" not in name and "user_" not in name.casefold():
        return name
    if re.fullmatch(_WHOLE_DEVICE, name):
        return ""
    found = re.fullmatch(_OWNED_DEVICE, name)
    if found and re.fullmatch(_WHOLE_DEVICE, found["device"] or found["device2"]):
        return str(found["one"] or found["other"])
    return name


def without_role(name: str) -> str:
    """Return a name without a role in a meeting: ``Theo Brandt (Guest)``."""
    return re.sub(_ROLE, "", name) or name if name.endswith(")") else name
