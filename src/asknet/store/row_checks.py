"""Checks of the rows of a network, as queries that return the odd ones."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from asknet.addresses import known_by
from asknet.model import Direction, EvidenceKind, Kind, Level, Outcome, Provenance, Reach, Status, Verdict
from asknet.store.contact_rows import DETAILS, FREE_TEXTS, OWN_DETAILS
from asknet.store.schema import BY_HAND, COLUMNS, REPEATING, UNDOABLE
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from enum import StrEnum

SHOWN = 5
"""How many odd rows of one sort are listed."""

_WORDS: tuple[tuple[str, str, type[StrEnum], bool], ...] = (
    ("contacts", "kind", Kind, False),
    ("contacts", "reach", Reach, True),
    ("contacts", "status", Status, False),
    ("skills", "level", Level, True),
    ("skills", "provenance", Provenance, False),
    ("interactions", "direction", Direction, False),
    ("asks", "verdict", Verdict, False),
    ("outcomes", "outcome", Outcome, False),
    ("evidence", "kind", EvidenceKind, False),
    ("evidence", "level", Level, True),
)
"""Columns that hold one of a few words; the last value is whether NULL is allowed."""

_DAYS = (
    ("contacts", "met", True), ("contacts", "added", False), ("interactions", "date", False),
    ("asks", "date", False), ("asks", "closed", True), ("outcomes", "date", False), ("snoozes", "until", True),
    ("removed_rows", "day", False), ("state", "day", False),
)  # fmt: skip

_ODD: tuple[tuple[str, str], ...] = (
    ("contacts {} have no name", "SELECT id FROM contacts WHERE trim(name) = '' OR typeof(name) <> 'text'"),
    ("contacts {} are all yourself", "SELECT id FROM contacts WHERE me AND (SELECT count(*) FROM contacts WHERE me) > 1"),
    ("contacts {} have a closeness outside 1 to 5",
     "SELECT id FROM contacts WHERE closeness IS NOT NULL AND closeness NOT IN (1, 2, 3, 4, 5)"),
    ("contacts {} have an invalid period",
     "SELECT id FROM contacts WHERE every IS NOT NULL AND NOT (typeof(every) = 'integer' AND every > 0)"),
    ("contacts {} hold something other than text",
     "SELECT id FROM contacts WHERE " + " OR ".join(f"typeof({field}) <> 'text'" for field in FREE_TEXTS)),
    ("skills {} have no topic", "SELECT id FROM skills WHERE trim(topic) = '' OR typeof(topic) <> 'text'"),
    ("details {} are empty", "SELECT id FROM details WHERE trim(value) = '' OR typeof(value) <> 'text'"),
    ("entries {} of the log name no contact",
     "SELECT id FROM interactions WHERE id NOT IN (SELECT interaction_id FROM interaction_contacts)"),
    ("entries {} of the log belong to a missing question",
     "SELECT id FROM interactions WHERE ask_id IS NOT NULL AND ask_id NOT IN (SELECT id FROM asks)"),
    ("contacts {} have no uid of their own",
     "SELECT id FROM contacts WHERE trim(uid) = '' OR typeof(uid) <> 'text' OR uid IN (SELECT uid FROM former_uids)"),
    ("referrals {} have no topic", "SELECT id FROM referrals WHERE trim(topic) = '' OR typeof(topic) <> 'text'"),
    ("outcomes {} belong to an entry about another question",
     "SELECT o.id FROM outcomes o JOIN interactions i ON i.id = o.interaction_id WHERE i.ask_id IS NOT o.ask_id"),
    ("asks {} were closed by a missing entry",
     "SELECT id FROM asks WHERE closed_by IS NOT NULL AND closed_by NOT IN (SELECT id FROM interactions)"),
    ("outcomes {} wait for an answer although they belong to a log entry",
     "SELECT id FROM outcomes WHERE outcome = 'waiting' AND interaction_id IS NOT NULL"),
    ("outcomes {} wait twice for one answer",
     "SELECT max(id) FROM outcomes WHERE interaction_id IS NULL GROUP BY ask_id, contact_id HAVING count(*) > 1"),
    ("asks {} have no problem", "SELECT id FROM asks WHERE trim(problem) = '' OR typeof(problem) <> 'text'"),
    ("pairs {} name the same contact twice", "SELECT id FROM apart WHERE contact_id = other_id"),
    ("changes {} of the undo log belong to no step",
     "SELECT id FROM changes WHERE step_id NOT IN (SELECT id FROM steps)"),
    ("changes {} of the undo log are of an unknown sort", "SELECT id FROM changes WHERE op NOT IN ('I', 'U', 'D')"),
)  # fmt: skip


def odd_values(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each sort of value that asknet never writes: unknown words, bad dates, circles, broken JSON."""
    for said, question in _ODD:
        yield from _sentences(said, [row[0] for row in conn.execute(question)])
    for table, column, words, empty in _WORDS:
        known = {word.value for word in words}
        odd = [n for n, value in _values(conn, table, column) if not (value in known or (empty and value is None))]
        yield from _sentences(f"{table} {{}} hold an unknown {column}", odd)
    for table, column, empty in _DAYS:
        odd = [n for n, value in _values(conn, table, column) if not (_is_day(value) or (empty and value is None))]
        yield from _sentences(f"{table} {{}} have no valid date in {column}", odd)
    fields = {*DETAILS.values(), *OWN_DETAILS}
    yield from _sentences(
        "details {} are of an unknown field", [n for n, v in _values(conn, "details", "field") if v not in fields]
    )
    yield from _sentences("contacts {} introduced themselves, directly or through others", _circles(conn))
    yield from _odd_json(conn)


