"""Questions about the network itself ("who do I owe"), which another command answers: the matcher has nothing to rank."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from asknet.model import Suggestion
from asknet.text import fold, tokens, without_filler

if TYPE_CHECKING:
    from asknet.store.evidence_index import EvidenceIndex

_LONGEST = 12
"""The longest question that is examined, in words."""
_FIRST = frozenset(
    "who whom whose whos when what how people friends contacts everyone everybody anyone old lost neglected dormant give"
    " birthday birthdays upcoming next todays my new is has list show all open possible duplicate duplicates which"
    " anniversaries help undo redo review asks dupes".split()
)
"""First words of such questions: for others the patterns need not be compiled."""
_MET = (
    "(?:speak|spoken|spoke|talk|talked|see|seen|hear|heard|meet|met|write|written|wrote|call|called|ring|rung|phone|"
    "phoned|contact|contacted|visit|visited|touch)(?: (?:to|with|from|up))?"
)
_TIME = (
    "(?: (?:again|lately|recently|soon|next|today|tomorrow|most|least|longest|enough|yet|now|the|a|an|in|for|within|over|"
    "since|this|last|long|ages|while|days?|weeks?|months?|years?|weekends?|so|too|very|more|than|half|one|two|three|four|"
    r"five|six|ten|\d+|january|february|march|april|may|june|july|august|september|october|november|december|christmas))*"
)
_PEOPLE = "(?:who|whom|people|friends|contacts|everyone|anyone)(?: (?:that|whom|who))?"
_NOT = (
    "(?:(?:have|did|do)nt i|i (?:have|did|do)nt|(?:have|did|do) i (?:not|never)|i (?:have|did|do) (?:not|never)"
    "|(?:have|did|do) not i)"
)
_DID = "(?:(?:have|did) i|i(?: have| did)?)"
_THING = "(?: (?:something|anything|thanks|favours?|favors?|a favour|a favor|most|the most))?"

_CALLED = (
    "(?P<called>(?!(?:if|when|whether|that|this|these|those|it|its|what|which|who|whom|whose|how|why|where|my|your|his|her|"
    r"our|their|the|an?|any|some|is|are|i|we|he|she|you|they|too|very|in|on|for|to|at|of|about)\b)[\w-]+(?: [\w-]+){0,2})"
)
"""A name where anything may follow in a problem: one word, or several that begin with a capital."""

_COMMANDS = (
    (
        "asknet review ties",
        "shows whom you have not been in touch with, and whom it is time to call",
        f"{_PEOPLE} {_NOT}(?: been)?(?: in)? {_MET}{_TIME}",
        f"{_PEOPLE} {_DID} (?:lost touch(?: with)?|neglected|forgotten|drifted apart from){_TIME}",
        f"{_PEOPLE} (?:should|must|could|ought) i (?:to )?(?:(?:get|be|keep|stay) in )?{_MET}{_TIME}",
        "(?:who are )?(?:my )?(?:old|lost|neglected|dormant) (?:contacts|friends|ties|people)",
    ),
    (
        "asknet review --due",
        "shows whom it is time to be in touch with, and which questions wait for an outcome",
        f"(?:who is|who are|whos|what is|whats) (?:due|overdue){_TIME}",
    ),
    (
        "asknet show",
        "shows what you noted, and what each of you gave the other",
        f"what do i owe(?: to)? {_CALLED}",
    ),
    (
        "asknet review give",
        "shows what each of you gave the other, and what you could give back",
        f"whom? (?:do|did) i owe{_THING}|who owes me{_THING}|give and take",
        "whom? (?:have|did|do) i (?:only |just )?(?:take|taken|took)(?: from| only)*(?: without giving(?: back)?)?",
        f"whom? (?:have|did|can|could|should) i (?:help|helped|repay|thank|give back to){_TIME}",
        f"who(?: has)? help(?:s|ed)? me{_TIME}",
        "whom? (?:can|could|should) i introduce(?: to (?:each other|one another|whom|somebody))?",
    ),
    (
        "",
        "asknet does not keep birthdays; put one in a note: asknet edit NAME --note",
        rf"(?:(?:upcoming|next|todays|my friends|whose|when is (?:[\w-]+ ){{0,3}}[\w-]+s) )?birthdays?(?: is(?: it)?)?{_TIME}",
        f"(?:who|whom|which of my friends) (?:has|have|had|celebrates?) (?:a |his |her |their )?birthdays?{_TIME}",
        f"whos? (?:is |was |has )?(?:born|turning|turns)(?: on| \\d+)?{_TIME}|whos birthday(?: is it| is)?{_TIME}",
        f"(?:(?:whose|upcoming|next|my) )?(?:anniversaries|anniversary is(?: it)?){_TIME}",
        f"how old is {_CALLED}",
    ),
    (
        "asknet path",
        "shows who introduced you; asknet does not record whom else they know",
        "who (?:has )?introduced me to (?P<name>.+)",
        "who (?:introduced|knows) (?:whom|who|nobody else|no one else|each other|one another)",
        f"who (?:has )?introduced {_CALLED}",
        "(?:who|which (?:of my )?(?:contacts|people|friends)) (?:knows?|(?:is|are) connected to) (?:nobody|no one)(?: else)?",
        f"how do i know {_CALLED}",
    ),
    (
        "asknet history",
        "shows what you wrote down",
        f"when did i (?:last )?{_MET} (?P<name>.+)",
        f"{_PEOPLE} {_DID}(?: been)?(?: last)?(?: in)? {_MET}{_TIME}",
        f"what did i (?:last )?{_MET} about(?: with)? (?P<name>.+)",
    ),
    (
        "asknet review who",
        "counts who is in your network",
        "how many (?:people|contacts|friends)(?: (?:do|have) i (?:know|have|got))?",
    ),
    (
        "asknet review growth",
        "shows how your network grew",
        f"new (?:contacts|people){_TIME}|whom? (?:have|did) i (?:add|added|get to know|got to know){_TIME}",
        "(?:is|has) my network (?:growing|grown)",
    ),
    (
        "asknet list --sort closeness",
        "lists those closest to you first",
        "(?:who are )?my (?:closest|best|oldest) (?:friends|contacts|people)|who (?:is|am i) closest to(?: me)?",
    ),
    (
        "asknet list --reach local",
        "lists who is near, where their place is known",
        "who (?:is|lives) (?:near|nearby|local|locally|close by|around here|near me|close to me)",
    ),
    (
        "asknet list",
        "lists everybody",
        "whom? do i know|who is in my network",
        "(?:list|show)?(?: me)?(?: all)?(?: of)?(?: my)? (?:contacts|everybody|everyone|network)",
    ),
    (
        "asknet asks",
        "lists the problems you asked",
        "what (?:did|have) i ask(?:ed)?|(?:who|whom|what) am i waiting for|open questions|asks",
    ),
    ("asknet dupes", "shows possible duplicates", "(?:possible )?duplicates?|dupes|who is (?:in it|there) twice"),
    ("asknet --help", "lists the commands", "help"),
    ("asknet undo", "undoes the last change", "undo"),
    ("asknet redo", "redoes what was undone last", "redo"),
    ("asknet review", "shows your network as a whole", "review"),
)
"""Command, what it does, and patterns of whole questions it answers, folded; a group ``name`` or ``called`` is passed to it.

