"""Who is named in what somebody says, thinks or asks: ``Ingrid told me Bob is moving``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.sentence.book import SPOKEN_OF, TOOK_PART
from asknet.sentence.vocabulary import ADDRESSED, REPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

_GREETED = frozenset("hi hello bye goodbye thanks sorry yes".split())
_PRONOUNS = frozenset("me us him her them to that".split())
_THIRD = frozenset(("NAME", "he", "she", "they"))
_IS = (
    r"\bNAME (?:(?:still|also|now|just) )?(?:is|are|isn't|has|wants|needs|likes|loves|hates|lives|works|knows|looks|sounds|owes"
    r"|misses)\b(?!.*\b(?:me|us|my)\b)"
)


def reported(before: Sequence[str]) -> str:
    """Say whether a name stands in a report, after its verb and past whoever it is told to.

    ``before`` are the words of the clause before the name. The one who is told or
    asked took part, and so did who was heard from; a report ends with its clause.
    """
    for place, word in enumerate(before):
        if word in ("whether", "if", "unless"):
            return TOOK_PART if before[-1] == "for" and before[-2] in ("weren't", "wasn't", "been") else SPOKEN_OF
        if word not in REPORTED:
            continue
        rest = before[place + 1 :]
        if word == "believe" and before[place - 1 : place] == ("can't",):
            continue
        if word in ADDRESSED and _is_addressed(rest):
            continue
        if rest and word in ("said", "say") and rest[0] in _GREETED:
            continue
        if word in ("heard", "hear") and rest[-1:] == ("from",) and "that" not in rest:
            continue
        if rest[-1:] == ("to",) and not any(w in _THIRD for w in before[:place]):
            continue
        return SPOKEN_OF
    return TOOK_PART


def _is_addressed(rest: Sequence[str]) -> bool:
    """Say whether the name after ``told`` or ``asked`` is the one who hears it, or stands where it is asked."""
    if not rest or rest in (("both",), ("our", "friend"), ("my", "friend")):
        return True
    if "NAME" in rest or rest[0] in _PRONOUNS:
        return False
    return rest[-1] in ("in", "on", "at", "from", "with", "the")


def of_what_is(before: Sequence[str]) -> str:
    """Say whether a name stands in what a clause tells somebody else is: ``Nan lives with Bob``."""
    return SPOKEN_OF if "NAME" in before and re.search(_IS, " ".join(before)) else TOOK_PART
