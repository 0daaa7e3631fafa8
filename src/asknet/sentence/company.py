"""Who of those a sentence names took part in what it tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.model import Kind
from asknet.sentence.book import Company
from asknet.sentence.clauses import ALL_OR_NONE, groups, sentence_of
from asknet.sentence.settling import settle
from asknet.sentence.vocabulary import ADDRESSED, DETAILS, MET_BY_DOING, RELATIONS, REPORTED, VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.sentence.book import Book, Mention, Named
    from asknet.sentence.clauses import Group
    from asknet.sentence.words import Word

TOOK_PART = ""
MAYBE = "only mentioned beside who took part"
"""Counts where nobody else took part: ``Mark will lend me his drill``, ``Dana couldn't help me``."""
ABSENT = "was not there"
TO_COME = "is named for what is still to come"
SPOKEN_OF = "is only spoken of"
ASKED = "is only in a question"

_NOT_WITH = frozenset("without minus missed except sans unlike excluding".split())
_NO_OTHER = frozenset("nobody none one no-one never couldn't wouldn't couldnt".split())
_INSTEAD = (("instead", "of"), ("rather", "than"), ("because", "of"), ("sign", "of"), ("in", "memory"))
_LIKENESS = frozenset("than like unlike as named called-after".split())
_BESIDE = frozenset("for of via through by".split())
_HELPFUL_OF = frozenset("help hold care advice hand help top front house place".split())
_STILL_TO_COME = frozenset(
    """
    will shall should must ought gonna could would might need needs want wants let's todo plan plans planning hope hoping
    going have'll remind remember wanna i'll we'll he'll she'll they'll you'll i'd we'd he'd she'd they'd you'd
    """.split()
)
_ORDERS = frozenset("ask remember remind invite return buy find follow todo should need must check to".split())
_LATER = frozenset("tomorrow soon later".split())
_TRIED = frozenset("tried offered agreed promised volunteered started began continued offering trying".split())
_WENT = frozenset(
    """
    went came drove walked cycled rode flew stopped popped dropped managed got able over by round around up happened
    decided glad happy lovely nice great good pleased delighted stayed back
    """.split()
)
_OUT_OF_REACH = re.compile(
    r"\b(?:couldn't|could not|can't|cannot|didn't|failed to|unable to) (?:\w+ )?(?:reach|find|get (?:hold|through|in touch)|catch)\b"
)
_AWAY = re.compile(
    r"^(?:\w+ )?(?:"
    r"(?:couldn't|could not|can't|didn't|did not|never|wasn't able to|was unable to) (?:actually )?"
    r"(?:make (?:it|the)|come|came|join|show|showed|turn|turned|attend|be there|appear|make)\b"
    r"|(?:wasn't|was not|weren't|were not|isn't|aren't) (?:there|here|around|present|in|able to (?:come|make|join)|coming|with us)\b"
    r"|(?:had to |has |have |have to )?(?:cancel|cancelled|canceled|bailed|bail|flaked|postponed)\b"
    r"|(?:was|were|is|are|being) (?:absent|away|a no-?show|no-?show|missing|out of town|off sick|on holiday|unavailable|out sick)\b"
    r"|missed (?:it|out|the|this|our)\b|sent (?:his|her|their) (?:apologies|regrets)|stood (?:me|us) up|absent\b|no-?show"
    r"|stayed (?:at )?home|stayed away|gave it a miss|dropped out|pulled out|declined|backed out|no show|not there|away\b"
    r")"
)
_WAS_PRESENT = re.compile(
    r"\b(?:there|here|too|present|along|around|with us|with me|helpful|brilliant|amazing|me|us|my|our|host|hosting)\b"
)
_STATE = re.compile(
    r"^(?:(?:also|just|really|still|apparently|both|all|who) )*"
    r"(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|hasn't|haven't|'s|wants?|needs?|knows?|likes?|loves?|lives?|works?"
    r"|will|would|can|could|should|might|may|must|won't|can't|cannot|couldn't|wouldn't|doesn't|don't|didn't|did not|never"
    r"|had to|moved|got (?:married|engaged|divorced|fired|laid|sacked|promoted)|died|quit|retired|says?|thinks?|hopes?"
    r"|sends?|offers?|promises?|plans?|teaches|owns?|keeps?|owes?|moves?|gets?|goes|runs?|recommends?|suggests?|turns \d+)\b"
)
_POINTED = re.compile(
    r"\b(?:pointed|sent|referred|directed|steered|linked|pointing) (?:me|us) (?:on |back )?(?:to|at|towards?|over to)$"
    r"|\b(?:regards|greetings|love|wishes|hello|hi|condolences|congratulations|reminds?|reminded|reminds me|reminded me)"
    r" (?:me |us )?(?:to|from|of)$"
)
_SHOWN = re.compile(r"\b(?:introduced (?:me|us) to|(?:showed|shown|gave|taught) (?:me|us)|told (?:me|us) of)$")
_QUESTION = re.compile(
    r"(?:and |so |but )?(?:did|do|does|is|are|was|were|would|could|should|shall|can|has|have|had|will|may|might|didn't|isn't"
    r"|who|whom|whose|what|when|where|why|how|which|wonder|anyone|ask)\b"
)


