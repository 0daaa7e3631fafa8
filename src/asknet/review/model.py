"""The building blocks of a review's facts: the period, the contacts, and the steps worth doing."""

from __future__ import annotations

import shlex
from datetime import date
from typing import NamedTuple

MONTHS = 12
"""Months in a series, this one included."""
LONG = 30
"""From this length on, a contact's number is shorter to paste than the name."""


class Period(NamedTuple):
    """From `since` to `today`, both included."""

    since: date
    today: date

    @property
    def days(self) -> int:
        """The days it looks back: 90 for ``--since 90d``."""
        return (self.today - self.since).days

    def holds(self, day: date) -> bool:
        """Return whether a day is in the period."""
        return self.since <= day <= self.today

    @property
    def earlier(self) -> date:
        """The first day of the period of equal length that ends the day before this one begins."""
        return date.fromordinal(max(1, self.since.toordinal() - self.days - 1))

    def months(self) -> list[str]:
        """Return the last twelve months as ``2026-02``, oldest first, this one last."""
        last = self.today.year * 12 + self.today.month - 1
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - MONTHS + 1, last + 1)]


class ContactRef(NamedTuple):
    """A contact that a fact is about."""

    id: int
    name: str


class NextStep(NamedTuple):
    """One thing to do: `key` identifies it in later reviews, `kind` is its sort, `contacts` are the people concerned.

    `do` is the step in words, `command` what to type for it and `others` alternatives. `topic` is its subject;
    `ask` the number of the problem, for the kind ``close``.
    """

    key: str
    kind: str
    do: str
    command: str
    contacts: tuple[ContactRef, ...] = ()
    topic: str = ""
    ask: int | None = None
    others: tuple[str, ...] = ()


def as_argument(who: ContactRef, *, unique: bool) -> str:
    """Return a contact as an argument that can be pasted: the quoted name, or its number.

    The number is used if others share the name (not `unique`), if it is long, looks like an option or a number, or contains
    what cannot be typed.
    """
    if not unique or len(who.name) > LONG or who.name.startswith(("-", "id:")) or not who.name.isprintable():
        return f"id:{who.id}"
    return shlex.quote(who.name)
