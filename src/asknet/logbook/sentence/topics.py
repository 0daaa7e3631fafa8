"""The topics of a sentence: tags, and what stands after ``about``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Mention
    from asknet.logbook.sentence.words import Word

_TAG = r"(?<![^\s(,;])[#+]([^\W_][^\s#,;:!?()\[\]{}\"“”]*|\.[^\W_]\w*)(#?)"
_ABOUT = r"\b(?:about|regarding)\s+"
_END = r"[,;.!?()\[\]:]+(?=\s|$|\))|\s[-–—]\s|\s[#+](?=\S)|\s(?=[(\[])"
_END_WORDS = (
    r"\b(?:with|w/|because|when|while|but|so|then|where|who|which|over (?:coffee|tea|lunch|dinner|drinks|the phone)"
    r"|on the phone|by (?:mail|email|phone)|i|he|she|we|they|it)\b"
)
_CLAUSE = r"(?:i|he|she|we|they|it|you|then|also|so|helped|showed|taught|gave|lent|sent|got|had|met|was|were|is|are)\b"
_NOT_A_TOPIC = (
    r"(?:\d|(?:an?|half|one|two|three|a few|a couple|the whole) (?:an? )?(?:hours?|minutes?|days?|weeks?|months?|years?|dozen)"
    r"|half an|to\b|whether\b|if\b|it\b|that$|this$|him\b|her$|them\b|me\b|us\b|time\b|everything$|nothing$|things$|stuff$)"
)
_LEADING = frozenset("a an the my her his our their your some all this that these those how about".split())
_LATER = ("next week", "next month", "next year", "next time", "last week", "last month", "last time", "last night")
_LONGEST_WORDS = 6
"""Words of a topic, at most; a longer one is a story and stays in the text."""
_LONGEST_LISTED = 4


_SHARP = 2
"""Characters of ``c#``."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: together they take longer than all else of a plain sentence."""
    return re.compile(pattern, re.IGNORECASE)


def find_topics(
    text: str, words: Sequence[Word], mentions: Sequence[Mention]
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Return the topics in order, and the spans of the text that hold them."""
    placed: list[tuple[int, str]] = []
    spans: list[tuple[int, int]] = []
    for tag in _compiled(_TAG).finditer(text) if "#" in text or "+" in text else ():
        said = tag[1] + tag[2]
        topic = said if len(said) == _SHARP and said[1] == "#" else said.rstrip(".'’-#")
        if topic and not topic.isdecimal():
            placed.append((tag.start(), topic))
            spans.append(tag.span())
    named = [(m.start, m.end) for m in mentions]
    lower = text.lower()
    for about in _compiled(_ABOUT).finditer(text) if "about" in lower or "regarding" in lower else ():
        if any(a <= about.start() < b for a, b in spans) or _compiled(_NOT_A_TOPIC).match(text, about.end()):
            continue
        end = _end(text, about.end(), words, named)
        topics = _listed(text[about.end() : end])
        only_names = _only_names(about.end(), end, text, named)
        if not only_names:
            placed += [(about.start() + n, topic) for n, topic in enumerate(topics)]
        spans.append((about.start(), end))
    return unique(topic for _, topic in sorted(placed)), spans


def _end(text: str, start: int, words: Sequence[Word], named: Sequence[tuple[int, int]]) -> int:
    """Say where what is after ``about`` ends."""
    ends = [
        m.start() for m in (_compiled(_END).search(text, start), _compiled(_END_WORDS).search(text, start + 1)) if m
    ]
    end = min([*ends, len(text)])
    for word in words:
        if not start < word.start < end:
            continue
        if word.folded in ("and", "to", "at", "from"):
            after = text[word.end :].lstrip()
            place = len(text) - len(after)
            name_next = any(a == place for a, _ in named)
            if name_next or (word.folded == "and" and _compiled(_CLAUSE).match(after)):
                return word.start
    first = text[end : end + 1]
    if first == "," and not _compiled(_CLAUSE).match(text[end + 1 :].lstrip()):
        return _end_of_list(text, start, end, named)
    return end


def _end_of_list(text: str, start: int, end: int, named: Sequence[tuple[int, int]]) -> int:
    """Go on over ``a, b and c``: short parts without names, of which ``and`` joins the last."""
    stop = (
        min([m.start() for m in re.finditer(r"[;.!?()\[\]]|\s[#+](?=\S)|\bwith\b", text[end:])] or [len(text) - end])
        + end
    )
    found = re.match(r"((?:,\s*[^,]+)*),?\s+(?:and|&)\s+([^,]+)", text[end:stop])
    if not found:
        return end
    parts = [p.strip() for p in re.split(r",|\band\b|&", found.group()) if p.strip()]
    last = _compiled(_END_WORDS).search(parts[-1])
    if last:
        return end
    names = any(end <= a < end + found.end() for a, _ in named)
    short = all(len(p.split()) <= _LONGEST_LISTED and not _compiled(_CLAUSE).match(p) for p in parts)
    return end + found.end() if short and not names and start < end else end


def _listed(said: str) -> list[str]:
    parts = re.split(r",|\band\b|\s&\s", said)
    topics = []
    for part in parts:
        said_words = part.split()
        while len(said_words) > 1 and said_words[0].lower() in _LEADING:
            said_words = said_words[1:]
        if len(said_words) > 2 and " ".join(said_words[-2:]).lower() in _LATER:  # noqa: PLR2004
            said_words = said_words[:-2]
        topic = " ".join(said_words).strip(" .,;:!?\"'“”’")
        if topic and topic[0] not in "#+" and len(topic.split()) <= _LONGEST_WORDS and len(fold(topic)) > 0:
            topics.append(" ".join(topic.split()))
    return topics


def _only_names(start: int, end: int, text: str, named: Sequence[tuple[int, int]]) -> bool:
    rest = "".join(c for n, c in enumerate(text[start:end], start) if not any(a <= n < b for a, b in named))
    return not [w for w in re.findall(r"\w+", rest) if w.lower() not in ("and", "the", "my", "s")]
