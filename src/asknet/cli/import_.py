"""`asknet import`: how a file is named, and what became of it told."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.terminal import Terminal
    from asknet.verbs.import_ import Imported
    from asknet.verbs.taking import Skipped

MAX_BYTES = 200_000_000
_LISTED = 20
"""Skipped rows that are listed on a terminal or in a pipe; ``--json`` has all."""

_SECTIONS = {
    "me": "yourself",
    "interactions": "log entries",
    "asks": "asks",
    "synonyms": "synonyms",
    "apart": "pairs kept apart",
}
"""What is told of a network file besides contacts; ``--json`` has it all."""


def run(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV or TSV file; - is standard input.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="auto, csv, linkedin, google, json or yaml.")
    ] = "auto",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds (repeatable)."),
    ] = None,
    kind: o.KindOption = None,
    via: o.Via = None,
    skill: Annotated[
        list[str] | None,
        typer.Option(metavar="TOPIC", help="A skill for every contact (repeatable)."),
    ] = None,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="The file's encoding, as utf-8 or cp1252.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Read contacts from a file.

    \b
    Examples:
      asknet import contacts.csv
      asknet import contacts.csv --dry-run
      asknet import people.tsv --map "Knows about=skills" --map 3=place
      asknet import Connections.csv --via "Sam Lee"

    Reads CSV and TSV with the headers people use, LinkedIn's Connections.csv,
    Google Contacts, and whole networks in asknet's own JSON and YAML. All or nothing; the same file again changes nothing;
    one undo takes it back. Fields: name, kind, skills, title, org, place, reach,
    email, phone, url, aliases, via, met, closeness, every, wants, no_suggest,
    notes.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    data, name = _bytes(terminal, file)
    defaults = o.given([("kind", kind), ("via", session.introducer(via) if via else None), ("skills", skill)])
    with terminal.progress(f"importing {name}") as moved:
        imported = session.network.import_file(
            data,
            name,
            form=form,
            mapping=[_pair(pair) for pair in mapping or []],
            encoding=encoding,
            dry_run=dry_run,
            progress=moved,
            **defaults,
        )
    if terminal.as_json:
        terminal.json(_json(imported))
        return
    _tell(terminal, imported, dry_run=dry_run)
    came = imported.rest.counts.values() if imported.rest else ()
    if not dry_run and (imported.added or imported.updated or any(c.added or c.updated for c in came)):
        session.say_undo()


def _bytes(terminal: Terminal, file: str) -> tuple[bytes, str]:
    """Read the file, or standard input for ``-``. Raises `InputError`."""
    if file == "-":
        data = terminal.stdin.buffer.read(MAX_BYTES + 1)
        return data, "-"
    path = Path(file).expanduser()
    try:
        if path.is_dir():
            message = f"{file} is a folder"
            raise InputError(message, "Name a CSV file in it")
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), path.name.encode("utf-8", "replace").decode()
    except FileNotFoundError as error:
        message = f"there is no file {file}"
        raise InputError(message, "Check the name") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{file} cannot be read ({why.lower()})"
        raise InputError(message, "Check its permissions") from error


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        message = f"--map {text[:60]!r} is not COLUMN=FIELD"
        raise UsageError(message, 'Write it as --map "Knows about=skills"')
    return column.strip(), field.strip()


def _json(done: Imported) -> dict[str, Any]:
    return {
        "read": done.read,
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "skipped": [{"line": s.line, "why": s.why} for s in done.skipped],
        "possible_duplicates": [
            {"line": d.line, "name": d.name, "new": d.new, "old": d.old, "why": list(d.why)}
            for d in done.possible_duplicates
        ],
        "joined": [
            {"line": j.line, "name": j.name, "id": j.contact, "called": j.called, "why": list(j.why)}
            for j in done.joined
        ],
        "format": done.reading.format,
        "guesses": dict(done.reading.guesses),
        "warnings": list(done.reading.warnings),
        "introducers_not_taken": [{"line": s.line, "why": s.why} for s in done.unclear],
        "topics": [{"topic": topic, "contacts": n} for topic, n in done.topics],
    } | ({section: counts._asdict() for section, counts in done.rest.counts.items()} if done.rest else {})


def _tell(terminal: Terminal, done: Imported, *, dry_run: bool) -> None:
    """Tell how the file was read, what became of its rows, and what to ask now."""
    _tell_reading(terminal, done)
    would = "would be " if dry_run else ""
    terminal.line(
        f"{done.read} read: {would}{done.added} added, {done.updated} updated,"
        f" {done.unchanged} unchanged, {len(done.skipped)} skipped"
    )
    for section, told in _SECTIONS.items():
        counts = done.rest.counts.get(section) if done.rest else None
        if counts:
            terminal.line(
                f"{told}: {would}{counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged"
            )
    _tell_lines(terminal, done.skipped)
    if done.introducers:
        terminal.line(f"added as introducers: {_named(done.introducers)}")
    _tell_lines(terminal, done.unclear)
    if done.joined:
        known = [j.name if j.name == j.called else f"{j.name} as {j.called}" for j in done.joined]
        terminal.line(f"known from elsewhere: {_named(known)}")
    if done.possible_duplicates:
        terminal.line(f"may be there twice now: {_named([d.name for d in done.possible_duplicates])}")
        terminal.say("`asknet dupes` shows why, and merges them or keeps them apart")
    if done.topics:
        told = ", ".join(f"{topic} ({n})" for topic, n in done.topics)
        terminal.line(f"commonest topics: {told}")
    if done.questions and not dry_run:
        tries = "; ".join(f"asknet ask {shlex.quote(q)}" for q in done.questions)
        terminal.line(f"try: {tries}")


def _tell_reading(terminal: Terminal, done: Imported) -> None:
    reading = done.reading
    terminal.say(f"read as {reading.label}")
    guesses = [f"{column} = {field}" for column, field in reading.guesses if column.lower() != field]
    if guesses:
        terminal.say(f"columns: {', '.join(guesses)}")
    if reading.ignored:
        terminal.say(f"not taken: {', '.join(reading.ignored)}")
    for warning in reading.warnings:
        terminal.say(f"warning: {warning}")


def _tell_lines(terminal: Terminal, lines: Sequence[Skipped]) -> None:
    for skipped in lines[:_LISTED]:
        terminal.line(f"  line {skipped.line}: {skipped.why}")
    if len(lines) > _LISTED:
        terminal.line(f"  and {len(lines) - _LISTED} more; --json lists them all")


def _named(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - _LISTED} more" if len(distinct) > _LISTED else ""
    return ", ".join(distinct[:_LISTED]) + more
