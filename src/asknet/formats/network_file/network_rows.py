"""A network file as rows of contacts, and the rest that hangs off them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.errors import AsknetError, InputError, UsageError
from asknet.formats.network_file.entries import read_contact
from asknet.formats.network_file.sections import ONCE, SECTIONS, SHAPE
from asknet.formats.rows import Reading, Row
from asknet.formats.writing import write_json

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from asknet.formats.source import Source


_HEAD = 4_096
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


class Part(NamedTuple):
    """A section's one value, or one entry of it when it is `listed`, with its line."""

    section: str
    line: int
    value: Any
    listed: bool


def head_of(source: Source) -> bytes:
    """Return how a file begins, as ASCII whatever its encoding: without a mark and without zero bytes."""
    head = source.data[:_HEAD]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def read_whole(source: Source, parts: Iterator[Part], *, format: str, label: str) -> Reading:  # noqa: A002 - the contract's word
    """Read a network file whose parts a format gives one at a time.

    Raises `InputError` when it is not asknet's or newer, `UsageError` when columns are mapped.
    """
    if source.options.mapping:
        message = f"{source.name} has no columns to map"
        raise UsageError(message, "Leave out --map")
    parts = checked(parts, source.name)
    first = next(parts, None)
    copy = first is not None and first.section == "export"
    walk = _Walk(parts if first is None or copy else chain([first], parts), source)
    return Reading(
        format=format,
        label=f"{label}, a copy of a network" if copy else label,
        header=(),
        guesses=(),
        ignored=(),
        warnings=source.encoding.warnings,
        rows=walk.rows(),
        rejects=walk.rejects,
        rest=walk.rest(),
        copy=copy,
    )


def checked(parts: Iterator[Part], name: str) -> Generator[Part]:
    """Give the parts below the mark, as the sections they must be. Raises `InputError`."""
    mark = next(parts, None)
    if mark is None or mark.section != "asknet" or not _NUMBER.fullmatch(str(mark.value)):
        message = f"{name} is not a network of asknet"
        raise InputError(message, f"It begins with `asknet: {SHAPE}`")
    if int(mark.value) > SHAPE:
        message = f"{name} was written by a newer asknet (shape {mark.value}, this one knows {SHAPE})"
        raise InputError(message, "Upgrade asknet")
    for part in parts:
        if part.section not in SECTIONS:
            message = f"{name}: line {part.line}: {part.section[:40]!r} is not a part of a network"
            raise InputError(message, f"Parts are {', '.join(sorted(SECTIONS - {'asknet', 'export'}))}")
        empty = not part.listed and part.value in (None, "")
        if not empty and part.listed == (part.section in ONCE):
            message = f"{name}: line {part.line}: {part.section} should {'not ' if part.listed else ''}be a list"
            raise InputError(message, "Mend the line")
        if not empty:
            yield part


class _Walk:
    """One walk along a file: first its contacts, then everything else.

    What stands before the contacts is held; asknet itself writes little there.
    """

    def __init__(self, parts: Iterator[Part], source: Source) -> None:
        self._parts = parts
        self._held: list[Part] = []
        self._source = source
        self._ids: set[str] = set()
        self._refused: dict[Row, Any] = {}

    def rows(self) -> Iterator[Row]:
        """Give the contacts. Those that cannot be read have the reason."""
        count = 0
        for part in self._parts:
            if part.section == "contacts":
                count += 1
                yield self._row(part, count)
            else:
                self._held.append(part)
                if count:
                    return

    def rest(self) -> Iterator[Part]:
        """Give what is not a contact, once the rows were taken."""
        yield from self._held
        yield from self._parts

    def _row(self, part: Part, count: int) -> Row:
        try:
            card, own = read_contact(part.value, self._source.options.today)
        except AsknetError as error:
            return self._refuse(part, f"contact {count}: {error.message}")
        if own.id and own.id in self._ids:
            return self._refuse(part, f"contact {count}: another has the id {own.id}")
        self._ids.add(own.id)
        return Row(line=part.line, card=card, own=own, left_out=own.left_out)

    def _refuse(self, part: Part, why: str) -> Row:
        row = Row(line=part.line, card=None, why=why)
        self._refused[row] = part.value
        return row

    def rejects(self, skipped: Sequence[Row]) -> bytes:
        """Write contacts that could not be read as a network file of them alone, an entry a line."""
        entries = [("contacts", self._refused[row]) for row in skipped if row in self._refused]
        return "".join(write_json([("asknet", SHAPE), *entries])).encode()


def counted(parts: Iterator[Part]) -> Iterator[tuple[Part, int]]:
    """Give each part with its place in its section, from 1."""
    places: Counter[str] = Counter()
    for part in parts:
        places[part.section] += 1
        yield part, places[part.section]
