"""The topics of a sentence: tags, and what stands after ``about``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.logbook.sentence.words import (
    DAY,
    DETERMINERS,
    ME,
    NAME,
    QUESTION,
    STOP,
    STRANGER,
    TAG,
    THEM,
    THEY,
    I,
    is_auxiliary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.words import Token

_ABOUT = frozenset("about regarding re".split())
_ENDS = frozenset(
    "with because when while but so then where who which over on at by before after if from to and for".split()
)
_EMPTY = frozenset("it that this things stuff everything nothing life time all".split())
_LONGEST = 5
"""Words of a topic, at most; a longer one is a story and stays in the text."""


def find_topics(tokens: Sequence[Token], text: str) -> tuple[str, ...]:
    """Return the topics that a sentence marks, in order."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.kind == TAG:
            topic = token.text[1:].rstrip(".'’-") if token.text.lower() not in ("#c#", "#f#") else token.text[1:]
            found += [topic] if topic and not topic.isdecimal() else []
        elif token.low in _ABOUT and token.kind == "word":
            found += _after_about(tokens[place + 1 :], text)
    return unique(found)


def _after_about(tokens: Sequence[Token], text: str) -> list[str]:
    parts: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        nearby = tokens[place + 1] if place + 1 < len(tokens) else None
        if (
            token.low == "and"
            and parts[-1]
            and nearby
            and nearby.low not in I | THEY
            and not is_auxiliary(nearby)
            and nearby.kind == "word"
        ):
            parts.append([])
            continue
        pronoun = token.low in I | THEY | ME | THEM and not (token.low == "her" and nearby and nearby.kind == "word")
        if token.kind in (STOP, TAG, DAY) or pronoun or token.low in _ENDS or is_auxiliary(token):
            break
        parts[-1].append(token)
    topics = []
    for part in parts:
        words = part
        while words and (words[0].low in DETERMINERS | QUESTION or words[0].possessive):
            words = words[1:]
        if not words or len(words) > _LONGEST or all(t.kind in (NAME, STRANGER) or t.low in _EMPTY for t in words):
            continue
        if words[0].text[0].isdigit():
            continue
        topics.append(re.sub(r"\s+", " ", text[words[0].start : words[-1].end]).strip(" .'’"))
    return topics
