"""asknet's own YAML, written by asknet or by hand: sections read one entry at a time.

Built from the parser's events, so that every value is text as written (a phone
number, ``no``), tags create no objects, and aliases can only expand to a bounded size.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TextIO

from asknet.errors import InputError, yaml_fault
from asknet.formats.network_file.network_rows import head_of, read_network
from asknet.formats.network_file.sections import END
from asknet.formats.rows import SectionItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

Event = Any
"""An event of PyYAML, whose types say less than its events hold."""

_CORRECT = "Correct the line, and import it again"
_MARK = re.compile(rb"(?:(?:---|%YAML|#)[^\n]*\n|\s)*asknet[ \t]*:")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_DEPTH = 20
_MAX_VALUES = 100_000
"""Values in one entry, at most."""
_MAX_EXPANDED = 100_000
"""Values that all aliases of a file may expand to; a hand-written one has a few."""
_MAX_CHARACTERS = 10_000_000
"""Characters that they may expand to."""


class _Size(NamedTuple):
    """The size of a value each time an alias refers to it."""

    values: int
    characters: int

    def and_(self, other: _Size) -> _Size:
        """Return the sum with the size of another value."""
        return _Size(self.values + other.values, self.characters + other.characters)


def recognises(source: InputFile) -> bool:
    """Return whether it begins with asknet's mark, or its name ends like that of a YAML file."""
    head = head_of(source)
    return _MARK.match(head) is not None or bool(head and source.name.lower().endswith((".yaml", ".yml")))


def read(source: InputFile) -> RecognisedFile:
    """Read it; raises `InputError` if it is not asknet's, or newer, or broken."""
    return read_network(source, _items(source.text(), source.name), label="YAML of asknet")


def plain_documents(text: TextIO | str, file: str) -> Iterator[tuple[int, Any]]:
    """Yield the YAML documents of another program as text, lists and dicts, each with its line.

    Tags create no objects, and aliases are bounded, as in asknet's own. Raises `InputError`.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        yield from _Document(yaml.parse(text, Loader=loader), file, own=False).documents()
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError, StopIteration) as error:
        message = f"{file} is not YAML: {yaml_fault(error)}"
        raise InputError(message, _CORRECT) from error


def _items(text: TextIO, file: str) -> Iterator[SectionItem]:
    """Yield each section, or each entry if the section is a list. Raises `InputError`."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    events = yaml.parse(text, Loader=loader)
    try:
        yield from _Document(events, file).items()
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        message = f"{file} is not YAML: {yaml_fault(error)}"
        raise InputError(message, _CORRECT) from error


class _Document:
    """The events of a file, and the values of its anchors."""

    def __init__(self, events: Iterator[Event], file: str, *, own: bool = True) -> None:
        self._what = "YAML of asknet" if own else "YAML that is read"
        self.events = events
        self.file = file
        self.line = 1
        self._anchors: dict[str, tuple[Any, _Size]] = {}
        self._expanded = _Size(0, 0)
        self._values = 0

    def documents(self) -> Iterator[tuple[int, Any]]:
        """Yield each whole document, with the line where it begins."""
        kind, event = self._next()
        while kind != "StreamEnd":
            if kind not in ("StreamStart", "DocumentStart", "DocumentEnd"):
                line = self.line
                self._values = 0
                yield line, self._value(kind, event, 1)[0]
            kind, event = self._next()

    def items(self) -> Iterator[SectionItem]:
        """Yield each section, or each entry if the section is a list."""
        kind, event = self._next()
        while kind in ("StreamStart", "DocumentStart"):
            kind, event = self._next()
        if kind != "MappingStart":
            self._wrong("it does not consist of `section:` lines")
        seen: set[str] = set()
        ended = False
        while (section := self._key(seen)) is not None:
            kind, event = self._next()
            if section == END:
                ended = self._value(kind, event, 1)[0] == "true"
            elif kind == "SequenceStart":
                self._no_tag(event)
                yield from self._entries(section)
            else:
                yield SectionItem(section, self.line, self._value(kind, event, 1)[0], listed=False)
        rest = [self._next()[0], self._next()[0]]
        if rest != ["DocumentEnd", "StreamEnd"]:
            self._wrong("it contains more than one document")
        if "export" in seen and not ended:
            message = f"{self.file} is a copy that was cut off: its last line is not `{END}: true`"
            raise InputError(message, "Use another copy; or remove its `export` line to read what is left")

    def _entries(self, section: str) -> Iterator[SectionItem]:
        kind, event = self._next()
        while kind != "SequenceEnd":
            line = self.line
            self._values = 0
            yield SectionItem(section, line, self._value(kind, event, 2)[0], listed=True)
            kind, event = self._next()

    def _next(self) -> tuple[str, Event]:
        event = next(self.events)
        self.line = event.start_mark.line + 1 if event.start_mark else self.line
        return type(event).__name__.removesuffix("Event"), event

    def _key(self, seen: set[str]) -> str | None:
        kind, event = self._next()
        if kind == "MappingEnd":
            return None
        if kind != "Scalar":
            self._wrong("a field's name is not text")
        self._no_tag(event)
        field: str = event.value
        if field in seen:
            self._wrong(f"{field[:40]!r} occurs twice")
        seen.add(field)
        return field

    def _value(self, kind: str, event: Event, depth: int) -> tuple[Any, _Size]:
        """Build one value; return it with its size."""
        self._values += 1
        if self._values > _MAX_VALUES:
            self._wrong(f"an entry holds more than {_MAX_VALUES:,} values")
        if depth > _MAX_DEPTH:
            self._wrong("it is nested too deeply")
        if kind == "Alias":
            return self._alias(event)
        self._no_tag(event)
        made: Any
        size = _Size(1, 0)
        if kind == "Scalar":
            made = None if event.implicit[0] and event.value in _NOTHING else event.value
            size = _Size(1, len(event.value))
        elif kind == "SequenceStart":
            made = []
            kind, inner = self._next()
            while kind != "SequenceEnd":
                value, held = self._value(kind, inner, depth + 1)
                made.append(value)
                size = size.and_(held)
                kind, inner = self._next()
        else:
            made = {}
            seen: set[str] = set()
            while (field := self._key(seen)) is not None:
                made[field], held = self._value(*self._next(), depth + 1)
                size = size.and_(held).and_(_Size(0, len(field)))
        if event.anchor:
            self._anchors[event.anchor] = (made, size)
        return made, size

    def _alias(self, event: Event) -> tuple[Any, _Size]:
        found = self._anchors.get(event.anchor)
        if found is None:
            self._wrong(f"*{event.anchor[:40]} refers to nothing, or to itself")
        self._expanded = self._expanded.and_(found[1])
        if self._expanded.values > _MAX_EXPANDED:
            self._wrong(f"its aliases expand to more than {_MAX_EXPANDED:,} values")
        if self._expanded.characters > _MAX_CHARACTERS:
            self._wrong(f"its aliases expand to more than {_MAX_CHARACTERS:,} characters")
        return found

    def _no_tag(self, event: Event) -> None:
        if getattr(event, "tag", None) is not None:
            self._wrong(f"the tag {event.tag[:60]!r} is not read")

    def _wrong(self, why: str) -> NoReturn:
        message = f"{self.file} is not {self._what}: line {self.line}: {why}"
        raise InputError(message, _CORRECT)
