"""Who helped whom: what each clause that happened says, put together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import LIKELY, MYSELF, NOBODY, OTHERS, SOMETHING, TOGETHER
from asknet.logbook.sentence.deeds import Chances, chances
from asknet.logbook.sentence.words import at
from asknet.model import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Clause
    from asknet.logbook.sentence.words import Token

UNCLEAR = "unclear"
Way = Direction | str
"""A direction, or that it is not clear."""

_GET = frozenset("got get gets getting received receive borrowed borrow learned learnt obtained".split())
_GIVE = frozenset(
    "gave give gives sent send brought bring took take wrote write bought buy made make handed passed left".split()
)
_TELL = frozenset("told tell tells showed show explained said".split())
_POST = frozenset("posted answered replied shared contributed uploaded".split())
_LEAST = {"me": 0.5, "mine": 0.4, "thing": 0.6, "alone": 0.72, "them": 0.5, "theirs": 0.45, "for": 0.2, "two": 0.25}
"""How likely help must be, by whom or what the verb is done to; by `two` it is done to somebody with something."""
_SLACK = 0.25
"""Below that by so much it is not clear."""
_PRAISE, _SURELY_TALK, _PREDICATE = 0.4, 0.75, 3


def direction_of(clauses: Sequence[Clause]) -> tuple[Direction, bool]:
    """Return the direction of an entry, and whether it is unclear."""
    ways: list[Way] = []
    for clause, before, after in zip(clauses, [None, *clauses], [*clauses[1:], None], strict=False):
        says = after and after.reported and clause.subject == OTHERS and not w.ME & set(clause.lows)
        if clause.reported or clause.planned or says:
            continue
        way = _way(clause, before)
        if way is Direction.GIVEN and clause.word in _GIVE and Direction.RECEIVED in ways:
            continue  # honey for the help
        ways.append(way)
    if Direction.MUTUAL in ways or {Direction.RECEIVED, Direction.GIVEN} <= set(ways):
        return Direction.MUTUAL, False
    sure = next((way for way in (Direction.RECEIVED, Direction.GIVEN) if way in ways), Direction.NONE)
    return sure, sure is Direction.NONE and UNCLEAR in ways


def _way(clause: Clause, before: Clause | None) -> Way:
    if praised(clause) or _answered(clause, before):
        return Direction.RECEIVED
    lows = set(clause.lows)
    still = clause.verb < 0 or clause.negated or clause.subject == SOMETHING or clause.word in w.INTENT | w.BE | w.HAVE
    if clause.word in w.RECIPROCAL or ({"each", "other"} <= lows and clause.deed.help > _LEAST["them"]):
        return Direction.MUTUAL
    if still or clause.subject == TOGETHER or "voicemail" in lows:
        return Direction.NONE
    return _from_them(clause) if clause.subject == OTHERS else _from_me(clause, before)


def _answered(clause: Clause, before: Clause | None) -> bool:
    """Return whether a question was answered: ``asked the club, several good suggestions``."""
    if clause.verb >= 0 or not before or before.word not in ("asked", "posted") or before.subject != MYSELF:
        return False
    return bool(clause.after) and not w.NOT & set(clause.lows) and chances(clause.after[-1]).help > _LEAST["thing"]


def _judged(found: Chances, what: str, way: Direction) -> Way:
    """Return the direction if it is help, none if it is not, or that it is not clear.

    Where it is plain to whom it was done, help is weighed against talk alone.
    """
    much = found.help if what in ("thing", "alone") else found.help / (found.help + found.talk)
    return way if much >= _LEAST[what] else UNCLEAR if much >= _LEAST[what] - _SLACK else Direction.NONE


def _from_them(clause: Clause) -> Way:
    """Return what they did: ``Mark fixed the gate for us``."""
    lows = [t.low for t in clause.behind]
    if "back" in lows[:6] and clause.word in _GIVE | {"returned", "came", "got", "rang", "called"}:
        return Direction.NONE
    what = _done_to_me(clause.behind) or ("me" if w.ME & set(clause.lows) else "")
    if clause.word in w.DO and what == "mine":
        return Direction.RECEIVED
    if (
        (_tells_how(clause) and w.ME & set(clause.lows))
        or (what == "two" and "through" in lows[:2])
        or (clause.word == "let" and what in ("me", "two"))
    ):
        return Direction.RECEIVED  # talked me through it
    if clause.word in _GIVE and what:
        return _handed(clause, what, Direction.RECEIVED)
    if clause.word in _GET and what in ("me", "for", "two"):
        return Direction.RECEIVED
    if not what:
        first = next((low for low in clause.after if low not in w.ADVERBS | w.PARTICLES), "")
        what = "thing" if first and first not in w.PREPOSITIONS | w.CONJUNCTIONS else "alone"
    return _judged(clause.deed, what, Direction.RECEIVED)


def _from_me(clause: Clause, before: Clause | None) -> Way:  # noqa: PLR0911 - one case after the other
    """Return what I did: ``fixed Rose's laptop``, ``got advice from Daniel``."""
    lows = [t.low for t in clause.behind]
    kinds = {t.mention.contact.kind for t in clause.behind if t.mention}
    if clause.word in w.DO and not lows and before and before.word in w.INTENT and before.subject == OTHERS:
        return Direction.GIVEN  # she asked me to, so I did
    if Kind.SOURCE in kinds:
        return Direction.RECEIVED
    if Kind.COMMUNITY in kinds and (clause.word in _POST or kinds == {Kind.COMMUNITY}):
        return Direction.GIVEN if clause.word in _POST and "question" not in lows else Direction.NONE
    if clause.word in _GET or "brain" in lows:
        noun = _noun(clause)
        own = "back" in lows or bool(set(lows[:1]) & w.MINE)
        lent = clause.word.startswith("borrow") or "brain" in lows
        return (
            Direction.RECEIVED
            if not own and (lent or (noun and noun.help > max(noun.talk, noun.fact)))
            else Direction.NONE
        )
    what = _done_to_them(clause.behind)
    if not what:
        return Direction.NONE
    if _tells_how(clause) or (what == "two" and "through" in lows[:2]) or (what == "theirs" and clause.word in w.DO):
        return Direction.GIVEN
    if clause.word in _GIVE and what in ("them", "for", "two"):
        return _handed(clause, what, Direction.GIVEN)
    return _judged(clause.deed, what, Direction.GIVEN)


