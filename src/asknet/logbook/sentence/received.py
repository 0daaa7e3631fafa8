"""Help that was received: somebody did something for me, or for what is mine."""

from __future__ import annotations

import re

from asknet.logbook.sentence.deeds import (
    A_THING,
    ACTORS,
    FAVOURS,
    HANDED,
    MAILS,
    MESSAGED,
    MYSELF,
    OBJECT,
    TEACHING,
    negated,
    starts_with_kin,
    subject_of,
)
from asknet.logbook.sentence.normal import holds

_ONLY_MINE = (
    "saved|pointed|found|read|made|built|talked|told|wrote|put|picked|took|bailed|let|got|bought|fed|watered"
    "|minded|cleaned"
    "|cut|drew|printed|did|connected|went through|went over|ran through|looked at|took a look at|had a look at"
    "|ordered|dropped|covered|helps|teaches|showing|helping|teaching|coaching|tutoring|mentoring"
)
_ME = (
    rf"\b(?:{FAVOURS}|{HANDED}|{_ONLY_MINE})(?: me| us|(?: [^,;.]{{1,60}})? (?:to|for|with) (?:me|us))\b"
    rf"|\b(?:{MESSAGED}) (?:me|us)(?= {A_THING})(?! {MAILS})"
    rf"|\b(?:{MESSAGED})(?: {A_THING}[^,;.]{{1,60}}) to (?:me|us)\b"
    r"|\b(?:came|stopped|stayed|able|managed|popped|drove|dropped)(?: (?:over|by|round|around|back"
    r"|in))? to help (?:me|us)\b"
)
_IDLE = (
    r"\b(?:told|tell) (?:me|us)\b(?! (?:TOPIC|how|where|which|who|of|the (?:trick|way|secret)))"
    r"|\b(?:made|let|got|put|took|found|read|bought|picked|cut|walked|talked|wrote) (?:me|us)\b(?! (?:an?|the|some"
    r"|two|three|my|our"
    r"|his|her|up|out|use|have|borrow|stay|in touch|in contact|back|home|through|around|round|to (?:the|an?)|on"
    r"|his|their"
    r"|how|new|good)\b)|\bsent (?:me|us) (?:home|away)\b|\b(?:gave|sent) (?:me|us) "
    + MAILS
    + r"|\bdropped (?:me|us) an?\b"
)
"""Verbs that are no help with a bare ``me``: ``told me Bob is moving``, ``made me laugh``."""
_MINE = (
    rf"\b(?:{FAVOURS}|{HANDED}|{_ONLY_MINE})(?: up| off)? (?:[a-z]+ )?(?:[a-z]+ (?:of|on|in|through|at) )?(?:my|our)\b"
    r"|\b(?:helped|pitched in|advised|lent a hand|recommended)\b"
)
_HELP_FROM = (
    r"\b(?:help|advice|feedback|tips?|a hand|a lift|a loan|support|lesson|lessons|recipe) from (?:[a-z]+ ){0,2}NAME\b"
    r"|\b(?:learned|learnt|borrowed)\b[^,;.]{0,80}\bfrom (?:[a-z]+ ){0,2}NAME\b|\b(?:thanks|thank you|cheers|ta"
    r"|kudos),?(?: again)?(?: to)? NAME\b|\bborrowed NAME's\b"
    r"|\b(?:got|received|picked up|have)\b(?! (?:an? |the )?(?:\w+ )?(?:call|e-?mail|mail|letter|message|text"
    r"|postcard|news|word)\b)"
    r"[^,;.]{1,60}\bfrom (?:[a-z]+ ){0,2}NAME\b"
    r"|\b(?:helped|taught|shown|advised|rescued) by (?:[a-z]+ ){0,1}NAME\b|\bwith NAME's help\b"
    r"|\bwith (?:the )?help (?:of|from) NAME\b"
    r"|\bNAME(?:'s been| (?:was|were|has been|is)) (?:\w+ ){0,2}(?:helpful|help|lifesaver)\b|\bNAME was able to help\b(?! NAME"
    r"| SOMEONE)"
    r"|\b(?:NAME|she|he|they) (?:also |then |kindly |even )?(?:explained|demonstrated"
    r"|clarified) (?![^,;.]{0,60}\bto (?:NAME|SOMEONE|him|her|them)\b)"
    r"|\b(?:had|got) NAME (?:to )?(?:look|check|fix|read|review|help|show|teach|do|proofread|edit|translate)\b"
    r"|\b(?:got|had|was|were)\b[^,;.]{1,60}\b(?:\w+ed|taught|shown|given|done|cut)\b[^,;.]{0,40} by NAME\b"
)
_LITTLE = r"\b(?:no|not|little|without|didn't|wasn't|never|hardly)(?: \w+)? $"
_HELP_FROM_HINTS = (
    " from ", "thanks", " by NAME", "help of", "'s help", "explained", "demonstrated", "clarified", "helpful", " help",
    "borrowed", "lifesaver", "had NAME", "got NAME", "cheers", "thank you", "ta to", "kudos",
)  # fmt: skip
_MAY_BE_IDLE = (
    "told", "tell", "made", "let", "got", "put", "took", "found", "read", "bought", "picked", "cut", "walked", "talked",
    "wrote", "sent", "dropped", "gave",
)  # fmt: skip
"""What the phrases hold, so that those that cannot be there are not compiled."""
_TAUGHT = (*TEACHING.split("|"), "advised", "told", "trained", "answered", "introduced")


def is_received(said: str) -> bool:
    """Say whether somebody who took part helped me, by a sentence in its normal form."""
    if holds(said, " me", " us") and any(_is_for_me(said, found.start()) for found in re.finditer(_ME, said)):
        return True
    mine = holds(said, "my", "our", "helped", "pitched", "advised", "a hand", "recommended")
    if mine and any(_is_mine(said, found) for found in re.finditer(_MINE, said)):
        return True
    if not holds(said, *_HELP_FROM_HINTS):
        return False
    return any(not re.search(_LITTLE, said[: found.start()]) for found in re.finditer(_HELP_FROM, said))


def _is_for_me(said: str, place: int) -> bool:
    """Say whether what is done for me at a place was done, and by who took part."""
    if negated(said, place) or _by_kin(said, place) or subject_of(said[:place]) in (*MYSELF, "SOMEONE"):
        return False
    return not (said.startswith(_MAY_BE_IDLE, place) and re.match(_IDLE, said[place:]))


def _by_kin(said: str, place: int) -> bool:
    """Say whether what is done at a place is done by somebody's kin: ``her mother taught me``."""
    before = said[:place].split()[-4:]
    while before and before[-1] in ("also", "just", "then", "kindly", "even"):
        before.pop()
    return bool(before) and starts_with_kin(before[-2:])


def _is_mine(said: str, found: re.Match[str]) -> bool:
    """Say whether somebody did something for what is mine, or simply helped."""
    place, after = found.start(), said[found.end() :].lstrip()
    if negated(said, place):
        return False
    mine = found.group().endswith(("my", "our"))
    if not mine and not found.group().endswith("recommended"):
        others = re.match(rf"(?:(?:to |with )?{OBJECT}|(?:NAME|SOMEONE|by)\b)", after)
        if others or starts_with_kin(after.split()[:3]):
            return False
    if mine and found.group().startswith(_TAUGHT) and starts_with_kin(["my", *after.split()[:2]]):
        return False
    headed = mine and re.fullmatch(r"NAME ?(?::|-|–|->) ?", said[:place]) is not None
    return headed or subject_of(said[:place]) in ACTORS
