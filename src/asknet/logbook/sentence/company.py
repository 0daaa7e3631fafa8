"""Decide who took part: the people in the clauses that describe what happened; those in other clauses are mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import LIKELY, MYSELF, OTHERS, SOMETHING, TOGETHER
from asknet.logbook.sentence.words import at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Clause
    from asknet.logbook.sentence.words import Token

EVENT, PLAN, FACT, STATE, SAID, ABSENT = "event", "plan", "fact", "state", "said", "absent"
"""What a clause states: what happened, what may yet, a fact, how things were, what somebody says, who was not there."""

SURELY_TALK = 0.6
_NOT_WITH = frozenset("about regarding re of concerning without than like unlike as instead except not minus".split())
_GREETINGS = frozenset("regards greetings love wishes best hello hi".split())
_UNREACHED = frozenset("answer reply response sign".split())
_HOME = frozenset("place house flat home garden kitchen shop studio workshop office".split())


class Company(NamedTuple):
    """The names of those who took part and of those only mentioned, what the sentence states, and in which clauses."""

    there: tuple[Token, ...]
    mentioned: tuple[Token, ...]
    tells: str
    clauses: tuple[Clause, ...]


def company(clauses: Sequence[Clause], *, helped: bool) -> Company:
    """Return who took part in what a sentence says; what helps somebody is no mere fact of them."""
    tells = [told(clause) for clause in clauses]
    states = FACT if EVENT in tells and not helped else EVENT
    tells = [states if what == STATE else EVENT if helped and what == FACT else what for what in tells]
    unanswered = max((n for n, c in enumerate(clauses) if tells[n] == ABSENT and c.verb < 0), default=0)
    days = {t.low for clause in clauses for t in clause.tokens if t.kind == w.DAY}
    off = len(clauses) if days == {"future"} and all(clause.verb < 0 for clause in clauses) else unanswered
    tells = [PLAN if what == EVENT and n < off else what for n, what in enumerate(tells)]
    happened = [clause for clause, what in zip(clauses, tells, strict=True) if what == EVENT]
    named: dict[str, Token] = {}
    for token in [t for clause in clauses for t in clause.tokens if t.named]:
        named.setdefault(token.low, token)
    there = {t.low: t for clause in happened for t in clause.doers}
    there |= {t.low: t for c in happened for place, t in enumerate(c.tokens) if t.named and _takes_part(c, place)}
    if not there and any(clause.subject == OTHERS for clause in happened):
        there = dict(list(named.items())[:1])  # whom he or she stands for
    if not there and happened:
        alone = {
            t.low: t
            for c in clauses
            for place, t in enumerate(c.tokens)
            if t.named and (helped or not t.possessive) and not _spoken_of(c, place)
        }
        if len(alone) == 1:
            there, happened = alone, [*clauses]  # Rose was tired on Monday so I went over her notes
    rest = tuple(t for low, t in named.items() if low not in there and t.mention)
    what = next((what for what in (EVENT, PLAN, FACT, ABSENT) if what in tells), EVENT)
    return Company(tuple(there.values()), rest, what, tuple(happened or clauses))


def told(clause: Clause) -> str:
    """Return what a clause tells as far as its grammar says; what else is a plan or a fact, the model knows."""
    lows, verbless = set(clause.lows), clause.verb < 0
    others, me = clause.subject in (OTHERS, SOMETHING), bool(lows & (w.ME | w.MINE))
    dated = clause.past or clause.word.endswith("ing") or any(t.low == "day" for t in clause.tokens)
    meant = clause.subject == MYSELF and clause.word not in w.BE and not dated  # call Mira
    failed = clause.deed.help < LIKELY or "it" in clause.after[:1]  # Fatima did not come, could not make it
    says = clause.subject == OTHERS and (me or clause.word in (w.SPEECH - {"know", "knows"}) | w.INTENT)
    cases = (
        (SAID, clause.reported),
        (ABSENT, verbless and lows & _UNREACHED and lows & w.NOT),
        (FACT, clause.subject == OTHERS and "can" in clause.before),  # Sam can introduce me to an orchid grower
        (PLAN, clause.planned or meant),
        (ABSENT, others and clause.negated and not me and failed),
        (FACT, others and not clause.past and not says),
        (STATE, others and clause.word in w.BE and not {"with", "at", "there"} & set(clause.after[:1])),
    )
    return next((what for what, holds in cases if holds), EVENT)


def _spoken_of(clause: Clause, place: int) -> bool:
    """Return whether somebody who is named is only what the clause is about, or left out: ``about Rose``, ``not Rose``."""
    prev = at(clause.tokens, place - 1)
    return prev.low in _NOT_WITH or (prev.low == "from" and at(clause.tokens, place - 2).low in _GREETINGS)


def _takes_part(clause: Clause, place: int) -> bool:
    """Return whether somebody named in a clause about what happened took part in it."""
    token, prev = clause.tokens[place], at(clause.tokens, place - 1)
    if _spoken_of(clause, place):
        return False
    if token.possessive:
        return _owner_takes_part(clause, place)
    if clause.doers:
        earlier = at(clause.tokens, place - 2)
        shared = prev.low == "and" and (earlier.low in w.ME or (earlier.named and _takes_part(clause, place - 2)))
        return shared or prev.low == "with" or ("introduced" in clause.lows and not w.ME & set(clause.lows))
    return True


def _owner_takes_part(clause: Clause, place: int) -> bool:
    """Return whether the owner of a thing took part: as host, or as the one for whom something was done."""
    prev, after = at(clause.tokens, place - 1), at(clause.tokens, place + 1)
    if after.kind != w.WORD or after.low in w.PREPOSITIONS | {"and", "help"}:
        return prev.low != "near"
    if after.low in _HOME and prev.low in ("at", "round", "to", "in"):
        return True
    shared = any(t.named and not t.possessive for t in clause.behind)
    for_them = prev.low not in w.PREPOSITIONS - {"after", "for", "up", "in"} and clause.deed.talk < SURELY_TALK
    return place > clause.verb >= 0 and clause.subject in (MYSELF, TOGETHER) and for_them and not shared
