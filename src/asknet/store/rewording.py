"""Change every text that a person wrote, wherever it is in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.addresses import known_by
from asknet.store.contact_rows import FREE_TEXTS
from asknet.store.statements import BOUND
from asknet.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

TEXTS: dict[str, tuple[str, ...]] = {
    "contacts": FREE_TEXTS,
    "details": ("value",),
    "skills": ("topic",),
    "referrals": ("topic", "evidence"),
    "interactions": ("text", "kind"),
    "interaction_topics": ("topic",),
    "asks": ("problem", "note"),
    "outcomes": ("note",),
    "synonyms": ("short", "long"),
    "snoozes": ("step",),
    "sources": ("label",),
    "source_rows": ("key", "gave"),
    "removed_rows": ("key",),
    "state": ("key", "value"),
}
"""The columns with texts that somebody typed, without the names of contacts."""

_LISTED = frozenset({"details", "skills", "referrals", "interaction_topics", "synonyms", "snoozes"})
"""Tables in which a row is one short text: a row whose text becomes empty is deleted."""
_KEYED = frozenset({"removed_rows", "state"})
"""Tables in which a changed text would be meaningless: the row is deleted."""

_ADDRESSES = ("email", "phone", "url")


class Place(NamedTuple):
    """A row with texts: its table and number, its contact or entry, and the texts by column."""

    table: str
    id: int
    owner: int | None
    texts: dict[str, str]


def places(conn: sqlite3.Connection) -> Iterator[Place]:
    """Yield every row with texts; the addresses of contacts are left out.

    A few hundred are read at once, so that each may be changed before the next.
    """
    for table, columns in TEXTS.items():
        owner = _OWNERS.get(table, "NULL")
        which = f" AND field NOT IN {_ADDRESSES}" if table == "details" else ""
        page = f"SELECT id, {owner}, {', '.join(columns)} FROM {table} WHERE id > ?{which} ORDER BY id LIMIT {BOUND}"
        last = 0
        while rows := conn.execute(page, (last,)).fetchall():
            for number, whose, *texts in rows:
                yield Place(table, number, whose, dict(zip(columns, map(str, texts), strict=True)))
            last = rows[-1][0]


_OWNERS = {
    "contacts": "id", "details": "contact_id", "skills": "contact_id", "referrals": "contact_id", "interactions": "id",
    "interaction_topics": "interaction_id", "asks": "id", "outcomes": "ask_id",
    "source_rows": "contact_id",
}  # fmt: skip


def reword(conn: sqlite3.Connection, place: Place, change: Callable[[str], str], nothing: str) -> bool:
    """Change the texts of a row; return whether there was anything to change.

    A row of a list of which only `nothing` is left is deleted. The values that an import
    supplied are changed inside their JSON. A row that becomes equal to another
    replaces it.
    """
    new = {
        column: _reworded_json(text, change) if column == "gave" else change(text)
        for column, text in place.texts.items()
    }
    if new == place.texts:
        return False
    if place.table in _KEYED or (place.table in _LISTED and nothing in (text.strip() for text in new.values())):
        conn.execute(f"DELETE FROM {place.table} WHERE id = ?", (place.id,))
        return True
    values: dict[str, Any] = dict(new)
    if place.table in ("skills", "referrals", "interaction_topics"):
        values["folded"] = fold(new["topic"])
    elif place.table == "details":
        values["folded"] = _folded_detail(conn, place.id, new["value"])
    sets = ", ".join(f"{column} = :{column}" for column in values)
    conn.execute(f"UPDATE OR REPLACE {place.table} SET {sets} WHERE id = :id", values | {"id": place.id})
    return True


def _folded_detail(conn: sqlite3.Connection, number: int, value: str) -> str:
    field = conn.execute("SELECT field FROM details WHERE id = ?", (number,)).fetchone()[0]
    return known_by(field, value)


def _reworded_json(text: str, change: Callable[[str], str]) -> str:
    value = json.loads(text)
    new = _reworded(value, change)
    return text if new == value else json.dumps(new, ensure_ascii=False, sort_keys=True)


def _reworded(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_reworded(part, change) for part in value]
    if isinstance(value, dict):
        return {key: _reworded(part, change) for key, part in value.items()}
    return value


def strings_of(text: str) -> list[str]:
    """Return the strings in a JSON text, without keys."""
    found: list[str] = []
    _reworded(json.loads(text), lambda said: found.append(said) or said)  # type: ignore[func-returns-value]
    return found


def drop_empty_sources(conn: sqlite3.Connection) -> None:
    """Delete import sources that have no rows left."""
    conn.execute(
        "DELETE FROM sources WHERE id NOT IN (SELECT source_id FROM source_rows UNION SELECT source_id FROM removed_rows)"
    )
