"""What passed between you and each contact, and when."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from asknet.questions.period import Period
from asknet.records import Day, Tally


class Passed(NamedTuple):
    """Everything that passed: by contact, and by ``(month, direction)``, each interaction once.

    `now` and `before` count interactions by direction in the period and in the one before; `future` counts the
    interactions after today, which count nowhere else.
    """

    by: dict[int, Tally]
    months: dict[tuple[str, str], int]
    now: dict[str, int]
    before: dict[str, int]
    future: int


def what_passed(tallies: Sequence[Tally], days: Sequence[Day], period: Period) -> Passed:
    """Count by month, in the period and in the one before."""
    since, today = period.since.isoformat(), period.today.isoformat()
    earlier = period.earlier.isoformat()
    months: Counter[tuple[str, str]] = Counter()
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    future = 0
    for day, way, times in days:
        if day > today:
            future += times
            continue
        months[day[:7], way] += times
        if day >= since:
            now[way] += times
        elif day >= earlier:
            before[way] += times
    return Passed({tally.contact: tally for tally in tallies}, months, now, before, future)
