"""Evidence in the file, and the look-ups the matcher makes in it.

`evidence_fts` is an FTS5 index over tokens that `asknet.text` has cut and folded;
`words` holds each distinct token once, with a Porter-stemmed index of its own, so
that the forms of a word are found without a stemmer in Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Evidence, EvidenceKind, Level
from asknet.store.damage import reading_rows
from asknet.store.meanings import Meanings
from asknet.store.statements import chunks, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Sequence

_LAST_CHARACTER = "\U0010ffff"


def _quoted(phrase: str) -> str:
    """Write tokens as one FTS5 phrase: nothing in them is syntax."""
    return '"' + phrase.replace('"', '""') + '"'


_HOLDING_ONE = "SELECT 1 FROM evidence_fts WHERE evidence_fts MATCH ? LIMIT 1"

_HELD = 20_000
"""Words that are known to be in the vocabulary, while a transaction writes."""

Piece = tuple[int, str, str | None, str]
"""A piece as the matcher sees it: contact, kind, level, words."""


class EvidenceIndex:
    """The evidence inside the transaction that is open."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection
        self._meanings = Meanings(connection)
        self._held: set[str] = set()
        self._loose: set[str] = set()  # words of evidence that went: looked up once a change, not once a contact

    def piece_count(self) -> int:
        """Count the pieces of evidence."""
        return int(self._conn().execute("SELECT count(*) FROM evidence").fetchone()[0])

    def meanings(self) -> Iterator[tuple[int, bytes]]:
        """Return ``(number of the first piece, sign bits)`` of every block of pieces.

        How a block is laid out: `asknet.store.meanings`.
        """
        return self._meanings.blocks()

    def flush(self) -> None:
        """Write what waits to be written; called before every commit."""
        self.drop_unheld(self._loose)
        self._loose.clear()
        self._meanings.flush()
        self._held.clear()

    def drop_changes(self) -> None:
        """Forget what waits to be written; called after a rollback."""
        self._meanings.drop_changes()
        self._held.clear()
        self._loose.clear()

    def lexicon_kept(self) -> str:
        """Return the id of the lexicon that the meanings were made with; empty when there is none."""
        row = self._conn().execute("SELECT value FROM settings WHERE name = 'lexicon'").fetchone()
        return str(row[0]) if row else ""

    def renew_meanings(self, meaning_of: Callable[[str], bytes]) -> None:
        """Make the meaning of every piece anew from its words."""
        conn = self._conn()
        self._meanings.drop_changes()
        conn.execute("DELETE FROM meanings")
        for number, words in conn.execute("SELECT id, words FROM evidence ORDER BY id"):
            self._meanings.write(number, meaning_of(words))

    def contact_count(self) -> int:
        """Count the contacts that can be ranked."""
        return int(self._conn().execute("SELECT count(*) FROM contacts WHERE me = 0").fetchone()[0])

    def known(self, words: Collection[str]) -> set[str]:
        """Return those of the words that some evidence holds."""
        conn = self._conn()
        return {word for word in words if conn.execute("SELECT 1 FROM words WHERE word = ?", (word,)).fetchone()}

    def forms(self, word: str) -> list[str]:
        """Return the words of the network with the same Porter stem, itself included if held."""
        rows = self._conn().execute(
            "SELECT word FROM words_fts WHERE words_fts MATCH ? ORDER BY word", (_quoted(word),)
        )
        return [row[0] for row in rows]

    def starting(self, prefix: str) -> list[str]:
        """Return the words of the network that begin so, in alphabetical order."""
        rows = self._conn().execute(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY word",
            (prefix, prefix + _LAST_CHARACTER),
        )
        return [row[0] for row in rows]

    def vocabulary(self) -> list[str]:
        """Return all words of the network, in alphabetical order."""
        return [row[0] for row in self._conn().execute("SELECT word FROM words ORDER BY word")]

    def holding(self, phrase: str) -> list[tuple[int, int, str, str | None, int]]:
        """Return the evidence that holds these tokens (joined by one space) side by side.

        Each is ``(evidence id, contact id, kind, level, length in tokens)``.
        """
        return (
            self._conn()
            .execute(
                "SELECT e.id, e.contact_id, e.kind, e.level, e.length"
                " FROM evidence_fts f JOIN evidence e ON e.id = f.rowid"
                " WHERE evidence_fts MATCH ?",
                (_quoted(phrase),),
            )
            .fetchall()
        )

    def holds(self, phrase: str) -> bool:
        """Return whether some evidence holds these tokens (joined by one space) side by side."""
        found = self._conn().execute(_HOLDING_ONE, (_quoted(phrase),)).fetchone()
        return found is not None

    def texts(self, evidence_ids: Collection[int]) -> dict[int, str]:
        """Return the words of some evidence, as they were indexed."""
        return {number: piece[3] for number, piece in self.pieces(evidence_ids).items()}

    def pieces(self, evidence_ids: Collection[int]) -> dict[int, Piece]:
        """Return some evidence by number, for the matcher; what is not there is left out."""
        found: dict[int, Piece] = {}
        for part in chunks(sorted(evidence_ids)):
            for row in self._conn().execute(
                f"SELECT id, contact_id, kind, level, words FROM evidence WHERE id IN ({holes(part)})", part
            ):
                found[row[0]] = row[1:]
        return found

    def pieces_of(self, contacts: Collection[int]) -> dict[int, list[tuple[int, Piece]]]:
        """Return all evidence of some contacts, for the matcher."""
        found: dict[int, list[tuple[int, Piece]]] = {contact: [] for contact in contacts}
        for part in chunks(sorted(contacts)):
            for row in self._conn().execute(
                "SELECT id, contact_id, kind, level, words FROM evidence"
                f" WHERE contact_id IN ({holes(part)}) ORDER BY id",
                part,
            ):
                found[row[1]].append((row[0], row[1:]))
        return found

    def pieces_written(self, contact: int) -> list[tuple[str, str, str, str]]:
        """Return the pieces of a contact, to be compared: ``(kind, text, words, level or empty)``."""
        rows = self._conn().execute(
            "SELECT kind, text, words, coalesce(level, '') FROM evidence WHERE contact_id = ?", (contact,)
        )
        return [(str(kind), str(text), str(words), str(level)) for kind, text, words, level in rows]

    def count_of_nobody(self) -> int:
        """Count the contacts that pieces name and that are not there."""
        which = "contact_id NOT IN (SELECT id FROM contacts WHERE me = 0)"
        row = self._conn().execute(f"SELECT count(DISTINCT contact_id) FROM evidence WHERE {which}").fetchone()
        return int(row[0])

    def meanings_follow(self, meaning_of: Callable[[str], bytes]) -> bool:
        """Return whether the sign bits that are kept of every piece are those of its words."""
        rows = self._conn().execute("SELECT id, words FROM evidence ORDER BY id")
        return self._meanings.are((number, meaning_of(str(words))) for number, words in rows)

    def evidence(self, evidence_ids: Collection[int]) -> dict[int, Evidence]:
        """Return some evidence by number, to be shown."""
        with reading_rows("evidence"):
            found: dict[int, Evidence] = {}
            for part in chunks(sorted(evidence_ids)):
                for number, kind, text, words, level in self._conn().execute(
                    f"SELECT id, kind, text, words, level FROM evidence WHERE id IN ({holes(part)})", part
                ):
                    found[number] = Evidence(
                        kind=EvidenceKind(kind), text=text, words=words, level=Level(level) if level else None
                    )
            return found

    def replace(self, contact: int, evidence: Sequence[Evidence]) -> None:
        """Make `evidence` all that speaks for a contact, writing only what differs."""
        conn = self._conn()
        old: dict[tuple[str, str, str | None], list[tuple[int, str]]] = {}
        for number, kind, text, level, words in conn.execute(
            "SELECT id, kind, text, level, words FROM evidence WHERE contact_id = ?", (contact,)
        ):
            old.setdefault((kind, text, level), []).append((number, words))
        new = {(e.kind.value, e.text, e.level.value if e.level else None): e for e in evidence}
        gone = [row for key, rows in old.items() for row in (rows[1:] if key in new else rows)]
        conn.executemany("DELETE FROM evidence WHERE id = ?", [(number,) for number, _ in gone])
        for number, _ in gone:
            self._meanings.write(number, b"")
        self._write(contact, [e for key, e in new.items() if key not in old])
        self._loose |= {w for _, words in gone for w in words.split(" ")}

    def add(self, contact: int, evidence: Sequence[Evidence]) -> None:
        """Write the evidence of a contact that has none yet."""
        self._write(contact, list({(e.kind, e.text, e.level): e for e in evidence}.values()))

    def _write(self, contact: int, evidence: Sequence[Evidence]) -> None:
        conn = self._conn()
        for e in evidence:
            number = conn.execute(
                "INSERT INTO evidence(contact_id, kind, text, level, words, length) VALUES (?, ?, ?, ?, ?, ?)",
                (contact, e.kind.value, e.text, e.level.value if e.level else None, e.words, e.words.count(" ") + 1),
            ).lastrowid
            self._meanings.write(number or 0, e.meaning)
        words = {word for e in evidence for word in e.words.split(" ")} - self._held
        conn.executemany("INSERT OR IGNORE INTO words(word) VALUES (?)", [(word,) for word in sorted(words)])
        if len(self._held) > _HELD:
            self._held.clear()
        self._held |= words

    def drop_unheld(self, words: Collection[str]) -> None:
        """Take words out of the vocabulary that no evidence holds any more."""
        conn = self._conn()
        self._held -= set(words)
        for word in sorted(words):
            if not self.holds(word):
                conn.execute("DELETE FROM words WHERE word = ?", (word,))
