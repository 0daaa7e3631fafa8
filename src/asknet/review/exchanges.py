"""The help exchanged between you and each contact, and when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from asknet.model import Ask, AskedContact, Outcome
from asknet.review.model import Period
from asknet.store.review_rows import DayCount, ExchangeTotals

HELPED = (Outcome.HELPED, Outcome.PARTLY)


class Exchanges(NamedTuple):
    """The number of interactions by ``(month, direction)``, and by direction in the period and in the one before.

    Mutual help counts as received, as given and as mutual.
    """

    months: dict[tuple[str, str], int]
    now: dict[str, int]
    before: dict[str, int]


def count_exchanges(
    days: Sequence[DayCount], asks: Sequence[Ask], recorded: AbstractSet[tuple[int, int]], period: Period
) -> Exchanges:
    """Count by month, in the period and in the one before; entries dated after today are not counted.

    Help with an ask (``helped``, ``partly``) counts as received on the day of its outcome, one interaction an ask, unless an
    entry records it already (`recorded` holds ``(contact, ask)``).
    """
    since, today = period.since.isoformat(), period.today.isoformat()
    earlier = period.earlier.isoformat()
    months: Counter[tuple[str, str]] = Counter()
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for day, direction, times in [*days, *_days_of_help(asks, recorded)]:
        if day > today:
            continue
        for way in ("received", "given", "mutual") if direction == "mutual" else (direction,):
            months[day[:7], way] += times
            if day >= since:
                now[way] += times
            elif day >= earlier:
                before[way] += times
    return Exchanges(months, now, before)


def with_unrecorded_help(
    totals: Iterable[ExchangeTotals], asks: Sequence[Ask], recorded: AbstractSet[tuple[int, int]], period: Period
) -> dict[int, ExchangeTotals]:
    """Return the totals by contact, with the help that only an ask's outcome records as received."""
    found = {each.contact: each for each in totals}
    for ask in asks:
        for outcome in _unrecorded(ask, recorded):
            day, now = outcome.date.isoformat(), period.holds(outcome.date)
            total = found.get(outcome.contact) or ExchangeTotals(outcome.contact, 0, 0, 0, 0, 0, 0, day)
            found[outcome.contact] = total._replace(
                received=total.received + 1,
                entries=total.entries + 1,
                received_now=total.received_now + now,
                last=max(total.last, day),
            )
    return found


def unrecorded_help(asks: Sequence[Ask], recorded: AbstractSet[tuple[int, int]]) -> list[AskedContact]:
    """Return the outcomes that helped and that no log entry records."""
    return [outcome for ask in asks for outcome in _unrecorded(ask, recorded)]


def helping_outcomes(ask: Ask) -> list[AskedContact]:
    """Return the outcomes of an ask that helped, at least partly."""
    return [outcome for outcome in ask.outcomes if outcome.outcome in HELPED]


def _unrecorded(ask: Ask, recorded: AbstractSet[tuple[int, int]]) -> list[AskedContact]:
    return [outcome for outcome in helping_outcomes(ask) if (outcome.contact, ask.id) not in recorded]


def _days_of_help(asks: Sequence[Ask], recorded: AbstractSet[tuple[int, int]]) -> list[DayCount]:
    days = [max(outcome.date for outcome in mine) for ask in asks if (mine := _unrecorded(ask, recorded))]
    return [(day.isoformat(), "received", 1) for day in days]
