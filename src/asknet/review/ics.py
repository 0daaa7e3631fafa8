"""Calendar reminders: iCalendar (RFC 5545), one all-day event for each contact to be in touch with.

Each event has a UID derived from its contact, so that a calendar that reads the file again moves it; none recurs.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, NamedTuple

from asknet.contacts.keep_in_touch import next_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from asknet.store import Store

_OCTETS = 75
"""Octets of a line without its line end (RFC 5545, 3.1)."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Reminder(NamedTuple):
    """A contact to be in touch with by a day."""

    uid: str
    name: str
    day: date


def reminders(store: Store, today: date) -> list[Reminder]:
    """Return the day to be in touch by for every contact with a period, the next first."""
    with store.reading():
        days = next_days(store, today)
        found = [Reminder(c.uid, c.name, days[c.id]) for c in store.contacts.load(sorted(days))]
    return sorted(found, key=lambda reminder: (reminder.day, reminder.name, reminder.uid))


def write_calendar(store: Store, file: IO[bytes], *, today: date, now: str) -> int:
    """Write the reminders to a file and return how many there are; `now` is the local time (ISO 8601)."""
    found = reminders(store, today)
    file.write("".join(calendar(found, now)).encode("utf-8", "replace"))
    return len(found)


def calendar(found: Iterable[Reminder], now: str) -> Iterator[str]:
    """Yield a calendar of the reminders, made at a local time (ISO 8601)."""
    stamp = datetime.fromisoformat(now).astimezone(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//asknet//asknet//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(one.uid)}@asknet",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(f'Be in touch with {one.name}')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    for line in [*lines, "END:VCALENDAR"]:
        yield f"{_folded(line)}\r\n"


def _text(value: str) -> str:
    """Return a text value, escaped (RFC 5545, 3.3.11)."""
    plain = _CONTROLS.sub(" ", value)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Fold a long line between characters."""
    parts, length = [""], 0
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if length + size > _OCTETS:
            parts.append(" ")
            length = 1
        parts[-1] += character
        length += size
    return "\r\n".join(parts)
