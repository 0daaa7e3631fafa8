"""Decide who helped whom, or that a sentence is a plan or a fact: a small model over its words, trained on sentences.

No verbs are listed here. The speaker and the others who are named become roles (`I`, `ME`, `MY`; `HE`, `HIM`, `HIS`),
every other word also becomes its likely class (`deeds`), and a table weighs runs of up to three of these, what each
clause says, and the meaning of its verbs. `tools/train_directions.py` makes the table and measures it on held-out
writers. Below a probability chosen there the direction is unclear.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from asknet.lexicon import Lexicon, shipped
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import MYSELF, OTHERS
from asknet.logbook.sentence.deeds import CLASSES, Chances, chances
from asknet.model import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.logbook.sentence.clauses import Clause
    from asknet.logbook.sentence.words import Token

TABLE = Path(__file__).parents[2] / "data" / "directions.bin"
"""A line of JSON, then one signed byte per class for each bucket of features and each dimension of the meanings."""
WAYS = (Direction.NONE, Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL)
SIZE = len(WAYS) + 2
"""The classes of a sentence: directions of what happened, then a plan, then a fact about somebody."""
NOT_HAPPENED = 0.4
"""The probability of a plan or a fact above which a sentence that reads like a conversation is taken for one."""
BUCKETS = 1 << 15
"""Features share this many rows of the table, by their CRC-32."""

_ROLES = {
    word: role
    for role, words in {"I": w.I, "ME": w.ME, "MY": w.MINE, "HE": w.THEY, "HIM": w.THEM, "HIS": w.THEIRS}.items()
    for word in words
}
_EXCHANGED = {"I": "HE", "ME": "HIM", "MY": "HIS", "HE": "I", "HIM": "ME", "HIS": "MY"}
_GROUPS: dict[Kind | None, str] = {Kind.COMMUNITY: "GROUP", Kind.SOURCE: "SOURCE"}
_CLOSED = w.DETERMINERS | w.PREPOSITIONS | w.PARTICLES | w.CONJUNCTIONS | w.BE | w.HAVE | w.DO | w.WILL | w.CAN | w.NOT
_PLAIN = _CLOSED | w.ADVERBS | {"you", "it", "there"}
"""Words that are kept as they are, whatever their likely class."""
_LIKELY, _MOST_WORDS = 0.6, 60


class Model(NamedTuple):
    """The table: its lexicon, the value of a step, the least probability of a clear direction, constants and rows."""

    lexicon: Lexicon
    step: float
    sure: float
    constants: Sequence[float]
    rows: memoryview


@cache
def _model() -> Model | None:
    """Return the model; None for another lexicon than the one it was trained with."""
    head, _, rows = TABLE.read_bytes().partition(b"\n")
    table, lexicon = json.loads(head), shipped()
    if not isinstance(lexicon, Lexicon) or table["lexicon"] != lexicon.id:
        return None
    return Model(lexicon, table["step"], table["sure"], table["constants"], memoryview(rows).cast("b"))


class Judgement(NamedTuple):
    """Who helped whom, whether that is unclear (it is then none), and the probability of a plan or a fact."""

    direction: Direction = Direction.NONE
    unsure: bool = True
    plan: float = 0.0
    fact: float = 0.0


def judge(clauses: Sequence[Clause]) -> Judgement:
    """Return what a sentence describes. Without the model every direction is unclear."""
    model = _model()
    if model is None:
        return Judgement()
    sums = [0.0] * SIZE
    for feature in features(clauses):
        row = crc32(feature.encode()) % BUCKETS * SIZE
        sums = [total + step for total, step in zip(sums, model.rows[row : row + SIZE], strict=True)]
    for number, value in enumerate(meanings(clauses, model.lexicon), BUCKETS):
        if value:
            row = number * SIZE
            sums = [total + value * step for total, step in zip(sums, model.rows[row : row + SIZE], strict=True)]
    totals = [model.step * total + constant for total, constant in zip(sums, model.constants, strict=True)]
    powers = [math.exp(total - max(totals)) for total in totals]
    plan, fact = (power / sum(powers) for power in powers[len(WAYS) :])
    ways = powers[: len(WAYS)]
    best = max(range(len(WAYS)), key=ways.__getitem__)
    sure = ways[best] / sum(ways) >= model.sure
    return Judgement(WAYS[best] if sure else Direction.NONE, not sure, plan, fact)


def features(clauses: Sequence[Clause], *, exchanged: bool = False) -> set[str]:
    """Return the features of a sentence; if `exchanged`, with the speaker and the others exchanged."""
    roles = _roles(clauses)
    if exchanged:
        roles = [_EXCHANGED.get(role, role) for role in roles]
    classes = [role if role.isupper() or role in _PLAIN or not role.isalpha() else _class(role) for role in roles]
    found = {*_runs(roles, 1), *_runs(roles, 2)}
    found |= {f"~{run}" for length in (1, 2, 3) for run in _runs(classes, length)}
    return found.union(*(_of_clause(clause, exchanged=exchanged) for clause in clauses))


def meanings(clauses: Sequence[Clause], lexicon: Lexicon, *, exchanged: bool = False) -> list[float]:
    """Return the meanings of my verbs, of theirs, of the other verbs, and of all words without a role."""
    size = len(lexicon.vector([]).values)
    sums = {who: [0.0] * size for who in (MYSELF, OTHERS, "")}
    for clause in clauses:
        if clause.verb >= 0 and not clause.reported and not clause.planned:
            who = clause.subject if clause.subject in sums else ""
            sums[who] = [a + b for a, b in zip(sums[who], _meaning(clause.word, lexicon), strict=True)]
    mine, theirs = (OTHERS, MYSELF) if exchanged else (MYSELF, OTHERS)
    words = [role for role in _roles(clauses) if role.isalpha() and not role.isupper() and role not in _PLAIN]
    return [*sums[mine], *sums[theirs], *sums[""], *_meaning(" ".join(words[:_MOST_WORDS]), lexicon)]


def _meaning(text: str, lexicon: Lexicon) -> list[float]:
    """Return the vector of a text with length 1, or 0 if no word is known."""
    vector = lexicon.vector([text])
    return [value / (vector.norm or 1) for value in vector.values]


def _roles(clauses: Sequence[Clause]) -> list[str]:
    """Return the words of a sentence without days and tags, those of people as roles."""
    roles: list[str] = []
    for number, clause in enumerate(clauses):
        roles += [clause.link] if number and clause.link else []
        doers = {token.start for token in clause.doers}
        for token in clause.tokens:
            role = _role(token, doer=token.start in doers)
            if role and not (role == (roles or [""])[-1] and role in ("HE", "HIM")):
                roles.append(role)
    return roles


def _role(token: Token, *, doer: bool) -> str:
    if token.kind == w.DAY:
        return "LATER" if token.low == "future" else ""
    if token.kind == w.TAG:
        return ""
    if token.named:
        group = _GROUPS.get(token.mention.contact.kind) if token.mention else None
        return group or ("HIS" if token.possessive else "HE" if doer else "HIM")
    return _ROLES.get(token.low) or ("NUMBER" if token.low[:1].isdigit() else token.low)


def _runs(words: Sequence[str], length: int) -> list[str]:
    edged = ["^", *words, "$"]
    return [" ".join(edged[n : n + length]) for n in range(len(edged) - length + 1)]


def _class(word: str) -> str:
    return _named(chances(word)) if word else "-"


def _named(found: Chances) -> str:
    """Return the likeliest class, with a mark if its probability is high."""
    best = max(found)
    return CLASSES[found.index(best)][0] + "+" * (best > _LIKELY)


def _of_clause(clause: Clause, *, exchanged: bool) -> Iterator[str]:
    """Return what a clause shows: who does what to whom, and whether it happened."""
    who = clause.subject or "-"
    mine = "M" if any(t.low in w.ME | w.MINE for t in clause.behind) else ""
    theirs = "T" if any(t.named or t.low in w.THEM | w.THEIRS for t in clause.behind) else ""
    if exchanged:
        who, mine, theirs = {MYSELF: OTHERS, OTHERS: MYSELF}.get(who, who), theirs, mine
    how = "R" * clause.reported + "P" * clause.planned + "N" * clause.negated
    deed = _named(clause.deed) if clause.verb >= 0 else "-"
    kinds = "".join(sorted({str(t.mention.contact.kind)[0] for t in clause.tokens if t.mention}))
    shown = (
        (who,), (who, how), (who, mine), (who, theirs), (who, deed), (who, how, deed), (who, mine, deed),
        (who, theirs, deed), (who, how, mine, theirs, deed), (who, kinds), (who, how, clause.word), (clause.word,),
    )  # fmt: skip
    yield from (f"{number}:{'/'.join(parts)}" for number, parts in enumerate(shown))
