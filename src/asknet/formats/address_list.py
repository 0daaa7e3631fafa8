"""Addresses as mail programs copy them and mailing lists print them: ``Nan Okafor <nan@example.org>``, a line or several."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from asknet.formats.named_values import NamedRecord, excerpts, read_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_SHOWN_LINES = 30
"""Lines by which such a list is recognised."""
_LONGEST = 100_000
_FRONT = re.compile(r"(?:[-*•] |(?:to|cc|bcc|an|à|para|from|von): *)*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""\s*(?:"?([^"<>;@\n]{0,200}?)"?\s*<([^<>\s@]{1,100}@[^<>\s@]{1,200})>|([^\s<>;,()@]{1,100}@[^\s<>;,()@]{1,200})"""
    r"""(?:\s*\(([^()]{0,200})\))?)\s*(?:[,;]\s*|\Z)"""
)
_GROUP = re.compile(r"""\s*(?:"[^"\n]{1,200}"|[^"<>@,;:\n]{1,200}):\s*(?=;|[^,;]{0,300}@)""")
"""The name of a group of RFC 5322, which ends with a semicolon: ``Undisclosed recipients:;``."""
_CONTINUED = re.compile(r"[ \t]+<")
_OTHER = re.compile(r"""(?:"[^"\n]*"|[^,;"])*[,;]?|.""")
"""Something else than an address, to the next one."""
_MOSTLY = 0.5
"""Share of the addresses that must have a name, unless there is nothing else."""


def recognises(source: InputFile) -> bool:
    """Return whether the first lines are addresses, most of them with a name, and little else."""
    if source.archive or b"@" not in source.data[:_LONGEST] or source.table is not None:
        return False
    lines = [_people(line) for _, line in itertools.islice(_lines(source), _SHOWN_LINES)]
    people = [person for found, _ in lines for person in found]
    others = [other for _, rest in lines for other in rest]
    named = [name for name, _ in people if name]
    mostly = len(named) > _MOSTLY * len(people) and len(others) <= _MOSTLY * len(people)
    return mostly or (bool(named) and not others)


def read(source: InputFile) -> RecognisedFile:
    """Read each address with its name; anything else is skipped, and costs no other address."""

    def run() -> Iterator[NamedRecord]:
        for number, line in _lines(source):
            people, others = _people(line)
            for other in others:
                yield NamedRecord(number, number, {}, f"{other[:60]!r} is no address with a name")
            for name, address in people:
                yield NamedRecord(number, number, {"name": [name or address], "email": [address]})

    return read_named(
        source,
        run,
        label=f"list of addresses, {source.encoding.shown}",
        meaning={"name": "name", "email": "email"},
        named=True,
        rejects=excerpts(source),
    )


def _lines(source: InputFile) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their number; one that begins with the address of a name is added to it."""
    held: tuple[int, str] | None = None
    for number, line in enumerate(source.lines(), start=1):
        if held and _CONTINUED.match(line) and len(held[1]) < _LONGEST:
            held = (held[0], f"{held[1].rstrip()} {line}")
            continue
        if held:
            yield held
        held = (number, line) if line.strip() else None
    if held:
        yield held


def _people(line: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the names and addresses of a line, and what else it holds; names of groups are left out."""
    text = _FRONT.sub("", line.strip()[:_LONGEST])
    found: list[tuple[str, str]] = []
    others: list[str] = []
    at = 0
    while at < len(text):
        group = _GROUP.match(text, at)
        if group:
            at = group.end()
        one = _ADDRESS.match(text, at)
        if one:
            found.append(((one[1] or one[4] or "").strip(" '"), one[2] or one[3]))
            at = one.end()
        elif text[at] in ",; ":
            at += 1
        else:
            other = _OTHER.match(text, at)
            end = other.end() if other and other.end() > at else len(text)
            others.append(text[at:end].strip(" ,;"))
            at = end
    return found, others
