"""Turn the cells of one record into a card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from asknet.addresses import STANDS_FOR_NONE, is_no_name, is_placeholder, is_sheet_error, unreadable, without_guard
from asknet.errors import UsageError
from asknet.fields import MANY, MAX_VALUES, NAMING, IgnoredValue, parse_skill, read_value, unique, unique_skills
from asknet.formats.headers import (
    DISPLAY,
    EITHER,
    FIRST,
    HOME,
    LABELS,
    LAST,
    MAIDEN,
    MIDDLE,
    OTHERWISE,
    RELATION,
    RENAMED,
    SKIP,
    TAGS,
    WORK,
    folded,
    relation,
)
from asknet.formats.tables.participants import as_renamed, fuller_name, without_device, without_role
from asknet.formats.tables.values import (
    ADDRESSED,
    ADDRESSES,
    is_footer,
    reached_by,
    split_addresses,
    split_list,
    unwrapped,
    without_links,
)
from asknet.former_names import split_family
from asknet.labels import names_topic, organises
from asknet.model import Card, Level, Provenance, Skill
from asknet.person_names import couple, full_name, is_form_of_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.formats.tables.columns import Columns

Gathered = dict[str, list[tuple[int, str]]]
"""The non-empty cells for each field or part, with the position of their column."""

_NAMED = ("name", FIRST, MIDDLE, LAST, DISPLAY, RENAMED)
_NOBODY = "-/nobody"
"""Cells of names that are placeholders, in a row that has no others."""
TOPICS = ("skills", "wants", "aliases", "circles", LABELS, TAGS)
"""Fields of several values, split by `split_list`."""

_MAY_REACH = ("name", DISPLAY, "aliases", EITHER)
"""Columns in whose cells people also write addresses and numbers."""
_MENTIONING = ("name", "via", "org")
"""Fields whose values a notes program may write as a mention: ``@Ola Nordby``."""
_JOINTS = {"title": "; ", "org": "; ", "notes": "\n", "place": ", "}
"""How the cells of several columns are joined into one value."""
_PROFILES = {
    "linkedin": "https://www.linkedin.com/in/", "github": "https://github.com/", "gitlab": "https://gitlab.com/",
    "xing": "https://www.xing.com/profile/", "telegram": "https://t.me/", "bluesky": "https://bsky.app/profile/",
}  # fmt: skip
_ONLINE = (
    r"(?i)(?:https?://|www\.)\S+|(?:zoom|google meet|(?:microsoft |ms )?teams|skype|webex|jitsi)"
    r"(?: (?:meeting|call|link|video))*"
)
"""The location of a meeting that is held nowhere."""
_LEVEL_BEHIND = re.compile(rf"(.*\S)\s*(?:\(({'|'.join(Level)})\)|\s[-–—]\s+({'|'.join(Level)}))", re.IGNORECASE)
"""``lace (expert)``, ``sewing - advanced``."""
_HANDLE = re.compile(r"[\w-]{3,100}")
_BETWEEN = {"via": "; ", "name": " & "}
"""The same for several values of one cell: two names in one cell are two people."""
_MAX_DAYS = 10_000
"""Days cached after parsing; a century has 36,525."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMaker:
    """Makes cards from the records of one file.

    Unless everybody is `named`, a record without a name uses another value as one.
    `lists` is set if a cell of topics may hold several, `family_first` if the family name comes first,
    `month_first` whether the month comes first in a date with slashes, None if that is not known.
    """

    columns: Columns
    today: date
    named: bool = True
    lists: bool = True
    family_first: bool = False
    month_first: bool | None = None
    _days: dict[str, Any] = field(default_factory=dict)

    def gather(self, cells: Sequence[str]) -> Gathered:
        """Sort the non-empty cells by the field or part that they feed."""
        gathered: Gathered = {}
        targets = self.columns.targets
        for place, (cell, target) in enumerate(zip(cells, targets, strict=False)):
            if target and target != SKIP:
                text = without_guard(cell)
                if target != "notes":
                    text = text.strip() if target in ADDRESSES else _plain_value(target, without_links(text.strip()))
                reached = reached_by(text) if target in _MAY_REACH and self._may_reach(place, target) else {}
                for field, values in reached.items():
                    gathered.setdefault(field, []).append((place, "; ".join(values)))
                if text.strip() and not reached:
                    gathered.setdefault("email" if target == EITHER else target, []).append((place, text))
        return _about_one(gathered)

    def _may_reach(self, place: int, target: str) -> bool:
        """Return whether an address or a number in this column is one: in the first column of names it is the name."""
        return place not in self.columns.mapped and (target != "name" or place != self.columns.targets.index("name"))

    def card(self, gathered: Gathered) -> tuple[Card, tuple[IgnoredValue, ...]]:
        """Make the card; return it with the values that were not accepted.

        Those do not make the record fail. Raises `UsageError` if there is no name, or
        one that is not accepted.
        """
        _refuse_footer(gathered)
        values: dict[str, Any] = self._names(gathered)
        ignored = [
            IgnoredValue("name", f"{text[:60]!r} {STANDS_FOR_NONE}", self.columns.label(place))
            for place, text in gathered.get(_NOBODY, ())
        ]
        ignored += self._drop_honorifics(gathered)
        place = gathered.get("place") or gathered.get(HOME) or gathered.get(WORK)
        fields = [(target, cells) for target, cells in gathered.items() if "/" not in target]
        for target, cells in [*fields, *([("place", place)] if place else [])]:
            if target == "name":
                continue
            ignored += self._add_value(values, target, cells)
        ignored += self._add_relations(values, gathered.get(RELATION, ()))
        for target in (LABELS, TAGS):
            for cell in gathered.get(target, ()):
                try:
                    self._add_labels(values, cell, topical=target == TAGS)
                except _UnreadCellError as error:
                    ignored.append(error.of("circles"))
        aliases = (*values.pop("also", ()), *values.get("aliases", ()))
        own = values["name"].casefold()
        values["aliases"] = tuple(alias for alias in unique(aliases) if alias.casefold() != own)
        ignored += [IgnoredValue("name", why) for why in couple(values["name"])]
        return Card(**values), tuple(dict.fromkeys(ignored))

    def _add_value(self, values: dict[str, Any], target: str, cells: Sequence[tuple[int, str]]) -> list[IgnoredValue]:
        """Add the value of a field; return the cells that it does not accept, which cost no other cell."""
        try:
            values[target] = self._value(target, cells)
        except _UnreadCellError as error:
            if len(cells) == 1:
                return [error.of(target)]
            ignored = [(cell, self._add_value({}, target, [cell])) for cell in cells]
            readable = [cell for cell, why in ignored if not why]
            if readable:
                values[target] = self._value(target, readable)
            return [one for _, why in ignored for one in why]
        return []

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
        text = value if isinstance(value, str) else next(iter(value), "")
        if target != "name" and is_sheet_error(text):  # a row with an error as its name may use its organisation
            raise _UnreadCellError(self.columns.label(place), UsageError(f"{text} is a spreadsheet error"))
        if target == "place" and re.fullmatch(_ONLINE, text):
            raise _UnreadCellError(self.columns.label(place), UsageError(f"{text[:60]!r} is no place"))
        try:
            return read_value(target, value, self.today, strict=False)
        except UsageError as error:
            raise _UnreadCellError(self.columns.label(place), error) from None

    def _day(self, place: int, text: str) -> Any:  # noqa: ANN401 - as `read_value`
        if len(self._days) > _MAX_DAYS:
            self._days.clear()
        if text not in self._days:  # thousands of rows share a few hundred days
            self._days[text] = self._read("met", with_order(text, month_first=self.month_first), place)
        return self._days[text]

    def _names(self, gathered: Gathered) -> dict[str, Any]:
        """Choose the name, and keep other names of the same record as aliases.

        Columns that the user maps to the name are parts of it; otherwise the first is the name.
        """
        own = gathered.get("name", [])
        renamed = [(place, as_renamed(text)) for place, text in gathered.get(RENAMED, ())]
        if renamed and not without_device(renamed[0][1]):
            renamed = []  # the address is the name, if there is one
        mapped = [cell for cell in own if cell[0] in self.columns.mapped]
        shown = gathered.get(DISPLAY, [])
        before = [
            str(self._read("name", text, place))
            for place, full in gathered.get(RENAMED, ())
            if (text := fuller_name(full))
        ]
        first_shown = () if LAST in gathered and FIRST in gathered else shown
        full, *others = [mapped] if mapped else [[cell] for cell in (*own, *renamed, *first_shown)] or [[]]
        if not mapped and not first_shown:
            others += [[cell] for cell in shown]
        also = (*before, *(str(self._read("name", cell[0][1], cell[0][0])) for cell in others))
        name = _participant(without_role(self._joined("name", full)), meeting=RENAMED in gathered) if full else ""
        given, middle, last = (
            " ".join(self._read("name", text, place) for place, text in gathered.get(part, ()))
            for part in (FIRST, MIDDLE, LAST)
        )
        last, former = split_family(last)
        parts = full_name(given, middle, last, family_first=self.family_first)
        if not name:
            name = parts or self._other_name(gathered)
            if not name:
                raise UsageError(_nameless(gathered))
        elif parts and _same(name, parts):
            name = parts if not name.isascii() and " " not in parts else name
        elif parts and given and last and name.casefold() in parts.casefold().split():
            name = parts
        elif parts and last and not (given or middle):  # "Name" beside "Surname" is the given name
            name = name if _has_words(name, last) else full_name(name, "", last, family_first=self.family_first)
        elif parts and last:
            also = (parts, *also)
        elif parts and not set(parts.casefold().split()) <= set(name.casefold().split()):
            # French and German address books: "Name" beside "Vorname" is the family name.
            name = f"{parts} {name}"
        maiden = [text for _, text in gathered.get(MAIDEN, ())] + ([former] if former else [])
        also += tuple(_with_maiden_name(text, name, given, last) for text in maiden)
        return {"name": name, "also": also}

    def _other_name(self, gathered: Gathered) -> str:
        """Find a name outside the name columns: in front of an address, a nickname, or what an address book shows.

        If everybody is `named`, an organisation alone identifies nobody: there has to be an address or a number.
        """
        for place, text in gathered.get("email", ()):
            found = ADDRESSED.fullmatch(text)
            if found and found[1].strip():
                return str(self._read("name", found[1], place))
        known = [
            address
            for field in ("email", "phone")
            for _, text in gathered.get(field, ())
            for address in split_addresses(field, text)
            if not unreadable(field, address)
        ]
        for target in NAMING[:1] if self.named and not known else NAMING:
            if known and target == "email":
                return known[0]
            for place, text in gathered.get(target, ())[:1]:
                names = self._several(target, (place, text)) if target in MANY else (text,)
                return str(self._read("name", next(iter(names), ""), place))
        return ""

    def _joined(self, target: str, cells: Sequence[tuple[int, str]]) -> str:
        if target == "place" and len(cells) > 1:
            return self._places(cells)
        together = target != "notes"  # notes stay unchanged
        if len(cells) == 1 and " ::: " not in cells[0][1]:
            return str(self._read(target, cells[0][1], cells[0][0]))
        read = [self._read(target, text.replace(" ::: ", "; ") if together else text, place) for place, text in cells]
        if target == "title":  # a headline repeats the role, and adds the firm: "Beekeeper at Honey & Co"
            read = [one for one in read if not any(other != one and one.startswith(f"{other} ") for other in read)]
        return _JOINTS.get(target, " ").join(unique(read)) if len(read) > 1 else read[0]

    def _places(self, cells: Sequence[tuple[int, str]]) -> str:
        """Join town and country; a column whose name there was before begins another place: ``Leeds, UK; York, UK``."""
        found: list[dict[str, str]] = []
        for place, text in cells:
            value, column = self._read("place", text, place), folded(self.columns.label(place)).rstrip("0123456789")
            if not found or column in found[-1]:
                found.append({})
            parts = [part.strip().casefold() for one in found[-1].values() for part in one.split(",")]
            found[-1][column] = "" if {part.strip() for part in value.casefold().split(",")} <= {*parts} else value
        return "; ".join(unique(", ".join(filter(None, one.values())) for one in found))

    def _skills(self, cells: Sequence[tuple[int, str]]) -> Any:  # noqa: ANN401 - as `read_value`
        found: list[Skill] = []
        for place, text in cells:
            if is_sheet_error(text):
                self._read("skills", text, place)  # raises
            pieces = split_list(text) if self.lists else [text]
            try:
                found += map(_imported_skill, pieces)
            except UsageError:
                pieces = []
            if not pieces or len(pieces) > MAX_VALUES:
                self._several("skills", (place, text))  # raises, and names the column
        return unique_skills(found)

    def _add_labels(self, values: dict[str, Any], cell: tuple[int, str], *, topical: bool) -> None:
        """Add labels to the circles, and those that name a topic to the skills; `topical` tags only to the skills."""
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

    def _drop_honorifics(self, gathered: Gathered) -> list[IgnoredValue]:
        """Remove forms of address from the titles, unless the user mapped their column; return them."""
        cells = gathered.get("title", [])
        mapped = self.columns.mapped
        found = [cell for cell in cells if cell[0] not in mapped and is_form_of_address(cell[1])]
        if found:
            gathered["title"] = [cell for cell in cells if cell not in found]
            if len(found) == len(cells):
                del gathered["title"]
        return [
            IgnoredValue("title", f"{text[:60]!r} is a form of address", self.columns.label(p)) for p, text in found
        ]

    def _add_relations(self, values: dict[str, Any], cells: Sequence[tuple[int, str]]) -> list[IgnoredValue]:
        """Add to the notes how others are related to the contact; return the placeholders."""
        related: dict[str, list[str]] = {}
        ignored: list[IgnoredValue] = []
        for place, text in cells:
            label = self.columns.label(place)
            if is_placeholder(text):
                ignored.append(IgnoredValue("notes", f"{text[:60]!r} {STANDS_FOR_NONE}", label))
            else:
                related.setdefault(relation(label), []).append(text.replace(" ::: ", "; "))
        notes = [f"{label}: {' '.join(names)}" for label, names in related.items()]
        if notes:
            values["notes"] = "\n".join(filter(None, [values.get("notes"), *notes]))
        return ignored

    def _several(self, target: str, cell: tuple[int, str]) -> Any:  # noqa: ANN401 - as `read_value`
        place, text = cell
        if target in TOPICS:
            return self._read(target, split_list(text) if self.lists else [text], place)
        if target in ADDRESSES:
            values = split_addresses(target, text)
            return self._read(
                target, [_profile(self.columns.label(place), v) for v in values] if target == "url" else values, place
            )
        return self._read(target, text, place)


