"""Plain records of the whole network, read in few passes for a review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asknet.model import Kind, Level, Outcome, Provenance, Reach, Verdict
from asknet.records import Asked, Came, Day, HelpingEntry, Known, Member, Tally, TopicCount, Want
from asknet.store.damage import reading_rows
from asknet.store.interactions import CURRENT
from asknet.store.statements import chunks, holes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

_BEST = (
    "max(CASE s.level WHEN 'expert' THEN 4 WHEN 'advanced' THEN 3 WHEN 'intermediate' THEN 2"
    " WHEN 'beginner' THEN 1 END)"
)


class Records:
    """The plain records inside the transaction that is open; yourself is in none."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def members(self) -> list[Member]:
        """Return every contact, by number."""
        with reading_rows("contacts"):
            rows = self._conn().execute(
                "SELECT id, name, folded, kind, reach, place, org, (SELECT introducer_id FROM introducers"
                " WHERE contact_id = contacts.id ORDER BY id LIMIT 1), coalesce(met, ''), added, closeness,"
                " CASE status WHEN 'past' THEN NULL ELSE every END, coalesce(no_suggest, 0) OR status = 'past',"
                " id IN (SELECT contact_id FROM source_rows), status = 'past'"
                " FROM contacts WHERE me = 0 ORDER BY id"
            )
            found = list(map(Member._make, rows))
            for kind in {member.kind for member in found}:
                Kind(kind)
            for reach in {member.reach for member in found}:
                _ = reach and Reach(reach)
            return found

    def tallies(self, since: date, until: date, contacts: Collection[int] | None = None) -> list[Tally]:
        """Count what passed with each contact up to a day, and of that since another; of these contacts, or of all."""
        found: list[Tally] = []
        for part in [None] if contacts is None else chunks(sorted(contacts)):
            found += self._tallies(since, until, part)
        return found

    def _tallies(self, since: date, until: date, contacts: Sequence[int] | None) -> Iterator[Tally]:
        which = "" if contacts is None else f" AND ic.contact_id IN ({holes(contacts)})"
        rows = self._conn().execute(
            "SELECT ic.contact_id, sum(i.direction = 'received'), sum(i.direction = 'given'), sum(i.direction = 'mutual'),"
            " count(*), sum(i.direction = 'received' AND i.date >= ?1), sum(i.direction = 'given' AND i.date >= ?1),"
            " max(i.date)"
            " FROM interaction_contacts ic JOIN interactions i ON i.id = ic.interaction_id"
            f" WHERE i.date <= ?2{which} GROUP BY ic.contact_id",
            [since.isoformat(), until.isoformat(), *(contacts or ())],
        )
        return map(Tally._make, rows)

    def days(self) -> list[Day]:
        """Count the interactions of each day by direction, each once, by day."""
        return self._conn().execute("SELECT date, direction, count(*) FROM interactions GROUP BY 1, 2").fetchall()

    def topics(self) -> list[TopicCount]:
        """Return the topics that contacts know, the commonest first."""
        levels = list(Level)
        with reading_rows("topics"):
            rows = self._conn().execute(
                f"SELECT min(s.topic), s.folded, count(*), {_BEST}, min(s.contact_id)"
                " FROM skills s WHERE s.contact_id NOT IN (SELECT id FROM contacts WHERE me = 1)"
                " GROUP BY s.folded ORDER BY 3 DESC, s.folded"
            )
            return [
                TopicCount(topic, folded, count, levels[best - 1] if best else None, someone)
                for topic, folded, count, best, someone in rows
            ]

    def knowing(self, folded: Iterable[str], contacts: Collection[int] | None = None) -> list[Known]:
        """Return who knows these topics, of these contacts or of all, by contact, then topic."""
        topics = frozenset(folded)
        found: list[Known] = []
        by, values = ("s.folded", sorted(topics)) if contacts is None else ("s.contact_id", sorted(contacts))
        with reading_rows("skills"):
            for part in chunks(values):
                rows = self._conn().execute(
                    "SELECT s.contact_id, s.topic, s.folded, s.level, s.provenance FROM skills s"
                    f" JOIN contacts c ON c.id = s.contact_id WHERE c.me = 0 AND {by} IN ({holes(part)})",
                    part,
                )
                found += [Known(*row) for row in rows if row[2] in topics]
            for level in {known.level for known in found}:
                _ = level and Level(level)
            for provenance in {known.provenance for known in found}:
                Provenance(provenance)
        return sorted(found, key=lambda known: (known.contact, known.folded))

    def wants(self) -> list[Want]:
        """Return what contacts would like help with, in the order they were written."""
        rows = self._conn().execute(
            "SELECT d.contact_id, d.value FROM details d JOIN contacts c ON c.id = d.contact_id"
            " WHERE d.field = 'want' AND c.me = 0 AND c.status <> 'past' ORDER BY d.id"
        )
        return [Want(*row) for row in rows]

    def asked(self, until: date) -> list[Asked]:
        """Return every problem that was noted up to a day, as things stood then, newest first."""
        day = {"until": until.isoformat()}
        with reading_rows("asks"):
            conn = self._conn()
            came: dict[int, list[Came]] = {}
            for ask, contact, what, when in conn.execute(
                f"SELECT ask_id, contact_id, outcome, date FROM outcomes o WHERE date <= :until AND {CURRENT} ORDER BY id",
                day,
            ):
                came.setdefault(ask, []).append(Came(contact, Outcome(what), date.fromisoformat(when)))
            rows = conn.execute(
                "SELECT id, date, problem, verdict, closed IS NULL OR closed > :until, note FROM asks WHERE date <= :until"
                " ORDER BY date DESC, id DESC",
                day,
            )
            return [
                Asked(
                    number,
                    date.fromisoformat(when),
                    problem,
                    Verdict(verdict),
                    bool(still),
                    tuple(came.get(number, ())),
                    note,
                )
                for number, when, problem, verdict, still, note in rows
            ]

    def helped_with(self, until: date) -> set[tuple[int, int]]:
        """Return ``(contact, ask)`` of each received entry up to a day that names an ask: it tells of its outcome's help."""
        rows = self._conn().execute(
            "SELECT ic.contact_id, i.ask_id FROM interactions i JOIN interaction_contacts ic"
            " ON ic.interaction_id = i.id WHERE i.ask_id IS NOT NULL AND i.direction = 'received' AND i.date <= ?",
            (until.isoformat(),),
        )
        return set(rows.fetchall())

    def tags(self, since: date, until: date) -> dict[str, int]:
        """Return how many entries between two days carry each topic, both days included."""
        rows = self._conn().execute(
            "SELECT t.folded, count(DISTINCT i.id) FROM interaction_topics t JOIN interactions i ON i.id = t.interaction_id"
            " WHERE i.date BETWEEN ? AND ? GROUP BY t.folded",
            (since.isoformat(), until.isoformat()),
        )
        return dict(rows.fetchall())

    def carrying(self, tags: Sequence[str], since: date, until: date) -> int:
        """Return how many entries between two days carry one of these topics, each entry once."""
        rows = self._conn().execute(
            "SELECT count(DISTINCT i.id) FROM interaction_topics t JOIN interactions i ON i.id = t.interaction_id"
            f" WHERE i.date BETWEEN ? AND ? AND t.folded IN ({holes(tags)})",
            (since.isoformat(), until.isoformat(), *tags),
        )
        return int(rows.fetchone()[0])

    def older_tags(self, before: date) -> list[str]:
        """Return the topics that entries before a day carry."""
        rows = self._conn().execute(
            "SELECT DISTINCT t.folded FROM interaction_topics t JOIN interactions i ON i.id = t.interaction_id"
            " WHERE i.date < ? ORDER BY 1",
            (before.isoformat(),),
        )
        return [row[0] for row in rows]

    def tagged(self, folded: Iterable[str], until: date) -> list[HelpingEntry]:
        """Return the entries up to a day that helped you and carry one of these topics, with it."""
        found: list[HelpingEntry] = []
        with reading_rows("interactions"):
            for part in chunks(sorted(folded)):
                rows = self._conn().execute(
                    "SELECT DISTINCT ic.contact_id, i.id, i.date, i.text, i.ask_id, t.folded FROM interaction_topics t"
                    " JOIN interactions i ON i.id = t.interaction_id"
                    " JOIN interaction_contacts ic ON ic.interaction_id = i.id"
                    f" WHERE t.folded IN ({holes(part)}) AND i.date <= ? AND i.direction IN ('received', 'mutual')",
                    [*part, until.isoformat()],
                )
                found += [_helping(row) for row in rows]
        return found

    def saying(self, contacts: Collection[int], stems: Collection[str], until: date) -> list[HelpingEntry]:
        """Return the entries up to a day that helped you, with one of these contacts, and may hold one of these stems.

        Their text holds the stem, but that y and i are one, or it holds a letter that folding may change.
        """
        words = {stem.replace("y", "_").replace("i", "_") for stem in stems}
        like = " OR ".join(["i.text LIKE ?"] * len(words) + ["i.text GLOB '*[^ -~]*'"])
        found: list[HelpingEntry] = []
        with reading_rows("interactions"):
            for part in chunks(sorted(contacts)) if words else ():
                rows = self._conn().execute(
                    "SELECT ic.contact_id, i.id, i.date, i.text, i.ask_id FROM interaction_contacts ic"
                    " JOIN interactions i ON i.id = ic.interaction_id"
                    f" WHERE ic.contact_id IN ({holes(part)}) AND i.date <= ? AND i.direction IN ('received', 'mutual')"
                    f" AND ({like})",
                    [*part, until.isoformat(), *(f"%{word}%" for word in sorted(words))],
                )
                found += [_helping(row) for row in rows]
        return found

    def given(self, since: date, until: date) -> set[tuple[int, str]]:
        """Return each contact you gave something to between two days, with the topics (folded) of it."""
        rows = self._conn().execute(
            "SELECT ic.contact_id, t.folded FROM interactions i JOIN interaction_topics t ON t.interaction_id = i.id"
            " JOIN interaction_contacts ic ON ic.interaction_id = i.id"
            " WHERE i.direction = 'given' AND i.date BETWEEN ? AND ?",
            (since.isoformat(), until.isoformat()),
        )
        return set(rows.fetchall())

    def aliases(self) -> list[str]:
        """Return every alias, folded."""
        return [row[0] for row in self._conn().execute("SELECT folded FROM details WHERE field = 'alias'")]

    def met_with(self, contacts: Collection[int], until: date) -> set[tuple[int, int]]:
        """Return who was in an entry up to a day with one of these, or is tied to one as introducer: pairs, the lower first."""
        found: set[tuple[int, int]] = set()
        for part in chunks(sorted(contacts)):
            rows = self._conn().execute(
                "SELECT x.contact_id, y.contact_id FROM interaction_contacts x JOIN interaction_contacts y"
                " ON y.interaction_id = x.interaction_id AND y.contact_id <> x.contact_id"
                " JOIN interactions i ON i.id = x.interaction_id"
                f" WHERE x.contact_id IN ({holes(part)}) AND i.date <= ? UNION"
                f" SELECT contact_id, introducer_id FROM introducers WHERE contact_id IN ({holes(part)})"
                f" OR introducer_id IN ({holes(part)})",
                [*part, until.isoformat(), *part, *part],
            )
            found |= {(min(pair), max(pair)) for pair in rows}
        return found

    def notes(self, contacts: Collection[int]) -> dict[int, str]:
        """Return the notes of those of these contacts that have any."""
        found: dict[int, str] = {}
        for part in chunks(sorted(contacts)):
            found |= dict(
                self._conn().execute(
                    f"SELECT id, notes FROM contacts WHERE notes <> '' AND id IN ({holes(part)})", part
                )
            )
        return found


def _helping(row: Sequence[Any]) -> HelpingEntry:
    contact, entry, day, text, ask, *topic = row
    return HelpingEntry(contact, entry, date.fromisoformat(day), text, ask, *topic)
