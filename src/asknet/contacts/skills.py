"""`skills`: what the network knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.fields import one_line
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Kind, Level
    from asknet.store import Store


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, how many contacts know it, and the best level among them.

    `source` is ``skill``, or ``title`` or ``org`` for a contact's title or organisation.
    """

    topic: str
    contacts: int
    best: Level | None
    source: str = "skill"


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
