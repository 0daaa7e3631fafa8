"""Names of people: how they are written, and how a name that is typed fits a stored one.

`asknet.dedupe.names` compares two stored ones.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asknet.former_names import split_former
from asknet.text import RELATIONS, fold_name, is_filler, without_umlauts

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

_GIVEN_NAMES = Path(__file__).parent / "data" / "given_names.txt"
_NAME_WORDS = Path(__file__).parent / "data" / "name_words.txt"

_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor doctor sir dame lord lady rev revd father hon herr frau fr hr dipl ing mag
    mme mlle monsieur madame sr.a sra srta don dona ing. dott dott.ssa avv eng phd ph.d msc bsc ba ma mba md dds dvm cpa
    llm jd esq pmp cfa rn phdc mphil dphil rd bed med mfa obe mbe cbe drs ir peng csc drsc fh
    mgr judr mudr rndr phdr paeddr mvdr thdr bc doc dott ssa dra arq inz
    """.split()
)
_GENERATIONS = {
    "jr": "junior", "jnr": "junior", "junior": "junior", "jun": "junior", "filho": "junior", "ii": "second",
    "sr": "senior", "snr": "senior", "senior": "senior", "sen": "senior", "iii": "third", "iv": "fourth",
}  # fmt: skip
_OF_MEN = frozenset("mr mister herr herrn hr sir lord senor sr don senhor monsieur signor signore sig dhr".split())
_OF_WOMEN = frozenset(
    """
    mrs ms miss frau fraulein frl dame lady senora sra senorita srta dona dna senhora madame mme mademoiselle mlle
    signora signorina sig.ra sigra mevrouw mevr mw fru
    """.split()
)
_FORMS_OF_ADDRESS = _OF_MEN | _OF_WOMEN
_NO_ROLE = _FORMS_OF_ADDRESS | frozenset(
    """
    mx dr prof ing dipl mag rev revd hon h c hc med habil phil rer nat jur mult univ pd mgr bc judr mudr rndr phdr paeddr mvdr
    thdr doc csc phd msc ba ma bsc mba drs ir m mm mmes sigg dott dottssa dott.ssa ssa d dra pan pani panna bay bayan sayin
    inz hab ur ing. ph г-н г-жа господин госпожа проф д-р пан пані 小姐 太太 さん & + and und et e y
    """.split()
)
"""Words that make a form of address or an academic degree, in a column of titles: ``Dr.``, ``Mme``, ``Dipl.-Ing.``."""
_HONORIFICS = ("선생님", "さん", "さま", "くん", "ちゃん", "先生", "女士", "老师", "様", "氏", "씨", "님")
"""Honorifics after a Chinese, Japanese or Korean name."""
_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
_KATAKANA = "[\u30a0-\u30ff]+"
_PRONOUNS = (
    r"(?i)[(\[]\s*(?:s?he|her|him|they|ella|elle|él|il|sie|er)(?:\s*/\s*\w+)*\s*[)\]]"
    r"|(?<=\s)(?:s?he|they|ella|elle|él|il|sie|er)(?:\s*/\s*\w+)+\s*$"
)
"""Patterns that few names need, compiled on first use: compiling takes longer than everything else about a plain name."""
_DECORATIONS = ("(", "[", "|", "/", " - ", " #", " ~ ", " * ")
_SAID_BEHIND = r"^(\s*\S+\s+[^\s|(][^|]*?|[^|]+(?=\|))\s*(?:\s(?:[-–—•·*~]|//|::)\s|\||\s#(?=\w)).*$"
"""A remark after a name of two words, or after a bar: ``Kim Osei | Yoga``, ``Mira Olsen - hiring #bees``."""
_AND = frozenset("and und et y e og en".split())
_CREDENTIAL = (
    r"(?:[BMDC](?:A|Sc|Ed|Eng|Phil|Arch|Mus|Res|Chem|Math|Tech|Th|BA|BS|PH)|LL[BMD]|(?:Ph|Ed|Psy|Pharm|Th)D|MIMechE|[MF]RICS|RIBA"
    r"|F?CCA|ACCA|F?CIPD|M[FI]?IET|[BCDFGHJ-NP-TV-XZ]{3,6}|Hons)(?:\([A-Za-z]+\))?"
)
_DOTTED = r"(?:[A-Z][a-z]{0,4}\.){1,4}(?:[A-Z][a-z]{0,4}\.?)"
"""``M.D.``, ``Ph.D.``."""
_HUNGARIAN = frozenset(
    """
    agnes aniko antal andras aron attila balazs balint barnabas bela bence bertalan boglarka borbala csaba csilla dalma denes
    dezso eniko erno erzsebet eszter ferenc gabor gergely gergo geza gyorgy gyongyi gyula ildiko ilona imre istvan janos jeno
    jozsef judit kalman karoly katalin krisztian krisztina lajos laszlo levente marton matyas mihaly miklos noemi orsolya otto
    piroska reka sandor szabolcs szilvia tamas tibor tunde vilmos zoltan zsofia zsolt zsuzsa zsuzsanna zsigmond
    """.split()
)
"""Given names of Hungarians, who write them last."""
_JOINS = r"(?i) (?:and|und|et|y|e|og|och|en|i|и|a|ve|és|ja|și|si|і|та|και|plus) | ?[&+/] ?"
"""What stands between the two given names of a couple."""
_FAMILY = (
    r"(?i)(?:familie|famille|familia|família|famiglia|familien|familjen|fam\.|gezin|rodina|rodzina|семья|родина|ehepaar|eheleute"
    r"|manželé|państwo|hushållet) (?P<one>[^\W\d_]\S*(?: \S+){0,2})|[^\W\d_]\S+, (?:familie|familia|famille|family|fam\.)"
    r"|(?:the )?[^\W\d_]\S+ (?:family|household|perhe|család|ailesi|famille)|\S+(?:ご夫妻|夫妻|夫婦|ご一家)"
)
"""``Familie Schulz``, ``The Lowe Family``."""
_FIRM = (
    r"(?i)\b(?:gmbh|ag|kg|ohg|ltd|llc|llp|inc|co|corp|company|sons?|söhne|bros|brothers|partners?|associates|bv|sa|srl|spa|oy|ab"
    r"|services?|shop|store|studio|club|verein|church|pub|inn|hotel|caf[eé]|restaurant|school|band|group|design|consulting)\b"
)
"""Words of the names of firms and places."""
_IN_BRACKETS = r"[(\[]([^()\[\]]*)[)\]]"
_PARTICLES = frozenset(
    """
    of from the and und et y e i og van von vom zu zum zur de der den del della di da das do dos du des d la le les lo el al
    ten ter te bin bint ibn ben abu af av ap
    """.split()
)
_KIN = RELATIONS - {"landlord", "landlady", "employer", "boss"}
TITLES_MEAN = {
    "dr": "doctor", "dra": "doctor", "doctor": "doctor", "md": "doctor", "prof": "professor", "professor": "professor",
    "rev": "priest", "revd": "priest", "rn": "nurse", "dds": "dentist", "dvm": "vet", "esq": "lawyer", "jd": "lawyer",
    "avv": "lawyer", "cpa": "accountant", "acca": "accountant", "ca": "accountant", "cfa": "financial analyst",
    "pmp": "project manager", "ing": "engineer", "dipl": "engineer", "arq": "architect", "arch": "architect",
}  # fmt: skip
"""What a title says that its owner does."""
_SHORTEST_DESCRIBING = 6
"""Letters of a single word that describes rather than names; shorter ones are names."""
_SHORTEST_WORD = 3
_LONGEST_INITIALS = 3
_SHORTEST_DOTTED = 3
_INITIALS = 2
"""Capitals of somebody's initials; a degree has as many or more."""
_WHOLE_CJK = 3
"""Characters from which a name in Chinese, Japanese or Korean is more than a family name."""
_LONGEST_CJK = 6
VOWELS = frozenset("aeiouy")

