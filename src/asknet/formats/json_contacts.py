"""JSON and JSON lines of other programs: the list of objects with names.

A file may contain several lists, nested in objects (Airtable, Monica, the APIs of address books): the one
in which most objects have a name is read. A value in a nested object is named by both names: ``company / name``.
A list at a known place (Facebook, Telegram) is read from there, however long the rest is.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.errors import InputError
from asknet.formats.headers import RELATIONS, SKIP, folded, meaning
from asknet.formats.input_file import MAX_LINE_CHARACTERS
from asknet.formats.named_values import NamedRecord, excerpts, read_named
from asknet.formats.network_file.json_file import JsonText
from asknet.formats.network_file.network_rows import head_of
from asknet.formats.rows import no_rejects
from asknet.formats.tables.generic import no_bot
from asknet.formats.tables.values import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_BEGINS = re.compile(rb'\s*(?:\{|\[\s*(?:[{\]"]|-?\d[\d.]*\s*,|null\b|true\b|false\b))')
_MAX_DEPTH = 5
"""Nested objects that are searched for lists of people."""
_MAX_PATHS = 1_000
_MAX_NAMES = 300
"""Names of one object, including those of nested objects."""
_MAX_VALUES = 500
_LOOKED_AT = 2_000
"""Objects of a list that are examined for names."""
_WRAPPERS = frozenset(
    {"fields", "properties", "attributes", "profile", "data", "person", "contact", "basics", "object", "names", "user"}
)
"""Folded names of objects that only wrap the fields of a contact: ``{"fields": {"Name": ...}}``."""
_BESIDE = frozenset(
    {"type", "label", "kind", "rel", "primary", "id", "metadata", "formattedtype", "canonicalform", "source"}
)
"""Folded names of values that describe another value of a list: ``{"type": "work", "value": ...}``."""
_OWN_NAMES = frozenset({"name", "title", "fullname", "displayname", "firstname", "lastname", "username", "label"})
"""Names that are not the contact's inside an object about something else: ``{"project": {"name": ...}}``."""
_HOW_RELATED = ("label", "formattedtype", "type", "relationship", "relation", "relationshiptype", "kind")
_WHO_IS_RELATED = ("person", "name", "displayname", "fullname", "value", "contact", "ofcontact", "relatedperson")
"""Folded names of the values of an object in a list of related people, as Google's API and Monica write them."""
_CUSTOM = frozenset({"userdefined", "customfields", "customattributes", "customfieldvalues", "extrafields"})
_HOW_CALLED = ("key", "label", "name", "fieldname", "title")
_WHAT_IT_HOLDS = ("value", "text", "values", "displayvalue")
"""The same of fields of one's own: ``{"userDefined": [{"key": "Knows about", "value": "mosaics"}]}``."""
_SAYS_MORE = ("email", "phone", "url", "org", "title", "skills", "notes", "place", "aliases", "circles", "met", "via")
NO_OBJECT = "is not a JSON object"
_NO_OBJECT = ""
"""The name for a value of a list that is not an object."""
_PEOPLE = ("contact", "people", "person", "friend", "member", "attendee", "participant", "connection", "guest", "user")


class _Found(NamedTuple):
    """An object that may be a contact: the path to its list, its lines, and its content; `why` if it is broken."""

    path: str
    line: int
    last: int
    value: Mapping[str, Any]
    why: str = ""

    @property
    def given(self) -> Any:  # noqa: ANN401 - what JSON holds
        """The value as it is in the file."""
        return self.value.get(_NO_OBJECT) if self.why else self.value


