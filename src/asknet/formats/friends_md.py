"""The file of the program `friends`: friends under ``### Friends:``, with nicknames, place and tags; notes about them.

``- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy @science``. A note below ``### Notes:`` goes to
everybody whom it names in ``**``, with its day. Activities are not contacts: `asknet log --from` reads them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from asknet.fields import MAX_NOTES
from asknet.formats.headers import TAGS
from asknet.formats.named_values import NamedRecord, excerpts, read_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_HEADINGS = re.compile(rb"^###[ \t]+(?:Activities|Notes|Friends|Locations):[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"###\s+(\w+):\s*")
_FRIEND = re.compile(
    r"-\s+([^(\[@]+?)\s*(?:\((?:a\.k\.a\.)\s+([^()]*)\)\s*)?(?:\[([^\[\]]*)\]\s*)?((?:@\S+\s+)*(?:@\S+)?)"
)
_AKA = re.compile(r"\s+a\.k\.a\.\s+")
_NOTE = re.compile(r"- +(\d{4}-\d{2}-\d{2}): *(\S.*)")
_NAMED = re.compile(r"\*\*([^*]+)\*\*")
_MARKS = re.compile(r"\*\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_MEANING = {"name": "name", "aliases": "aliases", "place": "place", "tags": TAGS, "notes": "notes"}
_LEAST_HEADINGS = 2
_LONGEST = 10_000
"""Characters of a friend's line."""
_MAX_NOTES = 500
"""Notes about one friend."""


def recognises(source: InputFile) -> bool:
    """Return whether the file has two of the program's four headings, the one of friends among them."""
    if source.archive:
        return False
    found = {heading.split()[1] for heading in _HEADINGS.findall(source.data)}
    return b"Friends:" in found and len(found) >= _LEAST_HEADINGS


def read(source: InputFile) -> RecognisedFile:
    """Read the friends. Raises `InputError` if there are none."""
    notes: dict[str, list[str]] = defaultdict(list)
    activities = False
    for _, section, line in _lines(source):
        activities = activities or (section == "Activities" and line.startswith("-"))
        found = _NOTE.fullmatch(line.rstrip()) if section == "Notes" and len(line) <= MAX_NOTES else None
        if found:
            for name in dict.fromkeys(_NAMED.findall(found[2])):
                if len(notes[name]) < _MAX_NOTES:
                    notes[name].append(f"{found[1]}: {_MARKS.sub('', found[2])}")
    warning = f"its activities are not contacts: `asknet log --from {source.name}` reads them"
    return read_named(
        source,
        lambda: _friends(source, notes),
        label="friends.md",
        meaning=_MEANING,
        named=True,
        warnings=(warning,) if activities else (),
        rejects=excerpts(source),
    )


def _friends(source: InputFile, notes: dict[str, list[str]]) -> Iterator[NamedRecord]:
    for number, section, line in _lines(source):
        if section != "Friends" or not line.strip():
            continue
        found = _FRIEND.fullmatch(" ".join(line.split())) if len(line) <= _LONGEST else None
        if found is None:
            yield NamedRecord(number, number, {}, "is not the line of a friend")
            continue
        name, aliases, place, tags = found[1], found[2], found[3], found[4]
        values = {
            "name": [name],
            "aliases": _AKA.split(aliases) if aliases else [],
            "place": [place] if place else [],
            "tags": [tag.removeprefix("@").replace(":", " ").replace("-", " ") for tag in tags.split()],
            "notes": notes.get(name, []),
        }
        yield NamedRecord(number, number, {key: texts for key, texts in values.items() if texts})


def _lines(source: InputFile) -> Iterator[tuple[int, str, str]]:
    section = ""
    for number, line in enumerate(source.lines(), start=1):
        found = _HEADING.fullmatch(line.rstrip())
        if found:
            section = found[1]
        else:
            yield number, section, line