def odd_folds(conn: sqlite3.Connection) -> Iterator[tuple[str, int, str]]:
    """Yield ``(table, number, folded)`` of the rows whose folded text does not match their text."""
    for (field,) in conn.execute("SELECT DISTINCT field FROM details").fetchall():
        rows = conn.execute("SELECT id, value, folded FROM details WHERE field = ?", (field,))
        yield from _odd_folded("details", rows, partial(known_by, field))
    for table, column, folding in (
        ("contacts", "name", fold_name), ("skills", "topic", fold), ("referrals", "topic", fold),
        ("interaction_topics", "topic", fold),
    ):  # fmt: skip
        yield from _odd_folded(table, conn.execute(f"SELECT id, {column}, folded FROM {table}"), folding)


def odd_repeats(conn: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield ``(table, number)`` of the rows that repeat another day or direction than that of their entry."""
    for table, columns in REPEATING.items():
        differing = " OR ".join(f"x.entry_{column} IS NOT i.{column}" for column in columns)
        for (number,) in conn.execute(
            f"SELECT x.id FROM {table} x JOIN interactions i ON i.id = x.interaction_id WHERE {differing}"
        ):
            yield table, number


def _odd_folded(
    table: str, rows: Iterable[tuple[int, object, object]], folding: Callable[[str], str]
) -> Iterator[tuple[str, int, str]]:
    for number, text, folded in rows:
        if isinstance(text, str) and folding(text) != folded:
            yield table, number, folding(text)


def _odd_json(conn: sqlite3.Connection) -> Iterator[str]:
    odd = [n for n, gave in _values(conn, "source_rows", "gave") if not isinstance(_json(gave), dict)]
    yield from _sentences("what an import supplied, rows {}, cannot be read", odd)
    odd = []
    for number, op, table, was in conn.execute("SELECT id, op, tbl, was FROM changes"):
        columns = set(COLUMNS[table]) if table in UNDOABLE or table in BY_HAND else set()
        kept = _json(was)
        if not columns or (op != "I" and not (isinstance(kept, dict) and columns <= set(kept))):
            odd.append(number)
    yield from _sentences("changes {} of the undo log cannot be undone", odd)


def _values(conn: sqlite3.Connection, table: str, column: str) -> Iterator[tuple[int, object]]:
    yield from conn.execute(f"SELECT id, {column} FROM {table} ORDER BY id")


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _circles(conn: sqlite3.Connection) -> list[int]:
    """Return the contacts from whom following the introducers leads back to themselves."""
    via: dict[int, set[int]] = {}
    for contact, introducer in conn.execute("SELECT contact_id, introducer_id FROM introducers"):
        via.setdefault(contact, set()).add(introducer)
    # a contact whom nobody introduced is not in a circle, and neither is one introduced only by such contacts
    while ends := [contact for contact, above in via.items() if not above & via.keys()]:
        for contact in ends:
            del via[contact]
    introducing: dict[int, set[int]] = {}
    for contact, above in via.items():
        for introducer in above & via.keys():
            introducing.setdefault(introducer, set()).add(contact)
    # neither is one who introduced none of those left
    left = set(via)
    while ends := [contact for contact in left if not introducing.get(contact, set()) & left]:
        left -= set(ends)
    return sorted(left)


def _sentences(said: str, numbers: list[int]) -> Iterator[str]:
    if numbers:
        more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
        yield said.format(", ".join(map(str, numbers[:SHOWN])) + more)
