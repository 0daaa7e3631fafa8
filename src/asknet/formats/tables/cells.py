"""Cells of one record -> a card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from asknet.errors import UsageError
from asknet.fields import MANY, MAX_VALUES, IgnoredValue, parse_skill, read_value, unique, unique_skills
from asknet.formats.headers import FIRST, HOME, LABELS, LAST, MIDDLE, SKIP, TAGS, WORK
from asknet.formats.tables.columns import NAMING
from asknet.labels import names_topic, organises
from asknet.model import Card, Provenance, Skill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.formats.tables.columns import Columns

Gathered = dict[str, list[tuple[int, str]]]
"""For each field or part its non-empty cells, with the place of their column."""

TOPICS = ("skills", "wants", "aliases", "circles", LABELS, TAGS)
"""Fields split by one mark for the whole column, see `asknet.formats.tables.survey`."""

_JOINTS = {"title": "; ", "org": "; ", "notes": "\n", "place": ", "}
"""How the cells of several columns become one value."""
_CONTACT_MARKS = {
    # An address holds none of these. A URL may hold all but white space.
    "email": re.compile(r":::|[;,|\n]"),
    "phone": re.compile(r":::|[;|\n]|,(?!\d+[eE]\+?\d)"),  # 4,47701E+11 is a spoilt one
    "url": re.compile(r"\s*:::\s*|[;,|]?\s+|[;,|](?=https?://|www\.)"),
}
_MAX_DAYS = 10_000
"""Days remembered as read; a century has 36,525."""
_ADDRESSED = re.compile(r"""\s*["']?([^"'<>]*?)["']?\s*<([^<>\s]+@[^<>\s]+)>\s*""")
"""``Nan Okafor <nan@example.org>``, as mail programs copy it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMaker:
    """Makes cards of the records of one file.

    `marks` say for the place of a topic column at what its cells are split.
    Unless everybody is `named`, a record without a name takes another value for one.
    """

    columns: Columns
    today: date
    marks: Mapping[int, str] = field(default_factory=dict)
    named: bool = True
    _days: dict[str, Any] = field(default_factory=dict)

    def gather(self, cells: Sequence[str]) -> Gathered:
        """Sort the non-empty cells by the field or part that they feed."""
        gathered: Gathered = {}
        targets = self.columns.targets
        for place, (cell, target) in enumerate(zip(cells, targets, strict=False)):
            if target and target != SKIP:
                text = cell if target == "notes" else cell.strip()
                if text.strip():
                    gathered.setdefault(target, []).append((place, text))
        return gathered

    def card(self, gathered: Gathered) -> tuple[Card, tuple[IgnoredValue, ...]]:
        """Make the card; returns it with the values that it is without, as their field does not accept them.

        They do not cost the record. Raises `UsageError` when there is no name, or
        one that is not accepted.
        """
        values: dict[str, Any] = self._names(gathered)
        ignored: list[IgnoredValue] = []
        place = gathered.get("place") or gathered.get(HOME) or gathered.get(WORK)
        fields = [(target, cells) for target, cells in gathered.items() if "/" not in target]
        for target, cells in [*fields, *([("place", place)] if place else [])]:
            if target == "name":
                continue
            try:
                values[target] = self._value(target, cells)
            except _UnreadCellError as error:
                ignored.append(error.of(target))
        for target in (LABELS, TAGS):
            for cell in gathered.get(target, ()):
                try:
                    self._add_labels(values, cell, topical=target == TAGS)
                except _UnreadCellError as error:
                    ignored.append(error.of("circles"))
        aliases = (*values.pop("also", ()), *values.get("aliases", ()))
        own = values["name"].casefold()
        values["aliases"] = tuple(alias for alias in unique(aliases) if alias.casefold() != own)
        return Card(**values), tuple(dict.fromkeys(ignored))

    def _value(self, target: str, cells: Sequence[tuple[int, str]]) -> Any:  # noqa: ANN401 - as `read_value`
        if target == "skills":
            return self._skills(cells)
        if target in MANY:
            return unique(v for cell in cells for v in self._several(target, cell))
        if target in _JOINTS:
            return self._joined(target, cells)
        if target == "met":
            return self._day(*cells[0])
        return self._read(target, cells[0][1], cells[0][0])

    def _read(self, target: str, value: str | list[str], place: int) -> Any:  # noqa: ANN401 - as `read_value`
        try:
            return read_value(target, value, self.today, strict=False)
        except UsageError as error:
            raise _UnreadCellError(self.columns.label(place), error) from None

    def _day(self, place: int, text: str) -> Any:  # noqa: ANN401 - as `read_value`
        if len(self._days) > _MAX_DAYS:
            self._days.clear()
        if text not in self._days:  # thousands of rows share a few hundred days
            self._days[text] = self._read("met", text, place)
        return self._days[text]

    def _names(self, gathered: Gathered) -> dict[str, Any]:
        """Choose the name, and keep another full name of the same record as alias."""
        full = self._joined("name", gathered["name"]) if "name" in gathered else ""
        parts = " ".join(
            self._read("name", text, place) for part in (FIRST, MIDDLE, LAST) for place, text in gathered.get(part, ())
        )
        if not full:
            name = parts or self._other_name(gathered)
            if not name:
                raise UsageError(_nameless(gathered))
            return {"name": name}
        if not parts or _same(full, parts):
            return {"name": full}
        if LAST in gathered:
            return {"name": full, "also": (parts,)}
        # French and German address books: "Name" beside "Vorname" is the family name.
        within = set(parts.casefold().split()) <= set(full.casefold().split())
        return {"name": full if within else f"{parts} {full}"}

    def _other_name(self, gathered: Gathered) -> str:
        """Find a name outside the name columns: before an address, or a nickname."""
        for place, text in gathered.get("email", ()):
            found = _ADDRESSED.fullmatch(text)
            if found and found[1].strip():
                return str(self._read("name", found[1], place))
        for target in NAMING[:1] if self.named else NAMING:
            for place, text in gathered.get(target, ())[:1]:
                names = self._several(target, (place, text)) if target in MANY else (text,)
                return str(self._read("name", next(iter(names), ""), place))
        return ""

    def _joined(self, target: str, cells: Sequence[tuple[int, str]]) -> str:
        together = target != "notes"  # notes stay as they stand
        if len(cells) == 1 and " ::: " not in cells[0][1]:
            return str(self._read(target, cells[0][1], cells[0][0]))
        read = [self._read(target, text.replace(" ::: ", "; ") if together else text, place) for place, text in cells]
        return _JOINTS.get(target, " ").join(unique(read)) if len(read) > 1 else read[0]

    def _skills(self, cells: Sequence[tuple[int, str]]) -> Any:  # noqa: ANN401 - as `read_value`
        found: list[Skill] = []
        for place, text in cells:
            pieces = split_topics(text, self.marks.get(place, ""))
            try:
                found += map(_imported_skill, pieces)
            except UsageError:
                pieces = []
            if not pieces or len(pieces) > MAX_VALUES:
                self._several("skills", (place, text))  # raises, and names the column
        return unique_skills(found)

    def _add_labels(self, values: dict[str, Any], cell: tuple[int, str], *, topical: bool) -> None:
        """Add labels to the circles, and those that name a topic to the skills; tags that are `topical` to the skills alone."""
        skills = self._skills([cell])
        labels = self._several("circles", cell)
        if topical:
            circles = [label for label in labels if organises(label)]
            topics = [skill for skill in skills if not organises(skill.topic)]
        else:
            circles = [skill.topic for skill in skills]
            topics = [skill for skill in skills if names_topic(skill.topic)]
        for name, found, together in (("skills", topics, unique_skills), ("circles", circles, unique)):
            if found:
                values[name] = together([*values.get(name, ()), *found])

    def _several(self, target: str, cell: tuple[int, str]) -> Any:  # noqa: ANN401 - as `read_value`
        place, text = cell
        if target in TOPICS:
            pieces = split_topics(text, self.marks.get(place, ""))
        elif target not in _CONTACT_MARKS:
            return self._read(target, text, place)
        else:
            pieces = split_addresses(target, text)
        return self._read(target, pieces, place)


