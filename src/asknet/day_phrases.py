"""Phrases that name a day: ``yesterday``, ``last Tuesday``, ``two weeks ago``, ``3 Nov``, ``in summer 2019``.

`day_at` parses the phrase that begins at a word; `asknet.days` decides where one may begin and what it means there.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import UsageError
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_TEXT = 60


class Word(NamedTuple):
    """A word, number or sign of a text: folded, and its position."""

    typed: str
    start: int
    end: int
    raw: str


_WORDS = r"(?i)\d+(?:[/.:T-]\d+)*(?:st|nd|rd|th|\.(?=\s|$))?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s\w]"
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
}  # fmt: skip
_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_SHORT_UNITS = {"yr": "year", "mth": "month", "wk": "week"}
_HALVES = {"half a year": (6, "month"), "half a month": (15, "day")}
_WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday", "mon tue wed thu fri sat sun",
        "- tues weds thur - - -", "- - - thurs - satdy -", "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche", "lunes martes miercoles jueves viernes sabado domingo",
    )
    for number, name in enumerate(names.split())
    if name != "-"
}  # fmt: skip
_WORDS_TOO = frozenset("sat sun wed mon".split())
"""Abbreviated weekdays that are also words, so that they need ``on`` before, or a sign or the end after."""
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr - jun jul aug sep oct nov dec", "- - - - - - - - sept - - -",
        "januar februar marz - mai juni juli - - oktober - dezember", "- - - - - - - - - okt - dez",
        "janvier fevrier mars avril - juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
    if name != "-"
}  # fmt: skip
_NEAR = {
    "today": 0, "tonight": 0, "earlier today": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "heute": 0, "gestern": -1, "vorgestern": -2, "aujourd'hui": 0, "hier": -1, "avant-hier": -2,
    "hoy": 0, "ayer": -1, "anteayer": -2, "the other day": -3, "y'day": -1, "yday": -1, "yest": -1,
}  # fmt: skip
_PART_OF_DAY = frozenset("morning morn am forenoon lunchtime afternoon arvo pm evening eve night nite".split())
_NEAR |= {f"this {part}": 0 for part in _PART_OF_DAY} | {
    f"last {part}": -1 for part in ("night", "nite", "evening", "eve")
}
_FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "xmas eve": (12, 24), "xmas day": (12, 25), "xmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14),
    "bonfire night": (11, 5), "armistice day": (11, 11), "hogmanay": (12, 31),
    "st patrick's day": (3, 17), "burns night": (1, 25), "may day": (5, 1),
}  # fmt: skip
"""Holidays on a fixed date: month and day; movable ones are counted from Easter."""
_FROM_EASTER = {"good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1, "shrove tuesday": -47,
                "ash wednesday": -46, "whit monday": 50}  # fmt: skip
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PART_OF_MONTH = {"early": 5, "beginning": 5, "start": 5, "mid": 15, "middle": 15, "late": 25, "end": 25}
_OPENING = frozenset("on the back in at over during all am el im le il ultimo letzten".split())
_ORDINALS = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
_COUNTED = frozenset(
    """
    floor attempt try day days time page hole row go lap round birthday anniversary platform week weekend month and or
    """.split()
)
"""Words after an ordinal that is not a day: ``on the 3rd floor``."""
_AFTER_A_DAY = frozenset(
    """
    i we he she they you it and with at in for to but when where who which after before over via by from this last my
    our his her their a an the while then so because bc about again finally on w as until till too there gone
    """.split()
)
"""Function words that may follow a weekday; before any other word it describes something (``sunday roast``)."""


def words_of(text: str) -> list[Word]:
    """Return the words, numbers and signs of a text, without those that fold to nothing (a part of an emoji)."""
    words = (Word(fold(m.group()).replace("’", "'"), m.start(), m.end(), m.group()) for m in re.finditer(_WORDS, text))
    return [word for word in words if word.typed]


_FIRST_WORDS = (
    {w.split()[0] for w in (*_NEAR, *_FEASTS, *_FROM_EASTER)}
    | COUNTS.keys() | _WEEKDAYS.keys() | _MONTHS.keys() | _PART_OF_MONTH.keys() | _SEASONS.keys() | _OPENING
    | {f"{name}'s" for name in (*_WEEKDAYS, "yesterday")} | _ORDINALS.keys() | _UNITS.keys()
    | {"last", "this", "next", "past", "previous", "earlier", "half"}
)  # fmt: skip


_HOURS = frozenset("morning noon afternoon evening night".split())


def may_be_day(word: Word) -> bool:
    """Return whether a phrase for a day may begin with this word."""
    return word.typed[0].isdigit() or word.typed in _FIRST_WORDS


def is_in_name(text: str, start: int, end: int) -> bool:
    """Return whether a word is a part of a name: ``Sun-hee``, ``Kyung-sun``; ``Mon-Fri`` and ``mid-May`` are none."""
    before, after = re.search(r"([^\W\d_]+)-$", text[:start]), re.match(r"-([^\W\d_]+)", text[end:])
    joined = [found[1] for found in (before, after) if found]
    capital = text[before.start() if before else start].isupper()
    return capital and any(fold(word) not in _FIRST_WORDS | _HOURS for word in joined)


_Span = tuple[date, date, date]
_Read = tuple[_Span, int] | None
"""The first, the representative and the last day of a span, and how many words name it."""


def day_at(words: Sequence[Word], place: int, today: date, *, alone: bool = False) -> _Read:
    """Parse the day that begins with this word, if any; the words before it (``on the``) are part of it."""
    opening = place
    while opening < len(words) and words[opening].typed in _OPENING and opening - place < 3:  # noqa: PLR2004
        opening += 1
    before = {word.typed for word in words[place:opening]}
    for start in dict.fromkeys((place, opening)):
        here = words[start : start + 9]
        if not here:
            continue
        for reader in (_near, _ago, _numbers, _weekday, _dated, _feast, _span, _month):
            read = reader(here, today, before if start == opening else set(), alone=alone or (start == 0))
            if read:
                return read[0], read[1] + start - place
    return None


def _one(day: date, used: int) -> _Read:
    return (day, day, day), used


def _phrase(here: Sequence[Word], most: int = 4) -> Iterator[tuple[str, int]]:
    for used in range(min(most, len(here)), 0, -1):
        yield " ".join(word.typed for word in here[:used]), used


def _near(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    for phrase, used in _phrase(here):
        typed = phrase.removesuffix("'s") if alone or "at" in before else phrase  # at yesterday's meeting
        if typed in _NEAR:
            if used < len(here) and here[used].typed in _PART_OF_DAY and typed in ("yesterday", "tomorrow"):
                return _one(today + timedelta(days=_NEAR[typed]), used + 1)
            return _one(today + timedelta(days=_NEAR[typed]), used)
    return None


def _ago(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``two weeks ago``, ``a couple of days ago``, ``half a year ago``, ``three Sundays ago``."""
    del before, alone
    typed = [word.typed for word in here]
    if "ago" not in typed and "back" not in typed:
        return None
    end = next(n for n, word in enumerate(typed) if word in ("ago", "back"))
    count, unit = _counted(typed[:end])
    if not count or (unit not in _UNITS and unit not in _WEEKDAYS):
        return None
    used = end + 1
    try:
        if unit in _WEEKDAYS:
            return _one(_last_weekday(_WEEKDAYS[unit], today) - timedelta(days=7 * (count - 1)), used)
        months = {"month": count, "year": 12 * count}.get(unit, 0)
        day = _months_before(today, months) if months else today - timedelta(days=count * _UNITS[unit])
        if used < len(typed) and typed[used] in ("today", "yesterday"):
            day, used = day - timedelta(days=typed[used] == "yesterday"), used + 1
        slack = timedelta(days={"month": 15, "year": 180}.get(unit, 3) if months or "few" in typed[:end] else 0)
        return (day - slack, day, min(day + slack, today)), used
    except OverflowError:
        message = f"{' '.join(typed[:used])!r} is too long ago"
        raise UsageError(message, f"Write the day as {today.isoformat()}") from None


