"""What knowledge do they have?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asknet.review.model import ContactRef
from asknet.review.questions.who import NOT_SAID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.model import Level
    from asknet.review.facts import Facts
    from asknet.store.topics import TopicCount

THIN = 2
"""Contacts that cover a topic thinly, at most."""


class KnownTopic(NamedTuple):
    """A topic, how many contacts know it, and the best level among them."""

    topic: str
    contacts: int
    level: Level | None


class Single(NamedTuple):
    """A topic that one contact alone covers; `asked` is how often you asked about it."""

    topic: str
    who: ContactRef
    level: Level | None
    asked: int


class Thin(NamedTuple):
    """A topic you ask about that one or two contacts cover."""

    topic: str
    contacts: int
    asked: int


class Knowledge(NamedTuple):
    """Topics by number of contacts; those that hang on one contact; those that are thin for what you ask."""

    topics: tuple[KnownTopic, ...]
    levels: dict[str, int]
    single: tuple[Single, ...]
    thin: tuple[Thin, ...]


def answer(facts: Facts) -> Knowledge:
    """Weigh the topics that contacts know."""
    return what_they_know(facts.topics, facts.asked_about, facts.names)


def what_they_know(topics: Sequence[TopicCount], asked: Mapping[str, int], names: Mapping[int, str]) -> Knowledge:
    """Weigh the topics; `asked` says how often each (folded) was asked about in the last year.

    `topics`: commonest first, then by best level, then by name. `levels`: how many topics have which best level. `single`:
    topics of one contact, those you asked about most first, then the best known, then by name. `thin`: topics you asked about
    that at most two contacts know, the most asked first.
    """
    rank = {level: place for place, level in enumerate(_LEVELS)}
    ordered = sorted(topics, key=lambda t: (-t.contacts, -rank[t.level or ""], t.folded))
    best = Counter(t.level or "" for t in topics)
    single = [t for t in ordered if t.contacts == 1]
    single.sort(key=lambda t: -asked.get(t.folded, 0))
    thin = [t for t in ordered if t.contacts <= THIN and asked.get(t.folded)]
    thin.sort(key=lambda t: (-asked[t.folded], t.contacts, t.folded))
    return Knowledge(
        topics=tuple(KnownTopic(t.topic, t.contacts, t.level) for t in ordered),
        levels={level or NOT_SAID: best[level] for level in reversed(_LEVELS)},
        single=tuple(
            Single(t.topic, ContactRef(t.someone, names[t.someone]), t.level, asked.get(t.folded, 0)) for t in single
        ),
        thin=tuple(Thin(t.topic, t.contacts, asked[t.folded]) for t in thin),
    )


_LEVELS = ("", "beginner", "intermediate", "advanced", "expert")
