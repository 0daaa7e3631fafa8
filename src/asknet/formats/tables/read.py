"""Read any table: map the columns, survey them, then read row by row."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.formats.header_line import DELIMITERS
from asknet.formats.headers import BY_ITS_LABEL, EITHER, FAMILY_FIRST, folded, language_of
from asknet.formats.rows import RecognisedFile, Row, no_rejects
from asknet.formats.tables.cells import CardMaker, Gathered
from asknet.formats.tables.columns import map_columns
from asknet.formats.tables.records import records
from asknet.formats.tables.survey import (
    drop_honorifics,
    drop_owner,
    drop_wrong_guesses,
    find_addresses,
    ignored_columns,
    month_first,
    settle_names,
    settle_tags,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterable, Sequence

    from asknet.formats.header_line import TableLayout
    from asknet.formats.input_file import InputFile
    from asknet.formats.tables.columns import Columns
    from asknet.formats.tables.records import TableRecord

    Adjustment = Callable[[Gathered, Sequence[str], Columns], str]
    """A format's own adjustment of a record: it changes the gathered cells and returns the key.

    It raises `UsageError` to skip the record, with the reason as the message.
    """


_HEADER_CELLS = 2
"""Names of columns by which a record below a header is another header."""


def no_adjustment(_gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    """Leave the record unchanged, without a key."""
    return ""


def read_table(  # noqa: PLR0913 - what a format knows of its table
    source: InputFile,
    table: TableLayout,
    guessed: Sequence[str],
    *,
    label: str,
    adjust: Adjustment = no_adjustment,
    warnings: tuple[str, ...] = (),
    sure: bool = True,
    named: bool = False,
    lists: bool = True,
    file: str = "",
    covers: Iterable[str] | None = None,
) -> RecognisedFile:
    """Read a text table whose columns a format has guessed, as `read_records` does."""

    def rejects(skipped: Sequence[Row]) -> bytes:
        return source.excerpt([(1, table.line), *sorted((row.line, row.last) for row in skipped)])

    return read_records(
        source,
        lambda: records(source.lines(), table, source.name),
        table.header,
        guessed,
        label=f"{label}, {DELIMITERS[table.delimiter]}, {source.encoding.shown}",
        none=f"has a header (line {table.line}) and no rows",
        adjust=adjust,
        warnings=warnings,
        sure=sure,
        named=named,
        lists=lists,
        file=file,
        covers=covers,
        rejects=rejects,
    )


def read_records(  # noqa: PLR0913 - the same
    source: InputFile,
    run: Callable[[], Iterable[TableRecord]],
    header: Sequence[str],
    guessed: Sequence[str],
    *,
    label: str,
    none: str = "holds no contacts",
    adjust: Adjustment = no_adjustment,
    warnings: tuple[str, ...] = (),
    sure: bool = True,
    named: bool = False,
    lists: bool = True,
    file: str = "",
    covers: Iterable[str] | None = None,
    rejects: Callable[[Sequence[Row]], bytes] = no_rejects,
) -> RecognisedFile:
    """Read records of cells below a header, whatever format they come from; rows are read lazily.

    `run` yields the records, each time from the first. Unless the format is `sure` of its columns, the guesses are
    first compared with the values. With `named`, a record without a name is skipped; otherwise its organisation or
    address becomes the name, as in address books. Topics are split unless the format has one per cell (not
    `lists`). Raises `InputError` if there are no records, no name column, or too much of something, `UsageError`
    if the mapping does not fit.
    """
    options = source.options
    width = 0 if sure or options.mapping else _side_by_side(header, guessed)
    if width:
        run = partial(_each, run, width, len(header))
        header, guessed = header[:width], guessed[:width]
    columns = map_columns(header, guessed, options.mapping, source.name, named=named)
    dropped: tuple[str, ...] = ()
    first_month = month_first(run(), columns)
    if not sure:
        columns = settle_names(run(), drop_owner(run(), find_addresses(run(), columns)))
        columns, dropped = drop_wrong_guesses(run(), columns, options.today, month_first=first_month)
    columns = drop_honorifics(run(), settle_tags(run(), columns))
    family_first = language_of(header) in FAMILY_FIRST
    maker = CardMaker(
        columns=columns,
        today=options.today,
        named=named,
        lists=lists,
        family_first=family_first,
        month_first=first_month,
    )
    rows = _rows(_first_table(run(), columns.header), maker, adjust, file=file, has_nul=source.has_nul)
    first = next(rows, None)
    if first is None:
        message = f"{source.name} {none}"
        raise InputError(message, "Export it again")
    return RecognisedFile(
        label=label,
        header=columns.header,
        guesses=columns.guesses,
        ignored=ignored_columns(run(), columns),
        warnings=(*source.encoding.warnings, *warnings, *dropped),
        rows=itertools.chain((first,), rows),
        rejects=rejects,
        covers=frozenset(_fed_by(columns) if covers is None else covers),
    )


def _side_by_side(header: Sequence[str], guessed: Sequence[str]) -> int:
    """Return how many columns one of several people has whose columns are side by side; 0 if there is one in a row."""
    names = list(map(folded, header))
    width = names.index(names[0], 1) if names[:1] != [""] and names.count(names[0]) > 1 else 0
    if width < _HEADER_CELLS or "name" not in {target.partition("/")[0] for target in guessed[:width]}:
        return 0
    block = names[:width]
    blocks = [names[at : at + width] for at in range(0, len(names), width)]
    return width if all(one == block[: len(one)] and not any(block[len(one) :]) for one in blocks) else 0


def _each(run: Callable[[], Iterable[TableRecord]], width: int, total: int) -> Generator[TableRecord]:
    """Yield the records of people who are side by side one by one."""
    for record in run():
        if record.why or any(map(str.strip, record.cells[total:])):
            yield record
        else:
            for at in range(0, len(record.cells), width):
                yield record._replace(cells=record.cells[at : at + width])


def _fed_by(columns: Columns) -> set[str]:
    """Return the fields that some column feeds; a table says nothing about the others."""
    fed = columns.fields
    if BY_ITS_LABEL in fed:
        fed |= {"notes", "via", "skills", "wants", "aliases"}
    if EITHER in columns.targets:
        fed |= {"phone"}
    return fed | ({"circles"} if "skills" in fed else set())


def _rows(
    found: Iterable[TableRecord], maker: CardMaker, adjust: Adjustment, *, file: str, has_nul: bool
) -> Generator[Row]:
    width = len(maker.columns.header)
    for line, last, cells, broken, part, unread, given in found:
        why = broken or _unfit(cells, width, has_nul=has_nul)
        if not why:
            gathered = maker.gather(cells)
            if not any(map(str.strip, cells)):  # nothing but delimiters, as spreadsheets leave them
                if unread:
                    why = f"no name ({unread[0]})"
                    yield Row(line=line, last=last, file=part or file, card=None, why=why, given=given)
                continue
            try:
                key = adjust(gathered, cells, maker.columns)
                card, ignored = maker.card(gathered)
            except UsageError as error:
                why = error.message
            else:
                everything = (*unread, *ignored)
                yield Row(line=line, last=last, file=part or file, card=card, key=key, ignored=everything, given=given)
                continue
        yield Row(line=line, last=last, file=part or file, card=None, why=why, given=given)


def _first_table(found: Iterable[TableRecord], header: Sequence[str]) -> Generator[TableRecord]:
    """Yield the records down to the header of another table, without its title; the same header again is left out."""
    names = [folded(name) for name in header]
    known = {*names} - {""}
    title: TableRecord | None = None
    for record in found:
        if not record.why and _repeats_header(record.cells, known):
            if list(map(folded, record.cells)) == names:  # files that were concatenated with their headers
                continue
            yield record._replace(why="is a line of column names: another table begins here, and is not read")
            return
        if title:
            yield title
        title = record if len(names) > 1 and len(list(filter(None, record.cells))) == 1 else None
        if not title:
            yield record
    if title:
        yield title


def _repeats_header(cells: Sequence[str], names: Container[str]) -> bool:
    """Return whether a record repeats a header: its first cell and another name columns, and none is an address."""
    first = next(filter(None, map(str.strip, cells)), "")
    if any("@" in cell for cell in cells) or folded(first) not in names:
        return False
    return sum(folded(cell) in names for cell in cells if cell) >= _HEADER_CELLS


def _unfit(cells: Sequence[str], width: int, *, has_nul: bool) -> str:
    if len(cells) > width and any(map(str.strip, cells[width:])):
        return f"has {len(cells)} cells where the header has {width}"
    if has_nul and any("\0" in cell for cell in cells):
        return "holds a NUL character"
    return ""
