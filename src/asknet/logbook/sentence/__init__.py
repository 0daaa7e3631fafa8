"""Reading what a person types after a conversation, in one pass.

`asknet.days` finds the days and `names` the people; `clauses` splits the sentence into who does what; `company` takes
those clauses that say what happened and returns who took part; `direction` says who helped whom, by a table that knows
which words are help (`deeds`); `topics` and `kinds` are marks in the text. What is not certain is reported, never
guessed: a word that several contacts answer to, two days, a direction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.days import find_days
from asknet.errors import UsageError
from asknet.logbook.sentence.clauses import OTHERS, split_clauses
from asknet.logbook.sentence.company import EVENT, FACT, PLAN, company, told
from asknet.logbook.sentence.direction import direction_of
from asknet.logbook.sentence.introductions import NewContact, introductions
from asknet.logbook.sentence.kinds import kind_of
from asknet.logbook.sentence.names import find_names
from asknet.logbook.sentence.topics import find_topics
from asknet.logbook.sentence.words import DAY, DETERMINERS, INTENT, LIGHT, ME, NAME, STRANGER, WORD, Token, split_words
from asknet.model import Direction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.days import Day
    from asknet.logbook.sentence.clauses import Clause
    from asknet.logbook.sentence.names import Book
    from asknet.model import Contact

__all__ = ["EVENT", "FACT", "PLAN", "Book", "NewContact", "Unclear", "Understood", "read_sentence"]

_SURELY_TALK = 0.6
_NOT_THE_DAY = frozenset("since until till by before after about of for re from".split())
"""Before a day these make it another day than that of the conversation."""


class Unclear(NamedTuple):
    """A word of the sentence and the contacts that answer to it."""

    said: str
    candidates: tuple[Contact, ...]


class Understood(NamedTuple):
    """What a sentence says.

    `date` is None when no day was given, `days` those that may be meant where there are several, `unused` the words of
    days that were seen and are another's. `tells` is `EVENT`, or `PLAN` or `FACT` where nothing has happened.
    `unclear` are words that several contacts answer to, `unknown` names that nobody has, `new` who was introduced.
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
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    unused: tuple[str, ...] = ()
    tells: str = EVENT


def read_sentence(text: str, book: Book, today: date, chosen: Mapping[str, int] | None = None) -> Understood:
    """Read one line of text; a pure function over its arguments.

    `book` says who is known; `chosen` maps a word that was unclear to the number of the contact that was chosen for it.
    Raises `UsageError` for a day that does not exist, and when there is nothing besides the day.
    """
    text = text.strip()
    if not text:
        message = "the sentence is empty"
        raise UsageError(message, 'Type what happened: asknet log "coffee with Nan"')
    tokens, days = _read(text, book, today)
    if not any(token.kind in (WORD, NAME, STRANGER) for token in tokens):
        message = f"nothing is said besides the day ({text[:40]})"
        raise UsageError(message, 'Type what happened: asknet log "yesterday: coffee with Nan"')
    tokens = [_chosen(token, chosen or {}) for token in tokens]
    tokens, new = introductions(tokens, text)
    clauses = split_clauses(tokens)
    found = company(clauses)
    clear = [t.mention.contact for t in found.there if t.mention and len(t.mention.candidates) == 1]
    direction, unsure = direction_of(clauses, frozenset(c.id for c in clear))
    if new and direction is Direction.NONE:
        direction = Direction.RECEIVED
    used, several, unused = _day(clauses, days, today)
    there = tuple({c.id: c for c in clear}.values())
    return Understood(
        text=_without_day(text, used),
        date=used.day if used else None,
        with_=there,
        mentioned=tuple(
            {
                t.mention.contact.id: t.mention.contact
                for t in found.mentioned
                if t.mention and len(t.mention.candidates) == 1 and t.mention.contact not in there
            }.values()
        ),
        topics=find_topics(tokens, text),
        direction=direction,
        unsure=unsure,
        kind=kind_of(tokens),
        new=_through(new, there),
        unclear=tuple(
            {
                t.low: Unclear(t.text, t.mention.candidates)
                for t in found.there
                if t.mention and len(t.mention.candidates) > 1
            }.values()
        ),
        unknown=tuple(dict.fromkeys(t.text for t in found.there if t.kind == STRANGER)),
        days=several,
        unused=unused,
        tells=found.tells,
    )


