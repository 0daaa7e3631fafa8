r"""asknet's own CSV: a header of all its fields, exact when read back, and safe in a spreadsheet.

Several values of a cell are separated by ``;``; a ``;`` or ``\`` inside a value is escaped
with a ``\``, and so is the last ``:`` of a topic that would look like a level.
What a spreadsheet would run as a formula, at the start of a cell or after a separator
at which some spreadsheets split, is prefixed with one ``'``; reading removes exactly
that one (OWASP, "CSV Injection"). A column that is no field makes it a CSV of another program.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.fields import (
    FIELDS,
    MANY,
    MAX_KEPT,
    IgnoredValue,
    card_values,
    is_uuid,
    level_meant,
    one_line,
    read_acceptable,
    unique_skills,
)
from asknet.formats.header_line import DELIMITERS
from asknet.formats.rows import RecognisedFile, Row
from asknet.formats.tables.records import records
from asknet.formats.tables.values import split_addresses, split_list
from asknet.model import Card, Level, Provenance, Skill

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.formats.header_line import TableLayout
    from asknet.formats.input_file import InputFile
    from asknet.formats.tables.records import TableRecord
    from asknet.model import Contact

_STARTS = r"(\A|[;\t\r\n]) *"
_FORMULA = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_UNSAFE = re.compile(rf"({_STARTS})('*)(?={_FORMULA})")
_GUARDED = re.compile(rf"({_STARTS})'('*)(?={_FORMULA})")
_PIECE = re.compile(r"(?:[^\\;]|\\.|\\\Z)+", re.DOTALL)
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|\A\s')
"""Cells that are quoted; leading blanks of an unquoted one would be lost."""
_LEVELS = frozenset(level.value for level in Level)
_OUR_NAMES = frozenset(
    {"kind", "reach", "aliases", "via", "refers", "met", "closeness", "every", "wants", "circles", "uid"}
)
"""Fields that other programs have no column for, or name differently."""
_TOPICS = ("skills", "wants", "aliases", "circles")
"""Fields whose values contain no commas in a file written by hand."""
_ENOUGH = 3
"""How many of them make a header ours; ``no_suggest`` alone is enough."""
_LOOKED_AT = 20
"""Records in which uids are looked for."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return _UNSAFE.sub(r"\1'\3", cell)


def unguarded(cell: str) -> str:
    """Return a cell as it was before `guarded`."""
    return _GUARDED.sub(r"\1\3", cell)


def cells_of(card: Card) -> list[str]:
    """Return a contact as one cell for each of `FIELDS`."""
    values = card_values(card)
    cells = []
    for field in FIELDS:
        value = values.get(field, "")
        if field == "skills":
            text = "; ".join(_written(skill) for skill in card.skills)
        elif field in MANY:
            text = "; ".join(_escaped(one) for one in value)
        else:
            text = "yes" if value is True else str(value)
        cells.append(guarded(text))
    return cells