def recognises(source: InputFile) -> bool:
    """Return whether the file begins as an object or a list of objects."""
    return not source.archive and _BEGINS.match(head_of(source)) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read the list in which most objects have a name. Raises `InputError` if there is none."""
    lines = _is_lines(source)
    path, others = _best_path(source, lines=lines)
    unread = ", ".join(repr(other[:40]) for other in others[:5])
    what = "JSON lines" if lines else "JSON"
    return read_named(
        source,
        lambda: (_record(found) for found in _objects(source, lines=lines) if found.path == path),
        label=f"{what}{f', the list {path[:60]!r}' if path else ''}",
        warnings=(f"only the list {path[:40]!r} is read, not {unread}",) if unread else (),
        rejects=excerpts(source) if lines else no_rejects,
        write=None if lines else as_list,
        named=True,
        adjust=no_bot,
    )


def as_list(objects: Sequence[Any]) -> bytes:
    """Return objects as a JSON list, one per line."""
    return ("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects) + "\n]\n").encode()


def objects_in(source: InputFile, start: int) -> Iterator[tuple[Mapping[str, Any], NamedRecord]]:
    """Yield the objects of the list that begins at an octet, each with a record without values; the rest is not read."""
    before = source.data.count(b"\n", 0, start)
    stream = io.TextIOWrapper(io.BytesIO(source.data[start:]), encoding="utf-8", errors="replace")
    for found in _list(JsonText(stream, source.name, own=False), ""):
        if not found.path:
            yield found.value, NamedRecord(before + found.line, before + found.last, {}, found.why, given=found.given)


def _is_lines(source: InputFile) -> bool:
    """Return whether each line is a value: the first one that is not blank is an object, and there is another."""
    first = [line.strip() for line in islice((line for line in source.lines() if line.strip()), 2)]
    if len(first) < 2 or not (first[0].startswith("{") and first[0].endswith("}")):  # noqa: PLR2004 - lines
        return False
    try:
        return len(first[0]) <= MAX_LINE_CHARACTERS and isinstance(json.loads(first[0]), dict)
    except (ValueError, RecursionError):
        return first[1].startswith("{")


def _best_path(source: InputFile, *, lines: bool) -> tuple[str, list[str]]:
    """Return the path of the list to read, and those of other lists of people that are not inside it."""
    named: Counter[str] = Counter()
    looked_at: Counter[str] = Counter()
    for found in _objects(source, lines=lines):
        if len(looked_at) >= _MAX_PATHS and found.path not in looked_at:
            continue
        looked_at[found.path] += not found.why
        if looked_at[found.path] <= _LOOKED_AT:
            named[found.path] += _has_name(_flat(found.value))
    good = [path for path, count in named.items() if count and 2 * count >= min(looked_at[path], _LOOKED_AT)]
    if not good:
        message = f"{source.name} is JSON without a list of objects with names"
        raise InputError(message, "Save your contacts as vCard or CSV and import that")
    best = max(good, key=lambda path: (any(word in path.casefold() for word in _PEOPLE), looked_at[path]))
    return best, [path for path in good if best and path and path != best and not path.startswith(f"{best} / ")]


def _has_name(values: Mapping[str, Any]) -> bool:
    """Return whether an object has a name and some other field of a contact."""
    fields = {meaning(name).partition("/")[0] for name in values}
    return "name" in fields and (len(values) == 1 or bool(fields & {*_SAYS_MORE}))


def _objects(source: InputFile, *, lines: bool) -> Iterator[_Found]:
    """Yield every object in a list, and simple objects that are not in one."""
    if lines:
        yield from _lines(source)
        return
    text = JsonText(source.text(), source.name, own=False)
    yield from _walk(text, "", 0)
    if text.peek():
        text.broken("something follows the end")


def _lines(source: InputFile) -> Iterator[_Found]:
    """Yield the object of each line; a line without one is skipped alone."""
    for number, line in enumerate(source.lines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_int=str, parse_float=str) if len(line) <= MAX_LINE_CHARACTERS else None
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            yield _Found("", number, number, value)
        else:
            yield _Found("", number, number, {}, NO_OBJECT)


def _walk(text: JsonText, path: str, depth: int) -> Iterator[_Found]:
    """Walk through a value, holding at most one object of a list in memory."""
    line = text.line()
    if text.peek() == "[":
        yield from _list(text, path)
    elif text.peek() != "{" or depth >= _MAX_DEPTH:
        text.value()
    else:
        simple: dict[str, Any] = {}
        text.take("{")
        while text.peek() != "}":
            name = text.value()
            if not isinstance(name, str):
                text.broken("a name is missing")
            text.take(":")
            if text.peek() in "[{":
                yield from _walk(text, f"{path} / {name}".removeprefix(" / ")[:200], depth + 1)
            else:
                value = text.value()
                if len(simple) < _MAX_NAMES:
                    simple[name] = value
            if text.peek() != "}":
                text.take(",")
        text.take("}")
        if simple:
            yield _Found(path, line, text.line_here(), simple)


def _list(text: JsonText, path: str) -> Iterator[_Found]:
    text.take("[")
    while text.peek() != "]":
        line = text.line()
        value = text.value()
        if isinstance(value, dict):
            last = text.line_here()
            yield _Found(path, line, last, value)
            yield from _inner(value, path, line, last, 0)
        else:
            yield _Found(path, line, text.line_here(), {_NO_OBJECT: value}, NO_OBJECT)
        if text.peek() != "]":
            text.take(",")
            if text.peek() == "]":
                text.broken("a value is missing")
    text.take("]")


def _inner(value: Mapping[str, Any], path: str, line: int, last: int, depth: int) -> Iterator[_Found]:
    """Yield the objects of lists in an object; a list whose kind the object names has a path of its own."""
    kind = value.get("type") if isinstance(value.get("type"), str) else ""
    for name, inner in value.items():
        if isinstance(inner, list) and depth < _MAX_DEPTH:
            below = f"{path} / {name}{f' of {kind}' if kind else ''}".removeprefix(" / ")[:200]
            for one in inner:
                if isinstance(one, dict):
                    yield _Found(below, line, last, one)
                    yield from _inner(one, below, line, last, depth + 1)
                else:
                    yield _Found(below, line, last, {_NO_OBJECT: one}, NO_OBJECT)


def _record(found: _Found) -> NamedRecord:
    return NamedRecord(found.line, found.last, {} if found.why else _flat(found.value), found.why, given=found.given)


def _flat(value: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the names and texts of an object, including those of nested objects."""
    values: dict[str, list[str]] = {}
    _add(values, value, "", 0)
    return values


