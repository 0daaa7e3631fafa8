"""Who was not there: ``without Nan``, ``Nan couldn't make it``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.model import Kind
from asknet.sentence.book import ABSENT, MAYBE, SPOKEN_OF, TOOK_PART
from asknet.sentence.clauses import ALL_OR_NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.sentence.clauses import Group

_NOT_WITH = frozenset("without minus missed miss misses except sans unlike excluding no not expected expecting".split())
_NOTHING = (("no", "word", "from"), ("nothing", "from"), ("not", "with"), ("w", "o"))
_NO_OTHER = frozenset("nobody none one no-one never couldn't wouldn't don't can't only".split())
_INSTEAD = (("instead", "of"), ("rather", "than"), ("because", "of"), ("sign", "of"))
_LIKENESS = frozenset("than like unlike as named re regarding concerning about".split())
_POINTED = (
    r"\b(?:pointed|sent|referred|directed|steered|linked|pointing) (?:me|us) (?:on |back )?(?:to|at|towards?|over to)$"
    r"|\b(?:regards|greetings|love|wishes|hello|hi|condolences|congratulations|reminds?|reminded)(?: me| us)? (?:to|from|of)$"
)
_NEGATIVE = frozenset(
    "didn't couldn't haven't can't cannot don't won't wouldn't hasn't never skipped failed unable".split()
)
_CONTACT = frozenset(
    "see saw seen meet met talk talked speak spoken spoke call called go make made attend visit visited".split()
)
_AWAY_BEGINS = frozenset(
    """
    couldn't could can't didn't did never wasn't was weren't were isn't is aren't are had has have cancelled canceled bailed
    flaked postponed being missed sent stood absent no no-show stayed gave dropped pulled declined backed not away called
    """.split()
)
_CALLED_OFF = frozenset("cancelled canceled postponed off".split())
_ADVERBS = frozenset("also just both sadly unfortunately again then who all".split())
_AWAY = (
    r"(?:couldn't|could not|can't|didn't|did not|never|wasn't able to|was unable to|weren't able to) (?:actually )?"
    r"(?:make (?:it|the)|come|came|join|show|showed|turn|turned|attend|be there|appear|make)\b"
    r"|(?:wasn't|was not|weren't|were not|isn't|aren't) (?:there|here|around|present|in|able to (?:come|make|join)|coming|with us)\b"
    r"|(?:had to |has |have |had |have to )?(?:cancel|cancelled|canceled|bailed|bail|flaked|postponed)\b"
    r"|(?:was|were|is|are|being) (?:absent|away|a no-?show|no-?show|missing|out of town|off sick|on holiday|unavailable|out sick"
    r"|supposed to|meant to|going to (?:come|join))\b"
    r"|missed (?:it|out|the|this|our)\b|sent (?:his|her|their) (?:apologies|regrets)|stood (?:me|us) up|absent\b|no-? ?show"
    r"|stayed (?:at )?home|stayed away|gave it a miss|dropped out|pulled out|declined|backed out|not there|away\b|called in sick"
)


def left_out(before: Sequence[str]) -> str:
    """Say whether the words before a name leave its contact out: ``instead of Nan``, ``pointed me to Nan``."""
    if not before:
        return TOOK_PART
    last, said = before[-1], " ".join(before)
    if last in ("without", "except", "but") and any(word in _NO_OTHER for word in before[:-1]):
        return TOOK_PART
    all_but = last == "but" and len(before) > 1 and before[-2] in ALL_OR_NONE
    if any(before[-len(nothing) :] == nothing for nothing in _NOTHING):
        return ABSENT
    if last in _NOT_WITH or all_but or before[-2:] in _INSTEAD or "instead of" in said:
        return ABSENT
    if last in _LIKENESS or (last == "called" and any(w in ("a", "an", "is", "was", "dog", "cat") for w in before)):
        return SPOKEN_OF
    if last in ("to", "at", "towards", "from", "of") and re.search(_POINTED, said):
        return SPOKEN_OF
    if last in ("wasn't", "isn't", "weren't"):
        return ABSENT
    if last in ("owe", "owes", "owed", "thanks") or "tried" in before:
        return MAYBE
    if last in ("for", "reaching") and before[-2:] in (("weren't", "for"), ("wasn't", "for"), ("luck", "reaching")):
        return MAYBE
    return _negated(before)


def _negated(before: Sequence[str]) -> str:
    """``didn't see Bob``, ``haven't talked to Nan``; who could not be reached or helped is only mentioned."""
    for place, word in enumerate(before):
        if word not in _NEGATIVE or before[place + 1 : place + 2] in (("believe",), ("only",)):
            continue
        rest = before[place + 1 :]
        return ABSENT if word == "skipped" or not _CONTACT.isdisjoint(rest) else MAYBE
    return TOOK_PART


def away(group: Group) -> str:
    """Say whether the words after a name tell that its contact was not there."""
    after = list(group.after)
    while after and after[0] in _ADVERBS:
        after = after[1:]
    if group.mentions[0].candidates[0].kind is not Kind.PERSON and not _CALLED_OFF.isdisjoint(after):
        return ABSENT
    if not after or after[0] not in _AWAY_BEGINS or (group.mentions[-1].possessive and not group.verb_next):
        return TOOK_PART
    return ABSENT if re.match(_AWAY, " ".join(after)) else TOOK_PART
