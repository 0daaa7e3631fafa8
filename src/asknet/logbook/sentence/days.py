"""The day of a sentence: at its start before a colon, or at its very end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from asknet.days import accepted
from asknet.errors import UsageError
from asknet.logbook.sentence.vocabulary import MONTHS, WEEKDAYS

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a couple of": 2, "couple of": 2,
}  # fmt: skip
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}

_NEAR = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "yesterday morning": -1, "yesterday afternoon": -1, "yesterday evening": -1, "last night": -1,
    "the day before yesterday": -2, "last week": -7, "last month": -30, "tomorrow": 1,
}  # fmt: skip
_NEEDS_NO_COLON = ("today", "yesterday", "last night", "this morning", "this afternoon", "this evening")
_LONGEST = 6
"""Words of a day, at most."""
_TO_COME = frozenset(
    """
    'll won't going next again plans planning due want wants should tomorrow let's shall would
    arrives arrive starts start begins begin leaves returns ends expires is are
    """.split()
)
_NOT_BEFORE = frozenset("since until till from by before than after for about of what happened".split())


def cut_day(text: str, today: date) -> tuple[date | None, str]:
    """Take the day off a sentence: ``(the day or None, the rest)``.

    Raises `UsageError` for a day that does not exist, is in the future, may be
    two days or is not `accepted`, and when nothing but a day is left.
    """
    text = text.strip()
    if not text:
        message = "the sentence is empty"
        raise UsageError(message, 'Type what happened: asknet log "coffee with Nan"')
    if _read(text.strip(" :,.()"), today):
        message = f"nothing is said besides the day ({text[:40]})"
        raise UsageError(message, 'Type what happened: asknet log "yesterday: coffee with Nan"')
    found = _at_the_start(text, today) or _at_the_end(text, today)
    return (accepted(found[0]), found[1]) if found else (None, text)


def _at_the_start(text: str, today: date) -> tuple[date, str] | None:
    for mark in (": ", ", ", " - ", " – ", " — "):
        head, found, rest = text.partition(mark)
        if found and rest.strip() and len(head) <= _LONGEST_TEXT:
            day = _in_numbers(head, today) if mark == ": " and head[0].isdecimal() else None
            day = day or _read(head.strip(" ()"), today)
            if day:
                return _past(day, head, today), rest.strip()
    head, found, rest = text.partition(") ")
    day = _read(head[1:], today) if found and head[:1] == "(" else None
    if day:
        return _past(day, head[1:], today), rest.strip()
    lower = text[:_LONGEST_TEXT].lower()
    for near in _NEEDS_NO_COLON:
        if lower.startswith(near + " "):
            return today + timedelta(days=_NEAR[near]), text[len(near) :].strip()
    return None


_LONGEST_TEXT = 40


def _in_numbers(said: str, today: date) -> date | None:
    """Read ``21/11`` where it can only be one day; raise where it may be two."""
    parts = re.split(r"[/.-]", said)
    if not 1 < len(parts) < 4 or not all(p.isascii() and p.isdecimal() and len(p) <= 4 for p in parts):  # noqa: PLR2004
        return None
    first, second, *rest = (int(p) for p in parts)
    if len(parts[0]) > 2 or len(parts[1]) > 2 or (rest and not 1000 <= rest[0] <= 9999):  # noqa: PLR2004
        return None
    months = {(month, day) for day, month in ((first, second), (second, first)) if 1 <= month <= 12}  # noqa: PLR2004
    if len(months) > 1:
        message = f"{said!r} may be two days"
        raise UsageError(message, f"Write it as {today.isoformat()}")
    month, day = months.pop() if months else (0, 0)
    return _exact(rest[0], month, day, said) if rest else _last_such(today, month, day, said)


def _at_the_end(text: str, today: date) -> tuple[date, str] | None:
    words = text.split(" ")
    tags = len(words)
    while tags and words[tags - 1][:1] in ("#", "+"):
        tags -= 1
    tail = words[tags:]
    for count in range(min(_LONGEST, tags - 1), 0, -1):
        said = " ".join(words[tags - count : tags])
        before = words[: tags - count]
        bare = said.rstrip(".!")
        bracketed = bare.startswith("(") and bare.endswith(")")
        day = _read(bare.strip("()"), today)
        set_off = bracketed or before[-1][-1:] in _SET_OFF
        if day and day > today and not set_off and any(word[-1:] in ",;." for word in before):
            return None
        if day is None or not (set_off or _stands_alone(bare.lower())) or _to_come(before):
            continue
        rest = " ".join(before).rstrip(" ,;-–—")
        if rest:
            return _past(day, bare, today), " ".join([rest, *tail])
    return None


_SET_OFF = (",", ";", "-", "–", "—")
"""What a word before a day at the end closes with, where the day is set off."""


def _stands_alone(said: str) -> bool:
    """Say whether a day at the end is one without a colon: ``on Monday``, ``yesterday``, ``2 days ago``."""
    return said.startswith(("on ", "last ")) or said in _NEAR or said.endswith(" ago") or _iso(said) != ()


def _to_come(before: list[str]) -> bool:
    """Say whether the clause before tells of what is still to come, or of a day as such."""
    if before and before[-1].lower() in _NOT_BEFORE:
        return True
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        bare = word.strip("(\"'“").lower()
        if bare.startswith("plan") and before[place + 1 : place + 2] not in (["to"], ["on"], ["a"]):
            continue
        if (
            (word == "will" and not _is_will(before, place))
            or bare.rstrip(",;.!?") in _TO_COME
            or bare.endswith(("'ll", "’ll"))
        ):
            return True
        if word == "and" or word[-1:] in ",;.!?":
            return False
    return False


def _is_will(words: list[str], place: int) -> bool:
    """Say whether ``will`` is somebody's name: ``coffee with will``, ``will & may``, ``will helped me``."""
    before = words[place - 1].lower() if place else ""
    after = words[place + 1].lower() if place + 1 < len(words) else "and"
    return (
        before in ("with", "w/", "&", "+", "met", "saw", "called") or after in ("&", "+", "and") or after.endswith("ed")
    )


