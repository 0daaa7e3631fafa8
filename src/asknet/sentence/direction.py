"""Who helped whom: lists of plain phrases.

Help is received where somebody who took part does something for me or us, or for a
thing of mine; it is given where I do so for one of them, or a thing of theirs. Verbs of
one family behave alike: what is sent, mailed, lent or handed over is help where a thing
goes with it (``mailed Zoe my notes``), not alone (``mailed Zoe``). Not help: what is
negated, asked for or still to come, and what is done for others (``helped my brother``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.model import Direction
from asknet.sentence.normal import CONSUMED, TALK, TO_COMMUNITY, holds
from asknet.sentence.vocabulary import DETERMINERS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEACHING = "helped|showed|taught|explained|tutored|coached|mentored"
_FAVOURS = (
    f"{_TEACHING}|advised|fixed|repaired|mended|reviewed|proofread|proof-read|checked|corrected|edited|answered|rescued"
    "|looked over|looked after|looked through|walked|set up|debugged|introduced|translated|installed|drove|baked|cooked"
    "|sewed|brought|babysat|recommended|listened to|encouraged|referred|trained|sorted out|sorted|hosted|tuned|painted"
    "|carried|unblocked"
)
_HANDED = "lent|loaned|gave|given|sent|forwarded|handed|passed|shared"
_MESSAGED = "e-?mailed|mailed|texted|messaged|whatsapped|dm'd|posted|faxed"
_ONLY_MINE = (
    "saved|pointed|found|read|made|built|talked|told|wrote|put|picked|took|bailed|let|got|bought|fed|watered|minded|cleaned"
    "|cut|drew|printed|did|connected|went through|went over|ran through|looked at|took a look at|had a look at|ordered|dropped|covered|helps|teaches|showing|helping|teaching|coaching|tutoring|mentoring"
)
_A_THING = (
    r"(?:an?|the|his|her|their|its|my|our|some|two|three|four|five|all|both|links?|notes|photos|pictures|details|feedback"
    r"|NAME's|SOMEONE's)\b"
)
_MAILS = (
    r"(?:an? |the )?(?:\w+ )?(?:e-?mail|letter|message|text|postcard|reminder|invite|invitation|invoice|question)\b"
)
_OBJECT = r"(?:NAME|PLACE|him|her|them|his|their|everyone|people|two|three|some|newcomers)\b"

_NOT = frozenset("never not no nobody none hardly neither cannot could would should might will to if".split())
_BUT = ("except", "but", "besides", "apart from")
_ME = (
    rf"\b(?:{_FAVOURS}|{_HANDED}|{_ONLY_MINE})(?: me| us|(?: [^,;.]{{1,60}})? (?:to|for|with) (?:me|us))\b"
    rf"|\b(?:{_MESSAGED}) (?:me|us)(?= {_A_THING})(?! {_MAILS})"
    rf"|\b(?:{_MESSAGED})(?: {_A_THING}[^,;.]{{1,60}}) to (?:me|us)\b"
    r"|\b(?:came|stopped|stayed|able|managed|popped|drove|dropped)(?: (?:over|by|round|around|back|in))? to help (?:me|us)\b"
)
_IDLE = (
    r"\b(?:told|tell) (?:me|us)\b(?! (?:TOPIC|how|where|which|who|of|the (?:trick|way|secret)))"
    r"|\b(?:made|let|got|put|took|found|read|bought|picked|cut|walked|talked|wrote) (?:me|us)\b(?! (?:an?|the|some|two|three|my|our"
    r"|his|her|up|out|use|have|borrow|stay|in touch|in contact|back|home|through|around|round|to (?:the|an?)|on|his|their"
    r"|how|new|good)\b)|\bsent (?:me|us) (?:home|away)\b|\b(?:gave|sent) (?:me|us) "
    + _MAILS
    + r"|\bdropped (?:me|us) an?\b"
)
"""Verbs that are no help with a bare ``me``: ``told me Bob is moving``, ``made me laugh``."""
_MINE = (
    rf"\b(?:{_FAVOURS}|{_HANDED}|{_ONLY_MINE})(?: up| off)? (?:[a-z]+ )?(?:[a-z]+ (?:of|on|in|through|at) )?(?:my|our)\b"
    r"|\b(?:helped|pitched in|advised|lent a hand|recommended)\b"
)
_HELP_FROM = (
    r"\b(?:help|advice|feedback|tips?|a hand|a lift|a loan|support|lesson|lessons|recipe) from (?:[a-z]+ ){0,2}NAME\b"
    r"|\b(?:learned|learnt|borrowed)\b[^,;.]{0,80}\bfrom (?:[a-z]+ ){0,2}NAME\b|\b(?:thanks|thank you|cheers|ta|kudos),?(?: again)?(?: to)? NAME\b|\bborrowed NAME's\b"
    r"|\b(?:got|received|picked up|have)\b(?! (?:an? |the )?(?:\w+ )?(?:call|e-?mail|mail|letter|message|text|postcard|news|word)\b)"
    r"[^,;.]{1,60}\bfrom (?:[a-z]+ ){0,2}NAME\b"
    r"|\b(?:helped|taught|shown|advised|rescued) by (?:[a-z]+ ){0,1}NAME\b|\bwith NAME's help\b|\bwith (?:the )?help (?:of|from) NAME\b"
    r"|\bNAME (?:was|were|has been|is) (?:\w+ ){0,2}(?:helpful|help|lifesaver)\b|\bNAME was able to help\b(?! NAME| SOMEONE)"
    r"|\b(?:NAME|she|he|they) (?:also |then |kindly |even )?(?:explained|demonstrated|clarified) (?![^,;.]{0,60}\bto (?:NAME|SOMEONE|him|her|them)\b)"
    r"|\b(?:had|got) NAME (?:to )?(?:look|check|fix|read|review|help|show|teach|do|proofread|edit|translate)\b"
    r"|\b(?:got|had|was|were)\b[^,;.]{1,60}\b(?:\w+ed|taught|shown|given|done|cut)\b[^,;.]{0,40} by NAME\b"
)
_LITTLE = r"\b(?:no|not|little|without|didn't|wasn't|never|hardly)(?: \w+)? $"
_BOTH = r"\b(?:each other|one another|swapped|traded|exchanged)\b"
_TOGETHER = r"\b(?:we|together|we'll|we've|we're)\b|\bNAME and i\b|\bi and NAME\b"

_GIVEN = rf"\b(?:{_FAVOURS}|{_HANDED})\b"
_GIVEN_THINGS = (
    rf"\b(?:(?:{_MESSAGED}) NAME (?={_A_THING})(?!{_MAILS})|(?:{_MESSAGED}) (?:{_A_THING}[^,;.]{{1,60}}) to NAME\b"
    rf"|told NAME (?:TOPIC|how|where|which)\b|(?:made|bought|cooked|got|wrote|found|built|knitted) NAME (?:an?|some|the)\b(?! {_MAILS})"
    r"|(?:made|built|bought|found|picked up|dropped off|dropped|did|ordered|printed|cleaned|covered|signed|wrote|babysat|stood in"
    r"|filled in|vouched|cat-?sat|dog-?sat|house-?sat)\b[^,;.]{0,60} for NAME\b(?!')"
    r"|(?:watered|fed|cleaned|moved|mowed|signed|charged|patched|minded|walked|drove|took care of|babysat|did) NAME's"
    r"|picked NAME up\b|picked up NAME\b|drove NAME\b|(?:able|managed) to help NAME\b|(?:helping|teaching|tutoring|coaching|mentoring|showing) NAME\b(?!')|gave NAME|lent NAME"
    r"|let NAME (?:use|borrow|have|stay|crash|drive))"
)
_DONE_FOR_OTHERS = rf"{_FAVOURS}|{_HANDED}|did|watered|fed|cleaned|mowed|read|moved|cut|minded|drove"
_ACTORS = ("NAME", "he", "she", "they", "who")
_SUBJECTS = frozenset((*_ACTORS, "SOMEONE", "i", "i've", "i'm", "im", "we"))
_BETWEEN = frozenset("and also then kindly very really had just even both am been finally each all both".split())
_OPENING = frozenset(("and", "then", "also", "so", "just", ""))
_GIVEN_HINTS = tuple(f"{_FAVOURS}|{_HANDED}".split("|"))
_THINGS_HINTS = (
    " for NAME", "NAME's", "ailed", "texted", "messaged", "whatsapped", "dm'd", "posted", "faxed", "told NAME", "picked",
    "made NAME", "bought NAME", "cooked NAME", "got NAME", "wrote NAME", "found NAME", "built NAME", "knitted NAME",
    "help NAME", "ing NAME", "drove NAME", "gave NAME", "lent NAME", "let NAME",
)  # fmt: skip
_HELP_FROM_HINTS = (
    " from ", "thanks", " by NAME", "help of", "'s help", "explained", "demonstrated", "clarified", "helpful", " help",
    "borrowed", "lifesaver", "had NAME", "got NAME", "cheers", "thank you", "ta to", "kudos",
)  # fmt: skip
_MAY_BE_IDLE = (
    "told", "tell", "made", "let", "got", "put", "took", "found", "read", "bought", "picked", "cut", "walked", "talked",
    "wrote", "sent", "dropped", "gave",
)  # fmt: skip
"""What the phrases hold, so that those that cannot be there are not compiled."""
_TAUGHT = (*_TEACHING.split("|"), "advised", "told", "trained", "answered", "introduced")
_MY = frozenset("me us my our by mine".split())
_HANDED_OVER = tuple(_HANDED.split("|"))
_I = ("i", "i've", "i'm", "im")


def is_favour(verb: str) -> bool:
    """Say whether a verb (in small letters, in the past) tells of something that is done for others."""
    return re.fullmatch(_DONE_FOR_OTHERS, verb) is not None


def direction_of(said: str) -> Direction:
    """Return who helped whom, of a sentence in its normal form."""
    if holds(said, "other", "another", "swapped", "traded", "exchanged") and re.search(_BOTH, said):
        return Direction.MUTUAL
    received = _is_received(said)
    given = _is_given(said)
    if received and given:
        return Direction.MUTUAL
    if received or given:
        return Direction.RECEIVED if received else Direction.GIVEN
    if "PLACE" in said and re.search(CONSUMED, said):
        return Direction.RECEIVED
    asked = holds(said, "question", "query") and re.search(
        r"\b(?:posted|wrote|raised) (?:\w+ ){0,2}(?:question|query)", said
    )
    if "PLACE" in said and not asked and (re.search(TO_COMMUNITY, said) or re.search(TALK, said)):
        return Direction.GIVEN
    together = holds(said, "we", "together", "and i", "i and") and re.search(_TOGETHER, said)
    return Direction.MUTUAL if together else Direction.NONE


def _negated(said: str, place: int) -> bool:
    """Say whether what stands at a place is negated, wished for or still to come; ``nobody except NAME`` is not."""
    near = said[:place].split()[-3:]
    for back in range(len(near)):
        word = near[-1 - back]
        if word[-1] in ",;.:":
            return False
        if word in _NOT or word.endswith(("n't", "'ll")):
            return not any(f"{but} NAME" in said for but in _BUT)
    return False


def _is_received(said: str) -> bool:
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
    if _negated(said, place) or _by_kin(said, place) or _subject(said[:place]) in (*_I, "SOMEONE"):
        return False
    return not (said.startswith(_MAY_BE_IDLE, place) and re.match(_IDLE, said[place:]))


def _by_kin(said: str, place: int) -> bool:
    """Say whether what is done at a place is done by somebody's kin: ``her mother taught me``."""
    before = said[:place].split()[-4:]
    while before and before[-1] in ("also", "just", "then", "kindly", "even"):
        before.pop()
    return bool(before) and _starts_with_kin(before[-2:])


