"""Former family names inside a name: ``Anna Berg née Holm``, ``Anna Berg (geb. Holm)``."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = (
    "né", "nee", "neé", "geb", "born", "former", "maiden", "roz", "rod", "rođ", "szül", "f.", "född", "født", "domu", "z d.",
    "o.s", "o. s", "omaa", "urod", "ur.", "solt", "nata", "nubile", "nasc", "ép", "verh", "урож", "девич", "дев.", "дівоч",
    "meisjes", "旧姓", "ehem", "născut", "kızlık", "previous", "nacida", "rojena",
)  # fmt: skip
_LOWER = (
    r"n[ée][eé]|né|geb(?:orene[rn]?|orne|oren)?|verh(?:eiratete)?\.?|ehem(?:als|alige)?|born|formerly|previously|maiden name"
    r"|birth name|(?:de )?soltera|(?:de )?solteira|nacida|nascida|nata|da nubile|ép(?:ouse|oux)?|meisjesnaam|f(?=\.)|född|født"
    r"|o\.? ?s(?=\.)|omaa sukua|z domu|z d(?=\.)|ur(?=\.)|urodzona|roz(?=\.)|rozená|rod(?=\.)|rodená|szül(?=\.)|született"
    r"|rođ(?=\.)|rođena|rojena|născută|kızlık soyadı|урожд(?=\.)|урожд[её]нная|дев(?=\.)|девичья(?: фамилия)?|в девичестве"
    r"|дівоче прізвище|уроджена|旧姓"
)
"""Words before a former name; one that is a short form needs its dot."""
_PARTICLES = frozenset("von van de der den del della di da do dos la le zu zum zur af av bin el al ten ter".split())
_PARTICLE = rf"(?:(?:{'|'.join(sorted(_PARTICLES))})\s+)*"
_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*"
_CLAUSE = rf"(?P<key>{_LOWER})[.:：]?\s*(?P<former>{_PARTICLE}{_WORD}(?:\s+{_PARTICLE}{_WORD}){{0,2}})"
_BRACKETED = rf"\s*[(\[（]\s*{_CLAUSE}\s*[)\]）]"
_BARE = rf"[\s,–-]\s*{_CLAUSE}(?=\s*$|,|\s*[(\[|])"
_IN_BRACKETS = r"\s*[(\[（]\s*([^()\[\]（）]*?)\s*[)\]）]\s*"
_IN_QUOTES = r"""\s+["“”„«']([^"“”„«»']+)["“”»']\s+"""
_AROUND = ("(", "[", "（", '"', "“", "„", "«", " '")
_ANY_CASE = frozenset("née né geb rozená geborene geborener urodzona szül roz".split())
"""Of these words the ones that are no names, so that they may be written with a capital outside brackets."""
_FAMILY_FIRST = frozenset({"szül", "született", "旧姓"})
_HYPHEN = r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])"
_TWO_AND_TWO = 4
_FEWEST_SPACES = 2
_SHORTEST = 3


class FormerName(NamedTuple):
    """A name without the former family name in it, and the whole former name, or '' if there is none."""

    name: str
    former: str = ""


def split_former(written: str) -> FormerName:
    """Split a name into the name now and the one before.

    >>> split_former("Anna Berg née Holm"), split_former("Anna (geb. Holm) Berg")
    (FormerName(name='Anna Berg', former='Anna Holm'), FormerName(name='Anna Berg', former='Anna Holm'))
    """
    if written.count(" ") < _FEWEST_SPACES and not any(mark in written for mark in "([（"):
        return FormerName(written)
    folded = written.casefold()
    if not any(mark in folded for mark in _MARKS):
        return FormerName(written)
    found = re.search(_BRACKETED, written, re.IGNORECASE) or re.search(_BARE, written, re.IGNORECASE)
    before = written[: found.start()].strip(" ,–-") if found else ""
    if not found or not before or not _is_clause(found, before):
        return FormerName(written)
    key, behind, former = found["key"].casefold(), written[found.end() :].strip(), found["former"]
    if behind.startswith(",") and " " not in before:  # Berg née Holm, Anna
        return FormerName(f"{before}{behind}", f"{former}{behind}")
    _, comma, given = before.partition(",")
    if comma:  # Berg, Anna (née Holm)
        return FormerName(f"{before} {behind}".strip(), f"{former},{given}")
    words = former.split()
    if not behind and " " not in before and len(words) > 1 and not found[0].endswith((")", "]", "）")):
        former, behind = " ".join(words[:-1]), words[-1]  # Anna née Holm Berg
    name = f"{before}{behind}" if behind.startswith(",") else f"{before} {behind}".strip()
    alone = behind[:1].isalpha()
    return FormerName(name, with_family(before, former, alone=alone, first=key in _FAMILY_FIRST))


def _is_clause(found: re.Match[str], before: str) -> bool:
    """Return whether the words are meant as such: not ``Max Born Smith``, ``geb. im Mai`` or ``children born Early``."""
    key = found["key"]
    sure = key.casefold() in _ANY_CASE
    plain = not key[:1].isupper() or before.isupper()
    capitals = any(word[:1].isupper() for word in before.split())
    names = (word for word in found["former"].split() if word not in _PARTICLES)
    bracketed = found[0].lstrip()[:1] in "([（"
    whole = len(found["former"]) > 1 and not (capitals and any(word[:1].islower() for word in names))
    return whole and (bracketed or sure or (plain and " " in before))


def with_family(name: str, family: str, *, alone: bool = False, first: bool = False) -> str:
    """Return a name with another family name; `alone` says that the name has none, `first` that it comes first."""
    words = name.split()
    if first:
        return _family_first(words, family)
    if not alone and len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1] in _PARTICLES:
            words.pop()
    return " ".join([*words, family])


def _family_first(words: list[str], family: str) -> str:
    """Return a name in the order of Hungary or Japan; written without a space, only 山田花子 shows where the parts end."""
    if len(words) > 1:
        return " ".join([family, *words[1:]])
    return f"{family}{words[0][2:]}" if len(words[0]) == _TWO_AND_TWO else family


def other_readings(written: str) -> list[str]:
    """Return what else a name with a word in brackets or quotes may be: without it, and with it in place of another.

    In brackets it may be a family name, in quotes it is what somebody is called. Words with a hyphen may be one word.

    >>> other_readings("Anna Berg (Holm)"), other_readings('José "Pepe" Navarro'), other_readings("Kim Min-su")
    (['Anna Berg', 'Anna Holm'], ['José Navarro', 'Pepe Navarro'], ['Kim Minsu'])
    """
    if not any(mark in written for mark in _AROUND):
        together = re.sub(_HYPHEN, "", written)
        return [together] if together != written else []
    found = re.search(_IN_BRACKETS, written) or re.search(_IN_QUOTES, written)
    outside = f"{written[: found.start()]} {written[found.end() :]}".strip() if found else ""
    if not found or " " not in outside:
        return []
    first, *family = outside.split()
    if found[0].strip()[:1] not in "([（":
        return [" ".join([first, *family]), " ".join([found[1], *family])]
    other = family_in_brackets(found[1])
    return [outside, *([with_family(outside, other)] if other else [])]


def family_in_brackets(text: str) -> str:
    """Return a text from brackets if it may be a family name: one word with a capital that is no abbreviation."""
    is_name = re.fullmatch(_WORD, text) is not None and len(text) >= _SHORTEST
    return text if is_name and text[0].isupper() and not text.isupper() else ""


def split_family(written: str) -> tuple[str, str]:
    """Split a family name from a former one in brackets; '' if there is none.

    >>> split_family("Berg (Holm)")
    ('Berg', 'Holm')
    """
    found = (
        re.fullmatch(rf"({_PARTICLE}{_WORD})\s+[(\[]({_WORD})[)\]]", written) if written[-1:] in (")", "]") else None
    )
    former = family_in_brackets(found[2]) if found else ""
    return (found[1], former) if found and former else (written, "")