def company(
    text: str, words: Sequence[Word], named: Named, book: Book, chosen: Mapping[str, int]
) -> Company:
    """Tell apart who took part and who is only named, and settle who is meant.

    Who counts only where nobody else took part is counted or left out at the end.
    """
    parts = [(m, part) for group in groups(text, words, named.mentions) for m, part in _parts(text, words, group)]
    parts.sort(key=lambda pair: pair[0].first)
    here = [m for m, part in parts if part == TOOK_PART]
    if not here and not named.unknown:
        maybe = [m for m, part in parts if part == MAYBE]
        here = [m for m in maybe if m.candidates[0].kind is Kind.PERSON] or maybe
    clear, unclear, settled = settle(here, words, book, chosen)
    passed = [(m, SPOKEN_OF if part == MAYBE else part) for m, part in parts if m not in here]
    return Company(tuple(clear), tuple(unclear), named.unknown, tuple(passed), tuple(settled))


def _parts(text: str, words: Sequence[Word], group: Group) -> list[tuple[Mention, str]]:
    """Say of each name of a group what part its contact had."""
    shared = _part(text, group)
    own = [(m, _of_theirs(words, m)) for m in group.mentions]
    if own[-1][1]:
        return [(m, own[-1][1]) for m, _ in own]
    return [(m, of or (shared or _as_place(m, group))) for m, of in own]


def _of_theirs(words: Sequence[Word], mention: Mention) -> str:
    """``Nan's sister`` is not Nan, nor is ``Bob's number``, ``a friend of Nan``."""
    after = words[mention.last + 1 : mention.last + 3]
    if mention.possessive and any(
        w.folded in RELATIONS and not w.apart and not (n and after[0].apart) for n, w in enumerate(after)
    ):
        return SPOKEN_OF
    if mention.possessive and after and after[0].folded in DETAILS and not after[0].apart:
        return SPOKEN_OF
    before = words[max(0, mention.first - 2) : mention.first]
    if len(before) == 2 and before[1].folded == "of" and before[0].folded in RELATIONS:  # noqa: PLR2004
        return SPOKEN_OF
    return TOOK_PART


def _part(text: str, group: Group) -> str:
    before, said_before = group.before, " ".join(group.before)
    whole = sentence_of(text, group.mentions[0].start)
    if whole.endswith("?") and _QUESTION.match(whole.lower()):
        return ASKED
    return (
        _left_out(before, said_before)
        or _reported(before)
        or _planned(before, group)
        or _doing(group)
        or (MAYBE if before and before[-1] in _BESIDE and not _with_help(before) else TOOK_PART)
    )


def _left_out(before: Sequence[str], said: str) -> str:
    """``without Nan``, ``instead of Nan``, ``better than Nan``, ``pointed me to Nan``."""
    if not before:
        return TOOK_PART
    last = before[-1]
    if last in ("without", "except", "but") and any(word in _NO_OTHER for word in before[:-1]):
        return TOOK_PART
    if last in _NOT_WITH or before[-2:] in _INSTEAD or (last == "but" and before[-2:-1] and before[-2] in ALL_OR_NONE):
        return ABSENT
    if last in ("no", "not"):
        return ABSENT
    if last in _LIKENESS or _POINTED.search(said) or said.endswith(("in memory of", "miss", "misses")):
        return SPOKEN_OF
    if _OUT_OF_REACH.search(said):
        return MAYBE
    return TOOK_PART


