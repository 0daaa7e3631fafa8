"""``introduced me to Carla Reyes (bookbinding)``: new contacts in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence import words as w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.words import Token
    from asknet.model import Contact

_IN_BRACKETS = r"\s*\(([^()]{1,200})\)"


class NewContact(NamedTuple):
    """A new contact in a sentence: the name as written, what they know (``topic[:level]``), and who introduced them."""

    name: str
    skills: tuple[str, ...] = ()
    via: Contact | None = None


def introductions(tokens: Sequence[Token], text: str) -> tuple[list[Token], list[NewContact]]:
    """Return the tokens without the strangers to whom somebody introduced me, and those strangers."""
    start = next((place for place in range(len(tokens)) if introduces(tokens, place)), len(tokens))
    new: list[NewContact] = []
    kept = list(tokens[:start])
    end = 0
    for token in tokens[start:]:
        if token.kind == w.STRANGER:
            brackets = re.match(_IN_BRACKETS, text[token.end :])
            skills = re.split(r"[,;]", brackets[1]) if brackets else []
            new.append(NewContact(token.text, tuple(s.strip() for s in skills if s.strip())))
            end = token.end + (brackets.end() if brackets else 0)
        elif token.start >= end:
            kept.append(token)
    return kept, new


def introduces(tokens: Sequence[Token], place: int) -> bool:
    """Return whether this word introduces me: ``introduced me to``, ``put me in touch with``."""
    first, *lows = [t.low for t in tokens[place : place + 6]]
    put = first == "put" and bool({"touch", "contact"} & set(lows))
    return bool(set(lows[:2]) & w.ME) and (first.startswith("introduc") or first == "connected" or put)