def _profile(column: str, value: str) -> str:
    """Return the address of a profile of which a column has only the name there: ``LinkedIn``: nan-okafor."""
    service = next((service for service in _PROFILES if service in folded(column)), "")
    bare = value.removeprefix("@")
    return f"{_PROFILES[service]}{bare}" if service and _HANDLE.fullmatch(bare) else value


class _UnreadCellError(UsageError):
    """A cell that a field does not accept."""

    def __init__(self, column: str, error: UsageError) -> None:
        super().__init__(f"{column}: {error.message}", error.hint)
        self._column = column
        self._why = error.message

    def of(self, field: str) -> IgnoredValue:
        """Return it as an ignored value of a field."""
        return IgnoredValue(field, self._why, "" if self._column == field else self._column)


@lru_cache(maxsize=4096)  # thousands of rows share a few hundred topics
def _imported_skill(text: str) -> Skill:
    behind = _LEVEL_BEHIND.fullmatch(text)
    skill = parse_skill(f"{behind[1]}:{behind[2] or behind[3]}" if behind else text, strict=False)
    return Skill(skill.topic, skill.level, Provenance.IMPORTED)


SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b.*", re.DOTALL)
"""A date that is either ``day/month/year`` or ``month/day/year``."""


def with_order(text: str, *, month_first: bool | None) -> str:
    """Return a date with slashes in ISO 8601, if it is known which part comes first."""
    found = SLASHED.fullmatch(text.strip()) if month_first is not None else None
    if not found:
        return text
    day, month = (found[2], found[1]) if month_first else (found[1], found[2])
    return f"{found[3]}-{int(month):02}-{int(day):02}"