def _past(day: date, said: str, today: date) -> date:
    if day > today:
        message = f"{said.strip()!r} lies in the future"
        raise UsageError(message, "Log it when it has happened")
    return day


def _read(said: str, today: date) -> date | None:
    """Read a day in one of the forms, or return None; a form with a day that does not exist raises."""
    if len(said) > _LONGEST_TEXT:
        return None
    lower = " ".join(said.lower().replace(",", " ").split()).removeprefix("on ")
    if lower in _NEAR:
        return today + timedelta(days=_NEAR[lower])
    words = lower.split()
    if not words:
        return None
    return _ago(words, today) or _weekday(words, today) or _dated(words, said, today)


def _ago(words: list[str], today: date) -> date | None:
    if words[-1] != "ago" or len(words) < 3:  # noqa: PLR2004 - count, unit, ago
        return None
    count, unit = " ".join(words[:-2]), words[-2].removesuffix("s")
    number = _NUMBERS.get(count) or (int(count) if count.isascii() and count.isdecimal() and len(count) < 10 else 0)  # noqa: PLR2004
    if not number or unit not in _UNITS:
        return None
    try:
        return today - timedelta(days=number * _UNITS[unit])
    except OverflowError:
        message = f"{' '.join(words)!r} is before all calendars"
        raise UsageError(message, f"Write the day as {today.isoformat()}") from None


_SHORT_WEEKDAYS = {short: n for n, name in enumerate(WEEKDAYS) for short in (name, name[:3])} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip


def _weekday(words: list[str], today: date) -> date | None:
    which, name = words[0] if len(words) > 1 else "", words[-1]
    if len(words) > 2 or which not in ("", "last", "this", "next") or name not in _SHORT_WEEKDAYS:  # noqa: PLR2004
        return None
    back = (today.weekday() - _SHORT_WEEKDAYS[name]) % 7
    if which == "next":
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or (7 if which == "last" else 0))


def _iso(said: str) -> tuple[int, ...]:
    """Return ``(year, month, day)`` of ``2026-11-20`` or ``2026/11/20``, else nothing."""
    parts = said.replace("/", "-").split("-")
    sizes = [len(p) for p in parts]
    if len(parts) != 3 or sizes[0] != 4 or max(sizes[1:]) > 2:  # noqa: PLR2004
        return ()
    return tuple(int(p) for p in parts) if all(p.isascii() and p.isdecimal() for p in parts) else ()


def _dated(words: list[str], said: str, today: date) -> date | None:
    if len(words) > 1 and words[0] in _SHORT_WEEKDAYS:
        words = words[1:]
    iso = _iso(words[0]) if len(words) == 1 else ()
    if iso:
        return _exact(iso[0], iso[1], iso[2], said)
    parts = [word.rstrip(".") for word in words if word != "of"]
    month = next((_MONTHS[p] for p in parts[:2] if p in _MONTHS), 0)
    numbers = [n for n in (_ordinal(p) for p in parts if p not in _MONTHS) if n]
    if not month or len(parts) not in (2, 3) or len(numbers) != len(parts) - 1 or numbers[0] > 99:  # noqa: PLR2004
        return None
    if len(numbers) > 1:
        return _exact(numbers[1], month, numbers[0], said) if numbers[1] > 999 else None  # noqa: PLR2004
    return _last_such(today, month, numbers[0], said)


def _last_such(today: date, month: int, number: int, said: str) -> date:
    """Return the last such day of a year, today included."""
    for year in range(today.year, today.year - 9, -1):  # 29 February comes every fourth year, or eighth
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today:
            return day
    return _exact(today.year, month, number, said)


_MONTHS = {short: n for n, name in enumerate(MONTHS, 1) for short in (name, name[:3])} | {"sept": 9}


def _ordinal(word: str) -> int:
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 4 else 0  # noqa: PLR2004


def _exact(year: int, month: int, day: int, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        message = f"{said.strip()!r} is not a day of the calendar"
        raise UsageError(message, "Write it as 2026-02-08") from None
