"""Text as asknet processes it: folding, tokens, the terms of a problem, and how counts and times are put in words.

Everything that is indexed or asked goes through here, so that both sides agree. Pure functions; nothing outside the
standard library.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TEXT = 4_000
"""How many characters of one text are read; the rest is ignored. A long biography has about 3,000."""

MAX_TOKEN = 64
"""The most characters of one token; a longer run is cut. The longest entry of an English dictionary has 45."""

MAX_TERMS = 32
"""How many of the first terms of a problem are used. The longest development problem has 22."""

_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "‘": "'", "’": "'", "ʼ": "'", "`": "'"}
)

# Patterns that plain English never needs are compiled on first use: together they take a millisecond.
_ACCENTED_SCRIPTS = "[\u0041-\u024f\u0250-\u02af\u0370-\u052f\u1e00-\u1fff]"
"""Latin, Greek and Cyrillic letters: marks on them are accents. Elsewhere (Devanagari, kana) a mark is a letter."""

_POINTS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
"""Hebrew points and Arabic vowel signs, which writers may leave out; and the Arabic stretching line."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han), and Hangul, whose particles cling to the word."""

_ASCII_WORD = re.compile(
    r"""
      [a-z]\+\+ (?![+\w])                 # c++
    | [a-z]\#   (?![#\w])                 # c#, f#
    | (?<!\w) \.net \b                    # .net
    | objective-c (?:\+\+)? (?![\w+])     # objective-c, objective-c++
    | [a-z0-9]+ \.js \b                   # node.js
    | (?<!\w) [a-z]&[a-z] \b              # r&d
    | [a-z0-9]+ (?: '[a-z]+ )*            # a word, perhaps with apostrophes
    """,
    re.VERBOSE,
)

_ELISION = re.compile(r"(?:[cdjlmnst]|qu)'(?=[aeiouyh])")

# Words that only wrap a problem. A word belongs here if it says that somebody asks, or how, never what about.
_FILLER = frozenset(
    """
    a an the this that these those there here it its itself such same other others another each every all both either
    neither any some few many much more most less least several enough lot lots
    i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers they them their theirs one
    ones someone somebody anyone anybody everyone everybody something anything everything nothing nobody none
    who whom whose which what when where why how whether whatever whenever wherever whoever
    am is are was were be been being do does did doing done have has had having will would shall should can could may might
    must ought cannot cant dont doesnt didnt wont wouldnt shouldnt couldnt isnt arent wasnt werent hasnt havent hadnt aint
    im ive id ill youre youve youll hes shes theyre theyve weve thats whats theres lets
    and or but nor so yet if then else than as because since while although though unless until till
    of in on at by for from with without within into onto upon to toward towards about above below over under between among
    through during before after against across along around behind beside besides beyond despite except near off out per
    up down via versus vs like unlike regarding concerning
    not no yes too very really quite rather just only even also still again ever never always often sometimes usually maybe
    perhaps already almost actually basically simply instead however therefore thus hence etc eg ie else ago soon now
    help helps helped helping helpful need needs needed needing want wants wanted wanting looking seeking
    please thanks thank hello hi hey dear ask asking asked question questions advice tip tips suggest suggestion suggestions
    recommend recommendation recommendations know knows knowing known think thinks thinking thought tell explain understand
    try tries trying tried wonder wondering wish hope hoping seem seems appear let give get gets getting got gotten make
    makes making made go goes going gone come comes coming take takes taking use uses used using
    way ways thing things stuff kind kinds sort sorts able unable possible impossible problem problems issue issues
    good better best bad worse worst great nice wrong properly correctly different difference differences
    """.split()
)

_NOUNS_TOO = {"will": "wills", "can": "cans"}
"""Filler that is a noun after a determiner (my will, a can), with the plural, which is no filler and says so by its meaning.

Not go, like: "give it a go", "let her go", "make her like it"."""
_DETERMINERS = frozenset("a an the my our your his her their".split())

