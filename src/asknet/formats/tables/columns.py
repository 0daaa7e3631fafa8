"""Which column feeds which field: the guesses, overridden by the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.errors import InputError, UsageError
from asknet.fields import FIELDS, MANY, NAMING
from asknet.formats.header_line import MAX_COLUMNS
from asknet.formats.headers import (
    DISPLAY,
    EITHER,
    FIRST,
    HONORIFIC,
    LAST,
    OTHERWISE,
    RENAMED,
    SKIP,
    WORKPLACE,
    folded,
    known,
)
from asknet.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

JOINED = (*MANY, "name", "title", "org", "place", "notes")
"""Fields that several columns may feed; for the others the first column is used."""

ADDED_TO = (*MANY, "notes")
"""Fields to which a column mapped by the user is added; in the others it replaces the guess."""

_NAMES = ("name", FIRST, LAST, DISPLAY, RENAMED)
_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a file: `targets[i]` is the field or part column i feeds.

    `mapped` are the positions of the columns that the user mapped.
    """

    header: tuple[str, ...]
    targets: tuple[str, ...]
    mapped: frozenset[int] = frozenset()

    def label(self, place: int) -> str:
        """Return a column's header, or its number, for a message."""
        return self.header[place] or f"column {place + 1}"

    def fed(self, target: str) -> tuple[int, ...]:
        """Return the positions of the columns that feed a field or part."""
        return tuple(i for i, t in enumerate(self.targets) if t == target)

    @property
    def guesses(self) -> tuple[tuple[str, str], ...]:
        """``(column, field)`` of the columns that are read."""
        return tuple(
            (
                self.label(i),
                "email or phone"
                if target == EITHER
                else f"{_field_of(target)}{' if there is no other' if target.startswith(OTHERWISE) else ''}",
            )
            for i, target in enumerate(self.targets)
            if target not in ("", SKIP)
        )

    @property
    def fields(self) -> set[str]:
        """The fields that some column feeds."""
        return {_field_of(target) for target in self.targets} - {"", SKIP}

    @property
    def ignored(self) -> tuple[str, ...]:
        """The named columns that are ignored."""
        return tuple(h for h, t in zip(self.header, self.targets, strict=True) if h and t in ("", SKIP))


def map_columns(
    header: Sequence[str],
    guessed: Sequence[str],
    mapping: Sequence[tuple[str, str]],
    name: str,
    *,
    named: bool = True,
) -> Columns:
    """Return the field that each column of `header` feeds: the guesses, overridden by the user's mapping.

    A field that the user maps is fed by no guessed column, unless it is one of `ADDED_TO`.
    Raises `UsageError` for a column or field that does not exist,
    `InputError` if no column holds a name (or, unless everybody is `named`,
    an address) or there are too many columns.
    """
    if len(header) > MAX_COLUMNS:
        message = f"{name} has more than {MAX_COLUMNS:,} columns"
        raise InputError(message, "Save it with only the columns of contacts")
    mapped: dict[int, str] = {}
    for column, field in mapping:
        for place in _places(header, column, name):
            mapped[place] = _field(field)
    replaced = {target for target in mapped.values() if target not in ADDED_TO}
    targets = [mapped.get(i, SKIP if _field_of(target) in replaced else target) for i, target in enumerate(guessed)]
    if HONORIFIC in targets:
        role = SKIP if "title" in targets else "title"
        targets = [role if target == HONORIFIC else target for target in targets]
    if WORKPLACE in targets:
        firm = SKIP if "org" in targets else "org"
        targets = [firm if target == WORKPLACE else target for target in targets]
    seen: set[str] = set()
    for i, target in enumerate(targets):
        single = target in FIELDS and target not in JOINED
        if single and target in seen:
            if i in mapped:
                message = f"two columns are mapped to {target}"
                raise UsageError(message, "Map one, and the other to '-'")
            targets[i] = SKIP
        seen.add(target)
    if not seen & {*_NAMES, *(NAMING[:1] if named else NAMING)}:
        raise _no_name(header, name)
    return Columns(header=tuple(header), targets=tuple(targets), mapped=frozenset(mapped))


def _field_of(target: str) -> str:
    """Return the field that a part such as ``name/first`` belongs to."""
    return target.rpartition(":")[2].partition("/")[0]


def _places(header: Sequence[str], column: str, name: str) -> list[int]:
    key = folded(column)
    places = [i for i, h in enumerate(header) if key and folded(h) == key]
    number = read_number(column, len(header)) if not places and header else None
    if number:
        places = [number - 1]
    if not places:
        message = f"{name} has no column {column[:40]!r}"
        raise UsageError(message, f"It has {_listed(header)}")
    return places


def _field(field: str) -> str:
    found = field.strip().lower()
    if found not in FIELDS and found != SKIP:
        message = f"{field[:40]!r} is not a field"
        raise UsageError(message, f"Fields are {', '.join(FIELDS)}, or - to ignore a column")
    return found


def _listed(header: Sequence[str]) -> str:
    named = [h[:40] for h in header if h]
    if not named:
        return f"columns 1 to {len(header)} and no header"
    rest = len(named) - _SHOWN_COLUMNS
    return ", ".join(named[:_SHOWN_COLUMNS]) + (f" and {rest} more" if rest > 0 else "")


def _no_name(header: Sequence[str], name: str) -> InputError:
    """Return the error; an unknown column name may be somebody's data, and is not repeated."""
    columns = [column for column in header if known(column)]
    return InputError(
        f"no column of {name} holds a name" + (f": of the known columns it has {_listed(columns)}" if columns else ""),
        "Say which one does: --map COLUMN=name, or --map 1=name for the first",
    )
