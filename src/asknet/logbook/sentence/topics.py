"""The topics of a sentence: tags, and the words after ``about``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.words import at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.words import Token

_ABOUT = frozenset("about regarding re".split())
_ENDS = frozenset(
    "with because when while but so then where who which over on at by before after if from to and for".split()
)
_EMPTY = frozenset("it that this things stuff everything nothing life time all".split())
_LONGEST = 5
"""The most words of a topic; a longer one stays in the text only."""


def find_topics(tokens: Sequence[Token], text: str) -> tuple[str, ...]:
    """Return the topics that a sentence marks, in order."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.kind == w.TAG:
            topic = token.text[1:].rstrip(".'’-") or token.text[1:]
            found += [topic] if not topic.isdecimal() else []
        elif token.low in _ABOUT and token.kind == w.WORD:
            found += _after_about(tokens[place + 1 :], text)
    return unique(found)


def _after_about(tokens: Sequence[Token], text: str) -> list[str]:
    """Return the topics that follow ``about``, to the end of the phrase; ``a and b`` are two."""
    parts: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        after = at(tokens, place + 1)
        if (
            token.low == "and"
            and parts[-1]
            and after.kind == w.WORD
            and not after.verbal
            and after.low not in w.I | w.THEY
        ):
            parts.append([])
            continue
        pronoun = token.low in w.I | w.THEY | w.ME | w.THEM and not (token.low == "her" and after.kind == w.WORD)
        if token.kind in (w.STOP, w.TAG, w.DAY) or pronoun or token.low in _ENDS or token.auxiliary:
            break
        parts[-1].append(token)
    topics = []
    for part in parts:
        while part and (part[0].low in w.DETERMINERS | w.QUESTION or part[0].possessive):
            part.pop(0)
        if (
            0 < len(part) <= _LONGEST
            and not all(t.named or t.low in _EMPTY for t in part)
            and not part[0].text[0].isdigit()
        ):
            topics.append(" ".join(text[part[0].start : part[-1].end].split()).strip(" .'’"))
    return topics