def _same(one: str, other: str) -> bool:
    """Return whether two names have the same words, or in a script without spaces the same letters."""
    words = [sorted(t.replace(",", " ").casefold().split()) for t in (one, other)]
    return words[0] == words[1] or (" " not in other and sorted("".join(words[0])) == sorted("".join(words[1])))


def _plain_value(target: str, text: str) -> str:
    """Return a cell of one value without what a database writes around it: ``["Leire"]``, ``@Ola Nordby``."""
    if target in TOPICS:
        return text
    values = unwrapped(text)
    if values is None or (target == "name" and len(values) > 1 and text[:1] not in '[{"'):
        return text[1:] if text[:1] == "@" and text[1:2].isupper() and target in _MENTIONING else text
    return _BETWEEN.get(target, _JOINTS.get(target, " ")).join(values)


def _has_words(name: str, part: str) -> bool:
    """Return whether a name has all words of a part of it already; in a script without spaces, its letters."""
    return set(part.casefold().split()) <= set(name.casefold().split()) or (not part.isascii() and part in name)


def _with_maiden_name(maiden: str, name: str, given: str, last: str) -> str:
    """Return the former name: the given name with the maiden name."""
    first = given or (name.removesuffix(last) if last else name.rpartition(" ")[0])
    return full_name(" ".join(first.split()), "", maiden) if " " not in maiden.strip() else maiden


