"""Who took part: the people of the clauses that say what happened; those of other clauses are mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.clauses import MYSELF, OTHERS, SOMETHING, TOGETHER
from asknet.logbook.sentence.direction import praised
from asknet.logbook.sentence.words import (
    BE,
    HAVE,
    INTENT,
    ME,
    MINE,
    NAME,
    NOT,
    PREPOSITIONS,
    SPEECH,
    STOP,
    STRANGER,
    TAG,
    Token,
)
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Clause

EVENT, PLAN, FACT, SAID, ABSENT = "event", "plan", "fact", "said", "absent"
"""What a clause tells: what happened, what may yet, how things are, what somebody says, who was not there."""

_ABOUT = frozenset("about regarding re of concerning".split())
_UNREACHED = frozenset(
    "answer reply response voicemail answerphone answering engaged cancelled canceled postponed".split()
)
_NOT_WITH = frozenset("without than like unlike as instead".split())
_SURELY_TALK = 0.6
_HOME = frozenset("place house flat home garden kitchen shop studio workshop office".split())


class Company(NamedTuple):
    """The names of those who took part and of those who are only mentioned, and what the sentence tells."""

    there: tuple[Token, ...] = ()
    mentioned: tuple[Token, ...] = ()
    tells: str = EVENT


def company(clauses: Sequence[Clause]) -> Company:
    """Return who took part in what a sentence says."""
    tells = [told(clause, clauses[:place]) for place, clause in enumerate(clauses)]
    if any(what == ABSENT and clause.verb is None for what, clause in zip(tells, clauses, strict=True)):
        tells = [PLAN if what == EVENT else what for what in tells]
    there: dict[str, Token] = {}
    named: dict[str, Token] = {}
    for clause, what in zip(clauses, tells, strict=True):
        for place, token in enumerate(clause.tokens):
            if token.kind not in (NAME, STRANGER):
                continue
            named.setdefault(token.low, token)
            if what == EVENT and _takes_part(clause, place):
                there.setdefault(token.low, token)
    if not there and any(
        what == EVENT and clause.subject == OTHERS and not clause.doers
        for clause, what in zip(clauses, tells, strict=True)
    ):
        there = dict(list(named.items())[:1])  # whom he or she stands for
    if not there:
        there = _owners(clauses, tells)
    happened = EVENT in tells
    what = EVENT if happened else PLAN if PLAN in tells or ABSENT in tells else FACT if FACT in tells else EVENT
    ids = {token.mention.contact.id for token in there.values() if token.mention and len(token.mention.candidates) == 1}
    rest = [t for low, t in named.items() if low not in there and t.mention and t.mention.contact.id not in ids]
    return Company(tuple(there.values()), tuple(rest), what)


def told(clause: Clause, before: Sequence[Clause]) -> str:
    """Return what a clause tells."""
    lows = {t.low for t in clause.tokens}
    if clause.reported:
        return SAID
    if clause.verb is None:
        if any(t.low == "future" for t in clause.tokens) and not any(t.low == "day" for t in clause.tokens):
            return PLAN
        if lows & _UNREACHED and lows & (NOT | {"voicemail", "cancelled"}):
            return ABSENT
        return ABSENT if "no" in lows and lows & {"contact", "longer", "sign"} else EVENT
    if clause.planned or set(clause.before[:2]) == {"do", "n't"} or _to_come(clause) or _imperative(clause):
        return PLAN
    if lows & {"voicemail", "cancelled", "postponed"} or _lost(clause, lows):
        return ABSENT
    if clause.subject in (OTHERS, SOMETHING):
        return _of_others(clause)
    if NOT & set(clause.before) and clause.deed.help < 0.5:  # noqa: PLR2004 - did not see her
        return ABSENT
    return EVENT


def _to_come(clause: Clause) -> bool:
    return any(t.kind == "day" and t.low == "future" for t in clause.tokens) and not clause.past


def _imperative(clause: Clause) -> bool:
    return clause.subject == "you" or (clause.subject == MYSELF and not clause.past and not clause.before)


def _lost(clause: Clause, lows: set[str]) -> bool:
    """Return whether a clause says that there was no contact: ``lost touch``, ``missed her call``."""
    if clause.word in ("lost", "losing") and lows & {"touch", "contact"}:
        return True
    return clause.word == "missed" and bool(lows & {"call", "calls", "train", "bus"})


def _of_others(clause: Clause) -> str:
    """Return what a clause tells whose subject is somebody else or a thing."""
    me = any(t.low in ME | MINE for t in clause.tokens)
    found = clause.deed
    if clause.negated and found.help < 0.5 and not me:  # noqa: PLR2004 - Fatima did not come
        return ABSENT
    if praised(clause):
        return EVENT
    if clause.word == "used" and "to" in {t.low for t in clause.behind[:1]}:
        return FACT
    if clause.word in ("was", "were") and {t.low for t in clause.behind[:1]} & {"at", "there", "with"}:
        return EVENT
    if clause.word in BE or (set(clause.before) & BE and not me):
        return FACT
    if clause.subject == SOMETHING:
        return FACT if not clause.past else EVENT
    if not clause.past:
        says = clause.word in SPEECH - {"know", "knows"} or clause.word in INTENT
        return EVENT if says or me else FACT
    if not me and found.fact > max(found.help, found.talk) and found.fact > 0.45:  # noqa: PLR2004
        return FACT
    if set(clause.before) & {"has", "have", "'s", "'ve"} and not me and found.help < 0.6:  # noqa: PLR2004
        return FACT
    return (
        FACT
        if clause.word in HAVE and any(t.mention and t.mention.contact.kind is Kind.PERSON for t in clause.doers)
        else EVENT
    )


def _takes_part(clause: Clause, place: int) -> bool:
    """Return whether somebody who is named in a clause that happened took part in it."""
    token = clause.tokens[place]
    prev = clause.tokens[place - 1] if place else None
    after = clause.tokens[place + 1] if place + 1 < len(clause.tokens) else None
    if prev and (prev.low in _ABOUT or prev.low in _NOT_WITH):
        return False
    about = next((n for n, t in enumerate(clause.tokens[:place]) if t.low in _ABOUT), None)
    if about is not None and not any(t.low in ("with", "to", "from") for t in clause.tokens[about:place]):
        return False
    if token.possessive:
        return _owner_takes_part(clause, place, prev, after)
    if clause.subject == OTHERS and token not in clause.doers and clause.doers:
        beside = prev is not None and prev.low in ("with", "and")
        if not beside:
            return any(t.low in ("introduced", "connected") for t in clause.tokens) and "me" not in {
                t.low for t in clause.tokens
            }
        if prev is not None and prev.low == "and" and place > 1:
            earlier = clause.tokens[place - 2]
            return earlier.low in ME or (earlier.kind in (NAME, STRANGER) and _takes_part(clause, place - 2))
    return True


def _owner_takes_part(clause: Clause, place: int, prev: Token | None, after: Token | None) -> bool:
    """Return whether whose thing is named took part: as host, or as the one for whom something was done."""
    if after is None or after.kind in (STOP, TAG, "day") or after.low in PREPOSITIONS | {"and"}:
        return True
    if after.low in _HOME and prev is not None and prev.low in ("at", "round", "to", "in"):
        return True
    if clause.verb is None or place < clause.verb or clause.subject not in (MYSELF, TOGETHER):
        return False
    if any(t.kind == STRANGER for t in clause.tokens[place:]) or (
        prev is not None and prev.low in PREPOSITIONS - {"after", "for", "up", "out"}
    ):
        return False
    return clause.deed.talk < _SURELY_TALK


def _owners(clauses: Sequence[Clause], tells: Sequence[str]) -> dict[str, Token]:
    """Return whose thing or help it was where nobody else took part: ``Faye's notes were a lifesaver``."""
    found: dict[str, Token] = {}
    for clause in clauses:
        owners = [t for t in clause.tokens if t.kind == NAME]
        if owners and praised(clause):
            found |= {t.low: t for t in owners[:1]}
    return found
