"""The open store: one file, one connection, reads and writes in transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from asknet.errors import AsknetError, StoreError
from asknet.evidence import evidence_id
from asknet.lexicon import meaning_of
from asknet.store import opening
from asknet.store.asks import Asks
from asknet.store.contacts import Contacts
from asknet.store.evidence_index import EvidenceIndex
from asknet.store.interactions import Interactions
from asknet.store.read_cache import ReadCache
from asknet.store.schema import MISFITS, VERSION, migrate
from asknet.store.synonyms import Synonyms
from asknet.store.undo_log import UndoLog
from asknet.store.waiting_rows import WaitingRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from asknet.store.backups import Backup, Backups
    from asknet.store.dump import NetworkDump
    from asknet.store.duplicates import Duplicates
    from asknet.store.groups import Groups
    from asknet.store.merging import Merging
    from asknet.store.overview_rows import OverviewRows
    from asknet.store.review_rows import ReviewRows
    from asknet.store.snoozes import Snoozes
    from asknet.store.sources import Sources
    from asknet.store.state import State

_OUR_OWN_MISTAKES = (
    "SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_RANGE",
)  # fmt: skip
"""SQLite's errors about a wrong statement rather than about the file."""


NOTE_MS = 250
"""How long a note that is not a step of `undo`, and that nothing depends on, may wait for another writer, in ms."""
_UPGRADE_MS = 250
"""How long migrating may wait for another writer if the caller only wants to read, in ms."""


def _roll_back(conn: sqlite3.Connection) -> None:
    """End the transaction without its changes; after a disk error SQLite has already done so."""
    if conn.in_transaction:
        conn.execute("ROLLBACK")


class Step:
    """One change, as `undo` will describe it; `did` may be set until it ends."""

    def __init__(self, did: str) -> None:
        self.did = did


