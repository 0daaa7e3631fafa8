"""What passed between you and each contact, and when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from asknet.model import Outcome
from asknet.records import Asked, Came, Day, Tally
from asknet.review.questions.period import Period

HELPED = (Outcome.HELPED, Outcome.PARTLY)


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


def what_passed(
    tallies: Sequence[Tally],
    days: Sequence[Day],
    asks: Sequence[Asked],
    told: AbstractSet[tuple[int, int]],
    period: Period,
) -> Passed:
    """Count by contact, by month, in the period and in the one before.

    Help with an ask (``helped``, ``partly``) counts as received on the day of its outcome, one interaction an ask, unless an
    entry tells of it already (`told` holds ``(contact, ask)``).
    """
    since, today = period.since.isoformat(), period.today.isoformat()
    earlier = period.earlier.isoformat()
    months: Counter[tuple[str, str]] = Counter()
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    future = 0
    for day, way, times in [*days, *_days_of_help(asks, told)]:
        if day > today:
            future += times
            continue
        months[day[:7], way] += times
        if day >= since:
            now[way] += times
        elif day >= earlier:
            before[way] += times
    return Passed(with_help(tallies, asks, told, period), months, now, before, future)


def with_help(
    tallies: Iterable[Tally], asks: Sequence[Asked], told: AbstractSet[tuple[int, int]], period: Period
) -> dict[int, Tally]:
    """Return the tallies by contact, with the help that only an ask's outcome tells of as received."""
    found = {tally.contact: tally for tally in tallies}
    for ask in asks:
        for came in _untold(ask, told):
            day, now = came.day.isoformat(), period.holds(came.day)
            tally = found.get(came.contact) or Tally(came.contact, 0, 0, 0, 0, 0, 0, day)
            found[came.contact] = tally._replace(
                received=tally.received + 1,
                entries=tally.entries + 1,
                received_now=tally.received_now + now,
                last=max(tally.last, day),
            )
    return found


def _untold(ask: Asked, told: AbstractSet[tuple[int, int]]) -> list[Came]:
    return [came for came in ask.came if came.outcome in HELPED and (came.contact, ask.id) not in told]


def _days_of_help(asks: Sequence[Asked], told: AbstractSet[tuple[int, int]]) -> list[Day]:
    days = [max(came.day for came in untold) for ask in asks if (untold := _untold(ask, told))]
    return [(day.isoformat(), "received", 1) for day in days]
