"""Import sources in the database: which contact each row of a file became."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.addresses import is_shared, known_by
from asknet.store.damage import reading_rows
from asknet.store.waiting_rows import Insertion
from asknet.text import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from asknet.store.waiting_rows import WaitingRows

_ROWS = Insertion(
    "INSERT INTO source_rows(source_id, key, occurrence, contact_id, gave) VALUES",
    " ON CONFLICT(source_id, key, occurrence) DO UPDATE SET contact_id = excluded.contact_id,"
    " gave = excluded.gave WHERE contact_id <> excluded.contact_id OR gave <> excluded.gave",
)
_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode  # made once: making it takes as long as using it


class RowKey(NamedTuple):
    """What identifies a row of a file: its key, and its occurrence among the rows with that key, from 1."""

    key: str
    occurrence: int = 1


class SourceRow(NamedTuple):
    """A row that was imported before: its number, its contact, and the fields it supplied (plain values)."""

    id: int
    contact: int
    gave: dict[str, Any]


_REMOVED = ("removed contacts", "uid")
"""Label and format of the source, of no file, whose removed rows are the uids of removed contacts.

Each row has the hash of a name of the contact as its occurrence, so that `forget` finds it.
"""
FINGERPRINT = "hash:"
"""What the key begins with by which a removed contact is known in a file of another name."""


def fingerprints(names: Iterable[str], values: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the keys of somebody with one of these names and one of these addresses: hashes that nobody can read.

    Beside a mailbox of one person, the first word of the name is enough: a surname changes.
    """
    called = [fold_name(name) for name in names]
    found = {(field, known_by(field, value)) for field in ("email", "phone", "url") for value in values.get(field, ())}
    keys = list(product(called, sorted(found)))
    own = sorted(one for one in found if one[0] == "email" and not is_shared(one[1]))
    keys += [key for key in product([name.partition(" ")[0] for name in called], own) if key not in keys]
    return [FINGERPRINT + blake2b("\0".join((name, *one)).encode(), digest_size=16).hexdigest() for name, one in keys]


def _name_hash(name: str) -> int:
    return int.from_bytes(blake2b(fold_name(name).encode(), digest_size=8).digest()) >> 1


