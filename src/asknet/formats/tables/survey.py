"""What a whole column shows, before its first row is read."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.fields import FIELDS, read_value
from asknet.formats.headers import LABELS, SKIP, TAGS, folded
from asknet.formats.tables.columns import JOINED
from asknet.formats.tables.values import split_list, without_links
from asknet.labels import mostly_topics

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asknet.formats.tables.columns import Columns
    from asknet.formats.tables.records import TableRecord

_JUDGED = 200
"""Different values of a column of tags that say what it holds."""

_LOOKED_AT = 100
"""Records that are looked at for what an ignored column holds."""

_TRIED = 20
"""Values of a guessed column that are tried before the guess is dropped."""


def settle_tags(records: Iterable[TableRecord], columns: Columns) -> Columns:
    """Take a column of tags for labels unless most of its different values name trades or topics."""
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
    return replace(columns, targets=tuple(LABELS if i in labels else t for i, t in enumerate(columns.targets)))


def ignored_columns(records: Iterable[TableRecord], columns: Columns) -> tuple[str, ...]:
    """Return the columns that are ignored, those first in which one of the first records holds something."""
    empty = dict.fromkeys(columns.ignored)
    for record in islice(records, _LOOKED_AT if empty else 0):
        for header, cell in zip(columns.header, record.cells, strict=False):
            if cell.strip():
                empty.pop(header, None)
    return tuple(sorted(columns.ignored, key=lambda header: header in empty))


def drop_wrong_guesses(
    records: Iterable[TableRecord], columns: Columns, today: date
) -> tuple[Columns, tuple[str, ...]]:
    """Drop a guess that fits no value of the column; return the columns, and a warning for each.

    ``Since`` may hold days, or sentences. A column that carries the field's own
    name, or that the user mapped, is left: its bad values are reported by row.
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
            if _reads(columns.targets[place], cell, today):
                doubtful.discard(place)
        if all(len(seen[place]) >= _TRIED for place in doubtful):
            break
    wrong = {place for place in doubtful if seen[place]}
    if not wrong:
        return columns, ()
    warnings = tuple(
        f"{columns.label(p)} is not taken: {seen[p][0][:40]!r} does not read as {columns.targets[p]}"
        for p in sorted(wrong)
    )
    targets = tuple(SKIP if i in wrong else t for i, t in enumerate(columns.targets))
    return replace(columns, targets=targets), warnings


def _reads(field: str, cell: str, today: date) -> bool:
    try:
        read_value(field, cell, today)
    except UsageError:
        return False
    return True
