"""What the words of a sentence show: who took part, which day it was, and who helped whom, by trained tables.

No verbs are listed here. The speaker and those who are named become roles (`I`, `ME`, `MY`; `HE`, `HIM`, `HIS`), every
other word also becomes its likely class (`deeds`). A table weighs features made of these: of the words around a name
(did they take part?), around a day (is it that of the conversation?), and of the whole sentence (`WAYS`).
`tools/train_directions.py` makes the tables and measures them on held-out writers. Between the probabilities that were
chosen there the answer is unclear, and is asked for.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from asknet.lexicon import Lexicon, shipped
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.deeds import CLASSES, chances
from asknet.logbook.sentence.words import at, past_adverbs
from asknet.model import Direction, Kind
from asknet.person_names import given_name_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asknet.logbook.sentence.words import Token

TABLE = Path(__file__).parents[2] / "data" / "directions.bin"
"""A line of JSON, then the tables: for each bucket of features or dimension of the meanings one signed byte a class."""
WAYS = (Direction.NONE, Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL)
SIZE = len(WAYS) + 2
"""The classes of a sentence: directions of what happened, then a plan, then a fact about somebody."""
BUCKETS = 1 << 15
"""Features share this many rows of a table, by their CRC-32."""

_ROLES = {
    word: role
    for role, words in {"I": w.I, "ME": w.ME, "MY": w.MINE, "HE": w.THEY, "HIM": w.THEM, "HIS": w.THEIRS}.items()
    for word in words
}
EXCHANGED = {"I": "HE", "ME": "HIM", "MY": "HIS", "HE": "I", "HIM": "ME", "HIS": "MY"}
_GROUPS: dict[Kind | None, str] = {Kind.COMMUNITY: "GROUP", Kind.SOURCE: "SOURCE"}
_PEOPLE = frozenset((*EXCHANGED, *_GROUPS.values()))
_CLOSED = w.DETERMINERS | w.PREPOSITIONS | w.PARTICLES | w.CONJUNCTIONS | w.BE | w.HAVE | w.DO | w.WILL | w.CAN | w.NOT
_PLAIN = _CLOSED | w.ADVERBS | {"you", "it", "there"}
"""Words that are kept as they are, whatever their likely class."""
_LIKELY, _MOST_WORDS = 0.6, 60


class Table(NamedTuple):
    """Weights of features: the value of a step, a constant a class, and the rows."""

    step: float
    constants: Sequence[float]
    rows: memoryview

    def totals(self, features: Iterable[str], values: Sequence[float] = ()) -> list[float]:
        """Return the total of each class, for features and for values, which have the rows after the buckets."""
        size = len(self.constants)
        sums = [0.0] * size
        for feature in features:
            row = crc32(feature.encode()) % BUCKETS * size
            sums = [total + weight for total, weight in zip(sums, self.rows[row : row + size], strict=True)]
        for number, value in enumerate(values, BUCKETS):
            if value:
                row = number * size
                sums = [total + value * weight for total, weight in zip(sums, self.rows[row : row + size], strict=True)]
        return [self.step * total + constant for total, constant in zip(sums, self.constants, strict=True)]


class Model(NamedTuple):
    """The lexicon that the tables belong to, the bounds of what is clear, and the tables: `way`, `who`, `day`.

    Between two bounds it is unclear whether somebody took part (`there`), a stranger did (`stranger`; `introduced` behind
    an introduction), it was that day (`day`), or which direction it was (`way`); above that of
    `not_happened` it is a plan or a fact.
    """

    lexicon: Lexicon
    bounds: Mapping[str, tuple[float, float]]
    way: Table
    who: Table
    day: Table


def packed(head: Mapping[str, object], tables: Mapping[str, tuple[float, Sequence[float], bytes]]) -> bytes:
    """Return tables as the file that `TABLE` is."""
    described = {
        name: {"step": step, "constants": [*constants], "bytes": len(rows)}
        for name, (step, constants, rows) in tables.items()
    }
    return json.dumps({**head, "tables": described}).encode() + b"\n" + b"".join(rows for _, _, rows in tables.values())


@cache
def model() -> Model | None:
    """Return the model; None for another lexicon than the one it was trained with."""
    first, _, rest = TABLE.read_bytes().partition(b"\n")
    head, lexicon = json.loads(first), shipped()
    if not isinstance(lexicon, Lexicon) or head["lexicon"] != lexicon.id:
        return None
    tables, rows = {}, memoryview(rest).cast("b")
    for name, table in head["tables"].items():
        tables[name] = Table(table["step"], table["constants"], rows[: table["bytes"]])
        rows = rows[table["bytes"] :]
    return Model(lexicon, head["bounds"], **tables)


class Judgement(NamedTuple):
    """Who helped whom, whether that is unclear (it is then none), and whether it is a plan or a fact."""

    direction: Direction = Direction.NONE
    unsure: bool = True
    plan: bool = False
    fact: bool = False


def judge(tokens: Sequence[Token]) -> Judgement:
    """Return what a sentence describes. Without the model every direction is unclear."""
    tables = model()
    if tables is None:
        return Judgement()
    found = sentence_roles(tokens)
    totals = tables.way.totals(features(found), meaning(found, tables.lexicon))
    powers = [math.exp(total - max(totals)) for total in totals]
    plan, fact = (power / sum(powers) for power in powers[len(WAYS) :])
    ways = powers[: len(WAYS)]
    best = max(range(len(WAYS)), key=ways.__getitem__)
    sure = bool(clear("way", ways[best] / sum(ways)))
    not_happened = bool(clear("not_happened", plan + fact))
    return Judgement(
        WAYS[best] if sure else Direction.NONE, not sure, not_happened and plan > fact, not_happened and plan <= fact
    )


def took_part(tokens: Sequence[Token], start: int, end: int, name: Token) -> float:
    """Return the probability that who is named from `start` to `end` took part in what happened."""
    tables = model()
    return _probability(tables.who, name_features(tokens, start, end, name)) if tables else float(name.kind == w.NAME)


def is_the_day(tokens: Sequence[Token], place: int) -> float:
    """Return the probability that a day is that of the conversation."""
    tables = model()
    return _probability(tables.day, span_features(tokens, place, place + 1)) if tables else 1.0


def clear(name: str, chance: float) -> bool | None:
    """Return whether a probability is high enough for what `name` bounds; None if that is unclear."""
    tables = model()
    low, high = tables.bounds[name] if tables else (0.5, 0.5)
    return chance >= high or (None if chance > low else False)


def _probability(table: Table, found: Iterable[str]) -> float:
    total = table.totals(found)[0]
    return 1 / (1 + math.exp(-total)) if abs(total) < 700 else float(total > 0)  # noqa: PLR2004 - beyond a float


def roles(tokens: Sequence[Token]) -> list[str]:
    """Return the role of each token, or its folded word; '' for a day or a tag."""
    return [_role(tokens, place) for place in range(len(tokens))]


def _role(tokens: Sequence[Token], place: int) -> str:
    token = tokens[place]
    if token.kind in (w.DAY, w.TAG):
        return "LATER" if token.low == "future" else ""
    if not token.named:
        return _ROLES.get(token.low) or ("NUMBER" if token.low[:1].isdigit() else token.low)
    group = _GROUPS.get(token.mention.contact.kind) if token.mention else None
    verb = at(tokens, past_adverbs(tokens, place + 1))
    acts = verb.verbal or (verb.kind == w.WORD and verb.low.endswith("s") and verb.low not in _PLAIN)
    acts = acts and at(tokens, place - 1).low not in w.PREPOSITIONS
    return group or ("HIS" if token.possessive else "HE" if acts else "HIM")


def _open(role: str) -> bool:
    """Return whether it is a word of an open class."""
    return role.isalpha() and not role.isupper() and role not in _PLAIN


@cache
def _class(role: str) -> str:
    """Return the likeliest class of an open word, with a mark if its probability is high; anything else as it is."""
    if not _open(role):
        return role
    found = chances(role)
    best = max(found)
    return CLASSES[found.index(best)][0] + "+" * (best > _LIKELY)


def _runs(words: Sequence[str], length: int) -> list[str]:
    edged = ["^", *words, "$"]
    return [" ".join(edged[n : n + length]) for n in range(len(edged) - length + 1)]


def sentence_roles(tokens: Sequence[Token], *, exchanged: bool = False) -> list[str]:
    """Return the roles of a sentence; if `exchanged`, with the speaker and the others exchanged."""
    found: list[str] = []
    for role in roles(tokens):
        if role and not (role in ("HE", "HIM") and found[-1:] == [role]):
            found.append(role)
    return [EXCHANGED.get(role, role) for role in found] if exchanged else found


def features(found: Sequence[str]) -> set[str]:
    """Return the features of a sentence: runs of up to three roles or classes, and who stands around each word."""
    classes = [_class(role) for role in found]
    made = {*_runs(found, 1), *_runs(found, 2)}
    made |= {f"~{run}" for length in (1, 2, 3) for run in _runs(classes, length)}
    left, how = "-", ""
    for place, role in enumerate(found):
        if role in _PEOPLE or role in ".;!?":
            left = role if role in _PEOPLE else "-"
        elif role in w.NOT | w.WILL | w.CAN:
            how = "N" if role in w.NOT else "P"
        elif _open(role):
            right = next((other for other in found[place + 1 : place + 7] if other in _PEOPLE), "-")
            kind = classes[place]
            made |= {
                f"{left}/{kind}",
                f"{left}/{role}",
                f"{left}/{kind}/{right}",
                f"/{kind}/{right}",
                f"{left}{how}/{kind}",
            }
            how = ""
    return made


def meaning(found: Sequence[str], lexicon: Lexicon) -> list[float]:
    """Return the meaning of the open words, a vector of length 1, or 0 if none is known."""
    vector = lexicon.vector([" ".join([role for role in found if _open(role)][:_MOST_WORDS])])
    return [value / (vector.norm or 1) for value in vector.values]


_NEAR = {
    "-2-1": (-2, -1),
    "12": (0, 1),
    "-11": (-1, 0),
    "-3-2-1": (-3, -2, -1),
    "123": (0, 1, 2),
    "-2-112": (-2, -1, 0, 1),
}
"""Places before and after a name or a day whose words count together."""


def span_features(tokens: Sequence[Token], start: int, end: int) -> set[str]:
    """Return the features of what stands from `start` to `end`, a name or a day: the words around it, and where it is.

    Tokens that are more than `_MOST_WORDS` away do not count.
    """
    first = max(0, start - _MOST_WORDS)
    tokens, start, end = tokens[first : end + _MOST_WORDS], start - first, end - first
    found = [_SHOWN.get(token.kind) or _role(tokens, place) for place, token in enumerate(tokens)]
    classes = [_class(role) for role in found]
    made = {f"<{role}" for role in classes[:start]} | {f">{role}" for role in classes[end:]}
    for mark, row in (("", found), ("~", classes)):
        edged = [*"^^^", *row[:start], *row[end:], *"$$$"]
        made |= {f"{mark}{n}:{edged[start + 3 + n]}" for n in range(-3, 3)}
        made |= {f"{mark}{name}:{' '.join(edged[start + 3 + n] for n in where)}" for name, where in _NEAR.items()}
    ends = [place for place, token in enumerate(tokens) if token.kind == w.STOP or token.low in w.CONJUNCTIONS]
    opens, closes = (
        max((n + 1 for n in ends if n < start), default=0),
        min((n for n in ends if n >= end), default=len(tokens)),
    )
    made |= {f"={role}" for role in found[opens:start]} | {f"=>{role}" for role in found[end:closes]}
    dated = tokens[start].kind == w.DAY
    same = [place for place, token in enumerate(tokens) if (token.kind == w.DAY if dated else token.named)]
    before = tokens[:start]
    stops, joins = sum(t.kind == w.STOP for t in before), sum(t.low in w.CONJUNCTIONS for t in before)
    made |= {f"which:{sum(place < start for place in same)} of {min(len(same), 4)}", f"stops:{min(stops, 2)}"}
    made |= {f"joined:{min(joins, 2)}", f"said:{any(t.low in w.SPEECH for t in before)}", f"first:{not start}"}
    made.add("verb:" + next((found[n] for n in range(start - 1, -1, -1) if tokens[n].verbal), ""))
    made.add("next:" + next((found[n] for n in range(end, len(found)) if tokens[n].verbal), ""))
    if dated:
        typed = re.sub(r"\d", "9", tokens[start].text.lower())
        made |= {f"is:{word}" for word in (typed, *typed.split())}
    return made


_SHOWN = {w.DAY: "DAY", w.TAG: "TAG", w.STRANGER: "NEW"}


def name_features(tokens: Sequence[Token], start: int, end: int, name: Token) -> set[str]:
    """Return the features of a name, by themselves and with its kind: a group, an unknown name, in small letters."""
    kind = (_GROUPS.get(name.mention.contact.kind) or "NAME") if name.mention else "NEW"
    if kind == "NEW":
        first = name.low.split(" ")[0]
        kind += (
            "t" * (first in w.TITLES)
            + "g" * bool(given_name_groups(first))
            + "l" * name.text[:1].islower()
            + "2" * (" " in name.low)
        )
    kind += "'s" * name.possessive
    sort = "N" if name.mention else "S"
    found = span_features(tokens, start, end)
    return {kind, *(f"{sort} {feature}" for feature in found), *(f"{kind} {feature}" for feature in found)}
