"""Help that was given: I did something for somebody who took part, or for what is theirs."""

from __future__ import annotations

import re

from asknet.logbook.sentence.deeds import (
    A_THING,
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

_GIVEN = rf"\b(?:{FAVOURS}|{HANDED})\b"
_GIVEN_THINGS = (
    rf"\b(?:(?:{MESSAGED}) NAME (?={A_THING})(?!{MAILS})|(?:{MESSAGED}) (?:{A_THING}[^,;.]{{1,60}}) to NAME\b"
    rf"|told NAME (?:TOPIC|how|where|which)\b|(?:made|bought|cooked|got|wrote|found|built|knitted) NAME (?:an?"
    rf"|some|the)\b(?! {MAILS})"
    r"|(?:made|built|bought|found|picked up|dropped off|dropped|did|ordered|printed|cleaned|covered|signed|wrote"
    r"|babysat|stood in"
    r"|filled in|vouched|cat-?sat|dog-?sat|house-?sat)\b[^,;.]{0,60} for NAME\b(?!')"
    r"|(?:watered|fed|cleaned|moved|mowed|signed|charged|patched|minded|walked|drove|took care of|babysat"
    r"|did|looked at|took a look at) NAME's"
    r"|picked NAME up\b|picked up NAME\b|drove NAME\b|(?:able|managed) to help NAME\b|(?:helping|teaching|tutoring"
    r"|coaching|mentoring|showing) NAME\b(?!')|gave NAME|lent NAME"
    r"|let NAME (?:use|borrow|have|stay|crash|drive))"
)
_GIVEN_HINTS = tuple(f"{FAVOURS}|{HANDED}".split("|"))
_THINGS_HINTS = (
    " for NAME",
    "NAME's",
    "ailed",
    "texted",
    "messaged",
    "whatsapped",
    "dm'd",
    "posted",
    "faxed",
    "told NAME",
    "picked",
    "made NAME",
    "bought NAME",
    "cooked NAME",
    "got NAME",
    "wrote NAME",
    "found NAME",
    "built NAME",
    "knitted NAME",
    "help NAME",
    "ing NAME",
    "drove NAME",
    "gave NAME",
    "lent NAME",
    "let NAME",
)  # fmt: skip"""What the phrases hold, so that those that cannot be there are not compiled."""
_MY = frozenset("me us my our by mine".split())
_HANDED_OVER = tuple(HANDED.split("|"))


def is_given(said: str) -> bool:
    """Say whether I helped somebody who took part, by a sentence in its normal form."""
    if holds(said, *_GIVEN_HINTS):
        for found in re.finditer(_GIVEN, said):
            if _is_my_deed(said, found.start(), found.end()) and _is_for_them(said, found):
                return True
    things = "NAME" in said and holds(said, *_THINGS_HINTS) and re.finditer(_GIVEN_THINGS, said)
    return any(_is_my_deed(said, found.start(), found.end()) for found in things or ())


def _is_my_deed(said: str, start: int, end: int) -> bool:
    """Say whether I did what stands there: with ``I`` before it, or with nobody."""
    before, after = said[:start], said[end:].split()[:1]
    for_me = "NAME" not in said[start:end] and bool(after) and after[0] in _MY
    if negated(said, start) or (for_me and not said.startswith(_HANDED_OVER, start)):
        return False
    subject = subject_of(before)
    return subject in MYSELF or (subject == "" and before.split()[-1:] != ["to"])


def _is_for_them(said: str, found: re.Match[str]) -> bool:
    after = said[found.end() :].lstrip()
    clause = re.split(r"[,;.]|\band (?=(?:NAME|SOMEONE|i|he|she|they|we)\b)", after)[0]
    if re.match(r"(?:me|us)\b", after) or re.search(r"\b(?:to|for|with) (?:me|us)\b", clause):
        return False
    handed_on = re.search(r"\bto (?:\w+ )?NAME\b", clause)
    if re.match(rf"(?:NAME )?{MAILS}", after) or (
        not handed_on and (after.startswith("SOMEONE") or starts_with_kin(after.split()[:3]))
    ):
        return False
    if re.match(r"(?:my|our)\b", after):
        return re.search(r"\b(?:to|with) (?:\w+ )?NAME\b", clause) is not None
    if not re.search(r"\b(?:his|her|their)\b", clause):
        clause = re.sub(r"\b(?:with|at|from|near|by) (?:NAME\b(?!')|(?<=at )NAME's).*", "", clause)
    teaching = re.match(rf"(?:{TEACHING})\b", found.group()) and (after or subject_of(said[: found.start()]))
    return re.search(OBJECT, clause) is not None or bool(teaching)