RELATIONS = frozenset(
    """
    parents mother mothers mum mam mom mummy mommy father fathers dad daddy son sons
    daughter daughters brother brothers sister sisters sibling siblings stepson stepdaughter stepfather stepmother
    husband wife boyfriend girlfriend fiance fiancee ex aunt auntie aunty uncle cousin cousins niece nieces
    nephew nephews grandma grandpa grandmother grandfather granny gran nan nana grandad granddad grandson granddaughter
    friend friends buddy flatmate flatmates housemate housemates roommate roommates neighbour neighbours neighbor neighbors
    landlord landlords landlady boss employer colleague colleagues coworker coworkers
    mutter mama vater eltern sohn tochter bruder schwester ehemann ehefrau oma opa tante onkel freund freundin nachbar
    nachbarin vermieter vermieterin kollege kollegin pere maman fils fille frere soeur mari voisin voisine proprietaire
    madre padre padres hijo hija hermano hermana marido esposa amigo amiga vecino vecina casero jefe jefa
    """.split()
)
"""Words that say who somebody is to you, also in German, French and Spanish. In a problem they say whom it is about or who
made it ("my landlord keeps the deposit"), hardly ever who helps."""

_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())

_ASCII_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def fold(text: str) -> str:
    """Return the text without case and accents, for comparison.

    Compatibility forms become plain (``ﬁ`` to ``fi``), accents are removed from Latin, Greek and Cyrillic letters, and
    points from Hebrew and Arabic ones; marks that are letters (Devanagari, kana, Thai) stay. Invisible formatting
    characters are removed, control characters become spaces. ``fold(fold(s)) == fold(s)``. The length is not capped
    here.
    """
    if text.isascii():
        lower = text.lower()
        return lower if lower.isprintable() else _ASCII_CONTROLS.sub(" ", lower)
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept: list[str] = []
    base = ""
    for char in apart.translate(_LETTERS_WITHOUT_DECOMPOSITION):
        group = unicodedata.category(char)
        if group == "Mn":
            if re.match(_ACCENTED_SCRIPTS, base) or re.match(_POINTS, char) or not base.isalnum():
                continue
        elif group in {"Cf", "Cs"}:
            continue
        elif group == "Cc" or group[0] == "Z":
            base = " "
            kept.append(base)
            continue
        elif group != "Mc":
            base = char
        kept.append(char)
    return unicodedata.normalize("NFC", re.sub(_POINTS, "", "".join(kept)))


_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def safe(text: str, *, lines: bool = False) -> str:
    """Return text that can neither control a terminal nor reverse the direction of a line.

    Control (C0, C1), escape, bidirectional and invisible formatting characters
    become U+FFFD, tabs a space, and line breaks too unless `lines`. Joiners stay:
    emoji and several scripts need them. For a terminal; `fields.one_line` cleans what is stored, and
    `assistant.sharing.visible` what an assistant gets, where every formatting character goes.
    """
    if text.isprintable():  # nothing to replace
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    text = re.sub(_UNSAFE, "\ufffd", text)
    return text if lines else text.replace("\n", " ")


def cells(text: str) -> int:
    """Count the cells that printable text occupies on a terminal: two for wide characters, none for marks."""
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


_IN_NAMES = str.maketrans(dict.fromkeys('.,;:!?()[]{}<>"“”„«»/\\|_-‐‑–—', " ") | dict.fromkeys("'ʼ‘’`", ""))
"""Punctuation separates words of a name, but an apostrophe does not."""


LEGAL_FORMS = frozenset(
    "the ltd limited gmbh mbh inc incorporated llc llp ag sa se sarl srl spa bv nv oy oyj ab as aps plc co corp corporation"
    " kg ohg ug ev eg company kft sro doo sas pty pvt".split()
)
"""Words of an organisation's name that say its legal form, in the form of `fold_name`: without them it is still the same."""


NO_ORGANISATION = frozenset(
    {"freelance", "freelancer", "self employed", "selfemployed", "independent", "retired", "unemployed", "n a", "none"}
    | {"freiberuflich", "freiberufler", "selbststandig", "rentner", "independant", "retraite", "autonomo", "jubilado"}
)
"""What people write in place of an organisation, in the form of `fold_name`."""


def fold_name(name: str) -> str:
    """Return a name in the form that is compared: folded, its words without punctuation, with single spaces.

    A name of nothing but punctuation stays as it is.

    >>> fold_name("José  R. O'Brien-García (Pepe)")
    'jose r obrien garcia pepe'
    """
    folded = fold(name)
    words = folded.translate(_IN_NAMES).split()
    return " ".join(words or folded.split())


