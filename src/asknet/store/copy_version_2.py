"""Migrate the rows of version 2 of the schema to the tables of version 3."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING

from asknet.addresses import mailbox
from asknet.evidence import entry_text
from asknet.labels import is_doubtful, organises, place_names
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_SPACE = uuid.UUID("7a1f6c0e-6f3b-5d0a-9d62-61736b6e6574")
"""The namespace in which version 2 derived vCard UIDs from names; it ends in ``asknet``."""
_TURN = re.compile(r"(.*)#([1-9]\d{0,8})", re.ASCII | re.DOTALL)
_CROWD = re.compile(r"(.*)#~([0-9a-f]{16})(?:#([1-9]\d{0,8}))?", re.ASCII | re.DOTALL)

_ENTRY = """
SELECT max(i.id) FROM interactions i JOIN interaction_contacts ic ON ic.interaction_id = i.id
WHERE i.ask_id = o.ask_id AND ic.contact_id = o.contact_id AND i.date = o.date
AND (o.outcome = 'partly' OR (o.outcome = 'helped') = (i.direction IN ('received', 'mutual')))
"""
"""The entry of an outcome: one of the same day with the same contact that names the ask and fits the outcome."""


_ENTRY_TEXTS = """
CREATE TEMP TABLE entry_texts AS
SELECT ic.contact_id, entry_text(i.text, (SELECT json_group_array(topic) FROM
    (SELECT topic FROM interaction_topics WHERE interaction_id = i.id ORDER BY id))) AS text, count(*) AS entries
