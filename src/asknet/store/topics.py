"""The topics that contacts know, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Level
from asknet.store.damage import reading_rows

if TYPE_CHECKING:
    import sqlite3

    from asknet.model import Kind

_BEST = "max(CASE s.level WHEN 'expert' THEN 4 WHEN 'advanced' THEN 3 WHEN 'intermediate' THEN 2 WHEN 'beginner' THEN 1 END)"


class TopicCount(NamedTuple):
    """A topic, how many contacts know it, the best level, and the contact with the lowest number."""

    topic: str
    folded: str
    contacts: int
    level: Level | None
    someone: int


def count_topics(conn: sqlite3.Connection, kind: Kind | None = None) -> list[TopicCount]:
    """Count the topics that contacts (of a kind) know, yourself aside, the commonest first.

    A topic is written as most of those contacts write it; of two spellings as common, the first by the alphabet.
    """
    of_kind = " AND s.contact_id IN (SELECT id FROM contacts WHERE kind = ?)" if kind else ""
    levels = (None, *Level)
    counted: dict[str, tuple[str, str, int, int, int]] = {}
    with reading_rows("topics"):
        rows = conn.execute(
            f"SELECT s.topic, s.folded, count(*), coalesce({_BEST}, 0), min(s.contact_id) FROM skills s"
            f" WHERE s.contact_id NOT IN (SELECT id FROM contacts WHERE me = 1){of_kind}"
            " GROUP BY s.folded, s.topic ORDER BY 3 DESC, s.topic",
            (kind.value,) if kind else (),
        )
        for topic, folded, contacts, best, someone in rows:
            if folded in counted:  # a rarer spelling of it
                commonest, _, others, other_best, other = counted[folded]
                counted[folded] = commonest, folded, others + contacts, max(other_best, best), min(other, someone)
            else:
                counted[folded] = topic, folded, contacts, best, someone
        topics = [
            TopicCount(topic, folded, n, levels[best], number) for topic, folded, n, best, number in counted.values()
        ]
    return sorted(topics, key=lambda topic: (-topic.contacts, topic.folded))
