"""Days as people and files write them, by a ladder of exact formats.

General date parsers turn ``--12-01`` into this year and ``circa 1800`` into a
day; a ladder either knows a form or says that it does not.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from asknet.errors import UsageError

_LADDER = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%b %d, %Y",
    "%B %d, %Y",
)
_PERIOD = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?", re.ASCII)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_PERIODS = {
    "daily": 1, "day": 1, "weekly": 7, "week": 7, "biweekly": 14, "fortnightly": 14, "fortnight": 14, "monthly": 30,
    "month": 30, "quarterly": 91, "quarter": 91, "yearly": 365, "annually": 365, "year": 365,
}  # fmt: skip
"""Periods in words, as days."""
MAX_PERIOD_DAYS = 36_500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The days that are accepted: a day of a life, with room on both sides for a period to be added or subtracted."""


class DayOutOfRangeError(UsageError):
    """A day that no record of a life holds, before `FIRST_DAY` or after `LAST_DAY`."""


def accepted(day: date) -> date:
    """Return `day`, a plain date. Raises `DayOutOfRangeError`."""
    day = day.date() if isinstance(day, datetime) else day
    if not FIRST_DAY <= day <= LAST_DAY:
        message = f"{day.isoformat()} is not within the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise DayOutOfRangeError(message, "Write the year with four digits, as in 2026-02-08")
    return day


def days_later(day: date, days: int) -> date:
    """Return the day that is so many days after `day`, which may be one that is not accepted; at most the last of all."""
    return day + timedelta(days=min(days, (date.max - day).days))


def read_date(text: str) -> date | None:
    """Read a day in one of the exact forms, or return None. Raises `UsageError` as `accepted`.

    Known: ``2026-02-08``, ``2026/02/08``, ``20260208``, ``08 Feb 2026``,
    ``8 February 2026``, ``8-Feb-26`` (as spreadsheets rewrite it),
    ``Feb 8, 2026``; an ISO date may carry a time, which is dropped.
    """
    text = " ".join(text.split())
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d", text):
        text = text[:10]
    for form in _LADDER:
        if form == "%Y%m%d" and not re.fullmatch(r"\d{8}", text):
            continue
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return accepted(day)
    return None


def parse_date(text: str, today: date) -> date:
    """Read a day a person typed: an exact form, ``today`` or ``yesterday``.

    Raises `UsageError` for anything else.
    """
    word = text.strip().lower()
    if word == "today":
        return today
    if word == "yesterday":
        return accepted(today - timedelta(days=1))
    day = read_date(text)
    if day is None:
        message = f"{text[:40]!r} is not a date"
        raise UsageError(message, "Write it as 2026-02-08")
    return day


def parse_period(text: str) -> int:
    """Read a period as days: ``30d``, ``6w``, ``3m`` (30 days each), ``1y``, ``30``, ``weekly``, ``every month``.

    Raises `UsageError` when it is none of these, 0, or above 36,500 days.
    """
    said = " ".join(text.lower().split())
    word = _PERIODS.get(said.removeprefix("every "))
    if word:
        return word
    found = _PERIOD.fullmatch(said)
    days = int(found[1]) * _DAYS[(found[2] or "d")[0]] if found else 0  # five digits at most
    if not 0 < days <= MAX_PERIOD_DAYS:
        message = f"{text[:40]!r} is not a period"
        raise UsageError(message, "Write it as 30d, 6w, 3m, 1y or weekly")
    return days


def parse_back(text: str, today: date) -> date:
    """Read from which day on to look back: a period before today, or a day that has been.

    Raises `UsageError` for anything else.
    """
    if _PERIOD.fullmatch(text.strip().lower()) and not re.fullmatch(r"\d{8}", text.strip()):
        days = parse_period(text)
        return max(today - timedelta(days=days), FIRST_DAY)
    day = read_date(text)
    if day is None:
        message = f"{text[:40]!r} is neither a period nor a day"
        raise UsageError(message, "Write it as 90d, 6w, 3m, 1y or 2026-02-08")
    if day > today:
        message = f"{day.isoformat()} lies in the future"
        raise UsageError(message, "Look back from today: --since 90d")
    return day


def due_day(every: int, last: date) -> date:
    """Say by when to be in touch again: a whole period of `every` days after the last contact."""
    return days_later(last, every)
