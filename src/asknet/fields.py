"""The fields of a contact: their names, and how their values are parsed.

One table serves `add`, `edit`, ``--map``, CSV, JSON and YAML, so that a field
means the same wherever it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from asknet.addresses import is_number, is_sheet_error, named_address, same_address, typed_addresses, unreadable
from asknet.days import parse_date, parse_period, read_day
from asknet.errors import UsageError
from asknet.model import Card, Kind, Level, Reach, Referral, Skill, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

T = TypeVar("T", str, Skill, Referral)

FIELDS: tuple[str, ...] = tuple(field.name for field in dataclass_fields(Card))
"""Every field, in the order in which it is shown and written."""

MANY = tuple(field.name for field in dataclass_fields(Card) if field.default == ())
"""Fields that hold several values."""

NAMING = ("aliases", "org", "email", "phone", "url")
"""The fields whose value becomes the name of a contact without one, in this order (as RFC 6350's FN is usually made)."""

MAX_LINE = 500
"""Characters of a name, topic, title and the like; real ones are much shorter."""
MAX_NOTES = 100_000
"""Characters of a contact's notes."""
MAX_VALUES = 1_000
"""Values of one field: a cell with more is a mistake, not a list."""
MAX_KEPT = 1_000_000
"""Characters of a value that was accepted before: joined columns and growing notes may exceed the limits above."""

MIN_CLOSENESS, MAX_CLOSENESS = 1, 5


class IgnoredValue(NamedTuple):
    """A value of a file that was not used: its field, the reason, and its column if that has another name."""

    field: str
    why: str
    column: str = ""

    def __str__(self) -> str:
        """Return it as text, with the column."""
        return f"{self.column or self.field}: {self.why}"


_YES = frozenset({"1", "yes", "y", "true", "x", "on"})
_NO = frozenset({"", "0", "no", "n", "false", "off"})


def _kept(character: str) -> bool:
    return not unicodedata.category(character).startswith("C") or (unicodedata.category(character) == "Cf")


def one_line(text: str, *, limit: int = MAX_LINE, what: str = "the text") -> str:
    """Return `text` on one line: white space collapsed, control characters removed.

    Composed to NFC, so that the same name typed on two systems is equal.
    Raises `UsageError` if it is longer than `limit` characters or contains a
    lone surrogate (from bytes that are not UTF-8).
    """
    if len(text) > limit:
        message = f"{what} is {len(text):,} characters long, more than {limit:,}"
        raise UsageError(message, _shorter(what))
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    _refuse_surrogates(text, what)
    spaced = " ".join(text.split())
    kept = "".join(c for c in spaced if c == " " or _kept(c))
    line = unicodedata.normalize("NFC", " ".join(kept.split()))
    if len(line) > limit:  # a few letters are longer when composed
        message = f"{what} is {len(line):,} characters long, more than {limit:,}"
        raise UsageError(message, _shorter(what))
    return line


def _shorter(what: str) -> str:
    """Return what to do with a value that is too long."""
    return "Put long texts into the notes" if what in _PROSE else "Shorten it"


_PROSE = frozenset({"title", "org", "place"})
"""Fields into which people write what belongs in the notes."""


def many_lines(text: str, *, limit: int = MAX_NOTES, what: str = "the notes") -> str:
    r"""Return `text` unchanged except for control characters; empty if it is all white space.

    Spaces, tabs, line ends of either kind, blank and repeated lines and the
    normalization form stay. Control characters that separate lines (``\v``,
    ``\f``, NEL and the like) become line breaks, others are removed. Raises
    `UsageError` as `one_line` does.
    """
    if len(text) > limit:
        message = f"{what} is {len(text):,} characters long, more than {limit:,}"
        raise UsageError(message, "Shorten it")
    if text.isascii() and text.isprintable():
        return text if text.strip() else ""
    _refuse_surrogates(text, what)
    kept = _CONTROL.sub("", text.translate(_LINE_ENDS))
    return kept if kept.strip() else ""


_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85"), "\n")


def _refuse_surrogates(text: str, what: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        message = f"{what} holds bytes that are not UTF-8 text"
        raise UsageError(message, "Type it again in a UTF-8 terminal")


def parse_skill(text: str, *, strict: bool = True, limit: int = MAX_LINE) -> Skill:
    """Parse ``topic`` or ``topic:level``.

    A colon followed by a space belongs to the topic. An unknown level raises
    `UsageError` when `strict` (typed by a person); otherwise (found in a file) a slip of
    a level is that level, and anything else stays part of the topic.
    """
    text = one_line(text, limit=limit, what="a skill")
    topic, colon, level = text.rpartition(":")
    if colon and topic.strip():
        known = level.strip().lower() if strict else level_meant(level)
        if known in _LEVELS:
            return Skill(_named(topic.strip(), "a skill"), Level(known))
    unknown_level = colon and topic and level and not level.startswith(" ")
    if strict and unknown_level and "/" not in text:
        message = f"{level[:40]!r} is not a level"
        raise UsageError(message, f"Levels are {', '.join(_LEVELS)}")
    return Skill(_named(text, "a skill"))


def level_meant(text: str) -> str:
    """Return the level that a word from a file is, or is a slip of (``beginer``); another word in small letters."""
    word = text.strip().lower()
    if word in _LEVELS or len(word) < _SHORTEST_SLIP:
        return word
    return next(iter(get_close_matches(word, _LEVELS, n=1, cutoff=0.8)), word)


_SHORTEST_SLIP = 5
"""Letters of a level that is misspelt, at least."""
_LEVELS = tuple(level.value for level in Level)


def _named(text: str, what: str) -> str:
    topic = text.lstrip("#+ ") if len(text) > 1 and not is_sheet_error(text) else text
    if not topic:
        message = f"{what} is empty"
        raise UsageError(message, "Give it a name")
    return topic


def unique_skills(skills: Iterable[Skill]) -> tuple[Skill, ...]:
    """Keep the first of skills with the same topic (case-folded), with the best level."""
    best: dict[str, Skill] = {}
    for skill in skills:
        key = skill.topic.casefold()
        if key not in best:
            best[key] = skill
        elif skill.level and not best[key].level:
            best[key] = Skill(best[key].topic, skill.level, best[key].provenance)
    return tuple(best.values())


def compared(value: str | Skill | Referral) -> str:
    """Return the key by which one of several values is compared; case does not matter."""
    return (value if isinstance(value, str) else value.topic).casefold()


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """Return the values without those that repeat an earlier one, ignoring case."""
    seen: dict[str, T] = {}
    for value in values:
        if value:
            seen.setdefault(compared(value), value)
    return tuple(seen.values())


def split_values(text: str, marks: Sequence[str] = (":::", "\n", ";", "|", ",")) -> list[str]:
    """Split a cell that holds several values.

    At ``:::`` (Google), else at line breaks, else at ``;`` if it has one, else
    ``|``, else ``,``.
    """
    for mark in marks:
        if mark in text:
            return [part.strip() for part in text.split(mark) if part.strip()]
    return [text.strip()] if text.strip() else []


def parse_referral(text: str, *, limit: int = MAX_LINE) -> Referral:
    """Read ``topic`` or ``topic: evidence``."""
    topic, _, evidence = one_line(text, limit=limit, what="a referral").partition(": ")
    return Referral(_named(topic.strip(), "a referral"), evidence.strip())


def parse_uid(text: str) -> str:
    """Parse a uid; a UUID in any spelling becomes the usual one."""
    found = re.fullmatch(_UUID, text.strip())
    return found[1].lower() if found else text.strip()


_UUID = r"(?i)(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


def is_uuid(uid: str) -> bool:
    """Return whether a uid is a UUID."""
    return re.fullmatch(_UUID, uid) is not None


def new_uid() -> str:
    """Return a new random UUID, which identifies a contact in every copy of a network."""
    from uuid import uuid4

    return str(uuid4())


def parse_status(text: str) -> Status:
    """Read a status; raises `UsageError`."""
    return Status(one_of(text, Status, "a status"))


_KINDS = {
    **dict.fromkeys("human individual friend people".split(), Kind.PERSON),
    **dict.fromkeys(
        """
        club group forum society association meetup circle team crew choir union server subreddit channel chat facebook
        whatsapp slack discord telegram reddit mailinglist mailing-list newsgroup verein gruppe
        """.split(),
        Kind.COMMUNITY,
    ),
    **dict.fromkeys(
        """
        podcast book site website blog web-site webpage page magazine journal newsletter newspaper wiki youtube video
        course manual film paper article buch
        """.split(),
        Kind.SOURCE,
    ),
}
"""Other words for a kind: a club is a community, a podcast a source."""


def parse_kind(text: str) -> Kind:
    """Read a kind of contact, or another word for one, also in the plural; raises `UsageError`."""
    word = "-".join(text.lower().split())
    one = word.removesuffix("s") if word not in _KINDS else word
    one = "community" if one == "communitie" else one
    last = one.rpartition("-")[2]  # Facebook group
    if found := _KINDS.get(one) or _KINDS.get(last):
        return found
    if one not in set(Kind):
        message = f"{text[:40]!r} is not a kind of contact"
        raise UsageError(
            message, "Choose person, community (a club, a group, a forum) or source (a site, a book, a podcast)"
        )
    return Kind(one)


def parse_reach(text: str) -> Reach:
    """Read a reach; raises `UsageError`."""
    return Reach(one_of(text, Reach, "a reach"))


def one_of(text: str, choices: Iterable[str], what: str) -> str:
    """Return the one of the choices, in small letters, that a text is. Raises `UsageError`, saying `what` it is not."""
    word, known = text.strip().lower(), [str(choice) for choice in choices]
    if word not in known:
        message = f"{text[:40]!r} is not {what}"
        raise UsageError(message, f"Choose {', '.join(known)}")
    return word


def parse_closeness(text: str) -> int:
    """Read a closeness from 1 to 5; raises `UsageError`."""
    word = text.strip()
    if len(word) == 1 and word.isdecimal():
        value = int(word)
        if MIN_CLOSENESS <= value <= MAX_CLOSENESS:
            return value
    message = f"{text[:40]!r} is not a closeness"
    raise UsageError(message, "Use 1 (barely) to 5 (very close)")


def parse_yes(text: str) -> bool:
    """Read yes or no; raises `UsageError`."""
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    message = f"{text[:40]!r} is neither yes nor no"
    raise UsageError(message, "Write yes or no")


def read_value(field: str, value: Any, today: date, *, strict: bool = True, kept: bool = False) -> Any:  # noqa: ANN401 - one row of a table per field
    """Convert one raw value into what `Card` holds for `field`.

    `value` is a string (a cell, an option), a list (YAML, JSON, a repeated
    option), a number, a date or a boolean. A value that was `kept` before may be
    longer than a new one. Raises `UsageError` with a sentence that names the
    value; the caller adds where it was found.
    """
    limit = MAX_KEPT if kept else MAX_LINE
    if value is None:
        value = [] if field in MANY else ""
    if field in MANY:
        return _read_several(field, value, limit, strict=strict, kept=kept)
    if isinstance(value, (list, tuple, dict)):
        if field == "notes" and not isinstance(value, dict):
            return many_lines("\n".join(str(v) for v in value), limit=max(limit, MAX_NOTES))
        message = f"{field} is a list"
        raise UsageError(message, "Give one value")
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if field == "notes":
        return many_lines(text, limit=max(limit, MAX_NOTES))
    text = one_line(text, limit=limit, what=field)
    if field == "met" and text and strict and not kept:
        day = read_day(text, today)
        if day > today:
            message = f"{day.isoformat()} is in the future"
            raise UsageError(message, "Write the day on which you met")
        return day
    return _READERS[field](text, today) if field in _READERS else text


def _read_several(field: str, value: Any, limit: int, *, strict: bool, kept: bool) -> Any:  # noqa: ANN401 - as `read_value`
    values = (
        [str(v) for v in value]
        if isinstance(value, Iterable) and not isinstance(value, (str, Mapping))
        else split_values(str(value), *_MARKS.get(field, ()))
    )
    if len(values) > MAX_VALUES and not kept:
        message = f"{field} holds {len(values):,} values, more than {MAX_VALUES:,}"
        raise UsageError(message, "Split the contact, or shorten the list")
    if field == "skills":
        return unique_skills(parse_skill(v, strict=strict, limit=limit) for v in values if v.strip())
    if field in ("email", "phone") and strict and not kept:
        values = [address for value in values for address in typed_addresses(field, value)]
    if field == "refers":
        return unique(parse_referral(v, limit=limit) for v in values if v.strip())
    lines = unique(one_line(v, limit=limit, what=field) for v in values)
    if field in ("email", "phone") and strict and not kept:
        _refuse_unreadable(field, lines)
        lines = with_addresses(field, (), lines)
    return lines


def with_addresses(field: str, there: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    """Return addresses or numbers with further ones; one written in another way replaces the one that is there."""
    kept = list(there)
    for value in more:
        same = next((place for place, one in enumerate(kept) if same_address(field, one, value)), len(kept))
        kept[same : same + 1] = [value]
    return unique(kept)


def card_named(text: str) -> Card:
    """Return the card of a person of whom only a name is known, or an address or number in its place."""
    name, address = named_address(text)
    card = Card(name=name, kind=Kind.PERSON)
    if address:
        return replace(card, email=(address,))
    return replace(card, phone=tuple(typed_addresses("phone", text))) if is_number(text) else card


def _refuse_unreadable(field: str, values: Iterable[str]) -> None:
    for value in values:
        why = unreadable(field, value)
        if why:
            usual = "nan@example.org" if field == "email" else "+49 30 1234567"
            raise UsageError(why, f"Write it as {usual}, leave it out, or put it in the notes")


def _if_any(read: Callable[[str], Any]) -> Callable[[str, date], Any]:
    return lambda text, _today: read(text) if text else None


def _read_every(text: str) -> int | None:
    if " ".join(text.lower().split()) in _NO_PERIOD:
        return None
    try:
        return parse_period(text)
    except UsageError as error:
        raise UsageError(error.message, f"{error.hint}, or write never to end it") from None


_NO_PERIOD = frozenset({"never", "none", "no"})
_READERS: dict[str, Callable[[str, date], Any]] = {
    "met": lambda text, today: parse_date(text, today) if text else None,
    "kind": _if_any(parse_kind),
    "reach": _if_any(parse_reach),
    "closeness": _if_any(parse_closeness),
    "every": _if_any(_read_every),
    "no_suggest": _if_any(parse_yes),
    "status": _if_any(parse_status),
    "uid": _if_any(parse_uid),
}
"""Parsers by field; the fields that are not here are text."""


_MARKS = {"via": ((":::", "\n", ";"),), "refers": ((":::", "\n", ";"),)}
"""Separators of several values in one cell, for fields in which a comma may be part of a value."""


def read_values(raw: Mapping[str, Any], today: date, *, strict: bool = True, kept: bool = False) -> dict[str, Any]:
    """Convert raw values by field name into what `Card` holds, as `read_value` does.

    Raises `UsageError` for an unknown field or a bad value.
    """
    unknown = [key for key in raw if key not in FIELDS]
    if unknown:
        message = f"{str(unknown[0])[:40]!r} is not a field"
        raise UsageError(message, f"Fields are {', '.join(FIELDS)}")
    return {f: read_value(f, v, today, strict=strict, kept=kept) for f, v in raw.items()}


def read_acceptable(
    raw: Mapping[str, Any], today: date, *, strict: bool = True, kept: bool = False
) -> tuple[Card, tuple[IgnoredValue, ...]]:
    """Build a card as `read_card` does, leaving out the values that are not accepted; return it with those.

    Raises `UsageError` for an unknown field, and for a missing or unacceptable name.
    """
    ignored: list[IgnoredValue] = []
    values: dict[str, Any] = {}
    for field, value in raw.items():
        try:
            values |= read_values({field: value}, today, strict=strict, kept=kept)
        except UsageError as error:
            if field == "name" or field not in FIELDS:
                raise
            ignored.append(IgnoredValue(field, error.message))
    if not values.get("name"):
        raise _nameless()
    return Card(**values), tuple(ignored)


def read_card(raw: Mapping[str, Any], today: date, *, strict: bool = True, kept: bool = False) -> Card:
    """Build a card from a mapping of field name to raw value, as `read_value` does.

    Raises `UsageError` for an unknown field, a bad value, or a missing name.
    """
    values = read_values(raw, today, strict=strict, kept=kept)
    if not values.get("name"):
        raise _nameless()
    return Card(**values)


def _nameless() -> UsageError:
    return UsageError("a contact needs a name", "Give it one")


def card_values(card: Card, *, names: Sequence[str] = FIELDS) -> dict[str, Any]:
    """Return a card as plain values (str, int, bool, lists), without empty fields.

    `read_card(card_values(card), today)` returns the same card, apart from the provenance
    of skills.
    """
    out: dict[str, Any] = {}
    for name in names:
        value = getattr(card, name)
        if value is None or value in ("", ()):
            continue
        if name == "skills":
            out[name] = [str(skill) for skill in value]
        elif name in MANY:
            out[name] = [str(one) for one in value]
        elif name == "met":
            out[name] = value.isoformat()
        elif name == "every":
            out[name] = f"{value}d"
        elif (name == "no_suggest" and value is False) or value is Status.ACTIVE:
            continue
        elif name in ("kind", "reach", "status"):
            out[name] = value.value
        else:
            out[name] = value
    return out


def as_card(card: Card) -> Card:
    """Return a contact's card, without its number."""
    return Card(**{f.name: getattr(card, f.name) for f in dataclass_fields(Card)})


def refuse_placeholder(text: str) -> None:
    """Refuse a placeholder from a command that asknet printed to be pasted. Raises `UsageError`."""
    if text in ("...", "\u2026"):
        message = f"{text} is a placeholder for your own words"
        raise UsageError(message, "Type them in its place")
