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
    """A topic, how many contacts know it, and the best level among them."""

    topic: str
    contacts: int
    best: Level | None


def skills(store: Store, *, pattern: str = "", kind: Kind | None = None) -> list[Topic]:
    """Return the topics that hold `pattern`, the commonest first."""
    with store.reading():
        topics = store.contacts.topics(kind)
    wanted = fold(one_line(pattern, what="a topic"))
    return [Topic(t.topic, t.contacts, t.level) for t in topics if wanted in fold(t.topic)]
