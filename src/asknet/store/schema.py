"""The schema of the one file, as numbered migrations.

A migration is a function over an open `sqlite_utils.Database` inside the
caller's transaction; its number is what ``PRAGMA user_version`` then says.
Triggers are made again after every migration, because sqlite-utils'
``transform()`` drops them without a word.

Every table has an integer ``id`` that is its rowid, so that one undo log serves
all of them.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from asknet.addresses import known_by
from asknet.store.undo_triggers import trigger_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlite_utils import Database

APPLICATION_ID = 0x61736B6E
"""``askn`` in ASCII: what makes a SQLite file one of ours."""

WHITE_SPACE_ONLY = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
"""A tokenizer that splits at white space alone: `text.tokens` has cut already."""


def _version_1(db: Database) -> None:
    """Lay the tables of the first release."""
    db.table("contacts").create(
        {
            "id": int,
            "kind": str,
            "name": str,
            "folded": str,
            "title": str,
            "org": str,
            "place": str,
            "reach": str,
            "via_id": int,
            "met": str,
            "closeness": int,
            "every": int,
            "no_suggest": int,
            "notes": str,
            "me": int,
            "added": str,
        },
        pk="id",
        not_null={"kind", "name", "folded", "title", "org", "place", "notes", "me", "added"},
        defaults={"title": "", "org": "", "place": "", "notes": "", "me": 0, "no_suggest": 0},
        foreign_keys=[("via_id", "contacts", "id")],
    )
    db.table("contacts").create_index(["folded"])
    db.table("contacts").create_index(["via_id"])
    db.table("details").create(
        {"id": int, "contact_id": int, "field": str, "value": str, "folded": str},
        pk="id",
        not_null={"contact_id", "field", "value", "folded"},
        foreign_keys=[("contact_id", "contacts", "id")],
    )
    db.table("details").create_index(["contact_id"])
    db.table("details").create_index(["field", "folded"])
    db.table("skills").create(
        {
            "id": int,
            "contact_id": int,
            "topic": str,
            "folded": str,
            "level": str,
            "provenance": str,
        },
        pk="id",
        not_null={"contact_id", "topic", "folded", "provenance"},
        foreign_keys=[("contact_id", "contacts", "id")],
    )
    db.table("skills").create_index(["contact_id", "folded"], unique=True)
    db.table("skills").create_index(["folded"])
    db.table("interactions").create(
        {"id": int, "date": str, "text": str, "direction": str, "kind": str, "ask_id": int},
        pk="id",
        not_null={"date", "text", "direction", "kind"},
        defaults={"kind": "", "direction": "none"},
    )
    db.table("interaction_contacts").create(
        {"id": int, "interaction_id": int, "contact_id": int},
        pk="id",
        not_null={"interaction_id", "contact_id"},
        foreign_keys=[
            ("interaction_id", "interactions", "id"),
            ("contact_id", "contacts", "id"),
        ],
    )
    db.table("interaction_contacts").create_index(["contact_id", "interaction_id"], unique=True)
    db.table("interaction_contacts").create_index(["interaction_id"])
    db.table("interaction_topics").create(
        {"id": int, "interaction_id": int, "topic": str, "folded": str},
        pk="id",
        not_null={"interaction_id", "topic", "folded"},
        foreign_keys=[("interaction_id", "interactions", "id")],
    )
    db.table("interaction_topics").create_index(["interaction_id"])
    db.table("asks").create(
        {"id": int, "date": str, "problem": str, "verdict": str, "closed": str, "note": str},
        pk="id",
        not_null={"date", "problem", "verdict", "note"},
        defaults={"note": ""},
    )
    db.table("outcomes").create(
        {"id": int, "ask_id": int, "contact_id": int, "outcome": str, "date": str, "note": str},
        pk="id",
        not_null={"ask_id", "contact_id", "outcome", "date", "note"},
        defaults={"note": ""},
        foreign_keys=[("ask_id", "asks", "id"), ("contact_id", "contacts", "id")],
    )
    db.table("outcomes").create_index(["contact_id"])
    db.table("outcomes").create_index(["ask_id", "contact_id"], unique=True)
    db.table("synonyms").create({"id": int, "short": str, "long": str}, pk="id", not_null={"short", "long"})
    db.table("synonyms").create_index(["short", "long"], unique=True)
    db.table("sources").create(
        {"id": int, "label": str, "format": str, "first": str, "last": str},
        pk="id",
        not_null={"label", "format", "first", "last"},
    )
    db.table("sources").create_index(["label"], unique=True)
    db.table("source_rows").create(
        {"id": int, "source_id": int, "key": str, "contact_id": int, "gave": str},
        pk="id",
        not_null={"source_id", "key", "contact_id", "gave"},
        foreign_keys=[("source_id", "sources", "id"), ("contact_id", "contacts", "id")],
    )
    db.table("source_rows").create_index(["source_id", "key"], unique=True)
    db.table("source_rows").create_index(["contact_id"])
    db.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"})
    _lay_history(db)
    lay_evidence(db)


def _lay_history(db: Database) -> None:
    db.table("steps").create(
        {"id": int, "at": str, "did": str, "undoes": int},
        pk="id",
        not_null={"at", "did"},
    )
    db.table("changes").create(
        {"id": int, "step_id": int, "op": str, "tbl": str, "row": int, "was": str},
        pk="id",
        not_null={"step_id", "op", "tbl", "row"},
    )
    db.table("changes").create_index(["step_id"])


EVIDENCE_TABLES = ("evidence", "evidence_fts", "meanings", "words", "words_fts")
"""The tables that `lay_evidence` makes; those of an index have further ones behind them."""


def lay_evidence(db: Database) -> None:
    """Make what is derived from the contacts: evidence, its words, two indexes."""
    db.table("evidence").create(
        {
            "id": int,
            "contact_id": int,
            "kind": str,
            "text": str,
            "words": str,
            "level": str,
            "length": int,
        },
        pk="id",
        not_null={"contact_id", "kind", "text", "words", "length"},
        foreign_keys=[("contact_id", "contacts", "id")],
    )
    db.table("evidence").create_index(["contact_id"])
    db.table("meanings").create({"id": int, "bits": bytes}, pk="id", not_null={"bits"})
    db.table("words").create({"id": int, "word": str}, pk="id", not_null={"word"})
    db.table("words").create_index(["word"], unique=True)
    db.execute(
        "CREATE VIRTUAL TABLE evidence_fts USING fts5(words, content='evidence',"
        f" content_rowid='id', tokenize=\"{WHITE_SPACE_ONLY}\")"
    )
    db.execute(
        "CREATE VIRTUAL TABLE words_fts USING fts5(word, content='words',"
        f" content_rowid='id', tokenize=\"porter {WHITE_SPACE_ONLY}\")"
    )


def _version_2(db: Database) -> None:
    """Remember which steps of a review wait, and which contacts are not the same person; count entries by day.

    Addresses and numbers are from now on looked up by what they are known again by.
    """
    db.table("interactions").create_index(["date", "direction"])
    db.table("snoozes").create(
        {"id": int, "step": str, "contact_id": int, "other_id": int, "until": str},
        pk="id",
        not_null={"step"},
        foreign_keys=[("contact_id", "contacts", "id"), ("other_id", "contacts", "id")],
    )
    db.table("snoozes").create_index(["step"], unique=True)
    db.table("apart").create(
        {"id": int, "contact_id": int, "other_id": int},
        pk="id",
        not_null={"contact_id", "other_id"},
        foreign_keys=[("contact_id", "contacts", "id"), ("other_id", "contacts", "id")],
    )
    db.table("apart").create_index(["contact_id", "other_id"], unique=True)
    conn = db.conn
    found = conn.execute("SELECT id, field, value FROM details WHERE field IN ('email', 'phone', 'url')").fetchall()
    conn.executemany(
        "UPDATE details SET folded = ? WHERE id = ?",
        [(known_by(field, value), number) for number, field, value in found],
    )


NOT_EMPTY = "it holds tables but says it has no version"

MIGRATIONS: tuple[Callable[[Database], None], ...] = (_version_1, _version_2)
"""One function a version; ``MIGRATIONS[n]`` leads from version n to n + 1."""

VERSION = len(MIGRATIONS)

UNDOABLE: dict[str, tuple[str, ...]] = {
    "contacts": (
        "id", "kind", "name", "folded", "title", "org", "place", "reach", "via_id", "met",
        "closeness", "every", "no_suggest", "notes", "me", "added",
    ),
    "details": ("id", "contact_id", "field", "value", "folded"),
    "skills": ("id", "contact_id", "topic", "folded", "level", "provenance"),
    "interactions": ("id", "date", "text", "direction", "kind", "ask_id"),
    "interaction_contacts": ("id", "interaction_id", "contact_id"),
    "interaction_topics": ("id", "interaction_id", "topic", "folded"),
    "outcomes": ("id", "ask_id", "contact_id", "outcome", "date", "note"),
    "synonyms": ("id", "short", "long"),
    "sources": ("id", "label", "format", "first", "last"),
    "source_rows": ("id", "source_id", "key", "contact_id", "gave"),
    "snoozes": ("id", "step", "contact_id", "other_id", "until"),
    "apart": ("id", "contact_id", "other_id"),
}  # fmt: skip
"""The tables whose changes `undo` takes back, with their columns."""

COLUMNS: dict[str, tuple[str, ...]] = UNDOABLE | {
    "asks": ("id", "date", "problem", "verdict", "closed", "note"),
    "settings": ("name", "value"),
    "steps": ("id", "at", "did", "undoes"),
    "changes": ("id", "step_id", "op", "tbl", "row", "was"),
    "evidence": ("id", "contact_id", "kind", "text", "words", "level", "length"),
    "meanings": ("id", "bits"),
    "words": ("id", "word"),
    "evidence_fts": ("words",),
    "words_fts": ("word",),
}
"""The columns of every table that must be there (the shadow tables of the indexes aside)."""

_INDEX_TRIGGERS = {
    "evidence_written": "CREATE TRIGGER evidence_written AFTER INSERT ON evidence BEGIN"
    " INSERT INTO evidence_fts(rowid, words) VALUES (new.id, new.words); END",
    "evidence_gone": "CREATE TRIGGER evidence_gone AFTER DELETE ON evidence BEGIN"
    " INSERT INTO evidence_fts(evidence_fts, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
    "words_written": "CREATE TRIGGER words_written AFTER INSERT ON words BEGIN"
    " INSERT INTO words_fts(rowid, word) VALUES (new.id, new.word); END",
    "words_gone": "CREATE TRIGGER words_gone AFTER DELETE ON words BEGIN"
    " INSERT INTO words_fts(words_fts, rowid, word) VALUES ('delete', old.id, old.word); END",
}

TRIGGERS: dict[str, str] = {**_INDEX_TRIGGERS, **trigger_statements(UNDOABLE)}
"""Name -> statement of every trigger of ours; a file with another is refused."""


def migrate(conn: sqlite3.Connection, version: int) -> None:
    """Bring an open database from `version` to `VERSION`.

    Runs inside the caller's transaction, so that a failure leaves the file as
    it was. Raises `sqlite3.DatabaseError` when a file of no version holds tables.
    """
    from sqlite_utils import Database

    if not version and conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise sqlite3.DatabaseError(NOT_EMPTY)
    db = Database(conn)
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER "{name}"')
    for step in MIGRATIONS[version:]:
        step(db)
    lay_triggers(conn, TRIGGERS)
    if version:
        conn.execute("DELETE FROM steps")
        conn.execute("DELETE FROM changes")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {VERSION}")


def lay_triggers(conn: sqlite3.Connection, names: Iterable[str]) -> None:
    """Make our triggers of these names."""
    for name in names:
        conn.execute(TRIGGERS[name])
