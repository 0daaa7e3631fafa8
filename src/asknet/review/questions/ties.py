"""Whom did you lose? Contacts overdue for their period, close ones gone quiet, and dormant ties worth renewing."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from asknet.due_days import KeptTie, due_days, watched_since
from asknet.environment import DORMANT_DAYS
from asknet.model import Kind
from asknet.review.model import ContactRef
from asknet.text import counted, often

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asknet.review.facts import Facts
    from asknet.store.review_rows import ExchangeTotals, Member

CLOSE = 4
"""Stated closeness from which a tie is close."""
QUIET_DAYS = 180
"""Days of silence after which a close tie has gone quiet."""
ALIVE = 2
"""Entries that show that there was a tie."""


class Overdue(NamedTuple):
    """A contact to be in touch with: `every` in days, and how many of those periods have passed since the last contact.

    If nothing is `logged`, `last` is the day you met or added them.
    """

    who: ContactRef
    every: int
    last: date
    days: int
    logged: bool
    due: date
    periods: float


class Quiet(NamedTuple):
    """A close contact, and for how many days there was no exchange; `last` and `logged` as in `Overdue`."""

    who: ContactRef
    closeness: int
    last: date
    days: int
    logged: bool


class Dormant(NamedTuple):
    """A tie worth renewing, and why."""

    who: ContactRef
    last: date
    days: int
    why: str


class Ties(NamedTuple):
    """The contacts that are overdue, the close ones gone quiet, and the dormant ones worth reconnecting with."""

    overdue: tuple[Overdue, ...]
    quiet: tuple[Quiet, ...]
    dormant: tuple[Dormant, ...]


def silent(totals: Iterable[ExchangeTotals], today: date) -> list[int]:
    """Return the contacts with a tie that has been silent long enough to be dormant.

    In an answer (`asknet.ask.ranking.is_dormant`) one entry is enough if they are close; close ones are in `quiet` here.
    """
    then = (today - timedelta(days=DORMANT_DAYS)).isoformat()
    return [total.contact for total in totals if total.entries >= ALIVE and total.last < then]


def answer(facts: Facts) -> Ties:
    """Find the ties that need attention."""
    today = facts.period.today
    topics: dict[int, list[str]] = {}
    for skill in facts.rows.skills(facts.asked_about, silent(facts.totals.values(), today)):
        topics.setdefault(skill.contact, []).append(skill.topic)
    members = list(facts.members.values())
    introduced = Counter(member.via_id for member in members if member.via_id)
    return ties(members, facts.totals, topics, introduced, today)


def ties(
    members: Sequence[Member],
    totals: Mapping[int, ExchangeTotals],
    topics: Mapping[int, Sequence[str]],
    introduced: Mapping[int, int],
    today: date,
) -> Ties:
    """Find the ties that need attention.

    The last contact is the newest entry, or else as in `watched_since`. `overdue`: the day to be in touch by (`due_days`) has
    passed; most periods first, then by name. `quiet`: closeness 4 or 5, no period of its own, silent for more than 180
    days; closest first, then longest. `dormant`: people silent for more than 365 days with at least two entries, and a reason
    to reconnect: they know what you asked about in the last year (`topics`: contact -> those topics), they helped you, or they
    introduced contacts to you (`introduced`: contact -> how many); most reasons first, then shortest silence, then by
    name. Contacts with a period are never quiet or dormant, close ones never dormant, and past ones none of these.
    """
    now = today.isoformat()
    quiet_since = (today - timedelta(days=QUIET_DAYS)).isoformat()
    dormant_ones = frozenset(silent(totals.values(), today))
    due = due_days(
        KeptTie(member.id, member.name, member.closeness, member.every, date.fromisoformat(_last(member, totals, now)))
        for member in members
        if member.every and not member.past
    )
    overdue: list[Overdue] = []
    quiet: list[Quiet] = []
    dormant: list[tuple[int, Dormant]] = []
    for member in members:
        if member.past:
            continue
        mine = totals.get(member.id)
        last = _last(member, totals, now)
        if member.every:
            days = _days(last, today)
            if today > due[member.id]:
                day, periods = date.fromisoformat(last), round(days / member.every, 1)
                who = ContactRef(member.id, member.name)
                overdue.append(Overdue(who, member.every, day, days, bool(mine), due[member.id], periods))
        elif last >= quiet_since:
            continue
        elif (member.closeness or 0) >= CLOSE:
            who = ContactRef(member.id, member.name)
            quiet.append(Quiet(who, member.closeness or 0, date.fromisoformat(last), _days(last, today), bool(mine)))
        elif mine and member.id in dormant_ones and member.kind == Kind.PERSON:
            reasons = _reasons(topics.get(member.id, ()), mine, introduced.get(member.id, 0))
            if reasons:
                who, why = ContactRef(member.id, member.name), "; ".join(reasons)
                dormant.append((len(reasons), Dormant(who, date.fromisoformat(last), _days(last, today), why)))
    return Ties(
        overdue=tuple(sorted(overdue, key=lambda o: (-o.periods, o.who.name, o.who.id))),
        quiet=tuple(sorted(quiet, key=lambda q: (-q.closeness, -q.days, q.who.name, q.who.id))),
        dormant=tuple(
            d for _, d in sorted(dormant, key=lambda row: (-row[0], row[1].days, row[1].who.name, row[1].who.id))
        ),
    )


def _last(member: Member, totals: Mapping[int, ExchangeTotals], now: str) -> str:
    """Return the day (ISO 8601) of the last contact, or its substitute."""
    mine = totals.get(member.id)
    return mine.last if mine else watched_since(member.met, member.added, now)


def _days(last: str, today: date) -> int:
    return (today - date.fromisoformat(last)).days


def _reasons(topics: Sequence[str], mine: ExchangeTotals, introduced: int) -> list[str]:
    reasons = []
    if topics:
        reasons.append(f"knows {', '.join(topics[:2])}, which you asked about")
    if mine.received:
        reasons.append(f"helped you {often(mine.received)}")
    if introduced:
        reasons.append(f"introduced you to {counted(introduced, 'contact')}")
    return reasons
