"""Inspect the whole file: its pages, its schema, its rows, who may read it.

Everything is inspected in a copy, which locks nobody out and works where nothing
can be written. The pages are copied one by one, so that damage to them is in the
copy too. The copy is a temporary database of SQLite's, readable by nobody else:
what exceeds its cache is in an unnamed file, if the system has such files.
"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import StoreError
from asknet.file_ownership import HAS_OWNERS, is_own
from asknet.network_files import journal
from asknet.store import opening
from asknet.store.backups import Backups
from asknet.store.contacts import Contacts
from asknet.store.copies import temporary_copy
from asknet.store.damage import reading_rows
from asknet.store.evidence_index import EvidenceIndex
from asknet.store.read_cache import ReadCache
from asknet.store.row_checks import odd_folds, odd_repeats, odd_values
from asknet.store.schema import (
    COLUMNS,
    EVIDENCE_TABLES,
    REPEATING,
    TRIGGERS,
    VERSION,
    create_evidence,
    create_triggers,
    migrate,
)
from asknet.store.waiting_rows import WaitingRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MOST = 10
"""How many faults of pages are listed."""
_INDEXES = ("evidence_fts", "words_fts")
_FILE_MODE, _FOLDER_MODE = 0o600, 0o700


class Finding(NamedTuple):
    """Something that is not as it should be.

    `what` is a sentence. `repair` fixes it: ``index`` (rebuilding the index),
    ``size`` (rewriting the pages), ``access`` (permissions), ``aside``
    (finishing a forget operation), ``""`` (nothing here can). `usable` is whether
    other commands still work, `note` that this is not a fault.
    """

    what: str
    hint: str = ""
    repair: str = ""
    usable: bool = True
    note: bool = False


_RESCUE = "rescue what is left with `sqlite3 FILE .recover`"
_BY_HAND = "correct the row with sqlite3"


def inspect(path: Path, compare: Callable[[Contacts, EvidenceIndex], Iterator[str]]) -> list[Finding]:
    """Return what is wrong with the network at `path`, worst first.

    `compare` is called with the contacts and the evidence of a copy and yields how the index
    differs from the contacts. Raises `StoreError` if the file cannot be
    inspected: it is newer, foreign, unreadable or locked by a writer.
    """
    return [
        finding._replace(hint=f"{_copies(path)}; or {finding.hint}") if finding.hint in (_RESCUE, _BY_HAND) else finding
        for finding in _found(path, compare)
    ]


def _copies(path: Path) -> str:
    """Say how to put a copy in the place of the network."""
    if Backups(path).all():
        return "`asknet restore last` puts the newest copy in its place, `asknet backup --list` shows the others"
    return "There is no automatic backup; `asknet restore FILE` puts a copy of yours in its place"


def _found(path: Path, compare: Callable[[Contacts, EvidenceIndex], Iterator[str]]) -> list[Finding]:
    before = journal(path).exists()
    try:
        conn, file = opening.connect(path)
        try:
            conn.execute("BEGIN")
            version = int(conn.execute("PRAGMA user_version").fetchone()[0])
            try:
                opening.check_length(conn, path)
            except StoreError as error:
                return [Finding(error.message, _RESCUE, usable=False)]
            spare = opening.bytes_beyond(conn, path)
            copy = temporary_copy(conn)
        finally:
            opening.disconnect(conn, file)
    except opening.DamagedError as error:
        return [Finding(error.message, _RESCUE, usable=False)]
    except sqlite3.Error as error:
        refused = opening.store_error(path, error)
        if isinstance(refused, opening.DamagedError):
            return [Finding(refused.message, _RESCUE, usable=False)]
        raise refused from error
    with closing(copy):
        found = list(_pages(copy))
        if spare:
            found.append(Finding(f"it is {spare:,} bytes longer than it needs to be", repair="size", note=True))
        if not any(not finding.usable for finding in found):
            found += _contents(copy, version, compare)
    if before:
        found.append(_left_half_way(path))
    return sorted(found, key=lambda finding: (finding.usable, finding.note))


def _left_half_way(path: Path) -> Finding:
    if journal(path).exists():
        return Finding(f"{journal(path)} is beside it, from a change in progress or cut off", note=True)
    return Finding("a change had been cut off half-way; it has now been rolled back", note=True)


def _pages(conn: sqlite3.Connection) -> Iterator[Finding]:
    try:
        said = [str(row[0]) for row in conn.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.Error as error:
        said = [str(error)]
    for fault in said if said != ["ok"] else []:
        last = fault.splitlines()[-1]
        in_index = " index" in last and ("missing from" in last or "wrong # of entries" in last)
        if in_index:
            yield Finding(f"one of SQLite's own indexes is out of step: {last}", repair="index")
        else:
            yield Finding(f"its pages are damaged: {last}", _RESCUE, usable=False)


def _contents(
    conn: sqlite3.Connection, version: int, compare: Callable[[Contacts, EvidenceIndex], Iterator[str]]
) -> Iterator[Finding]:
    try:
        if version < VERSION:
            yield Finding(f"it has schema {version}; the next change brings it to {VERSION}", note=True)
            conn.execute("BEGIN")
            migrate(conn, version)
            conn.execute("COMMIT")
        schema = list(_schema(conn))
        yield from schema
        if any(not finding.usable for finding in schema):
            return
        yield from _rows(conn)
        if not any(finding.repair for finding in schema):
            yield from _index(conn, compare)
    except StoreError as error:
        yield Finding(error.message, _BY_HAND, usable=False)
    except sqlite3.Error as error:
        yield Finding(f"its tables cannot be read ({error})", _RESCUE, usable=False)


def _schema(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Compare tables, indexes, triggers and views with those of a new network."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        new.execute("BEGIN")
        migrate(new, 0)
        expected = _objects(new)
    there = _objects(conn)
    columns: dict[str, set[str]] = {}
    for table, column in conn.execute(opening.COLUMNS_THERE):
        columns.setdefault(table, set()).add(column)
    for kind, name in sorted(set(expected) - set(there)):
        derived = kind != "table" or name.startswith(EVIDENCE_TABLES)
        hint, repair = ("", "index") if derived else (_RESCUE, "")
        yield Finding(f"its {kind} {name} is missing", hint, repair=repair, usable=kind == "index")
    for kind, name in sorted(set(there) - set(expected)):
        yield _strange(kind, name)
    for kind, name in sorted(set(there) & set(expected)):
        same = there[kind, name] == expected[kind, name]
        if kind == "table" and name in COLUMNS and not set(COLUMNS[name]) <= columns.get(name, set()):
            derived = name.startswith(EVIDENCE_TABLES)
            yield Finding(f"columns of its table {name} are missing", "" if derived else _RESCUE,
                          repair="index" if derived else "", usable=False)  # fmt: skip
        elif not same and kind == "trigger":
            yield _strange(kind, name)
        elif not same:
            yield Finding(f"its {kind} {name} is defined differently from asknet's", note=True)


def _strange(kind: str, name: str) -> Finding:
    if kind == "trigger":
        hint = f"It runs when asknet writes, so nothing is read or written. Restore a copy, or drop the trigger {name}"
        return Finding(f"its trigger {name} is not asknet's", f"{hint} with sqlite3 if you know it", usable=False)
    return Finding(f"it contains a {kind} {name} that is not asknet's; it is left alone", note=True)


def _objects(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in rows}


def _rows(conn: sqlite3.Connection) -> Iterator[Finding]:
    dangling = conn.execute('SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 100').fetchall()
    for table, number, parent in dangling[:_MOST]:
        derived = table.startswith(EVIDENCE_TABLES)
        hint = "" if derived else _BY_HAND
        yield Finding(f"row {number} of {table} belongs to a missing row of {parent}", hint,
                      repair="index" if derived else "")  # fmt: skip
    for said in odd_values(conn):
        derived = said.startswith(EVIDENCE_TABLES)
        yield Finding(said, "" if derived else _BY_HAND, repair="index" if derived else "")
    folds = sum(1 for _ in odd_folds(conn))
    if folds:
        yield Finding(f"{folds} names or topics cannot be found as they are written", repair="index")
    repeats = sum(1 for _ in odd_repeats(conn))
    if repeats:
        yield Finding(f"{repeats} contacts or topics of log entries have another day or direction", repair="index")


def _index(conn: sqlite3.Connection, compare: Callable[[Contacts, EvidenceIndex], Iterator[str]]) -> Iterator[Finding]:
    conn.execute("BEGIN")
    try:
        for index in _INDEXES:
            try:
                conn.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                yield Finding(f"the full-text index {index} is damaged ({error})", repair="index")
        try:
            with reading_rows("contacts"):
                kept = ReadCache()
                evidence = EvidenceIndex(lambda: conn, kept)
                said = list(compare(Contacts(lambda: conn, evidence, kept, WaitingRows(lambda: conn)), evidence))
            yield from (Finding(difference, repair="index") for difference in said)
        except sqlite3.DatabaseError as error:
            yield Finding(f"the index cannot be read ({error})", repair="index")
    finally:
        conn.execute("ROLLBACK")


def set_aside(path: Path) -> Iterator[Finding]:
    """Yield the copies that a killed forgetting left set aside."""
    for aside in Backups(path).aside():
        yield Finding(f"{aside} was set aside by a forget operation that was cut off", repair="aside")


def access(path: Path, *, own_folder: bool) -> Iterator[tuple[Path, int, Finding]]:
    """Yield what others may use, the mode it should have, and the finding: the file, its backups, asknet's own folder."""
    backups = Backups(path)
    wanted = [(path, _FILE_MODE), (journal(path), _FILE_MODE)]
    wanted += [(backup.path, _FILE_MODE) for backup in backups.all()]
    folders = [backups.folder, *([path.parent] if own_folder else [])]
    for place, mode in [*wanted, *((folder, _FOLDER_MODE) for folder in folders)]:
        try:
            found = place.stat()
        except OSError:
            continue
        if HAS_OWNERS and stat.S_IMODE(found.st_mode) & 0o077:
            said = f"others may use {place} (mode {stat.S_IMODE(found.st_mode):04o}, should be {mode:04o})"
            hint = "" if is_own(found) else "It belongs to another user"
            yield place, mode, Finding(said, hint, repair="" if hint else "access")