A question is matched as a whole, so that "who should I call about a leak" remains a problem; whatever no pattern matches is
ranked like any problem.
"""


def other_verb(problem: str) -> Suggestion | None:
    """Return the command that answers a question about the network itself; None for a problem."""
    text = re.sub(r"[^\w\s-]", " ", re.sub("['’]", "", fold(problem)))
    words = text.split()
    if len(words) > _LONGEST or not words or words[0] not in _FIRST:
        return None
    for command, what, *patterns in _COMMANDS:
        for pattern in patterns:
            # others need not be compiled
            found = re.fullmatch(pattern, " ".join(words)) if words[0] in pattern else None
            if found is None:
                continue
            groups = found.groupdict()
            named = groups.get("name") or groups.get("called") or ""
            name = " ".join(problem.rstrip(" ?!.").split()[-len(named.split()) :]) if named else ""
            if groups.get("called") and " " in name and not all(word[0].isupper() for word in name.split()):
                continue
            return Suggestion(
                do="command",
                name="",
                why=what,
                command=f"{command} {shlex.quote(name)}" if command and name else command,
            )
    return None


def says_nothing(problem: str, evidence: EvidenceIndex) -> bool:
    """Return whether a problem consists of filler ("the", "who can help me") that is nobody's whole skill or title (Go).

    Nor forms of it (different, difference; must having, must-haves). Capitals are no filler (IT).
    """
    words = tokens(problem)
    if not words or problem.isupper() or without_filler(words):
        return False
    wholes = [
        {piece for form in evidence.forms(word) for piece, *_, length in evidence.holding(form) if length == len(words)}
        for word in words
    ]
    return not set.intersection(*wholes)
