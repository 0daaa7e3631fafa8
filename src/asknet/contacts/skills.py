"""`skills`: what the network knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from asknet.fields import as_card, one_line, parse_skill
from asknet.labels import doubtful
from asknet.model import Provenance, Skill
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Kind, Level
    from asknet.store import Store

MOST_LABELS = 1_000
"""Labels that are returned at most."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, how many contacts know it, and the best level among them.

    `source` is ``skill``, or ``title`` or ``org`` for a contact's title or organisation.
    """

    topic: str
    contacts: int
    best: Level | None
    source: str = "skill"


def add_topic_of_circle(store: Store, circle: str, *, now: str) -> int:
    """Add the name of a circle as a skill to everybody in it; return how many did not have it yet."""
    topic = parse_skill(circle, strict=False).topic
    with store.writing(f"made {topic} a skill of who is in the circle", at=now):
        members = store.contacts.load(sorted(store.groups.in_circle(fold(circle))))
        changed = [m for m in members if fold(topic) not in {fold(skill.topic) for skill in m.skills}]
        for contact in changed:
            skill = Skill(topic, None, Provenance.IMPORTED)
            store.contacts.update(contact, replace(as_card(contact), skills=(*contact.skills, skill)))
    return len(changed)


def doubtful_labels(store: Store, limit: int) -> list[tuple[str, int]]:
    """Return the largest circles that may name a topic, each with its number of contacts, that were not asked about yet."""
    with store.reading():
        asked = (c for c in doubtful(store.contacts.circle_sizes()) if store.state.get(f"asked label {c[0]}") is None)
        return list(islice(asked, max(0, min(limit, MOST_LABELS))))


def skills(store: Store, *, pattern: str = "", kind: Kind | None = None, suggested: bool = False) -> list[Topic]:
    """Return the topics that contain `pattern`, then the titles, then the organisations, the commonest of each first.

    With `suggested`, contacts that are never suggested are left out.
    """
    with store.reading():
        found = [Topic(t.topic, t.contacts, t.level) for t in store.contacts.topics(kind, suggested=suggested)]
        fields = store.contacts.titles_and_orgs(kind, suggested=suggested)
        found += [Topic(f.value, f.contacts, None, f.field) for f in fields]
    wanted = fold(one_line(pattern, what="a topic"))
    return [topic for topic in found if wanted in fold(topic.topic)]
