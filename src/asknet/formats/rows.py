"""What every format gives: a recognised file, and its rows one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from asknet.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from asknet.formats.network_file.network_rows import Part
    from asknet.formats.network_file.sections import Own
    from asknet.formats.source import Source
    from asknet.model import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a file: a card, or the reason why there is none.

    `line` and `last` are the physical lines where the record begins and ends,
    from 1, in the file `part` where several came together (else ''). `why` is
    set exactly when `card` is None. `key` is the source's own id of the record
    (LinkedIn: the slug of the profile; vCard: the UID), empty when it has none.
    `own` is what a network file of asknet says besides. `joins` says that the card
    is that of the row before, and holds what this row adds to it.
    `left_out` says which values the card is without, and why.
    """

    line: int
    card: Card | None
    last: int = 0
    part: str = ""
    why: str = ""
    key: str = ""
    own: Own | None = None
    joins: bool = False
    left_out: tuple[str, ...] = ()


def nothing_to_mend(_rows: Sequence[Row]) -> bytes:
    """Say that a format does not write its skipped rows out."""
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A recognised file whose rows are still to be read.

    `format` is the short name, `label` what the file is in words, `guesses`
    the ``(column, field)`` pairs as understood, `ignored` the named columns
    that are not taken, `warnings` sentences for the user. `rows` can be walked
    once, holds one row at a time, and raises `InputError` past a limit.
    `rejects` writes given rows as they stand in the file, below its header, so
    that they can be mended and read again. `covers` are the fields a file of
    this shape can say; of the others it says nothing when it is read again. A
    network file of asknet has a `rest`, to be walked after the rows; `copy` says
    that it is what `export` wrote. `ours` says that a table has asknet's own header.
    """

    format: str
    label: str
    header: tuple[str, ...]
    guesses: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    warnings: tuple[str, ...]
    rows: Iterator[Row]
    rejects: Callable[[Sequence[Row]], bytes] = nothing_to_mend
    covers: frozenset[str] = frozenset(FIELDS)
    rest: Iterator[Part] | None = None
    copy: bool = False
    ours: bool = False


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
    """A format: a module with these five names."""

    @property
    def name(self) -> str:
        """The word for ``--format``."""

    @property
    def title(self) -> str:
        """What it is, for ``--formats``."""

    @property
    def signs(self) -> str:
        """How it is recognised, for ``--formats``."""

    def recognises(self, source: Source) -> bool:
        """Whether this file is of this format."""

    def read(self, source: Source) -> Reading:
        """Read it; raises `InputError` or `UsageError`."""
