"""Import the sections of a network file other than its contacts.

Ids are valid only within the file: each is mapped to what its entry became here.
An interaction exists already if there is one with the same day, text, direction, kind,
topics and contacts; an ask exists already if there is one with the same day and words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from asknet.cards import joined_card, with_defaults
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
from asknet.formats.network_file.ids import IdTable
from asknet.formats.network_file.network_rows import numbered
from asknet.importing.report import RowNumbers
from asknet.model import Ask, AskedContact
from asknet.names import resolve
from asknet.numbers import read_number
from asknet.store.dump import ASK_STEP, ImportedRow, RemovedRow, Snooze, Source
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from asknet.fields import IgnoredValue
    from asknet.formats.network_file.sections import AskEntry, InteractionEntry, OutcomeEntry
    from asknet.formats.rows import ContactEntry, EntryRef, RecognisedFile, SectionItem
    from asknet.model import Card, Contact, Interaction
    from asknet.store import Store

IN_FILE = "\0in the file:"
"""Prefix of an id of the file in a place for names; no name contains a control character."""

_EVERY = 100
"""Entries between two reports of progress."""


class _RemovedContactError(InputError):
    """An entry is about a contact that was removed here."""


class IdMap:
    """The contacts that the contacts of a file became, by the file's ids and by name.

    Those that were added have their names in the database; only the others' are in memory.
    """

    def __init__(self) -> None:
        self.numbers = IdTable()
        self.contacts = RowNumbers()
        self.removed: set[str] = set()
        self._added = RowNumbers()
        self._by_name: dict[str, set[int]] = {}

    def add(self, entry: ContactEntry, card: Card, number: int, *, new: bool) -> None:
        """Add the contact that a contact of the file became; a `new` one was added with these names."""
        self.contacts.add(number)
        if entry.id:
            self.numbers[entry.id] = number
        if new:
            self._added.add(number)
            return
        for name in {fold_name(own) for own in (card.name, *card.aliases)}:
            self._by_name.setdefault(name, set()).add(number)

    def add_removed(self, entry: ContactEntry) -> None:
        """Add a contact of the file that was removed here: what the file says about it is left out without a report."""
        if entry.id:
            self.removed.add(entry.id)

    def find_same(self, store: Store, card: Card, entry: ContactEntry) -> Contact | None:
        """Return the contact that is the same in everything but the uid, including the day it was added.

        Contacts that came from the same file are not considered: in it they are distinct.
        """
        if entry.added is None:
            return None
        same = with_defaults(card)
        numbers = [number for number in store.contacts.known_as(fold_name(card.name)) if number not in self.contacts]
        for contact in store.contacts.load(numbers):
            if contact.added == entry.added and with_defaults(as_card(contact)) == same:
                return contact
        return None

    def resolve(self, store: Store, ref: EntryRef) -> int:
        """Return the number of the contact that an entry refers to. Raises `AsknetError`."""
        if ref.id:
            number = self.numbers.get(ref.id)
            if number is None and ref.id in self.removed:
                raise _RemovedContactError(str(ref))
            if number is None:
                message = f"nobody in the file has the id {ref.id}"
                raise InputError(message)
            return number
        name = fold_name(ref.name)
        added = {number for number in store.contacts.known_as(name) if number in self._added}
        found = added | self._by_name.get(name, set())
        return found.pop() if len(found) == 1 else resolve(ref.name, store.contacts, writing=True).contact.id


class Counts(NamedTuple):
    """How many entries of a section were added, changed something here, or existed already."""

    added: int
    updated: int
    unchanged: int


@dataclass(slots=True)
class ImportedSections:
    """The result for everything but contacts: counts by section, what was skipped and why, and ignored values."""

    counts: dict[str, Counts] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    ignored: list[tuple[int, IgnoredValue]] = field(default_factory=list)


def import_sections(
    store: Store,
    reading: RecognisedFile,
    id_map: IdMap,
    *,
    today: date,
    progress: Callable[[int], None],
    check: Callable[[int], None],
) -> ImportedSections:
    """Import everything but the contacts, inside the open transaction; unreadable entries are reported.

    `progress` is called with the number of entries so far, `check` with the number of skipped ones.
    """
    return _SectionImporter(store, id_map, today, progress, check).run(reading.sections or iter(()))


_ADDED, _UPDATED, _UNCHANGED = "added", "updated", "unchanged"


class _SectionImporter:
    """Imports the entries of one file."""

    def __init__(
        self, store: Store, id_map: IdMap, today: date, progress: Callable[[int], None], check: Callable[[int], None]
    ) -> None:
        self.store = store
        self.id_map = id_map
        self.today = today
        self.progress = progress
        self.check = check
        self.sections = ImportedSections()
        self._existing = Counter(hash(_interaction_key(e.interaction)) for e in store.dump.interactions())
        self._existing_asks = store.dump.asks_noted()
        self._asks: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._waiting: list[tuple[SectionItem, int]] = []
        self._ignored: tuple[IgnoredValue, ...] = ()
        self._readers: dict[str, Callable[[SectionItem], str]] = {
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

    def run(self, items: Iterator[SectionItem]) -> ImportedSections:
        """Import all entries; those that refer to something further down come last."""
        tally: dict[str, Counter[str]] = {}
        asks_read = False
        for done, (item, place) in enumerate(numbered(items), 1):
            if done % _EVERY == 0:
                self.progress(done)
            asks_read = asks_read or item.section == "asks"
            early = item.section == "interactions" and not asks_read and isinstance(item.value, dict)
            if early and item.value.get("ask"):
                self._waiting.append((item, place))
            else:
                self._import(item, place, tally)
        for item, place in self._waiting:
            self._import(item, place, tally)
        self.sections.counts = {
            section: Counts(found[_ADDED], found[_UPDATED], found[_UNCHANGED]) for section, found in tally.items()
        }
        return self.sections

    def _import(self, item: SectionItem, place: int, tally: dict[str, Counter[str]]) -> None:
        try:
            done = self._readers[item.section](item)
        except _RemovedContactError:
            return
        except AsknetError as error:
            self.sections.skipped.append((item.line, f"{item.section} {place}: {error.message}"))
            self.check(len(self.sections.skipped))
        else:
            tally.setdefault(item.section, Counter())[done] += 1
            self.sections.ignored += [
                (item.line, value._replace(column=f"{item.section} {place}: {value.field}")) for value in self._ignored
            ]
        self._ignored = ()

    def _contact(self, ref: EntryRef) -> int:
        return self.id_map.resolve(self.store, ref)

    def _contacts(self, refs: Sequence[EntryRef]) -> list[int]:
        """Return the contacts that an entry refers to, each once, without those that were removed here."""
        left = [ref for ref in refs if ref.id not in self.id_map.removed]
        return list(dict.fromkeys(map(self._contact, left)))

    def _me(self, item: SectionItem) -> str:
        card, entry, only_mine = read_me(item.value, self.today)
        self._ignored = entry.ignored
        mine = self.store.contacts.me()
        if mine is None:
            number = self.store.contacts.add(card, added=entry.added or self.today, provenance=None, me=True)
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

    def _interaction(self, item: SectionItem) -> str:
        entry = read_interaction(item.value, self.today)
        people = self._contacts(entry.with_)
        if entry.with_ and not people:
            raise _RemovedContactError(entry.text)
        mentioned = self._contacts(entry.mentioned)
        outcomes = self._outcomes(entry.outcomes, entry.date)
        ask = None
        if entry.ask:
            ask = self._asks.get(entry.ask)
            if ask is None:
                message = f"no ask in the file has the id {entry.ask}"
                raise InputError(message)
        key = hash(_entry_key(entry, people))
        if self._existing[key] > 0:
            self._existing[key] -= 1
            return _UNCHANGED
        number = self.store.interactions.add(
            entry,
            contacts=people,
            ask=ask,
            mentioned=mentioned,
        )
        if ask is not None:
            for one in outcomes:
                self.store.dump.add_outcome(ask, one._replace(entry=number))
            if entry.closes:
                self._closed_by(ask, number, entry.date)
        return _ADDED

    def _outcomes(self, entries: Iterable[OutcomeEntry], day: date) -> list[AskedContact]:
        return [
            AskedContact(number, "", entry.outcome, entry.date or day, entry.note)
            for entry in entries
            for number in self._contacts([entry.with_])
        ]

    def _closed_by(self, ask: int, entry: int, day: date) -> None:
        """Record that an entry closed an ask, unless something else closed it before."""
        found = self.store.asks.get(ask)
        if found is not None and found.closed in (None, day) and found.closed_by is None:
            self.store.asks.close(ask, day, by=entry)

    def _ask(self, item: SectionItem) -> str:
        entry = read_ask(item.value, self.today)
        self._ignored = entry.ignored
        if entry.id in self._asks:
            message = f"another ask has the id {entry.id}"
            raise InputError(message)
        outcomes = self._outcomes(entry.outcomes, entry.closed or entry.date)
        matches = self._contacts(entry.matches)
        existing = self._existing_asks.get((entry.date.isoformat(), entry.problem))
        number = existing.pop(0) if existing else None
        done = _UNCHANGED
        if number is None:
            number, done = self._new_ask(entry, matches), _ADDED
        elif entry.closed and self._is_open(number):
            self.store.asks.close(number, entry.closed, entry.note)
            done = _UPDATED
        if entry.id:
            self._asks[entry.id] = number
        changed = [one.contact for one in outcomes if self.store.dump.add_outcome(number, one)]
        return _UPDATED if changed and done is _UNCHANGED else done

    def _new_ask(self, entry: AskEntry, matches: list[int]) -> int:
        ranked = tuple((number, "") for number in matches)
        ask = Ask(0, entry.date, entry.problem, entry.verdict, entry.closed, entry.note, matches=ranked)
        return self.store.dump.add_ask(ask)

    def _is_open(self, number: int) -> bool:
        ask = self.store.asks.get(number)
        return ask is not None and ask.closed is None

    def _apart(self, item: SectionItem) -> str:
        one, other = (self._contact(ref) for ref in read_apart(item.value))
        if one == other:
            message = "both are the same contact here"
            raise InputError(message)
        return _ADDED if self.store.dump.mark_different(min(one, other), max(one, other)) else _UNCHANGED

    def _snooze(self, item: SectionItem) -> str:
        entry = read_snooze(item.value, self.today)
        ref = [one for one in (entry.contact, entry.other) if one]
        numbers = {number: self._contact(one) for one in ref if (number := read_number(one.id))}
        if len(numbers) < len(ref):
            message = "it does not name by id the contacts it is about"
            raise InputError(message)
        kind, _, ask = entry.step.partition(":")
        if kind == ASK_STEP and ask not in self._asks:
            message = f"no ask in the file has the id {ask[:40]}"
            raise InputError(message)
        contact, other = (read_number(one.id) if one else None for one in (entry.contact, entry.other))
        asks = {given: number for ask, number in self._asks.items() if (given := read_number(ask))}
        step = Snooze(entry.step, contact, other, entry.until).renumbered(numbers, asks)
        return _ADDED if self.store.dump.snooze(step) else _UNCHANGED

    def _synonym(self, item: SectionItem) -> str:
        short, long = read_synonym(item.value)
        return _ADDED if self.store.synonyms.add(short, long) else _UNCHANGED

    def _source(self, item: SectionItem) -> str:
        source = read_source(item.value)
        number, new = self.store.dump.add_source(Source(0, source.label, source.format, source.first, source.last))
        self._sources[source.id] = number
        return _ADDED if new else _UNCHANGED

    def _source_row(self, item: SectionItem) -> str:
        row = read_source_row(item.value)
        if row.source not in self._sources:
            message = f"no source in the file has the id {row.source}"
            raise InputError(message)
        given = ImportedRow(
            self._sources[row.source], row.key, row.occurrence, self._contact(row.contact), row.snapshot
        )
        return _ADDED if self.store.dump.add_imported_row(given) else _UNCHANGED

    def _removed_row(self, item: SectionItem) -> str:
        row = read_removed_row(item.value, self.today)
        if row.source not in self._sources:
            message = f"no source in the file has the id {row.source}"
            raise InputError(message)
        removed = RemovedRow(self._sources[row.source], row.key, row.occurrence, row.day.isoformat())
        return _ADDED if self.store.dump.add_removed_row(removed) else _UNCHANGED


def _interaction_key(one: Interaction) -> tuple[object, ...]:
    people = frozenset(number for number, _ in one.with_)
    return one.date, one.text, one.direction, one.kind, tuple(sorted(one.topics)), people


def _entry_key(entry: InteractionEntry, people: list[int]) -> tuple[object, ...]:
    return entry.date, entry.text, entry.direction, entry.kind, tuple(sorted(entry.topics)), frozenset(people)
