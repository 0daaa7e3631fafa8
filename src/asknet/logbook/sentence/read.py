"""Read what a person types after a conversation, in one pass.

`asknet.days` finds the days and `names` the people; `model` says by trained tables who of them took part, which day it was,
and who helped whom, or that it is a plan or a fact; `topics` are marks in the text. What is not
certain is reported, never guessed: a word that several contacts answer to, two days, a direction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import days_later, find_days
from asknet.errors import UsageError
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.model import clear, is_the_day, judge, took_part
from asknet.logbook.sentence.names import (
    ContactsByWord,
    NewContact,
    find_names,
    introduces,
    introductions,
    possible_strangers,
)
from asknet.logbook.sentence.topics import find_topics, kind_of
from asknet.logbook.sentence.words import Mention, Token, split_words
from asknet.model import Direction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from asknet.days import Day
    from asknet.model import Contact

EVENT, PLAN, FACT = "event", "plan", "fact"
"""What a sentence tells: what happened, what may yet happen, a fact about somebody."""
_YEAR, _SOON = 365, 14
"""Days of a year, and within how many a day without a year may be the next such day as well as the last."""


class Understood(NamedTuple):
    """The meaning of a sentence.

    `date` is None if no day was given, `days` are the possible ones if there are several, `unused` the words of
    days that belong to something else. `tells` is `EVENT`, or `PLAN` or `FACT` if nothing has happened.
    `unclear` are words that fit several contacts, `unknown` names that nobody has, `new` who was introduced.
    """

    text: str
    date: dt.date | None = None
    with_: tuple[Contact, ...] = ()
    mentioned: tuple[Contact, ...] = ()
    topics: tuple[str, ...] = ()
    direction: Direction = Direction.NONE
    unsure: bool = False
    kind: str = ""
    new: tuple[NewContact, ...] = ()
    unclear: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    unused: tuple[str, ...] = ()
    tells: str = EVENT


def read_sentence(
    text: str, book: ContactsByWord, today: dt.date, chosen: Mapping[str, int] | None = None
) -> Understood:
    """Read one line of text; a pure function over its arguments.

    `book` looks up contacts; `chosen` maps a word that was unclear to the number of the contact that was chosen for it,
    0 for one who is only mentioned.
    Raises `UsageError` for a day that does not exist, and if there is nothing besides the day.
    """
    text = text.strip()
    tokens, days = read_tokens(text, book, today)
    if not any(token.kind == w.WORD or token.named for token in tokens):
        message = f"it contains only a day ({text[:40]})" if text else "the sentence is empty"
        raise UsageError(message, 'Type what happened: asknet log "yesterday: coffee with Nan"')
    for place, token in enumerate(tokens):
        picked = (
            tuple(c for c in token.mention.candidates if c.id == (chosen or {}).get(token.low)) if token.mention else ()
        )
        tokens[place] = token._replace(mention=Mention(token.text, picked)) if picked else token
    tokens = _with_strangers(tokens, text)
    tokens, new = introductions(tokens, text)
    judged = judge(tokens)
    names_alone = all(t.named or t.kind != w.WORD or t.low in w.PREPOSITIONS | {"and"} for t in tokens)
    tells = EVENT if names_alone or not (judged.plan or judged.fact) else PLAN if judged.plan else FACT
    company = _company(tokens, chosen or {}, helped=judged.direction is not Direction.NONE)
    if tells != EVENT:
        company = _Company(mentioned=_contacts(t.mention for t in tokens if t.mention))
    direction, unsure = judged.direction, judged.unsure
    if new and direction is Direction.NONE:
        direction, unsure = Direction.RECEIVED, False
    used, several, unused = _day(tokens, days, today)
    return Understood(
        text=_without_day(text, used),
        date=used.day if used else _day_to_come(text, days, today),
        with_=company.there,
        mentioned=company.mentioned,
        topics=find_topics(tokens, text),
        direction=direction,
        unsure=unsure,
        kind=kind_of(tokens),
        new=tuple(contact._replace(via=company.there[0] if len(company.there) == 1 else None) for contact in new),
        unclear=company.unclear,
        unknown=tuple(dict.fromkeys(t.text for t in tokens if t.kind == w.STRANGER)) if tells == EVENT else (),
        days=several,
        unused=(*unused, *_unread(text, days)),
        tells=tells,
    )


def read_tokens(text: str, book: ContactsByWord, today: dt.date) -> tuple[list[Token], list[Day]]:
    """Return the words of a text with the names of contacts and the days joined, and the days.

    A day inside a longer name does not count.
    """
    days = find_days(text, today)
    words = split_words(text)
    if days:
        names = [t for t in find_names(words, book, text) if t.kind == w.NAME and " " in t.text.strip()]
        days = [d for d in days if not any(n.start < d.end and d.start < n.end for n in names)]
    made: list[Token] = []
    for word in words:
        inside = next((d for d in days if d.start <= word.start < d.end), None)
        if inside is None:
            made.append(word)
        elif not made or made[-1].start != inside.start:
            made.append(
                Token(w.DAY, inside.typed, inside.start, inside.end, "future" if inside.first > today else "day")
            )
    return find_names(made, book, text), days


def _with_strangers(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return the tokens with the words joined that name somebody unknown who took part."""
    made: list[Token] = []
    place = 0
    for start, end, name in possible_strangers(tokens, text):
        introduced = any(introduces(tokens, n) for n in range(start))
        if clear("introduced" if introduced else "stranger", took_part(tokens, start, end, name)):
            made += [*tokens[place:start], name]
            place = end
    return [*made, *tokens[place:]]