def _counted(words: Sequence[str]) -> tuple[int, str]:
    """Return the count and the unit in ``two weeks``, ``a couple of days``, ``half a year``; a count of 0 if it is none."""
    text = " ".join(word for word in words if word not in ("of", "about", "good"))
    if text in _HALVES:
        return _HALVES[text]
    whole = text.replace(" and a half", "", 1)
    counted = whole.split()
    if len(counted) == 3 and counted[0] == "a" and counted[1] in COUNTS:  # noqa: PLR2004 - a couple of weeks
        counted = counted[1:]
    if len(counted) == 1 == len(words):
        counted = ["a", *counted]  # week ago today
    if len(counted) != 2:  # noqa: PLR2004 - a count and a unit
        return 0, ""
    count = COUNTS.get(counted[0]) or (int(counted[0]) if counted[0].isdecimal() and len(counted[0]) < 10 else 0)  # noqa: PLR2004
    unit = counted[1].removesuffix("s")
    unit = _SHORT_UNITS.get(unit, unit)
    if whole != text:
        return (12 * count + 6, "month") if unit == "year" else (0, "")
    return count, unit


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last. Raises `OverflowError` before the year 1."""
    count = day.year * 12 + day.month - 1 - months
    if count < 12:  # noqa: PLR2004 - months of a year
        raise OverflowError
    first = date(count // 12, count % 12 + 1, 1)
    return first.replace(day=min(day.day, (_month_after(first, 1) - timedelta(days=1)).day))


def _last_weekday(number: int, today: date) -> date:
    return today - timedelta(days=(today.weekday() - number) % 7 or 7)


_ISO = r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:t\d\d:\d\d(?::\d\d)?)?"
_SEVERAL = r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d\d))?\.?"
_YEAR = r"(?:19|20|21)\d\d"
_TIME = r"\d\d?:\d\d(?::\d\d)?"


def _may_be_date(several: re.Match[str]) -> bool:
    """Return whether one of two numbers may be a month; ``20/40`` is a fraction."""
    return min(int(several[1]), int(several[3])) <= 12  # noqa: PLR2004


def _numbers(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Parse ``2026-11-20``, ``20/11``, ``20.11.26``, with an optional time behind them (``09:30 AM``)."""
    word = here[0].typed
    if not word[0].isdigit():
        return None
    iso, several = re.fullmatch(_ISO, word), re.fullmatch(_SEVERAL, word)
    if iso:
        day = _exact(int(iso[1]), int(iso[3]), int(iso[4]), word)
    elif several and several[4]:
        day = _exact(int(several[4]) + (2000 if len(several[4]) == 2 else 0), *_month_and_day(several), word)  # noqa: PLR2004
    elif several and (alone or _may_be_date(several)) and _is_day(here, several[2], before, alone=alone):
        month, number = _month_and_day(several)
        day = _last_such(today, month, number, word)
    else:
        return None
    used = 2 if _next(here) == "," else 1
    if not re.fullmatch(_TIME, _next(here, used)):
        return _one(day, 1)
    return _one(day, used + 1 + (_next(here, used + 1) in ("am", "pm")))