def recreate_derived(conn: sqlite3.Connection) -> None:
    """Recreate, empty, what is derived from the contacts, and recreate our triggers and SQLite's own indexes.

    Runs inside the open transaction. A foreign trigger stays, and keeps the
    file refused.
    """
    from sqlite_utils import Database

    for table in sorted(EVIDENCE_TABLES, reverse=True):
        conn.execute(f"DROP TABLE IF EXISTS {table}")
    create_evidence(Database(conn))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        new.execute("BEGIN")
        migrate(new, 0)
        expected, there = _objects(new), _objects(conn)
        for (kind, name), sql in expected.items():
            if kind == "index" and (kind, name) not in there and sql:
                conn.execute(sql)
    create_triggers(conn, [name for name in TRIGGERS if ("trigger", name) not in there])
    conn.execute("REINDEX")
    for table, number, folded in list(odd_folds(conn)):
        conn.execute(f"UPDATE {table} SET folded = ? WHERE id = ?", (folded, number))
    for table, number in list(odd_repeats(conn)):
        into, values = ", ".join(f"entry_{column}" for column in REPEATING[table]), ", ".join(REPEATING[table])
        conn.execute(
            f"UPDATE {table} SET ({into}) = (SELECT {values} FROM interactions i WHERE i.id = interaction_id) WHERE id = ?",
            (number,),
        )