def _reported(before: Sequence[str]) -> str:
    """``Ingrid told me Bob is moving``, ``asked Grace whether Zoe was coming``, ``if Bob agrees``."""
    for place, word in enumerate(before):
        if word in ("whether", "if", "unless"):
            return SPOKEN_OF
        if word not in REPORTED:
            continue
        rest = before[place + 1 :]
        if word in ADDRESSED and _is_addressed(rest, by=before[:place]):
            continue
        if word in ("said", "say") and rest[:1] and rest[0] in ("hi", "hello", "bye", "goodbye", "thanks", "sorry", "yes"):
            continue
        if word in ("heard", "hear") and rest[:1] == ("from",) and len(rest) < 3:  # noqa: PLR2004
            continue
        if word in ("heard", "hear") and rest[-1:] == ("from",) and "that" not in rest:
            continue
        third = any(w in ("NAME", "he", "she", "they") for w in before[:place])
        if rest[-1:] == ("to",) and not third:
            continue
        return SPOKEN_OF
    return TOOK_PART


def _is_addressed(rest: Sequence[str], *, by: Sequence[str]) -> bool:
    """Say whether the name after ``told`` or ``asked`` is the one who hears it, or stands where it is asked."""
    if not rest or rest in (("both",), ("our", "friend"), ("my", "friend")):
        return True
    if "NAME" in rest or rest[0] in ("me", "us", "him", "her", "them", "to", "that"):
        return False
    del by
    return rest[-1] in ("in", "on", "at", "from", "with", "the")


def _planned(before: Sequence[str], group: Group) -> str:
    """``will call Nan``, ``need to ask Nan``, ``asked me to help Nan``, ``went to see Nan``."""
    for place, word in enumerate(before):
        if word == "to" and place + 1 < len(before) and before[place + 1] in VERBS:
            return _to_do(before, place)
        future = word in _STILL_TO_COME and not (word in ("want", "need", "plan") and place == 0 and len(before) == 1)
        if future and place + 1 < len(before) and before[place + 1] not in ("with", "have", "have been"):
            return TO_COME
    if before and before[0] in _ORDERS:
        return TO_COME
    later = [*before, *group.after]
    soon = any(w in _LATER for w in later) or any(pair in zip(later, later[1:], strict=False) for pair in _NEXT)
    if soon and not group.verb_next and not any(w.endswith("ed") for w in before):
        return TO_COME
    return TOOK_PART


_NEXT = tuple(("next", what) for what in ("week", "month", "year", "time", "weekend"))


def _to_do(before: Sequence[str], place: int) -> str:
    governing = before[place - 1] if place else ""
    if any(word in _STILL_TO_COME or word in ("have", "has", "supposed") for word in before[:place]):
        return TO_COME
    if governing in _WENT or before[place + 1] in MET_BY_DOING and governing in ("", "and"):
        return TOOK_PART if governing else TO_COME
    if governing in _TRIED:
        return MAYBE
    return SPOKEN_OF if place else TO_COME


def _doing(group: Group) -> str:
    """Say what part those have of whom the clause tells what they do or are."""
    after = " ".join(group.after)
    if not group.verb_next and not _AWAY.match(after):
        return TOOK_PART
    if group.mentions[-1].possessive and not group.verb_next:
        return TOOK_PART
    if _AWAY.match(after):
        return ABSENT
    if group.mentions[-1].possessive:
        return MAYBE
    if _STATE.match(after):
        past = re.match(r"(?:was|were|has|had|is|are|have)\b", after)
        return TOOK_PART if past and _WAS_PRESENT.search(after) else MAYBE
    return TOOK_PART


def _with_help(before: Sequence[str]) -> bool:
    said = " ".join(before)
    helped = re.search(r"\b(?:helped|taught|shown|advised|rescued|given|fixed|reviewed|came|stopped|dropped|popped|swung) by$", said)
    return bool(helped) or (before[-1] == "of" and len(before) > 1 and before[-2] in _HELPFUL_OF)


def _as_place(mention: Mention, group: Group) -> str:
    """A community or a source that somebody else wrote in, got something from or showed is only named."""
    first = mention.candidates[0]
    if first.kind is Kind.PERSON:
        return TOOK_PART
    before = group.before
    if _SHOWN.search(" ".join(before)) or any(w in ("recommended", "suggested") for w in before):
        return SPOKEN_OF
    theirs = any(w in ("NAME", "he", "she", "they") for w in before) and not any(w in ("i", "we") for w in before)
    if not theirs:
        return TOOK_PART
    verb_of_mine = before[0] not in ("NAME", "he", "she", "they")
    if first.kind is Kind.COMMUNITY and (verb_of_mine or before[-1] in ("at", "in")):
        return TOOK_PART if verb_of_mine else MAYBE
    return TOOK_PART if verb_of_mine else MAYBE
