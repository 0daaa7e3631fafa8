"""A network file as rows of contacts, and the further sections that refer to them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from asknet.errors import AsknetError, InputError, UsageError
from asknet.formats.network_file.entries import read_contact
from asknet.formats.network_file.ids import IdTable
from asknet.formats.network_file.sections import ONCE, SECTIONS, SHAPE
from asknet.formats.network_file.write import write_json
from asknet.formats.rows import RecognisedFile, Row

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import SectionItem

_HEAD = 4_096
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def head_of(source: InputFile) -> bytes:
    """Return the beginning of a file as ASCII, whatever its encoding: without a byte-order mark and zero bytes."""
    head = source.data[:_HEAD]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def read_network(source: InputFile, items: Iterator[SectionItem], *, label: str) -> RecognisedFile:
    """Read a network file whose sections a format yields one item at a time.

    Raises `InputError` if it is not asknet's or is newer, `UsageError` if columns are mapped.
    """
    if source.options.mapping:
        message = f"{source.name} has no columns to map"
        raise UsageError(message, "Leave out --map")
    items = _checked(items, source.name)
    first = next(items, None)
    is_copy = first is not None and first.section == "export"
    contacts = _Contacts(items if first is None or is_copy else chain([first], items), source)
    return RecognisedFile(
        label=f"{label}, a copy of a network" if is_copy else label,
        warnings=source.encoding.warnings,
        rows=contacts.rows(),
        rejects=contacts.rejects,
        sections=contacts.others(),
        is_copy=is_copy,
    )


def _checked(items: Iterator[SectionItem], name: str) -> Generator[SectionItem]:
    """Yield the items below the mark, checking that their sections are known. Raises `InputError`."""
    mark = next(items, None)
    if mark is None or mark.section != "asknet" or not _NUMBER.fullmatch(str(mark.value)):
        message = f"{name} is not a network of asknet"
        raise InputError(message, f"One begins with `asknet: {SHAPE}`; import another file as it is, without --format")
    if int(mark.value) > SHAPE:
        message = f"{name} was written by a newer asknet (shape {mark.value}, this one knows {SHAPE})"
        raise InputError(message, "Upgrade asknet")
    for item in items:
        if item.section not in SECTIONS:
            message = f"{name}: line {item.line}: {item.section[:40]!r} is not a part of a network"
            raise InputError(message, f"Parts are {', '.join(sorted(SECTIONS - {'asknet', 'export'}))}")
        empty = not item.listed and item.value in (None, "")
        if not empty and item.listed == (item.section in ONCE):
            message = f"{name}: line {item.line}: {item.section} should {'not ' if item.listed else ''}be a list"
            raise InputError(message, "Correct the line, and import it again")
        if not empty:
            yield item


class _Contacts:
    """One pass over a file: first its contacts, then everything else.

    Sections before the contacts are held in memory; asknet itself writes few there.
    """

    def __init__(self, items: Iterator[SectionItem], source: InputFile) -> None:
        self._items = items
        self._held: list[SectionItem] = []
        self._source = source
        self._ids = IdTable()
        self._refused: dict[Row, Any] = {}

    def rows(self) -> Iterator[Row]:
        """Yield the contacts; those that cannot be read have a reason."""
        count = 0
        for item in self._items:
            if item.section == "contacts":
                count += 1
                yield self._row(item, count)
            else:
                self._held.append(item)
                if count:
                    return

    def others(self) -> Iterator[SectionItem]:
        """Yield what is not a contact, after the rows were iterated."""
        yield from self._held
        yield from self._items

    def _row(self, item: SectionItem, count: int) -> Row:
        try:
            card, entry = read_contact(item.value, self._source.options.today)
        except AsknetError as error:
            return self._refuse(item, f"contact {count}: {error.message}")
        if entry.id and self._ids.get(entry.id):
            return self._refuse(item, f"contact {count}: another contact has the id {entry.id}")
        self._ids[entry.id] = count
        return Row(line=item.line, card=card, entry=entry, ignored=entry.ignored)

    def _refuse(self, item: SectionItem, why: str) -> Row:
        row = Row(line=item.line, card=None, why=why)
        self._refused[row] = item.value
        return row

    def rejects(self, skipped: Sequence[Row]) -> bytes:
        """Return unreadable contacts as a network file of their own, one entry per line."""
        entries = [("contacts", self._refused[row]) for row in skipped if row in self._refused]
        return "".join(write_json([("asknet", SHAPE), *entries])).encode()


def numbered(items: Iterator[SectionItem]) -> Iterator[tuple[SectionItem, int]]:
    """Yield each item with its position in its section, from 1."""
    places: Counter[str] = Counter()
    for item in items:
        places[item.section] += 1
        yield item, places[item.section]
