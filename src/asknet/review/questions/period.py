"""The days a review looks back on, and whom a fact is about."""

from datetime import date
from typing import NamedTuple

MONTHS = 12
"""Months in a series, this one included."""


class Period(NamedTuple):
    """From `since` to `today`, both included."""

    since: date
    today: date

    @property
    def days(self) -> int:
        """How far back it looks: 90 for ``--since 90d``."""
        return (self.today - self.since).days

    def holds(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.since <= day <= self.today

    @property
    def earlier(self) -> date:
        """The first day of the period of the same length that ended the day before this one began."""
        return date.fromordinal(max(1, self.since.toordinal() - self.days - 1))

    def months(self) -> list[str]:
        """Return the last twelve months as ``2026-02``, oldest first, this one last."""
        last = self.today.year * 12 + self.today.month - 1
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - MONTHS + 1, last + 1)]


class Who(NamedTuple):
    """A contact that a fact is about."""

    id: int
    name: str