def write_csv(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield contacts as CSV (RFC 4180), with a header of `FIELDS`."""
    yield ",".join(FIELDS) + "\n"
    for contact in contacts:
        yield ",".join(map(_quoted, cells_of(contact))) + "\n"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(text) else text


def card_of(
    cells: Sequence[str], today: dt.date, header: Sequence[str] = FIELDS
) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Read a contact from the cells of a record below a header of `FIELDS`; return it with the values not accepted.

    A file without a column of uids was written by hand. Raises `UsageError` if there is no name.
    """
    by_hand = "uid" not in header
    values: dict[str, object] = {}
    ignored: list[IgnoredValue] = []
    skills: tuple[Skill, ...] = ()
    for field, cell in zip(header, cells, strict=False):
        text = unguarded(cell)
        if field == "skills":
            skills = unique_skills(_skills(_pieces(field, text, by_hand=by_hand), ignored))
        elif field in MANY:
            values[field] = [_plain(piece) for piece in _pieces(field, text, by_hand=by_hand)]
        elif text:
            values[field] = text
    card, others = read_acceptable(values, today, kept=True)
    return replace(card, skills=skills), (*ignored, *others)


def is_own(source: InputFile) -> bool:
    """Return whether the header consists of asknet's own fields, and the user maps none.

    A spreadsheet may have moved or removed columns, and left empty ones at the end.
    Some of our names are common (``name,email``): there must also be some that no
    other program writes, or uids as asknet gives them: elsewhere a uid may be a login.
    """
    if source.table is None or source.options.mapping:
        return False
    header = _named(source.table)
    if "name" not in header or len({*header}) < len(header) or not {*header} <= {*FIELDS}:
        return False
    if "no_suggest" in header or len(_OUR_NAMES & {*header}) >= _ENOUGH:
        return True
    if "uid" not in header:
        return False
    first = itertools.islice(records(source.lines(), source.table, source.name), _LOOKED_AT)
    column = header.index("uid")
    return any(not found.why and column < len(found.cells) and is_uuid(found.cells[column].strip()) for found in first)


def read(source: InputFile, table: TableLayout) -> RecognisedFile:
    """Read the table below that header; rows are read lazily."""
    header = _named(table)

    def rejects(skipped: Sequence[Row]) -> bytes:
        return source.excerpt([(1, table.line), *sorted((row.line, row.last) for row in skipped)])

    return RecognisedFile(
        label=f"CSV of asknet, {DELIMITERS[table.delimiter]}, {source.encoding.shown}",
        header=header,
        guesses=tuple((field, field) for field in header),
        warnings=source.encoding.warnings,
        rows=_rows(records(source.lines(), table, source.name), source.options.today, header),
        rejects=rejects,
        own_header=True,
        covers=frozenset(header),
    )


def _named(table: TableLayout) -> tuple[str, ...]:
    header = table.header
    while header and not header[-1]:
        header = header[:-1]
    return header


def _rows(found: Iterator[TableRecord], today: dt.date, header: Sequence[str]) -> Iterator[Row]:
    for line, last, cells, why, *_ in found:
        card = None
        ignored: tuple[IgnoredValue, ...] = ()
        if not why and not any(map(str.strip, cells)):
            continue
        if not why and any(map(str.strip, cells[len(header) :])):
            why = f"has {len(cells)} cells where the header has {len(header)}"  # noqa: PLW2901
        if not why:
            try:
                card, ignored = card_of(cells, today, header)
            except UsageError as error:
                why = error.message  # noqa: PLW2901
        yield Row(line=line, last=last, card=card, why=why, ignored=ignored)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;")


def _written(skill: Skill) -> str:
    topic = _escaped(skill.topic)
    if skill.level:
        return f"{topic}:{skill.level}"
    head, colon, last = topic.rpartition(":")
    return f"{head}\\:{last}" if colon and level_meant(last) in _LEVELS else topic


def _pieces(field: str, text: str, *, by_hand: bool) -> list[str]:
    """Split a cell at ``;``; one written by hand without any, at commas or bars."""
    if by_hand and ";" not in text:
        if field in ("email", "phone"):
            return split_addresses(field, text)
        if field in _TOPICS:
            return split_list(text)
    return [piece.strip() for piece in _PIECE.findall(text) if piece.strip()]


def _plain(piece: str) -> str:
    return re.sub(r"\\([\\;:])", r"\1", piece)


def _skills(pieces: Iterable[str], ignored: list[IgnoredValue]) -> Iterator[Skill]:
    for piece in pieces:
        try:
            yield _skill(piece)
        except UsageError as error:
            ignored.append(IgnoredValue("skills", error.message))


def _skill(piece: str) -> Skill:
    """Read a topic unchanged: `parse_skill` would remove a leading sign."""
    topic, colon, last = piece.rpartition(":")
    level = level_meant(last)
    escaped = (len(topic) - len(topic.rstrip("\\"))) % 2
    known = colon and level in _LEVELS and not escaped and topic.strip()
    name = one_line(_plain(topic if known else piece), limit=MAX_KEPT, what="a skill")
    if not name:
        message = "a skill is empty"
        raise UsageError(message, "Give it a name")
    return Skill(name, Level(level) if known else None, Provenance.IMPORTED)
