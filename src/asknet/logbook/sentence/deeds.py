"""What people do for each other: families of verbs, who does it, and whether it was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.logbook.sentence.vocabulary import DETERMINERS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

TEACHING = "helped|showed|taught|explained|tutored|coached|mentored"
FAVOURS = (
    f"{TEACHING}|advised|fixed|repaired|mended|reviewed|proofread|proof-read|checked|corrected|edited|answered|rescued"
    "|looked over|looked after|looked through|walked|set up|debugged|introduced|translated|installed|drove|baked|cooked"
    "|sewed|brought|babysat|recommended|listened to|encouraged|referred|trained|sorted out|sorted|hosted|tuned|painted"
    "|carried|unblocked"
)
HANDED = "lent|loaned|gave|given|sent|forwarded|handed|passed|shared"
MESSAGED = "e-?mailed|mailed|texted|messaged|whatsapped|dm'd|posted|faxed"
A_THING = (
    r"(?:an?|the|his|her|their|its|my|our|some|two|three|four|five|all|both|links?|notes|photos|pictures|details|feedback"
    r"|NAME's|SOMEONE's)\b"
)
MAILS = r"(?:an? |the )?(?:\w+ )?(?:e-?mail|letter|message|text|postcard|reminder|invite|invitation|invoice|question)\b"
OBJECT = r"(?:NAME|PLACE|him|her|them|his|their|everyone|people|two|three|some|newcomers)\b"

_NOT = frozenset("never not no nobody none hardly neither cannot could would should might will to if".split())
_BUT = ("except", "but", "besides", "apart from")
_DONE_FOR_OTHERS = rf"{FAVOURS}|{HANDED}|did|watered|fed|cleaned|mowed|read|moved|cut|minded|drove"
ACTORS = ("NAME", "he", "she", "they", "who")
_SUBJECTS = frozenset((*ACTORS, "SOMEONE", "i", "i've", "i'm", "im", "we"))
_BETWEEN = frozenset("and also then kindly very really had just even both am been finally each all both".split())
_OPENING = frozenset(("and", "then", "also", "so", "just", ""))
MYSELF = ("i", "i've", "i'm", "im")


def is_favour(verb: str) -> bool:
    """Say whether a verb (in small letters, in the past) tells of something that is done for others."""
    return re.fullmatch(_DONE_FOR_OTHERS, verb) is not None


def negated(said: str, place: int) -> bool:
    """Say whether what stands at a place is negated, wished for or still to come; ``nobody except NAME`` is not."""
    near = said[:place].split()[-3:]
    for back in range(len(near)):
        word = near[-1 - back]
        if word[-1] in ",;.:":
            return False
        if word in _NOT or word.endswith(("n't", "'ll")):
            return not any(f"{but} NAME" in said for but in _BUT)
    return False


def starts_with_kin(words: Sequence[str]) -> bool:
    """``my brother``, ``NAME's two kids``: kin, and what is theirs."""
    owned = bool(words) and (words[0] in DETERMINERS or words[0].endswith("'s"))
    return owned and any(word.strip(".,;!?").removesuffix("'s") in RELATIONS for word in words[1:3])


def subject_of(before: str) -> str:
    """Return who does what follows: the last subject of the clause, '' for none, '?' where it is not told."""
    clause = before
    for stop in ",;.!?:":
        clause = clause.rpartition(stop)[2]
    words = [word.strip("()\"'“”*-–—") for word in clause.split()]
    for word in reversed(words[-3:]):
        if word in _SUBJECTS:
            return word
        if word == "NAME's":
            return "NAME"
        if word not in _BETWEEN:
            break
    found = [word for word in words if word in _SUBJECTS]
    if found:
        return found[0] if words[-1] == "and" and found[0] in (*ACTORS, "i") else found[-1]
    return "" if all(word in _OPENING for word in words) else "?"
