"""The day of a sentence: at its start before a colon, or at its very end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from asknet.errors import UsageError
from asknet.sentence.words import MONTHS, WEEKDAYS

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a couple of": 2, "couple of": 2,
}  # fmt: skip
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}

_WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_COUNT = r"(?:\d{1,9}|a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_ISO = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
_DAY_MONTH = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+\d{{4}})?"
_MONTH_DAY = rf"{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
_AGO = rf"{_COUNT}\s+(?:day|week|fortnight|month|year)s?\s+ago"
_NEAR = "today|tonight|this (?:morning|afternoon|evening)|yesterday(?: (?:morning|afternoon|evening))?|last night"
_NEAR += "|the day before yesterday|last (?:week|month)|tomorrow"
_DATED = rf"{_ISO}|{_DAY_MONTH}|{_MONTH_DAY}"
_ANY = rf"{_NEAR}|{_AGO}|(?:last |this |on |next )?{_WEEKDAY}(?:\s+{_DATED})?|(?:on )?(?:{_DATED})"

_START = re.compile(rf"\s*\(?({_ANY})\)?(?:\s*:(?=\s|$)|\s*,(?=\s)|\s+[-–—](?=\s))\s*", re.IGNORECASE)
_START_BARE = re.compile(r"\s*(today|yesterday|last night|this (?:morning|afternoon|evening))\s+(?=\S)", re.IGNORECASE)
_NUMERIC = re.compile(r"\s*(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)\s*:(?=\s|$)")
_END = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?:(?:on\s+)(?:{_WEEKDAY}|{_DATED})|last {_WEEKDAY}|{_NEAR}|{_AGO}"
    rf"|\(\s*(?:on\s+)?(?:{_ANY})\s*\)|{_ISO})\s*[.!]?\s*$",
    re.IGNORECASE,
)
_ONLY = re.compile(rf"\s*\(?(?:{_ANY})\)?\s*[:,.]?\s*", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:(?-i:will)|'ll|’ll|won't|going to|next|again|plan\w*|due|invited|invite|wants?|should|tomorrow|let's|shall|would"
    r"|arrives?|starts?|begins?|leaves?|returns?|ends?|expires?|about to|is|are)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:since|until|till|from|by|before|than|after|for|about|of|what|happened)\s*$", re.IGNORECASE
)
_TAGS = re.compile(r"((?:\s+[#+][^\s#+]\S*)+)\s*$")


def cut_day(text: str, today: date) -> tuple[date | None, str]:
    """Take the day off a sentence: ``(the day or None, the rest)``.

    Raises `UsageError` for a day that does not exist, is in the future or may be
    two days, and when nothing but a day is left.
    """
    text = text.strip()
    if not text:
        message = "the sentence is empty"
        raise UsageError(message, 'Type what happened: asknet log "coffee with Nan"')
    if _ONLY.fullmatch(text):
        _day(text.strip(" :,.()"), today)
        message = f"nothing is said besides the day ({text[:40]})"
        raise UsageError(message, 'Type what happened: asknet log "yesterday: coffee with Nan"')
    numeric = _NUMERIC.match(text)
    if numeric:
        message = f"{numeric[1]!r} may be two days"
        raise UsageError(message, f"Write it as {today.isoformat()}")
    found = _START.match(text) or _START_BARE.match(text)
    if found and text[found.end() :].strip():
        return _day(found[1], today), text[found.end() :].strip()
    tags = _TAGS.search(text)
    body, tail = (text[: tags.start()], tags[1]) if tags else (text, "")
    found = _END.search(body)
    if found and not _about_the_future(body[: found.start()]):
        rest = body[: found.start()].rstrip(" ,;-–—")
        if rest:
            return _day(found.group().strip(" .!()"), today), rest + tail
    return None, text


def _about_the_future(before: str) -> bool:
    clause = re.split(r"[,;.!?]|\band\b", before.rstrip(" ,;"))[-1]
    return bool(_TO_COME.search(clause) or _NOT_BEFORE.search(before))


def _day(said: str, today: date) -> date:
    words = " ".join(said.lower().replace(",", " ").split()).removeprefix("on ").strip()
    day = _near(words, today) or _weekday(words, today) or _dated(words, said, today)
    if day > today:
        message = f"{said.strip()!r} lies in the future"
        raise UsageError(message, "Log it when it has happened")
    return day


def _near(words: str, today: date) -> date | None:
    if words.startswith(("today", "tonight", "this morning", "this afternoon", "this evening")):
        return today
    if words.startswith(("yesterday", "last night")):
        return today - timedelta(days=1)
    fixed = {"the day before yesterday": -2, "last week": -7, "last month": -30, "tomorrow": 1}
    if words in fixed:
        return today + timedelta(days=fixed[words])
    ago = re.fullmatch(rf"({_COUNT})\s+(day|week|fortnight|month|year)s?\s+ago", words)
    if ago:
        count = _NUMBERS.get(ago[1]) or int(ago[1])
        try:
            return today - timedelta(days=count * _UNITS[ago[2]])
        except OverflowError:
            message = f"{words!r} is before all calendars"
            raise UsageError(message, f"Write the day as {today.isoformat()}") from None
    return None


def _weekday(words: str, today: date) -> date | None:
    found = re.fullmatch(rf"(last |this |next )?({_WEEKDAY})", words)
    if not found:
        return None
    wanted = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found[2][:3]))
    back = (today.weekday() - wanted) % 7
    if found[1] == "next ":
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back or (7 if found[1] == "last " else 0))


def _dated(words: str, said: str, today: date) -> date:
    words = re.sub(rf"^(?:last |this |next )?{_WEEKDAY}\s+(?=\S)", "", words)
    words = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words).replace(" of ", " ").replace(".", "")
    iso = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", words)
    if iso:
        return _exact(int(iso[1]), int(iso[2]), int(iso[3]), said)
    parts = words.split()
    name = next(p for p in parts if p[0].isalpha())
    month = next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))
    numbers = [int(p) for p in parts if p.isdigit()]
    if len(numbers) > 1:
        return _exact(numbers[1], month, numbers[0], said)
    for year in range(today.year, today.year - 9, -1):  # 29 February comes every fourth year, or eighth
        try:
            day = date(year, month, numbers[0])
        except ValueError:
            continue
        if day <= today:
            return day
    return _exact(today.year, month, numbers[0], said)


def _exact(year: int, month: int, day: int, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        message = f"{said.strip()!r} is not a day of the calendar"
        raise UsageError(message, "Write it as 2026-02-08") from None