class Sources:
    """The import sources, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], waiting: WaitingRows) -> None:
        self._conn = connection
        self._waiting = waiting

    def open(self, label: str, form: str, at: str) -> int:
        """Return the number of the source with that label, creating it on first use."""
        conn = self._conn()
        row = conn.execute("SELECT id FROM sources WHERE label = ?", (label,)).fetchone()
        if row:
            return int(row[0])
        number = conn.execute(
            "INSERT INTO sources(label, format, first, last) VALUES (?, ?, ?, ?)",
            (label, form, at, at),
        ).lastrowid
        assert number is not None  # noqa: S101 - an INSERT always returns one
        return number

    def number(self, label: str) -> int | None:
        """Return the number of the source with that label, or None if it was never imported."""
        row = self._conn().execute("SELECT id FROM sources WHERE label = ?", (label,)).fetchone()
        return int(row[0]) if row else None

    def last_row(self) -> int:
        """Return the number of the last imported row, or 0."""
        return int(self._conn().execute("SELECT coalesce(max(id), 0) FROM source_rows").fetchone()[0])

    def rows_called(self, source: int, key: str, *, first: int = 1, limit: int) -> dict[RowKey, SourceRow]:
        """Return what rows of that key became before, from the occurrence `first` on, at most `limit`, in order."""
        found = self._waiting.connection((source, key)).execute(
            "SELECT occurrence, id, contact_id, gave FROM source_rows"
            " WHERE source_id = ? AND key = ? AND occurrence >= ? ORDER BY occurrence LIMIT ?",
            (source, key, first, limit),
        )
        rows = sorted(found, key=lambda row: row[1])
        return {
            RowKey(key, place): SourceRow(number, contact, json.loads(gave)) for place, number, contact, gave in rows
        }

    def is_repeated(self, key: str) -> bool:
        """Return whether several rows of one source had that key."""
        found = self._conn().execute("SELECT 1 FROM source_rows WHERE key = ? AND occurrence > 1 LIMIT 1", (key,))
        return found.fetchone() is not None

    def write_row(self, source: int, row: RowKey, contact: int, gave: dict[str, Any]) -> None:
        """Store the contact that a row became and the values it supplied; an unchanged row is not written again."""
        self._waiting.add(_ROWS, [(source, *row, contact, _TEXT(gave))], [(source, row.key)])

    def move_row(self, source: int, row: RowKey) -> None:
        """Make a row of another source in the format of this one a row of this one, if it has none with that key."""
        self._conn().execute(
            "UPDATE source_rows SET source_id = ?1 WHERE id = (SELECT max(r.id) FROM source_rows r"
            " JOIN sources s ON s.id = r.source_id WHERE s.id <> ?1 AND r.key = ?2 AND r.occurrence = ?3"
            " AND s.format = (SELECT format FROM sources WHERE id = ?1)) AND NOT EXISTS"
            " (SELECT 1 FROM source_rows WHERE source_id = ?1 AND key = ?2 AND occurrence = ?3)",
            (source, *row),
        )

    def remember_removed(self, contact: int, names: Iterable[str], uids: Iterable[str], day: date) -> None:
        """Remember as removed the uids of a contact, and the rows it came from; those without an id also by fingerprints."""
        conn = self._conn()
        rows = conn.execute("SELECT source_id, key, occurrence, gave FROM source_rows WHERE contact_id = ?", (contact,))
        own = self.open(*_REMOVED, day.isoformat())
        removed = [(own, f"uid:{uid}", _name_hash(name), day.isoformat()) for uid, name in product(uids, names)]
        for source, key, occurrence, text in rows.fetchall():
            gave = json.loads(text)
            removed.append((source, key, occurrence, day.isoformat()))
            removed += [(source, one, 1, day.isoformat()) for one in fingerprints([gave.get("name", "")], gave)]
        conn.executemany(
            "INSERT OR REPLACE INTO removed_rows(source_id, key, occurrence, day) VALUES (?, ?, ?, ?)", removed
        )

    def removed(self, source: int) -> dict[RowKey, date]:
        """Return the rows of a source whose contact was removed, and the day of that."""
        rows = self._conn().execute("SELECT key, occurrence, day FROM removed_rows WHERE source_id = ?", (source,))
        with reading_rows("removed_rows"):
            return {RowKey(key, occurrence): date.fromisoformat(day) for key, occurrence, day in rows}

    def removed_elsewhere(self, source: int) -> dict[RowKey, date]:
        """Return the uids and fingerprints of removed contacts, and their ids in other sources in the format of this one."""
        rows = self._conn().execute(
            "SELECT r.key, iif(s.format = ?2, 1, r.occurrence), max(r.day) FROM removed_rows r"
            " JOIN sources s ON s.id = r.source_id WHERE (s.id <> ?1 OR r.key LIKE 'hash:%') AND r.key NOT LIKE 'name:%'"
            " AND s.format IN ((SELECT format FROM sources WHERE id = ?1), ?2) GROUP BY 1, 2",
            (source, _REMOVED[1]),
        )
        with reading_rows("removed_rows"):
            return {RowKey(key, occurrence): date.fromisoformat(day) for key, occurrence, day in rows}

    def is_removed(self, name: str) -> bool:
        """Return whether a contact of that name was removed."""
        found = self._conn().execute(
            "SELECT 1 FROM removed_rows r JOIN sources s ON s.id = r.source_id WHERE s.format = ? AND r.occurrence = ?",
            (_REMOVED[1], _name_hash(name)),
        )
        return found.fetchone() is not None

    def drop_returned(self, source: int) -> None:
        """Forget that the contact of a row of a source was removed, if the row has a contact again."""
        self._conn().execute(
            "DELETE FROM removed_rows WHERE source_id = ? AND EXISTS (SELECT 1 FROM source_rows r"
            " WHERE (r.source_id, r.key, r.occurrence) = (removed_rows.source_id, removed_rows.key, removed_rows.occurrence))",
            (source,),
        )

    def drop_removed(self, names: Iterable[str], uids: Iterable[str], known: Iterable[str]) -> None:
        """Forget that the contacts with one of these names or uids, or of rows with one of these fingerprints, were removed."""
        conn = self._conn()
        conn.executemany(
            "DELETE FROM removed_rows WHERE key IN (?, ?)",
            [*((uid.lower(), f"uid:{uid}") for uid in uids), *((key, key) for key in known)],
        )
        conn.executemany(
            "DELETE FROM removed_rows WHERE key IN (SELECT r.key FROM removed_rows r JOIN sources s ON s.id = r.source_id"
            " WHERE s.format = ? AND r.occurrence = ?)",
            [(_REMOVED[1], _name_hash(name)) for name in names],
        )

    def of(self, contact: int) -> list[str]:
        """Return the labels of the files that a contact came from."""
        rows = self._conn().execute(
            "SELECT DISTINCT s.label FROM source_rows r JOIN sources s ON s.id = r.source_id"
            " WHERE r.contact_id = ? ORDER BY 1",
            (contact,),
        )
        return [row[0] for row in rows]
