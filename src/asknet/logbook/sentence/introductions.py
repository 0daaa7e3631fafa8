"""``introduced me to Carla Reyes (bookbinding)``: contacts that a sentence brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.words import ME, STRANGER, TAG, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Contact

_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,200})\)")


class NewContact(NamedTuple):
    """Somebody the sentence brings: the name as written, what they know (``topic[:level]``), through whom."""

    name: str
    skills: tuple[str, ...] = ()
    via: Contact | None = None


def introductions(tokens: Sequence[Token], text: str) -> tuple[list[Token], tuple[NewContact, ...]]:
    """Return the tokens without the strangers to whom somebody introduced me, and those."""
    start = next((n for n, t in enumerate(tokens) if _introduces(tokens, n)), None)
    if start is None:
        return list(tokens), ()
    new: list[NewContact] = []
    kept = list(tokens[:start])
    place = start
    while place < len(tokens):
        token = tokens[place]
        if token.kind != STRANGER:
            kept.append(token)
            place += 1
            continue
        brackets = _IN_BRACKETS.match(text, token.end)
        skills = tuple(s.strip() for s in re.split(r"[,;]", brackets[1]) if s.strip()) if brackets else ()
        new.append(NewContact(token.text, skills))
        kept.append(token._replace(kind=TAG, text="#"))
        place += 1
        while brackets and place < len(tokens) and tokens[place].start < brackets.end():
            place += 1
    return kept, tuple(new)


def _introduces(tokens: Sequence[Token], place: int) -> bool:
    """Return whether this word introduces me: ``introduced me to``, ``put me in touch with``."""
    lows = [t.low for t in tokens[place : place + 6]]
    if lows[0].startswith("introduc") or lows[0] == "connected":
        return len(lows) > 1 and bool(set(lows[1:3]) & ME)
    return lows[0] == "put" and bool(set(lows[1:3]) & ME) and ("touch" in lows or "contact" in lows)
