"""The words of a sentence, and the closed classes of English words that its grammar rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.text import fold

if TYPE_CHECKING:
    from asknet.logbook.sentence.names import Mention

WORD, NAME, STRANGER, DAY, STOP, TAG = "word", "name", "stranger", "day", "stop", "tag"


class Token(NamedTuple):
    """A word, a sign that ends a clause, a tag, or the words of one name or day taken together.

    `low` is the word folded, with a plain apostrophe and without the ``'s`` of a possessive.
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
        """Return whether it is written as a name: with a capital, or in letters that have none."""
        return self.text[:1] != self.text[:1].lower() or not self.text[:1].isascii()


I = frozenset("i we ich wir je nous".split())  # noqa: E741 - the pronoun
THEY = frozenset("he she they who er sie il elle".split())
ME = frozenset("me us mir mich uns nous ourselves".split())
MINE = frozenset("my our mine ours mein meine meinen unser unsere mi mon ma notre nuestro nuestra".split())
THEM = frozenset("him her them ihm ihr ihnen".split())
THEIRS = frozenset("his her their hers theirs ihre ihren seinen".split())
DETERMINERS = frozenset(
    "a an the this that these those some any no every each my our your his her its their another der die das ein eine".split()
)
BE = frozenset("am is are was were be been being 's 'm 're ist war".split())
HAVE = frozenset("have has had 've having hat habe".split())
DO = frozenset("do does did".split())
WILL = frozenset("will shall should must might may would 'll 'd ought wird".split())
CAN = frozenset("can could able".split())
NOT = frozenset(
    "not no never nobody nothing none neither nor without hardly barely unable n't nicht kein keine".split()
)
PREPOSITIONS = frozenset(
    """
    with w from to at in on for by of about re regarding after before during over under into onto near through via around
    past off without against between among beside like than as mit von bei zu avec chez de con
    """.split()
)
PARTICLES = frozenset("up out off after over through down round around back away in on by along across".split())
CONJUNCTIONS = frozenset(
    "and but or so then because since although though while when where who which that if whether after before as und y et".split()
)
ADVERBS = frozenset(
    """
    also again just then even still already finally later first really very both all only too now soon ever once almost
    partly kindly mostly together instead straight there here actually otherwise not never hardly today
    """.split()
)
QUESTION = frozenset("how what which where whether why when who".split())
RECIPROCAL = frozenset("swap swapped exchange exchanged trade traded barter bartered".split())
SPEECH = frozenset(
    """
    said say says saying think thinks thought reckon reckons reckoned mention mentions mentioned hear hears heard tell tells
    told believe believes believed claim claims claimed know knows knew write writes wrote
    """.split()
)
"""Verbs behind which another sentence may stand that is only reported."""
INTENT = frozenset(
    """
    want wants wanted hope hopes hoping hoped need needs plan plans planning planned promise promises promised offer offers
    offered agree agrees agreed ask asks asked try tries tried trying remember remind reminded mean intend intends intended
    thinking waiting supposed going forget forgot refuse refused decided arranged invited
    """.split()
)
"""Verbs before ``to`` of what has not been done yet."""
LIGHT = frozenset(
    "come came stay stayed go went manage managed spend spent start started stop stopped finish finished helped help let begin began".split()
)
"""Verbs that leave it to the next one to say what was done."""
IRREGULAR = frozenset(
    """
    was were had did went came saw met rang spoke told said thought knew heard gave got took made found left lent taught
    showed drove wrote read ran sat stood sang swam ate drank slept bought brought paid sold sent built lay laid hung dug fed
    cut set put kept led bound ground wove drew sewed flew rode woke broke fell grew lost won began became felt forgot
    understood fought caught chose meant held let threw wore swept lit bent bled blew crept dealt dreamt drove fled froze hid
    hit hurt knelt leapt learnt lent quit rose shook shone shot shut slid spent spilt spread sprang stole stuck struck swore
    tore thrust wept wound rewrote oversaw overheard undid withdrew proofread babysat rebuilt reset sought
    hat half gab traf rief war geholfen geliehen gezeigt repariert aide ayudo presto enseno
    """.split()
)
"""Past forms that do not end in ``-ed``."""
_NOT_PAST = frozenset(
    "need feed seed weed speed bed red shed breed bleed indeed hundred wed med ted fred ed sacred naked kindred led".split()
)
TITLES = frozenset(
    "dr mr mrs ms miss mx prof professor sir rev revd father herr frau mme madame señora senora señor senor".split()
)

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
_SHORT = re.compile(r"(.+?)(n['’]t|['’](?:s|ll|d|ve|re|m))", re.IGNORECASE)


def split_words(text: str) -> list[Token]:
    """Return the words and signs of a text; words in quotes and addresses are left out."""
    made: list[Token] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        said = found.group()
        if found.lastgroup == "quoted" and " " in said.strip():
            made.append(Token(STOP, '"', start, end, '"'))
        elif found.lastgroup == "quoted":
            made += _word(said[1:-1], start + 1)
        elif found.lastgroup == "tag":
            made.append(Token(TAG, said, start, end))
        elif found.lastgroup == "stop":
            if said in "&+":
                made.append(Token(WORD, said, start, end, "and"))
            elif not (said == "." and made and _shortened(made[-1])):
                made.append(Token(STOP, said, start, end, said))
        elif found.lastgroup == "word":
            made += _word(said, start)
    return made


def _shortened(before: Token) -> bool:
    """Return whether a full stop belongs to a title or an initial before it."""
    return before.low in TITLES or (len(before.text) == 1 and before.capital and before.low != "i")


def _word(said: str, start: int) -> list[Token]:
    """Return a word, or the two of a short form: ``couldn't``, ``she's``."""
    low = fold(said).replace("’", "'")
    end = start + len(said)
    short = _SHORT.fullmatch(said)
    if short and (
        low.endswith("n't") or not low.endswith("'s") or low[:-2] in I | THEY | {"it", "that", "there", "who"}
    ):
        cut = start + len(short[1])
        first, second = low[: len(short[1])], low[len(short[1]) :]
        first = {"ca": "can", "wo": "will", "sha": "shall"}.get(first, first) if second == "n't" else first
        return [Token(WORD, short[1], start, cut, first), Token(WORD, short[2], cut, end, second)]
    bare = re.sub(r"'s$|(?<=s)'$", "", low)
    return [Token(WORD, said, start, end, bare.rstrip("'"), bare != low)]


def is_past(token: Token | None) -> bool:
    """Return whether a word is a past form of a verb."""
    if token is None or token.kind != WORD or token.possessive:
        return False
    low = token.low
    return low in IRREGULAR or (
        low.endswith("ed") and len(low) > 3 and low not in _NOT_PAST and not low.endswith("eed")
    )


def is_auxiliary(token: Token | None) -> bool:
    """Return whether a word is a form of be, have or do, or a modal verb."""
    return token is not None and token.kind == WORD and token.low in BE | HAVE | DO | WILL | CAN
