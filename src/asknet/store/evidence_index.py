"""Evidence in the database, and the matcher's look-ups in it.

`evidence_fts` is an FTS5 index over tokens that `asknet.text` has cut and folded;
`words` holds each distinct token once, with a Porter-stemmed index of its own, so
that the forms of a word are found without a stemmer in Python.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from asknet.evidence import ContactRecord, entry_evidence, record_evidence
from asknet.lexicon import SignBlocks, meaning_of
from asknet.model import Evidence, EvidenceKind, Kind, Level, Provenance, Referral, Skill
from asknet.referrals import referral_in
from asknet.store.damage import reading_rows
from asknet.store.meanings import Meanings
from asknet.store.statements import CURRENT, chunks, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator, Sequence

    from asknet.store.read_cache import ReadCache

_LAST_CHARACTER = "\U0010ffff"


def _quoted(phrase: str) -> str:
    """Return tokens as one FTS5 phrase, in which nothing is syntax."""
    return '"' + phrase.replace('"', '""') + '"'


_HOLDING_ONE = "SELECT 1 FROM evidence_fts WHERE evidence_fts MATCH ? LIMIT 1"

_HELD = 20_000
"""Cache of words known to be in the vocabulary, while a transaction writes."""
_STALE = 2_000
"""The most contacts and entries whose evidence waits to be written: FTS5 flushes its buffer between other statements."""

_TOGETHER = 100
"""Pieces that one statement writes: FTS5 writes out what it holds at the beginning of each (50,000 pieces: .24 s for .93)."""

_SHORT = 2_000
"""Characters of a record or an entry kept in memory until it is written; a longer one is read again then."""

_HELPED_WITH = (
    "SELECT a.problem FROM outcomes o JOIN asks a ON a.id = o.ask_id"
    f" WHERE o.contact_id = ? AND o.outcome IN ('helped', 'partly') AND {CURRENT} ORDER BY o.date, o.id"
)

_ALIASES = "SELECT value FROM details WHERE contact_id = ? AND field = 'alias' ORDER BY id"

Piece = tuple[int, str, str | None, str]
"""A piece of evidence for the matcher: contact, kind, level, words."""

EntryContent = tuple[str, "Sequence[str]", str, str]
"""The content of a log entry: its text, topics, kind and direction."""


class EvidenceIndex:
    """The evidence, inside the open transaction.

    It looks up only what supports the contacts themselves; `referrals` is the same index of those they can lead you to.
    """

    _LOOKED_UP = "kind <> 'referral'"

    def __init__(self, connection: Callable[[], sqlite3.Connection], kept: ReadCache) -> None:
        self._conn = connection
        self._kept = kept
        self._meanings = Meanings(connection)
        self._stale: dict[int, ContactRecord | None] = {}
        self._entries: dict[int, EntryContent | None] = {}
        self._held: set[str] = set()
        self._loose: set[str] = set()  # words of deleted evidence: checked once per change, not once per contact

    def referrals(self) -> ReferralIndex | None:
        """Return the index of what contacts can lead you to; None if there never was such evidence.

        A setting records that, since no index of the evidence begins with its kind.
        """
        there = self._conn().execute("SELECT 1 FROM settings WHERE name = 'referrals'").fetchone()
        return ReferralIndex(self._conn, self._kept) if there else None

    def piece_count(self) -> int:
        """Count the pieces of evidence."""
        count = (
            "SELECT count(*) FROM evidence_fts_docsize"  # a row for each piece, a quarter of the smallest index to read
        )
        return self._kept.get("pieces", lambda: int(self._conn().execute(count).fetchone()[0]))

    def counts(self, contacts: Collection[int]) -> dict[int, int]:
        """Return how many pieces of evidence each of some contacts has; those without any are left out."""
        found: dict[int, int] = {}
        for part in chunks(sorted(contacts)):
            counted = (
                "SELECT contact_id, count(*) FROM evidence"
                f" WHERE contact_id IN ({holes(part)}) AND {self._LOOKED_UP} GROUP BY contact_id"
            )
            found.update(self._conn().execute(counted, part))
        return found

    def meanings(self) -> SignBlocks:
        """Return the sign bits of every piece, in blocks with the number of their first piece."""
        return self._kept.get("meanings", lambda: SignBlocks(self._meanings.blocks()))

    def flush(self) -> None:
        """Write what is waiting to be written; called before every commit."""
        self._reindex_stale()
        self._add_waiting_entries()
        self._drop_unheld(self._loose)
        self._loose.clear()
        self._meanings.flush()
        self._held.clear()

    def drop_changes(self) -> None:
        """Discard what is waiting to be written; called after a rollback."""
        self._meanings.drop_changes()
        self._stale.clear()
        self._entries.clear()
        self._held.clear()
        self._loose.clear()

    def made_with(self) -> str:
        """Return the id of how the evidence was made (`asknet.evidence.evidence_id`); empty if there is none."""
        row = self._conn().execute("SELECT value FROM settings WHERE name = 'lexicon'").fetchone()
        return str(row[0]) if row else ""

    def remake(self, meaning_of: Callable[[str], bytes]) -> None:
        """Rebuild the evidence of every record, and recompute the meaning of every piece from its words."""
        conn = self._conn()
        for (contact,) in conn.execute("SELECT id FROM contacts WHERE me = 0 ORDER BY id").fetchall():
            self.mark_stale(contact)
        self._reindex_stale()
        for contact in self._with_older_entries():
            self.reindex(contact)
        self._reindex_stale()
        self._meanings.drop_changes()
        conn.execute("DELETE FROM meanings")
        for number, words in conn.execute("SELECT id, words FROM evidence ORDER BY id"):
            self._meanings.write(number, meaning_of(words))
        if conn.execute("SELECT 1 FROM evidence WHERE kind = 'referral' LIMIT 1").fetchone():
            self._remember_referrals()

    def _with_older_entries(self) -> list[int]:
        """Return the contacts whose evidence from entries would be of another kind now."""
        rows = self._conn().execute("SELECT DISTINCT contact_id, text FROM evidence WHERE kind = 'interaction'")
        found = {contact for contact, text in rows if referral_in(text)}
        given = self._conn().execute(
            "SELECT DISTINCT x.contact_id FROM interactions i JOIN interaction_contacts x ON x.interaction_id = i.id"
            " JOIN contacts c ON c.id = x.contact_id AND c.me = 0 WHERE i.direction = 'given'"
        )
        return sorted(found.union(contact for (contact,) in given))

    def contact_count(self) -> int:
        """Count the contacts that can be ranked, with or without evidence."""
        count = "SELECT count(*) FROM contacts WHERE me = 0"
        return self._kept.get("contacts", lambda: int(self._conn().execute(count).fetchone()[0]))

    def known(self, words: Collection[str]) -> set[str]:
        """Return those of the words that occur in some evidence."""
        conn = self._conn()
        return {word for word in words if conn.execute("SELECT 1 FROM words WHERE word = ?", (word,)).fetchone()}

    def forms(self, word: str) -> list[str]:
        """Return the words of the network with the same Porter stem, including the word itself if it occurs."""
        rows = self._conn().execute(
            "SELECT word FROM words_fts WHERE words_fts MATCH ? ORDER BY word", (_quoted(word),)
        )
        return [row[0] for row in rows]

    def starting(self, prefix: str) -> list[str]:
        """Return the words of the network that begin with `prefix`, in alphabetical order."""
        rows = self._conn().execute(
            "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY word",
            (prefix, prefix + _LAST_CHARACTER),
        )
        return [row[0] for row in rows]

    def vocabulary(self) -> list[str]:
        """Return all words of the network, in alphabetical order."""
        return [row[0] for row in self._conn().execute("SELECT word FROM words ORDER BY word")]

    def holding(self, phrase: str) -> list[tuple[int, int, str, str | None, int]]:
        """Return the evidence that contains these tokens (joined by single spaces) side by side.

        Each is ``(evidence id, contact id, kind, level, length in tokens)``.
        """
        return (
            self._conn()
            .execute(
                "SELECT e.id, e.contact_id, e.kind, e.level, e.length"
                " FROM evidence_fts f JOIN evidence e ON e.id = f.rowid"
                f" WHERE evidence_fts MATCH ? AND e.{self._LOOKED_UP}",
                (_quoted(phrase),),
            )
            .fetchall()
        )

    def holds(self, phrase: str) -> bool:
        """Return whether some evidence contains these tokens (joined by single spaces) side by side."""
        found = self._conn().execute(_HOLDING_ONE, (_quoted(phrase),)).fetchone()
        return found is not None

    def texts(self, evidence_ids: Collection[int]) -> dict[int, str]:
        """Return the words of some evidence, as they were indexed."""
        return {number: piece[3] for number, piece in self.pieces(evidence_ids).items()}

    def pieces(self, evidence_ids: Collection[int]) -> dict[int, Piece]:
        """Return some evidence by number, for the matcher; missing numbers are left out."""
        found: dict[int, Piece] = {}
        for part in chunks(sorted(evidence_ids)):
            rows = self._conn().execute(
                "SELECT id, contact_id, kind, level, words FROM evidence"
                f" WHERE id IN ({holes(part)}) AND {self._LOOKED_UP}",
                part,
            )
            found |= {row[0]: row[1:] for row in rows}
        return found

    def pieces_of(self, contacts: Collection[int]) -> dict[int, list[tuple[int, Piece]]]:
        """Return all evidence of some contacts, for the matcher."""
        found: dict[int, list[tuple[int, Piece]]] = {contact: [] for contact in contacts}
        for part in chunks(sorted(contacts)):
            for row in self._conn().execute(
                "SELECT id, contact_id, kind, level, words FROM evidence"
                f" WHERE contact_id IN ({holes(part)}) AND {self._LOOKED_UP} ORDER BY id",
                part,
            ):
                found[row[1]].append((row[0], row[1:]))
        return found

    def follows(self, contact: int) -> bool:
        """Return whether the evidence of a contact agrees with the record and the log."""
        conn = self._conn()
        there = conn.execute(
            "SELECT kind, text, words, coalesce(level, ''), entries FROM evidence WHERE contact_id = ?", (contact,)
        ).fetchall()
        entries = conn.execute("SELECT interaction_id FROM interaction_contacts WHERE contact_id = ?", (contact,))
        given = Counter(entry_evidence(*self._entry(entry)) for (entry,) in entries.fetchall())
        expected = [(e.kind.value, e.text, e.words, e.level.value if e.level else "", 0) for e in {*self._own(contact)}]
        expected += [(e.kind.value, e.text, e.words, "", count) for e, count in given.items() if e]
        return sorted(map(str, there)) == sorted(map(str, expected))

    def words_agree(self) -> bool:
        """Return whether the vocabulary consists of exactly the words of the evidence."""
        words = {word for (text,) in self._conn().execute("SELECT words FROM evidence") for word in text.split(" ")}
        return words == set(self.vocabulary())

    def count_orphans(self) -> int:
        """Count the contacts that evidence refers to and that do not exist."""
        which = "contact_id NOT IN (SELECT id FROM contacts WHERE me = 0)"
        row = self._conn().execute(f"SELECT count(DISTINCT contact_id) FROM evidence WHERE {which}").fetchone()
        return int(row[0])

    def meanings_agree(self, meaning_of: Callable[[str], bytes]) -> bool:
        """Return whether the stored sign bits of every piece are those of its words."""
        rows = self._conn().execute("SELECT id, words FROM evidence ORDER BY id")
        return self._meanings.are((number, meaning_of(str(words))) for number, words in rows)

    def evidence(self, evidence_ids: Collection[int]) -> dict[int, Evidence]:
        """Return some evidence by number, for display."""
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

    def mark_stale(self, contact: int) -> None:
        """Mark a contact's own record as changed, to be reindexed before the commit."""
        self._mark(contact, None)

    def mark_new(self, contact: int, record: ContactRecord) -> None:
        """Mark the record of a new contact, to be indexed before the commit."""
        length = len(record.notes) + sum(len(skill.topic) for skill in record.skills)
        self._mark(contact, record if length <= _SHORT else None)

    def _mark(self, contact: int, record: ContactRecord | None) -> None:
        self._stale[contact] = record
        if len(self._stale) >= _STALE:
            self._reindex_stale()

    def _reindex_stale(self) -> None:
        gone: list[tuple[int, str]] = []
        new: list[tuple[int, Evidence]] = []
        for contact, record in sorted(self._stale.items(), key=itemgetter(0)):
            pieces = dict.fromkeys(self._own(contact) if record is None else record_evidence(record))
            if record is None:
                gone += self._no_longer(contact, pieces)
            new += [(contact, piece) for piece in pieces]
            if len(gone) + len(new) >= _TOGETHER:
                self._replace(gone, new)
        self._replace(gone, new)
        self._stale.clear()

    def _no_longer(self, contact: int, pieces: dict[Evidence, None]) -> Iterator[tuple[int, str]]:
        """Yield number and words of each piece that the record no longer gives; remove existing ones from `pieces`."""
        there = self._conn().execute(
            "SELECT id, kind, text, level, words FROM evidence WHERE contact_id = ? AND entries = 0", (contact,)
        )
        given = {(e.kind.value, e.text, e.level.value if e.level else None): e for e in pieces}
        for number, kind, text, level, words in there.fetchall():
            if piece := given.pop((kind, text, level), None):
                del pieces[piece]
            else:
                yield number, words

    def _replace(self, gone: list[tuple[int, str]], new: list[tuple[int, Evidence]]) -> None:
        """Delete pieces and add others; both lists are empty then."""
        self._delete_all(gone)
        self.insert(new)
        gone.clear()
        new.clear()

    def _own(self, contact: int) -> Iterator[Evidence]:
        """Yield the evidence of a contact's own record; none for yourself, since you are never ranked."""
        conn = self._conn()
        record = conn.execute(
            "SELECT name, kind, title, org, notes, place FROM contacts WHERE id = ? AND me = 0", (contact,)
        ).fetchone()
        if record is None:
            return
        with reading_rows("skills"):
            skills = [
                Skill(topic, Level(level) if level else None, Provenance(provenance))
                for topic, level, provenance in conn.execute(
                    "SELECT topic, level, provenance FROM skills WHERE contact_id = ? ORDER BY id", (contact,)
                )
            ]
        helped_with = [problem for (problem,) in conn.execute(_HELPED_WITH, (contact,))]
        name, kind, title, org, notes, place = record
        refers = [
            Referral(topic, evidence)
            for topic, evidence in conn.execute(
                "SELECT topic, evidence FROM referrals WHERE contact_id = ? ORDER BY id", (contact,)
            )
        ]
        aliases = [alias for (alias,) in conn.execute(_ALIASES, (contact,))]
        yield from record_evidence(
            ContactRecord(name, Kind(kind), title, org, notes, skills, helped_with, refers, aliases, place)
        )

    def add_entry(self, entry: int, said: EntryContent | None = None) -> None:
        """Add the evidence of a log entry to everybody who took part; `said` is its content, if at hand."""
        self._entries[entry] = said if said and len(said[0]) <= _SHORT else None
        if len(self._entries) >= _STALE:
            self._add_waiting_entries()

    def _add_waiting_entries(self) -> None:
        for entry, said in self._entries.items():
            self._count_for(self._took_part(entry), entry, 1, said)
        self._entries.clear()

    def remove_entry(self, entry: int) -> None:
        """Remove the evidence of an entry that has not been changed since it was added."""
        if entry in self._entries:
            del self._entries[entry]
        else:
            self._count_for(self._took_part(entry), entry, -1)

    def _count_for(self, contacts: Sequence[int], entry: int, more: int, said: EntryContent | None = None) -> None:
        piece = entry_evidence(*(said or self._entry(entry))) if contacts else None  # an undone entry has no contacts
        for contact in contacts if piece else ():
            self._count(contact, piece, more)

    def reindex(self, contact: int) -> None:
        """Rebuild all evidence of a contact, including that of the whole log."""
        self._add_waiting_entries()
        self.remove(contact)
        self.mark_stale(contact)
        rows = self._conn().execute("SELECT interaction_id FROM interaction_contacts WHERE contact_id = ?", (contact,))
        for (entry,) in rows.fetchall():
            self._count(contact, entry_evidence(*self._entry(entry)), 1)

    def remove(self, contact: int) -> None:
        """Remove all evidence of a contact."""
        self._stale.pop(contact, None)
        rows = self._conn().execute("SELECT id, words FROM evidence WHERE contact_id = ?", (contact,))
        self._delete_all(rows.fetchall())

    def _entry(self, entry: int) -> EntryContent:
        """Return the text, the topics, the kind and the direction of an entry."""
        conn = self._conn()
        row = conn.execute("SELECT text, kind, direction FROM interactions WHERE id = ?", (entry,)).fetchone()
        if row is None:
            return "", [], "", ""
        topics = conn.execute("SELECT topic FROM interaction_topics WHERE interaction_id = ? ORDER BY id", (entry,))
        return row[0], [topic for (topic,) in topics], row[1], row[2]

    def _took_part(self, entry: int) -> list[int]:
        rows = self._conn().execute(
            "SELECT x.contact_id FROM interaction_contacts x JOIN contacts c ON c.id = x.contact_id AND c.me = 0"
            " WHERE x.interaction_id = ?",
            (entry,),
        )
        return [contact for (contact,) in rows]

    def _count(self, contact: int, piece: Evidence | None, more: int) -> None:
        """Add `more` to the number of entries that give a contact this piece, which exists as long as there is one."""
        if piece is None:
            return
        conn = self._conn()
        there = conn.execute(
            "SELECT id, entries FROM evidence WHERE contact_id = ? AND kind = ? AND text = ? AND entries > 0",
            (contact, piece.kind.value, piece.text),
        ).fetchone()
        if there is None:
            if more > 0:
                self._insert(contact, piece, entries=more)
        elif there[1] + more > 0:
            conn.execute("UPDATE evidence SET entries = ? WHERE id = ?", (there[1] + more, there[0]))
        else:
            self._delete_all([(there[0], piece.words)])

    def _insert(self, contact: int, piece: Evidence, *, entries: int = 0) -> None:
        self.insert([(contact, piece)], entries=entries)

    def insert(self, pieces: Sequence[tuple[int, Evidence]], *, entries: int = 0) -> None:
        """Add pieces to contacts, in this order; each is given by as many entries of the log."""
        if not pieces:
            return
        conn = self._conn()
        if any(piece.kind is EvidenceKind.REFERRAL for _, piece in pieces):
            self._remember_referrals()
        number = int(conn.execute("SELECT coalesce(max(id), 0) FROM evidence").fetchone()[0])
        new: set[str] = set()
        for part in chunks(pieces, _TOGETHER):
            rows: list[str | int | None] = []
            for contact, piece in part:
                number += 1
                words = piece.words.split(" ")
                new.update(words)
                rows += (number, contact, piece.kind.value, piece.text, piece.level.value if piece.level else None)
                rows += (piece.words, len(words), entries)
                self._meanings.write(number, meaning_of(piece.words))
            conn.execute(
                "INSERT INTO evidence(id, contact_id, kind, text, level, words, length, entries)"
                f" VALUES {', '.join(['(?, ?, ?, ?, ?, ?, ?, ?)'] * len(part))}",
                rows,
            )
        new -= self._held
        for words_there in chunks(sorted(new)):
            conn.execute(
                f"INSERT OR IGNORE INTO words(word) VALUES {', '.join(['(?)'] * len(words_there))}", words_there
            )
        if len(self._held) > _HELD:
            self._held.clear()
        self._held.update(new)

    def _remember_referrals(self) -> None:
        self._conn().execute("INSERT OR IGNORE INTO settings(name, value) VALUES ('referrals', 'there')")

    def _delete_all(self, pieces: Sequence[tuple[int, str]]) -> None:
        """Delete pieces, each given by its number and its words."""
        for part in chunks(pieces):
            numbers = [number for number, _ in part]
            self._conn().execute(f"DELETE FROM evidence WHERE id IN ({holes(numbers)})", numbers)
        for number, words in pieces:
            self._meanings.write(number, b"")
            self._loose.update(words.split(" "))

    def _drop_unheld(self, words: Collection[str]) -> None:
        """Remove from the vocabulary the words that no evidence contains any more."""
        conn = self._conn()
        self._held -= set(words)
        for word in sorted(words):
            if not self.holds(word):
                conn.execute("DELETE FROM words WHERE word = ?", (word,))


class ReferralIndex(EvidenceIndex):
    """The same index, looking up only what contacts can lead you to."""

    _LOOKED_UP = "kind = 'referral'"
