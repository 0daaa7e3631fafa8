"""Store the rows of a file: find which contact each row is, then add, update or leave it.

A contact is looked for in this order: the row imported earlier under the same key (`_find_previous`), a uid or an export of
one's own (`match_own_export`), a contact that is surely the same by its address (`find_contact`). Possible duplicates are
only reported, after the last row.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.addresses import is_no_name, slug_of
from asknet.cards import edited_card, joined_card, kept_beyond, updated_card, with_former_name
from asknet.dedupe import Alike, Comparison, Sameness, alike
from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.fields import as_card, card_named, card_values, read_card, read_values, unique, unique_skills
from asknet.importing.find_contact import CardMatch, NamesInFile, find_contact
from asknet.importing.import_sections import IN_FILE, IdMap
from asknet.importing.introducer_in_notes import introducer_in, names_nobody
from asknet.importing.match_own_export import (
    INTRODUCER,
    SAME_ROW,
    UID,
    by_uid,
    is_unique,
    only_of_that_name,
    same_in_all_fields,
)
from asknet.importing.match_source_row import Agreement, FileIndex, agreement
from asknet.importing.report import (
    Ignored,
    MatchedRow,
    RemovedBefore,
    RowNumbers,
    Skipped,
    Tally,
)
from asknet.importing.values import without_placeholders
from asknet.importing.written_contacts import WrittenContacts, report_differing
from asknet.labels import place_names
from asknet.model import Card, Contact, Kind, Provenance, Skill
from asknet.names import is_somebody, may_be_several, names_in, resolve
from asknet.store.sources import RowKey, fingerprints
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from asknet.formats.rows import Options, RecognisedFile, Row
    from asknet.store import Store
    from asknet.store.sources import SourceRow

_DUPLICATES = 1000
"""Possible duplicates, and rows that matched an existing contact, that are listed."""
_FOR_ALL = ("skills", "circles")
"""Fields to which a value for all contacts of the file is added."""
_CROWD = 50
"""From this many rows with one name and no id on, each is identified by all its values."""
_BEYOND = 1 << 62
"""The lowest occurrence that is a hash of a row's values rather than a count."""


class PreviousRow(NamedTuple):
    """The key of a row, and the earlier row with that key.

    `key` is None for a row that repeats all values of another row of the file.
    """

    key: RowKey | None
    found: SourceRow | None = None


