"""What a network file holds besides its contacts, brought in once: the later half of `import`.

Ids in a file hold within the file alone: each is mapped to what its entry became here.
An interaction that is here already is one of the same day, text, direction, kind,
topics and contacts; an ask that is here is one of the same day and words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from asknet.cards import joined_card
from asknet.errors import AsknetError, InputError
from asknet.fields import as_card
from asknet.formats.network_file.entries import (
    read_apart,
    read_ask,
    read_interaction,
    read_me,
    read_removed_row,
    read_snooze,
    read_source,
    read_source_row,
    read_synonym,
)
from asknet.formats.network_file.network_rows import numbered
from asknet.model import Ask, Kind, Status, Turned
from asknet.names import resolve
from asknet.numbers import read_number
from asknet.store.dump import ASK_STEP, GivenRow, RemovedRow, Snooze, Source
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from asknet.formats.network_file.sections import AskEntry, InteractionEntry, OutcomeEntry
    from asknet.formats.rows import ContactEntry, ContactRef, Reading, SectionItem
    from asknet.model import Card, Contact, Interaction
    from asknet.store import Store

IN_FILE = "\0in the file:"
"""Before an id of the file where else a name stands; no name holds a control character."""

_EVERY = 100
"""Entries between two reports of progress."""


class Became:
    """What the contacts of a file became here, by the file's ids and by name."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._named: dict[str, int | None] = {}
        self.taken: set[int] = set()

    def note(self, own: ContactEntry, card: Card, number: int) -> None:
        """Keep what a contact of the file became."""
        self.taken.add(number)
        if own.id:
            self.numbers[own.id] = number
        for name in {fold_name(called) for called in (card.name, *card.aliases)}:
            self._named[name] = number if self._named.get(name, number) == number else None

    def others(self, numbers: list[int]) -> list[int]:
        """Leave out those who came with the same network file, where they were told apart."""
        return [number for number in numbers if number not in self.taken]

    def known(self, store: Store, card: Card, own: ContactEntry) -> Contact | None:
        """Find who is the same in everything but the uid that a file says, the day they were added included."""
        if own.added is None:
            return None
        same = _comparable(card)
        for contact in store.contacts.load(self.others(store.contacts.known_as(fold_name(card.name)))):
            if contact.added == own.added and _comparable(as_card(contact)) == same:
                return contact
        return None

    def who(self, store: Store, named: ContactRef) -> int:
        """Return the number of whom an entry names. Raises `AsknetError`."""
        if named.id:
            if named.id not in self.numbers:
                message = f"nobody in the file has the id {named.id}"
                raise InputError(message)
            return self.numbers[named.id]
        found = self._named.get(fold_name(named.name))
        return found or resolve(named.name, store.contacts, writing=True).contact.id


def _comparable(card: Card) -> Card:
    return replace(
        card,
        kind=card.kind or Kind.PERSON,
        no_suggest=bool(card.no_suggest),
        status=card.status or Status.ACTIVE,
        uid="",
    )


class Counts(NamedTuple):
    """How many entries of a section came, changed something here, or were here."""

    added: int
    updated: int
    unchanged: int


@dataclass(slots=True)
class Brought:
    """What came besides contacts: for each section its counts, and what was skipped: line and reason."""

    counts: dict[str, Counts] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)


def bring_rest(
    store: Store,
    reading: Reading,
    became: Became,
    *,
    today: date,
    progress: Callable[[int], None],
    check: Callable[[int], None],
) -> Brought:
    """Bring in what is not a contact, inside the open transaction; an entry that cannot be read is told.

    `progress` is called with the number of entries so far, `check` with the number of those skipped.
    """
    return _Rest(store, became, today, progress, check).bring(reading.sections or iter(()))


_ADDED, _UPDATED, _UNCHANGED = "added", "updated", "unchanged"


