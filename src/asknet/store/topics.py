"""The topics that contacts know, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Level
from asknet.store.damage import reading_rows
from asknet.store.statements import chunks, holes
from asknet.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from asknet.model import Kind

_BEST = "max(CASE s.level WHEN 'expert' THEN 4 WHEN 'advanced' THEN 3 WHEN 'intermediate' THEN 2 WHEN 'beginner' THEN 1 END)"


NOT_SUGGESTED = "no_suggest <> 0 OR status = 'past'"
"""Whether a contact is never suggested (an SQL condition)."""


class TopicCount(NamedTuple):
    """A topic, how many contacts know it, the best level, and the contact with the lowest number."""

    topic: str
    folded: str
    contacts: int
    level: Level | None
    someone: int


def count_topics(conn: sqlite3.Connection, kind: Kind | None = None, *, suggested: bool = False) -> list[TopicCount]:
    """Count the topics that contacts (of a kind) know, the commonest first; `suggested`: only of those who may be suggested.

    A topic is spelled as by most of those contacts; of two equally common spellings, the first in the alphabet is used.
    """
    of_kind = " AND s.contact_id IN (SELECT id FROM contacts WHERE kind = ?)" if kind else ""
    left_out = f"me = 1 OR {NOT_SUGGESTED}" if suggested else "me = 1"
    whose = f" FROM skills s WHERE s.contact_id NOT IN (SELECT id FROM contacts WHERE {left_out}){of_kind}"
    values = (kind.value,) if kind else ()
    levels = list(Level)
    with reading_rows("topics"):
        rows = conn.execute(
            f"SELECT min(s.topic), max(s.topic), s.folded, count(*), {_BEST}, min(s.contact_id){whose}"
            " GROUP BY s.folded ORDER BY 4 DESC, s.folded",
            values,
        ).fetchall()
        several = [folded for first, last, folded, *_ in rows if first != last]
        commonest: dict[str, str] = {}
        for part in chunks(several):
            spellings = conn.execute(
                f"SELECT s.folded, s.topic{whose} AND s.folded IN ({holes(part)})"
                " GROUP BY s.folded, s.topic ORDER BY count(*), s.topic DESC",
                (*values, *part),
            )
            commonest |= dict(spellings.fetchall())  # the last one of each topic is kept
        return [
            TopicCount(commonest.get(folded, topic), folded, contacts, levels[best - 1] if best else None, someone)
            for topic, _, folded, contacts, best, someone in rows
        ]


class FieldCount(NamedTuple):
    """A title or an organisation (`field`), how many contacts have it, and the contact with the lowest number."""

    field: str
    value: str
    folded: str
    contacts: int
    someone: int


def count_fields(contacts: Sequence[tuple[int, str, str]]) -> list[FieldCount]:
    """Count the titles and the organisations of contacts, as `count_topics` counts topics, the commonest of each first.

    The contacts come as ``(number, title, organisation)``, by number. Each value is spelled as by most of them; of two
    equally common spellings, the first in the alphabet is used.
    """
    found: list[FieldCount] = []
    titles, orgs = [title for _, title, _ in contacts], [org for _, _, org in contacts]
    for field, values in (("title", titles), ("org", orgs)):
        first = {value: contact[0] for value, contact in zip(reversed(values), reversed(contacts), strict=True)}
        spellings: dict[str, list[tuple[str, int]]] = {}
        for value, count in sorted(Counter(filter(None, values)).items(), key=lambda each: (-each[1], each[0])):
            spellings.setdefault(fold(value), []).append((value, count))
        counts = [
            FieldCount(
                field, rows[0][0], folded, sum(count for _, count in rows), min(first[value] for value, _ in rows)
            )
            for folded, rows in spellings.items()
        ]
        found += sorted(counts, key=lambda count: (-count.contacts, count.folded))
    return found