class _Company(NamedTuple):
    """Who took part, the words whose meaning or part is unclear, and who is only mentioned."""

    there: tuple[Contact, ...] = ()
    unclear: tuple[Mention, ...] = ()
    mentioned: tuple[Contact, ...] = ()


def _company(tokens: Sequence[Token], chosen: Mapping[str, int], *, helped: bool) -> _Company:
    """Return what part everybody has whom a sentence names; the clearest one of those who are named twice.

    Help was somebody's: if nobody else is there, it was that of the likeliest one.
    """
    chances: dict[str, float] = {}
    mentions: dict[str, Mention] = {}
    for place, token in enumerate(tokens):
        if token.mention:
            chance = float(chosen[token.low] > 0) if token.low in chosen else took_part(tokens, place, place + 1, token)
            chances[token.low] = max(chance, chances.get(token.low, 0.0))
            mentions.setdefault(token.low, token.mention)
    parts = {low: clear("there", chance) for low, chance in chances.items()}
    likeliest = max(chances, key=chances.__getitem__, default="")
    if helped and parts.get(likeliest, False) is None:
        parts[likeliest] = True
    there = _contacts(mention for low, mention in mentions.items() if parts[low])
    rest = {low: mention for low, mention in mentions.items() if not {*mention.candidates} & {*there}}
    several = [m for low, m in rest.items() if parts[low] is None or (parts[low] and len(m.candidates) > 1)]
    return _Company(there, tuple(several), _contacts(m for low, m in rest.items() if parts[low] is False))


def _contacts(mentions: Iterable[Mention]) -> tuple[Contact, ...]:
    """Return the contacts that are named clearly, each once."""
    found = [mention.contact for mention in mentions if len(mention.candidates) == 1]
    return tuple({contact.id: contact for contact in found}.values())


def _day(
    tokens: Sequence[Token], days: Sequence[Day], today: dt.date
) -> tuple[Day | None, tuple[dt.date, ...], tuple[str, ...]]:
    """Return the day of what happened, the possible days if there are several, and the words of the other days."""
    by_start = {day.start: day for day in days if day.first <= today}
    sure: dict[dt.date, Day] = {}
    perhaps: dict[dt.date, Day] = {}
    for place, token in enumerate(tokens):
        day = by_start.get(token.start) if token.kind == w.DAY else None
        is_it = clear("day", is_the_day(tokens, place)) if day else False
        if day and is_it is not False:
            (sure if is_it else perhaps).setdefault(day.day, day)
    if len(sure) > 1:
        sure.pop(today, None)
    chosen = next(iter(sure.values()), None)
    unused = tuple(d.typed for d in by_start.values() if chosen is None or d.day != chosen.day)
    may_be = tuple(dict.fromkeys([*sure, *perhaps, *([today] if perhaps and not sure else [])]))
    may_be = may_be if len(may_be) > 1 else ()
    if chosen and chosen.first == chosen.last and not may_be and not re.search(r"\d{4}|\byear|\bago", chosen.typed):
        ahead = days_later(chosen.day, _YEAR)
        may_be = (chosen.day, ahead) if today < ahead <= days_later(today, _SOON) else ()
    return chosen, may_be, unused


def _day_to_come(text: str, days: Sequence[Day], today: dt.date) -> dt.date | None:
    """Return the day to come that opens a sentence and is set off: ``next Tuesday: Nan helps me``."""
    opening = days[0] if days and not text[: days[0].start].strip(" ([") else None
    if opening is None or opening.first <= today:
        return None
    marked = text[opening.end :].lstrip(" )]")[:1] in (":", ",", "-", "–", "—")
    return opening.day if marked or any(c.isdigit() for c in opening.typed) else None


def _unread(text: str, days: Sequence[Day]) -> list[str]:
    """Return the words that open a sentence, are set off as its day, and are not read: ``ages ago: tea with Nan``."""
    found = re.match(r"(?i)([\w ]{1,40}\bago)\s*[:,–—-]", text)
    return [found[1]] if found and not any(day.start < found.end(1) for day in days) else []


def _without_day(text: str, day: Day | None) -> str:
    """Return the text without a day that begins it and is set off; the words of any other day stay."""
    if day is None or text[: day.start].strip(" ([") or day.first != day.last:
        return text
    rest = text[day.end :].lstrip(" )]")
    marked = rest[:1] in (":", ",", "-", "–", "—") or any(c.isdigit() for c in day.typed)
    rest = rest.lstrip(" :,-–—)]")
    return rest if marked and rest else text
