"""Signs of duplicates: addresses and names that several contacts share, and pairs marked as different people."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator


class Duplicates:
    """What contacts share, and the pairs marked as different, inside the open transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def mark_different(self, one: int, other: int) -> None:
        """Mark two contacts as different people."""
        self._conn().execute(
            "INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)", (min(one, other), max(one, other))
        )

    def apart(self) -> set[tuple[int, int]]:
        """Return every pair marked as different, the lower number first."""
        return set(self._conn().execute("SELECT contact_id, other_id FROM apart"))

    def shared_addresses(self, among: Collection[int] | None = None) -> Iterator[tuple[str, list[int]]]:
        """Yield each e-mail and web address of several contacts, in its compared form, and their numbers.

        With `among`, only those that one of these contacts has.
        """
        of = " AND folded IN (SELECT folded FROM details WHERE contact_id IN (SELECT value FROM json_each(?)))"
        rows = self._conn().execute(
            "SELECT folded, group_concat(DISTINCT contact_id) FROM details WHERE field IN ('email', 'url')"
            f" AND folded <> ''{of if among else ''} GROUP BY field, folded HAVING count(DISTINCT contact_id) > 1",
            [json.dumps(sorted(among))] if among else [],
        )
        for known, numbers in rows:
            yield known, [int(number) for number in numbers.split(",")]

    def numbers_alike(self, among: Collection[int] | None = None) -> Iterator[list[tuple[str, int]]]:
        """Yield telephone numbers of several contacts with the same ending, each with its contact; `among` as above."""
        of = " AND contact_id IN (SELECT value FROM json_each(?))" if among else ""
        several = "" if among else " GROUP BY folded HAVING count(DISTINCT contact_id) > 1"
        rows = self._conn().execute(
            "SELECT folded, value, contact_id FROM details WHERE field = 'phone' AND folded IN (SELECT folded FROM details"
            f" WHERE field = 'phone' AND folded <> ''{of}{several}) ORDER BY folded",
            [json.dumps(sorted(among))] if among else [],
        )
        for _, alike in groupby(rows, key=lambda row: row[0]):
            yield [(value, contact) for _, value, contact in alike]

    def shared_ids(self, among: Collection[int] | None = None) -> Iterator[tuple[str, list[int]]]:
        """Yield each id, no mere number, that files of one format give several contacts, and these; `among` as above."""
        of = " AND r.key IN (SELECT key FROM source_rows WHERE contact_id IN (SELECT value FROM json_each(?)))"
        rows = self._conn().execute(
            "SELECT r.key, group_concat(DISTINCT r.contact_id) FROM source_rows r JOIN sources s ON s.id = r.source_id"
            f" WHERE r.key NOT LIKE 'name:%' AND r.key GLOB '*[^0-9]*'{of if among else ''}"
            " GROUP BY s.format, r.key HAVING count(DISTINCT r.contact_id) > 1 AND max(r.occurrence) = 1",
            [json.dumps(sorted(among))] if among else [],
        )
        for key, numbers in rows:
            yield key, [int(number) for number in numbers.split(",")]

    def owners_of_number(self, known: str, *, limit: int) -> list[tuple[str, int]]:
        """Return at most `limit` telephone numbers with this ending (`addresses.known_by`), each with its contact."""
        rows = self._conn().execute(
            "SELECT value, contact_id FROM details WHERE field = 'phone' AND folded = ? LIMIT ?", (known, limit)
        )
        return rows.fetchall()

    def names(self) -> Iterator[tuple[int, str, str, str, str, str]]:
        """Yield ``(number, name or alias, the same folded, organisation, place, kind)`` of all but yourself."""
        yield from self._conn().execute(
            "SELECT id, name, folded, org, place, kind FROM contacts WHERE me = 0 UNION ALL"
            " SELECT c.id, d.value, d.folded, c.org, c.place, c.kind FROM details d"
            " JOIN contacts c ON c.id = d.contact_id WHERE d.field = 'alias' AND c.me = 0"
        )
