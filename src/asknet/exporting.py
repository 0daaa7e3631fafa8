"""`export`: write the network, or a part of it, for another program or as a complete copy."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.contacts.filters import ContactFilter
from asknet.errors import UsageError
from asknet.formats.network_file.sections import ONLY_MINE, SHAPE
from asknet.formats.network_file.write import contact_entry
from asknet.formats.registry import EXPORT_BEGINS, is_export
from asknet.model import Contact, Direction, Provenance
from asknet.names import resolve
from asknet.store.dump import ASK_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from asknet.formats.registry import Format
    from asknet.model import Ask, AskedContact
    from asknet.store import Store
    from asknet.store.dump import DumpedEntry

_AT_ONCE = 500
"""Contacts read at a time."""


class ExportFilter(NamedTuple):
    """Which contacts to write; without any filter all of them, and everything else.

    Contacts chosen by `names` are written as cards to pass on, without your private fields, unless `private`.
    """

    only: ContactFilter = ContactFilter()
    names: tuple[str, ...] = ()
    private: bool = False

    @property
    def everything(self) -> bool:
        """Whether no filter is set."""
        return not any(self.only) and not self.names

    def written(self, contact: Contact) -> Contact:
        """Return a contact as it is written: complete, or as a card to pass on."""
        if not self.names or self.private:
            return contact
        return Contact(
            id=contact.id,
            added=contact.added,
            name=contact.name,
            kind=contact.kind,
            aliases=contact.aliases,
            title=contact.title,
            org=contact.org,
            place=contact.place,
            email=contact.email,
            phone=contact.phone,
            url=contact.url,
            skills=tuple(replace(skill, provenance=Provenance.STATED) for skill in contact.skills),
        )


def refuse_strange_file(path: Path) -> None:
    """Raise `UsageError` if the file exists, is not empty, and is not an earlier export."""
    beginning = b""
    with suppress(OSError):  # an unreadable file is reported when it is written
        if path.is_file():
            with path.open("rb") as file:
                beginning = file.read(EXPORT_BEGINS)
    if beginning.strip() and not is_export(beginning):
        message = f"{path} already exists and is not an export of asknet"
        raise UsageError(message, "Name another file, or replace it with --force")


class Exported(NamedTuple):
    """Counts of what was written; `whole` is set if that is everything."""

    form: str
    contacts: int
    interactions: int
    asks: int
    whole: bool


def export(store: Store, out: IO[bytes], form: Format, chosen: ExportFilter) -> Exported:
    """Write the network to `out` in a format of `asknet.formats.registry.WRITTEN`.

    Everything is read from one unchanging state, a few hundred contacts at a time. A
    network file holds everything if nothing is filtered, and only contacts otherwise.
    """
    with store.reading():
        dump = _Dump(store, chosen)
        if form.write_network:
            pieces = form.write_network(dump.sections())
        else:
            assert form.write is not None  # noqa: S101 - a format that is written has one of the two
            pieces = form.write(dump.contacts())
        for piece in pieces:
            out.write(piece.encode())
        return Exported(form.name, **dump.counts, whole=bool(form.write_network) and chosen.everything)


class _Dump:
    """The network as it is written, one record at a time; ids in the file count from 1."""

    def __init__(self, store: Store, chosen: ExportFilter) -> None:
        self.store = store
        self.chosen = chosen
        self.counts = {"contacts": 0, "interactions": 0, "asks": 0}
        self._ids: dict[int, int] = {}

    def contacts(self) -> Iterator[Contact]:
        """Yield the chosen contacts, in the order of their numbers."""
        numbers = self._numbers()
        for start in range(0, len(numbers), _AT_ONCE):
            for contact in self.store.contacts.load(numbers[start : start + _AT_ONCE]):
                if self.chosen.only.passes(contact):
                    self.counts["contacts"] += 1
                    yield self.chosen.written(contact)

    def _numbers(self) -> list[int]:
        """Return the numbers of the contacts to consider; named ones once each. Raises as `resolve` does."""
        if not self.chosen.names:
            return self.store.dump.contact_numbers()
        named = (resolve(name, self.store.contacts, writing=True).contact.id for name in self.chosen.names)
        return list(dict.fromkeys(named))

    def sections(self) -> Iterator[tuple[str, Any]]:
        """Yield the sections of a network file, one entry at a time."""
        yield "asknet", SHAPE
        if self.chosen.everything:
            yield "export", "whole"
            yield from self._everything()
        else:
            yield "export", "part"
            for contact in self.contacts():
                yield "contacts", contact_entry(contact, 0, contact.via)

    def _everything(self) -> Iterator[tuple[str, Any]]:
        store = self.store
        me = store.contacts.me()
        if me:
            only_mine = {field: getattr(me, field) for field in ONLY_MINE if getattr(me, field)}
            yield "me", contact_entry(me, 0, ()) | only_mine
        self._ids = {number: place for place, number in enumerate(store.dump.contact_numbers(), 1)}
        uids = store.dump.former_uids()
        for contact in self.contacts():
            via = [self._ref(*who) for who in zip(contact.via_ids, contact.via, strict=True)]
            former = {"former_uids": uids[contact.id]} if contact.id in uids else {}
            yield "contacts", contact_entry(contact, self._ids[contact.id], via) | former
        for one, other in store.dump.apart():
            yield "apart", [self._ref_to(one), self._ref_to(other)]
        asks = {number: place for place, number in enumerate(store.dump.ask_numbers(), 1)}
        for ask in store.dump.asks():
            self.counts["asks"] += 1
            yield "asks", self._ask(ask, asks[ask.id])
        for place, entry in enumerate(store.dump.interactions(), 1):
            self.counts["interactions"] += 1
            yield "interactions", self._interaction(entry, place, asks)
        yield from chain(
            self._snoozes(asks), (("synonyms", list(pair)) for pair in store.synonyms.all()), self._sources()
        )

    def _ref(self, number: int, name: str) -> dict[str, Any] | str:
        return {"id": self._ids[number], "name": name} if number in self._ids else name

    def _ref_to(self, number: int) -> dict[str, Any] | str:
        contact = self.store.contacts.get(number)
        return self._ref(number, contact.name if contact else "")

    def _interaction(self, entry: DumpedEntry, place: int, asks: dict[int, int]) -> dict[str, Any]:
        happened = entry.interaction
        written: dict[str, Any] = {"id": place, "date": happened.date.isoformat(), "text": happened.text}
        written["direction"] = None if happened.direction is Direction.NONE else happened.direction.value
        if happened.kind:
            written["kind"] = happened.kind
        written["with"] = [self._ref(*who) for who in happened.with_]
        if happened.mentioned:
            written["mentioned"] = [self._ref(*who) for who in happened.mentioned]
        if happened.topics:
            written["topics"] = list(happened.topics)
        if entry.ask in asks:
            written["ask"] = asks[entry.ask]
        if entry.outcomes:
            written["outcomes"] = [self._outcome(turned) for turned in entry.outcomes]
        return written | ({"closes": True} if entry.closes else {})

    def _outcome(self, turned: AskedContact) -> dict[str, Any]:
        written: dict[str, Any] = {"with": self._ref(turned.contact, turned.name), "outcome": turned.outcome.value}
        written["date"] = turned.date.isoformat()
        return written | ({"note": turned.note} if turned.note else {})

    def _ask(self, ask: Ask, place: int) -> dict[str, Any]:
        written: dict[str, Any] = {"id": place, "date": ask.date.isoformat(), "problem": ask.problem}
        written["verdict"] = ask.verdict.value
        if ask.closed:
            written["closed"] = ask.closed.isoformat()
        if ask.note:
            written["note"] = ask.note
        if ask.matches:
            written["matches"] = [self._ref(*who) for who in ask.matches]
        if ask.outcomes:
            written["outcomes"] = [self._outcome(turned) for turned in ask.outcomes]
        return written

    def _snoozes(self, asks: dict[int, int]) -> Iterator[tuple[str, Any]]:
        for waits in self.store.dump.snoozes():
            kind, _, ask = waits.step.partition(":")
            if kind == ASK_STEP and ask not in map(str, asks):
                continue  # the ask was removed with the import that added it
            entry: dict[str, Any] = {"step": waits.renumbered(self._ids, asks).step}
            if waits.contact is not None:
                entry["contact"] = self._ref_to(waits.contact)
            if waits.other is not None:
                entry["other"] = self._ref_to(waits.other)
            yield "snoozes", entry | ({"until": waits.until} if waits.until else {})

    def _sources(self) -> Iterator[tuple[str, Any]]:
        places: dict[int, int] = {}
        for place, source in enumerate(self.store.dump.sources(), 1):
            places[source.id] = place
            yield "sources", source._asdict() | {"id": place}
        for row in self.store.dump.imported_rows():
            yield (
                "source_rows",
                {"source": places[row.source], "key": row.key}
                | _occurrence(row.occurrence)
                | {"contact": {"id": self._ids[row.contact]}, "gave": row.gave},
            )
        for removed in self.store.dump.removed_rows():
            yield (
                "removed_rows",
                {"source": places[removed.source], "key": removed.key}
                | _occurrence(removed.occurrence)
                | {"day": removed.day},
            )


def _occurrence(occurrence: int) -> dict[str, int]:
    return {"occurrence": occurrence} if occurrence > 1 else {}