def _participant(name: str, *, meeting: bool) -> str:
    """Return a name without a device: outside the list of a `meeting`, ``Honor`` and ``User`` are names."""
    return without_device(name) if meeting or "iphone" in name.casefold() or "ipad" in name.casefold() else name


def _about_one(gathered: Gathered) -> Gathered:
    """Return the cells about whom the row is about: who ordered, if it does not name who comes; placeholders are put aside."""
    others = [target for target in gathered if target.startswith(OTHERWISE)]
    if not others and FIRST not in gathered and LAST not in gathered:
        return gathered
    named = [target for target in gathered if target in _NAMED]
    nobody = [cell for target in named for cell in gathered[target] if is_no_name(cell[1])]
    if nobody and len(nobody) == sum(len(gathered[target]) for target in named):
        gathered = {target: cells for target, cells in gathered.items() if target not in named} | {_NOBODY: nobody}
        named = []
    for family in OTHERWISE:
        found = [target for target in others if target.startswith(family)]
        own, theirs = ({text for _, text in gathered.get(t, ()) if "@" in text} for t in ("email", f"{family}email"))
        if not named and (own <= theirs or not theirs):
            for target in found:
                meant = target.removeprefix(family)
                gathered[meant] = gathered[target] if meant in _NAMED else [*gathered.get(meant, ()), *gathered[target]]
                named += [meant] if meant in _NAMED else []
        for target in found:
            del gathered[target]
    return gathered


def _refuse_footer(gathered: Gathered) -> None:
    """Raise `UsageError` for a line of totals."""
    names = [text for target in ("name", FIRST, LAST) for _, text in gathered.get(target, ())]
    if names and is_footer(names[0]) and not any("@" in text for _, text in gathered.get("email", ())):
        message = f"{names[0][:60]!r} ends the table, and is no person"
        raise UsageError(message)


def _nameless(gathered: Gathered) -> str:
    for target in ("email", "org", "phone", "url"):
        if target in gathered:
            return f"no name (only {target} {gathered[target][0][1][:60]!r})"
    names = [text for target in ("name", RENAMED) for _, text in gathered.get(target, ())]
    return f"{names[0][:60]!r} is a device, not a person" if names else "no name"
