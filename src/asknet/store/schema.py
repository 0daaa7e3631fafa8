"""The schema of the one file, as numbered migrations.

A migration is a function over an open `sqlite_utils.Database` inside the
caller's transaction; its number becomes ``PRAGMA user_version``.
Triggers are recreated after every migration, because sqlite-utils'
``transform()`` drops them silently.

Every table has an integer ``id`` that is its rowid, so that one undo log serves
all of them.
"""

from __future__ import annotations

import sqlite3
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import known_by
from asknet.store.undo_triggers import trigger_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlite_utils import Database

APPLICATION_ID = 0x61736B6E
"""``askn`` in ASCII: what makes a SQLite file one of ours."""

WHITE_SPACE_ONLY = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
"""A tokenizer that splits only at white space, since `text.tokens` has cut the words already."""


_NUMBERED = frozenset({"contacts", "interactions", "asks", "ask_matches"})
"""Tables that never reuse the number of a deleted row: people type it, commands keep it, or the undo log restores
rows by it although new ones are added without a step (`ask_matches`)."""


class Table(NamedTuple):
    """A table: its columns by type (``!`` after the type means not null), defaults and indexes.

    A column called ``X_id`` refers to the table in `references`. `unique` and `indexes` list columns.
    """

    columns: dict[str, str]
    defaults: Mapping[str, str | int] = MappingProxyType({})
    references: Mapping[str, str] = MappingProxyType({})
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


_OF_CONTACT = {"contact_id": "contacts"}
_OF_TWO = {"contact_id": "contacts", "other_id": "contacts"}
_OF_ENTRY = {"interaction_id": "interactions", "contact_id": "contacts"}

