"""Who helped whom, by lists of plain phrases.

Help is received where somebody who took part does something for me or us, or for a
thing of mine; it is given where I do so for one of them, or a thing of theirs. Verbs of
one family behave alike: what is sent, mailed, lent or handed over is help where a thing
goes with it (``mailed Zoe my notes``), not alone (``mailed Zoe``). Not help: what is
negated, asked for or still to come, and what is done for others (``helped my brother``).
"""

from __future__ import annotations

import re

from asknet.logbook.sentence.given import is_given
from asknet.logbook.sentence.normal import CONSUMED, TALK, TO_COMMUNITY, holds
from asknet.logbook.sentence.received import is_received
from asknet.model import Direction

_BOTH = r"\b(?:each other|one another|swapped|traded|exchanged)\b"
_TOGETHER = r"\b(?:we|together|we'll|we've|we're)\b|\bNAME and i\b|\bi and NAME\b"
_QUESTION = r"\b(?:posted|wrote|raised) (?:\w+ ){0,2}(?:question|query)"


def direction_of(said: str) -> Direction:
    """Return who helped whom, of a sentence in its normal form."""
    if holds(said, "other", "another", "swapped", "traded", "exchanged") and re.search(_BOTH, said):
        return Direction.MUTUAL
    received = is_received(said)
    given = is_given(said)
    if received and given:
        return Direction.MUTUAL
    if received or given:
        return Direction.RECEIVED if received else Direction.GIVEN
    if "PLACE" in said and re.search(CONSUMED, said):
        return Direction.RECEIVED
    asked = holds(said, "question", "query") and re.search(_QUESTION, said)
    if "PLACE" in said and not asked and (re.search(TO_COMMUNITY, said) or re.search(TALK, said)):
        return Direction.GIVEN
    together = holds(said, "we", "together", "and i", "i and") and re.search(_TOGETHER, said)
    return Direction.MUTUAL if together else Direction.NONE