def _add(values: dict[str, list[str]], value: Mapping[str, Any], before: str, depth: int) -> None:
    known = bool(before) and meaning(before) not in ("", SKIP)
    for name, inner in value.items():
        if len(values) >= _MAX_NAMES:
            return
        key = folded(name)
        if before and (key in _BESIDE or (key in _OWN_NAMES and (not known or meaning(before) in ADDRESSES))):
            continue
        full = f"{before} / {name}" if before else name
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                _add_object(values, one, name, "" if key in _WRAPPERS and not known else full, depth)
            elif one is not None and one is not False and not isinstance(one, list) and str(one).strip():
                texts = values.setdefault(full, [])
                if len(texts) < _MAX_VALUES:
                    texts.append("yes" if one is True else str(one))


def _add_object(values: dict[str, list[str]], value: Mapping[str, Any], name: str, before: str, depth: int) -> None:
    """Add the texts of a nested object; of one in a list of related people or fields of one's own, the value by its label."""
    if folded(name) in RELATIONS:
        label = _first(value, _HOW_RELATED) or "other"
        for text in texts_in(_first(value, _WHO_IS_RELATED))[:1]:
            values.setdefault(f"{name} / {label}"[:200], []).append(text)
    elif folded(name) in _CUSTOM and (label := _first(value, _HOW_CALLED)):
        values.setdefault(str(label)[:200], []).extend(texts_in(_first(value, _WHAT_IT_HOLDS))[:1])
    elif depth < _MAX_DEPTH:
        _add(values, value, before, depth + 1)


def _first(value: Mapping[str, Any], keys: Sequence[str]) -> Any:  # noqa: ANN401 - the same
    """Return the first value that is not empty under one of these folded names."""
    folded_keys = {folded(key): one for key, one in value.items()}
    return next((folded_keys[key] for key in keys if folded_keys.get(key)), None)


def is_text(value: Any) -> bool:  # noqa: ANN401 - what JSON and YAML hold
    """Return whether a value is a non-empty text, a number or a day."""
    return value is not None and not isinstance(value, bool | dict | list) and bool(str(value).strip())


def texts_in(value: Any, depth: int = _MAX_DEPTH) -> list[str]:  # noqa: ANN401 - the same
    """Return every text in nested lists and objects, in order."""
    if isinstance(value, dict | list) and depth:
        inner = value.values() if isinstance(value, dict) else value
        return [text for one in inner for text in texts_in(one, depth - 1)][:_MAX_VALUES]
    return [str(value).strip()] if is_text(value) else []
