"""The open store: one file, one connection, reads and writes in transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asknet.lexicon import lexicon_id, meaning_of
from asknet.store import opening
from asknet.store.asks import Asks
from asknet.store.contacts import Contacts
from asknet.store.duplicates import Duplicates
from asknet.store.evidence_index import EvidenceIndex
from asknet.store.history import History
from asknet.store.interactions import Interactions
from asknet.store.merging import Merging
from asknet.store.records import Records
from asknet.store.schema import NOT_EMPTY, VERSION, migrate
from asknet.store.snoozes import Snoozes
from asknet.store.sources import Sources
from asknet.store.synonyms import Synonyms
from asknet.store.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OUR_OWN_MISTAKES = (
    "SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_RANGE",
)  # fmt: skip
"""What SQLite says of a wrong statement rather than of the file."""


class Step:
    """One change, as `undo` will name it; `did` may be written until it ends."""

    def __init__(self, did: str) -> None:
        self.did = did


class Store:
    """The network's file at `path`, opened when first used.

    Read inside ``with store.reading():``, write inside ``with store.writing(...):``.
    What is in the tables hangs off the store by name: `contacts`, `interactions`,
    `asks`, `evidence`, `sources`, `synonyms`, `records`,
    `snoozes`, `history`, `whole`. Where there is no file
    yet, reading sees an empty network and creates nothing. `changed` says whether
    a step has been written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._checked = False
        self.changed = False
        self.contacts = Contacts(self.connection)
        self.interactions = Interactions(self.connection)
        self.asks = Asks(self.connection)
        self.evidence = EvidenceIndex(self.connection)
        self.sources = Sources(self.connection)
        self.synonyms = Synonyms(self.connection)
        self.records = Records(self.connection)
        self.snoozes = Snoozes(self.connection)
        self.history = History(self.connection)
        self.duplicates = Duplicates(self.connection)
        self.merging = Merging(self.connection)
        self.whole = Whole(self.connection)

    def connection(self) -> sqlite3.Connection:
        """Return the connection of the transaction that is open."""
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
                conn.execute("ROLLBACK")
                self._upgrade()
                conn, _ = self._begin_reading()
            try:
                yield
            finally:
                conn.execute("ROLLBACK")

    @contextmanager
    def writing(
        self, did: str = "", *, at: str = "", wait_ms: int = opening.BUSY_MS, creating: bool = True
    ) -> Iterator[Step]:
        """Change the network, wholly or not at all, as one step of `undo`.

        `did` says what the step did and `at` when (ISO 8601); with no `did` the
        change is no step (noting a question). Makes the file when there is
        none, unless not `creating`: then an empty network in memory stands in
        for it, in which the caller finds nothing to change. Raises `StoreError`
        when the file cannot be used, or is held by another writer
        for longer than `wait_ms`.
        """
        with self._refusing():
            nowhere = not creating and not opening.exists(self.path)
            conn = self._open_nothing() if nowhere else self._begin_writing(wait_ms)
            step = Step(did)
            try:
                number = self.history.open_step(did, at) if did else 0
                yield step
                if did:
                    self.history.close_step(number, step.did)
                self.evidence.flush()
                conn.execute("COMMIT")
                self.changed = self.changed or bool(did)
            except BaseException:
                self.evidence.drop_changes()
                if conn.in_transaction:
                    conn.execute("ROLLBACK")
                raise

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Change a copy of the network in memory, which is dropped at the end.

        Locks nobody out, and works where the file cannot be written. Raises
        `StoreError`.
        """
        with self.reading():
            kept = self._conn
            copy = sqlite3.connect(":memory:", isolation_level=None)
            try:
                self.connection().backup(copy)
                copy.execute("BEGIN")
                self._conn = copy
                self.history.open_step("a trial", "")
                yield
            finally:
                self.evidence.drop_changes()
                self._conn = kept
                copy.close()

    def meanings_are_current(self) -> bool:
        """Say whether the meanings were made with the lexicon that ships now."""
        row = self.connection().execute("SELECT value FROM settings WHERE name = 'lexicon'").fetchone()
        return (row[0] if row else None) == lexicon_id()

    def _renew_meanings(self) -> None:
        self.evidence.renew_meanings(meaning_of)
        self.connection().execute(
            "INSERT INTO settings(name, value) VALUES ('lexicon', ?)"
            " ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (lexicon_id(),),
        )

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._conn is not None and self._file is not None:
            opening.disconnect(self._conn, self._file)
        elif self._conn is not None:
            self._conn.close()
        self._conn = self._file = None
        self._checked = False

    def _begin_reading(self) -> tuple[sqlite3.Connection, int]:
        if self._conn is not None and self._file is None and opening.exists(self.path):
            self.close()
        if self._conn is None:
            if not opening.exists(self.path):
                return self._open_nothing(), VERSION
            self._conn, self._file = opening.connect(self.path)
        conn = self._conn
        conn.execute("BEGIN")
        try:
            return conn, self._check(conn) if self._file else VERSION
        except BaseException:
            conn.execute("ROLLBACK")
            raise

    def _begin_writing(self, wait_ms: int) -> sqlite3.Connection:
        if self._file is None:
            self.close()
        if self._conn is None:
            if not opening.exists(self.path):
                opening.make_file(self.path)
            self._conn, self._file = opening.connect(self.path)
        conn = self._conn
        conn.execute(f"PRAGMA busy_timeout = {int(wait_ms)}")
        conn.execute("BEGIN IMMEDIATE")
        try:
            version = self._check(conn)
            if version < VERSION:
                # on its own, so that a kill during what follows leaves a file that says what it is
                migrate(conn, version)
                conn.execute("COMMIT")
                conn.execute("BEGIN IMMEDIATE")
                self._check(conn)
            if not self.meanings_are_current():
                self._renew_meanings()
        except BaseException:
            conn.execute("ROLLBACK")
            raise
        return conn

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
        """Check the file under the lock that was just taken; return its version."""
        version = int(conn.execute("PRAGMA user_version").fetchone()[0])
        if not self._checked and version == VERSION:
            opening.check_length(conn, self.path)
            opening.check_schema(conn, self.path)
            self._checked = True
        return version

    def _upgrade(self) -> None:
        conn = self._begin_writing(opening.BUSY_MS)
        conn.execute("COMMIT")

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn what SQLite says about the file into a sentence that says what to do."""
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            name = getattr(error, "sqlite_errorname", "SQLITE_MISUSE")
            if name.startswith(_OUR_OWN_MISTAKES) and str(error) != NOT_EMPTY:
                raise
            raise opening.refusal(self.path, error) from error
