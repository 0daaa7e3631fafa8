"""The days to be in touch by, spread so that they are not all on one day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import days_later

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

PER_DAY = 3
"""Contacts due on one day before further ones are moved to a later day."""
_PART, _MOST_DAYS = 4, 30
"""A day is moved by a quarter of its period at most, and by no more than a month."""


class KeptTie(NamedTuple):
    """A contact to be in touch with every so many days; `last` is the day of the last contact, or of `watched_since`."""

    id: int
    name: str
    closeness: int | None
    every: int
    last: date


def watched_since(met: str, added: str, today: str) -> str:
    """Return the day to count from if no contact is logged: the later of meeting and adding, but not after today.

    Nothing is known of the years before a contact was added, so nothing is overdue then. Days are ISO 8601.
    """
    return min(max(met, added), today)


def due_days(kept: Iterable[KeptTie]) -> dict[int, date]:
    """Return, by contact number, the day to be in touch by.

    It is a whole period after the last contact. If more than `PER_DAY` fall on one day, the closest keep it, then those
    first by name; the others get the next free day within a quarter of their period (a month at most), or if there is
    none, the emptiest day of that stretch.
    """
    found: dict[int, date] = {}
    taken: Counter[date] = Counter()
    by_day = sorted(
        (days_later(one.last, one.every), -(one.closeness or 0), one.name, one.id, one.every) for one in kept
    )
    for due, _, _, number, every in by_day:
        days = [due]
        while taken[days[-1]] >= PER_DAY and len(days) <= min(every // _PART, _MOST_DAYS):
            days.append(days_later(days[-1], 1))
        day = min(days, key=lambda day: (taken[day] >= PER_DAY, taken[day] if taken[day] >= PER_DAY else 0, day - due))
        taken[day] += 1
        found[number] = day
    return found
