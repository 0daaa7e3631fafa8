"""Read records with named values (LDIF, JSON, front matter) as a table: each name is a column.

Thus the user can map a name, and cells are read by the same rules everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.fields import MANY
from asknet.formats.header_line import MAX_COLUMNS
from asknet.formats.headers import LABELS, MAIDEN, RELATION, SKIP, TAGS, meanings
from asknet.formats.rows import no_rejects
from asknet.formats.tables.read import no_adjustment, read_records
from asknet.formats.tables.records import TableRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from asknet.fields import IgnoredValue
    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile, Row
    from asknet.formats.tables.read import Adjustment

_LISTS = frozenset({*MANY, LABELS, TAGS, MAIDEN, "notes"})
_JOINTS = {"title": "; ", "org": "; ", "place": ", ", RELATION: "; "}
"""How several values of one name are joined if the field holds only one; for other fields the first is used."""


class NamedRecord(NamedTuple):
    """A record with its first and last line, in a file of an archive; `why` is set if it cannot be read.

    `given` is the value in the file, if rejects cannot be cut out of its lines; `ignored` are values that cannot be read.
    """

    line: int
    last: int
    values: Mapping[str, Sequence[str]]
    why: str = ""
    file: str = ""
    given: Any = None
    ignored: tuple[IgnoredValue, ...] = ()


def read_named(  # noqa: PLR0913 - as `read_records`
    source: InputFile,
    run: Callable[[], Iterable[NamedRecord]],
    *,
    label: str,
    meaning: Mapping[str, str] | None = None,
    named: bool = False,
    adjust: Adjustment = no_adjustment,
    warnings: tuple[str, ...] = (),
    rejects: Callable[[Sequence[Row]], bytes] = no_rejects,
    write: Callable[[list[Any]], bytes] | None = None,
    none: str = "holds no contacts",
) -> RecognisedFile:
    """Read records whose names mean what column names do, or only what `meaning` says.

    `run` yields them, each time from the beginning. Skipped ones are written by `write`, which gets the
    `given` of each, or by `rejects`. Raises as `read_records` does.
    """
    names = _names(run())
    if meaning is not None and not any(meaning.get(name, "").startswith("name") for name in names):
        names += [name for name, target in meaning.items() if target == "name"][:1]  # each record says that it has none
    guessed = meanings(names) if meaning is None else [meaning.get(name, SKIP) for name in names]

    def records() -> Iterator[TableRecord]:
        for record in run():
            cells = [_cell(record.values.get(name, ()), target) for name, target in zip(names, guessed, strict=True)]
            yield TableRecord(
                record.line,
                record.last,
                cells,
                record.why,
                record.file,
                record.ignored,
                record.given if write else None,
            )

    def written(skipped: Sequence[Row]) -> bytes:
        return write([row.given for row in skipped]) if write and skipped else b""

    return read_records(
        source,
        records,
        names,
        guessed,
        label=label,
        named=named,
        sure=meaning is not None,
        adjust=adjust,
        warnings=warnings,
        rejects=written if write else rejects,
        none=none,
    )


def excerpts(source: InputFile) -> Callable[[Sequence[Row]], bytes]:
    """Return a function that cuts rows out of a file of lines, unchanged."""
    return lambda rows: source.excerpt(sorted((row.line, row.last) for row in rows))


def _names(records: Iterable[NamedRecord]) -> list[str]:
    """Collect the names of all records, in order; past a bound the rest are not read."""
    names: dict[str, None] = {}
    for record in records:
        for name in record.values:
            if name not in names and len(names) < MAX_COLUMNS:
                names[name] = None
    return list(names)


def _cell(values: Sequence[str], target: str) -> str:
    if len(values) < 2:  # noqa: PLR2004 - several
        return values[0] if values else ""
    if target in _LISTS or not target or target == SKIP:
        return "\n".join(values)
    field = target if target == RELATION else target.partition("/")[0]
    return _JOINTS[field].join(values) if field in _JOINTS else values[0]
