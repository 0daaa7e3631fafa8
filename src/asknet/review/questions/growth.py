"""Have you expanded your network recently? New contacts by month, reach and introducer."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Reach
from asknet.review.model import ContactRef
from asknet.review.questions.who import NOT_SAID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asknet.review.facts import Facts
    from asknet.review.model import Period
    from asknet.store.review_rows import Member


class Month(NamedTuple):
    """New contacts of a month (``2026-02``), all and by reach."""

    month: str
    new: int
    reach: dict[str, int]


class IntroducerCount(NamedTuple):
    """An introducer of new contacts, and how many."""

    who: ContactRef
    contacts: int


class Newcomer(NamedTuple):
    """A new contact, the day, and the introducers."""

    who: ContactRef
    day: date
    reach: str | None
    via: ContactRef | None


class Growth(NamedTuple):
    """New contacts in the period and the one before, by reach and by month; by introducer; days since the last."""

    new: int
    new_before: int
    reach: dict[str, int]
    months: tuple[Month, ...]
    through: tuple[IntroducerCount, ...]
    newcomers: tuple[Newcomer, ...]
    last: ContactRef | None
    last_day: date | None
    days_since: int | None


def answer(facts: Facts) -> Growth:
    """Count new contacts."""
    return growth(list(facts.members.values()), facts.names, facts.period)


def growth(members: Sequence[Member], names: Mapping[int, str], period: Period) -> Growth:
    """Count new contacts by the day you met them, else the day you added them.

    Contacts imported without such a day are left out: you knew them before. `months` are the last twelve; `new`, `reach`,
    `through` and `newcomers` (newest first) are of the period, `new_before` of an equal one before it. The last one is the
    newest up to today; of several on one day, the one added last.
    """
    since, today, months = period.since.isoformat(), period.today.isoformat(), period.months()
    earlier = period.earlier.isoformat()
    dated = [(m.met or m.added, m.id, m) for m in members if m.met or not m.imported]
    first = min(earlier, months[0])  # earlier contacts only count for the newest one
    recent = [(day, number, m) for day, number, m in dated if first <= day <= today]
    new = sorted(((day, number, m) for day, number, m in recent if day >= since), reverse=True)
    through = Counter(m.via_id for _, _, m in new if m.via_id is not None and m.via_id in names)
    last_day, last, _ = max(recent or [each for each in dated if each[0] <= today], default=("", 0, None))
    by_month = Counter((day[:7], m.reach) for day, _, m in recent)
    reach = Counter(m.reach for _, _, m in new)
    return Growth(
        new=len(new),
        new_before=sum(earlier <= day < since for day, _, _ in recent),
        reach=_by_reach(lambda r: reach[r]),
        months=tuple(_month(month, by_month) for month in months),
        through=tuple(
            IntroducerCount(ContactRef(via, names[via]), count)
            for via, count in sorted(through.items(), key=lambda each: (-each[1], names[each[0]], each[0]))
        ),
        newcomers=tuple(
            Newcomer(
                ContactRef(m.id, m.name),
                date.fromisoformat(day),
                m.reach,
                ContactRef(m.via_id, names[m.via_id]) if m.via_id is not None and m.via_id in names else None,
            )
            for day, _, m in new
        ),
        last=ContactRef(last, names[last]) if last else None,
        last_day=date.fromisoformat(last_day) if last else None,
        days_since=(period.today - date.fromisoformat(last_day)).days if last else None,
    )


def _month(month: str, count: Counter[tuple[str, str | None]]) -> Month:
    reach = _by_reach(lambda r: count[month, r])
    return Month(month, sum(reach.values()), reach)


def _by_reach(count: Callable[[Reach | None], int]) -> dict[str, int]:
    return {**{r.value: count(r) for r in Reach}, NOT_SAID: count(None)}
