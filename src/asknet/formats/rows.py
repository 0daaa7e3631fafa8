"""The result of reading a file: a recognised file, and its rows one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.fields import FIELDS, IgnoredValue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from asknet.model import Card


class EntryRef(NamedTuple):
    """A contact that an entry of a network file refers to: by the file's own id, else by name."""

    name: str
    id: str = ""

    def __str__(self) -> str:
        """Return it as text for a message."""
        return repr(self.name) if self.name else f"id {self.id}"

    @property
    def label(self) -> str:
        """How other contacts' fields refer to the contact: by the name, if there is one."""
        return self.name or f"id {self.id}"


class ContactEntry(NamedTuple):
    """What a network file says about a contact besides the card.

    `id` is the file's own, `via` are the introducers as the file refers to them. `ignored` are
    the values that were not accepted; `uids` are further ones, of contacts merged into this one.
    """

    id: str
    added: dt.date | None
    via: tuple[EntryRef, ...]
    ignored: tuple[IgnoredValue, ...] = ()
    uids: tuple[str, ...] = ()


class SectionItem(NamedTuple):
    """A section's one value, or if `listed`, one entry of it, with its line."""

    section: str
    line: int
    value: Any
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a file: a card, or the reason why there is none.

    `line` and `last` are the physical lines where the record begins and ends,
    from 1, in `file` if an archive holds several (else ''). `why` is
    set exactly if `card` is None. `key` is the source's own id of the record
    (LinkedIn: the slug of the profile; vCard: the UID), empty if it has none.
    `entry` is what a network file of asknet says in addition. `joins` is set if the card
    belongs to the contact of the row before, and includes what this row adds.
    `ignored` are values that were not accepted, `given` is the record in JSON or YAML.
    `own` says that asknet wrote the record, in a format
    that others write too.
    """

    line: int
    card: Card | None
    last: int = 0
    file: str = ""
    why: str = ""
    key: str = ""
    entry: ContactEntry | None = None
    joins: bool = False
    ignored: tuple[IgnoredValue, ...] = ()
    given: Any = None
    own: bool = False


def no_rejects(_rows: Sequence[Row]) -> bytes:
    """Return nothing, since the format cannot write its skipped rows."""
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedFile:
    """A recognised file whose rows are not read yet.

    `label` describes the file in words, `format` is the short name (set by the registry),
    `guesses` are the ``(column, field)`` pairs as understood, `ignored` the named columns with values
    that are not read, `other_files` the files of an archive that are not, `warnings` sentences for the user.
    `rows` can be iterated once, holds one row at a time, and raises `InputError` past a limit.
    `rejects` writes given rows as they are in the file, below its header, so
    that they can be corrected and read again. `lines` are those of the table, sheet or cards, from which the number of rows is
    estimated; 0 if rows have none. `covers` are the fields that a file of
    this shape can say; when it is read again, the others stay as they are.

    `service` names the service whose ids the rows have, whatever the file's name is
    (LinkedIn). A network file has further `sections`, to be iterated after the
    rows; `is_copy` is set if it is a complete `export`, `own_header` if a table
    has asknet's own header.
    """

    label: str
    format: str = ""
    header: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    other_files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    rows: Iterator[Row]
    rejects: Callable[[Sequence[Row]], bytes] = no_rejects
    covers: frozenset[str] = frozenset(FIELDS)
    service: str = ""
    sections: Iterator[SectionItem] | None = None
    is_copy: bool = False
    own_header: bool = False
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about a file, instead of leaving it to be guessed.

    `mapping` holds ``(column, field)`` pairs: a column by its header (ignoring case,
    accents, spaces and punctuation) or its number from 1; a
    field of `asknet.fields.FIELDS`, or ``-`` to ignore the column.
    """

    format: str = "auto"
    mapping: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    today: dt.date