def _tells_how(clause: Clause) -> bool:
    """Return whether somebody is told how, which or where: advice, not news."""
    lows = [t.low for t in clause.behind]
    what = "what" in lows[:3] and ("to" in lows or "know" in lows)
    return clause.word in _TELL and (what or bool({"how", "which", "where", "exactly"} & set(lows[:4])))


def _handed(clause: Clause, what: str, way: Direction) -> Way:
    """Return what it is to give or send somebody something: help, unless it is a message."""
    noun = _noun(clause)
    own = {t.low for t in clause.behind} & (w.MINE if way is Direction.GIVEN else w.THEIRS)
    if noun is None or own or what == "for" or noun.talk <= LIKELY:
        return way
    return UNCLEAR if noun.talk < _SURELY_TALK else Direction.NONE


def _noun(clause: Clause) -> Chances | None:
    """Return what the thing that is given or got is likely to be."""
    listed: list[str] = []
    for token in clause.behind:
        if listed and token.low in (w.PREPOSITIONS - {"of"}) | w.CONJUNCTIONS:
            break
        skipped = w.DETERMINERS | w.ME | w.THEM | w.ADVERBS | w.PARTICLES | w.PREPOSITIONS
        listed += (
            [token.low]
            if token.kind == w.WORD and token.low.isalpha() and not token.possessive and token.low not in skipped
            else []
        )
    return chances(listed[-1]) if listed else None


def _has_object(behind: Sequence[Token], place: int) -> bool:
    """Return whether a thing follows the person: ``found me a tenant``; also ``talked me through it``."""
    after = at(behind, place + 1)
    return (
        place == 0
        and after.kind == w.WORD
        and (after.low in (w.DETERMINERS - {"that"}) | {"through"} or after.text[0].isdigit())
    )


def _done_to_me(behind: Sequence[Token]) -> str:
    """Return whom a verb is done to or for, by the names of `_LEAST`: me, my thing, or '' for nobody that is named."""
    for place, token in enumerate(behind):
        prev = at(behind, place - 1).low
        if token.low in w.ME and _has_object(behind, place):
            return "two"
        if token.low in w.ME | w.MINE:
            what = "me" if token.low in w.ME else "mine"
            return (
                "for"
                if prev == "for"
                else what
                if place < len(["up", "my"]) or prev not in w.PREPOSITIONS - {"to"}
                else ""
            )
    return ""


def _done_to_them(behind: Sequence[Token]) -> str:
    """Return the same of them: ``lent Theo my drill``, ``fixed Rose's laptop``, ``cooked for Iris``."""
    for place, token in enumerate(behind):
        prev, after = at(behind, place - 1).low, at(behind, place + 1)
        if not token.named and token.low not in w.THEM | w.THEIRS:
            continue
        thing = after.kind == w.WORD and after.low not in w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS
        if prev == "for":
            return "for"
        if token.possessive or (token.low in w.THEIRS and thing):
            return "theirs" if place < len(["up", "her"]) or prev not in w.PREPOSITIONS else ""
        if not prev and _has_object(behind, place):
            return "two"
        if prev not in w.PREPOSITIONS - {"to"} or (place == 1 and prev in w.PARTICLES):
            return "them"
        return ""
    return ""


def praised(clause: Clause) -> bool:
    """Return whether it says that somebody was of help: ``he was a great help``, ``very useful``, ``thanks to Rosa``."""
    if w.NOT & clause.before or (clause.verb >= 0 and clause.word not in w.BE | w.HAVE and clause.subject != SOMETHING):
        return False
    helped = any(t.possessive and t.kind == w.NAME and after.low == "help" for t, after in pairwise(clause.tokens))
    source = any(t.mention and t.mention.contact.kind is Kind.SOURCE for t in clause.doers)
    if helped or source or clause.lows[:2] == ["thanks", "to"]:
        return True
    predicate = [low for low in clause.after if low not in w.DETERMINERS | w.ADVERBS | w.BE]
    bare = clause.subject == NOBODY and len(predicate) <= _PREDICATE and not any(t.named for t in clause.tokens)
    if clause.word not in w.BE and not (clause.verb < 0 and bare):
        return False
    ends = w.PREPOSITIONS | w.CONJUNCTIONS | w.QUESTION
    end = next((n for n, low in enumerate(predicate) if low in ends and 0 < n < len(predicate) - 1), len(predicate))
    said = predicate[:end]
    return bool(said) and (
        max(chances(" ".join(said[-2:])).praise, chances(said[-1]).praise) > _PRAISE
        or (clause.verb >= 0 and "help" in said)
    )
