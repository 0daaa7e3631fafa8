"""Read the lines of a diary or a notes program as sentences: without bullets, emphasis and links, with their day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import find_days
from asknet.errors import UsageError
from asknet.formats.friends_md import activities, named_in
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asknet.days import Day
    from asknet.logbook.sentence.names import ContactsByWord

NOTE = "# asknet: "
"""The beginning of a line that says why the line below it was not logged."""
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_SET_OFF = " \t[]().:-–—*_"
"""Signs around a day that is alone on its line."""
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_HANDLE = re.compile(r"(?<!\S)@(\w[\w-]*)")


class Line(NamedTuple):
    """One sentence: its line number, the day of the heading above it, if that names one, and who is marked in it."""

    number: int
    text: str
    day: date | None = None
    with_: Sequence[str] = ()


def read_diary(lines: Sequence[str], book: ContactsByWord, today: date) -> Iterator[Line]:
    """Yield the sentences of a text, one per line; ``# headings``, days alone, asknet's own notes and empty lines are skipped.

    ``@word`` is a topic unless a contact has that name. Of a file of the program `friends`, the activities are read.
    """
    day: date | None = None
    events = activities(lines)
    for number, line in enumerate(lines if events is None else events, 1):
        text = line.strip()
        heading = _HEADING.fullmatch(text)
        if text.startswith(NOTE):
            continue
        if heading or is_dated_heading(text, today):
            found = _day_of(heading[1] if heading else text, today)
            day = found.day if found else None
            continue
        text = _LINK.sub(r"\1", _BULLET.sub("", text, count=1) if _BULLET.match(text) else text)
        text = _EMPHASIS.sub(r"\2", text)
        text = _HANDLE.sub(lambda found: found[0] if book.with_any([fold_name(found[1])]) else f"#{found[1]}", text)
        if text:
            yield Line(number, text, day, () if events is None else named_in(line))


def is_dated_heading(line: str, today: date) -> bool:
    """Return whether a line, a heading or a day alone, gives its day to the lines below it."""
    text = line.strip()
    heading = _HEADING.fullmatch(text)
    if heading:
        return not line.startswith(NOTE) and _day_of(heading[1], today) is not None
    day = _day_of(text, today)
    return day is not None and not text[: day.start].strip(_SET_OFF) and not text[day.end :].strip(_SET_OFF)


def _day_of(heading: str, today: date) -> Day | None:
    """Return the day that a heading names, if it names a past one."""
    try:
        days = find_days(heading, today)
    except UsageError:
        return None
    return days[0] if len(days) == 1 and days[0].day <= today else None
