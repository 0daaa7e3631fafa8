"""Who helped whom: what each clause that happened says, put together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asknet.logbook.sentence.clauses import MYSELF, NOBODY, OTHERS, SOMETHING, TOGETHER
from asknet.logbook.sentence.deeds import Chances, chances
from asknet.logbook.sentence.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    INTENT,
    ME,
    MINE,
    NAME,
    NOT,
    PARTICLES,
    PREPOSITIONS,
    QUESTION,
    RECIPROCAL,
    STRANGER,
    THEIRS,
    THEM,
    WORD,
    Token,
    is_past,
)
from asknet.model import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Clause

UNCLEAR = "unclear"
Way = Direction | str
"""A direction, or that it is not clear."""

_GET = frozenset("got get gets getting received receive borrowed borrow learned learnt obtained".split())
_GIVE = frozenset(
    "gave give gives sent send brought bring took take wrote write bought buy made make handed passed left".split()
)
_TELL = frozenset("told tell tells showed show explained said".split())
_LEAST = {"me": 0.5, "mine": 0.4, "thing": 0.6, "alone": 0.72, "them": 0.5, "theirs": 0.45, "for": 0.3, "two": 0.25}
"""How likely help must be, by whom or what the verb is done to; `tools/measure_log.py` measures them."""
_SLACK = 0.25
"""Below that by so much it is not clear."""


def direction_of(clauses: Sequence[Clause], present: frozenset[int]) -> tuple[Direction, bool]:
    """Return the direction of an entry, and whether it is unclear; `present` are the numbers of who took part."""
    ways: list[Way] = []
    for place, clause in enumerate(clauses):
        if clause.reported or clause.planned:
            continue
        way = _way(clause, clauses[:place], present)
        if way is Direction.NONE and _answered(clause, clauses[:place]):
            way = Direction.RECEIVED
        if way is Direction.GIVEN and Direction.RECEIVED in ways and clause.word in _GIVE:
            continue  # honey for the help
        ways.append(way)
    if Direction.MUTUAL in ways or {Direction.RECEIVED, Direction.GIVEN} <= set(ways):
        return Direction.MUTUAL, False
    for way in (Direction.RECEIVED, Direction.GIVEN):
        if way in ways:
            return way, False
    return Direction.NONE, UNCLEAR in ways


def _answered(clause: Clause, before: Sequence[Clause]) -> bool:
    """Return whether a question was answered: ``asked the club, several good suggestions``."""
    if (
        clause.verb is not None
        or not before
        or before[-1].word not in ("asked", "posted")
        or before[-1].subject != MYSELF
    ):
        return False
    words = [t.low for t in clause.tokens if t.kind == WORD]
    return bool(words) and not NOT & set(words) and chances(words[-1]).help > _LEAST["thing"]


def _way(clause: Clause, before: Sequence[Clause], present: frozenset[int]) -> Way:
    lows = [t.low for t in clause.tokens]
    if clause.verb is None or (clause.word in BE | HAVE and clause.subject != MYSELF):
        return _praised(clause, present)
    if clause.negated or set(lows) & {"voicemail"}:
        return Direction.NONE
    if clause.word in RECIPROCAL or ("each" in lows and "other" in lows):
        return Direction.MUTUAL if clause.word in RECIPROCAL or clause.deed.help > _LEAST["them"] else Direction.NONE
    if clause.subject == TOGETHER:
        return Direction.NONE
    if clause.subject == SOMETHING:
        return _praised(clause, present)
    if clause.word in INTENT:
        return Direction.NONE
    return _from_them(clause) if clause.subject == OTHERS else _from_me(clause, before)


def _tells_how(clause: Clause) -> bool:
    """Return whether somebody is told how, which or where: advice, not news."""
    lows = [t.low for t in clause.behind]
    return (clause.word in _TELL and any(low in ("how", "which", "where", "exactly") for low in lows[:4])) or (
        clause.word in _TELL and "what" in lows[:3] and ("to" in lows or "know" in lows)
    )


def _noun(clause: Clause) -> Chances | None:
    """Return what the thing that is given or got is likely to be."""
    listed: list[str] = []
    for token in clause.behind:
        if (
            token.kind != WORD
            or token.possessive
            or token.low in DETERMINERS | ME | THEM | MINE | THEIRS | ADVERBS | PARTICLES
        ):
            continue
        if listed and token.low in (PREPOSITIONS - {"of"}) | CONJUNCTIONS:
            break
        listed += [token.low] if token.low not in PREPOSITIONS else []
    return chances(listed[-1]) if listed else None


def _is_help(found: Chances, what: str) -> bool | None:
    """Return whether it is help: yes, no, or None where it is not clear.

    Where it is plain to whom it was done, help is weighed against talk alone.
    """
    much = found.help if what in ("thing", "alone") else found.help / (found.help + found.talk)
    return True if much >= _LEAST[what] else None if much >= _LEAST[what] - _SLACK else False


def _judged(found: bool | None, way: Direction) -> Way:
    return way if found else UNCLEAR if found is None else Direction.NONE


def _handed(clause: Clause, what: str, way: Direction) -> Way:
    """Return what it is to give or send somebody something: help, unless it is a message."""
    noun = _noun(clause)
    if noun is None or what == "for" or noun.talk <= 0.5:  # noqa: PLR2004
        return way
    return UNCLEAR if noun.talk < 0.75 else Direction.NONE  # noqa: PLR2004


def _from_them(clause: Clause) -> Way:
    """Return what they did: ``Mark fixed the gate for us``."""
    behind = clause.behind
    lows = [t.low for t in behind]
    if "back" in lows[:6] and clause.word in _GIVE | {"returned", "came", "got", "rang", "called"}:
        return Direction.NONE
    if _tells_how(clause):
        return Direction.RECEIVED
    found = clause.deed
    what = _aimed(behind, ME, MINE) or ("me" if any(t.low in ME for t in clause.tokens) else "")
    if what == "two" and "through" in lows[:2]:
        return Direction.RECEIVED  # talked me through it
    if clause.word in _GIVE and what:
        return _handed(clause, what, Direction.RECEIVED)
    if clause.word == "let" and what == "me":
        return Direction.RECEIVED
    if clause.word in _GET and what in ("me", "for", "two"):
        return Direction.RECEIVED
    if not what:
        nouns = [t for t in behind if t.kind == WORD and t.low not in ADVERBS | PARTICLES]
        what = "thing" if nouns and nouns[0].low not in PREPOSITIONS | CONJUNCTIONS else "alone"
    return _judged(_is_help(found, what), Direction.RECEIVED)


def _aimed(behind: Sequence[Token], persons: frozenset[str], owned: frozenset[str]) -> str:
    """Return whom a verb is done to or for: the person, their thing, or nobody that is named."""
    for place, token in enumerate(behind):
        prev = behind[place - 1].low if place else ""
        if token.low in persons:
            if _has_object(behind, place):
                return "two"
            return "for" if prev == "for" else "me" if prev not in PREPOSITIONS - {"to", "for"} or place < 2 else ""  # noqa: PLR2004
        if token.low in owned:
            return "for" if prev == "for" else "mine" if prev not in PREPOSITIONS - {"to"} or place < 2 else ""  # noqa: PLR2004
    return ""


def _has_object(behind: Sequence[Token], place: int) -> bool:
    """Return whether a thing follows the person: ``found me a tenant``; also ``talked me through it``."""
    after = behind[place + 1] if place + 1 < len(behind) else None
    if place or after is None or after.kind != WORD:
        return False
    return after.low in (DETERMINERS - {"that"}) | {"through"} or after.text[0].isdigit()


def _from_me(clause: Clause, before: Sequence[Clause]) -> Way:
    """Return what I did: ``fixed Rose's laptop``, ``got advice from Daniel``."""
    behind = clause.behind
    lows = [t.low for t in behind]
    people = [(place, t) for place, t in enumerate(behind) if t.kind in (NAME, STRANGER)]
    if clause.word in DO and not behind and before and before[-1].word in INTENT and before[-1].subject == OTHERS:
        return Direction.GIVEN  # she asked me to, so I did
    if any(t.mention and t.mention.contact.kind is Kind.SOURCE for _, t in people):
        return Direction.RECEIVED
    if clause.word in _GET or "brain" in lows:
        if "back" in lows or (lows[:1] and lows[0] in MINE):
            return Direction.NONE
        noun = _noun(clause)
        borrowed = clause.word.startswith("borrow") or "brain" in lows
        return (
            Direction.RECEIVED if borrowed or (noun and noun.talk < 0.5 and noun.help > noun.fact) else Direction.NONE
        )
    what = _done_to(behind, people)
    if not what:
        return Direction.NONE
    if _tells_how(clause):
        return Direction.GIVEN
    if clause.word in _GIVE and what in ("them", "for", "two"):
        return _handed(clause, what, Direction.GIVEN)
    return _judged(_is_help(clause.deed, what), Direction.GIVEN)


