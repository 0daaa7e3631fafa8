"""What every format gives: a recognised file, and its rows one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from asknet.formats.source import Source
    from asknet.formats.whole_file import Part
    from asknet.formats.whole_shapes import Own
    from asknet.model import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a file: a card, or the reason why there is none.

    `line` is the physical line where the record begins, from 1. `why` is set
    exactly when `card` is None. `key` is the source's own id of the record
    (LinkedIn: the slug of the profile), empty when the file has none. `cells`
    are as read, so that a rejected row can be written out in the file's own
    shape; a record whose quotes are broken is one cell, the line as it stands.
    `own` is what a network file of asknet says besides.
    """

    line: int
    card: Card | None
    why: str = ""
    key: str = ""
    cells: tuple[str, ...] = ()
    own: Own | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A recognised file whose rows are still to be read.

    `format` is the short name, `label` what the file is in words, `guesses`
    the ``(column, field)`` pairs as understood, `ignored` the named columns
    that are not taken, `warnings` sentences for the user. `rows` can be walked
    once, holds one row at a time, and raises `InputError` past a limit. A network
    file of asknet has a `rest`, to be walked after the rows; `copy` says that it
    is what `export` wrote.
    """

    format: str
    label: str
    header: tuple[str, ...]
    guesses: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    warnings: tuple[str, ...]
    rows: Iterator[Row]
    rest: Iterator[Part] | None = None
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about a file, instead of letting it be guessed.

    `mapping` holds ``(column, field)`` pairs: a column by its header (case,
    accents, spaces and punctuation do not matter) or its number from 1; a
    field of `asknet.fields.FIELDS`, or ``-`` for "do not take it".
    """

    format: str = "auto"
    mapping: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    today: date


class Format(Protocol):
    """A format: a module with these four names."""

    @property
    def name(self) -> str:
        """The word for ``--format``."""

    @property
    def title(self) -> str:
        """What it is, for ``--formats``."""

    def recognises(self, source: Source) -> bool:
        """Whether this file is of this format."""

    def read(self, source: Source) -> Reading:
        """Read it; raises `InputError` or `UsageError`."""
