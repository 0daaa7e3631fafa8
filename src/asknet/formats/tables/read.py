"""How all CSV-like formats are read: map the columns, survey them, then read row by row."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.fields import FIELDS
from asknet.formats.header_line import DELIMITERS
from asknet.formats.headers import FAMILY_FIRST, language_of
from asknet.formats.rows import RecognisedFile, Row, no_rejects
from asknet.formats.tables.cells import CardMaker, Gathered
from asknet.formats.tables.columns import map_columns
from asknet.formats.tables.records import records
from asknet.formats.tables.survey import drop_wrong_guesses, ignored_columns, settle_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from asknet.formats.header_line import TableLayout
    from asknet.formats.input_file import InputFile
    from asknet.formats.tables.columns import Columns
    from asknet.formats.tables.records import TableRecord

    Adjustment = Callable[[Gathered, Sequence[str], Columns], str]
    """What a format does to a record of its own: changes what was gathered, returns its key.

    It raises `UsageError` to skip the record, with the reason as message.
    """


def no_adjustment(_gathered: Gathered, _cells: Sequence[str], _columns: Columns) -> str:
    """Leave the record as it is, without an id of its own."""
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
    covers: Iterable[str] = FIELDS,
) -> RecognisedFile:
    """Read a table of text whose columns a format has guessed, as `read_records` does."""

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
    covers: Iterable[str] = FIELDS,
    rejects: Callable[[Sequence[Row]], bytes] = no_rejects,
) -> RecognisedFile:
    """Read records of cells below a header, whatever they are written in; rows come lazily.

    `run` yields the records, each time from the first. Unless the format is `sure` of its columns, the guesses are
    first held against the values. With `named`, a record without a name is skipped; else it takes the name of its
    organisation or its address, as address books show it. Topics are split unless the format has one a cell (not
    `lists`). Raises `InputError` when there is no record, no name column, or too much of something, `UsageError`
    when the mapping does not fit.
    """
    options = source.options
    columns = map_columns(header, guessed, options.mapping, source.name, named=named)
    dropped: tuple[str, ...] = ()
    if not sure:
        columns, dropped = drop_wrong_guesses(run(), columns, options.today)
    columns = settle_tags(run(), columns)
    family_first = language_of(header) in FAMILY_FIRST
    maker = CardMaker(columns=columns, today=options.today, named=named, lists=lists, family_first=family_first)
    rows = _rows(run(), maker, adjust, file=file, has_nul=source.has_nul)
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
        covers=frozenset(covers),
    )


def _rows(
    found: Iterable[TableRecord], maker: CardMaker, adjust: Adjustment, *, file: str, has_nul: bool
) -> Generator[Row]:
    width = len(maker.columns.header)
    for line, last, cells, broken, part in found:
        why = broken or _unfit(cells, width, has_nul=has_nul)
        if not why:
            gathered = maker.gather(cells)
            if not any(map(str.strip, cells)):
                continue  # a row of nothing but delimiters, as spreadsheets leave them
            try:
                key = adjust(gathered, cells, maker.columns)
                card, ignored = maker.card(gathered)
            except UsageError as error:
                why = error.message
            else:
                yield Row(line=line, last=last, file=part or file, card=card, key=key, ignored=ignored)
                continue
        yield Row(line=line, last=last, file=part or file, card=None, why=why)


def _unfit(cells: Sequence[str], width: int, *, has_nul: bool) -> str:
    if len(cells) > width and any(map(str.strip, cells[width:])):
        return f"has {len(cells)} cells where the header has {width}"
    if has_nul and any("\0" in cell for cell in cells):
        return "holds a NUL character"
    return ""