_LATIN = str.maketrans(
    dict(zip("абвгґдеєзиіїйклмнопрстуфыэ", ["a", "b", "v", "g", "g", "d", "e", "e", "z", "i", "i", "i", "i", "k", "l", "m",
             "n", "o", "p", "r", "s", "t", "u", "f", "y", "e"], strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | dict(zip("αβγδεζηικλμνξοπρστυφχωσς", ["a", "v", "g", "d", "e", "z", "i", "i", "k", "l", "m", "n", "x", "o", "p", "r",
               "s", "t", "y", "f", "ch", "o", "s", "s"], strict=True))
    | {"θ": "th", "ψ": "ps"}
)  # fmt: skip
"""Cyrillic and Greek letters after folding, transliterated nearly as by BGN/PCGN, for comparison."""


class Name(NamedTuple):
    """A name as it is compared: its words without titles, the generation, and the form of address.

    `address` is ``man``, ``woman``, ``both`` for a couple's name, or '' if it shows neither.
    """

    words: tuple[str, ...]
    generation: str = ""
    address: str = ""


class TypedName(NamedTuple):
    """A name as it was typed: its folded words, those of them that are not titles, and its form of address (see `Name`)."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    address: str = ""


class Fit(IntEnum):
    """How a name that was typed fits a stored one."""

    NONE = 0
    PART = 1
    """Each word is a whole word of the name, or an initial of one beside such a word."""
    SAME = 2
    """The same words in any order, titles aside."""


@cache
def given_names() -> dict[str, frozenset[int]]:
    """Return each known given name (see `plainest`) with the numbers of the groups of forms that it belongs to."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GIVEN_NAMES.read_text(encoding="utf-8").splitlines()):
        for name in () if line.startswith("#") else plainest(line).split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


def plainest(word: str) -> str:
    """Return a folded word in Latin letters, with both spellings of an umlaut made one."""
    if not word.isascii():
        word = word.translate(_LATIN)
    return without_umlauts(word)


@lru_cache(maxsize=16_384)
def given_name_groups(word: str) -> frozenset[int]:
    """Return the groups of given-name forms that a folded word belongs to."""
    return given_names().get(plainest(word), frozenset())


def undecorated(written: str) -> str:
    """Return a name without emoji, pronouns, a former family name, and remarks and degrees behind it.

    >>> undecorated("Sam Iden (they/them) | Coach")
    'Sam Iden '
    """
    written = split_former(written).name
    if written.isascii() and not any(mark in written for mark in _DECORATIONS):
        return _without_credentials(written)
    bare = re.sub(_PRONOUNS, " ", written)
    bare = re.sub(_SAID_BEHIND, r"\1 ", bare)
    bare = "".join(
        c for c in bare if unicodedata.category(c) not in ("So", "Sk", "Cn", "Mn") or c.isalnum() or _mark(c)
    )
    return _without_credentials(bare)


def _without_credentials(name: str) -> str:
    """Return a name without the degrees and memberships behind it: ``Cal Doe, M.D.``, ``Dee Fox MSc MRICS``."""
    last = name.rpartition(" ")[2]
    if "," not in name and last[-1:] not in (".", ")") and (last.istitle() or not last[:1].isupper()):
        return name
    words = name.replace(",", " , ").split()
    end = len(words)
    while end > 1 and (words[end - 1] == "," or _is_credential(words, end - 1, capitals=name.isupper())):
        end -= 1
    return name if end == len(words) else " ".join(words[:end]).replace(" ,", ",").rstrip(",")


def _is_credential(words: Sequence[str], place: int, *, capitals: bool) -> bool:
    """Return whether a word is a degree or the like: most in capitals behind a comma, and a known form at the end of a name."""
    word = words[place].strip("()") if words[place][:1] == "(" else words[place]
    letters = fold_name(word.replace(".", ""))
    before = words[:place]
    whole = [name for name in before[: before.index(",")] if name not in _PARTICLES] if "," in before else []
    apart = len(whole) > 1 or before.count(",") > 1
    last = place > 1 and not whole
    if re.fullmatch(_DOTTED, word):  # two initials are a degree behind a comma only
        known = letters in _TITLES or any(map(str.islower, word))
        return known and (apart or (last and len(letters) >= _SHORTEST_DOTTED))
    upper = sum(map(str.isupper, word))
    if capitals or upper + (word == "Hons") < _INITIALS:
        return False
    if letters in _TITLES or re.fullmatch(_CREDENTIAL, word):
        return apart or last or (letters in _TITLES and bool(whole))
    return apart and len(word) > _INITIALS and 2 * upper >= len(word) and not is_given(letters)


def _mark(character: str) -> bool:
    """Return whether a mark belongs to a letter, rather than being an emoji's variation selector."""
    return unicodedata.category(character) == "Mn" and not "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=4096)
def parse_name(written: str) -> TypedName:
    """Parse a name, typed or stored: ``Dr Holt`` is ``holt`` with a title, ``MJ Watson`` has two initials."""
    bare = undecorated(written)
    spaced = " ".join(" ".join(raw) if _several_initials(bare, raw) else raw for raw in bare.split())
    words = tuple(fold_name(spaced).split()) or tuple(fold_name(written).split())
    core = tuple(w for at, w in enumerate(words) if w not in _TITLES and not (at and w in _GENERATIONS)) or words
    address, _ = _addressed([(raw, word) for raw in written.split() for word in fold_name(raw).split()])
    return TypedName(words, core, address)


def fit(typed: TypedName, name: TypedName) -> Fit:
    """Return how a name that was typed fits a stored one."""
    if typed.address and name.address and typed.address != name.address and typed.core != typed.words:
        return Fit.NONE
    if sorted(typed.core) == sorted(name.core):
        return Fit.SAME
    if typed.core and not typed.core[-1].isascii() and re.fullmatch(_CJK, typed.core[-1]):
        return _fit_cjk(typed.core, name.core)
    for words in {typed.words, typed.core}:
        left = list(name.words)
        full = [word for word in words if len(word) > 1 and word in left]
        for word in full:
            if word in left:
                left.remove(word)
        rest = [word for word in words if word not in full]
        if full and all(len(word) == 1 and pair_words([word], left, _initial_or_same) for word in rest):
            return Fit.PART
    return Fit.NONE


def repeats(alias: str, name: str) -> bool:
    """Return whether an alias is the name in another form: the same words, and no form of address or generation of its own.

    >>> repeats("Ebb, Dr Eve", "Eve Ebb"), repeats("Mrs Ebb, Eve", "Eve Ebb"), repeats("Eve", "Eve Ebb")
    (True, False, False)
    """
    return fit(parse_name(alias), parse_name(name)) is Fit.SAME and read_name(alias)[1:] == read_name(name)[1:]


def _several_initials(written: str, raw: str) -> bool:
    """Return whether a word is initials written together, in a name that is not in capitals throughout."""
    return raw.isupper() and raw.isalpha() and not written.isupper() and _are_initials(raw.lower())


def _initial_or_same(one: str, other: str) -> bool:
    return one == other or is_initial(one, other)


def _fit_cjk(typed: tuple[str, ...], name: tuple[str, ...]) -> Fit:
    """Compare names that are written without a space, family name first or last."""
    joined = "".join(typed)
    addressed = {joined.removesuffix(end) for end in _HONORIFICS if joined.endswith(end) and joined != end}
    wanted = {joined, "".join(reversed(typed))} | addressed
    if wanted & {"".join(name), "".join(reversed(name))}:
        return Fit.SAME
    parts = {*cjk_given(name[0]), *cjk_family(name[0])} if len(name) == 1 else set()
    return Fit.PART if wanted & {*name, *parts} or addressed & {name[0][:1]} else Fit.NONE


def cjk_given(name: str) -> tuple[str, ...]:
    """Return what may be the given name of a name in Chinese, Japanese or Korean without a space: two characters or more.

    >>> cjk_given("박민수"), cjk_given("山田花子"), cjk_given("王伟")
    (('민수',), ('田花子', '花子'), ())
    """
    return tuple(name[start:] for start in (1, 2) if len(name) - start > 1) if _is_unspaced(name) else ()


def cjk_family(name: str) -> tuple[str, ...]:
    """Return what may be the family name of such a name, as far as it has two characters, as most in Japan have.

    >>> cjk_family("山田花子"), cjk_family("王伟")
    (('山田',), ())
    """
    return (name[:2],) if _is_unspaced(name) else ()


def unspaced_parts(folded: str) -> set[str]:
    """Return a folded name without its spaces, and the parts of a Chinese, Japanese or Korean one, for an index."""
    if folded.isascii():
        return {folded.replace(" ", "")}
    family = {folded[:1]} if re.fullmatch(_CJK, folded) else set()
    return {folded.replace(" ", ""), *cjk_given(folded), *cjk_family(folded), *family}


def _is_unspaced(name: str) -> bool:
    """Return whether a name is of one to two characters for the family and one or more for the given name."""
    return _WHOLE_CJK <= len(name) <= _LONGEST_CJK and not name.isascii() and re.fullmatch(_CJK, name) is not None


def called(written: str, aliases: Sequence[str] = (), describing: Container[str] = ()) -> str:
    """Return how to address somebody in a greeting: the given name, or a short form of it that is an alias.

    A title is kept with the family name (``Dr Holt``); a name that begins with an initial, or is written without
    spaces, is kept whole. So is one that begins with what somebody is (Auntie; `describing` are the `words` of `described`),
    unless a title or a given name follows that (``Plumber Bob``).

    >>> called("Okafor, Nan"), called("Dr Amelia Holt"), called("Robert Miller", ["Bob"])
    ('Nan', 'Dr Holt', 'Bob')
    """
    plain = re.sub(_IN_BRACKETS, " ", undecorated(written))
    family, comma, _ = plain.partition(",")
    words = _spoken(plain)
    named = _without_description(words, describing)
    if not named or len(named) < len(words):
        return called(" ".join(named), aliases) if named else " ".join(words) or written.strip()
    titles = list(itertools.takewhile(is_title, words))
    rest = [
        word.strip(",")
        for place, word in enumerate(words)
        if not (is_title(word) or (place and _is_degree(word)) or is_generation(word))
    ]
    if not rest:
        return " ".join(words) or written.strip()
    if titles and len(rest) > 1:
        return f"{titles[0]} {family.split()[-1] if comma and words[-1:] == family.split()[-1:] else rest[-1]}"
    if titles:
        return f"{titles[0]} {rest[0]}"
    first = fold_name(rest[0])
    if (
        len(rest) > 1
        and not comma
        and fold_name(rest[-1]) in _HUNGARIAN
        and not (first in _HUNGARIAN or is_given(first))
    ):
        first, rest = fold_name(rest[-1]), rest[-1:]
    for alias in aliases:
        short = fold_name(alias)
        if " " not in alias.strip() and short != first and given_name_groups(short) & given_name_groups(first):
            return alias.strip()
    return " ".join(rest) if len(first) == 1 else rest[0]


def _without_description(words: Sequence[str], describing: Container[str]) -> Sequence[str]:
    """Return a name without the words before a title or given name that say what somebody is; nothing if it only says that."""
    what = _KIN | {*fold_name(described(" ".join(words), describing)).split()}

    def names(word: str) -> bool:
        folded = fold_name(word)
        says = folded in what or folded in describing or word.endswith(("'s", "’s"))
        return is_title(word) or is_given(folded) or not says

    named = [*itertools.dropwhile(lambda word: not names(word), words)]
    first = fold_name(named[0]) if named else ""
    before = fold_name(words[0]) if words else ""
    if is_title(first) or (is_given(first) and (len(named) > 1 or before in _KIN or first not in _name_words())):
        return named
    return words if before in _name_words() - _KIN or len(named) == len(words) else ()


def is_title(word: str) -> bool:
    """Return whether a word is a title before a name (``Rev.``)."""
    return fold_name(word) in _TITLES


@lru_cache(maxsize=4096)
def is_form_of_address(text: str) -> bool:
    """Return whether a title is a form of address or a degree, which says nothing about what somebody does."""
    words = [word.strip(",;/") for word in text.casefold().split()]
    return any(map(str.isalpha, text)) and all(
        word in _HONORIFICS
        or {fold_name(word), fold_name(word.replace(".", "")), word} & _NO_ROLE
        or (
            any(map(str.isalpha, word))
            and all(part in _NO_ROLE for part in fold_name(word.replace(".", " ").replace("-", " ")).split())
        )
        for word in words
    )


def nicknames(name: str, aliases: Iterable[str]) -> list[str]:
    """Return the aliases of one word with the family name: ``Bob Hanlon`` for Robert Hanlon, called Bob."""
    family = name.split()[1:][-1:]
    return [f"{alias} {family[0]}" for alias in aliases if family and len(alias.split()) == 1]


def is_generation(word: str) -> bool:
    """Return whether a word tells two generations of one name apart (``jr``)."""
    return fold_name(word) in _GENERATIONS


def without_titles(words: Sequence[str]) -> list[str]:
    """Return the folded words of a name without titles and generation; all of them if there is nothing else."""
    return [word for word in words if word not in _TITLES and word not in _GENERATIONS] or list(words)


def is_given(word: str) -> bool:
    """Return whether a word is a known given name."""
    return word in given_names()


@cache
def _name_words() -> frozenset[str]:
    """Return the words that are common family or given names."""
    lines = _NAME_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def may_be_family_name(word: str) -> bool:
    """Return whether a folded word is a common family or given name."""
    return word in _name_words()


def described(written: str, words: Container[str]) -> str:
    """Return the words of a name that describe a person rather than name them: ``Dave Plumber``, ``Ali taxi``.

    These are: words in brackets; lower-case words beside capitalised ones; words before a form of address (Steuer Frau
    Lang) and the first before a given name at the end (Sparky Steve); a single long word that is not a given name
    (Autohaus); and those of `words` (folded), unless they are names as well (Tom Baker, Joost van Dalen).

    >>> described("Marta (dog walker)", ())
    'dog walker'
    """
    aside = ""
    if "(" in written or "[" in written:
        bracketed = " ".join(re.findall(_IN_BRACKETS, re.sub(_PRONOUNS, " ", written))).split()
        aside = " ".join(word for word in bracketed if not is_filler(fold_name(word)))
        written = re.sub(_IN_BRACKETS, " ", written)
    plain = [(word, fold_name(word)) for word in written.split()]
    several = len(plain) > 1
    capitals = any(word[:1].isupper() for word, _ in plain)
    addressed = next((place for place, (_, folded) in enumerate(plain) if folded in _FORMS_OF_ADDRESS), 0)
    capitals_differ = not written.isupper()
    given_last = several and is_given(plain[-1][1]) and plain[-1][1] not in _name_words()
    rest = [
        word
        for place, (word, folded) in enumerate(plain)
        if _may_describe(plain, place)
        and (
            (not several and len(folded) >= _SHORTEST_DESCRIBING)
            or place < addressed < len(plain) - 1
            or (capitals and word[:1].islower())
            or (
                several
                and folded not in _name_words()
                and (folded in words or (given_last and not place) or (capitals_differ and word.isupper()))
            )
        )
    ]
    return " ".join([*rest, aside]).strip()


def _may_describe(plain: Sequence[tuple[str, str]], place: int) -> bool:
    """Return whether a word of a name is none of the words that only belong to names; a van may be a thing (man with van)."""
    word, folded = plain[place]
    thing = place + 1 == len(plain) or (place > 0 and is_filler(plain[place - 1][1]))
    return (
        len(folded) >= _SHORTEST_WORD
        and not word.endswith(("'s", "’s"))
        and folded not in _TITLES
        and folded.removesuffix("s") not in _KIN
        and not is_filler(folded)
        and not is_given(folded)
        and (thing or folded not in _PARTICLES)
    )


def title_meaning(written: str) -> tuple[str, str] | None:
    """Return a title in a name and what it says that its owner does (Dr: doctor); None if there is none."""
    titles = ((raw, TITLES_MEAN.get(fold_name(raw))) for raw in re.split(r"[\s,]+", written))
    return next(((raw, meaning) for raw, meaning in titles if meaning), None)


def full_name(given: str, middle: str, family: str, *, family_first: bool = False) -> str:
    """Join the parts of a name in the order in which they are spoken.

    The family name comes last; in Chinese, Japanese and Korean script it comes first, without a space, unless the
    Japanese script is the one for foreign names.

    >>> full_name("太郎", "", "山田")
    '山田太郎'
    """
    if given and family and not given.isascii() and re.fullmatch(_CJK, given + family):
        foreign = re.fullmatch(_KATAKANA, given + family) is not None
        return f"{given}・{family}" if foreign else f"{family}{given}"
    order = (family, given, middle) if family_first else (given, middle, family)
    return " ".join(part for part in order if part)


def couple(name: str) -> list[str]:
    """Return a message about the others of a name that seems to be a couple's or a family's, in a list; else an empty list."""
    bare = " ".join(name.split())
    if re.fullmatch(_FAMILY, bare):
        return [f"{bare[:80]!r} seems to name a family, but is one contact: add its members separately"]
    first, *others = re.split(_JOINS, bare, maxsplit=1)
    if not others or re.search(_FIRM, bare):
        return []
    sides = [_spoken(side) for side in (first, others[0])]
    if not all(sides):
        return []
    given = [is_given(fold_name(side[0])) for side in sides]
    # "Jan en Els Bos": the family name of both stands behind the second
    shared = (
        any(given) and len(sides[0]) == 1 < len(sides[1]) and all(word[:1].isupper() for side in sides for word in side)
    )
    addressed = len(first) > 1 and is_form_of_address(first) and is_form_of_address(sides[1][0])
    if not (all(given) or shared or addressed or read_name(name).address == "both"):
        return []
    return [f"{name[:80]!r} seems to name two people, but is one contact: add the second separately"]


def _spoken(name: str) -> list[str]:
    """Return the words of a name in spoken order: ``Lee, Ann`` is Ann Lee."""
    family, comma, given = name.partition(",")
    behind = given.replace(",", " ").split()
    if comma and behind and len(family.split()) > 1 and all(map(_is_degree, behind)):
        return [*family.split(), *behind]
    return f"{given} {family}".split() if behind else name.split()


@lru_cache(maxsize=4096)
def read_name(written: str) -> Name:
    """Parse a name: its words as they are compared, without titles and signs, and the generation."""
    if "@" in written:
        written = written.partition("@")[0]
    words: list[str] = []
    generation = ""
    written = undecorated(written)
    folded = [
        (raw, word)
        for raw in written.split()
        for word in ((raw.lower(),) if raw.isascii() and raw.isalpha() else fold_name(raw).split())
    ]
    capitals, degree = written.isupper(), False
    address, addressing = _addressed(folded)
    for place, (raw, word) in enumerate(folded):
        if place in addressing or (len(folded) > 1 and word in _TITLES) or (place and _is_dotted_title(raw)):
            degree = len(words) > 1
            continue
        if degree and not capitals and raw.isupper() and len(word) >= _SHORTEST_DOTTED:
            continue  # ``Dee Fox MSc MRICS``
        if place and word in _GENERATIONS:
            generation = _GENERATIONS[word]
        elif not capitals and raw.isupper() and raw.isalpha() and _are_initials(word):
            words.extend(word)
        elif any(c.isalnum() for c in word):
            words.append(plainest(word))
    if len(words) > 1 and not words[0].isascii() and re.fullmatch(_CJK, "".join(words)):
        words = ["".join(words)]  # written with or without a space, it is one name
    return Name(tuple(words), generation, address)


def is_whole(name: Name) -> bool:
    """Return whether a name seems to have both a given and a family name."""
    first = "".join(name.words[:1])
    return len(name.words) > 1 or (
        len(first) >= _WHOLE_CJK and not first.isascii() and re.fullmatch(_CJK, first) is not None
    )


def _is_dotted_title(raw: str) -> bool:
    """Return whether a word is a dotted title of three letters or more: ``M.Sc.``, not the initials ``M.A.``."""
    letters = raw.strip(",()").replace(".", "").casefold() if "." in raw else ""
    return len(letters) >= _SHORTEST_DOTTED and letters in _TITLES


def _is_degree(raw: str) -> bool:
    """Return whether a word behind a name is a title: ``M.D.,``."""
    return raw.strip(",()").replace(".", "").casefold() in _TITLES


def _addressed(folded: list[tuple[str, str]]) -> tuple[str, set[int]]:
    """Return what the forms of address show (see `Name.address`), and which words they are.

    They count at the start, after a comma and in brackets: elsewhere ``MS`` is a
    degree and ``Herr`` a surname. A French ``M.`` at the start may be an initial,
    and remains a word.
    """
    typed: set[str] = set()
    addressing: set[int] = set()
    if not any(word in _FORMS_OF_ADDRESS or raw == "M." for raw, word in folded):
        return "", addressing
    front = True
    for place, (raw, word) in enumerate(folded):
        apart = raw.startswith("(") or (place > 0 and folded[place - 1][0].endswith(","))
        form = "man" if word in _OF_MEN else "woman" if word in _OF_WOMEN else ""
        last = place == len(folded) - 1
        if (
            form
            and ((front and not raw.endswith(",")) or (apart and not (last and word == "ms")))
            and not (front and last)
        ):
            typed.add(form)
            addressing.add(place)
        elif front and raw == "M." and place == 0 and not last:
            typed.add("man")
            front = False
        elif front and typed and word in _AND and not last and folded[place + 1][1] in _FORMS_OF_ADDRESS:
            addressing.add(place)
        elif word not in _TITLES and any(c.isalnum() for c in word):
            front = False
    return "both" if len(typed) > 1 else "".join(typed), addressing


def _are_initials(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_INITIALS and word.isascii() and not VOWELS.intersection(word)


def pair_words(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    """Remove from both lists the words that fit each other, first come, first served, and return the pairs."""
    met = []
    for x in list(left):
        y = next((y for y in right if fits(x, y)), None)
        if y is not None:
            left.remove(x)
            right.remove(y)
            met.append((x, y))
    return met


def is_short_form(one: str, other: str) -> bool:
    """Return whether two given names (see `plainest`) are forms of one."""
    groups = given_names()
    return not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def is_initial(one: str, other: str) -> bool:
    """Return whether one of two words is the initial of the other."""
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) == 1:
        return False
    return long.startswith(short)