TABLES: dict[str, Table] = {
    "contacts": Table(
        {"uid": "text!", "kind": "text!", "name": "text!", "folded": "text!", "title": "text!", "org": "text!",
         "place": "text!", "reach": "text", "met": "text", "closeness": "int", "every": "int", "no_suggest": "int",
         "status": "text!", "notes": "text!", "me": "int!", "added": "text!"},
        {"title": "", "org": "", "place": "", "status": "active", "notes": "", "me": 0, "no_suggest": 0},
        unique=(("uid",),), indexes=(("folded", "me"), ("place", "me")),
    ),
    "former_uids": Table(
        {"uid": "text!", "contact_id": "int!"}, references=_OF_CONTACT, unique=(("uid",),), indexes=(("contact_id",),)
    ),
    "details": Table(
        {"contact_id": "int!", "field": "text!", "value": "text!", "folded": "text!"},
        references=_OF_CONTACT, indexes=(("contact_id",), ("field", "folded")),
    ),
    "skills": Table(
        {"contact_id": "int!", "topic": "text!", "folded": "text!", "level": "text", "provenance": "text!"},
        references=_OF_CONTACT, unique=(("contact_id", "folded"),),
        indexes=(("folded", "topic", "level", "contact_id", "provenance"),),
    ),
    "referrals": Table(
        {"contact_id": "int!", "topic": "text!", "folded": "text!", "evidence": "text!"}, {"evidence": ""},
        references=_OF_CONTACT, unique=(("contact_id", "folded"),), indexes=(("folded",),),
    ),
    "introducers": Table(
        {"contact_id": "int!", "introducer_id": "int!"},
        references={"contact_id": "contacts", "introducer_id": "contacts"},
        unique=(("contact_id", "introducer_id"),), indexes=(("introducer_id",),),
    ),
    "interactions": Table(
        {"date": "text!", "text": "text!", "direction": "text!", "kind": "text!", "ask_id": "int"},
        {"kind": "", "direction": "none"}, indexes=(("date", "direction"), ("ask_id",)),
    ),
    "interaction_contacts": Table(
        {"interaction_id": "int!", "contact_id": "int!", "entry_date": "text!", "entry_direction": "text!"},
        references=_OF_ENTRY, unique=(("interaction_id", "contact_id"),),
        indexes=(("contact_id", "entry_date", "entry_direction", "interaction_id"),),
    ),
    "mentions": Table(
        {"interaction_id": "int!", "contact_id": "int!"}, references=_OF_ENTRY,
        unique=(("contact_id", "interaction_id"),), indexes=(("interaction_id",),),
    ),
    "interaction_topics": Table(
        {"interaction_id": "int!", "topic": "text!", "folded": "text!", "entry_date": "text!"},
        references={"interaction_id": "interactions"},
        indexes=(("interaction_id",), ("folded", "entry_date", "interaction_id")),
    ),
    "asks": Table(
        {"date": "text!", "problem": "text!", "verdict": "text!", "closed": "text", "closed_by": "int", "note": "text!"},
        {"note": ""},
    ),
    "ask_matches": Table(
        {"ask_id": "int!", "rank": "int!", "contact_id": "int!"},
        references={"ask_id": "asks", "contact_id": "contacts"},
        unique=(("ask_id", "rank"),), indexes=(("contact_id",),),
    ),
    "outcomes": Table(
        {"ask_id": "int!", "contact_id": "int!", "interaction_id": "int", "outcome": "text!", "date": "text!",
         "note": "text!"},
        {"note": ""},
        references={"ask_id": "asks", "contact_id": "contacts", "interaction_id": "interactions"},
        unique=(("ask_id", "contact_id", "interaction_id"),), indexes=(("contact_id",), ("interaction_id",)),
    ),
    "synonyms": Table({"short": "text!", "long": "text!"}, unique=(("short", "long"),)),
    "sources": Table({"label": "text!", "format": "text!", "first": "text!", "last": "text!"}, unique=(("label",),)),
    "source_rows": Table(
        {"source_id": "int!", "key": "text!", "occurrence": "int!", "contact_id": "int!", "gave": "text!"},
        {"occurrence": 1}, references={"source_id": "sources", "contact_id": "contacts"},
        unique=(("source_id", "key", "occurrence"),), indexes=(("contact_id",),),
    ),
    "removed_rows": Table(
        {"source_id": "int!", "key": "text!", "occurrence": "int!", "day": "text!"}, {"occurrence": 1},
        references={"source_id": "sources"}, unique=(("source_id", "key", "occurrence"),),
    ),
    "snoozes": Table(
        {"step": "text!", "contact_id": "int", "other_id": "int", "until": "text"}, references=_OF_TWO,
        unique=(("step",),),
    ),
    "apart": Table(
        {"contact_id": "int!", "other_id": "int!"}, references=_OF_TWO, unique=(("contact_id", "other_id"),)
    ),
    "state": Table({"key": "text!", "value": "text!", "day": "text!"}, {"value": ""}, unique=(("key",),)),
    "steps": Table({"at": "text!", "did": "text!", "undoes": "int"}),
    "changes": Table(
        {"step_id": "int!", "op": "text!", "tbl": "text!", "row": "int!", "was": "text"}, indexes=(("step_id",),)
    ),
}  # fmt: skip
"""The tables, without the derived ones (`create_evidence`) and the settings; each also has an integer ``id``.

`mentions` are contacts that an entry mentions without their taking part; `former_uids` those of contacts that were
merged into another; `removed_rows` the rows of imports whose contacts were removed; an outcome with an
``interaction_id`` belongs to that entry, as does an ask ``closed_by`` one; `state` is asknet's own. `entry_date` and
`entry_direction` repeat those of the entry, so that an index alone answers who was met when: counting the entries of
10,000 contacts takes half the time.
"""


REPEATING = {"interaction_contacts": ("date", "direction"), "interaction_topics": ("date",)}
"""Tables that repeat columns of the entry, and which."""


def _create_tables(db: Database, names: Iterable[str] = TABLES) -> None:
    for name in names:
        table = TABLES[name]
        kinds = {column: kind.rstrip("!") for column, kind in table.columns.items()}
        statement = db.create_table_sql(
            name,
            {"id": int} | {column: int if kind == "int" else str for column, kind in kinds.items()},
            pk="id",
            not_null={column for column, kind in table.columns.items() if kind.endswith("!")},
            defaults=dict(table.defaults),
            foreign_keys=[(column, other, "id") for column, other in table.references.items()],
        )
        # sqlite-utils has no option for it
        keys = ("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")
        db.execute(statement.replace(*keys) if name in _NUMBERED else statement)
        _create_indexes(db, name)


