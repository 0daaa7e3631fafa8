"""Who is named in what somebody says, thinks or asks: ``Ingrid told me Bob is moving``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.book import SPOKEN_OF, TOOK_PART
from asknet.logbook.sentence.vocabulary import ADDRESSED, RELATIONS, REPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

_GREETED = frozenset("hi hello bye goodbye thanks sorry yes".split())
_PRONOUNS = frozenset("me us him her them to that".split())
_THIRD = frozenset(("NAME", "he", "she", "they"))
_OURS = frozenset("i we me us my our i've i'm we're we've".split())
_ALONG = frozenset("came come brought arrived joined helped taught showed introduced there here".split())
"""What others do that has those with them take part, or that is help."""
_ASKING = frozenset("how what where why which who that".split())


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


def of_others(before: Sequence[str], *, possessive: bool) -> str:
    """Say whether a name stands in what others did without us: ``Nan lives with Bob``, ``she called Bob``.

    Not where they came along or helped: ``Theo came with Bob``, ``Ingrid showed May how``.
    """
    start = next((n for n, word in enumerate(before) if word not in _LINKS), len(before))
    said = before[start:]
    if not said:
        return TOOK_PART
    if _is_aside(said):
        return SPOKEN_OF
    if not (said[0] in _OTHERS or said[0].startswith("NAME")) or not _OURS.isdisjoint(said):
        return TOOK_PART
    rest = said[1:]
    kin = said[0] == "NAME's" and rest[-1:] != () and rest[-1] in RELATIONS
    beside = not rest or rest[0] in ("and", "plus", "n", "or") or (rest[0] in ("with", "w") and said[0] == "NAME")
    if kin or beside:
        return TOOK_PART
    return SPOKEN_OF if possessive or _ALONG.isdisjoint(rest) else TOOK_PART


def _is_aside(said: Sequence[str]) -> bool:
    """Say whether the words before a name open a clause within: ``how Bob does it``, ``the drill I got from Bob``."""
    asking = any(word in _ASKING and n and said[n + 1] != "to" for n, word in enumerate(said[:-1]))
    asking = asking or (len(said) > 1 and said[-1] in _ASKING - {"that"})
    belongs = "belongs" in said or "belonging" in said or said[-2:-1] == ("way",)
    earlier = any(word.startswith("NAME") for word in said)
    letter = said[-1] == "to" and said[-2:-1] != () and said[-2] in _LETTERS
    return asking or belongs or (earlier and (letter or said.count("i") > 1))


_LETTERS = frozenset("letter email mail e-mail reply message speech application complaint note text card".split())
_LINKS = frozenset(
    "and but so because although though while whereas when then also since as after before until".split()
)
_OTHERS = frozenset("he she they he's she's they're they've he'd she'd who her his their".split())
