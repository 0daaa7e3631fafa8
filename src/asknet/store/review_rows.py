"""The rows that a review is computed from: plain records of the whole network, read in few passes.

Light enough for tens of thousands. The questions of `asknet.review.questions` compute from them and know no SQL.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.model import Ask, AskedContact, Kind, Level, Outcome, Provenance, Reach, Verdict
from asknet.store.damage import reading_rows
from asknet.store.interactions import RECORDED_HELP
from asknet.store.statements import CURRENT, chunks, holes
from asknet.store.topics import count_topics

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from asknet.store.topics import TopicCount

_GIVEN, _MUTUAL = 1 << 20, 1 << 40
_WAYS = (
    f"CASE entry_direction WHEN 'received' THEN 1 WHEN 'given' THEN {_GIVEN} WHEN 'mutual' THEN {1 | _GIVEN | _MUTUAL}"
    " ELSE 0 END"
)
"""One number whose sum counts what was received, given, and mutual, 20 bits each: a sum for each takes twice the time."""
_COUNT_OF_WAYS = f"{{0}} & {_GIVEN - 1}, {{0}} >> 20 & {_GIVEN - 1}"

DayCount = tuple[str, str, int]
"""Interactions of a day in one direction: ``(day as ISO 8601, direction, count)``."""


class ExchangeTotals(NamedTuple):
    """Interactions with one contact by direction up to today and in the period, and the last day (ISO 8601).

    `received_lately` counts entries alone, since the day that was asked for.
    """

    contact: int
    received: int
    given: int
    mutual: int
    entries: int
    received_now: int
    given_now: int
    last: str
    received_lately: int = 0


class Member(NamedTuple):
    """A contact with plain values, as there may be tens of thousands.

    `kind` and `reach` compare equal to their enums. `met` and `added` are days in ISO 8601 (which compares as text), `met`
    empty if it is not known. `every` is in days, `closeness` 1 to 5; `imported` is set if it came from a file,
    `past` that they can no longer be asked (then `every` is None and `no_suggest` set). `via_id` is the first introducer.
    """

    id: int
    name: str
    kind: str
    reach: str | None
    place: str
    org: str
    via_id: int | None
    met: str
    added: str
    closeness: int | None
    every: int | None
    no_suggest: int
    imported: int
    past: int = 0
    title: str = ""


class ContactSkill(NamedTuple):
    """A skill of a contact; `topic` as written, `folded` for comparison; the rest compares equal to its enums."""

    contact: int
    topic: str
    folded: str
    level: str | None
    provenance: str


class Want(NamedTuple):
    """A topic that a contact would like help with."""

    contact: int
    topic: str


class HelpingEntry(NamedTuple):
    """An entry in which one of its contacts helped you (received or mutual); `ask` is the ask that it belongs to."""

    contact: int
    entry: int
    day: date
    text: str
    ask: int | None
    topic: str = ""


def checked(skills: Iterable[ContactSkill]) -> list[ContactSkill]:
    """Return skills as a list. Raises `ValueError` for an unknown level or provenance."""
    found = list(skills)
    for level in {skill.level for skill in found}:
        _ = level and Level(level)
    for provenance in {skill.provenance for skill in found}:
        Provenance(provenance)
    return found


class ReviewRows:
    """The rows, inside the open transaction, without yourself."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def members(self, *, kept_up: bool = False) -> list[Member]:
        """Return every contact, by number; with `kept_up` only those with a period to keep in touch."""
        with reading_rows("contacts"):
            rows = self._conn().execute(
                "SELECT contacts.id, name, kind, reach, place, org, first.introducer_id, coalesce(met, ''), added, closeness,"
                " CASE status WHEN 'past' THEN NULL ELSE every END, coalesce(no_suggest, 0) OR status = 'past',"
                " contacts.id IN (SELECT contact_id FROM source_rows), status = 'past', title FROM contacts LEFT JOIN"
                " (SELECT contact_id, introducer_id, min(id) FROM introducers GROUP BY contact_id) first"
                " ON first.contact_id = contacts.id WHERE me = 0"
                f"{' AND every > 0' if kept_up else ''} ORDER BY contacts.id"
            )
            found = list(map(Member._make, rows))
            for kind in {member.kind for member in found}:
                Kind(kind)
            for reach in {member.reach for member in found}:
                _ = reach and Reach(reach)
            return found

    def shares_name(self, number: int) -> bool:
        """Return whether another contact has the name of this one, as name or alias."""
        row = self._conn().execute(
            "SELECT (SELECT count(*) FROM contacts o WHERE o.folded = c.folded AND o.me = 0)"
            " + (SELECT count(*) FROM details d WHERE d.field = 'alias' AND d.folded = c.folded)"
            " FROM contacts c WHERE c.id = ?",
            (number,),
        )
        return bool(row.fetchone()[0] > 1)

    def exchange_totals(
        self, since: date, until: date, contacts: Collection[int] | None = None, *, lately: date | None = None
    ) -> list[ExchangeTotals]:
        """Count the entries with each contact (or with these) up to a day, and among them those since another day.

        Those in which they helped are also counted since a third day, `lately`.
        """
        found: list[ExchangeTotals] = []
        for part in [None] if contacts is None else chunks(sorted(contacts)):
            found += self._exchange_totals(since, until, part, lately or until)
        return found

    def _exchange_totals(
        self, since: date, until: date, contacts: Sequence[int] | None, lately: date
    ) -> Iterator[ExchangeTotals]:
        which = "" if contacts is None else f" AND contact_id IN ({holes(contacts)})"
        rows = self._conn().execute(
            f"SELECT contact, {_COUNT_OF_WAYS.format('every')}, every >> 40, entries, {_COUNT_OF_WAYS.format('recent')}, last,"
            " received_lately"
            f" FROM (SELECT contact_id AS contact, sum({_WAYS}) AS every, count(*) AS entries,"
            f" coalesce(sum(CASE WHEN entry_date >= ?1 THEN {_WAYS} END), 0) AS recent, max(entry_date) AS last,"
            " count(CASE WHEN entry_date >= ?3 AND entry_direction IN ('received', 'mutual') THEN 1 END) AS received_lately"
            f" FROM interaction_contacts WHERE entry_date <= ?2{which} GROUP BY contact_id)",
            [since.isoformat(), until.isoformat(), lately.isoformat(), *(contacts or ())],
        )
        return map(ExchangeTotals._make, rows)

    def upcoming(self, today: date) -> int:
        """Return how many interactions are dated after today."""
        row = self._conn().execute("SELECT count(*) FROM interactions WHERE date > ?", (today.isoformat(),))
        return int(row.fetchone()[0])

    def days(self) -> list[DayCount]:
        """Count the interactions of each day by direction, ordered by day."""
        return self._conn().execute("SELECT date, direction, count(*) FROM interactions GROUP BY 1, 2").fetchall()

    def topics(self) -> list[TopicCount]:
        """Return the topics that contacts know, the commonest first."""
        return count_topics(self._conn())

    def skills(self, folded: Iterable[str], contacts: Collection[int] | None = None) -> list[ContactSkill]:
        """Return the skills of all contacts, or of these, in these topics, by contact, then topic."""
        topics = frozenset(folded)
        found: list[ContactSkill] = []
        by, values = ("s.folded", sorted(topics)) if contacts is None else ("s.contact_id", sorted(contacts))
        with reading_rows("skills"):
            for part in chunks(values) if topics else ():
                rows = self._conn().execute(
                    "SELECT s.contact_id, s.topic, s.folded, s.level, s.provenance FROM skills s"
                    f" WHERE s.contact_id NOT IN (SELECT id FROM contacts WHERE me = 1) AND {by} IN ({holes(part)})",
                    part,
                )
                found += [ContactSkill(*row) for row in rows if row[2] in topics]
            checked(found)
        return sorted(found, key=lambda skill: (skill.contact, skill.folded))

    def wants(self) -> list[Want]:
        """Return what contacts would like help with, in the order in which it was written."""
        rows = self._conn().execute(
            "SELECT d.contact_id, d.value FROM details d JOIN contacts c ON c.id = d.contact_id"
            " WHERE d.field = 'want' AND c.me = 0 AND c.status <> 'past' ORDER BY d.id"
        )
        return [Want(*row) for row in rows]

    def asks(self, until: date) -> list[Ask]:
        """Return every problem noted up to a day, in the state of that day, newest first.

        No answer is awaited from a past contact.
        """
        day = {"until": until.isoformat()}
        with reading_rows("asks"):
            conn = self._conn()
            outcomes: dict[int, list[AskedContact]] = {}
            for ask, contact, name, what, when, note in conn.execute(
                "SELECT o.ask_id, c.id, c.name, o.outcome, o.date, o.note FROM outcomes o"
                f" JOIN contacts c ON c.id = o.contact_id WHERE o.date <= :until AND {CURRENT}"
                " AND NOT (o.outcome = 'waiting' AND c.status = 'past') ORDER BY o.id",
                day,
            ):
                outcomes.setdefault(ask, []).append(
                    AskedContact(contact, name, Outcome(what), date.fromisoformat(when), note)
                )
            rows = conn.execute(
                "SELECT id, date, problem, verdict, CASE WHEN closed <= :until THEN closed END, note FROM asks"
                " WHERE date <= :until ORDER BY date DESC, id DESC",
                day,
            )
            return [
                Ask(
                    number,
                    date.fromisoformat(when),
                    problem,
                    Verdict(verdict),
                    date.fromisoformat(closed) if closed else None,
                    note,
                    tuple(outcomes.get(number, ())),
                )
                for number, when, problem, verdict, closed, note in rows
            ]

    def recorded_help(self, until: date) -> set[tuple[int, int]]:
        """Return the ``(contact, ask)`` of each outcome whose help an entry up to a day records too."""
        rows = self._conn().execute(
            f"SELECT o.contact_id, o.ask_id FROM outcomes o WHERE EXISTS ({RECORDED_HELP})", (until.isoformat(),)
        )
        return set(rows.fetchall())

    def tags(self, since: date, until: date) -> dict[str, int]:
        """Return each topic that entries up to a day are tagged with, and the number of those since another day."""
        rows = self._conn().execute(
            "SELECT folded, count(DISTINCT CASE WHEN entry_date >= ?1 THEN interaction_id END)"
            " FROM interaction_topics WHERE entry_date <= ?2 GROUP BY folded",
            (since.isoformat(), until.isoformat()),
        )
        return dict(rows.fetchall())

    def tagged(self, tags: Iterable[str], since: date, until: date) -> dict[str, set[int]]:
        """Return the numbers of the entries between two days, inclusive, that are tagged with each of these topics."""
        found: dict[str, set[int]] = {}
        for part in chunks(sorted(tags)):
            rows = self._conn().execute(
                "SELECT folded, interaction_id FROM interaction_topics"
                f" WHERE folded IN ({holes(part)}) AND entry_date BETWEEN ? AND ?",
                [*part, since.isoformat(), until.isoformat()],
            )
            for tag, entry in rows:
                found.setdefault(tag, set()).add(entry)
        return found

    def helping_entries(self, tags: Iterable[str], until: date) -> list[HelpingEntry]:
        """Return the entries up to a day that helped you and are tagged with one of these topics (folded), with that topic."""
        found: list[HelpingEntry] = []
        with reading_rows("interactions"):
            for part in chunks(sorted(tags)):
                rows = self._conn().execute(  # CROSS JOIN: the few rows of these topics first, then their entries
                    "SELECT ic.contact_id, i.id, i.date, i.text, i.ask_id, t.folded FROM interaction_topics t"
                    " CROSS JOIN interactions i ON i.id = t.interaction_id"
                    " CROSS JOIN interaction_contacts ic ON ic.interaction_id = i.id"
                    f" WHERE t.folded IN ({holes(part)}) AND t.entry_date <= ? AND i.direction IN ('received', 'mutual')",
                    [*part, until.isoformat()],
                )
                found += [_helping(row) for row in rows]
        return found

    def helping_entries_with(
        self, contacts: Collection[int], stems: Collection[str], until: date
    ) -> list[HelpingEntry]:
        """Return the entries up to a day with one of these contacts that helped you and may contain one of these stems.

        Their text contains the stem, with y and i alike, or a letter that folding may change.
        """
        words = {stem.replace("y", "_").replace("i", "_") for stem in stems}
        like = " OR ".join(["i.text LIKE ?"] * len(words) + ["i.text GLOB '*[^ -~]*'"])
        found: list[HelpingEntry] = []
        with reading_rows("interactions"):
            for part in chunks(sorted(contacts)) if words else ():
                rows = self._conn().execute(
                    "SELECT ic.contact_id, i.id, i.date, i.text, i.ask_id FROM interaction_contacts ic"
                    " JOIN interactions i ON i.id = ic.interaction_id"
                    f" WHERE ic.contact_id IN ({holes(part)}) AND entry_date <= ? AND entry_direction IN ('received', 'mutual')"
                    f" AND ({like})",
                    [*part, until.isoformat(), *(f"%{word}%" for word in sorted(words))],
                )
                found += [_helping(row) for row in rows]
        return found

    def given(self, since: date, until: date, contacts: Collection[int]) -> dict[int, set[str]]:
        """Return the topics (folded) of the help you gave to these contacts between two days, inclusive."""
        found: dict[int, set[str]] = {}
        for part in chunks(sorted(contacts)):
            rows = self._conn().execute(
                "SELECT ic.contact_id, t.folded FROM interaction_contacts ic"
                " CROSS JOIN interaction_topics t ON t.interaction_id = ic.interaction_id"
                f" WHERE ic.contact_id IN ({holes(part)}) AND ic.entry_direction = 'given' AND ic.entry_date BETWEEN ? AND ?",
                [*part, since.isoformat(), until.isoformat()],
            )
            for contact, topic in rows:
                found.setdefault(contact, set()).add(topic)
        return found

    def met_with(self, contacts: Collection[int], until: date) -> set[tuple[int, int]]:
        """Return the pairs of contacts, with one of these, that were in one entry up to a day or are tied by introduction."""
        found: set[tuple[int, int]] = set()
        for part in chunks(sorted(contacts)):
            rows = self._conn().execute(
                "SELECT x.contact_id, y.contact_id FROM interaction_contacts x JOIN interaction_contacts y"
                " ON y.interaction_id = x.interaction_id AND y.contact_id <> x.contact_id"
                f" WHERE x.contact_id IN ({holes(part)}) AND x.entry_date <= ? UNION"
                f" SELECT contact_id, introducer_id FROM introducers WHERE contact_id IN ({holes(part)})"
                f" OR introducer_id IN ({holes(part)})",
                [*part, until.isoformat(), *part, *part],
            )
            found |= {(min(pair), max(pair)) for pair in rows}
        return found

    def notes(self, contacts: Collection[int]) -> dict[int, str]:
        """Return the notes of these contacts; those without any are missing."""
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