class Store:
    """The network's file at `path`, opened on first use.

    Read inside ``with store.reading():``, write inside ``with store.writing(...):``.
    The tables are attributes of the store: `contacts`, `interactions`, `asks`, `evidence`,
    `synonyms`, `undo_log`, and those that an answer does not need and that are imported on first use: `sources`,
    `review_rows`, `overview_rows`, `snoozes`, `state`, `duplicates`, `merging`, `dump`, `groups`. `backups` are its
    automatic backups, made at `now()` (ISO 8601). If there is no file yet, reading sees an empty network and
    creates nothing. `changed` is whether a step has been written, and `last_step` is the number
    of the last one, None if that changed nothing. `conditions`
    are checked under the lock of each step before it begins: code that asks a person
    between reading and writing adds one, and removes it afterwards.
    """

    def __init__(self, path: Path, *, now: Callable[[], str] = str) -> None:
        self.path = path
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._checked = False
        self._mending = False
        self.conditions: list[Callable[[], None]] = []
        self.changed = False
        self.last_step: int | None = None
        self._kept = ReadCache()
        self._waiting = WaitingRows(self._open_connection)
        self.evidence = EvidenceIndex(self.connection, self._kept)
        self.contacts = Contacts(self.connection, self.evidence, self._kept, self._waiting)
        self.interactions = Interactions(self.connection, self.evidence)
        self.asks = Asks(self.connection, self.evidence)
        self.synonyms = Synonyms(self.connection)
        self.undo_log = UndoLog(self.connection, self.evidence)
        self._now = now

    @cached_property
    def sources(self) -> Sources:
        """The imported files."""
        from asknet.store.sources import Sources

        return Sources(self.connection, self._waiting)

    @cached_property
    def review_rows(self) -> ReviewRows:
        """The rows that a review is computed from."""
        from asknet.store.review_rows import ReviewRows

        return ReviewRows(self.connection)

    @cached_property
    def overview_rows(self) -> OverviewRows:
        """The rows for an overview of every contact."""
        from asknet.store.overview_rows import OverviewRows

        return OverviewRows(self.connection)

    @cached_property
    def snoozes(self) -> Snoozes:
        """The steps of a review that are put off."""
        from asknet.store.snoozes import Snoozes

        return Snoozes(self.connection)

    @cached_property
    def state(self) -> State:
        """What asknet remembers between two runs."""
        from asknet.store.state import State

        return State(self.connection)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Signs that contacts may be one person."""
        from asknet.store.duplicates import Duplicates

        return Duplicates(self.connection)

    @cached_property
    def merging(self) -> Merging:
        """Moves what belongs to one contact to another."""
        from asknet.store.merging import Merging

        return Merging(self.connection, self.evidence)

    @cached_property
    def dump(self) -> NetworkDump:
        """The complete network."""
        from asknet.store.dump import NetworkDump

        return NetworkDump(self.connection, self.evidence)

    @cached_property
    def groups(self) -> Groups:
        """What contacts have in common."""
        from asknet.store.groups import Groups

        return Groups(self.connection, self.contacts, self.evidence, self._kept)

    @property
    def backups(self) -> Backups:
        """The automatic backups of this network."""
        from asknet.store.backups import Backups

        return Backups(self.path, self._now())

    def connection(self) -> sqlite3.Connection:
        """Return the connection of the transaction that is open, all of whose changes are written."""
        self._waiting.write()
        return self._open_connection()

    def _open_connection(self) -> sqlite3.Connection:
        if self._conn is None or not self._conn.in_transaction:
            message = "the store is used outside a transaction"
            raise RuntimeError(message)
        return self._conn

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one unchanging state of the network. Raises `StoreError`."""
        with self._refusing():
            conn, version = self._begin_reading()
            if version < VERSION:
                _roll_back(conn)
                self._upgrade()
                conn, version = self._begin_reading()
            if version < VERSION:
                with self._reading_migrated(conn, version):
                    yield
                return
            self._kept.begin(conn)
            try:
                yield
            finally:
                self._kept.end()
                _roll_back(conn)

    @contextmanager
    def writing(
        self,
        did: str,
        *,
        at: str = "",
        wait_ms: int = opening.BUSY_MS,
        creating: bool = True,
        alone: bool = False,
        undoing: bool = False,
    ) -> Iterator[Step]:
        """Change the network, completely or not at all, as one step of `undo`.

        `did` describes the step and `at` is its time (ISO 8601). Meanings made with an older
        lexicon are rebuilt first. The file is created if there is
        none, unless not `creating`: then an empty network in memory replaces
        it, in which the caller finds nothing to change. If it is to be `alone`, nobody else may even be reading
        the file; `undoing` keeps less in memory. Raises `StoreError` if the file
        cannot be used, or is in use by others for longer than `wait_ms`.
        """
        with self._refusing():
            step = Step(did)
            spill = (
                opening.SPILL_PAGES_ALONE if alone else opening.SPILL_PAGES_UNDOING if undoing else opening.SPILL_PAGES
            )
            with self._write_transaction(wait_ms, creating=creating, alone=alone, spill=spill):
                for check in self.conditions:
                    check()
                number = self.undo_log.open_step(did, at)
                yield step
                kept = self.undo_log.close_step(number, step.did)
            self.changed = True
            self.last_step = number if kept else None

    @contextmanager
    def noting(self, *, wait_ms: int = NOTE_MS, creating: bool = True) -> Iterator[None]:
        """Note what is no step of `undo` (a question, a step that was shown), completely or not at all.

        Arguments and errors as for `writing`, but by default it waits briefly.
        """
        with self._refusing(), self._write_transaction(wait_ms, creating=creating):
            yield

    @contextmanager
    def on_condition(self, *conditions: Callable[[], None]) -> Iterator[None]:
        """Let the block change something only if none of the conditions raises, called under the lock of each change."""
        before = list(self.conditions)
        self.conditions += conditions
        try:
            yield
        finally:
            self.conditions[:] = before

    @contextmanager
    def _write_transaction(
        self, wait_ms: int, *, creating: bool = True, alone: bool = False, spill: int = opening.SPILL_PAGES
    ) -> Iterator[None]:
        """Run one transaction for writing, which waits for any lock no longer than `wait_ms`."""
        nowhere = not creating and not opening.exists(self.path)
        conn = self._open_nothing() if nowhere else self._open_for_writing()
        conn.execute(f"PRAGMA busy_timeout = {int(wait_ms)}")
        conn.execute(f"PRAGMA cache_spill = {spill}")
        try:
            if not conn.in_transaction:
                self._begin_writing(conn, alone=alone)
            yield
            self.evidence.flush()
            self._waiting.write()
            conn.execute("COMMIT")
        except BaseException:
            self._drop_changes()
            _roll_back(conn)
            raise
        finally:
            # only this transaction waits so long: later ones wait as usual
            conn.execute(f"PRAGMA busy_timeout = {opening.BUSY_MS}")
            conn.execute(f"PRAGMA cache_spill = {opening.SPILL_PAGES}")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Change a temporary copy of the network, which is dropped at the end.

        Locks nobody out once the copy is made, and works even if the file cannot be written.
        Raises `StoreError`.
        """
        with self.reading(), self._temporary_copy():
            try:
                self.undo_log.open_step("a trial", "")
                yield
            finally:
                self._drop_changes()

    def _drop_changes(self) -> None:
        """Discard what is waiting to be written."""
        self.evidence.drop_changes()
        self._waiting.drop()

    @contextmanager
    def names_indexed(self) -> Iterator[None]:
        """Let the block find contacts by name in memory, in one transaction in which no contact is renamed."""
        from asknet.store.name_index import NameIndex

        kept = self.contacts
        self.contacts = NameIndex(self.connection, self.evidence, self._kept, self._waiting)
        try:
            yield
        finally:
            self.contacts = kept

    @contextmanager
    def repairing(self, *, at: str) -> Iterator[Step]:
        """Change the network although its schema is not as it should be, to repair that. Raises `StoreError`."""
        self._mending = True
        try:
            with self.writing("repaired the index", at=at) as step:
                yield step
        finally:
            self._mending = False

    def is_there(self) -> bool:
        """Return whether there is a file with a network in it. Raises `StoreError`."""
        return opening.exists(self.path)

    def keep_backup(self, why: str) -> Backup | None:
        """Check the pages of the file and keep an automatic backup; return None if the network has no contacts.

        `why` is a key of `asknet.store.backups.WHY`. Raises `StoreError` if
        the file is damaged, `CopyError` when no copy can be written.
        """
        with self.reading():
            if not self.contacts.count():
                return None
            opening.check_pages(self.connection(), self.path)
            return self.backups.keep(why, self.connection())

    @contextmanager
    def _temporary_copy(self) -> Iterator[sqlite3.Connection]:
        """Let a copy of what the open transaction sees replace it, and end that transaction."""
        from asknet.store.copies import temporary_copy

        kept = self.connection()
        self._kept.end()
        copy = temporary_copy(kept)
        try:
            _roll_back(kept)
            copy.execute("BEGIN")
            self._conn = copy
            yield copy
        finally:
            self._conn = kept
            copy.close()

    @contextmanager
    def _reading_migrated(self, conn: sqlite3.Connection, version: int) -> Iterator[None]:
        """Read a file with an older schema that cannot be written: a copy of it is migrated."""
        try:
            opening.check_pages(conn, self.path)
            with self._temporary_copy() as copy:  # so that another process may migrate the file in the meantime
                migrate(copy, version)
                copy.execute("COMMIT")
                opening.check_schema(copy, self.path)
                copy.execute("BEGIN")
                yield
        finally:
            _roll_back(conn)

    def meanings_are_current(self) -> bool:
        """Return whether the evidence was made as this version makes it, with the current lexicon."""
        return self.evidence.made_with() == evidence_id()

    def rebuild_meanings(self, *, wait_ms: int) -> None:
        """Rebuild the meanings with the current lexicon, as each change does before it begins. Raises `StoreError`."""
        with self._refusing(), self._write_transaction(wait_ms):
            self._rebuild_old_meanings()

    def _rebuild_old_meanings(self) -> None:
        if self.meanings_are_current():
            return
        self.evidence.remake(meaning_of)
        self.connection().execute(
            "INSERT INTO settings(name, value) VALUES ('lexicon', ?)"
            " ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (evidence_id(),),
        )

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._conn is not None and self._file is not None:
            opening.disconnect(self._conn, self._file)
        elif self._conn is not None:
            self._conn.close()
        self._conn = self._file = None
        self._checked = False
        self._kept.drop()

    def _begin_reading(self) -> tuple[sqlite3.Connection, int]:
        self._let_go_of_another_file()
        if self._conn is None:
            if not opening.exists(self.path):
                return self._open_nothing(), VERSION
            self._conn, self._file = opening.connect(self.path)
        elif self._file:
            opening.refuse_strange_sidecars(self.path)
        conn = self._conn
        conn.execute("BEGIN")
        try:
            return conn, self._check(conn) if self._file else VERSION
        except BaseException:
            _roll_back(conn)
            raise

    def _let_go_of_another_file(self) -> None:
        """Close the open file if another has replaced it: a process that stays open would still see the old one."""
        if self._file is not None:
            if not opening.is_still(self.path, self._file):
                self.close()
        elif self._conn is not None and opening.exists(self.path):
            self.close()

    def _open_for_writing(self) -> sqlite3.Connection:
        self._let_go_of_another_file()
        if self._file is None:
            self.close()
        if self._conn is None:
            if not opening.exists(self.path):
                opening.make_file(self.path)
            self._conn, self._file = opening.connect(self.path)
        else:
            opening.refuse_strange_sidecars(self.path)
        return self._conn

    def _begin_writing(self, conn: sqlite3.Connection, *, alone: bool) -> None:
        begin = "BEGIN EXCLUSIVE" if alone else "BEGIN IMMEDIATE"
        conn.execute(begin)
        version = self._check(conn)
        if version < VERSION:
            if version:
                self._keep_before_migration(conn)
            # on its own, so that a kill during what follows leaves a file with its version
            migrate(conn, version)
            conn.execute("COMMIT")
            conn.execute(begin)
            self._check(conn)
        self._rebuild_old_meanings()

    def _keep_before_migration(self, conn: sqlite3.Connection) -> None:
        from asknet.store.copies import CopyError

        opening.check_length(conn, self.path)
        opening.check_pages(conn, self.path)
        try:
            self.backups.keep("migrate", None)
        except CopyError as error:
            message = f"{self.path} has an older schema and cannot be rewritten: {error.message}"
            raise StoreError(message, error.hint) from error

    def _open_nothing(self) -> sqlite3.Connection:
        """Open an empty network in memory, so that reading verbs need no special case."""
        if self._conn is None:
            self._conn = sqlite3.connect(":memory:", isolation_level=None)
            self._conn.execute("BEGIN")
            migrate(self._conn, 0)
            self._conn.execute("COMMIT")
        self._conn.execute("BEGIN")
        return self._conn

    def _check(self, conn: sqlite3.Connection) -> int:
        """Check the file under the lock just acquired; return its version."""
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
        if not self._checked and version == VERSION:
            opening.check_length(conn, self.path)
            if not self._mending:
                opening.check_schema(conn, self.path)
                self._checked = True
        return version

    def _upgrade(self) -> None:
        """Migrate the file if it can be written at once; reading does not wait for that."""
        with suppress(sqlite3.OperationalError, AsknetError), self._write_transaction(_UPGRADE_MS):
            pass

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn an SQLite error about the file into a sentence that says what to do."""
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            name = getattr(error, "sqlite_errorname", "SQLITE_MISUSE")
            if name.startswith(_OUR_OWN_MISTAKES) and str(error) not in MISFITS:
                raise
            raise opening.store_error(self.path, error) from error
