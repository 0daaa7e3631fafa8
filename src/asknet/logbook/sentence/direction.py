"""Who helped whom: what each clause that happened says, put together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import MYSELF, NOBODY, OTHERS, SOMETHING, TOGETHER
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
_LEAST = {"me": 0.6, "mine": 0.5, "thing": 0.7, "alone": 0.8, "them": 0.5, "theirs": 0.45, "for": 0.5, "two": 0.4}
"""How likely help must be, by whom or what the verb is done to; by `two` it is done to somebody with something."""
_MAYBE = {"me": 0.1, "mine": 0.1, "thing": 0.2, "alone": 0.4, "them": 0.48, "theirs": 0.1, "for": 0, "two": 0}
"""From here on it is not clear, and below it is none."""
_PRAISE, _SURELY_TALK, _SURELY_HELP, _PREDICATE = 0.62, 0.75, 0.6, 3
_NEWS, _MARGIN = 0.35, 0.1
_THANKS = frozenset("thank thanked thanking".split())


def direction_of(clauses: Sequence[Clause], happened: Sequence[Clause]) -> tuple[Direction, bool]:
    """Return the direction of an entry, and whether it is unclear; `happened` are the clauses that say what did."""
    ways: list[Way] = []
    gifts: list[Way] = []
    unsure: set[Direction] = set()
    for clause, before, after in zip(clauses, [None, *clauses], [*clauses[1:], None], strict=False):
        says = (
            after
            and after.reported
            and clause.subject == OTHERS
            and clause.word in w.SPEECH
            and not w.ME & set(clause.lows)
        )
        if clause not in happened or says:
            continue
        way = _way(clause, before)
        in_vain = (
            after
            and w.NOT & {*after.lows}
            and any(t.mention and t.mention.contact.kind is not Kind.PERSON for t in clause.tokens)
        )
        if way in (Direction.GIVEN, UNCLEAR) and clause.word in _GIVE and clause.subject != OTHERS:
            gifts.append(way)
        elif way is UNCLEAR:
            unsure.add(Direction.RECEIVED if clause.subject == OTHERS else Direction.GIVEN)
        elif not (way is Direction.RECEIVED and in_vain):
            ways.append(way)
    if Direction.RECEIVED not in ways:  # else honey for the help
        ways += [way for way in gifts if way is not UNCLEAR]
        unsure |= {Direction.GIVEN} if UNCLEAR in gifts else set()
    if Direction.MUTUAL in ways or {Direction.RECEIVED, Direction.GIVEN} <= set(ways):
        return Direction.MUTUAL, False
    sure = next((way for way in (Direction.RECEIVED, Direction.GIVEN) if way in ways), Direction.NONE)
    return (Direction.NONE, True) if unsure - {sure} else (sure, False)


def _way(clause: Clause, before: Clause | None) -> Way:  # noqa: PLR0911 - one case after the other
    if praised(clause) or _answered(clause, before):
        return Direction.RECEIVED
    lows = set(clause.lows)
    if lows & _THANKS:
        return Direction.NONE
    if clause.verb < 0 and clause.after:
        noun = _noun(clause)
        return UNCLEAR if noun and noun.help > _SURELY_HELP else Direction.NONE
    still = clause.verb < 0 or clause.negated or clause.subject == SOMETHING or clause.word in w.INTENT | w.BE | w.HAVE
    if clause.word in w.RECIPROCAL or ({"each", "other"} <= lows and clause.deed.help > clause.deed.talk):
        return Direction.MUTUAL
    if still or clause.subject == TOGETHER or "voicemail" in lows:
        return Direction.NONE
    way = _from_them(clause) if clause.subject == OTHERS else _from_me(clause, before)
    done = next((b for a, b in pairwise(clause.lows) if a == "for" and b.endswith("ing")), "")
    if isinstance(way, Direction) and done and chances(done).help > _SURELY_HELP:
        return {Direction.GIVEN: Direction.RECEIVED, Direction.RECEIVED: Direction.GIVEN}.get(
            way, way
        )  # a cake for mending it
    return way


def _answered(clause: Clause, before: Clause | None) -> bool:
    """Return whether a question was answered: ``asked the club, several good suggestions``."""
    if not before or before.word not in ("asked", "posted") or before.subject != MYSELF:
        return False
    if clause.verb >= 0:
        return clause.word in ("answered", "replied") and not clause.negated
    return bool(clause.after) and not w.NOT & set(clause.lows) and chances(clause.after[-1]).help > _LEAST["thing"]


def _judged(found: Chances, what: str, way: Direction) -> Way:
    """Return the direction if it is help, none if it is not, or that it is not clear.

    Where it is plain to whom it was done, help is weighed against talk alone.
    """
    much = found.help if what in ("thing", "alone") else found.help / (found.help + found.talk)
    return way if much >= _LEAST[what] else UNCLEAR if much >= _MAYBE[what] else Direction.NONE


def _from_them(clause: Clause) -> Way:  # noqa: PLR0911 - one case after the other
    """Return what they did: ``Mark fixed the gate for us``."""
    lows = [t.low for t in clause.behind]
    if "back" in lows[:6] and clause.word in _GIVE | {"returned", "came", "got", "rang", "called"}:
        return Direction.NONE
    if lows[:1] and lows[0] in w.ME and "that" in lows[1:2]:
        return Direction.NONE  # told me that
    what = _done_to_me(clause.behind) or ("me" if w.ME & set(clause.lows) else "")
    if clause.word in w.DO and what == "mine":
        return Direction.RECEIVED
    if (
        (_tells_how(clause) and (w.ME & set(clause.lows) or clause.word == "explained"))
        or (what == "two" and "through" in lows[:2])
        or (clause.word == "let" and what in ("me", "two"))
    ):
        return Direction.RECEIVED  # talked me through it
    if clause.word in _GIVE:
        return _handed(clause, what, Direction.RECEIVED) if what else UNCLEAR
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
        return Direction.GIVEN if clause.word in _POST and not {"question", "problem"} & {*lows} else Direction.NONE
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
    bidden = lows[1:2] == ["to"] and clause.word == "told"
    return clause.word in _TELL and (bidden or what or bool({"how", "which", "where", "exactly"} & set(lows[:4])))


def _handed(clause: Clause, what: str, way: Direction) -> Way:
    """Return what it is to give or send somebody something: help, unless it is a message."""
    if w.NOT & set(clause.after):
        return Direction.NONE  # gave me nothing
    noun = _noun(clause)
    own = {t.low for t in clause.behind} & (w.MINE if way is Direction.GIVEN else w.THEIRS)
    if noun is None or own or what == "for" or noun.talk <= max(noun.help - _MARGIN, _NEWS):
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
    denied = clause.before | {*clause.after[:2]}
    if w.NOT & denied or (clause.verb >= 0 and clause.word not in w.BE | w.HAVE and clause.subject != SOMETHING):
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
