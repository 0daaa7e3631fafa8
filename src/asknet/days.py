"""Days as people and files write them.

A file holds exact forms, which `read_date` tries one after the other: general date parsers turn
``--12-01`` into this year and ``circa 1800`` into a day, while a fixed list of forms either
matches or does not. What a person types may be looser: `read_day` parses a whole text
(``--on``, ``--met``), and `find_days` finds every day that a sentence names.

A day without a year is the most recent such day, a weekday the last one before today; of two
numbers the first is the day. A week, a month or a season is a span, represented by one of its days.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

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
_PERIOD = r"(?a)(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?"
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_PERIODS = {
    "daily": 1, "day": 1, "weekly": 7, "week": 7, "biweekly": 14, "fortnightly": 14, "fortnight": 14, "monthly": 30,
    "month": 30, "quarterly": 91, "quarter": 91, "yearly": 365, "annually": 365, "year": 365,
}  # fmt: skip
"""Periods in words, as days."""
MAX_PERIOD_DAYS = 36_500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The range of accepted days, with room on both sides for a period to be added or subtracted."""


class DayOutOfRangeError(UsageError):
    """A day before `FIRST_DAY` or after `LAST_DAY`."""


def accepted(day: date) -> date:
    """Return `day`, a plain date. Raises `DayOutOfRangeError`."""
    day = day.date() if isinstance(day, datetime) else day
    if not FIRST_DAY <= day <= LAST_DAY:
        message = f"{day.isoformat()} is not within the years {FIRST_DAY.year} to {LAST_DAY.year}"
        raise DayOutOfRangeError(message, "Write the year with four digits, as in 2026-02-08")
    return day


def days_later(day: date, days: int) -> date:
    """Return the day that is `days` after `day`, which may be outside the accepted range; at most `date.max`."""
    return day + timedelta(days=min(days, (date.max - day).days))


def read_date(text: str) -> date | None:
    """Parse a day in one of the exact forms; return None for any other text. Raises `UsageError` as `accepted` does.

    Known forms: ``2026-02-08``, ``2026/02/08``, ``20260208``, ``08 Feb 2026``,
    ``8 February 2026``, ``8-Feb-26`` (as spreadsheets write it),
    ``Feb 8, 2026``; an ISO date may have a time, which is dropped.
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
    """Parse a day in a file: an exact form, ``today`` or ``yesterday``.

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


class Day(NamedTuple):
    """A day that a text names, and where; `first` to `last` is its span, usually that day alone."""

    first: date
    day: date
    last: date
    start: int
    end: int
    typed: str


def read_day(text: str, today: date) -> date:
    """Parse a day that a person typed, in any form a sentence may use: ``last Tuesday``, ``2 weeks ago``, ``25/11``.

    Raises `UsageError` for anything else.
    """
    return _whole(text, today, "is not a day").day


def _whole(text: str, today: date, wrong: str) -> Day:
    """Parse a text that consists of a day or a span of days and nothing else."""
    exact = read_date(text)
    if exact:
        return Day(exact, exact, exact, 0, len(text), text)
    from asknet.day_phrases import LONGEST_TEXT, day_at, words_of

    words = words_of(text.strip(" .,:()")[:LONGEST_TEXT])
    found = day_at(words, 0, today, alone=True)
    if not found or found[1] < len(words):
        message = f"{text[:40]!r} {wrong}"
        raise UsageError(message, "Write it as 2026-02-08, yesterday, last Tuesday, 2 weeks ago or 3 Nov")
    first, day, last = (accepted(d) for d in found[0])
    return Day(first, day, last, 0, len(text), text)


def parse_period(text: str) -> int:
    """Parse a period and return its days: ``30d``, ``6w``, ``3m`` (30 days each), ``1y``, ``30``, ``weekly``, ``every month``.

    A count may be a word: ``two weeks``, ``every other week``.

    Raises `UsageError` if it is none of these, 0, or more than 36,500 days.
    """
    typed = " ".join(text.lower().split()).removeprefix("every ")
    word = _PERIODS.get(typed)
    if word:
        return word
    counted = re.fullmatch(r"(?:a )?([a-z]+)(?: of)? ([a-z]+)", typed)
    if counted and (count := _count(counted[1])):
        typed = f"{count} {counted[2]}"
    found = re.fullmatch(_PERIOD, re.sub(r"(?a)^\d{6,}", "99999", typed))  # more digits are too many days too
    days = int(found[1]) * _DAYS[(found[2] or "d")[0]] if found else 0
    if days > MAX_PERIOD_DAYS:
        message = f"{text[:40]!r} is longer than {MAX_PERIOD_DAYS:,} days"
        raise UsageError(message, "Write a shorter period, as 30d, 6w, 3m or 1y")
    if not days:
        message = f"{text[:40]!r} is not a period"
        raise UsageError(message, "Write it as 30d, 6w, 3m, 1y or weekly")
    return days


def _count(word: str) -> int:
    from asknet.day_phrases import COUNTS

    return 2 if word == "other" else COUNTS.get(word, 0)


def is_period(text: str) -> bool:
    """Return whether `parse_period` reads the text."""
    try:
        parse_period(text)
    except UsageError:
        return False
    return True


def parse_back(text: str, today: date) -> date:
    """Return the day from which to look back: a period before today, or a past day or span.

    Raises `UsageError` for anything else.
    """
    if re.fullmatch(_PERIOD, text.strip().lower()) and not re.fullmatch(r"\d{8}|(?:19|20|21)\d\d", text.strip()):
        days = parse_period(text)
        return max(today - timedelta(days=days), FIRST_DAY)
    day = _whole(text, today, "is neither a period nor a day").first
    if day > today:
        message = f"{day.isoformat()} is in the future"
        raise UsageError(message, "Look back from today: --since 90d")
    return day


def find_days(text: str, today: date) -> list[Day]:
    """Return the days that a sentence names, in order, future ones included.

    Raises `UsageError` for a day that does not exist or is not `accepted`.
    """
    from asknet.day_phrases import day_at, is_in_name, may_be_day, words_of

    words = words_of(text)
    found: list[Day] = []
    place = 0
    while place < len(words):
        read = day_at(words, place, today) if may_be_day(words[place]) else None
        if read is None:
            place += 1
            continue
        (first, day, last), used = read
        start, end = words[place].start, words[place + used - 1].end
        place += used
        if re.match(r"['’]s\b", text[end:]) or (used == 1 and is_in_name(text, start, end)):
            continue  # yesterday's paper, Sun-hee
        found.append(Day(first, accepted(day), last, start, end, text[start:end]))
    return found