def _done_to(behind: Sequence[Token], people: Sequence[tuple[int, Token]]) -> str:
    for place, token in enumerate(behind):
        prev = behind[place - 1].low if place else ""
        person = token.kind in (NAME, STRANGER)
        if not person and token.low not in THEM | THEIRS:
            continue
        if prev == "for":
            return "for"
        if (person and token.possessive) or (
            token.low in THEIRS
            and place + 1 < len(behind)
            and behind[place + 1].kind == WORD
            and behind[place + 1].low not in PREPOSITIONS | CONJUNCTIONS | ADVERBS
        ):
            return "theirs" if prev not in PREPOSITIONS or place < 2 else ""  # noqa: PLR2004
        if not prev and _has_object(behind, place):
            return "two"
        if prev not in PREPOSITIONS - {"to"} or (place == 1 and prev in PARTICLES):
            return "them"
        if prev not in ("and",):
            return ""
    return ""


def praised(clause: Clause) -> bool:
    """Return whether a clause says that somebody was of help."""
    return _praised(clause, frozenset()) is Direction.RECEIVED


def _praised(clause: Clause, present: frozenset[int]) -> Way:
    """Return received where it says that somebody was of help: ``he was a great help``."""
    if NOT & set(clause.before):
        return Direction.NONE
    lows = [t.low for t in clause.tokens]
    if any(t.possessive and t.kind == NAME and after.low == "help" for t, after in pairwise(clause.tokens)):
        return Direction.RECEIVED
    if lows[:2] == ["thanks", "to"] and any(t.mention and t.mention.contact.id in present for t in clause.tokens):
        return Direction.RECEIVED
    source = any(t.mention and t.mention.contact.kind is Kind.SOURCE for t in clause.doers)
    if source:
        return Direction.RECEIVED
    predicate = [t for t in clause.behind if t.kind == WORD and t.low not in DETERMINERS | ADVERBS | BE]
    if clause.verb is None and (
        clause.subject != NOBODY or len(predicate) > 3 or any(t.mention for t in clause.tokens)
    ):
        return Direction.NONE
    said: list[str] = []
    for token in predicate:
        if token.low in PREPOSITIONS | CONJUNCTIONS | QUESTION and not (said and token is predicate[-1]):
            break
        said.append(token.low)
    if not said or (is_past(predicate[0]) and clause.verb is None):
        return Direction.NONE
    found = max((chances(part) for part in (" ".join(said[-2:]), said[-1])), key=lambda c: c.praise)
    if found.praise > 0.4 or (clause.verb is not None and "help" in said):  # noqa: PLR2004
        return Direction.RECEIVED
    return Direction.NONE
