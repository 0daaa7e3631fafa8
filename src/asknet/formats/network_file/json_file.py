"""asknet's own JSON: one object of sections, read one entry at a time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from asknet.errors import InputError
from asknet.formats.network_file.network_rows import head_of, read_network
from asknet.formats.rows import SectionItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_SPACE = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(rb'\s*\{\s*"asknet"\s*:')
_MAX_DEPTH = 20
_MAX_CHARACTERS = 10_000_000
"""Characters of one entry."""
_MAX_VALUES = 100_000
"""Values of one entry, as in YAML."""
_CHUNK = 1 << 16
_LONGEST_WORD = 16
"""Characters of the longest word that is not a string, ``-Infinity``, with some to spare."""


def recognises(source: InputFile) -> bool:
    """Return whether it is an object that begins with asknet's mark."""
    return _MARK.match(head_of(source)) is not None


def read(source: InputFile) -> RecognisedFile:
    """Read it; raises `InputError` if it is not asknet's, or newer, or broken."""
    return read_network(source, JsonText(source.text(), source.name).items(), label="JSON of asknet")


class JsonText:
    """The text of a file and the position in it, parsed by Python's own decoder one value at a time.

    `text` is the part of `stream` in memory: the current entry, and what was read ahead. In asknet's own file
    a name must be unique in an object; in one of another program (not `own`) the last one counts.
    """

    def __init__(self, stream: TextIO, file: str, *, own: bool = True) -> None:
        self._stream = stream
        self._what = "JSON of asknet" if own else "JSON"
        self._ended = False
        self.text = ""
        self.file = file
        self.at = 0
        self._counted, self._line = 0, 1
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_once if own else None, parse_int=str, parse_float=str, parse_constant=_no_number
        )

    def items(self) -> Iterator[SectionItem]:
        """Yield each section, or each entry if the section is a list. Raises `InputError`."""
        self.take("{")
        seen: set[str] = set()
        while self.peek() != "}":
            section = self.value()
            if not isinstance(section, str) or section in seen:
                self.broken(f"{str(section)[:40]!r} occurs twice" if section in seen else "a name is missing")
            seen.add(section)
            self.take(":")
            if self.peek() == "[":
                yield from self._entries(section)
            else:
                line = self.line()
                yield SectionItem(section, line, self.value(), listed=False)
            if self.peek() != "}":
                self.take(",")
        self.take("}")
        if self.peek():
            self.broken("something follows the end")

    def _entries(self, section: str) -> Iterator[SectionItem]:
        self.take("[")
        while self.peek() != "]":
            line = self.line()
            yield SectionItem(section, line, self.value(), listed=True)
            if self.peek() != "]":
                self.take(",")
                if self.peek() == "]":
                    self.broken("a value is missing")
        self.take("]")

    def line(self) -> int:
        """Return the line of the next value."""
        self.peek()
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def line_here(self) -> int:
        """Return the line where the last value ends."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def peek(self) -> str:
        """Return the next character that is not white space; '' at the end."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self.at = space.end() if space else self.at
            if self.at < len(self.text) or not self._read_on():
                return self.text[self.at : self.at + 1]

    def _read_on(self) -> bool:
        """Read as much again as is in memory, and drop what was parsed; return whether there was more."""
        if self._ended:
            return False
        self._line += self.text.count("\n", self._counted, self.at)
        held = self.text[self.at :]
        more = self._stream.read(max(_CHUNK, min(len(held), _MAX_CHARACTERS - len(held))))
        self._ended = not more
        self.text, self.at, self._counted = held + more, 0, 0
        return bool(more)

    def take(self, mark: str) -> None:
        """Continue reading after a mark. Raises `InputError` if something else is there."""
        if self.peek() != mark:
            self.broken(f"{mark!r} is missing")
        self.at += 1

    def value(self) -> Any:  # noqa: ANN401 - what JSON gives
        """Read one whole value, with numbers as text. Raises `InputError`."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self.text, self.at)
            except RecursionError:
                self.broken("it is nested too deeply")
            except ValueError as error:
                if self._is_wrong(error) or not self._read_on():
                    self.broken(_reason(error))
            else:
                # a number at the end of the text in memory may continue
                length = end - self.at
                if end < len(self.text) or not self._read_on():
                    break
            if len(self.text) - self.at > _MAX_CHARACTERS + _CHUNK:
                self.broken(f"an entry is longer than {_MAX_CHARACTERS:,} characters")
        self.at += length
        if _too_deep(value, _MAX_DEPTH):
            self.broken("it is nested too deeply")
        # each value has a character of its own and one between it and the next
        if length > 2 * _MAX_VALUES and _count(value) > _MAX_VALUES:
            self.broken(f"an entry holds more than {_MAX_VALUES:,} values")
        return value

    def _is_wrong(self, error: ValueError) -> bool:
        """Return whether a value is wrong whatever follows the text in memory."""
        if not isinstance(error, json.JSONDecodeError):
            return True
        return error.pos < len(self.text) - _LONGEST_WORD and not error.msg.startswith("Unterminated string")

    def broken(self, why: str) -> NoReturn:
        """Raise `InputError`, with the line."""
        message = f"{self.file} is not {self._what}: line {self.line()}: {why[:100]}"
        raise InputError(message, "Export it again, or correct the line")


def _reason(error: ValueError) -> str:
    """Return why a value is wrong as part of a sentence; the json module ends its own with a place that is not shown."""
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    return error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"{twice[:40]!r} occurs twice"
        raise ValueError(message)
    return made


def _no_number(word: str) -> NoReturn:
    message = f"{word} is not a number"
    raise ValueError(message)


def _too_deep(value: Any, left: int) -> bool:  # noqa: ANN401 - what JSON gives
    if isinstance(value, dict):
        return not left or any(_too_deep(one, left - 1) for one in value.values())
    if isinstance(value, list):
        return not left or any(_too_deep(one, left - 1) for one in value)
    return False


def _count(value: Any) -> int:  # noqa: ANN401 - what JSON gives
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, inner))
