"""Who was not there: ``without Nan``, ``Nan couldn't make it``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.logbook.sentence.book import ABSENT, MAYBE, SPOKEN_OF, TOOK_PART
from asknet.logbook.sentence.clauses import ALL_OR_NONE
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Group

_NOT_WITH = frozenset(
    """
    without minus missed miss misses except sans unlike excluding no not expected expecting wasn't isn't weren't
    """.split()
)
_NOT_OF = (
    ("nothing", "from"), ("not", "with"), ("w", "o"), ("rather", "than"), ("because", "of"), ("sign", "of"),
)  # fmt: skip
_OWED = frozenset("owe owes owed thanks".split())
_BUT_FOR = (("weren't", "for"), ("wasn't", "for"), ("luck", "reaching"))
_NO_OTHER = frozenset("nobody none one no-one never couldn't wouldn't don't can't only".split())
_LIKENESS = frozenset("than like unlike as named re regarding concerning about".split())
_POINTED = (
    r"\b(?:pointed|sent|referred|directed|steered|linked|pointing) (?:me|us) (?:on |back )?(?:to|at|towards?|over to)$"
    r"|\b(?:regards|greetings|love|wishes|hello|hi|condolences|congratulations|reminds?|reminded)(?: me"
    r"| us)? (?:to|from|of)$"
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
    r"|(?:wasn't|was not|weren't|were not|isn't|aren't) (?:there|here|around|present|in|able to (?:come|make|join)"
    r"|coming|with us)\b"
    r"|(?:had to |has |have |had |have to )?(?:cancel|cancelled|canceled|bailed|bail|flaked|postponed)\b"
    r"|(?:was|were|is|are|being) (?:absent|away|a no-?show|no-?show|missing|out of town|off sick|on holiday"
    r"|unavailable|out sick"
    r"|supposed to|meant to|going to (?:come|join))\b"
    r"|missed (?:it|out|the|this|our)\b|sent (?:his|her|their) (?:apologies|regrets)|stood (?:me|us) up|absent\b"
    r"|no-? ?show"
    r"|stayed (?:at )?home|stayed away|gave it a miss|dropped out|pulled out|declined|backed out|not there|away\b"
    r"|called in sick"
)


def left_out(before: Sequence[str]) -> str:
    """Say whether the words before a name leave its contact out: ``instead of Nan``, ``pointed me to Nan``."""
    if not before:
        return TOOK_PART
    last, two = before[-1], before[-2:]
    if last in ("without", "except", "but") and not _NO_OTHER.isdisjoint(before[:-1]):
        return TOOK_PART
    if last in _NOT_WITH or two in _NOT_OF or before[-3:] == ("no", "word", "from") or _is_instead(before):
        return ABSENT
    if last in _LIKENESS or _is_pointed_to(before):
        return SPOKEN_OF
    return MAYBE if last in _OWED or two in _BUT_FOR or "tried" in before else _negated(before)


def _is_instead(before: Sequence[str]) -> bool:
    """``instead of meeting Bob``, ``everyone but Tom``."""
    if before[-1] == "but":
        return len(before) > 1 and before[-2] in ALL_OR_NONE
    return any(word == "instead" and before[n + 1 : n + 2] == ("of",) for n, word in enumerate(before))


def _is_pointed_to(before: Sequence[str]) -> bool:
    """``pointed me to Stack Overflow``, ``greetings from Bob``, ``a dog called Grace``."""
    if before[-1] == "called":
        return any(word in ("a", "an", "is", "was", "dog", "cat") for word in before)
    return before[-1] in ("to", "at", "towards", "from", "of") and re.search(_POINTED, " ".join(before)) is not None


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
