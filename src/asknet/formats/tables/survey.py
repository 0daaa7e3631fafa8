"""Examine whole columns before the first row is read."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.fields import FIELDS, read_value
from asknet.formats.headers import EITHER, FIRST, LABELS, LAST, SKIP, TAGS, folded
from asknet.formats.tables.cells import SLASHED, with_order
from asknet.formats.tables.columns import JOINED
from asknet.formats.tables.values import reached_by, split_list, without_links
from asknet.labels import mostly_topics
from asknet.person_names import is_form_of_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from asknet.formats.tables.columns import Columns
    from asknet.formats.tables.records import TableRecord

_JUDGED = 200
"""Different values of a column of tags that are examined."""

_TRIED = 20
"""Values of a guessed column that are tried before the guess is dropped."""
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_SEARCHED = 20_000
"""How many rows are searched for a date that shows the position of the month, and for values of ignored columns."""
_LOGINS = frozenset({"address", "username", "user", "login"})
"""Folded names of known columns that in some programs hold addresses: Google's forms, mailing lists."""
_MONTHS = 12
_NEARLY_ALL = 0.9
"""The share of rows from which one value of a second column of addresses is not the contact's."""


def settle_tags(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Treat a column of tags as labels unless most of its different values name trades or topics."""
    found: dict[int, set[str]] = {place: set() for place in columns.fed(TAGS)}
    open_columns = set(found)
    for record in records if found else ():
        for place in tuple(open_columns):
            cell = record.cells[place] if place < len(record.cells) and not record.why else ""
            found[place].update(value.partition(":")[0].casefold() for value in split_list(without_links(cell)))
            if len(found[place]) >= _JUDGED:
                open_columns.discard(place)
        if found and not open_columns:
            break
    labels = {place for place, values in found.items() if not any(values) or not mostly_topics(values)}
    return _with_target(columns, labels, LABELS)


def drop_honorifics(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Ignore a column of titles that holds nothing but forms of address: ``Titel`` with Dr. and Herr."""
    places = set(columns.fed("title")) - columns.mapped
    seen: set[int] = set()
    for record in itertools.islice(records, _SEARCHED if places else 0):
        for place in tuple(places):
            cell = record.cells[place].strip() if place < len(record.cells) and not record.why else ""
            if cell and not is_form_of_address(cell):
                places.discard(place)
            elif cell:
                seen.add(place)
        if not places:
            break
    return _with_target(columns, places & seen, SKIP)


def find_addresses(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Read a column as addresses despite its name, if no other has any and all its values are distinct addresses."""
    places = [
        i
        for i, (header, target) in enumerate(zip(columns.header, columns.targets, strict=True))
        if i not in columns.mapped and (not target or (target == SKIP and folded(header) in _LOGINS))
    ]
    if "email" in columns.targets or not places:
        return columns
    rows = [record for record in itertools.islice(records, _JUDGED) if not record.why]
    for place in places:
        cells = [cell.casefold() for cell in _values(rows, place)]
        if cells and all(map(_ADDRESS.fullmatch, cells)) and len({*cells}) == len(cells):
            return _with_target(columns, {place}, "email")
    return columns


def settle_names(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Read a further column of names as what it holds: addresses and numbers, or the user who looks after each contact.

    An unknown column is read so too if no other column has addresses, and it has nothing but addresses and numbers.
    """
    named = set(columns.fed("name"))
    unknown = set(columns.fed("")) if "email" not in columns.targets else set()
    places = (named if len(named) > 1 or {FIRST, LAST} & {*columns.targets} else set()) | unknown
    places -= columns.mapped
    rows = [record for record in itertools.islice(records, _JUDGED if places else 0) if not record.why]
    found = {place: _values(rows, place) for place in places}
    either = set()
    for place, cells in found.items():
        reached = [cell for cell in cells if reached_by(cell)]
        only = len(reached) == len({*cells}) and any("@" in cell for cell in cells)
        if len(reached) * 2 > len(cells) and (place in named or only):
            either.add(place)
    others = sorted((named & places) - either)[0 if {FIRST, LAST} <= {*columns.targets} else 1 :]
    users = {place for place in others if len(found[place]) > 1 and _commonest(found[place]) * 2 > len(found[place])}
    return _with_target(_with_target(columns, either, EITHER), users, SKIP)


def drop_owner(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Ignore a second column of addresses with one of them in nearly every row: that of whoever owns the list."""
    places = [i for i in columns.fed("email") if i not in columns.mapped]
    if len(places) < 2:  # noqa: PLR2004 - a second one
        return columns
    rows = list(itertools.islice((record for record in records if not record.why), _JUDGED))
    found = {place: [cell.casefold() for cell in _values(rows, place)] for place in places}
    owners = {place for place, cells in found.items() if _commonest(cells) > max(2, len(rows) * _NEARLY_ALL)}
    differ = any(len({*cells}) > 1 for place, cells in found.items() if place not in owners)
    return _with_target(columns, owners, SKIP) if differ else columns


def _values(rows: Sequence[TableRecord], place: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [cell for row in rows if place < len(row.cells) and (cell := row.cells[place].strip())]


def _commonest(cells: Sequence[str]) -> int:
    """Return how many cells have the commonest value."""
    return max(Counter(cells).values(), default=0)


def _with_target(columns: Columns, places: Collection[int], target: str) -> Columns:
    """Return the columns with another target for some of them."""
    return replace(columns, targets=tuple(target if i in places else t for i, t in enumerate(columns.targets)))


def ignored_columns(records: Iterable[TableRecord], columns: Columns) -> tuple[str, ...]:
    """Return the ignored columns, without those that are empty, as far as a long file is searched."""
    empty = {i for i, target in enumerate(columns.targets) if target in ("", SKIP) and columns.header[i]}
    found: set[int] = set()
    for number, record in enumerate(records):
        if number >= _SEARCHED or not empty:
            found |= empty
            break
        with_value = [i for i in empty if i < len(record.cells) and record.cells[i].strip()]
        empty.difference_update(with_value)
        found.update(with_value)
    return tuple(dict.fromkeys(columns.header[i] for i in sorted(found)))


def month_first(records: Iterable[TableRecord], columns: Columns) -> bool | None:
    """Return whether dates with slashes begin with the month; None if none of them shows it."""
    places = columns.fed("met")
    tried = 0
    for record in itertools.islice(records, _SEARCHED) if places else ():
        for place in places:
            cell = record.cells[place].strip() if place < len(record.cells) and not record.why else ""
            found = SLASHED.fullmatch(cell)
            if found and max(int(found[1]), int(found[2])) > _MONTHS:
                return int(found[2]) > _MONTHS
            tried += bool(cell) and not found
        if tried > _TRIED:
            break
    return None


def drop_wrong_guesses(
    records: Iterable[TableRecord], columns: Columns, today: date, *, month_first: bool | None = None
) -> tuple[Columns, tuple[str, ...]]:
    """Drop a guess that fits no value of its column; return the columns, and a warning for each.

    ``Since`` may hold days, or sentences. A column with the field's own
    name, or one that the user mapped, is kept: its bad values are reported by row.
    """
    doubtful = {
        i
        for i, (header, target) in enumerate(zip(columns.header, columns.targets, strict=True))
        if target in FIELDS
        and target not in (*JOINED, "via")
        and i not in columns.mapped
        and folded(header) != folded(target)
    }
    seen: dict[int, list[str]] = {i: [] for i in doubtful}
    for record in records if doubtful else ():
        for place in tuple(doubtful):
            cell = record.cells[place].strip() if place < len(record.cells) else ""
            if not cell or record.why:
                continue
            seen[place].append(cell)
            dated = columns.targets[place] == "met"
            if _reads(columns.targets[place], with_order(cell, month_first=month_first) if dated else cell, today):
                doubtful.discard(place)
        if all(len(seen[place]) >= _TRIED for place in doubtful):
            break
    wrong = {place for place in doubtful if seen[place]}
    if not wrong:
        return columns, ()
    warnings = tuple(
        f"{columns.label(p)} is ignored: {seen[p][0][:40]!r} does not read as {columns.targets[p]}"
        for p in sorted(wrong)
    )
    return _with_target(columns, wrong, SKIP), warnings


def _reads(field: str, cell: str, today: date) -> bool:
    try:
        read_value(field, cell, today)
    except UsageError:
        return False
    return True
