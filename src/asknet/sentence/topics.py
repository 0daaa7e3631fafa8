"""The topics of a sentence: tags, and what stands after ``about``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.sentence.mentions import Mentions
    from asknet.sentence.words import Word

_TAG = re.compile(r"(?<![^\s(,;])[#+]([^\W_][^\s#,;:!?()\[\]{}\"“”]*|\.[^\W_]\w*)(#?)")
_ABOUT = re.compile(r"\b(?:about|regarding)\s+", re.IGNORECASE)
_END = re.compile(r"[,;.!?()\[\]:]+(?=\s|$|\))|\s[-–—]\s|\s[#+](?=\S)|\s(?=[(\[])")
_END_WORDS = re.compile(
    r"\b(?:with|w/|because|when|while|but|so|then|where|who|which|over (?:coffee|tea|lunch|dinner|drinks|the phone)"
    r"|on the phone|by (?:mail|email|phone)|i|he|she|we|they|it)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:i|he|she|we|they|it|you|then|also|so|helped|showed|taught|gave|lent|sent|got|had|met|was|were|is|are)\b",
    re.IGNORECASE,
)
_NOT_A_TOPIC = re.compile(
    r"(?:\d|(?:an?|half|one|two|three|a few|a couple|the whole) (?:an? )?(?:hours?|minutes?|days?|weeks?|months?|years?|dozen)"
    r"|half an|to\b|it\b|that$|this$|him\b|her$|them\b|me\b|us\b|time\b|everything$|nothing$|things$|stuff$)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:a|an|the|my|her|his|our|their|your|some|all|this|that|these|those|how|about)\s+)+", re.IGNORECASE
)
_LONGEST_WORDS = 6
"""Words of a topic, at most; a longer one is a story and stays in the text."""
_LONGEST_LISTED = 4


def find_topics(text: str, words: Sequence[Word], found: Mentions) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Return the topics in order, and the spans of the text that hold them."""
    placed: list[tuple[int, str]] = []
    spans: list[tuple[int, int]] = []
    for tag in _TAG.finditer(text):
        topic = (
            (tag[1] + tag[2]).rstrip(".'’-")
            if not re.fullmatch(r"[a-z]#", tag[1] + tag[2], re.IGNORECASE)
            else tag[1] + tag[2]
        )
        if topic and not topic.isdecimal():
            placed.append((tag.start(), topic))
            spans.append(tag.span())
    named = [(m.start, m.end) for m in (*found.clear, *found.unclear_at, *found.passed)]
    for about in _ABOUT.finditer(text):
        if any(a <= about.start() < b for a, b in spans) or _NOT_A_TOPIC.match(text, about.end()):
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
    ends = [m.start() for m in (_END.search(text, start), _END_WORDS.search(text, start + 1)) if m]
    end = min([*ends, len(text)])
    for word in words:
        if not start < word.start < end:
            continue
        if word.folded in ("and", "to", "at", "from"):
            after = text[word.end :].lstrip()
            place = len(text) - len(after)
            name_next = any(a == place for a, _ in named)
            if name_next or (word.folded == "and" and _CLAUSE.match(after)):
                return word.start
    first = text[end : end + 1]
    if first == "," and not _CLAUSE.match(text[end + 1 :].lstrip()):
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
    last = _END_WORDS.search(parts[-1])
    if last:
        return end
    names = any(end <= a < end + found.end() for a, _ in named)
    short = all(len(p.split()) <= _LONGEST_LISTED and not _CLAUSE.match(p) for p in parts)
    return end + found.end() if short and not names and start < end else end


def _listed(said: str) -> list[str]:
    parts = re.split(r",|\band\b|\s&\s", said)
    topics = []
    for part in parts:
        topic = _LEADING.sub("", part.strip(), count=1) if _LEADING.match(part.strip()) else part.strip()
        topic = topic.strip(" .,;:!?\"'“”’")
        if topic and topic[0] not in "#+" and len(topic.split()) <= _LONGEST_WORDS and len(fold(topic)) > 0:
            topics.append(" ".join(topic.split()))
    return topics


def _only_names(start: int, end: int, text: str, named: Sequence[tuple[int, int]]) -> bool:
    rest = "".join(c for n, c in enumerate(text[start:end], start) if not any(a <= n < b for a, b in named))
    return not [w for w in re.findall(r"\w+", rest) if w.lower() not in ("and", "the", "my", "s")]