def _month_and_day(several: re.Match[str]) -> tuple[int, int]:
    """Return the month and the day of ``20/11``; also of ``11/20``, which is unambiguous."""
    number, month = int(several[1]), int(several[3])
    return (number, month) if month > 12 >= number else (month, number)  # noqa: PLR2004


def _is_day(here: Sequence[Word], sign: str, before: set[str], *, alone: bool) -> bool:
    """Return whether two numbers are a day rather than a fraction, a version or a time."""
    if sign == "/":
        return here[0].typed != "24/7" and _next(here) not in ("of", "a", "an", "the")
    marked = (
        here[0].typed.endswith(".") or bool(before & {"on", "am"}) or _next(here) == ":" or (alone and len(here) == 1)
    )
    return sign == "." and marked


def _next(here: Sequence[Word], place: int = 1) -> str:
    return here[place].typed if len(here) > place else ""


def _is_set_off(here: Sequence[Word], place: int) -> bool:
    """Return whether the text ends before this word, or the word is a colon or a comma."""
    return _next(here, place) in ("", ":", ",")


def _weekday(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``Monday``, ``last Tuesday``, ``Friday evening``, ``Tuesday last week``, ``Monday, 3 November``.

    ``last Tuesday`` is the same day as ``Tuesday``.
    """
    which = here[0].typed if here[0].typed in ("last", "this", "next", "past") else ""
    at = 1 if which else 0
    if which == "this" and _next(here, 1) in ("past", "last"):
        which, at = "last", 2
    name = _next(here, at)
    owner = name.endswith("'s") and (alone or "at" in before)  # at Saturday's concert
    name = name[:-2] if owner else name
    if name not in _WEEKDAYS or ("the" in before and name in _WORDS_TOO):  # in the sun
        return None
    used = at + 1
    behind = here[used + (_next(here, used) in (",", ".")) :]
    dated = (_dated(behind, today, set(), alone=True) or _numbers(behind, today, set(), alone=True)) if behind else None
    if dated and not which:
        return dated[0], dated[1] + len(here) - len(behind)
    part = _next(here, used) in _PART_OF_DAY
    set_off = part or owner or bool(which or before & {"on", "am", "el", "le"})
    opens = today.weekday() != _WEEKDAYS[name]  # a Sunday roast on a Sunday is today's
    if not set_off and not _is_weekday(here, used, alone=alone, opens=opens):
        return None
    back = timedelta(days=(today.weekday() - _WEEKDAYS[name]) % 7)
    if which == "next":
        return _one(today - back + timedelta(days=7), used + part)
    if which == "this" and not back:
        return _one(today, used + part)
    return _weekday_of_week(here, used + part, _WEEKDAYS[name], today)


def _is_weekday(here: Sequence[Word], used: int, *, alone: bool, opens: bool) -> bool:
    """Return whether a bare weekday is one, not another word (``sat``); what it belongs to is for others to judge."""
    after = here[used].raw if used < len(here) else ""
    if here[used - 1].typed in _WORDS_TOO:
        return (not alone and here[used - 1].raw[0].isupper()) or not after[:1].isalnum()
    return opens or not (after.isalpha() and after.islower()) or after in _AFTER_A_DAY


def _weekday_of_week(here: Sequence[Word], used: int, number: int, today: date) -> _Read:
    """Parse what may follow a weekday: ``last week``, ``of last week``, ``before last``, ``last``."""
    day = _last_weekday(number, today)
    ending = " ".join(word.typed for word in here[used : used + 3])
    if re.match(r"(?:of )?last week\b", ending):
        monday = today - timedelta(days=today.weekday())
        return _one(monday + timedelta(days=number - 7), used + 2 + ending.startswith("of"))
    if ending.startswith("before last"):
        return _one(day - timedelta(days=7), used + 2)
    past = re.match(r"(?:just )?(?:gone|past)\b|last(?: [^\w]|$)", ending)
    return _one(day, used + (len(past[0].split()) - past[0].endswith((",", ".")) if past else 0))


def _dated(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``3 Nov``, ``3rd of November 2026``, ``Nov 3, 2026``, ``on the 3rd``."""
    del alone
    typed = [word.typed.rstrip(".") for word in here]
    number = _ordinal(typed[0])
    used = 1
    if number:
        while used < len(here) and typed[used] in ("of", "de", ".", ""):
            used += 1
        month = _MONTHS.get(typed[used], 0) if used < len(here) else 0
        if month:
            return _with_year(here, used + 1, month, number, today)
        on, bare = "on" in before, len(here) == 1 or not here[1].raw[0].islower() or typed[1] in _AFTER_A_DAY
        if not typed[0].isdigit() and (
            (bare and "the" in before and typed[0] not in _ORDINALS) or (on and _next(here) not in _COUNTED)
        ):
            last = today.replace(day=1)
            for _ in range(13):
                try:
                    if last.replace(day=number) <= today:
                        return _one(last.replace(day=number), 1)
                except ValueError:
                    pass
                last = (last - timedelta(days=1)).replace(day=1)
        return None
    month = _MONTHS.get(typed[0], 0)
    if not month:
        return None
    used = 2 if _next(here) in (".", "the") else 1
    number = _ordinal(typed[used]) if used < len(here) else 0
    return _with_year(here, used + 1, month, number, today) if 0 < number <= 31 else None  # noqa: PLR2004


def _with_year(here: Sequence[Word], used: int, month: int, number: int, today: date) -> _Read:
    typed = " ".join(word.raw for word in here[:used])
    while used < len(here) and here[used].typed == ".":
        used += 1
    place = used + 1 if _next(here, used) in (",", "de") else used
    year = _next(here, place)
    if re.fullmatch(_YEAR, year):
        return _one(_exact(int(year), month, number, typed), place + 1)
    return _one(_last_such(today, month, number, typed), used)


def _feast(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``Christmas``, ``Good Friday``, ``on May Day 2024``."""
    for typed, used in _phrase(here, 3):
        known = typed in _FEASTS or typed in _FROM_EASTER
        after = here[used].raw if used < len(here) else ""
        part_of = after.isalpha() and after.islower() and after not in _AFTER_A_DAY and not before
        dated = re.fullmatch(_YEAR, after)
        if not known or not (dated or " " in typed or ((before or alone) and not part_of)):
            continue  # a Christmas card
        if dated:
            return _one(_feast_in(int(after), typed), used + 1)
        return _one(next(day for back in (0, 1) if (day := _feast_in(today.year - back, typed)) <= today), used)
    return None


def _feast_in(year: int, name: str) -> date:
    if name in _FEASTS:
        return date(year, *_FEASTS[name])
    return _easter(year) + timedelta(days=_FROM_EASTER[name])


def _easter(year: int) -> date:
    """Return Easter Sunday (J.-M. Oudin's algorithm, 1940)."""
    century, golden = year // 100, year % 19
    k = (century - 17) // 25
    i = (century - century // 4 - (century - k) // 3 + 19 * golden + 15) % 30
    i -= (i // 28) * (1 - (i // 28) * (29 // (i + 1)) * ((21 - golden) // 11))
    j = (year + year // 4 + i + 2 - century + century // 4) % 7
    month = 3 + (i - j + 40) // 44
    return date(year, month, i - j + 28 - 31 * (month // 4))


def _span(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``last week``, ``this month``, ``at the weekend``, ``last summer``, ``in autumn 2024``, ``in 2019``."""
    at = int(here[0].typed == "earlier")
    which = _next(here, at) if _next(here, at) in ("last", "this", "next", "past", "previous") else ""
    name = _next(here, at + bool(which))
    read = {
        "week": _week,
        "wk": _week,
        "weekend": _weekend,
        "wkend": _weekend,
        "month": _whole_month,
        "year": _year,
    }.get(name)
    inside = before & {"in", "during"}
    if re.fullmatch(_YEAR, here[0].typed) and (inside or (alone and _is_set_off(here, 1))):
        middle = date(int(here[0].typed), 7, 1)
        first, last = middle.replace(month=1), middle.replace(month=12, day=31)
        return (first, min(middle, today) if middle.year == today.year else middle, last), 1
    used = at + bool(which) + 1
    year = _next(here, used)
    if name in _SEASONS and re.fullmatch(_YEAR, year) and (inside or (alone and _is_set_off(here, used + 1))):
        first = date(int(year), _SEASONS[name], 1)
        return (first, first + timedelta(days=45), _month_after(first, 3) - timedelta(days=1)), used + 1
    if name in _SEASONS and which != "next" and (which or inside):
        span = _season(name, which, today)
    elif read and (which or (name == "weekend" and (before or alone or _next(here) in ("", "just", "gone")))):
        span = read(today, {"": 0, "this": 0, "next": 1}.get(which, -1))
        named = _WEEKDAYS.get(_next(here, used))
        if read is _week and named is not None:
            return _one(span[0] + timedelta(days=named), used + 1)
        if at and span[0] < today:
            span = span[0], max(span[0], today - timedelta(days=1)), today
    else:
        return None
    return span, used


def _week(today: date, weeks: int) -> _Span:
    first = today - timedelta(days=today.weekday() - 7 * weeks)
    return first, today + timedelta(days=7 * weeks), first + timedelta(days=6)


def _weekend(today: date, weeks: int) -> _Span:
    saturday = today - timedelta(days=today.weekday() - 5)
    if weeks > 0:
        saturday += timedelta(days=7)
    elif weeks or saturday > today:
        saturday -= timedelta(days=7)
    return saturday, saturday, saturday + timedelta(days=1)


def _whole_month(today: date, months: int) -> _Span:
    first = _month_after(today, months)
    last = _month_after(first, 1) - timedelta(days=1)
    day = _months_before(today, -months) if months < 0 else today + timedelta(days=30 * months)
    return first, min(max(first, day), last), last


def _year(today: date, years: int) -> _Span:
    year = today.year + years
    day = today + timedelta(days=365 * years)
    return date(year, 1, 1), day if day.year == year else date(year, 7, 1), date(year, 12, 31)


def _season(name: str, which: str, today: date) -> _Span:
    first = date(today.year, _SEASONS[name], 1)
    if first > today or (which == "last" and _month_after(first, 3) > today):
        first = first.replace(year=first.year - 1)
    return first, min(first + timedelta(days=45), today), _month_after(first, 3) - timedelta(days=1)


def _month_after(day: date, months: int) -> date:
    """Return the first day of the month that is `months` later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _month(here: Sequence[Word], today: date, before: set[str], *, alone: bool) -> _Read:
    """Read ``in March``, ``last March``, ``in early March 2025``, ``at the end of March``."""
    typed = [word.typed for word in here]
    digits = re.fullmatch(rf"({_YEAR})-(\d\d)", typed[0])
    if digits and (before & {"in", "during"} or (alone and _is_set_off(here, 1))):
        first = _exact(int(digits[1]), int(digits[2]), 1, typed[0])
        return (first, first, _month_after(first, 1) - timedelta(days=1)), 1
    at, number = 0, 0
    if typed[0] in _PART_OF_MONTH:
        number = _PART_OF_MONTH[typed[0]]
        at = 2 if _next(here) in ("of", "-") else 1
    which = typed[at] if at < len(typed) and typed[at] in ("last", "this", "next") else ""
    at += 1 if which else 0
    name = _next(here, at)
    month = _MONTHS.get(name, 0)
    if not month or not (which or number or before & {"in", "during", "im"} or alone):
        return None
    if (
        alone
        and not (which or number or before)
        and at + 1 < len(here)
        and not re.fullmatch(_YEAR, _next(here, at + 1))
    ):
        return None  # as in "May rang"
    if here[at].raw[0].islower() and name in ("may", "mar", "march", "mars") and not (which or before or number):
        return None
    used = at + 1
    year = _next(here, used + (_next(here, used) == ","))
    if re.fullmatch(_YEAR, year):
        first, used = date(int(year), month, 1), used + 1 + (_next(here, used) == ",")
    else:
        first = date(today.year, month, 1)
        if first > today or (which == "last" and month == today.month):
            first = first.replace(year=first.year - 1)
        if which == "next":
            first = first.replace(year=first.year + 1)
    day = min(first.replace(day=number or 1), max(today, first))
    return (first, day, _month_after(first, 1) - timedelta(days=1)), used


def _last_such(today: date, month: int, number: int, typed: str) -> date:
    """Return the most recent day with this month and number, today included."""
    for year in range(today.year, today.year - 9, -1):  # 29 February comes every four years, or eight
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today:
            return day
    return _exact(today.year, month, number, typed)


def _ordinal(word: str) -> int:
    found = re.fullmatch(r"(\d\d?)(?:st|nd|rd|th|\.)?", word)
    return int(found[1]) if found else _ORDINALS.get(word, 0)


def _exact(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        message = f"{typed.strip()!r} is not a calendar day"
        raise UsageError(message, "Write it as 2026-02-08") from None