class _Rest:
    """The entries of one file on their way into the store."""

    def __init__(
        self, store: Store, became: Became, today: date, progress: Callable[[int], None], check: Callable[[int], None]
    ) -> None:
        self.store = store
        self.became = became
        self.today = today
        self.progress = progress
        self.check = check
        self.brought = Brought()
        self._here = Counter(hash(_what(e.interaction)) for e in store.whole.interactions())
        self._asks_here = store.whole.asks_noted()
        self._asks: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._waiting: list[tuple[SectionItem, int]] = []
        self._left_out: tuple[str, ...] = ()
        self._read: dict[str, Callable[[SectionItem], str]] = {
            "me": self._me,
            "apart": self._apart,
            "snoozes": self._snooze,
            "asks": self._ask,
            "interactions": self._interaction,
            "synonyms": self._synonym,
            "sources": self._source,
            "source_rows": self._source_row,
            "removed_rows": self._removed_row,
        }

    def bring(self, parts: Iterator[SectionItem]) -> Brought:
        """Bring all of them; those that name something further down come last."""
        tally: dict[str, Counter[str]] = {}
        asks_read = False
        for done, (part, place) in enumerate(numbered(parts), 1):
            if done % _EVERY == 0:
                self.progress(done)
            asks_read = asks_read or part.section == "asks"
            early = part.section == "interactions" and not asks_read and isinstance(part.value, dict)
            if early and part.value.get("ask"):
                self._waiting.append((part, place))
            else:
                self._take(part, place, tally)
        for part, place in self._waiting:
            self._take(part, place, tally)
        self.brought.counts = {
            section: Counts(found[_ADDED], found[_UPDATED], found[_UNCHANGED]) for section, found in tally.items()
        }
        return self.brought

    def _take(self, part: SectionItem, place: int, tally: dict[str, Counter[str]]) -> None:
        try:
            done = self._read[part.section](part)
        except AsknetError as error:
            self.brought.skipped.append((part.line, f"{part.section} {place}: {error.message}"))
            self.check(len(self.brought.skipped))
        else:
            tally.setdefault(part.section, Counter())[done] += 1
            self.brought.skipped += [(part.line, f"{part.section} {place}: left out: {why}") for why in self._left_out]
        self._left_out = ()

    def _who(self, named: ContactRef) -> int:
        return self.became.who(self.store, named)

    def _me(self, part: SectionItem) -> str:
        card, own, only_mine = read_me(part.value, self.today)
        self._left_out = own.left_out
        mine = self.store.contacts.me()
        if mine is None:
            number = self.store.contacts.add(card, added=own.added or self.today, provenance=None, me=True)
            for name, value in only_mine.items():
                self.store.contacts.set_own(number, name, value)
            return _ADDED
        before = as_card(mine)
        now = joined_card(mine, card)
        now = replace(before, skills=now.skills, email=now.email, phone=now.phone)
        self.store.contacts.update(mine, now)
        new = {name: value for name, value in only_mine.items() if value and not getattr(mine, name)}
        for name, value in new.items():
            self.store.contacts.set_own(mine.id, name, value)
        return _UNCHANGED if now == before and not new else _UPDATED

    def _interaction(self, part: SectionItem) -> str:
        entry = read_interaction(part.value, self.today)
        people = list(dict.fromkeys(self._who(named) for named in entry.with_))
        mentioned = list(dict.fromkeys(self._who(named) for named in entry.mentioned))
        turned = [self._turned(came, entry.date) for came in entry.outcomes]
        ask = None
        if entry.ask:
            ask = self._asks.get(entry.ask)
            if ask is None:
                message = f"no ask in the file has the id {entry.ask}"
                raise InputError(message)
        what = hash(_said(entry, people))
        if self._here[what] > 0:
            self._here[what] -= 1
            return _UNCHANGED
        number = self.store.interactions.add(
            day=entry.date,
            text=entry.text,
            direction=entry.direction,
            kind=entry.kind,
            topics=entry.topics,
            contacts=people,
            ask=ask,
            mentioned=mentioned,
        )
        if ask is not None:
            for one in turned:
                self.store.whole.add_outcome(ask, one._replace(entry=number))
            if entry.closes:
                self._closed_by(ask, number, entry.date)
        return _ADDED

    def _turned(self, came: OutcomeEntry, day: date) -> Turned:
        return Turned(self._who(came.with_), "", came.outcome, came.date or day, came.note)

    def _closed_by(self, ask: int, entry: int, day: date) -> None:
        """Write that an entry closed an ask, unless something else closed it before."""
        there = self.store.asks.get(ask)
        if there is not None and there.closed in (None, day) and there.closed_by is None:
            self.store.asks.close(ask, day, by=entry)

    def _ask(self, part: SectionItem) -> str:
        asked = read_ask(part.value, self.today)
        self._left_out = asked.left_out
        if asked.id in self._asks:
            message = f"another has the id {asked.id}"
            raise InputError(message)
        turned = [self._turned(came, asked.closed or asked.date) for came in asked.outcomes]
        matches = [self._who(named) for named in asked.matches]
        here = self._asks_here.get((asked.date.isoformat(), asked.problem))
        number = here.pop(0) if here else None
        done = _UNCHANGED
        if number is None:
            number, done = self._new_ask(asked, matches), _ADDED
        elif asked.closed and self._is_open(number):
            self.store.asks.close(number, asked.closed, asked.note)
            done = _UPDATED
        if asked.id:
            self._asks[asked.id] = number
        came = [one.contact for one in turned if self.store.whole.add_outcome(number, one)]
        return _UPDATED if came and done is _UNCHANGED else done

    def _new_ask(self, asked: AskEntry, matches: list[int]) -> int:
        ranked = tuple((number, "") for number in matches)
        ask = Ask(0, asked.date, asked.problem, asked.verdict, asked.closed, asked.note, matches=ranked)
        return self.store.whole.add_ask(ask)

    def _is_open(self, number: int) -> bool:
        ask = self.store.asks.get(number)
        return ask is not None and ask.closed is None

    def _apart(self, part: SectionItem) -> str:
        one, other = (self._who(named) for named in read_apart(part.value))
        if one == other:
            message = "both are the same contact here"
            raise InputError(message)
        return _ADDED if self.store.whole.keep_apart(min(one, other), max(one, other)) else _UNCHANGED

    def _snooze(self, part: SectionItem) -> str:
        waits = read_snooze(part.value, self.today)
        named = [one for one in (waits.contact, waits.other) if one]
        numbers = {number: self._who(one) for one in named if (number := read_number(one.id))}
        if len(numbers) < len(named):
            message = "whom it is about is not said by id"
            raise InputError(message)
        kind, _, ask = waits.step.partition(":")
        if kind == ASK_STEP and ask not in self._asks:
            message = f"no ask in the file has the id {ask[:40]}"
            raise InputError(message)
        contact, other = (read_number(one.id) if one else None for one in (waits.contact, waits.other))
        asks = {given: number for ask, number in self._asks.items() if (given := read_number(ask))}
        step = Snooze(waits.step, contact, other, waits.until).renumbered(numbers, asks)
        return _ADDED if self.store.whole.snooze(step) else _UNCHANGED

    def _synonym(self, part: SectionItem) -> str:
        short, long = read_synonym(part.value)
        return _ADDED if self.store.synonyms.add(short, long) else _UNCHANGED

    def _source(self, part: SectionItem) -> str:
        source = read_source(part.value)
        number, new = self.store.whole.add_source(Source(0, source.label, source.format, source.first, source.last))
        self._sources[source.id] = number
        return _ADDED if new else _UNCHANGED

    def _source_row(self, part: SectionItem) -> str:
        row = read_source_row(part.value)
        if row.source not in self._sources:
            message = f"no source in the file has the id {row.source}"
            raise InputError(message)
        given = GivenRow(self._sources[row.source], row.key, row.occurrence, self._who(row.contact), row.snapshot)
        return _ADDED if self.store.whole.add_row_given(given) else _UNCHANGED

    def _removed_row(self, part: SectionItem) -> str:
        row = read_removed_row(part.value, self.today)
        if row.source not in self._sources:
            message = f"no source in the file has the id {row.source}"
            raise InputError(message)
        removed = RemovedRow(self._sources[row.source], row.key, row.occurrence, row.day.isoformat())
        return _ADDED if self.store.whole.add_removed_row(removed) else _UNCHANGED


def _what(happened: Interaction) -> tuple[object, ...]:
    people = frozenset(number for number, _ in happened.with_)
    return happened.date, happened.text, happened.direction, happened.kind, tuple(sorted(happened.topics)), people


def _said(entry: InteractionEntry, people: list[int]) -> tuple[object, ...]:
    return entry.date, entry.text, entry.direction, entry.kind, tuple(sorted(entry.topics)), frozenset(people)
