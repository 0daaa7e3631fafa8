"""Triggers that record how to undo each change.

After SQLite's "Automatic Undo/Redo Using SQLite" (sqlite.org/undoredo.html),
with the row's former values as JSON in place of a statement, so that nothing
from the file is ever run as SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STEP = "(SELECT max(id) FROM steps)"


def trigger_statements(tables: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Name -> ``CREATE TRIGGER`` for the three kinds of change of each table.

    An insertion needs no values to undo; an update and a deletion store
    the whole row as it was.
    """
    made: dict[str, str] = {}
    for table, columns in tables.items():
        was = ", ".join(f"'{c}', old.{c}" for c in columns)
        for op, event, row, value in (
            ("I", "INSERT", "new.id", "NULL"),
            ("U", "UPDATE", "old.id", f"json_object({was})"),
            ("D", "DELETE", "old.id", f"json_object({was})"),
        ):
            name = f"undo_{table}_{event.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN"
                f" INSERT INTO changes(step_id, op, tbl, row, was)"
                f" VALUES ({_STEP}, '{op}', '{table}', {row}, {value}); END"
            )
    return made