FROM interaction_contacts ic JOIN interactions i ON i.id = ic.interaction_id GROUP BY 1, 2
"""
"""The texts that log entries give as evidence, and how many entries of a contact give each."""


_SKILLS_FROM_LABELS = """
WITH labelled AS (
    SELECT id FROM sources WHERE format IN ('vcard', 'google', 'outlook', 'thunderbird')
    UNION SELECT r.source_id FROM source_rows r JOIN skills k ON k.contact_id = r.contact_id
    WHERE k.id IN (SELECT value FROM json_each(?))
)
SELECT id FROM skills WHERE provenance = 'imported'
AND contact_id IN (SELECT contact_id FROM source_rows WHERE source_id IN labelled)
"""
"""Imported skills of whoever is in an address book, or in a file that gave labels too: skills that organise, by number."""


def copy_rows(conn: sqlite3.Connection, tables: Mapping[str, str], repeating: Mapping[str, tuple[str, ...]]) -> None:
    """Fill the tables as they are now from those of version 2, which are named ``old_X``; `tables` lists their columns.

    Those in `repeating` repeat these columns of their entry.
    """
    conn.create_function("uid_written", 3, _uid_written, deterministic=True)
    for table, columns in tables.items():
        into, values = columns, columns
        if table == "contacts":
            into, values = f"uid, {columns}", f"uid_written(id, added, folded), {columns}"
        for column in repeating.get(table, ()):
            into += f", entry_{column}"
            values += f", (SELECT {column} FROM old_interactions i WHERE i.id = interaction_id)"
        conn.execute(f"INSERT INTO {table}({into}) SELECT {values} FROM old_{table} ORDER BY 1")
    for index in ("evidence_fts", "words_fts"):
        conn.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    conn.execute(
        "INSERT INTO introducers(contact_id, introducer_id)"
        " SELECT id, via_id FROM old_contacts WHERE via_id IS NOT NULL AND via_id <> id ORDER BY id"
    )
    conn.execute(f"UPDATE outcomes AS o SET interaction_id = ({_ENTRY})")
    conn.execute(
        "UPDATE asks SET closed_by = (SELECT max(o.interaction_id) FROM outcomes o WHERE o.ask_id = asks.id"
        " AND o.outcome = 'helped' AND o.date = asks.closed) WHERE closed IS NOT NULL"
    )
    addresses = conn.execute("SELECT id, value FROM details WHERE field = 'email' AND folded LIKE '%@g%mail.com'")
    conn.executemany(
        "UPDATE details SET folded = ? WHERE id = ?",
        [(mailbox(value), number) for number, value in addresses.fetchall()],
    )
    _move_labels(conn)
    _count_entries(conn)
    _split_keys(conn)
    _keep_uids(conn)
    _keep_numbers(conn)


def _uid_written(number: int, added: str, folded: str) -> str:
    """Return the UID that version 2 gave the contact in vCards, by which address books with the card identify it."""
    return str(uuid.uuid5(_SPACE, f"{number} {added} {folded}"))


def _count_entries(conn: sqlite3.Connection) -> None:
    """Store for each piece of evidence how many log entries give it."""
    conn.create_function("entry_text", 2, lambda text, topics: entry_text(text, json.loads(topics)), deterministic=True)
    conn.execute(_ENTRY_TEXTS)
    conn.execute(
        "UPDATE evidence SET entries = t.entries FROM entry_texts t WHERE evidence.contact_id = t.contact_id"
        " AND evidence.kind = 'interaction' AND evidence.text = t.text"
    )
    conn.execute("DROP TABLE entry_texts")


def _move_labels(conn: sqlite3.Connection) -> None:
    """Turn imported skills that are labels of an address book into circles, and count them; the evidence is rebuilt.

    Doubtful labels become circles too, and stay skills until a review has asked about them (`asknet.labels.is_doubtful`).
    """
    rows = conn.execute("SELECT id, topic FROM skills WHERE provenance = 'imported' ORDER BY id").fetchall()
    places = place_names(place for (place,) in conn.execute("SELECT DISTINCT place FROM contacts WHERE place <> ''"))
    topics = {topic for _, topic in rows}
    organising = {topic for topic in topics if organises(topic) or fold(topic) in places}
    doubtful = {topic for topic in topics - organising if is_doubtful(topic)}
    moved = [(number,) for number, topic in rows if topic in organising]
    labels = {number for (number,) in conn.execute(_SKILLS_FROM_LABELS, (json.dumps([row[0] for row in moved]),))}
    doubted = [(number,) for number, topic in rows if topic in doubtful and number in labels]
    conn.executemany(
        "INSERT INTO details(contact_id, field, value, folded)"
        " SELECT contact_id, 'circle', topic, folded FROM skills WHERE id = ?",
        [*moved, *doubted],
    )
    conn.executemany("DELETE FROM skills WHERE id = ?", moved)
    if moved:
        conn.execute("DELETE FROM settings WHERE name = 'lexicon'")
        conn.execute("INSERT INTO settings(name, value) VALUES ('labels_moved', ?)", (str(len(moved)),))


def _split_keys(conn: sqlite3.Connection) -> None:
    """Replace the suffix ``#2`` of repeated keys by the occurrence of the row.

    A key made from a name is distinguished by the name in the row; any other is a
    further occurrence of a key whose row has the same name.
    """
    rows = conn.execute("SELECT id, source_id, key, gave FROM source_rows WHERE key LIKE '%#%' ORDER BY id").fetchall()
    for number, source, key, gave in rows:
        found = _CROWD.fullmatch(key)
        if found:
            base, occurrence = found[1], int(found[2], 16) >> 1 | 1 << 62
        elif found := _TURN.fullmatch(key):
            base, occurrence = found[1], int(found[2])
        else:
            continue
        name = str(json.loads(gave).get("name", ""))
        if base.startswith("name:"):
            whole = f"name:{fold_name(name)}" == key
        else:
            first = conn.execute(
                "SELECT gave FROM source_rows WHERE source_id = ? AND key = ? AND occurrence = 1", (source, base)
            ).fetchone()
            whole = first is None or str(json.loads(first[0]).get("name", "")) != name
        if not whole:
            conn.execute(
                "UPDATE OR IGNORE source_rows SET key = ?, occurrence = ? WHERE id = ?", (base, occurrence, number)
            )


def _keep_uids(conn: sqlite3.Connection) -> None:
    """Make the UID of the vCard that a contact came from one of the contact's uids."""
    conn.execute(
        "INSERT OR IGNORE INTO former_uids(uid, contact_id) SELECT r.key, r.contact_id FROM source_rows r"
        " JOIN sources s ON s.id = r.source_id WHERE s.format = 'vcard' AND r.occurrence = 1 AND r.key NOT LIKE 'name:%'"
        " AND r.key NOT IN (SELECT uid FROM contacts) ORDER BY r.id"
    )


def _keep_numbers(conn: sqlite3.Connection) -> None:
    """Make sure that numbers of deleted contacts, entries and asks are never reused."""
    last = conn.execute("SELECT 'asks', CAST(value AS INTEGER) FROM settings WHERE name = 'last_ask'").fetchall()
    last += conn.execute(
        "SELECT tbl, max(row) FROM old_changes WHERE tbl IN ('contacts', 'interactions') GROUP BY tbl"
    ).fetchall()
    for table, number in last:
        if not conn.execute("SELECT 1 FROM sqlite_sequence WHERE name = ?", (table,)).fetchone():
            conn.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (?, 0)", (table,))
        conn.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
    conn.execute("DELETE FROM settings WHERE name = 'last_ask'")
