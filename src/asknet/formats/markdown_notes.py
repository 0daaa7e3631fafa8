"""Markdown notes about people, with front matter (Obsidian) or properties (Logseq): a note, or a folder or zip of them.

In a folder, the notes about a person are read: those with a tag or type ``person``, an e-mail address or a number. The
file's name is the name unless the note gives another, as a name or as its title; the text below the front matter becomes notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from asknet.errors import InputError
from asknet.fields import MAX_NOTES
from asknet.formats.archive import UnreadableError
from asknet.formats.headers import SKIP, TAGS, folded, meaning
from asknet.formats.input_file import InputFile
from asknet.formats.json_contacts import texts_in
from asknet.formats.named_values import NamedRecord, read_named
from asknet.formats.network_file.yaml_file import plain_documents
from asknet.formats.tables.values import split_list
from asknet.labels import names_topic
from asknet.person_names import is_given, is_title
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asknet.formats.rows import RecognisedFile

_FILES = (".md", ".markdown")
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))(.*)", re.DOTALL | re.MULTILINE
)
_PROPERTY = re.compile(r"(?:-\s+)?([A-Za-z][\w -]{0,60})::(.*)")
_KEY = re.compile(r"^(?=[^\W\d_][\w -]{0,60}:(?:\s|\Z))", re.MULTILINE)
"""The beginning of a value in front matter."""
_UNCLOSED = re.compile(r"""\A(?:-\s+)?(?:\[(?!.*\])|"(?!.*")|'(?!.*'))?""")
"""The mark of a list, and a bracket or quote that is not closed, before a value."""
_HEAD = 16_384
_LOOKED_AT = 500
"""Notes of a folder that are examined to see whether any are about people."""
_NOTION_ID = re.compile(r"\s+[0-9a-f]{32}$")
_PERSON = frozenset(
    """
    person people persons contact contacts human humans crm kontakt kontakte personen mensch menschen personne personnes
    persona personas persone pessoa pessoas
    """.split()
)
"""Tags and types that only say that a note is about a person."""
_RELATION = frozenset(
    "friend friends colleague colleagues acquaintance freund freunde kollege kollegin ami amie amigo amiga".split()
)
"""Tags that also say how you know somebody, and are kept as circles."""
_TYPES = frozenset({"type", "kind", "category", "categories", "class", "template", "tags", "tag", "up"})
_SHOWING = ("email", "phone")
_NAMES = ("name", "name/first", "name/last", "name/display")
_NAME, _TITLE = "name", "title"


class _Note(NamedTuple):
    """A note: its named values, and its text."""

    values: dict[str, list[str]]
    body: str


def recognises(source: InputFile) -> bool:
    """Return whether it is a note with a person's properties, or a folder or zip that contains such notes."""
    if source.archive is None:
        if source.data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n")[:3] != b"---" and b"::" not in source.data[:_HEAD]:
            return False
        note = _parsed(source)
        return note is not None and (_is_person(note) or bool(note.values and _names_person(note)))
    notes = [name for name in source.archive.names if name.lower().endswith(_FILES)][:_LOOKED_AT]
    return any(_may_be(source.archive.head(name)) and _is_person(_of(source, name)) for name in notes)


def read(source: InputFile) -> RecognisedFile:
    """Read the notes about people. Raises `InputError` if there are none."""
    others = 0
    if source.archive is not None:
        notes = [name for name in source.archive.names if name.lower().endswith(_FILES)]
        others = len(notes) - sum(1 for _ in _records(source))
    notes_are = "note is" if others == 1 else "notes are"
    warning = f"{others:,} {notes_are} not about a person (no tag or type `person`, no e-mail address or number)"
    return read_named(
        source,
        lambda: _records(source),
        label="notes in Markdown",
        named=True,
        warnings=(warning,) if others else (),
    )


def _records(source: InputFile) -> Iterator[NamedRecord]:
    if source.archive is None:
        note = _parsed(source)
        if note is None:
            message = f"{source.name} has no front matter"
            raise InputError(message, "Leave out --format")
        yield _record(note, source.name, "")
        return
    for name in source.archive.names:
        if name.lower().endswith(_FILES) and _may_be(source.archive.head(name)):
            note = _of(source, name)
            if note and _is_person(note):
                yield _record(note, name, name)


def _of(source: InputFile, name: str) -> _Note | None:
    """Read a note of an archive; return None if it cannot be read."""
    if source.archive is None:
        return None
    try:
        return _parsed(InputFile(source.archive.read(name), name, source.options))
    except UnreadableError:
        return None


def _may_be(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"---") or b":: " in head


