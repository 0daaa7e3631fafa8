"""Have you expanded your network recently?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asknet.model import Reach
from asknet.records import Member
from asknet.review.questions.period import Period, Who
from asknet.review.questions.who import NOT_SAID


class Month(NamedTuple):
    """New contacts of a month (``2026-02``), all and by reach."""

    month: str
    new: int
    reach: dict[str, int]


class Introduced(NamedTuple):
    """Through whom new contacts came, and how many."""

    who: Who
    contacts: int


class Newcomer(NamedTuple):
    """A new contact, the day, and through whom."""

    who: Who
    day: date
    reach: str | None
    via: Who | None


class Growth(NamedTuple):
    """New contacts in the period and the one before, by reach and by month; through whom; how long since the last."""

    new: int
    new_before: int
    reach: dict[str, int]
    months: tuple[Month, ...]
    through: tuple[Introduced, ...]
    newcomers: tuple[Newcomer, ...]
    last: Who | None
    last_day: date | None
    days_since: int | None


def growth(members: Sequence[Member], names: Mapping[int, str], period: Period) -> Growth:
    """Count new contacts by the day you met them, else the day you added them.

    Whom a file brought without such a day is left out: you knew them before. `months` are the last twelve; `new`, `reach`,
    `through` and `newcomers` (the newest first) are of the period, `new_before` of as many days before it. The last is the
    newest up to today; of several on one day the last written.
    """
    since, today, months = period.since.isoformat(), period.today.isoformat(), period.months()
    earlier = period.earlier.isoformat()
    dated = [(m.met or m.added, m) for m in members if m.met or not m.imported]
    past = [(day, m) for day, m in dated if day <= today]
    new = [m for day, m in past if day >= since]
    through = Counter(m.via_id for m in new if m.via_id in names)
    last_day, last = max(past, key=lambda each: (each[0], each[1].id), default=("", None))
    by_month = Counter((day[:7], m.reach) for day, m in past if day >= months[0])
    reach = Counter(m.reach for m in new)
    return Growth(
        new=len(new),
        new_before=sum(earlier <= day < since for day, _ in past),
        reach=_by_reach(lambda r: reach[r]),
        months=tuple(_month(month, by_month) for month in months),
        through=tuple(
            Introduced(Who(via, names[via]), count)
            for via, count in sorted(through.items(), key=lambda item: (-item[1], names[item[0] or 0]))
            if via is not None
        ),
        newcomers=tuple(
            Newcomer(
                Who(m.id, m.name),
                date.fromisoformat(day),
                m.reach,
                Who(m.via_id, names[m.via_id]) if m.via_id is not None and m.via_id in names else None,
            )
            for day, m in sorted(dated, key=lambda each: (each[0], each[1].id), reverse=True)
            if since <= day <= today
        ),
        last=Who(last.id, last.name) if last else None,
        last_day=date.fromisoformat(last_day) if last else None,
        days_since=(period.today - date.fromisoformat(last_day)).days if last else None,
    )


def _month(month: str, count: Counter[tuple[str, str | None]]) -> Month:
    reach = _by_reach(lambda r: count[month, r])
    return Month(month, sum(reach.values()), reach)


def _by_reach(count: Callable[[Reach | None], int]) -> dict[str, int]:
    return {**{r.value: count(r) for r in Reach}, NOT_SAID: count(None)}
