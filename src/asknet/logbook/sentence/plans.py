"""Who is named for what has not happened: ``will call Nan``, ``asked me to help Nan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.book import MAYBE, SPOKEN_OF, TO_COME, TOOK_PART
from asknet.logbook.sentence.vocabulary import DETERMINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.clauses import Group

_STILL_TO_COME = frozenset(
    """
    will shall should must ought gonna could would might need needs want wants let's todo plan plans planning hope hoping
    going forward considering thinking remind remember wanna i'll we'll he'll she'll they'll you'll i'd we'd he'd she'd
    they'd you'd
    """.split()
)
_NOUNS = frozenset("plan plans planning hope forward".split())
_ORDERS = frozenset("ask remember remind invite return buy find follow todo should need must check to".split())
_LATER = frozenset("tomorrow soon later".split())
_NEXT = frozenset("week month year time weekend".split())
_TRIED = frozenset("tried offered agreed promised volunteered started began continued offering trying".split())
_WENT = frozenset(
    """
    went came drove walked cycled rode flew stopped popped dropped managed got able over by round around up happened
    decided glad happy lovely nice great good pleased delighted stayed back
    """.split()
)
_VERBS = frozenset(
    """
    ask call see visit meet help talk speak ring phone email mail text invite tell thank find get join teach show give send
    lend take pick bring move plan buy make fix go come pay work be have do write chat catch check organise organize
    celebrate surprise remind introduce convince persuade congratulate support look borrow collect drop say know hear learn
    discuss prepare run start try use play cook bake watch wait let leave stop
    """.split()
)
"""What may follow ``to`` where it is not a place or a person."""


def planned(before: Sequence[str], group: Group) -> str:
    """Say whether a name stands for what is still to come, or is only to be done.

    After a word of the future it is to come; after ``to`` and a verb it was done only
    where somebody went, came or managed to, and is only mentioned where it was tried
    or offered.
    """
    for place, word in enumerate(before):
        following = before[place + 1] if place + 1 < len(before) else ""
        if word == "to" and following in _VERBS:
            return _to_do(before, place)
        noun = (place > 0 and before[place - 1] in DETERMINERS) or (word in _NOUNS and following not in ("to", "on"))
        if word in _STILL_TO_COME and following and following not in ("with", "have") and not noun:
            return TO_COME
    if _in_what_was_helped(before):
        return SPOKEN_OF
    if before and before[0] in _ORDERS:
        return TO_COME
    later = [*before, *group.after]
    soon = any(w in _LATER or (w in _NEXT and later[n - 1] == "next") for n, w in enumerate(later))
    if soon and not group.verb_next and not any(w.endswith("ed") for w in before):
        return TO_COME
    return TOOK_PART


def _in_what_was_helped(before: Sequence[str]) -> bool:
    """``helped me write a letter to Bob``, ``helped Nan reply to Bob``."""
    for place, (verb, whom, what) in enumerate(zip(before, before[1:], before[2:], strict=False)):
        if whom in ("me", "us", "NAME", "him", "her", "them") and (
            what in _VERBS or (verb in ("helped", "let", "made") and what not in _NOT_HELPED_TO)
        ):
            return place + 2 < len(before)
    return False


_NOT_HELPED_TO = frozenset(
    "with to out at on in over after and a an or today yesterday about during around by for except but".split()
)


def _to_do(before: Sequence[str], place: int) -> str:
    """Say what ``to`` and a verb, at a place of the words before a name, make of it."""
    governing = before[place - 1] if place else ""
    if not place or any(word in _STILL_TO_COME or word in ("have", "has", "supposed") for word in before[:place]):
        return TO_COME
    if governing in _WENT:
        return TOOK_PART
    if governing in _TRIED:
        return MAYBE
    return TOOK_PART if before[-1] in ("with", "w") else SPOKEN_OF