class RowImporter:
    """Imports the rows of one file, one after the other, inside the open transaction.

    `id_map` maps the contacts of a network file to the contacts that they became.
    """

    def __init__(
        self,
        store: Store,
        label: str,
        form: str,
        options: Options,
        defaults: Mapping[str, Any],
        tally: Tally,
        now: str,
        *,
        reading: RecognisedFile,
        read_again: Callable[[], Iterator[Row]],
        introducer: Contact | None = None,
        restore_removed: bool = False,
    ) -> None:
        self.store = store
        self.covers = reading.covers
        self.source = store.sources.open(label, form, now)
        self.today = options.today
        self.defaults = dict(defaults)
        if "skills" in defaults:
            self.defaults["skills"] = tuple(replace(s, provenance=Provenance.IMPORTED) for s in defaults["skills"])
        self.tally = tally
        self.id_map = IdMap()
        self._own_header = reading.own_header
        self._is_copy = reading.is_copy
        self._is_by_asknet = reading.own_header or reading.sections is not None
        self._last = store.sources.last_row()
        self._different = store.duplicates.apart()
        self._removed = store.sources.removed(self.source)
        self._removed_elsewhere = store.sources.removed_elsewhere(self.source)
        self._restore_removed = restore_removed
        self._contacts = WrittenContacts()
        self._matched_rows = RowNumbers()
        self._matched_contacts: set[int] = set()
        self._read_again = read_again
        self._new_introducer = introducer
        self._file_index = FileIndex(self._cards_without_key)
        self._names_in_file = NamesInFile(lambda: (self._as_meant(row.card) for row in read_again() if row.card))
        self._added_last = False
        self._via: list[tuple[int, int, list[str], bool]] = []
        self._resolved: dict[str, int | str] = {}
        self._repeated: set[str] | None = None

    def add(self, row: Row) -> None:
        """Import one row: skip it, or add, update or leave its contact."""
        self.tally.read += 1
        if row.card is None:
            self.tally.skipped.append(Skipped(row.line, row.why, row.file, row))
            return
        card, stand_ins = (
            (row.card, ()) if self._is_copy else without_placeholders(row.card, own=self._is_own_file(row))
        )
        card = self._as_meant(card)
        ignored = (*row.ignored, *stand_ins)
        if not card.name:
            self.tally.skipped.append(
                Skipped(row.line, f"no name ({row.card.name[:60]!r} is a placeholder)", row.file, row)
            )
            return
        self.tally.ignored += [Ignored(row.line, value, row.file) for value in ignored]
        key, previous = self._find_previous(row, card)
        if key is None:
            if row.joins and self._added_last:  # it adds its values to the contact of the row before
                self.tally.updated += 1
            else:
                self.tally.unchanged += 1
            return
        if previous is None and self._was_removed(row, key, card):
            return
        added = self.tally.added
        self.tally.count(self._with_defaults(card))
        contact = self.store.contacts.get(previous.contact) if previous else None
        if previous is not None and contact is not None:
            snapshot = self._snapshot(previous)
            unread = {value.field for value in ignored if getattr(card, value.field, None) in ("", None, ())}
            self._update(row, key, kept_beyond(card, snapshot, self.covers - unread), contact, snapshot)
            number = contact.id
        else:
            number = self._match_or_add(row, key, card)
        self._added_last = self.tally.added > added
        if row.entry:
            self.id_map.add(row.entry, card, number, new=self._added_last)
        if self._own_header:
            self._matched_contacts.add(number)

    def _as_meant(self, card: Card) -> Card:
        """Return a card with what its name and notes say in words: a former name, who introduced them.

        A label of an address book that is a place where somebody lives is no topic.
        """
        if not self._is_by_asknet:
            card = self._without_places(card)
        if self._is_copy or (card.kind or Kind.PERSON) is not Kind.PERSON:
            return card
        card = with_former_name(card)
        via = "" if self._own_header or card.via else introducer_in(card.notes)
        return replace(card, via=(via,)) if via and via != card.name else card

    def _without_places(self, card: Card) -> Card:
        labels = {fold(circle) for circle in card.circles}
        topics = [s for s in card.skills if fold(s.topic) not in labels or fold(s.topic) not in self._places]
        return replace(card, skills=tuple(topics)) if len(topics) < len(card.skills) else card

    @cached_property
    def _places(self) -> set[str]:
        rows = self._read_again()
        return place_names([*self.store.groups.places(), *(row.card.place for row in rows if row.card)])

    def _was_removed(self, row: Row, key: RowKey, card: Card) -> bool:
        """Return whether the contact of a row was removed after an earlier import and stays so; if it does, list it.

        Who is in the network again, whether typed or from another file, was not removed.
        """
        elsewhere = self._removed_elsewhere
        known = fingerprints([card.name], card_values(card)) if elsewhere and not row.entry else []
        uids = [uid for uid in (card.uid, *(row.entry.uids if row.entry else ())) if is_unique(uid)]
        found = {RowKey(one) for one in known} | {RowKey(f"uid:{uid}") for uid in uids} | ({key} if uids else set())
        day = self._removed.get(key) or max((elsewhere[one] for one in found if one in elsewhere), default=None)
        if day is None:
            return False
        if self._restore_removed:
            self.store.sources.drop_removed([card.name], uids, known)
            return False
        there = by_uid(self.store, row, card, own_file=False) or self._find_contact(card)
        if there or (self._own_header and only_of_that_name(self.store, card, self._file_index)):
            return False
        if row.entry:
            self.id_map.add_removed(row.entry)
        self.tally.removed_before.append(RemovedBefore(row.line, card.name, day, row.file))
        return True

    def _match_or_add(self, row: Row, key: RowKey, card: Card) -> int:
        """Match a new row to a contact, or add one; the contacts of one network file stay distinct."""
        # a second row with the same uid is another contact
        with_uid = by_uid(self.store, row, card, own_file=self._is_own_file(row)) if key.occurrence == 1 else None
        if with_uid and not self._is_own_file(row) and self._is_repeated(row, card, with_uid):
            with_uid = None
        same = self.id_map.find_same(self.store, card, row.entry) if row.entry and not with_uid else None
        if same:
            self._write_source_row(key, same.id, card)
            self.store.contacts.add_uid(same.id, card.uid)
            self.tally.unchanged += 1
            return same.id
        if with_uid and self._own_header and self._is_own_row(card, with_uid):
            self._edit(row, key, card, with_uid)
            return with_uid.id
        sure = _sure(with_uid, UID) or self._find_exported(row, card)
        if not sure:
            meant = self._with_defaults(card)
            sure = self._find_contact(meant, besides=self.id_map.contacts)
            sure = None if sure and self._only_shares_address(sure, card) else sure
        if not sure and self._own_header:
            sure = _sure(only_of_that_name(self.store, card, self._file_index), SAME_ROW)
        if sure:
            self._join(row, key, card, sure)
            return sure.contact.id
        return self._add_contact(row, key, card)

    def _find_contact(self, card: Card, *, besides: Container[int] = frozenset()) -> CardMatch | None:
        return find_contact(self.store, card, self._different, self._names_in_file, besides=besides)

    def _only_shares_address(self, sure: CardMatch, card: Card) -> bool:
        """Return whether a row with another name shares nothing but an address with an earlier row of the file.

        An address that several names of a file share identifies nobody: it may be a club's, or a placeholder.
        """
        if not self._contacts.has_added(sure.contact.id):
            return False
        profile = {slug_of(url) for url in card.url} & {slug_of(url) for url in sure.contact.url} - {""}
        return not profile and alike(card.name, sure.contact.name).how is not Alike.SAME

    def _is_own_file(self, row: Row) -> bool:
        """Return whether asknet wrote the file, or it has the form that asknet writes.

        A card that another program gave a number counts its cards from 1, in asknet's own export too.
        """
        return row.entry is not None or (row.own and not row.key.isdecimal()) or self._own_header

    def _is_repeated(self, row: Row, card: Card, contact: Contact) -> bool:
        """Return whether a uid is that of several cards with names that have no word in common: then it identifies none."""
        if alike(card.name, contact.name).how is not Alike.NOTHING:
            return False
        if self._repeated is None:
            keys = Counter(row.key for row in self._read_again() if row.key)
            self._repeated = {key for key, number in keys.items() if number > 1}
        return row.key in self._repeated or self.store.sources.is_repeated(row.key)

    def _is_own_row(self, card: Card, contact: Contact) -> bool:
        """Return whether a row is a contact's own: not that of somebody merged into them since, nor a second one."""
        return card.uid == contact.uid and contact.id not in self._matched_contacts

    def _find_exported(self, row: Row, card: Card) -> CardMatch | None:
        """Find the contact from which asknet exported a row: it has the same value in every field.

        The first row with the name of an introducer added for this file is that introducer.
        """
        new = self._new_introducer
        if new and fold_name(card.name) == fold_name(new.name):
            self._new_introducer = None
            return _sure(new, INTRODUCER)
        if row.key or not self._own_header:
            return None
        return _sure(same_in_all_fields(self.store, card, self._matched_contacts), SAME_ROW)

    def _cards_without_key(self) -> Iterator[Card]:
        """Iterate again over the rows without an id from the source."""
        return (self._as_meant(row.card) for row in self._read_again() if row.card and not row.key)

    def _with_defaults(self, card: Card) -> Card:
        """Add the user's values for every contact; they are not part of what the source says, and stay when that changes."""
        if not self.defaults:
            return card
        values: dict[str, Any] = {}
        for name, value in self.defaults.items():
            if name in _FOR_ALL:
                together: Any = unique_skills if name == "skills" else unique
                values[name] = together([*getattr(card, name), *value])
            elif getattr(card, name) in ("", None, ()):
                values[name] = value
        return replace(card, **values)

    def _find_previous(self, row: Row, card: Card) -> PreviousRow:
        """Find the key of a row, and the row imported under it before.

        Two rows with the same name and no id that contradict each other are two people. They are
        distinguished as they were before, else by their occurrence; if there are very many, by
        a hash of all values, which is larger than any occurrence.
        """
        uid = f"uid:{card.uid}" if card.uid else ""
        lookup_key = row.key or uid or f"name:{fold_name(card.name)}"
        sources = self.store.sources
        if self._own_header and uid:  # what any exported table said last about the contact is what this one may change
            sources.move_row(self.source, RowKey(uid))
        found = sources.rows_called(self.source, lookup_key, limit=_CROWD)
        if not found:
            return PreviousRow(RowKey(lookup_key, 1))
        values = card_values(card)
        same = [key for key, previous in found.items() if previous.gave == values]
        first = 1
        if not same and len(found) == _CROWD:
            text = json.dumps(values, ensure_ascii=False, sort_keys=True)
            first = int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1 | _BEYOND
            found = sources.rows_called(self.source, lookup_key, first=first, limit=1)
            found = {key: previous for key, previous in found.items() if key.occurrence == first}
            same = list(found)
        if any(self._is_matched(found[key]) for key in same):
            if not row.entry:
                return PreviousRow(None)
            same = [key for key in same if not self._is_matched(found[key])]
        free = {key: previous for key, previous in found.items() if not self._is_matched(previous)}
        key = same[0] if same else self._best_agreement(row, card, free, rows=len(found))
        if key:
            self._matched_rows.add(found[key].id)
            return PreviousRow(key, found[key])
        keys = (RowKey(lookup_key, occurrence) for occurrence in count(first))
        return PreviousRow(next(key for key in keys if key not in found))

    def _best_agreement(self, row: Row, card: Card, free: Mapping[RowKey, SourceRow], *, rows: int) -> RowKey | None:
        """Return the earlier row that this one agrees with best, unless another row of the file agrees with it better.

        `rows` is the number of earlier rows with that name. The name alone is enough for the only one, and for the last
        one that no row of the file is; an id from the source always is.
        """
        snapshots = {key: self._snapshot(previous) for key, previous in free.items()}
        agreements = {key: agreement(card, snapshot) for key, snapshot in snapshots.items()}
        order = sorted(agreements, key=lambda key: -agreements[key])
        if row.key:
            return next(iter(order), None)
        better = self._file_index.has_better_match
        fitting = [key for key in order if not better(snapshots[key], agreements[key])]
        # of as many rows with the name as before, the one that is left is the last
        last = len(fitting) == 1 and self._file_index.named(card.name) <= rows
        least = Agreement.NAME if rows == 1 or last else Agreement.SOME
        return fitting[0] if fitting and agreements[fitting[0]] >= least else None

    def _snapshot(self, previous: SourceRow) -> Card:
        """Return what a row said before, without values that are no longer accepted: an older version accepted any day."""
        try:
            return read_card(previous.gave, self.today, strict=False, kept=True)
        except UsageError:
            values: dict[str, Any] = {"name": ""}
            for field, value in previous.gave.items():
                with suppress(UsageError):
                    values |= read_values({field: value}, self.today, strict=False, kept=True)
            return Card(**values)

    def _is_matched(self, previous: SourceRow) -> bool:
        return previous.id > self._last or previous.id in self._matched_rows

    def _add_contact(self, row: Row, key: RowKey, card: Card) -> int:
        store = self.store
        added = (row.entry and row.entry.added) or self.today
        provenance = None if row.entry else Provenance.IMPORTED
        whole = self._with_defaults(card)
        number = store.contacts.add(whole, added=added, provenance=provenance)
        for uid in row.entry.uids if row.entry else ():
            store.contacts.add_uid(number, uid)
        if whole.via:
            self._via.append((number, row.line, self._introducer_refs(row, whole.via), True))
        self._write_source_row(key, number, card)
        self.tally.added += 1
        self._contacts.add(number, row.line)
        return number

    def _introducer_refs(self, row: Row, via: Iterable[str]) -> list[str]:
        """Return introducers in the form that `finish` looks up: by the file's own id, else by name."""
        refs = row.entry.via if row.entry else ()
        ids = [f"{IN_FILE}{ref.id}" if ref.id else ref.name for ref in refs]
        if [ref.label for ref in refs] == list(via):
            return ids
        by_label = dict(zip((ref.label for ref in refs), ids, strict=True))
        return [by_label.get(name, name) for name in via]

    def _join(self, row: Row, key: RowKey, card: Card, candidate: CardMatch) -> None:
        contact, reasons = candidate.contact, candidate.comparison.reasons
        expected = self._is_own_file(row) and reasons == UID
        if len(self.tally.matched) < _DUPLICATES and not expected:
            self.tally.matched.append(MatchedRow(row.line, card.name, contact.id, contact.name, reasons))
        self._write_source_row(key, contact.id, card)
        whole = self._with_defaults(card)
        if whole.via and not contact.via:
            self._via.append((contact.id, row.line, self._introducer_refs(row, whole.via), True))
        for uid in (card.uid, *(row.entry.uids if row.entry else ())):
            self.store.contacts.add_uid(contact.id, uid)
        joined = replace(joined_card(contact, whole), via=contact.via or whole.via)
        report_differing(self.tally, row, contact, joined, card, matched=not expected)
        self._write_update(row, contact, replace(joined, via=contact.via))

    def _edit(self, row: Row, key: RowKey, card: Card, contact: Contact, snapshot: Card | None = None) -> None:
        """Update a contact from its row in a table that asknet wrote, where name and addresses may have changed."""
        edited = self._with_defaults(edited_card(contact, card, snapshot))
        report_differing(self.tally, row, contact, edited, card, snapshot, every=True)
        self._write_source_row(key, contact.id, card)
        if edited.via != contact.via:
            self._via.append((contact.id, row.line, self._introducer_refs(row, edited.via), False))
        self._write_update(row, contact, replace(edited, via=contact.via))

    def _update(self, row: Row, key: RowKey, card: Card, contact: Contact, snapshot: Card) -> None:
        if snapshot == replace(card, skills=_as_stated(card.skills)) and not self.defaults:
            self.tally.unchanged += 1
            return
        if self._own_header and self._is_own_row(card, contact):
            self._edit(row, key, card, contact, snapshot)
            return
        renewed = self._with_defaults(updated_card(contact, card, snapshot))
        report_differing(self.tally, row, contact, renewed, card, snapshot)
        self._write_source_row(key, contact.id, card)
        if renewed.via != contact.via:
            self._via.append((contact.id, row.line, self._introducer_refs(row, renewed.via), False))
        self._write_update(row, contact, renewed)

    def _write_update(self, row: Row, contact: Contact, card: Card) -> None:
        if card == as_card(contact):
            self.tally.unchanged += 1
            return
        self._contacts.change(contact, card, row.line)
        self.store.contacts.update(contact, card)
        self.tally.updated += 1

    def _write_source_row(self, key: RowKey, number: int, card: Card) -> None:
        self.store.sources.write_row(self.source, key, number, card_values(card))

    def finish(self) -> None:
        """Link contacts to their introducers, once every row is stored."""
        self.store.sources.drop_returned(self.source)
        if self._via:
            with self.store.names_indexed():
                self._link_introducers()
        self.tally.duplicates += self._contacts.possible_duplicates(self.store, limit=_DUPLICATES)

    def _link_introducers(self) -> None:
        contacts = self.store.contacts
        for number, line, via, new in self._via:
            by_name = {} if new else self._introducers_by_name(number)
            found: list[int] = []
            for name in via:
                for introducer in [by_name[name]] if name in by_name else self._introducers(line, name):
                    if contacts.is_above(number, introducer):
                        above = contacts.get(introducer)
                        why = f"introducer ignored: {above.name if above else name} would be their own introducer"
                        self.tally.unclear.append(Skipped(line, why))
                    elif introducer not in found:
                        found.append(introducer)
            contacts.set_introducers(number, found)

    def _introducers_by_name(self, number: int) -> dict[str, int]:
        """Return the introducers of a contact, by name."""
        contact = self.store.contacts.get(number)
        return dict(zip(contact.via, contact.via_ids, strict=True)) if contact else {}

    def _introducers(self, line: int, via: str) -> list[int]:
        """Find an introducer by the rule of names, or add one if no contact resembles the name.

        An ambiguous one is left out and reported with its line. ``Bea Blum, Ann Abel`` are two, unless somebody
        is called so.
        """
        if via.startswith(IN_FILE):
            number = self.id_map.numbers.get(via.removeprefix(IN_FILE))
            if number is None and via.removeprefix(IN_FILE) not in self.id_map.removed:
                why = f"introducer ignored: nobody in the file has the id {via.removeprefix(IN_FILE)}"
                self.tally.unclear.append(Skipped(line, why))
            return [number] if number else []
        numbers = []
        for name in self._names_of_introducers(via):
            if name not in self._resolved:
                self._resolved[name] = self._resolve_introducer(name)
            found = self._resolved[name]
            if isinstance(found, str):
                self.tally.unclear.append(Skipped(line, f"introducer ignored: {found}"))
            else:
                numbers.append(found)
        return numbers

    def _names_of_introducers(self, via: str) -> list[str]:
        """Return the names in a value: several if it has commas or ``and``, and they are all whole names, or all somebody's."""
        if not may_be_several(via) or via in self._resolved or self._is_somebody(via):
            return [via]
        names = [name for name in names_in(via, self._is_somebody) if not is_no_name(name)]
        several = all(len(name.split()) > 1 for name in names) or all(map(self._is_somebody, names))
        return names if names and several else [via]

    def _is_somebody(self, name: str) -> bool:
        return is_somebody(name, self.store.contacts, unclear=True)

    def _resolve_introducer(self, via: str) -> int | str:
        """Return the number of the contact with that name, added if necessary, or why there is none."""
        try:
            return resolve(via, self.store.contacts, writing=True).contact.id
        except AmbiguousNameError as unclear:
            return unclear.message
        except NothingFoundError as nobody:
            if via.startswith("id:"):
                return nobody.message
            if not self._is_by_asknet and names_nobody(via):
                return f"{via[:60]!r} is nobody's name"
            if self.store.sources.is_removed(via):
                if not self._restore_removed:
                    return f"{via} was removed before"
                self.store.sources.drop_removed([via], [], [])
            self.tally.introducers.append(via)
            return self.store.contacts.add(card_named(via), added=self.today)


def _sure(contact: Contact | None, reasons: tuple[str, ...]) -> CardMatch | None:
    return CardMatch(contact, Comparison(Sameness.SURE, reasons)) if contact else None


def _as_stated(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    return tuple(replace(skill, provenance=Provenance.STATED) for skill in skills)
