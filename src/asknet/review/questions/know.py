"""What knowledge do they have? Topics, titles and organisations by number of contacts, and those that depend on one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asknet.review.model import ContactRef
from asknet.review.questions.who import NOT_SAID
from asknet.review.topic_index import TopicIndex
from asknet.store.topics import count_fields
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.model import Level
    from asknet.review.facts import Facts
    from asknet.store.review_rows import ExchangeTotals
    from asknet.store.topics import FieldCount, TopicCount

COMMON = 10
"""Titles, and organisations, that are listed."""
THIN = 2
"""At most this many contacts cover a topic thinly."""


class KnownTopic(NamedTuple):
    """A topic, how many contacts know it, and the best level among them."""

    topic: str
    contacts: int
    level: Level | None


class KnownField(NamedTuple):
    """A title or an organisation (`field`), and how many contacts have it."""

    field: str
    value: str
    contacts: int


class Single(NamedTuple):
    """A topic that only one contact covers; `asked` is how often you asked about it."""

    topic: str
    who: ContactRef
    level: Level | None
    asked: int


class Thin(NamedTuple):
    """A topic you ask about that only one or two contacts cover."""

    topic: str
    contacts: int
    asked: int


class SingleField(NamedTuple):
    """A title or an organisation (`field`) of only one contact.

    `asked` is how often you asked about it in the last year, `used` how often that contact helped you in that time.
    """

    field: str
    value: str
    who: ContactRef
    asked: int
    used: int


class Knowledge(NamedTuple):
    """Topics by number of contacts; those that depend on one contact; those that are thin for what you ask.

    `fields` are the commonest titles and organisations; `single_fields` those that depend on one contact
    and that you asked about, or used as a title.
    """

    topics: tuple[KnownTopic, ...]
    levels: dict[str, int]
    single: tuple[Single, ...]
    thin: tuple[Thin, ...]
    single_fields: tuple[SingleField, ...] = ()
    fields: tuple[KnownField, ...] = ()


def answer(facts: Facts) -> Knowledge:
    """Analyse the topics that contacts know."""
    fields = count_fields([(member.id, member.title, member.org) for member in facts.members.values()])
    alone = [field for field in fields if field.contacts == 1]
    asked = facts.asked_in_the_last_year(TopicIndex([field.folded for field in alone]))
    known = what_they_know(facts.topics, facts.asked_about, facts.names)
    single = single_fields(alone, asked, facts.totals, facts.names)
    return known._replace(single_fields=single, fields=common_fields(fields))


def common_fields(fields: Sequence[FieldCount]) -> tuple[KnownField, ...]:
    """Return the `COMMON` commonest titles and as many organisations, each of two contacts or more."""
    several = [KnownField(f.field, f.value, f.contacts) for f in fields if f.contacts > 1]
    return tuple(one for what in ("title", "org") for one in [f for f in several if f.field == what][:COMMON])


def single_fields(
    alone: Sequence[FieldCount],
    asked: Mapping[str, int],
    totals: Mapping[int, ExchangeTotals],
    names: Mapping[int, str],
) -> tuple[SingleField, ...]:
    """Return the titles and organisations of one contact that you asked about in the last year.

    A title also counts if the contact helped you in that time: probably as what they are, not as where they work. The most
    asked first, then the most used, then by title or organisation.
    """
    found = []
    for f in alone:
        often, used = asked.get(f.folded, 0), totals[f.someone].received_lately if f.someone in totals else 0
        if often or (used and f.field == "title"):
            found.append(SingleField(f.field, f.value, ContactRef(f.someone, names[f.someone]), often, used))
    return tuple(sorted(found, key=lambda field: (-field.asked, -field.used, fold(field.value), field.field)))


def what_they_know(topics: Sequence[TopicCount], asked: Mapping[str, int], names: Mapping[int, str]) -> Knowledge:
    """Analyse the topics; `asked` is how often each (folded) was asked about in the last year.

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