def _starts_with_kin(words: Sequence[str]) -> bool:
    """``my brother``, ``NAME's two kids``: kin, and what is theirs."""
    owned = bool(words) and (words[0] in DETERMINERS or words[0].endswith("'s"))
    return owned and any(word.strip(".,;!?").removesuffix("'s") in RELATIONS for word in words[1:3])


def _is_mine(said: str, found: re.Match[str]) -> bool:
    """Say whether somebody did something for what is mine, or simply helped."""
    place, after = found.start(), said[found.end() :].lstrip()
    if _negated(said, place):
        return False
    mine = found.group().endswith(("my", "our"))
    if not mine and not found.group().endswith("recommended"):
        others = re.match(rf"(?:(?:to |with )?{_OBJECT}|(?:NAME|SOMEONE|by)\b)", after)
        if others or _starts_with_kin(after.split()[:3]):
            return False
    if mine and found.group().startswith(_TAUGHT) and _starts_with_kin(["my", *after.split()[:2]]):
        return False
    headed = mine and re.fullmatch(r"NAME ?(?::|-|–|->) ?", said[:place]) is not None
    return headed or _subject(said[:place]) in _ACTORS


def _is_given(said: str) -> bool:
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
    if _negated(said, start) or (for_me and not said.startswith(_HANDED_OVER, start)):
        return False
    subject = _subject(before)
    return subject in _I or (subject == "" and before.split()[-1:] != ["to"])


