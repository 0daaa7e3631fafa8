"""Contacts in the database: finding, reading and writing them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asknet.addresses import known_by
from asknet.evidence import ContactRecord
from asknet.fields import as_card, new_uid
from asknet.model import Card, Contact, Kind, Level, Provenance, Referral, Skill
from asknet.person_names import unspaced_parts
from asknet.store.contact_rows import COLUMNS, DETAILS, WRITTEN, columns_of, contact_of
from asknet.store.damage import reading_rows
from asknet.store.statements import chunks, holes
from asknet.store.undo_log import remember, remember_matches
from asknet.store.waiting_rows import Insertion
from asknet.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from asknet.store.evidence_index import EvidenceIndex
    from asknet.store.read_cache import ReadCache
    from asknet.store.topics import FieldCount, TopicCount
    from asknet.store.waiting_rows import WaitingRows

_CONTACTS = Insertion(f"INSERT INTO contacts(id, added, me, uid, {', '.join(WRITTEN)}) VALUES", first=True)
_DETAILS = Insertion("INSERT INTO details(contact_id, field, value, folded) VALUES")
_SKILLS = Insertion("INSERT OR IGNORE INTO skills(contact_id, topic, folded, level, provenance) VALUES")


class Contacts:
    """The contacts, inside the open transaction, with the evidence of their records."""

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        evidence: EvidenceIndex,
        kept: ReadCache,
        waiting: WaitingRows,
    ) -> None:
        self._conn = connection
        self._evidence = evidence
        self._kept = kept
        self._waiting = waiting
        self._last = 0

    def count(self) -> int:
        """Count the contacts, without yourself."""
        return self._evidence.contact_count()

    def get(self, number: int) -> Contact | None:
        """Return the contact with that number."""
        found = self.load([number])
        return found[0] if found else None

    def me(self) -> Contact | None:
        """Return your own record."""
        row = self._conn().execute("SELECT id FROM contacts WHERE me = 1").fetchone()
        return self.get(row[0]) if row else None

    def load(self, numbers: Sequence[int]) -> list[Contact]:
        """Return the contacts with those numbers that exist, in the given order."""
        found: dict[int, Contact] = {}
        for part in chunks(numbers):
            found |= {c.id: c for c in self._read(f"IN ({holes(part)})", part)}
        return [found[n] for n in numbers if n in found]

    def each(self) -> Iterator[Contact]:
        """Yield every contact but yourself, by number, with a few hundred in memory at once."""
        numbers = [row[0] for row in self._conn().execute("SELECT id FROM contacts WHERE me = 0 ORDER BY id")]
        for part in chunks(numbers):
            yield from self.load(part)

    def _read(self, which: str, values: Sequence[int]) -> list[Contact]:
        with reading_rows("contacts"):
            conn = self._conn()
            rows = conn.execute(f"SELECT {COLUMNS} FROM contacts WHERE id {which} ORDER BY id", values).fetchall()
            details: dict[int, dict[str, list[str]]] = {}
            for owner, field, value in conn.execute(
                f"SELECT contact_id, field, value FROM details WHERE contact_id {which} ORDER BY id",
                values,
            ):
                details.setdefault(owner, {}).setdefault(field, []).append(value)
            skills: dict[int, list[Skill]] = {}
            for owner, topic, level, provenance in conn.execute(
                f"SELECT contact_id, topic, level, provenance FROM skills WHERE contact_id {which} ORDER BY id",
                values,
            ):
                skill = Skill(topic, Level(level) if level else None, Provenance(provenance))
                skills.setdefault(owner, []).append(skill)
            refers: dict[int, list[Referral]] = {}
            for owner, topic, evidence in conn.execute(
                f"SELECT contact_id, topic, evidence FROM referrals WHERE contact_id {which} ORDER BY id", values
            ):
                refers.setdefault(owner, []).append(Referral(topic, evidence))
            via: dict[int, list[tuple[int, str]]] = {}
            for owner, introducer, name in conn.execute(
                "SELECT i.contact_id, c.id, c.name FROM introducers i JOIN contacts c ON c.id = i.introducer_id"
                f" WHERE i.contact_id {which} ORDER BY i.id",
                values,
            ):
                via.setdefault(owner, []).append((introducer, name))
            return [
                contact_of(
                    row, details.get(row[0], {}), skills.get(row[0], ()), refers.get(row[0], ()), via.get(row[0], ())
                )
                for row in rows
            ]

    def known_as(self, folded: str) -> list[int]:
        """Return the numbers of the contacts with exactly this folded name or alias, without yourself."""
        rows = self._conn().execute(
            "SELECT id FROM contacts WHERE folded = :f AND me = 0 UNION"
            " SELECT contact_id FROM details WHERE field = 'alias' AND folded = :f ORDER BY 1",
            {"f": folded},
        )
        return [row[0] for row in rows]

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the contacts with all these folded words whole in the name, without yourself."""
        if not words:
            return []
        anywhere = " AND ".join(["instr(folded, ?)"] * len(words))  # rules out nearly all names, at a third of the cost
        whole = " AND ".join(["instr(' ' || folded || ' ', ' ' || ? || ' ')"] * len(words))
        rows = self._conn().execute(  # +id: the index of names is read, not the contacts in order
            f"SELECT id FROM contacts WHERE me = 0 AND {anywhere} AND {whole} ORDER BY +id", [*words, *words]
        )
        return [row[0] for row in rows]

    def folded_names(self) -> list[tuple[int, str]]:
        """Return every ``(number, folded name or alias)``, without yourself."""
        return (
            self._conn()
            .execute(
                "SELECT id, folded FROM contacts WHERE me = 0 UNION ALL"
                " SELECT contact_id, folded FROM details WHERE field = 'alias' ORDER BY 1, 2"
            )
            .fetchall()
        )

    def names_near(self, words: Sequence[str]) -> Iterable[tuple[int, str]]:  # noqa: ARG002 - `NameIndex` narrows it down
        """Return every ``(number, folded name or alias)`` that may resemble these folded words: here, all."""
        return self.folded_names()

    def names_beside(self, number: int) -> Iterator[str]:
        """Yield every name and alias of all other contacts, yourself included, as written."""
        rows = self._conn().execute(
            "SELECT name FROM contacts WHERE id <> ?1 UNION ALL"
            " SELECT value FROM details WHERE field = 'alias' AND contact_id <> ?1",
            (number,),
        )
        return (str(row[0]) for row in rows)

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield ``(number, name)`` of every contact but yourself, by folded name."""
        return iter(self._conn().execute("SELECT id, name FROM contacts WHERE me = 0 ORDER BY folded, id"))

    def addresses(self) -> Iterator[tuple[int, str]]:
        """Yield ``(number, address)`` of every address of a contact, without yourself."""
        rows = self._conn().execute(
            "SELECT d.contact_id, d.value FROM details d JOIN contacts c ON c.id = d.contact_id"
            " WHERE c.me = 0 AND d.field IN ('email', 'phone', 'url') ORDER BY d.id"
        )
        return iter(rows)

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return the contacts with one of these folded words in the name or an alias, or with it as the name without spaces.

        So are the parts of a Chinese, Japanese or Korean name.
        """
        wanted = set(words)
        found = {
            number: None
            for number, folded in self.folded_names()
            if not wanted.isdisjoint(folded.split(" ")) or not wanted.isdisjoint(unspaced_parts(folded))
        }
        return self.load(list(found))

    def not_suggested(self) -> dict[int, str]:
        """Return the contacts that are past or not to be suggested: number to name."""
        from asknet.store.topics import NOT_SUGGESTED

        return dict(
            self._conn().execute(f"SELECT id, name FROM contacts WHERE me = 0 AND ({NOT_SUGGESTED})").fetchall()
        )

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        """Return names with a word that begins with the folded `prefix`, for completion."""
        rows = self._conn().execute(
            "SELECT name FROM contacts WHERE me = 0 AND instr(' ' || folded, ' ' || ?) > 0 ORDER BY folded LIMIT ?",
            (prefix, limit),
        )
        return [row[0] for row in rows]

    def in_order(self, fits: Mapping[int, float], *, limit: int | None) -> list[int]:
        """Return the numbers of the contacts, best fit first, then by folded name.

        The order does not depend on which contact was added first.
        """
        best = sorted(fits.values(), reverse=True)
        least = best[limit - 1] if limit and len(best) > limit else 0.0
        names: dict[int, str] = {}
        numbers = [n for n, fit in fits.items() if fit >= least]
        for part in chunks(numbers):
            names |= dict(self._conn().execute(f"SELECT id, folded FROM contacts WHERE id IN ({holes(part)})", part))
        return sorted(names, key=lambda n: (-fits[n], names[n], n))[:limit]

    def having(self, field: str, values: Iterable[str], *, limit: int = 1000) -> list[int]:
        """Return the contacts with one of these values in a detail (``email`` ...), compared by `addresses.known_by`.

        At most `limit` for each value.
        """
        numbers: set[int] = set()
        for value in values:
            key = DETAILS[field], known_by(DETAILS[field], value)
            rows = self._waiting.connection(key).execute(
                "SELECT contact_id FROM details WHERE field = ? AND folded = ? LIMIT ?", (*key, limit)
            )
            numbers.update(row[0] for row in rows)
        return sorted(numbers)

    def circles(self, beginning: str) -> list[str]:
        """Return the circles whose folded name begins with `beginning`, in alphabetical order."""
        rows = self._conn().execute(
            "SELECT min(value) FROM details WHERE field = 'circle' AND substr(folded, 1, length(?1)) = ?1"
            " GROUP BY folded ORDER BY folded",
            (beginning,),
        )
        return [row[0] for row in rows]

    def circle_sizes(self) -> list[tuple[str, int]]:
        """Return each circle with its number of contacts, the largest first."""
        return (
            self._conn()
            .execute(
                "SELECT min(value), count(DISTINCT contact_id) FROM details WHERE field = 'circle'"
                " GROUP BY folded ORDER BY 2 DESC, folded"
            )
            .fetchall()
        )

    def labels_moved(self) -> int:
        """Return how many skills became circles at an upgrade."""
        row = self._conn().execute("SELECT value FROM settings WHERE name = 'labels_moved'").fetchone()
        return int(row[0]) if row else 0

    def introduced_by(self, number: int) -> list[int]:
        """Return the contacts that this one introduced."""
        rows = self._conn().execute(
            "SELECT contact_id FROM introducers WHERE introducer_id = ? ORDER BY contact_id", (number,)
        )
        return [row[0] for row in rows]

    def introducers(self, contacts: Collection[int]) -> dict[int, list[int]]:
        """Return the introducers of each of these contacts, the first one first; contacts without any are missing."""
        found: dict[int, list[int]] = {contact: [] for contact in contacts}
        for part in chunks(sorted(found)):
            for contact, introducer in self._conn().execute(
                f"SELECT contact_id, introducer_id FROM introducers WHERE contact_id IN ({holes(part)}) ORDER BY id",
                part,
            ):
                found[contact].append(introducer)
        return found

    def introductions(self) -> list[tuple[int, int]]:
        """Return every ``(introducer, contact)``."""
        return self._conn().execute("SELECT introducer_id, contact_id FROM introducers ORDER BY id").fetchall()

    def is_above(self, number: int, introducer: int) -> bool:
        """Return whether a contact is the introducer, or introduced them directly or through others."""
        found = self._conn().execute(
            "WITH RECURSIVE above(id) AS (SELECT :introducer UNION SELECT i.introducer_id FROM introducers i"
            " JOIN above ON i.contact_id = above.id) SELECT 1 FROM above WHERE id = :number",
            {"introducer": introducer, "number": number},
        )
        return found.fetchone() is not None

    def with_uid(self, uid: str) -> int | None:
        """Return who has this uid, or had it before they were merged."""
        row = self._waiting.connection(("uid", uid)).execute(
            "SELECT id FROM contacts WHERE uid = :uid UNION ALL"
            " SELECT contact_id FROM former_uids WHERE uid = :uid LIMIT 1",
            {"uid": uid},
        ).fetchone()  # fmt: skip
        return int(row[0]) if row else None

    def former_uids(self, number: int) -> list[str]:
        """Return the further uids of a contact."""
        rows = self._conn().execute("SELECT uid FROM former_uids WHERE contact_id = ? ORDER BY id", (number,))
        return [row[0] for row in rows]

    def add_uid(self, number: int, uid: str) -> None:
        """Add a further uid by which a contact is found; a uid that somebody has already stays theirs."""
        if uid and self.with_uid(uid) is None:
            self._conn().execute("INSERT INTO former_uids(uid, contact_id) VALUES (?, ?)", (uid, number))

    def topics(self, kind: Kind | None = None, *, suggested: bool = False) -> list[TopicCount]:
        """Return the topics that contacts (of a kind) know, the commonest first."""
        from asknet.store.topics import count_topics

        return count_topics(self._conn(), kind, suggested=suggested)

    def titles_and_orgs(self, kind: Kind | None = None, *, suggested: bool = False) -> list[FieldCount]:
        """Return the titles, then the organisations of contacts (of a kind), the commonest first."""
        from asknet.store.topics import NOT_SUGGESTED, count_fields

        which = f"me = 0{' AND kind = :kind' if kind else ''}{f' AND NOT ({NOT_SUGGESTED})' if suggested else ''}"
        rows = self._conn().execute(f"SELECT id, title, org FROM contacts WHERE {which} ORDER BY id", {"kind": kind})
        return count_fields(rows.fetchall())

    def add(
        self,
        card: Card,
        *,
        added: date,
        via: Sequence[int] = (),
        provenance: Provenance | None = Provenance.STATED,
        me: bool = False,
    ) -> int:
        """Store a new contact and return its number; without `provenance` each skill keeps its own.

        If its uid is taken, or it has none, it gets a new one.
        """
        uid = card.uid if card.uid and self.with_uid(card.uid) is None else new_uid()
        number = self._next_number()
        row = (number, added.isoformat(), int(me), uid, *columns_of(card).values())
        self._waiting.add(_CONTACTS, [row], [("uid", uid), number])
        self._add_details(number, _details(card))
        skills = {fold(skill.topic): skill for skill in reversed(card.skills)}
        own = [
            replace(skill, provenance=provenance) if provenance and skill.provenance is not provenance else skill
            for skill in reversed(skills.values())
        ]
        self._add_skills(number, own, None)
        self._add_referrals(number, card.refers)
        self._add_introducers(number, via)
        if not me:
            kind = card.kind or Kind.PERSON
            record = ContactRecord(
                card.name, kind, card.title, card.org, card.notes, own, (), card.refers, card.aliases, card.place
            )
            self._evidence.mark_new(number, record)
        return number

    def _next_number(self) -> int:
        """Return the number of the next contact: none is used again."""
        if not self._waiting.has(self._last):
            row = self._conn().execute(
                "SELECT max(coalesce((SELECT max(id) FROM contacts), 0),"
                " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contacts'), 0))"
            )
            self._last = int(row.fetchone()[0])
        self._last += 1
        return self._last

    def update(self, before: Contact, card: Card, *, via: Sequence[int] | None = None) -> None:
        """Change the contact `before` into `card`, writing only what differs.

        `via` are the introducers' numbers; without it they stay. The uid always stays.
        """
        conn = self._conn()
        old, new = columns_of(as_card(before)), columns_of(card)
        changed = {name: value for name, value in new.items() if old[name] != value}
        if changed:
            sets = ", ".join(f"{name} = :{name}" for name in changed)
            conn.execute(f"UPDATE contacts SET {sets} WHERE id = :id", changed | {"id": before.id})
        old_details, new_details = _details(before), _details(card)
        if not _begins(new_details, old_details):
            kinds = list(DETAILS.values())
            conn.execute(f"DELETE FROM details WHERE contact_id = ? AND field IN ({holes(kinds)})", (before.id, *kinds))
            old_details = {}
        self._add_details(before.id, {f: v[len(old_details.get(f, ())) :] for f, v in new_details.items()})
        old_skills = before.skills
        if card.skills[: len(old_skills)] != old_skills:
            conn.execute("DELETE FROM skills WHERE contact_id = ?", (before.id,))
            old_skills = ()
        self._add_skills(before.id, card.skills[len(old_skills) :], None)
        if card.refers != before.refers:
            conn.execute("DELETE FROM referrals WHERE contact_id = ?", (before.id,))
            self._add_referrals(before.id, card.refers)
        if via is not None:
            self.set_introducers(before.id, via)
        self._evidence.mark_stale(before.id)

    def set_introducers(self, number: int, via: Sequence[int]) -> None:
        """Store the introducers of a contact, the first one first; nobody introduces themselves."""
        before = self.introducers([number])[number]
        if list(via[: len(before)]) != before:
            self._conn().execute("DELETE FROM introducers WHERE contact_id = ?", (number,))
            before = []
        self._add_introducers(number, via[len(before) :])

    def set_own(self, number: int, field: str, value: str) -> None:
        """Store a field of your own record only (`OWN_DETAILS`); an empty value clears it."""
        conn = self._conn()
        conn.execute("DELETE FROM details WHERE contact_id = ? AND field = ?", (number, field))
        if value:
            conn.execute(
                "INSERT INTO details(contact_id, field, value, folded) VALUES (?, ?, ?, ?)",
                (number, field, value, fold(value)),
            )

    def remove(self, number: int) -> None:
        """Remove a contact, with its skills, details and its part in interactions; those with nobody else are removed too."""
        conn = self._conn()
        one = (number,)
        alone = [
            row[0]
            for row in conn.execute(
                "SELECT x.interaction_id FROM interaction_contacts x WHERE x.contact_id = ?1 AND NOT EXISTS (SELECT 1"
                " FROM interaction_contacts y WHERE y.interaction_id = x.interaction_id AND y.contact_id <> ?1)",
                one,
            )
        ]
        conn.execute("DELETE FROM introducers WHERE contact_id = ?1 OR introducer_id = ?1", one)
        remember_matches(conn, number)
        for table in (
            "details", "skills", "referrals", "former_uids", "interaction_contacts", "mentions", "outcomes", "source_rows",
            "ask_matches",
        ):  # fmt: skip
            conn.execute(f"DELETE FROM {table} WHERE contact_id = ?", one)
        for table in ("snoozes", "apart"):
            conn.execute(f"DELETE FROM {table} WHERE contact_id = ?1 OR other_id = ?1", one)
        for interaction in alone:
            for table in ("interaction_topics", "mentions", "outcomes"):
                conn.execute(f"DELETE FROM {table} WHERE interaction_id = ?", (interaction,))
            for (ask,) in conn.execute("SELECT id FROM asks WHERE closed_by = ?", (interaction,)).fetchall():
                remember(conn, "U", "asks", ask)
                conn.execute("UPDATE asks SET closed_by = NULL WHERE id = ?", (ask,))
            conn.execute("DELETE FROM interactions WHERE id = ?", (interaction,))
        self._evidence.remove(number)
        conn.execute("DELETE FROM contacts WHERE id = ?", one)

    def _add_details(self, number: int, details: Mapping[str, Sequence[str]]) -> None:
        rows = [(number, DETAILS[f], v, known_by(DETAILS[f], v)) for f, values in details.items() for v in values]
        if rows:
            self._waiting.add(_DETAILS, rows, [(field, known) for _, field, _, known in rows])

    def _add_referrals(self, number: int, refers: Iterable[Referral]) -> None:
        rows = [(number, referral.topic, fold(referral.topic), referral.evidence) for referral in refers]
        if rows:
            self._conn().executemany(
                "INSERT OR IGNORE INTO referrals(contact_id, topic, folded, evidence) VALUES (?, ?, ?, ?)", rows
            )

    def _add_introducers(self, number: int, via: Iterable[int]) -> None:
        rows = [(number, introducer) for introducer in via if introducer != number]
        if rows:
            self._conn().executemany("INSERT OR IGNORE INTO introducers(contact_id, introducer_id) VALUES (?, ?)", rows)

    def _add_skills(self, number: int, skills: Iterable[Skill], provenance: Provenance | None) -> None:
        rows = [(number, s.topic, fold(s.topic), s.level, provenance or s.provenance) for s in skills]
        if rows:
            self._waiting.add(_SKILLS, rows, ())


def _details(card: Card) -> dict[str, tuple[str, ...]]:
    return {field: getattr(card, field) for field in DETAILS}


def _begins(whole: Mapping[str, tuple[str, ...]], start: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether the values of each field in `whole` are those of `start`, perhaps with more after them."""
    return all(whole[field][: len(values)] == values for field, values in start.items())
