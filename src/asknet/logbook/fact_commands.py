"""Commands to suggest for a sentence that states a fact about somebody rather than a conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.referrals import referral_in
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Contact

_GONE = re.compile(r"\b(?:died|dead|deceased|passed away|passed on|funeral|late|death)\b")
_OUT_OF_TOUCH = re.compile(r"\b(?:lost touch|lost contact|in contact|heard from|out of touch|in touch)\b")
_PLACE = re.compile(
    r"\b(?:moved?|moving|relocated|lives?|living)\b[^,.;]*?\b(?:to|in|near) ([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
)
_ORG = re.compile(
    r"\b(?:works?|working|job|started) (?:now )?(?:for|at|with) (?:the )?([A-Z][\w'’&-]*(?: [A-Z&][\w'’-]*)*)"
)
_TITLE = re.compile(r"\b(?:is|became) (?:now )?an? ((?:[a-z-]+ )?[a-z-]+)(?: now)?[.!]?$")
_EMAIL = re.compile(r"[^\s:,;]+@[^\s,;]+\.\w+")
_PHONE = re.compile(r"\+?\d[\d ()/-]{5,}\d")


_DESCRIBED = {
    "--past": "mark as past", "--note": "keep as a note", "--every": "remind me every", "--via": "introduced by",
    "--refers": "refers to", "--place": "lives in", "--email": "e-mail", "--phone": "phone", "--org": "works for",
    "--title": "title",
}  # fmt: skip


def command_in_words(command: Sequence[str]) -> str:
    """Return in words what a command from `commands_for` does."""
    _, _, option, *value = command
    return " ".join([_DESCRIBED[option], *(value if option not in ("--note", "--via") else ())])


def lead_in(text: str) -> str:
    """Return the topic of a referral in a clause of a text: ``coffee with Nan, she knows a luthier``; '' if there is none."""
    for part in re.split(r"[,;.!?:]\s+", text)[1:]:
        referral = None if re.match(r"(?:I|we)\b", part, re.IGNORECASE) else referral_in(part)
        if referral:
            return referral.topic
    return ""


def commands_for(text: str, named: Sequence[Contact]) -> tuple[tuple[str, ...], ...]:
    """Return the commands, without ``asknet``, that store what a sentence says about the contacts it names, likeliest first.

    The last one stores it as a note.
    """
    who, low = named[0], fold(text)
    target = ("edit", f"id:{who.id}")
    found: list[tuple[str, ...]] = []
    email, phone = _EMAIL.search(text), _PHONE.search(text)
    place, referral = _PLACE.search(text), referral_in(text, strict=False)
    if _GONE.search(low):
        found.append((*target, "--past"))
    elif email:
        found.append((*target, "--email", email[0].rstrip(".")))
    elif phone:
        found.append((*target, "--phone", phone[0]))
    elif _OUT_OF_TOUCH.search(low):
        found += [(*target, "--every", "90d"), (*target, "--past")]
    elif org := _ORG.search(text):
        found.append((*target, "--org", org[1]))
    elif title := _TITLE.search(text):
        found.append((*target, "--title", title[1]))
    elif place:
        found.append((*target, "--place", place[1]))
    elif len(named) > 1 and re.search(r"\b(?:knows?|met|friends?|introduced)\b", low):
        found.append(("edit", f"id:{named[1].id}", "--via", f"id:{who.id}"))
    elif referral:
        found.append((*target, "--refers", referral.topic))
    return (*found, note_of(text, who))


def note_of(text: str, who: Contact) -> tuple[str, ...]:
    """Return the command, without ``asknet``, that keeps a sentence as a note."""
    return ("edit", f"id:{who.id}", "--note", text)


def typed(command: Sequence[str]) -> str:
    """Return a command as it is typed, in backticks."""
    import shlex

    return f"`{shlex.join(('asknet', *command))}`"