def _is_for_them(said: str, found: re.Match[str]) -> bool:
    after = said[found.end() :].lstrip()
    clause = re.split(r"[,;.]|\band (?=(?:NAME|SOMEONE|i|he|she|they|we)\b)", after)[0]
    if re.match(r"(?:me|us)\b", after) or re.search(r"\b(?:to|for|with) (?:me|us)\b", clause):
        return False
    handed_on = re.search(r"\bto (?:\w+ )?NAME\b", clause)
    if re.match(rf"(?:NAME )?{_MAILS}", after) or (
        not handed_on and (after.startswith("SOMEONE") or _starts_with_kin(after.split()[:3]))
    ):
        return False
    if re.match(r"(?:my|our)\b", after):
        return re.search(r"\b(?:to|with) (?:\w+ )?NAME\b", clause) is not None
    if not re.search(r"\b(?:his|her|their)\b", clause):
        clause = re.sub(r"\b(?:with|at|from|near|by) (?:NAME\b(?!')|(?<=at )NAME's).*", "", clause)
    teaching = re.match(rf"(?:{_TEACHING})\b", found.group()) and (after or _subject(said[: found.start()]))
    return re.search(_OBJECT, clause) is not None or bool(teaching)


def _subject(before: str) -> str:
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
        return found[0] if words[-1] == "and" and found[0] in (*_ACTORS, "i") else found[-1]
    return "" if all(word in _OPENING for word in words) else "?"