def split_addresses(field: str, text: str) -> list[str]:
    """Split a cell of e-mail addresses, telephone numbers or web addresses."""
    pieces = [p.strip() for p in _CONTACT_MARKS[field].split(text)]
    if field == "email" and "<" in text:
        pieces = [m[2] if (m := _ADDRESSED.fullmatch(p)) else p for p in pieces]
    return [p for p in pieces if p]


class _UnreadCellError(UsageError):
    """A cell that a field does not accept."""

    def __init__(self, column: str, error: UsageError) -> None:
        super().__init__(f"{column}: {error.message}", error.hint)
        self._column = column
        self._why = error.message

    def of(self, field: str) -> IgnoredValue:
        """Return it as a value of a field."""
        return IgnoredValue(field, self._why, "" if self._column == field else self._column)


@lru_cache(maxsize=4096)  # thousands of rows share a few hundred topics
def _imported_skill(text: str) -> Skill:
    skill = parse_skill(text, strict=False)
    return Skill(skill.topic, skill.level, Provenance.IMPORTED)


def split_topics(cell: str, mark: str) -> list[str]:
    """Split a cell of topics at line breaks and at `mark` ('' leaves commas alone)."""
    lines = cell.splitlines() if "\n" in cell else [cell]
    pieces = [p for line in lines for p in line.split(mark)] if mark else lines
    return [stripped for p in pieces if (stripped := p.strip())]


def _same(one: str, other: str) -> bool:
    words = [sorted(t.replace(",", " ").casefold().split()) for t in (one, other)]
    return words[0] == words[1]


def _nameless(gathered: Gathered) -> str:
    for target in ("email", "org", "phone", "url"):
        if target in gathered:
            return f"no name (only {target} {gathered[target][0][1][:60]!r})"
    return "no name"
