"""The file of the program `friends`: friends under ``### Friends:``, with nicknames, place and tags; notes about them.

``- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [Paris] @navy @science``. A note below ``### Notes:`` goes to
everybody whom it names in ``**``, with its day. Activities are not contacts: `asknet log --from` reads them, and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from asknet.fields import MAX_NOTES
from asknet.formats.headers import TAGS
from asknet.formats.named_values import NamedRecord, excerpts, read_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_HEADING = re.compile(r"###\s+(Activities|Notes|Friends|Locations):\s*")
_FRIEND = re.compile(
    r"-\s+([^(\[@]+?)\s*(?:\((?:a\.k\.a\.)\s+([^()]*)\)\s*)?(?:\[([^\[\]]*)\]\s*)?((?:@\S+\s+)*(?:@\S+)?)"
)
_AKA = re.compile(r"\s+a\.k\.a\.\s+")
_NOTE = re.compile(r"- +(\d{4}-\d{2}-\d{2}): *(\S.*)")
_NAMED = re.compile(r"\*\*([^*]+)\*\*")
_MARKS = re.compile(r"\*\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_MEANING = {"name": "name", "aliases": "aliases", "place": "place", "tags": TAGS, "notes": "notes"}
FILE = "FILE"
"""The file as the user named it, in the command that the warning names."""
_LEAST_HEADINGS = 2
_LONGEST = 10_000
"""Characters of a friend's line."""
_MAX_NOTES = 500
"""Notes about one friend."""


def recognises(source: InputFile) -> bool:
    """Return whether the file has two of the program's four headings, or that of friends with nothing but friends below it."""
    if source.archive:
        return False
    # whoever has no such line is not decoded
    return b"### Friends:" in source.data and _is_friends_md(source.lines())


def activities(lines: Sequence[str]) -> list[str] | None:
    """Return the lines with those that are no activity of a friend emptied; None if they are not a file of `friends`."""
    if not _is_friends_md(lines):
        return None
    return ["" if section != "Activities" or not named_in(line) else line for _, section, line in _sections(lines)]


def named_in(line: str) -> list[str]:
    """Return the friends whom an activity or a note names: the program puts them in ``**``."""
    return list(dict.fromkeys(_NAMED.findall(line)))


def _is_friends_md(lines: Iterable[str]) -> bool:
    found: list[str] = []
    only = True
    for line in filter(None, map(str.rstrip, lines)):
        heading = _HEADING.fullmatch(line)
        only = only and (heading is not None if not found else _FRIEND.fullmatch(line[:_LONGEST]) is not None)
        found += [heading[1]] if heading and heading[1] not in found else []
    return "Friends" in found and (len(found) >= _LEAST_HEADINGS or only)


def read(source: InputFile) -> RecognisedFile:
    """Read the friends. Raises `InputError` if there are none."""
    notes: dict[str, list[str]] = defaultdict(list)
    logged = False
    for _, section, line in _sections(source.lines()):
        logged = logged or (section == "Activities" and bool(named_in(line)))
        found = _NOTE.fullmatch(line.rstrip()) if section == "Notes" and len(line) <= MAX_NOTES else None
        if found:
            for name in named_in(found[2]):
                if len(notes[name]) < _MAX_NOTES:
                    notes[name].append(f"{found[1]}: {_MARKS.sub('', found[2])}")
    warning = f"its activities are not contacts: `asknet log --from {FILE}` reads them"
    return read_named(
        source,
        lambda: _friends(source, notes),
        label="friends.md",
        meaning=_MEANING,
        named=True,
        warnings=(warning,) if logged else (),
        rejects=excerpts(source),
    )


def _friends(source: InputFile, notes: dict[str, list[str]]) -> Iterator[NamedRecord]:
    for number, section, line in _sections(source.lines()):
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


def _sections(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each line with its number and the heading above it; a heading is an empty line."""
    section = ""
    for number, line in enumerate(lines, start=1):
        found = _HEADING.fullmatch(line.rstrip())
        section = found[1] if found else section
        yield number, section, "" if found else line
