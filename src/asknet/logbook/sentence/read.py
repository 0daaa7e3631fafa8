"""Read what a person types after a conversation, in one pass.

`asknet.days` finds the days and `names` the people; `clauses` splits the sentence into who does what; `company` takes
those clauses that say what happened and returns who took part; `direction` says who helped whom, or that it is a plan or
a fact, by a table that knows which words are help (`deeds`); `topics` are marks in the text. What is not
certain is reported, never guessed: a word that several contacts answer to, two days, a direction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.days import days_later, find_days
from asknet.errors import UsageError
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.clauses import LIKELY, split_clauses
from asknet.logbook.sentence.company import EVENT, FACT, PLAN, company
from asknet.logbook.sentence.direction import NOT_HAPPENED, judge
from asknet.logbook.sentence.names import Book, NewContact, find_names, introductions
from asknet.logbook.sentence.topics import find_topics, kind_of
from asknet.logbook.sentence.words import Mention, Token, at, split_words
from asknet.model import Direction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from asknet.days import Day
    from asknet.logbook.sentence.clauses import Clause
    from asknet.model import Contact

_NOT_THE_DAY = frozenset("since until till by before after about of for re from".split())
"""Words before a day that is not that of the conversation (``by Friday``, but ``came by on Friday``)."""


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


def read_sentence(text: str, book: Book, today: dt.date, chosen: Mapping[str, int] | None = None) -> Understood:
    """Read one line of text; a pure function over its arguments.

    `book` looks up contacts; `chosen` maps a word that was unclear to the number of the contact that was chosen for it.
    Raises `UsageError` for a day that does not exist, and if there is nothing besides the day.
    """
    text = text.strip()
    tokens, days = _read(text, book, today)
    if not any(token.kind == w.WORD or token.named for token in tokens):
        message = f"it contains only a day ({text[:40]})" if text else "the sentence is empty"
        raise UsageError(message, 'Type what happened: asknet log "yesterday: coffee with Nan"')
    for place, token in enumerate(tokens):
        picked = (
            tuple(c for c in token.mention.candidates if c.id == (chosen or {}).get(token.low)) if token.mention else ()
        )
        tokens[place] = token._replace(mention=Mention(token.text, picked)) if picked else token
    tokens, new = introductions(tokens, text)
    clauses = split_clauses(tokens)
    judged = judge(clauses)
    direction, unsure = judged.direction, judged.unsure
    found = company(clauses, helped=direction is not Direction.NONE)
    tells = found.tells
    names_alone = all(t.named or t.kind != w.WORD or t.low in w.PREPOSITIONS | {"and"} for t in tokens)
    if tells == EVENT and judged.plan + judged.fact > NOT_HAPPENED and not names_alone:
        tells = PLAN if judged.plan > judged.fact else FACT
    there = _contacts(found.there)
    if new and direction is Direction.NONE:
        direction, unsure = Direction.RECEIVED, False
    strangers = [t.text for t in found.there if t.kind == w.STRANGER]
    if not (found.there or found.mentioned or new):
        strangers = [t.text for t in tokens if t.kind == w.STRANGER]  # Harold's brother came, and Harold is nobody here
    used, several, unused = _day(found.clauses, days, today)
    several_named = {t.low: t.mention for t in found.there if t.mention and len(t.mention.candidates) > 1}
    return Understood(
        text=_without_day(text, used),
        date=used.day if used else _day_to_come(text, days, today),
        with_=there,
        mentioned=tuple(c for c in _contacts(found.mentioned) if c not in there),
        topics=find_topics(tokens, text),
        direction=direction,
        unsure=unsure,
        kind=kind_of(tokens),
        new=tuple(contact._replace(via=there[0] if len(there) == 1 else None) for contact in new),
        unclear=tuple(several_named.values()),
        unknown=tuple(dict.fromkeys(strangers)),
        days=several,
        unused=(*unused, *_unread(text, days)),
        tells=tells,
    )


def read_clauses(text: str, book: Book, today: dt.date) -> list[Clause]:
    """Return the clauses of a sentence, as `tools/train_directions.py` learns from them."""
    text = text.strip()
    return split_clauses(introductions(_read(text, book, today)[0], text)[0])


def _contacts(tokens: Sequence[Token]) -> tuple[Contact, ...]:
    """Return the contacts that are named clearly, each once."""
    found = [t.mention.contact for t in tokens if t.mention and len(t.mention.candidates) == 1]
    return tuple({contact.id: contact for contact in found}.values())


def _read(text: str, book: Book, today: dt.date) -> tuple[list[Token], list[Day]]:
    """Return the tokens with names and days joined; a day inside a longer name does not count."""
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


def _day(
    clauses: Sequence[Clause], days: Sequence[Day], today: dt.date
) -> tuple[Day | None, tuple[dt.date, ...], tuple[str, ...]]:
    """Return the day of what happened, the possible days if there are several, and the words of the other days."""
    by_start = {day.start: day for day in days}
    usable: dict[dt.date, Day] = {}
    for clause in clauses:
        for place, token in enumerate(clause.tokens):
            day = by_start.get(token.start)
            another = at(clause.tokens, place - 1).low in _NOT_THE_DAY and not token.text.lower().startswith("on ")
            if day and day.first <= today and not (another or _of_a_thing(clause, place)):
                usable.setdefault(day.day, day)
    if len(usable) > 1:
        usable.pop(today, None)
    chosen = next(iter(usable.values()), None)
    unused = tuple(d.typed for d in days if d.first <= today and (chosen is None or d.day != chosen.day))
    may_be = tuple(usable) if len(usable) > 1 else ()
    if chosen and chosen.first == chosen.last and not may_be and not re.search(r"\d{4}|\byear|\bago", chosen.typed):
        ahead = days_later(chosen.day, _YEAR)
        may_be = (chosen.day, ahead) if today < ahead <= days_later(today, _SOON) else ()
    return chosen, may_be, unused


def _of_a_thing(clause: Clause, place: int) -> bool:
    """Return whether a day belongs to what is spoken of: ``about the party on Saturday``, ``asked me to come on Friday``."""
    before = clause._replace(tokens=clause.tokens[:place])
    meant = clause.word in w.INTENT
    asked = (meant and (w.ME | {"for"}) & set(before.after)) or (
        before.infinitives and (meant or (clause.deed.talk > LIKELY and clause.word not in w.LIGHT))
    )
    about = {"about", "re", "regarding", "next"} & set(clause.lows[:place])
    loose = re.match(r"(?:on|in|at)\b|(?!yester|to)\w+day", clause.tokens[place].text, re.IGNORECASE)
    return bool(asked or (about and loose))


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
