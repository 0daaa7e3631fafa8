"""Read the lines of a diary or a notes program as sentences: without bullets, emphasis and links, with their day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import find_days
from asknet.errors import UsageError
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asknet.logbook.sentence.read import Book

NOTE = "# asknet: "
"""The beginning of a line that says why the line below it was not logged."""
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_HANDLE = re.compile(r"(?<!\S)@(\w[\w-]*)")


class Line(NamedTuple):
    """One sentence: its line number, and the day of the heading above it, if that names one."""

    number: int
    text: str
    day: date | None = None


def read_diary(lines: Sequence[str], book: Book, today: date) -> Iterator[Line]:
    """Yield the sentences of a text, one per line; ``# headings``, asknet's own notes and empty lines are skipped.

    ``@word`` is a topic unless a contact has that name.
    """
    day: date | None = None
    for number, line in enumerate(lines, 1):
        text = line.strip()
        heading = _HEADING.fullmatch(text)
        if text.startswith(NOTE):
            continue
        if heading:
            day = _day_of(heading[1], today)
            continue
        text = _LINK.sub(r"\1", _BULLET.sub("", text, count=1) if _BULLET.match(text) else text)
        text = _EMPHASIS.sub(r"\2", text)
        text = _HANDLE.sub(lambda found: found[0] if book.with_any([fold_name(found[1])]) else f"#{found[1]}", text)
        if text:
            yield Line(number, text, day)


def is_dated_heading(line: str, today: date) -> bool:
    """Return whether a line is a heading that gives its day to the lines below it."""
    heading = _HEADING.fullmatch(line.strip())
    return heading is not None and not line.startswith(NOTE) and _day_of(heading[1], today) is not None


def _day_of(heading: str, today: date) -> date | None:
    """Return the day that a heading names, if it names a past one."""
    try:
        days = find_days(heading, today)
    except UsageError:
        return None
    return days[0].day if len(days) == 1 and days[0].day <= today else None
