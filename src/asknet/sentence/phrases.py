"""Who helped whom, and how you met: lists of plain phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.model import Direction, Kind
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.sentence.mentions import Mentions
    from asknet.sentence.words import Word

_HELP = (
    "helped|showed|taught|explained|lent|loaned|gave|sent|advised|fixed|repaired|mended|reviewed|proofread|checked"
    "|corrected|edited|answered|recommended|coached|tutored|mentored|saved|rescued|looked over|looked after|looked through"
    "|walked|talked|pointed|sorted|found|drove|read|brought|made|baked|cooked|built|set up|sewed|translated|debugged"
    "|emailed|mailed|texted|told|installed|introduced|hosted|wrote|painted|carried|listened to|encouraged|referred"
)
_GIVE = (
    "helped|showed|taught|explained|lent|loaned|gave|sent|advised|fixed|repaired|mended|reviewed|proofread|checked|corrected"
    "|edited|answered|recommended|coached|tutored|mentored|rescued|looked over|looked after|looked through|walked|set up"
    "|debugged|introduced|translated|installed|drove|baked|cooked|sewed|brought|wrote a reference for"
)
_TEACHING = "helped|showed|taught|explained|tutored|coached|mentored"
_OBJECT = r"(?:NAME|PLACE|him|her|them|his|their|everyone|people|two|three|some|newcomers)\b"
_NOT = r"\b(?:never|not|nobody|no one|none|hardly|neither|cannot|could|would|should|might|\w+n't|if)\s+(?:\S+\s+){0,2}$"
_ME = rf"\b(?:{_HELP}|put)\b(?: me| us|(?: [^,;.]{{1,60}})? (?:to|for|with) (?:me|us))\b"
_MINE = rf"\b(?:{_HELP}|looked over) (?:[a-z]+ )?(?:my|our)\b|\b(?:helped|pitched in|advised)\b"
_HELP_FROM = (
    r"\b(?:help|advice|feedback|tips?|a hand|a lift|a loan|support|lesson|lessons|recipe) from (?:[a-z]+ ){0,2}NAME\b"
    r"|\b(?:learned|learnt|borrowed)\b[^,;.]{0,80}\bfrom (?:[a-z]+ ){0,2}NAME\b|\bthanks to NAME\b"
    r"|\b(?:helped|taught|shown|advised|rescued) by (?:[a-z]+ ){0,1}NAME\b|\bwith NAME's help\b"
)
_BOTH = r"\b(?:each other|one another|swapped|traded|exchanged)\b"
_TOGETHER = r"\b(?:we|together|we'll|we've|we're)\b|\bNAME and i\b|\bi and NAME\b"
_GIVEN = rf"\b(?:{_GIVE})\b"
_MAILS = r"(?:an? |the )?(?:\w+ )?(?:e-?mail|letter|message|text|postcard)\b"
_SUBJECT = r"\b(?:i've|i|NAME|he|she|they|who|we)\b(?!')"

_TO_COMMUNITY = (
    r"\b(?:posted|shared|answered|commented|contributed|replied|uploaded|published|wrote)\b[^;.]{0,80}?"
    r"\b(?:in|on|to|at) (?:the )?PLACE\b|\bposted\b"
)
_TALK = r"\b(?:gave|held|led|ran|hosted) (?:a|an|my|our|the) (?:\w+ )?(?:talk|workshop|session|lesson|demo|class)\b"
_ASKED_COMMUNITY = r"\basked\b[^;.]{0,60}?\b(?:in|on|at) (?:the )?PLACE\b"
_CONSUMED = (
    r"\b(?:read|watched|listened|studied|browsed|followed|found|learned|learnt|looked up|downloaded)\b"
    r"[^;.]{0,80}?\bPLACE\b"
)
_KINDS = (
    ("coffee", ("coffee", "cuppa", "tea", "espresso"), r"\b(?:coffees?|cuppa|tea with|cup of tea|espresso|a tea)\b"),
    (
        "call",
        ("call", "phone", "rang", "zoom", "facetime", "skype"),
        (
            r"(?<!to )(?<!will )(?<!should )(?<!must )(?<!can )(?<!please )\b(?:call|calls|phoned|rang|video call|zoom(?:ed)?"
            r"|facetime(?:d)?|skype(?:d)?|phone call|on the phone|by phone)\b|\bcalled(?= (?:NAME|him|her|them|me|us)\b)"
            r"|(?<=NAME )called\b|^called\b|\b(?:she|he|i|they) called\b"
        ),
    ),
    (
        "mail",
        ("mail", "letter", "wrote", "text", "messag", "dm", "whatsapp", "postcard"),
        (
            r"\b(?:e-?mail(?:ed|s)?|mail(?:ed|s)?|letter (?:to|from)|wrote to|texted|messaged|dm(?:'d|ed)?|whatsapp(?:ed)?"
            r"|postcard (?:to|from)|text from|message from)\b"
        ),
    ),
    ("posted", ("posted",), r"\bposted\b"),
    ("posted", ("PLACE",), _TO_COMMUNITY),
    ("posted", ("PLACE",), _ASKED_COMMUNITY),
    ("read", ("PLACE",), _CONSUMED),
    (
        "met",
        (
            "met",
            "unch",
            "dinner",
            "breakfast",
            "supper",
            "drink",
            "beer",
            "pint",
            "visit",
            " into",
            "caught",
            "catch",
            "walk",
            "hike",
            "saw",
        ),
        (
            r"\b(?:met|lunch|dinner|breakfast|brunch|supper|drinks?|beers?|pint|visited|bumped into|ran into|caught up"
            r"|catch-up|walk with|hike with|visit (?:to|from)|(?:i|we) saw|saw(?= NAME))\b|^saw\b"
        ),
    ),
)
"""Kind, parts one of which its phrases hold, its phrases; the first in this order that is there."""


def normal(
    text: str,
    words: Sequence[Word],
    found: Mentions,
    spans: Sequence[tuple[int, int]],
    kinds: Mapping[int, Kind | None],
) -> str:
    """Return the sentence folded, with NAME, PLACE (a community or source) and TOPIC for what was found."""
    pieces: list[tuple[int, int, str]] = [(a, b, "TOPIC") for a, b in spans]
    for mention in (*found.clear, *found.unclear_at, *found.passed):
        first = mention.candidates[0]
        person = kinds.get(first.id, first.kind) in (None, Kind.PERSON)
        what = ("NAME" if person else "PLACE") + ("'s" if mention.possessive else "")
        pieces.append((mention.start, mention.end, what))
    taken = [(a, b) for a, b, _ in pieces]
    for place, name in found.unknown_at:
        end = place + len(name)
        if not any(a < end and place < b for a, b in taken):
            pieces.append((place, end, "NAME"))
    out, at = [], 0
    for start, end, what in sorted(pieces):
        if start < at:
            continue
        out += [fold(text[at:start]), what]
        at = end
    out.append(fold(text[at:]))
    del words
    return " ".join("".join(out).replace("’", "'").replace("@NAME", "NAME").split())


def direction_of(said: str) -> Direction:
    """Return who helped whom, of a sentence in its normal form."""
    if _holds(said, "other", "another", "swapped", "traded", "exchanged") and re.search(_BOTH, said):
        return Direction.MUTUAL
    received = _is_received(said)
    given = _is_given(said)
    if received and given:
        return Direction.MUTUAL
    if received or given:
        return Direction.RECEIVED if received else Direction.GIVEN
    if "PLACE" in said and re.search(_CONSUMED, said):
        return Direction.RECEIVED
    if "PLACE" in said and (re.search(_TO_COMMUNITY, said) or re.search(_TALK, said)):
        return Direction.GIVEN
    together = _holds(said, "we", "together", "and i", "i and") and re.search(_TOGETHER, said)
    return Direction.MUTUAL if together else Direction.NONE


def kind_of(said: str) -> str:
    """Return how you met, of a sentence in its normal form; '' when it does not say."""
    for kind, hints, phrases in _KINDS:
        if _holds(said, *hints) and re.search(phrases, said):
            return kind
    return ""


def _holds(said: str, *parts: str) -> bool:
    """Say whether one of these is in it at all: patterns are compiled, which takes 1 ms each, only then."""
    return any(part in said for part in parts)


def _is_received(said: str) -> bool:
    for found in re.finditer(_ME, said) if _holds(said, " me", " us") else ():
        if not re.search(_NOT, said[: found.start()]):
            return True
    for found in re.finditer(_MINE, said) if _holds(said, "my", "our", "helped", "pitched", "advised") else ():
        subject = _subject(said[: found.start()])
        bare = not re.search(r"(?:my|our)$", found.group())
        if (bare and re.match(rf"\s*(?:to |with )?{_OBJECT}", said[found.end() :])) or re.search(
            _NOT, said[: found.start()]
        ):
            continue
        if bare and re.match(r"\s+(?:NAME|by)\b", said[found.end() :]):
            continue
        if subject in ("NAME", "he", "she", "they", "who"):
            return True
    return _holds(said, " from ", "thanks", " by ", "'s help") and re.search(_HELP_FROM, said) is not None


def _is_given(said: str) -> bool:
    for found in re.finditer(_GIVEN, said) if _holds(said, *_GIVE.split("|")) else ():
        before, after = said[: found.start()], said[found.end() :].lstrip()
        if re.search(_NOT, before) or re.match(r"(?:me|us|my|our|by|mine)\b", after):
            continue
        subject = _subject(before)
        implied = subject == "" and not re.search(
            r"\b(?:was|were|got|had|has|have|be|being|been|who|what|to)\s*$", before
        )
        if subject not in ("i", "i've") and not implied:
            continue
        clause = re.split(r"[,;.]", after)[0]
        if re.search(r"\b(?:to|for|with) (?:me|us)\b", clause) or re.match(_MAILS, after):
            continue
        teaching = re.match(rf"(?:{_TEACHING})\b", found.group())
        if re.search(_OBJECT, clause) or (teaching and (after or subject)):
            return True
    return False


def _subject(before: str) -> str:
    """Return who does what follows: the last subject of the clause, '' for none."""
    clause = re.split(r"[,;.!?:]", before)[-1]
    found = [m.group() for m in re.finditer(_SUBJECT, clause)]
    direct = re.search(
        r"\b(i|i've|NAME|he|she|they|who|we)(?: (?:and|also|then|kindly|very|really|had|just|even|both)){0,2} ?$",
        clause,
    )
    if direct:
        return direct[1]
    joined = re.search(r"\band\s+$", clause)
    if not found or not clause.strip():
        return "" if not found and clause.strip() == "" else (found[-1] if found else _earlier(before, clause))
    if joined and found:
        return found[0] if found[0] in ("i", "he", "she", "they", "NAME") else found[-1]
    return found[-1]


def _earlier(before: str, clause: str) -> str:
    """Return the subject where a clause says none: ``Theo came by, and showed``."""
    del before
    return "" if re.fullmatch(r"\s*(?:and|then|also|so|just|\W)*\s*", clause) else "?"
