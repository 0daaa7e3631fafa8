"""`import`: read contacts from a file, without doubling anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from asknet.errors import AmbiguousNameError, NothingFoundError
from asknet.evidence import evidence_for
from asknet.fields import as_card, plain, read_card, unique_skills
from asknet.formats.registry import read
from asknet.model import Card, Contact, Kind, Provenance, Skill
from asknet.names import resolve
from asknet.text import fold, fold_name
from asknet.verbs.add import introducer_of
from asknet.verbs.backup import keep_before_import
from asknet.verbs.path import is_circle
from asknet.verbs.renewed import agree, renewed_card
from asknet.verbs.renewing import renew_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asknet.formats.rows import Options, Reading, Row
    from asknet.store import Store

COMMONEST = 8
"""Topics named after an import."""
_EVERY = 100
"""Rows between two reports of progress."""
_DUPLICATES = 1000
"""Possible duplicates that are listed."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken: its line, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A row that became a new contact although somebody of that name is there."""

    line: int
    name: str
    new: int
    old: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do."""

    reading: Reading
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: list[Skipped]
    possible_duplicates: list[Likeness]
    introducers: list[str]
    unclear: list[Skipped]
    topics: list[tuple[str, int]]
    questions: list[str]


@dataclass(slots=True)
class _Tally:
    """What is counted on the way."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Likeness] = field(default_factory=list)
    introducers: list[str] = field(default_factory=list)
    unclear: list[Skipped] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)