def _read(text: str, book: Book, today: date) -> tuple[list[Token], list[Day]]:
    """Return the tokens with names and days taken together; a day inside a longer name is none."""
    days = find_days(text, today)
    words = split_words(text)
    if days:
        names = [t for t in find_names(words, book, text) if t.kind == NAME and " " in t.text.strip()]
        days = [d for d in days if not any(n.start < d.end and d.start < n.end for n in names)]
    made: list[Token] = []
    for word in words:
        inside = next((d for d in days if d.start <= word.start < d.end), None)
        if inside is None:
            made.append(word)
        elif not made or made[-1].start != inside.start:
            made.append(Token(DAY, inside.said, inside.start, inside.end, "future" if inside.first > today else "day"))
    return find_names(made, book, text), days


def _chosen(token: Token, chosen: Mapping[str, int]) -> Token:
    number = chosen.get(token.low)
    if token.mention is None or number is None:
        return token
    picked = tuple(c for c in token.mention.candidates if c.id == number)
    return token._replace(mention=token.mention._replace(candidates=picked or token.mention.candidates))


def _through(new: Sequence[NewContact], there: Sequence[Contact]) -> tuple[NewContact, ...]:
    return tuple(contact._replace(via=there[0] if len(there) == 1 else None) for contact in new)


def _day(
    clauses: Sequence[Clause], days: Sequence[Day], today: date
) -> tuple[Day | None, tuple[date, ...], tuple[str, ...]]:
    """Return the day of what happened, the days that may be where there are several, and the words of the others."""
    by_start = {day.start: day for day in days}
    usable: dict[date, Day] = {}
    seen: set[int] = set()
    for number, clause in enumerate(clauses):
        happened = told(clause, clauses[:number]) == EVENT or not any(
            told(other, clauses[:place]) == EVENT for place, other in enumerate(clauses)
        )
        for place, token in enumerate(clause.tokens):
            day = by_start.get(token.start) if token.kind == DAY else None
            if day is None:
                continue
            seen.add(day.start)
            before = clause.tokens[place - 1].low if place else ""
            if happened and day.first <= today and before not in _NOT_THE_DAY and not _of_a_thing(clause, place):
                usable.setdefault(day.day, day)
    if len(usable) > 1 and today in usable:
        del usable[today]
    chosen = next(iter(usable.values()), None)
    unused = tuple(day.said for day in days if chosen is None or day.day != chosen.day)
    return chosen, tuple(usable) if len(usable) > 1 else (), unused


def _of_a_thing(clause: Clause, place: int) -> bool:
    """Return whether a day belongs to what is spoken of: ``about the party on Saturday``, ``asked me to come on Friday``."""
    lows = [token.low for token in clause.tokens[:place]]
    about = any(low in ("about", "re", "regarding") for low in lows)
    behind = lows[(clause.verb or 0) + 1 :]
    told_to = clause.word in INTENT or (clause.deed.talk > _SURELY_TALK and clause.word not in LIGHT)
    infinitive = any(
        low == "to" and after.kind == WORD and after.low not in DETERMINERS
        for low, after in zip(behind, clause.behind[1:], strict=False)
    )
    return about or (
        clause.verb is not None
        and told_to
        and (infinitive or (clause.word in INTENT and bool(set(behind) & (ME | {"for"}))))
    )


def _without_day(text: str, day: Day | None) -> str:
    """Return the text without a day that opens it and is set off; the words of another stay."""
    if day is None or text[: day.start].strip(" ([") or day.first != day.last:
        return text
    rest = text[day.end :].lstrip(" )]")
    marked = rest[:1] in (":", ",", "-", "–", "—") or any(c.isdigit() for c in day.said)
    rest = rest.lstrip(" :,-–—)]")
    return rest if marked and rest else text
