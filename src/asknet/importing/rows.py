"""The rows of a file on their way into the store: who each is, and what becomes of them."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.cards import joined_card, kept_beyond, renewed_card
from asknet.dedupe import Judged, Verdict
from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.fields import as_card, plain, read_card, read_values, unique_skills
from asknet.importing.find_contact import Known, who_is
from asknet.importing.match_own_export import INTRODUCER, SAME_ROW, UID, by_uid, only_one, the_same
from asknet.importing.match_source_row import Agreement, InFile, agreement
from asknet.importing.network_entries import IN_FILE, Became
from asknet.importing.report import Joined, Likeness, Marks, Skipped, Tally
from asknet.model import Card, Kind, Provenance, Skill
from asknet.names import resolve
from asknet.store.sources import RowKey
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from asknet.formats.rows import Options, Reading, Row
    from asknet.model import Contact
    from asknet.store import Store
    from asknet.store.sources import SourceRow

_DUPLICATES = 1000
"""Possible duplicates, and rows that were somebody already, that are listed."""
_LIKELIEST = 3
"""Contacts that one row may be, that are listed."""
_CROWD = 50
"""Rows of one name and no id from which on each is known again by all it says."""
_BEYOND = 1 << 62
"""The least number that stands for what a row of a crowd says."""
_DOUBTED = ("the same name", "the file said something else of them before")
_COUNTED = 50_000
"""Topics and titles that are counted; a file of more has no commonest."""


class Chosen(NamedTuple):
    """The key of a row, what it became before, and else what a row of its name became that may be theirs."""

    key: RowKey | None
    before: SourceRow | None = None
    doubted: SourceRow | None = None


class Rows:
    """The rows of one file on their way into the store."""

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
        reading: Reading,
        again: Callable[[], Iterator[Row]],
        introducer: Contact | None = None,
    ) -> None:
        self.store = store
        self.covers = reading.covers
        self._became: set[int] | None = set() if reading.own_header else None
        self.source = store.sources.open(label, form, now)
        self.today = options.today
        self.defaults = defaults
        self.tally = tally
        self._last = store.sources.last_row()
        self._apart = store.duplicates.apart()
        self._taken = Marks()
        self._again = again
        self._new_introducer = introducer
        self._in_file = InFile(self._without_id)
        self._adding = False
        self._via: list[tuple[int, int, list[str], bool]] = []
        self.became = Became()
        self._introducers: dict[str, int | str] = {}

    def take(self, row: Row) -> None:
        """Take one row: skip, add, update or leave it."""
        self.tally.read += 1
        if row.card is None:
            self.tally.skipped.append(Skipped(row.line, row.why, row.file, row))
            return
        self.tally.left_out += [Skipped(row.line, f"left out: {why}", row.file) for why in row.left_out]
        card = self._with_defaults(row.card)
        key, before, doubted = self._key(row, card)
        if key is None:
            if row.joins and self._adding:  # the contact that the row before added has this one's words too
                self.tally.updated += 1
            else:
                self.tally.unchanged += 1
            return
        added = self.tally.added
        self._count_topics(card)
        contact = self.store.contacts.get(before.contact) if before else None
        if before is not None and contact is not None:
            gave = self._gave(before)
            self._update(row, key, kept_beyond(card, gave, self.covers), contact, gave)
            number = contact.id
        else:
            number = self._take_new(row, key, card, doubted)
        self._adding = self.tally.added > added
        if row.entry:
            self.became.note(row.entry, card, number)
        if self._became is not None:
            self._became.add(number)

    def _take_new(self, row: Row, key: RowKey, card: Card, doubted: SourceRow | None) -> int:
        """Find who a row is that was not imported before, or add them; those of one network file are told apart."""
        # a second row of one uid is somebody else
        made = by_uid(self.store, row, card, ours=self._is_ours(row)) if key.occurrence == 1 else None
        same = self.became.known(self.store, card, row.entry) if row.entry and not made else None
        if same:
            self._remember(key, same.id, card)
            self.store.contacts.add_uid(same.id, card.uid)
            self.tally.unchanged += 1
            return same.id
        exported = Known(made, Judged(Verdict.SURE, UID)) if made else self._exported(row, card)
        sure, likely = (exported, []) if exported else who_is(self.store, card, self._apart, besides=self.became.taken)
        if not sure and self._became is not None:
            only = only_one(self.store, card, self._in_file)
            sure = Known(only, Judged(Verdict.SURE, SAME_ROW)) if only else None
        if sure:
            self._join(row, key, card, sure)
            return sure.contact.id
        former = self.store.contacts.get(doubted.contact) if doubted and not likely else None
        if former:
            likely = [Known(former, Judged(Verdict.LIKELY, _DOUBTED))]
        return self._add(row, key, card, likely)

    def _is_ours(self, row: Row) -> bool:
        """Return whether asknet wrote the file, or somebody wrote it as asknet does."""
        return row.entry is not None or self._became is not None

    def _exported(self, row: Row, card: Card) -> Known | None:
        """Find whom asknet itself wrote a row of a table of: the same in all of it.

        The first of the name of an introducer who was added for this file is that introducer.
        """
        new = self._new_introducer
        if new and fold_name(card.name) == fold_name(new.name):
            self._new_introducer = None
            return Known(new, Judged(Verdict.SURE, INTRODUCER))
        if row.key:
            return None
        same = the_same(self.store, card, self._became) if self._became is not None else None
        return Known(same, Judged(Verdict.SURE, SAME_ROW)) if same else None

    def _without_id(self) -> Iterator[Card]:
        """Walk the rows without an id once more."""
        return (self._with_defaults(row.card) for row in self._again() if row.card and not row.key)

    def _with_defaults(self, card: Card) -> Card:
        said: dict[str, Any] = {}
        for name, value in self.defaults.items():
            if name == "skills":
                said[name] = unique_skills([*card.skills, *value])
            elif getattr(card, name) in ("", None, ()):
                said[name] = value
        return replace(card, **said)

    def _key(self, row: Row, card: Card) -> Chosen:
        """Find by what the row is known again, and what it became before; no key for a row that says the same twice.

        Two rows of one name and no id that contradict each other are two people;
        they are told apart by what they were told apart by before, else by turn,
        and in a crowd of one name by all they say (a number of it, far above the turns).
        """
        uid = f"uid:{card.uid}" if card.uid else ""
        base = row.key or uid or f"name:{fold_name(card.name)}"
        sources = self.store.sources
        found = sources.rows_called(self.source, base, limit=_CROWD)
        gives = plain(card) if found else {}
        told = [key for key, before in found.items() if before.gave == gives]
        first = 1
        if not told and len(found) == _CROWD:
            said = json.dumps(gives, ensure_ascii=False, sort_keys=True)
            first = int.from_bytes(blake2b(said.encode(), digest_size=8).digest()) >> 1 | _BEYOND
            found = sources.rows_called(self.source, base, first=first, limit=1)
            found = {key: before for key, before in found.items() if key.occurrence == first}
            told = list(found)
        if any(self._is_taken(found[key]) for key in told):
            if not row.entry:
                return Chosen(None)
            told = [key for key in told if not self._is_taken(found[key])]
        free = {key: before for key, before in found.items() if not self._is_taken(before)}
        key, doubted = (told[0], None) if told else self._agreeing(row, card, free, only=len(found) == 1)
        if key:
            self._taken.add(found[key].id)
            return Chosen(key, found[key])
        turns = (RowKey(base, turn) for turn in count(first))
        return Chosen(next(turn for turn in turns if turn not in found), doubted=doubted)

    def _agreeing(
        self, row: Row, card: Card, free: Mapping[RowKey, SourceRow], *, only: bool
    ) -> tuple[RowKey | None, SourceRow | None]:
        """Choose the remembered row that this one agrees with best, and no other of the file better.

        The name alone is enough for the `only` one of that name; the source's own
        id always is. Else the second is one that may be theirs, if no other row claims it.
        """
        gave = {key: self._gave(before) for key, before in free.items()}
        how = {key: agreement(card, given) for key, given in gave.items()}
        order = sorted(how, key=lambda key: -how[key])
        if row.key:
            return next(iter(order), None), None
        least = Agreement.NAME if only else Agreement.SOME
        unclaimed = (key for key in order if not self._in_file.claims(gave[key], how[key]))
        best = next(unclaimed, None)
        if best and how[best] >= least:
            return best, None
        return None, free[best] if best else None

    def _gave(self, before: SourceRow) -> Card:
        """Read what a row gave before, without values that are not accepted now: an older version took any day."""
        try:
            return read_card(before.gave, self.today, strict=False, kept=True)
        except UsageError:
            values: dict[str, Any] = {"name": ""}
            for field, value in before.gave.items():
                with suppress(UsageError):
                    values |= read_values({field: value}, self.today, strict=False, kept=True)
            return Card(**values)

    def _is_taken(self, before: SourceRow) -> bool:
        return before.id > self._last or before.id in self._taken

    def _add(self, row: Row, key: RowKey, card: Card, likely: list[Known]) -> int:
        store = self.store
        added = (row.entry and row.entry.added) or self.today
        provenance = None if row.entry else Provenance.IMPORTED
        number = store.contacts.add(card, added=added, provenance=provenance)
        for uid in row.entry.uids if row.entry else ():
            store.contacts.add_uid(number, uid)
        if len(self.tally.duplicates) < _DUPLICATES:
            self.tally.duplicates += [
                Likeness(row.line, card.name, number, known.contact.id, known.judged.reasons)
                for known in likely[:_LIKELIEST]
            ]
        if card.via:
            self._via.append((number, row.line, self._said_via(row, card.via), True))
        self._remember(key, number, card)
        self.tally.added += 1
        return number

    def _said_via(self, row: Row, via: Iterable[str]) -> list[str]:
        """Write introducers as `introduce` looks for them: by the file's own id, else by name."""
        refs = row.entry.via if row.entry else ()
        ids = [f"{IN_FILE}{ref.id}" if ref.id else ref.name for ref in refs]
        if [ref.label for ref in refs] == list(via):
            return ids
        there = dict(zip((ref.label for ref in refs), ids, strict=True))
        return [there.get(name, name) for name in via]

    def _join(self, row: Row, key: RowKey, card: Card, known: Known) -> None:
        contact = known.contact
        expected = self._is_ours(row) and known.judged.reasons == UID
        if len(self.tally.joined) < _DUPLICATES and not expected:
            self.tally.joined.append(Joined(row.line, card.name, contact.id, contact.name, known.judged.reasons))
        self._remember(key, contact.id, card)
        if card.via and not contact.via:
            self._via.append((contact.id, row.line, self._said_via(row, card.via), True))
        for uid in (card.uid, *(row.entry.uids if row.entry else ())):
            self.store.contacts.add_uid(contact.id, uid)
        self._renew(contact, replace(joined_card(contact, card), via=contact.via))

    def _update(self, row: Row, key: RowKey, card: Card, contact: Contact, gave: Card) -> None:
        if gave == replace(card, skills=_unproven(card.skills)):
            self.tally.unchanged += 1
            return
        renewed = renewed_card(contact, card, gave)
        self._remember(key, contact.id, card)
        if renewed.via != contact.via:
            self._via.append((contact.id, row.line, self._said_via(row, renewed.via), False))
        self._renew(contact, renewed)

    def _renew(self, contact: Contact, card: Card) -> None:
        if card == as_card(contact):
            self.tally.unchanged += 1
            return
        self.store.contacts.update(contact, card)
        self.tally.updated += 1

    def _remember(self, key: RowKey, number: int, card: Card) -> None:
        self.store.sources.write_row(self.source, key, number, plain(card))

    def introduce(self) -> None:
        """Join contacts to their introducers, once every row is there."""
        if self._via:
            with self.store.names_indexed():
                self._introduce()

    def _introduce(self) -> None:
        contacts = self.store.contacts
        for number, line, via, new in self._via:
            there = {} if new else self._there(number)
            found: list[int] = []
            for name in via:
                introducer = there[name] if name in there else self._introducer(line, name)
                if introducer and contacts.is_above(number, introducer):
                    above = contacts.get(introducer)
                    why = f"introducer not taken: {above.name if above else name} would be their own introducer"
                    self.tally.unclear.append(Skipped(line, why))
                elif introducer and introducer not in found:
                    found.append(introducer)
            contacts.set_introducers(number, found)

    def _there(self, number: int) -> dict[str, int]:
        """Return the introducers that a contact has, by name."""
        contact = self.store.contacts.get(number)
        return dict(zip(contact.via, contact.via_ids, strict=True)) if contact else {}

    def _introducer(self, line: int, via: str) -> int | None:
        """Find an introducer by the rule of names; add one whom nobody is like.

        One that is not clear is left out and told, with its line.
        """
        if via.startswith(IN_FILE):
            number = self.became.numbers.get(via.removeprefix(IN_FILE))
            if number is None:
                why = f"introducer not taken: nobody in the file has the id {via.removeprefix(IN_FILE)}"
                self.tally.unclear.append(Skipped(line, why))
            return number
        if via not in self._introducers:
            self._introducers[via] = self._resolve_introducer(via)
        found = self._introducers[via]
        if isinstance(found, str):
            self.tally.unclear.append(Skipped(line, f"introducer not taken: {found}"))
            return None
        return found

    def _resolve_introducer(self, via: str) -> int | str:
        """Return the number of the contact of that name, who is added if need be, or why it is nobody."""
        try:
            return resolve(via, self.store.contacts, writing=True).contact.id
        except AmbiguousNameError as unclear:
            return unclear.message
        except NothingFoundError as nobody:
            if via.startswith("id:"):
                return nobody.message
            self.tally.introducers.append(via)
            return self.store.contacts.add(Card(name=via, kind=Kind.PERSON), added=self.today)

    def _count_topics(self, card: Card) -> None:
        tally = self.tally
        said = [(skill.topic, tally.topics) for skill in card.skills]
        for text, counted in [*said, (card.title, tally.titles)] if card.title else said:
            folded = fold(text)
            if folded in tally.written or len(tally.written) < _COUNTED:
                counted[tally.written.setdefault(folded, text)] += 1


def _unproven(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    return tuple(replace(skill, provenance=Provenance.STATED) for skill in skills)
