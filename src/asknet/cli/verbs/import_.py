"""`asknet import`: how a file is named, and what became of it told."""

from __future__ import annotations

import contextlib
import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.files import read_given, written_whole
from asknet.cli.session import Session
from asknet.environment import named_path
from asknet.errors import ExitCode, UsageError
from asknet.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.terminal import Terminal
    from asknet.importing.import_file import Imported
    from asknet.importing.report import Skipped

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
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file, a zip or a folder; - is standard input.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="A name that --formats lists.")] = "auto",
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
    rejects: Annotated[
        str,
        typer.Option("--rejects", metavar="FILE", help="Write the skipped rows there, as they stand in the source."),
    ] = "",
    formats: Annotated[bool, typer.Option("--formats", help="List the formats, and how each is recognised.")] = False,
) -> None:
    """Read contacts from a file.

    \b
    Examples:
      asknet import contacts.csv
      asknet import contacts.vcf --dry-run
      asknet import LinkedInDataExport.zip
      asknet import members.xlsx
      asknet import people.tsv --map "Knows about=skills" --map 3=place
      asknet import old.csv --rejects mend.csv
      asknet import --formats

    Reads vCards (a file, or a folder of them), the sheets of Excel and LibreOffice,
    LinkedIn's export (zip, folder or file), Google, Outlook and Thunderbird, LDIF,
    JSON, notes in Markdown, the contacts of Telegram and Facebook, CSV or TSV with
    the headers people use in many languages, and whole networks in asknet's own JSON
    and YAML; --formats lists them all. All or nothing; the same
    file again changes nothing; one undo takes it back. A row that says more of
    somebody whom a row before added counts as updated. A value that cannot be read
    is left out and listed. Skipped rows are listed with their line; --rejects keeps
    them in a new file to mend and import (not with --dry-run, which writes nothing).
    Where nothing at all could be taken, the exit code is 5.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if formats:
        _list_formats(terminal)
        return
    if file is None:
        message = "no file is named"
        raise UsageError(message, "Say which; see `asknet import --help`")
    if rejects and not dry_run and file != "-" and _is_same(file, rejects):
        message = "--rejects names the file that is read"
        raise UsageError(message, "Name another file")
    if rejects and not dry_run and _has_content(rejects):
        message = f"{rejects} is there already, and would be lost"
        raise UsageError(message, "Name another file for --rejects, or delete it")
    data, name = read_given(terminal, file)
    defaults = o.given({"kind": kind, "via": session.introducers([via]) if via else None, "skills": skill})
    none: list[bytes] = []
    wanted = rejects and not dry_run
    keeping = written_whole(named_path(rejects), session.network.path) if wanted else contextlib.nullcontext(none)
    with keeping as kept, terminal.progress(f"importing {name}") as moved:
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
        if rejects and imported.skipped:
            kept.append(imported.rejects())
    if terminal.as_json:
        terminal.json(_json(imported))
    else:
        _tell_all(session, imported, rejects, dry_run=dry_run, written=any(kept))
    if not imported.imported_anything:
        raise typer.Exit(ExitCode.INPUT)


run.__doc__ = f"{run.__doc__}Fields: {', '.join(FIELDS)}.\n"


def _tell_all(session: Session, imported: Imported, rejects: str, *, dry_run: bool, written: bool) -> None:
    terminal = session.terminal
    _tell(terminal, imported, dry_run=dry_run)
    if rejects:
        terminal.say(_of_rejects(imported, rejects, dry_run=dry_run, written=written))
    came = imported.sections.counts.values() if imported.sections else ()
    if not dry_run and (imported.added or imported.updated or any(c.added or c.updated for c in came)):
        session.say_undo()


def _list_formats(terminal: Terminal) -> None:
    from asknet.formats.registry import FORMATS

    if terminal.as_json:
        terminal.json([{"name": f.name, "what": f.title, "recognised_by": f.signs} for f in FORMATS])
        return
    rows = [(f.name, f.title, f.signs) for f in FORMATS]
    terminal.table(["name", "what it is", "recognised by"], rows, wide={"what it is": 1, "recognised by": 1})


def _of_rejects(done: Imported, rejects: str, *, dry_run: bool, written: bool) -> str:
    if not done.skipped:
        return f"no row was skipped: {rejects} is not written"
    if dry_run:
        return f"{rejects} is not written: a dry run writes nothing"
    if not written:
        return f"{rejects} is not written: {done.reading.label} has no rows to cut out"
    return f"the skipped rows are in {rejects}: mend them and import it"


def _has_content(file: str) -> bool:
    with contextlib.suppress(OSError, UsageError):
        path = named_path(file)
        return path.is_file() and path.stat().st_size > 0
    return False


def _is_same(one: str, other: str) -> bool:
    with contextlib.suppress(OSError, UsageError):
        return named_path(one).samefile(named_path(other))
    return False


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
        "skipped": [_skipped(s) for s in done.skipped],
        "possible_duplicates": [
            {"line": d.line, "name": d.name, "new": d.new, "old": d.old, "why": list(d.why)}
            for d in done.possible_duplicates
        ],
        "joined": [
            {"line": j.line, "name": j.name, "id": j.contact, "called": j.called, "why": list(j.why)}
            for j in done.matched
        ],
        "format": done.reading.format,
        "guesses": dict(done.reading.guesses),
        "warnings": list(done.reading.warnings),
        "introducers_not_taken": [{"line": s.line, "why": s.why} for s in done.unclear],
        "left_out": [_skipped(s) for s in done.left_out],
        "topics": [{"topic": topic, "contacts": n} for topic, n in done.topics],
    } | ({section: counts._asdict() for section, counts in done.sections.counts.items()} if done.sections else {})


def _skipped(skipped: Skipped) -> dict[str, Any]:
    told: dict[str, Any] = {"line": skipped.line, "why": skipped.why}
    return told | {"file": skipped.file} if skipped.file else told


def _tell(terminal: Terminal, done: Imported, *, dry_run: bool) -> None:
    """Tell how the file was read, what became of its rows, and what to ask now."""
    _tell_reading(terminal, done)
    would = "would be " if dry_run else ""
    terminal.line(
        f"{done.read} read: {would}{done.added} added, {done.updated} updated,"
        f" {done.unchanged} unchanged, {len(done.skipped)} skipped"
    )
    for section, told in _SECTIONS.items():
        counts = done.sections.counts.get(section) if done.sections else None
        if counts:
            terminal.line(
                f"{told}: {would}{counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged"
            )
    _tell_lines(terminal, done.skipped)
    _tell_lines(terminal, done.left_out)
    if done.introducers:
        terminal.line(f"added as introducers: {_named(done.introducers)}")
    _tell_lines(terminal, done.unclear)
    if done.matched:
        known = [j.name if j.name == j.called else f"{j.name} as {j.called}" for j in done.matched]
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
        terminal.say(f"not taken: {_named(reading.ignored)}")
    for warning in reading.warnings:
        terminal.say(f"warning: {warning}")


def _tell_lines(terminal: Terminal, lines: Sequence[Skipped]) -> None:
    for skipped in lines[:_LISTED]:
        part = f"{skipped.file}, " if skipped.file else ""
        terminal.line(f"  {part}line {skipped.line}: {skipped.why}")
    if len(lines) > _LISTED:
        terminal.line(f"  and {len(lines) - _LISTED} more; --json lists them all")


def _named(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - _LISTED} more" if len(distinct) > _LISTED else ""
    return ", ".join(distinct[:_LISTED]) + more
