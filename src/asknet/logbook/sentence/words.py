"""The words of a sentence, and the closed classes of English words that the grammar is based on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Contact

WORD, NAME, STRANGER, DAY, STOP, TAG = "word", "name", "stranger", "day", "stop", "tag"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


I = _set("i we ich wir je nous")  # noqa: E741 - the pronoun
THEY = _set("he she they who er sie il elle")
ME = _set("me us mir mich uns nous")
MINE = _set("my our mine ours mein meine meinen unser unsere mi mon ma notre nuestro nuestra")
THEM = _set("him her them ihm ihr ihnen")
THEIRS = _set("his her their hers theirs ihre ihren seinen")
DETERMINERS = (
    MINE
    | THEIRS
    | _set(
        "a an the this that these those some any no every each your its another der die das den dem ein eine einen einem einer"
    )
)
BE = _set("am is are was were be been being 's 'm 're ist war")
HAVE = _set("have has had 've having hat habe haben")
DO = _set("do does did")
WILL = _set("will shall should must might may would 'll 'd ought wird")
CAN = _set("can could able")
NEVER = _set("not never neither nor hardly barely unable n't nicht")
NOT = NEVER | _set("no nobody nothing none without kein keine")
PREPOSITIONS = _set(
    """with w from to at in on for by of about re regarding after before during over under into onto upon through via around
    past off without except against between among beside like unlike than as instead mit von bei zu avec chez de con"""
)
PARTICLES = _set("up out off after over through down round around back away in on by along across")
CONJUNCTIONS = _set(
    "and but or so then because since although while where when who which that if whether after before as und y et"
)
ADVERBS = _set(
    """also again just then even still already finally later first really very both all only too now soon ever once almost
    partly kindly mostly together straight there here actually otherwise not never hardly today"""
)
QUESTION = _set("how what which where whether why when who")
SPEECH = _set(
    """said says say saying think thinks thought reckon reckons reckoned mention mentions mentioned hear hears heard tell tells
    told believe believes believed claim claims claimed know knows knew write writes wrote"""
)
"""Verbs that may be followed by a clause that is only reported."""
IRREGULAR = _set(
    """was were had did went came saw met rang spoke told said thought knew heard gave got took made found left lent taught
    showed drove wrote read ran sat stood sang swam ate drank slept bought brought paid sold sent built lay laid hung dug fed
    cut set put kept led bound ground wove drew sewed flew rode woke broke fell grew lost won began became felt forgot
    understood fought caught chose meant held let threw wore swept lit bent bled blew crept dealt dreamt fled froze hid hit
    hurt knelt leapt learnt quit rose shook shone shot shut slid spent spilt spread sprang stole stuck struck swore tore wept
    wound babysat sought hat half gab traf rief war geholfen
    geliehen gezeigt repariert aide ayudo presto enseno"""
)
"""Past forms that do not end in ``-ed``; also after `_PREFIX`."""
_PREFIX = re.compile("(?:re|un|over|out|under|up|fore|mis|inter|with|proof|ghost)-?(?=...)")
TITLES = _set("dr mr mrs ms miss mx prof professor sir rev revd reverend father herr frau mme madame senora senor")


@cache
def _is_past(low: str) -> bool:
    """Return whether a folded word is a past form of a verb."""
    return bool(re.fullmatch(r".+[^e]ed", low) or {low, _PREFIX.sub("", low, count=1)} & IRREGULAR)


class Mention(NamedTuple):
    """Words of a sentence that name one of `candidates`; several if it is not clear which."""

    typed: str
    candidates: tuple[Contact, ...]

    @property
    def contact(self) -> Contact:
        """Return the contact; the first if there are several."""
        return self.candidates[0]


class Token(NamedTuple):
    """A word, a sign that ends a clause, a tag, or the joined words of one name or day.

    `low` is the folded word, with a plain apostrophe and without a possessive ``'s``.
    """

    kind: str
    text: str
    start: int
    end: int
    low: str = ""
    possessive: bool = False
    mention: Mention | None = None

    @property
    def capital(self) -> bool:
        """Return whether it is written as a name: with a capital, or in a script without capitals."""
        first = self.text[:1]
        return first != first.lower() or not (first.isascii() or first.islower())

    @property
    def named(self) -> bool:
        """Return whether it is a name, known or not."""
        return self.kind in (NAME, STRANGER)

    @property
    def past(self) -> bool:
        """Return whether it is a past form of a verb."""
        return self.kind == WORD and not self.possessive and _is_past(self.low)

    @property
    def auxiliary(self) -> bool:
        """Return whether it is a form of be, have or do, or a modal verb."""
        return self.kind == WORD and self.low in BE | HAVE | DO | WILL | CAN

    @property
    def verbal(self) -> bool:
        """Return whether it is a past form or an auxiliary."""
        return self.past or self.auxiliary


NOTHING = Token("", "", 0, 0)


def at(tokens: Sequence[Token], place: int) -> Token:
    """Return the token at a position, or an empty one outside the sentence."""
    return tokens[place] if 0 <= place < len(tokens) else NOTHING


def past_adverbs(tokens: Sequence[Token], place: int, more: frozenset[str] = frozenset()) -> int:
    """Return the next position that is not a day, an adverb, a tag or one of the `more` words."""
    while at(tokens, place).kind in (DAY, TAG) or at(tokens, place).low in ADVERBS | more:
        place += 1
    return place


_ALL = _set("all everyone everybody anyone anybody nobody none")
"""Words behind which ``but`` leaves somebody out."""
_TOKEN = re.compile(
    r"""
    (?P<quoted>["“«][^"“”«»]{1,400}["”»])
    | (?P<address>\S*://\S+|www\.\S+|[^\s@(]+@[^\s@]+\.\w+)
    | (?P<tag>(?<![^\s(,;])[#+][^\W_][^\s,;:!?()\[\]{}"“”]*)
    | (?P<word>[^\W_]+(?:['’.&+/-][^\W_]+)*['’]?)
    | (?P<stop>[,;:.!?()\[\]…—–&+]|(?<=\s)-(?=\s))
    """,
    re.VERBOSE,
)
_SHORT = r"(?i)(.+?)(n['’]t|['’](?:s|ll|d|ve|re|m))"


def split_words(text: str) -> list[Token]:
    """Return the words and signs of a text; words in quotes and addresses are left out."""
    made: list[Token] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        typed, kind = found.group(), found.lastgroup
        if kind == "word" and made and typed.lower() == "but" and made[-1].low in _ALL:
            made.append(Token(WORD, typed, start, end, "except"))
        elif kind == "word" or (kind == "quoted" and " " not in typed):
            made += _word(typed.strip('"“”«»'), start + (kind == "quoted"))
        elif typed in ("&", "+"):
            made.append(Token(WORD, typed, start, end, "and"))
        elif kind == "tag":
            made.append(Token(TAG, typed, start, end))
        elif kind == "quoted" or (kind == "stop" and not (typed in ".:" and made and _shortened(made[-1], typed))):
            made.append(Token(STOP, typed, start, end, typed[0]))
    return made


def _shortened(before: Token, stop: str) -> bool:
    """Return whether a full stop belongs to a title or an initial before it, and a colon to ``re:``."""
    if stop == ":":
        return before.low == "re"
    return before.low in TITLES or (len(before.text) == 1 and before.capital and before.low != "i")


def _word(typed: str, start: int) -> list[Token]:
    """Return a word, or the two of a short form: ``couldn't``, ``she's``."""
    low = fold(typed).replace("’", "'")
    end = start + len(typed)
    short = re.fullmatch(_SHORT, typed) if "'" in low else None
    if short and (not low.endswith("'s") or low[:-2] in I | THEY | {"it", "that", "there", "let"}):
        cut = start + len(short[1])
        first = {"ca": "can", "wo": "will", "sha": "shall"}.get(low[: cut - start], low[: cut - start])
        return [Token(WORD, short[1], start, cut, first), Token(WORD, short[2], cut, end, low[cut - start :])]
    bare = re.sub(r"'s$|(?<=s)'$", "", low)
    return [Token(WORD, typed, start, end, bare.rstrip("'"), bare != low)]
