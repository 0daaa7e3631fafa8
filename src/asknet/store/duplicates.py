"""What tells duplicates: addresses and names that several contacts have, and who is not the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator


class Duplicates:
    """What contacts share, and the pairs kept apart, inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def keep_apart(self, one: int, other: int) -> None:
        """Remember that two contacts are not one."""
        self._conn().execute(
            "INSERT OR IGNORE INTO apart(contact_id, other_id) VALUES (?, ?)", (min(one, other), max(one, other))
        )

    def apart(self) -> set[tuple[int, int]]:
        """Return every pair, the lower number first."""
        return set(self._conn().execute("SELECT contact_id, other_id FROM apart"))

    def shared_addresses(self) -> Iterator[tuple[str, list[int]]]:
        """Return each mailbox, number and web address of several contacts, as it is known again, and whose it is."""
        rows = self._conn().execute(
            "SELECT folded, group_concat(DISTINCT contact_id) FROM details WHERE field IN ('email', 'phone', 'url')"
            " AND folded <> '' GROUP BY field, folded HAVING count(DISTINCT contact_id) > 1"
        )
        for known, numbers in rows:
            yield known, [int(number) for number in numbers.split(",")]

    def names(self) -> Iterator[tuple[int, str, str, str, str]]:
        """Return ``(number, name or alias, organisation, place, kind)`` of every contact, yourself aside."""
        yield from self._conn().execute(
            "SELECT id, name, org, place, kind FROM contacts WHERE me = 0 UNION ALL"
            " SELECT c.id, d.value, c.org, c.place, c.kind FROM details d JOIN contacts c ON c.id = d.contact_id"
            " WHERE d.field = 'alias' AND c.me = 0"
        )
