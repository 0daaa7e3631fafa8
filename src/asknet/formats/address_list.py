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
_MOSTLY = 0.5
"""Share of the addresses that must have a name."""


def recognises(source: InputFile) -> bool:
    """Return whether the first lines are nothing but addresses, most of them with a name."""
    if source.archive or b"@" not in source.data[:_LONGEST] or source.table is not None:
        return False
    lines = [line for line in itertools.islice(source.lines(), _SHOWN_LINES) if line.strip()]
    found = [_people(line) for line in lines]
    people = [person for line in found for person in line]
    return all(found) and len([name for name, _ in people if name]) > _MOSTLY * len(people)


def read(source: InputFile) -> RecognisedFile:
    """Read each address with its name; a line with anything else is skipped."""

    def run() -> Iterator[NamedRecord]:
        for number, line in enumerate(source.lines(), start=1):
            people = _people(line) if line.strip() else []
            if line.strip() and not people:
                yield NamedRecord(number, number, {}, "is no address with a name")
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


def _people(line: str) -> list[tuple[str, str]]:
    """Return the names and addresses of a line; an empty list if it holds anything else."""
    text = _FRONT.sub("", line.strip()[:_LONGEST])
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        one = _ADDRESS.match(text, at)
        if one is None:
            return []
        found.append(((one[1] or one[4] or "").strip(" '"), one[2] or one[3]))
        at = one.end()
    return found