def without_umlauts(folded: str) -> str:
    """Return a folded text with both spellings of an umlaut made one: Muenchen is munchen."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def tokens(text: str) -> list[str]:
    """Return the index tokens of a text, in order, with repeats.

    Names of things keep their signs (``c++ c# .net node.js objective-c r&d``); other punctuation separates; an
    apostrophe joins, a possessive ``'s`` is removed; a run of a script written without spaces becomes its character
    pairs (a single character if it stands alone); a picture character is a token. A token has 1 to MAX_TOKEN
    characters, none of them white space or control; only the first MAX_TEXT characters of the text are read.

    >>> tokens("The landlord's C++ e-book")
    ['the', 'landlord', 'c++', 'e', 'book']
    """
    folded = fold(text[:MAX_TEXT])
    if folded.isascii():
        plain = folded.replace(" ", "").isalnum()  # most texts: the pattern would split them at the spaces
        words = folded.split() if plain else map(_bare, _ASCII_WORD.findall(folded))
        return [word[:MAX_TOKEN] for word in words]
    found: list[str] = []
    for match in _any_word().finditer(_marks_guarded(folded)):
        word = match.group().replace("\ue000", "")
        if match.group("unspaced"):
            found.extend(_pairs(word))
        else:
            found.append(_bare(word)[:MAX_TOKEN])
    return found


def terms(problem: str) -> list[str]:
    """Return what a problem is about: its distinct tokens without filler, in order, at most MAX_TERMS.

    If everything is filler, the tokens themselves. Empty only if there are no tokens.

    >>> terms("Who can help me with a crochet pattern?")
    ['crochet', 'pattern']
    """
    words = tokens(problem)
    return list(dict.fromkeys(without_filler(words) or words))[:MAX_TERMS]


def without_filler(words: Sequence[str]) -> list[str]:
    """Return those of the tokens of a problem that say what it is about; a will is no filler, but stands for wills.

    >>> without_filler(tokens("who will help me write a will"))
    ['write', 'wills']
    """
    nouns = [
        _NOUNS_TOO.get(word, word) if last in _DETERMINERS else word
        for last, word in zip(("", *words), words, strict=False)
    ]
    return [word for word in nouns if word not in _FILLER]


def is_filler(word: str) -> bool:
    """Return whether a token only says that somebody asks, or how."""
    return word in _FILLER


def is_number_word(word: str) -> bool:
    """Return whether a token is a number, in digits or as a word."""
    return word.isdigit() or word in _NUMBERS


def _bare(word: str) -> str:
    if "'" not in word:
        return word
    word = _ELISION.sub("", word, count=1) if _ELISION.match(word) else word
    return word.removesuffix("'s").replace("'", "")


@cache
def _any_word() -> re.Pattern[str]:
    """Return the pattern of words in any script; compiled on first use, as that takes 5 ms and most text is plain."""
    return re.compile(
        rf"""
      [a-z]\+\+ (?![+\w]) | [a-z]\# (?![#\w]) | (?<!\w) \.net \b | objective-c (?:\+\+)? (?![\w+])
    | [a-z0-9]+ \.js \b | (?<!\w) [a-z]&[a-z] \b
    | (?P<unspaced> [{_UNSPACED}]+ )
    | (?: (?![{_UNSPACED}]) (?: [^\W_] | \ue000. ) )+ (?: ' (?: (?![{_UNSPACED}]) [^\W_] )+ )*
    | [\U0001f300-\U0001faff]             # a picture stands for a word of its own
    """,
        re.VERBOSE | re.DOTALL,
    )


def _marks_guarded(folded: str) -> str:
    r"""Put U+E000 before each mark that is a letter, because ``\w`` does not match marks."""
    return "".join(
        "\ue000" + char if unicodedata.category(char)[0] == "M" else char for char in folded.replace("\ue000", " ")
    )


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


SHOWN = 5
"""How many items of a list a message shows."""
_SHOWN_CHARACTERS = 200


def first_few(parts: Sequence[str], joint: str = ", ", *, few: int = SHOWN) -> str:
    """Join the first of several parts of a message, each cut to 200 characters, and say how many more there are."""
    shown = [part if len(part) <= _SHOWN_CHARACTERS else part[:_SHOWN_CHARACTERS] + "…" for part in parts[:few]]
    more = f"{joint}and {len(parts) - few:,} more" if len(parts) > few else ""
    return joint.join(shown) + more


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 contact``, ``3 contacts``; `many` is the plural, by default with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def ago(days: int) -> str:
    """Return how many days ago in words: ``today``, ``yesterday``, ``5 days ago``."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def often(count: int) -> str:
    """Return a number of times in words: ``once``, ``twice``, ``4 times``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