def import_contacts(
    store: Store,
    data: bytes,
    name: str,
    options: Options,
    *,
    defaults: Mapping[str, Any],
    now: str,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Import the contacts in `data`, all or nothing.

    A row is known again by the source's own id, else by the source's label and
    the folded name; what the source gave before is updated and what you typed
    stays. `progress` is called with the number of rows so far. Raises
    `InputError` or `UsageError` when the file cannot be read at all. Before a
    large import a backup is kept.
    """
    reading = read(data, name, options)
    if not dry_run:
        keep_before_import(store, data)
    tally = _Tally()
    with store.trying() if dry_run else store.writing(f"imported {name}", at=now):
        if defaults.get("via"):
            introducer, _ = introducer_of(store, defaults["via"], today=options.today)
            defaults = {**defaults, "via": f"id:{introducer}"}
        rows = _Rows(store, _source(reading, name), reading.format, options, defaults, tally, now)
        for row in reading.rows:
            rows.take(row)
            if progress and tally.read % _EVERY == 0:
                progress(tally.read)
        rows.introduce()
    return _imported(reading, tally)


def _source(reading: Reading, name: str) -> str:
    """Label the source: by its format where rows have ids, else by the file's name."""
    if reading.format == "linkedin":
        return "LinkedIn"
    return "standard input" if name == "-" else name


class _Rows:
    """The rows of one file on their way into the store."""

    def __init__(
        self,
        store: Store,
        label: str,
        form: str,
        options: Options,
        defaults: Mapping[str, Any],
        tally: _Tally,
        now: str,
    ) -> None:
        self.store = store
        self.source = store.sources.open(label, form, now)
        self.today = options.today
        self.defaults = defaults
        self.tally = tally
        self._taken: dict[str, int] = {}
        self._keys: dict[str, list[str]] = {}
        self._via: list[tuple[int, int, str]] = []

    def take(self, row: Row) -> None:
        """Take one row: skip, add, update or leave it."""
        self.tally.read += 1
        if row.card is None:
            self.tally.skipped.append(Skipped(row.line, row.why))
            return
        card = self._with_defaults(row.card)
        key = self._key(row, card)
        if key is None:
            self.tally.unchanged += 1
            return
        self._count_topics(card)
        before = self.store.sources.row(self.source, key)
        contact = self.store.contacts.get(before.contact) if before else None
        if before is None or contact is None:
            self._add(row, key, card)
        else:
            self._update(row, key, card, contact, read_card(before.gave, self.today, strict=False))

    def _with_defaults(self, card: Card) -> Card:
        said: dict[str, Any] = {}
        for name, value in self.defaults.items():
            if name == "skills":
                said[name] = unique_skills([*card.skills, *value])
            elif getattr(card, name) in ("", None, ()):
                said[name] = value
        return replace(card, **said)

    def _key(self, row: Row, card: Card) -> str | None:
        """Find by what the row is known again; None for a row that says the same twice.

        Two rows of one name and no id that contradict each other are two people;
        they are told apart by what they were told apart by before, else by turn.
        """
        base = row.key or f"name:{fold_name(card.name)}"
        if any(self._taken.get(key) == hash(card) for key in self._keys.get(base, ())):
            return None
        before = self.store.sources.rows_called(self.source, base) if not row.key else {}
        free = [key for key in before if key not in self._taken]
        key = next((k for k in free if agree(card, before[k].gave)), None)
        if key is None:
            turns = (f"{base}#{turn}" if turn > 1 else base for turn in count(1))
            key = free[0] if free else next(k for k in turns if k not in self._taken)
        self._keys.setdefault(base, []).append(key)
        self._taken[key] = hash(card)
        return key

    def _add(self, row: Row, key: str, card: Card) -> None:
        store = self.store
        like = store.contacts.known_as(fold_name(card.name))
        number = store.contacts.add(card, added=self.today, via_id=None, provenance=Provenance.IMPORTED)
        if like and len(self.tally.duplicates) < _DUPLICATES:
            self.tally.duplicates.append(Likeness(row.line, card.name, number, like[0]))
        if card.via:
            self._via.append((number, row.line, card.via))
        self._remember(key, number, card)
        contact = Contact(id=number, added=self.today, **{f: getattr(card, f) for f in Card.__slots__})
        store.evidence.replace(number, evidence_for(contact))
        self.tally.added += 1

    def _update(self, row: Row, key: str, card: Card, contact: Contact, gave: Card) -> None:
        if gave == replace(card, skills=_unproven(card.skills)):
            self.tally.unchanged += 1
            return
        renewed = renewed_card(contact, card, gave)
        self._remember(key, contact.id, card)
        if renewed.via != contact.via:
            self._via.append((contact.id, row.line, renewed.via))
        if replace(renewed, via=contact.via) == as_card(contact) and renewed.via == contact.via:
            self.tally.unchanged += 1
            return
        self.store.contacts.update(contact, renewed, via_id=contact.via_id)
        renew_evidence(self.store, [contact.id])
        self.tally.updated += 1

    def _remember(self, key: str, number: int, card: Card) -> None:
        self.store.sources.write_row(self.source, key, number, plain(card))

    def introduce(self) -> None:
        """Join contacts to their introducers, once every row is there."""
        for number, line, via in self._via:
            introducer = self._introducer(line, via) if via else None
            if is_circle(self.store, number, introducer):
                why = f"introducer not taken: {via} would be their own introducer"
                self.tally.unclear.append(Skipped(line, why))
            else:
                self.store.contacts.set_introducer(number, introducer)

    def _introducer(self, line: int, via: str) -> int | None:
        """Find an introducer by the rule of names; add one whom nobody is like.

        One that is not clear is left out and told, with its line.
        """
        try:
            return resolve(via, self.store.contacts, writing=True).contact.id
        except AmbiguousNameError as unclear:
            self.tally.unclear.append(Skipped(line, f"introducer not taken: {unclear.message}"))
            return None
        except NothingFoundError as nobody:
            if via.startswith("id:"):
                self.tally.unclear.append(Skipped(line, f"introducer not taken: {nobody.message}"))
                return None
            self.tally.introducers.append(via)
            return self.store.contacts.add(Card(name=via, kind=Kind.PERSON), added=self.today, via_id=None)

    def _count_topics(self, card: Card) -> None:
        for skill in card.skills:
            topic = self.tally.written.setdefault(fold(skill.topic), skill.topic)
            self.tally.topics[topic] += 1
        if card.title:
            title = self.tally.written.setdefault(fold(card.title), card.title)
            self.tally.titles[title] += 1


def _unproven(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    return tuple(replace(skill, provenance=Provenance.STATED) for skill in skills)


def _imported(reading: Reading, tally: _Tally) -> Imported:
    topics = tally.topics.most_common(COMMONEST)
    asked = [topic for topic, _ in (tally.topics or tally.titles).most_common(3)]
    return Imported(
        reading=reading,
        read=tally.read,
        added=tally.added,
        updated=tally.updated,
        unchanged=tally.unchanged,
        skipped=tally.skipped,
        possible_duplicates=tally.duplicates,
        introducers=list(dict.fromkeys(tally.introducers)),
        unclear=tally.unclear,
        topics=topics,
        questions=asked,
    )
