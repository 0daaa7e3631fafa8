"""What the facts of a review are made of: the period, the contacts, and the steps worth doing."""

from __future__ import annotations

import shlex
from datetime import date
from typing import NamedTuple

MONTHS = 12
"""Months in a series, this one included."""
LONG = 30
"""Characters of a name from which the number is shorter to paste."""


class Period(NamedTuple):
    """From `since` to `today`, both included."""

    since: date
    today: date

    @property
    def days(self) -> int:
        """How far back it looks: 90 for ``--since 90d``."""
        return (self.today - self.since).days

    def holds(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.since <= day <= self.today

    @property
    def earlier(self) -> date:
        """The first day of the period of the same length that ended the day before this one began."""
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
    """One thing to do: `key` knows it again, `kind` says of what sort, `contacts` whom it is about.

    `do` is the step in words, `command` what to type for it and `others` what else may be typed instead. `topic` is what
    it is about; `ask` the number of the problem, for the kind ``close``.
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
    """Return a contact as an argument that can be pasted: the name in quotes, or its number.

    The number where others share the name (not `unique`), where it is long, looks like an option or a number, or holds what
    cannot be typed.
    """
    if not unique or len(who.name) > LONG or who.name.startswith(("-", "id:")) or not who.name.isprintable():
        return f"id:{who.id}"
    return shlex.quote(who.name)