def _create_indexes(db: Database, name: str) -> None:
    for columns in TABLES[name].unique:
        db.table(name).create_index(list(columns), unique=True)
    for columns in TABLES[name].indexes:
        db.table(name).create_index(list(columns))


EVIDENCE_TABLES = ("evidence", "evidence_fts", "meanings", "words", "words_fts")
"""The tables that `create_evidence` creates; each index has further tables of its own."""


def create_evidence(db: Database) -> None:
    """Create what is derived from the contacts: evidence, its words, two indexes.

    `entries` counts the log entries that give a contact a piece: 0 if the contact's own record gives it.
    """
    db.table("evidence").create(
        {
            "id": int,
            "contact_id": int,
            "kind": str,
            "text": str,
            "words": str,
            "level": str,
            "length": int,
            "entries": int,
        },
        pk="id",
        not_null={"contact_id", "kind", "text", "words", "length", "entries"},
        defaults={"entries": 0},
        foreign_keys=[("contact_id", "contacts", "id")],
    )
    db.table("evidence").create_index(["contact_id", "kind", "text"])
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


_statements: list[str] = []
"""The statements that created the first network of this process; repeating them takes a third of the time."""


def _create_all(db: Database, *, again: bool) -> None:
    """Create every table; if nothing else is in the file, `again` as for the first network of this process."""
    if again and _statements:
        for statement in _statements:
            db.conn.execute(statement)
        return
    _create_tables(db)
    db.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"})
    create_evidence(db)
    if again:
        created = db.conn.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%!_fts!_%' ESCAPE '!'"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
        )
        _statements[:] = [statement for (statement,) in created]


def _to_version_2(db: Database) -> None:
    """Store which steps of a review are put off, and which contacts are different people; count entries by day.

    Addresses and numbers are looked up by their compared form from now on.
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


_TABLES_OF_2: dict[str, str] = {
    "contacts": "id, kind, name, folded, title, org, place, reach, met, closeness, every, no_suggest, notes, me, added",
    "details": "id, contact_id, field, value, folded",
    "skills": "id, contact_id, topic, folded, level, provenance",
    "interactions": "id, date, text, direction, kind, ask_id",
    "interaction_contacts": "id, interaction_id, contact_id",
    "interaction_topics": "id, interaction_id, topic, folded",
    "asks": "id, date, problem, verdict, closed, note",
    "outcomes": "id, ask_id, contact_id, outcome, date, note",
    "synonyms": "id, short, long",
    "sources": "id, label, format, first, last",
    "source_rows": "id, source_id, key, contact_id, gave",
    "snoozes": "id, step, contact_id, other_id, until",
    "apart": "id, contact_id, other_id",
    "settings": "name, value",
    "evidence": "id, contact_id, kind, text, words, level, length",
    "meanings": "id, bits",
    "words": "id, word",
}
"""The tables of version 2 and the columns that are copied from them; its history is not copied."""


def _to_version_3(db: Database) -> None:
    """Create all tables as `TABLES` has them now, and fill them from those of version 2 if there are any.

    A permanent uid for each contact, several introducers, circles, referrals, mentions, outcomes of entries, the matches
    of an ask, rows whose contacts were removed. Every table is created new: SQLite cannot add AUTOINCREMENT to one.
    """
    conn = db.conn
    old = conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'contacts'").fetchone() is not None
    if old:
        # so that a view of the user's own refers to the new tables
        conn.execute("PRAGMA legacy_alter_table = ON")
        for index in ("evidence_fts", "words_fts"):
            conn.execute(f"DROP TABLE {index}")
        there = conn.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for index, table in there:
            # the index of introducers stays while contacts that refer to one another are dropped
            if table in (*_TABLES_OF_2, "changes") and index != "idx_contacts_via_id":
                conn.execute(f'DROP INDEX "{index}"')
        for table in (*_TABLES_OF_2, "changes", "steps"):
            conn.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    _create_all(db, again=not old)
    if old:
        from asknet.store.copy_version_2 import copy_rows

        copy_rows(conn, _TABLES_OF_2, REPEATING)
        for table in ("changes", "steps", *reversed(_TABLES_OF_2)):
            conn.execute(f"DROP TABLE old_{table}")
        conn.execute("PRAGMA legacy_alter_table = OFF")


def _to_version_4(db: Database) -> None:
    """Repeat day and direction of an entry beside its contacts and topics; more is answered from indexes alone."""
    conn = db.conn
    for table in (*REPEATING, "contacts", "skills"):
        for (index,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
        ).fetchall():
            conn.execute(f'DROP INDEX "{index}"')
    # so that a view of the user's own refers to the new tables
    conn.execute("PRAGMA legacy_alter_table = ON")
    for table, repeated in REPEATING.items():
        conn.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
        _create_tables(db, [table])
        conn.execute(
            f"INSERT INTO {table}({', '.join(COLUMNS[table])}) SELECT x.*, {', '.join(repeated)} FROM old_{table} x"
            " JOIN interactions i ON i.id = interaction_id ORDER BY x.id"
        )
        conn.execute(f"DROP TABLE old_{table}")
    conn.execute("PRAGMA legacy_alter_table = OFF")
    for table in ("contacts", "skills"):
        _create_indexes(db, table)


NOT_EMPTY = "it contains tables but has no version number"
OF_ANOTHER_VERSION = "its tables do not match its version number"
MISFITS = frozenset({NOT_EMPTY, OF_ANOTHER_VERSION})
"""What is wrong with a file whose version number does not match its content."""

_CAME_WITH = {2: {"snoozes", "apart"}, 3: {"introducers"}}
"""Version -> tables that it added."""

MIGRATIONS: dict[int, Callable[[Database], None]] = {2: _to_version_2, 3: _to_version_3, 4: _to_version_4}
"""Version -> the migration from the version before."""

_CREATES_ALL = 3
"""The version whose migration creates every table as it is now: a new network, or one that was older, is then up to date.

