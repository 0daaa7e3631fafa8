"""Whose sister, number or house it is, and whose community: the owner is not always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.book import MAYBE, SPOKEN_OF, TOOK_PART
from asknet.logbook.sentence.deeds import is_favour
from asknet.logbook.sentence.vocabulary import MEETINGS, RELATIONS
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Mention
    from asknet.logbook.sentence.clauses import Group
    from asknet.logbook.sentence.words import Word

_DETAILS = frozenset("number numbers email address contact contacts phone details mail handle card website".split())
_NEAR = frozenset("near outside behind opposite past beside towards around inside".split())
_AT_HOME = frozenset("at round over".split())
_TO_THEIRS = frozenset("to in from".split())
_WENT = frozenset("went came drove going".split())
_AFTER_A_HOUSE = frozenset("for with on in about last this yesterday today again and".split())
_AT_THEIR = frozenset("suggestion request advice insistence recommendation expense".split())
_THIRD = frozenset(("NAME", "he", "she", "they"))


def kin_or_details(words: Sequence[Word], mention: Mention) -> str:
    """``Nan's sister`` and ``a friend of Nan`` are not Nan, nor is ``Nan's number``."""
    after = words[mention.last + 1 : mention.last + 3]
    if mention.possessive and after and not after[0].apart:
        kin = after[0].folded in RELATIONS or (len(after) > 1 and after[1].folded in RELATIONS and not after[1].apart)
        return SPOKEN_OF if kin or after[0].folded in _DETAILS else TOOK_PART
    before = words[max(0, mention.first - 2) : mention.first]
    of_them = len(before) > 1 and before[1].folded == "of" and before[0].folded in RELATIONS
    return SPOKEN_OF if of_them else TOOK_PART


def thing_of_theirs(group: Group, mention: Mention) -> str:
    """Somebody's thing is not them, save where I did something for it (``fixed Ingrid's printer``) or was their guest."""
    if not mention.possessive or group.verb_next or mention is not group.mentions[-1]:
        return TOOK_PART
    before = group.before
    bare = not group.after or group.after[0] in _AFTER_A_HOUSE
    if not before:
        return TOOK_PART if bare else MAYBE
    if before[-1] in _NEAR or before[-2:] == ("next", "to"):
        return SPOKEN_OF
    if (before[0] in _THIRD and "came" not in before) or (group.after and group.after[0] in _AT_THEIR):
        return MAYBE
    guest = before[-1] in _AT_HOME or (bare and before[-1] in _TO_THEIRS | MEETINGS) or not _WENT.isdisjoint(before)
    did = before[-1] == "borrowed" or is_favour(before[-1]) or is_favour(" ".join(before[-2:]))
    return TOOK_PART if guest or did else MAYBE


def place_of_others(group: Group, mention: Mention) -> str:
    """A community or a source that somebody else used, showed or recommended is only mentioned."""
    if mention.candidates[0].kind is Kind.PERSON or not group.before:
        return TOOK_PART
    before = group.before
    shown = {"introduced", "showed", "shown", "recommended", "suggested"}.intersection(before)
    if shown and (before[-1] in ("to", "me", "us") or shown & {"recommended", "suggested"}):
        return SPOKEN_OF
    theirs = before[0] in _THIRD and "i" not in before and "we" not in before
    return MAYBE if theirs else TOOK_PART
