"""Decide who took part: the people in the clauses that describe what happened; those in other clauses are mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import LIKELY, MYSELF, OTHERS, SOMETHING, TOGETHER
from asknet.logbook.sentence.words import at
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Clause
    from asknet.logbook.sentence.words import Token

EVENT, PLAN, FACT, SAID, ABSENT = "event", "plan", "fact", "said", "absent"
"""What a clause states: what happened, what may happen, how things are, what somebody says, who was not there."""

SURELY_TALK = 0.6
_ABOUT = frozenset("about regarding re of concerning".split())
_NOT_WITH = frozenset("without than like unlike as instead".split())
_UNREACHED = frozenset("answer reply response contact longer sign".split())
_CALLED_OFF = ("voicemail", "cancel", "postpone")
_IDIOMS = {"lost": {"touch", "contact"}, "missed": {"missed"}, "make": {"it"}}
"""Words for meetings that did not take place: ``lost touch``, ``missed her call``, ``could not make it``."""
_HOME = frozenset("place house flat home garden kitchen shop studio workshop office".split())


_KIN = frozenset(
    """brother sister mother father mum dad mom son daughter boy girl lad kid kids child children wife husband partner
    boyfriend girlfriend friend friends neighbour neighbor colleague cousin nephew niece uncle aunt boss secretary assistant
    accountant agent flatmate roommate lodger tenant apprentice tutor carer cleaner team gran granny grandson""".split()
)
"""People who may act in place of the one who is named."""


class Company(NamedTuple):
    """The names of those who took part and of those only mentioned, what the sentence states, and in which clauses."""

    there: tuple[Token, ...]
    mentioned: tuple[Token, ...]
    tells: str
    clauses: tuple[Clause, ...]


def company(clauses: Sequence[Clause], *, helped: bool, unsure: bool) -> Company:
    """Return who took part in what a sentence describes; what helps somebody is more than a fact about them."""
    tells = [told(clause) for clause in clauses]
    facts = [what == FACT and not clause.planned for clause, what in zip(clauses, tells, strict=True)]
    tells = [EVENT if helped and fact else what for fact, what in zip(facts, tells, strict=True)]
    unanswered = max((n for n, c in enumerate(clauses) if tells[n] == ABSENT and c.verb < 0), default=0)
    days = {t.low for clause in clauses for t in clause.tokens if t.kind == w.DAY}
    off = len(clauses) if days == {"future"} and all(c.verb < 0 for c in clauses) else unanswered
    tells = [PLAN if what == EVENT and n < off else what for n, what in enumerate(tells)]
    happened = [clause for clause, what in zip(clauses, tells, strict=True) if what == EVENT]
    named = {t.low: t for clause in reversed(clauses) for t in reversed(clause.tokens) if t.named}
    named = dict(reversed(named.items()))
    there = {t.low: t for clause in happened for t in clause.doers if not t.possessive}
    there |= {t.low: t for c in happened for place, t in enumerate(c.tokens) if t.named and _takes_part(c, place)}
    if not there and any(clause.subject == OTHERS and not clause.doers for clause in happened):
        there = dict(list(named.items())[:1])  # the contact that he or she refers to
    if not there and not any(t.kind == w.STRANGER for clause in clauses for t in clause.tokens):
        told_of = {EVENT, FACT, PLAN, ABSENT} if helped else {EVENT, FACT}
        known = [c for c, what in zip(clauses, tells, strict=True) if happened and what in told_of]
        alone = {
            t.low: t
            for c in known
            for place, t in enumerate(c.tokens)
            if t.named and not _aside(c, place, helped=helped or unsure)
        }
        if len(alone) == 1:
            there, happened = alone, known  # Rose was tired on Monday so I went over her notes
    ids = {t.mention.contact.id for t in there.values() if t.mention and len(t.mention.candidates) == 1}
    rest = tuple(t for low, t in named.items() if low not in there and t.mention and t.mention.contact.id not in ids)
    what = next((what for what in (EVENT, PLAN, FACT, ABSENT) if what in tells), EVENT)
    return Company(tuple(there.values()), rest, what, tuple(happened or clauses))


def told(clause: Clause) -> str:  # noqa: PLR0911 - one case after the other
    """Return what a clause states."""
    lows = set(clause.lows)
    future = any(t.kind == w.DAY and t.low == "future" for t in clause.tokens)
    if clause.reported:
        return SAID
    if "touch" in lows and (lows & {"lost", "longer"}):
        return FACT
    if clause.verb < 0:
        off = any(low.startswith(_CALLED_OFF) for low in lows)
        return ABSENT if off or (lows & _UNREACHED and lows & w.NOT) else EVENT
    plain = not (
        clause.past or clause.before or clause.word.endswith("ing") or any(t.low == "day" for t in clause.tokens)
    )
    imperative = clause.subject == MYSELF and plain
    if "can" in clause.before and clause.subject == OTHERS and not clause.negated:
        return FACT  # Sam can introduce me to an orchid grower
    if clause.planned or imperative or {"do", "n't"} <= clause.before or (future and not clause.past):
        return PLAN
    if any(low.startswith(_CALLED_OFF) for low in lows) and "rang" not in lows:
        return ABSENT
    if lows & _IDIOMS.get(clause.word, set()) and (clause.word != "make" or clause.negated):
        return ABSENT
    if clause.subject in (OTHERS, SOMETHING):
        return _told_of_others(clause, lows)
    return ABSENT if clause.before & w.NOT and clause.deed.help < LIKELY else EVENT  # did not see her


def _told_of_others(clause: Clause, lows: set[str]) -> str:
    """Return what a clause states whose subject is somebody else or a thing."""
    me = bool(lows & (w.ME | w.MINE))
    found = clause.deed
    if clause.negated and not me and found.help < LIKELY and found.fact < LIKELY:
        return ABSENT  # Fatima did not come
    was_there = clause.word in ("was", "were") and clause.after[:1] in (["at"], ["there"], ["with"])
    if was_there:
        return EVENT
    state = (
        clause.word in w.BE or (clause.before & w.BE and not me) or (clause.word == "used" and "to" in clause.after[:1])
    )
    if state or (
        clause.word in w.HAVE
        and not clause.negated
        and not any(t.mention and t.mention.contact.kind is Kind.SOURCE for t in clause.doers)
    ):
        return FACT
    if not clause.past:
        says = clause.word in (w.SPEECH - {"know", "knows"}) | w.INTENT
        return EVENT if clause.subject == OTHERS and (says or me) else FACT
    became = found.fact > max(found.help, found.talk, 0.45) or (clause.before & w.HAVE and found.help < SURELY_TALK)
    return FACT if clause.subject == OTHERS and became and not me else EVENT


def _aside(clause: Clause, place: int, *, helped: bool) -> bool:
    """Return whether somebody is only mentioned, or only owns a thing or a relation: ``met Sue's neighbour``."""
    prev, after = at(clause.tokens, place - 1), at(clause.tokens, place + 1)
    owner = clause.tokens[place].possessive and (not helped or after.low in _KIN)
    return prev.low in _ABOUT | _NOT_WITH | {"near"} or owner