Migrations to later versions are only for networks that have come this far before.
"""

VERSION = max(MIGRATIONS)

COLUMNS: dict[str, tuple[str, ...]] = {name: ("id", *table.columns) for name, table in TABLES.items()} | {
    "settings": ("name", "value"),
    "evidence": ("id", "contact_id", "kind", "text", "words", "level", "length", "entries"),
    "meanings": ("id", "bits"),
    "words": ("id", "word"),
    "evidence_fts": ("words",),
    "words_fts": ("word",),
}
"""The columns that every table must have (apart from the shadow tables of the indexes)."""

BY_HAND = ("asks", "ask_matches")
"""Tables without triggers, as noting a question is not a step; `asknet.store.undo_log.remember` records their changes."""

UNDOABLE: dict[str, tuple[str, ...]] = {
    name: COLUMNS[name] for name in TABLES if name not in (*BY_HAND, "state", "steps", "changes")
}
"""The tables whose changes are recorded by triggers for `undo`, with their columns."""

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
"""Name -> statement of every trigger of ours; a file with any other trigger is refused."""


def migrate(conn: sqlite3.Connection, version: int) -> None:
    """Bring an open database from `version` to `VERSION`.

    Runs inside the caller's transaction, so that a failure leaves the file
    unchanged. Raises `sqlite3.DatabaseError` if a file without a version has tables, or
    if the tables are those of another version.
    """
    from sqlite_utils import Database

    if not version and conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise sqlite3.DatabaseError(NOT_EMPTY)
    there = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    later = {table for number, tables in _CAME_WITH.items() if number > version for table in tables}
    if version and not (later.isdisjoint(there) and {*_TABLES_OF_2} - later <= there):
        raise sqlite3.DatabaseError(OF_ANOTHER_VERSION)
    db = Database(conn)
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER "{name}"')
    first, last = (version + 1 if version else _CREATES_ALL), (VERSION if version >= _CREATES_ALL else _CREATES_ALL)
    for number in range(first, last + 1):
        MIGRATIONS[number](db)
    create_triggers(conn, TRIGGERS)
    if version:
        conn.execute("DELETE FROM steps")
        conn.execute("DELETE FROM changes")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {VERSION}")


def create_triggers(conn: sqlite3.Connection, names: Iterable[str]) -> None:
    """Create our triggers with these names."""
    for name in names:
        conn.execute(TRIGGERS[name])
