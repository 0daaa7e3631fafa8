"""The rows of every contact for an overview of the network: plain records, each kind read in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Direction, Outcome
from asknet.store.damage import reading_rows
from asknet.store.review_rows import ContactSkill, checked
from asknet.store.statements import CURRENT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date


class Detail(NamedTuple):
    """A value of a contact's field of several values: ``circle``, ``want``, ``alias``, ``email``, ``phone``, ``url``."""

    contact: int
    field: str
    value: str


class ReferralRow(NamedTuple):
    """A topic that a contact can lead you to, and the evidence for it."""

    contact: int
    topic: str
    evidence: str


class MonthOf(NamedTuple):
    """The entries with a contact in a month (``2026-02``) by direction; `other` have no direction."""

    contact: int
    month: str
    received: int
    given: int
    mutual: int
    other: int


class EntryTopic(NamedTuple):
    """A topic of entries with a contact in one direction: how many, and the newest day (ISO 8601)."""

    contact: int
    topic: str
    direction: str
    entries: int
    last: str


class EntryText(NamedTuple):
    """The text of an entry with a contact."""

    contact: int
    day: str
    direction: str
    text: str


class OutcomeOf(NamedTuple):
    """The outcome of asking a contact: the problem, the day (ISO 8601)."""

    contact: int
    problem: str
    outcome: str
    day: str


class SourceCount(NamedTuple):
    """An imported file, and how many contacts it added or updated."""

    label: str
    contacts: int


class OverviewRows:
    """The rows, inside the open transaction, without yourself and without anything after the day `until`."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._conn = connection

    def titles(self) -> dict[int, str]:
        """Return the titles by contact; contacts without one are missing."""
        return dict(self._conn().execute("SELECT id, title FROM contacts WHERE title <> '' AND me = 0"))

    def notes(self) -> dict[int, str]:
        """Return the notes by contact; contacts without any are missing."""
        return dict(self._conn().execute("SELECT id, notes FROM contacts WHERE notes <> '' AND me = 0"))

    def details(self, *, addresses: bool) -> list[Detail]:
        """Return circles, wants and aliases as they were written, and with `addresses` those too."""
        fields = "'circle', 'want', 'alias'" + (", 'email', 'phone', 'url'" if addresses else "")
        rows = self._conn().execute(
            "SELECT contact_id, field, value FROM details JOIN contacts c ON c.id = contact_id"
            f" WHERE c.me = 0 AND field IN ({fields}) ORDER BY details.id"
        )
        return list(map(Detail._make, rows))

    def skills(self) -> list[ContactSkill]:
        """Return every skill, in the order in which they were written."""
        with reading_rows("skills"):
            rows = self._conn().execute(
                "SELECT contact_id, topic, s.folded, level, provenance FROM skills s"
                " JOIN contacts c ON c.id = contact_id WHERE c.me = 0 ORDER BY s.id"
            )
            return checked(map(ContactSkill._make, rows))

    def referrals(self) -> list[ReferralRow]:
        """Return the topics that contacts can lead you to."""
        rows = self._conn().execute("SELECT contact_id, topic, evidence FROM referrals ORDER BY id")
        return list(map(ReferralRow._make, rows))

    def months(self, until: date) -> list[MonthOf]:
        """Count the entries with each contact by month and direction, by contact, then month."""
        rows = self._conn().execute(
            "SELECT ic.contact_id, substr(i.date, 1, 7) AS month, sum(i.direction = 'received'),"
            " sum(i.direction = 'given'), sum(i.direction = 'mutual'), sum(i.direction = 'none')"
            " FROM interaction_contacts ic JOIN interactions i ON i.id = ic.interaction_id"
            " WHERE i.date <= ? GROUP BY ic.contact_id, month ORDER BY ic.contact_id, month",
            (until.isoformat(),),
        )
        return list(map(MonthOf._make, rows))

    def entry_topics(self, until: date) -> list[EntryTopic]:
        """Return the topics of the entries with each contact, by contact, the newest first."""
        with reading_rows("interactions"):
            rows = self._conn().execute(
                "SELECT ic.contact_id, min(t.topic), i.direction, count(*), max(i.date) AS last"
                " FROM interaction_topics t JOIN interactions i ON i.id = t.interaction_id"
                " JOIN interaction_contacts ic ON ic.interaction_id = i.id WHERE i.date <= ?"
                " GROUP BY ic.contact_id, t.folded, i.direction ORDER BY ic.contact_id, last DESC, t.folded",
                (until.isoformat(),),
            )
            found = list(map(EntryTopic._make, rows))
            for direction in {entry.direction for entry in found}:
                Direction(direction)
            return found

    def texts(self, until: date) -> list[EntryText]:
        """Return the texts of the entries with each contact, by contact, the newest first."""
        rows = self._conn().execute(
            "SELECT ic.contact_id, i.date, i.direction, i.text FROM interaction_contacts ic"
            " JOIN interactions i ON i.id = ic.interaction_id WHERE i.date <= ?"
            " ORDER BY ic.contact_id, i.date DESC, i.id DESC",
            (until.isoformat(),),
        )
        return list(map(EntryText._make, rows))

    def outcomes(self, until: date) -> list[OutcomeOf]:
        """Return the outcome of asking each contact, by contact, the newest first."""
        with reading_rows("asks"):
            rows = self._conn().execute(
                "SELECT o.contact_id, a.problem, o.outcome, o.date FROM outcomes o JOIN asks a ON a.id = o.ask_id"
                f" WHERE o.date <= ? AND {CURRENT} ORDER BY o.contact_id, o.date DESC, o.id DESC",
                (until.isoformat(),),
            )
            found = list(map(OutcomeOf._make, rows))
            for outcome in {each.outcome for each in found}:
                Outcome(outcome)
            return found

    def sources(self) -> list[SourceCount]:
        """Return the imported files, the largest first."""
        rows = self._conn().execute(
            "SELECT s.label, count(DISTINCT r.contact_id) AS brought FROM sources s JOIN source_rows r"
            " ON r.source_id = s.id GROUP BY s.id ORDER BY brought DESC, s.label"
        )
        return list(map(SourceCount._make, rows))