def _takes_part(clause: Clause, place: int) -> bool:
    """Return whether somebody named in a clause about what happened took part in it."""
    token, prev = clause.tokens[place], at(clause.tokens, place - 1)
    lows = clause.lows
    if prev.low in _ABOUT | _NOT_WITH:
        return False
    about = next((n for n, low in enumerate(lows[:place]) if low in _ABOUT), place)
    if about < place and not {"with", "to", "from"} & set(lows[about:place]):
        return False
    if token.possessive:
        return _owner_takes_part(clause, place)
    if clause.subject == OTHERS and clause.doers and token not in clause.doers:
        earlier = at(clause.tokens, place - 2)
        if prev.low == "and":
            return earlier.low in w.ME or (earlier.named and _takes_part(clause, place - 2))
        return prev.low == "with" or ("introduced" in lows and not w.ME & set(lows))
    return True


def _owner_takes_part(clause: Clause, place: int) -> bool:
    """Return whether the owner of a thing took part: as host, or as the one for whom something was done."""
    prev, after = at(clause.tokens, place - 1), at(clause.tokens, place + 1)
    if after.kind != w.WORD or after.low in w.PREPOSITIONS | {"and", "help"}:
        return prev.low != "near"
    if after.low in _HOME and prev.low in ("at", "round", "to", "in"):
        return True
    aside = any(t.named and not t.possessive for t in clause.behind) or prev.low in w.PREPOSITIONS - {
        "after",
        "for",
        "up",
        "in",
    }
    return (
        place > clause.verb >= 0
        and clause.subject in (MYSELF, TOGETHER)
        and not aside
        and clause.deed.talk < SURELY_TALK
    )