def _record(note: _Note, name: str, file: str) -> NamedRecord:
    values = dict(note.values)
    if not any(meaning(key) in _NAMES for key in values):
        stem = name.rpartition("/")[2].rpartition(".")[0] or name
        called = _NOTION_ID.sub("", unquote(stem)).replace("___", "/").rpartition("/")[2]
        title = next((key for key, texts in values.items() if folded(key) == _TITLE and texts), "")
        if title and _is_person(note) and not _is_job(values[title][0], called):
            called = values.pop(title)[0]
        values = {_NAME: [called], **values}
    for key in list(values):
        if folded(key) in _TYPES or meaning(key) == TAGS:
            values[key] = [tag for text in values[key] for tag in _tags(text) if tag.casefold() not in _PERSON]
    last = 1 + sum(text.count("\n") for texts in note.values.values() for text in texts) + note.body.count("\n")
    if note.body.strip():
        values["notes"] = [*values.get("notes", ()), note.body.strip()[:MAX_NOTES]]
    return NamedRecord(1, last, {key: texts for key, texts in values.items() if texts}, file=file)


def _is_job(title: str, file: str) -> bool:
    """Return whether the title of a note about a person is what they do, not the note's own title, which is their name."""
    words = title.split()
    if fold_name(title) == fold_name(file):
        return False
    if all(map(is_title, words)) or (len(words) == 1 and len(file.split()) > 1):  # "CTO", in "Nan Okafor.md"
        return True
    return names_topic(title) and not is_given(words[0])


def _tags(text: str) -> list[str]:
    """Split tags: ``#bees, [[friend]]``, ``#bees #mead``."""
    words = text.split()
    pieces = words if words and all(word.startswith("#") for word in words) else split_list(text)
    return [tag for piece in pieces if (tag := _tag(piece))]


def _tag(text: str) -> str:
    return text.strip().removeprefix("#").removeprefix("[[").removesuffix("]]").replace("/", " ").strip()


def _is_person(note: _Note | None) -> bool:
    """Return whether a note is about a person, judged by its tags or type, or by an address."""
    if note is None:
        return False
    for key, texts in note.values.items():
        if folded(key) in _TYPES and any(
            tag.casefold() in _PERSON | _RELATION for text in texts for tag in _tags(text)
        ):
            return True
        if meaning(key) in _SHOWING and texts:
            return True
    return False


def _names_person(note: _Note) -> bool:
    """Return whether a note has a name and some other field of a contact."""
    fields = {meaning(key) for key in note.values} - {"", SKIP}
    return bool(fields & {*_NAMES}) and len(fields) > 1


def _parsed(source: InputFile) -> _Note | None:
    """Return the properties of a note; None if it has neither front matter nor properties."""
    try:
        text = source.text().read(MAX_NOTES * 2)
    except (InputError, UnicodeError):
        return None
    found = _FRONT_MATTER.match(text)
    if not found:
        return _with_properties(text)
    said = _mapping(found[1], source.name)
    if said is None:  # one value is broken: each is read alone
        said = {}
        for block in _KEY.split(found[1])[1:]:
            name, _, text = block.partition(":")
            said |= _mapping(block, source.name) or {
                name.strip(): [_UNCLOSED.sub("", line.strip()) for line in text.splitlines()]
            }
    return _Note(_texts(said), found[2]) if said else None


def _mapping(text: str, name: str) -> dict[str, Any] | None:
    """Return YAML that is one mapping; None for anything else."""
    try:
        documents = [value for _, value in plain_documents(text, name)]
    except InputError:
        return None
    return documents[0] if len(documents) == 1 and isinstance(documents[0], dict) else None


def _texts(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the values of front matter; nested values are named by both names, as in `json_contacts`."""
    values: dict[str, list[str]] = {}
    for name, value in said.items():
        if isinstance(value, dict):
            values |= {f"{name} / {inner}": texts for inner, one in value.items() if (texts := texts_in(one))}
        elif texts := texts_in(value):
            values[name] = texts
    return values


def _with_properties(text: str) -> _Note | None:
    """Read Logseq's properties, ``name:: value``, from the beginning of a note to the first line without one."""
    values: dict[str, list[str]] = {}
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    end = len(lines)
    for at, line in enumerate(lines):
        found = _PROPERTY.fullmatch(line.strip())
        if found:
            values.setdefault(found[1].strip(), []).append(found[2].strip())
        elif line.strip() and not line.startswith("#"):
            end = at
            break
    return (
        _Note({name: [t for t in texts if t] for name, texts in values.items()}, "".join(lines[end:]))
        if values
        else None
    )
