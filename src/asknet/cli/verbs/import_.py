"""`asknet import`: choose the file to read, and report."""

from __future__ import annotations

import contextlib
import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.files import read_input, write_atomically
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.contacts.skills import MOST_LABELS
from asknet.environment import named_path
from asknet.errors import ExitCode, UsageError
from asknet.fields import FIELDS
from asknet.text import counted, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.terminal import Terminal
    from asknet.formats.archive import Archive
    from asknet.formats.file_on_disk import FileOnDisk
    from asknet.importing.import_file import Imported
    from asknet.importing.report import Differing, Ignored

_LISTED = 10
"""Skipped rows, ignored values and names that are listed on a terminal or in a pipe; ``--json`` lists all."""
_PLACES = 3
"""Lines that are listed for values ignored for the same reason."""
_VALUE = 60
"""Characters that are shown of a replaced value."""
_QUESTIONS = 3
"""Questions to try that are suggested."""

_SECTIONS = {
    "me": "yourself",
    "interactions": "log entries",
    "asks": "asks",
    "synonyms": "synonyms",
    "apart": "pairs marked as different",
}
"""Sections of a network file that are reported besides contacts; ``--json`` reports all."""


def run(
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file, a zip or a folder; - is standard input.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="A name from --formats.")] = "auto",
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
    circle: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A circle for every contact (repeatable).", autocompletion=o.complete_circle),
    ] = None,
    restore_removed: Annotated[
        bool, typer.Option("--restore-removed", help="Add contacts that you removed after an earlier import.")
    ] = False,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="The file's encoding, as utf-8 or cp1252.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")] = False,
    rejects: Annotated[
        str,
        typer.Option("--rejects", metavar="FILE", help="Write the skipped rows there, unchanged."),
    ] = "",
    formats: Annotated[bool, typer.Option("--formats", help="List the formats, and how each is recognised.")] = False,
) -> None:
    """Import contacts from a file.

    \b
    Examples:
      asknet import contacts.csv
      asknet import contacts.vcf --dry-run
      asknet import LinkedInDataExport.zip
      asknet import people.tsv --map "Knows about=skills" --map 3=place
      asknet import --formats       what can be read: vCards, CSV, Excel, ...

    All or nothing; the same file again changes nothing; `undo` undoes it all. A
    value that cannot be read, or is a placeholder (n/a), is ignored and listed,
    and the rest of its row imported. Skipped rows are listed with their line;
    --rejects writes them to a new file to correct and import. Contacts that you
    removed stay removed. A value that you change in a CSV exported by asknet
    changes the contact. Values that it replaced, and those that were kept, are
    listed. If nothing could be imported, the exit status is 5.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if formats:
        _list_formats(terminal)
        return
    if file is None:
        message = "no file is given"
        raise UsageError(message, "Name one; see `asknet import --help`")
    if rejects and not dry_run and file != "-" and _is_same(file, rejects):
        message = "--rejects names the file to be read"
        raise UsageError(message, "Name another file")
    if rejects and not dry_run and _has_content(rejects):
        message = f"{rejects} already exists, and would be overwritten"
        raise UsageError(message, "Name another file for --rejects, or delete it")
    data, name = read_input(terminal, file)
    introducer = session.introducers([via]) if via else None
    defaults = o.given({"kind": kind, "via": introducer, "skills": skill, "circles": circle})
    none: list[bytes] = []
    wanted = rejects and not dry_run
    keeping = write_atomically(named_path(rejects), session.network.path) if wanted else contextlib.nullcontext(none)
    with keeping as kept, terminal.progress(f"importing {name}") as progress:
        imported = session.network.import_file(
            data,
            name,
            form=form,
            mapping=[_pair(pair) for pair in mapping or []],
            encoding=encoding,
            dry_run=dry_run,
            restore_removed=restore_removed,
            progress=progress.moved,
            expected=progress.expected,
            **defaults,
        )
        if rejects and imported.skipped:
            kept.append(imported.rejects())
    if terminal.as_json:
        from asknet.json_values import imported_json

        terminal.json(imported_json(imported))
    else:
        _report_all(session, imported, file, rejects, dry_run=dry_run, written=any(kept))
        if terminal.interactive and not dry_run:
            new = {fold(label) for label, _ in imported.doubtful_labels}
            session.ask_of_labels([one for one in session.network.doubtful_labels(MOST_LABELS) if fold(one[0]) in new])
            if imported.reading.format == "linkedin":
                _offer_own_profile(session, data, name)
    if not imported.imported_anything:
        raise typer.Exit(ExitCode.INPUT)


run.__doc__ = f"{run.__doc__}Fields: {', '.join(FIELDS)}.\n"


def _offer_own_profile(session: Session, data: bytes | FileOnDisk | Archive, name: str) -> None:
    """Offer once to store what the export says about its owner as your own record."""
    network, terminal = session.network, session.terminal
    own = network.own_profile(data, name)
    me = network.me()
    if not own or (me and own["name"] == me.name) or not network.ask_once("profile"):
        return
    profile = ", ".join(own[field] for field in ("name", "email", "title") if field in own)
    if terminal.confirm(f"It contains your own profile: {profile}. Store it as yours?"):
        network.me(**own)
        terminal.line(f"you are {profile}")
        session.say_undo()


def _report_all(session: Session, imported: Imported, file: str, rejects: str, *, dry_run: bool, written: bool) -> None:
    terminal = session.terminal
    _report(terminal, imported, file, dry_run=dry_run)
    questions = session.network.answered_well(imported.questions, limit=_QUESTIONS) if not dry_run else []
    if questions:
        terminal.line(f"try: {'; '.join(f'asknet ask {shlex.quote(question)}' for question in questions)}")
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
    return f"the skipped rows are in {rejects}: correct them and import it"


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


def _report(terminal: Terminal, done: Imported, file: str, *, dry_run: bool) -> None:
    """Report how the file was read, and the result for its rows."""
    from asknet.importing.report import MOST_COMPARED

    _report_reading(terminal, done, file)
    would = "would be " if dry_run else ""
    gone = f", {len(done.removed_before)} removed before" if done.removed_before else ""
    terminal.line(
        f"{done.read} read: {would}{done.added} added, {done.updated} updated,"
        f" {done.unchanged} unchanged, {len(done.skipped)} skipped{gone}"
    )
    for section, title in _SECTIONS.items():
        counts = done.sections.counts.get(section) if done.sections else None
        if counts:
            terminal.line(
                f"{title}: {would}{counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged"
            )
    _list_lines(terminal, [(_place(s.file, s.line), s.why) for s in done.skipped])
    _report_ignored(terminal, done.ignored)
    _report_differing(terminal, done, would)
    if done.removed_before:
        terminal.line(f"removed before, so not added: {_named([r.name for r in done.removed_before])}")
        terminal.say("--restore-removed adds them again")
    if done.introducers:
        terminal.line(f"added as introducers: {_named(done.introducers)}")
    _list_lines(terminal, [(_place(s.file, s.line), s.why) for s in done.unclear])
    if done.matched:
        known = [j.name if j.name == j.called else f"{j.name} as {j.called}" for j in done.matched]
        terminal.line(f"matched with existing contacts: {_named(known)}")
    if done.possible_duplicates:
        terminal.line(
            f"{counted(len({d.new for d in done.possible_duplicates}), 'possible duplicate')}:"
            f" {_named([d.name for d in done.possible_duplicates])}"
        )
        terminal.say("`asknet dupes` shows why, and merges them or marks them as different")
    elif done.added > MOST_COMPARED:
        terminal.say("`asknet dupes` shows possible duplicates; too many were added to compare during an import")
    if done.topics:
        commonest = ", ".join(f"{topic} ({n})" for topic, n in done.topics)
        terminal.line(f"commonest topics: {commonest}")


def _report_reading(terminal: Terminal, done: Imported, file: str) -> None:
    from asknet.formats.friends_md import FILE

    reading = done.reading
    terminal.say(f"read as {reading.label}")
    guesses = [column if column.lower() == field else f"{column} = {field}" for column, field in reading.guesses]
    if guesses and not reading.own_header:
        terminal.say(f"columns: {', '.join(guesses)}")
    if reading.ignored:
        terminal.say(f"{counted(len(set(reading.ignored)), 'ignored column')}: {_named(reading.ignored)}")
        if reading.header and not reading.service:
            column = next((one for one in reading.ignored if one.lower() == "uid"), reading.ignored[0])
            field = "uid" if column.lower() == "uid" else "notes"
            terminal.say(f"--map {quoted(f'{column}={field}')} keeps such a column")
    if reading.other_files:
        terminal.say(f"{counted(len(reading.other_files), 'file')} not read: {_named(reading.other_files)}")
    for warning in reading.warnings:
        terminal.say(f"warning: {warning.replace(f' {FILE}`', f' {quoted(file)}`')}")


def _report_ignored(terminal: Terminal, ignored: Sequence[Ignored]) -> None:
    """Count the values that were ignored, and list them, those with the same reason together."""
    if not ignored:
        return
    terminal.line(f"{counted(len(ignored), 'ignored value')}:")
    lines: dict[tuple[str, str], list[int]] = {}
    for one in ignored:
        lines.setdefault((one.file, str(one.value)), []).append(one.line)
    rows = []
    for (file, what), found in lines.items():
        more = f" and {len(found) - _PLACES} more" if len(found) > _PLACES else ""
        place = f"lines {', '.join(map(str, found[:_PLACES]))}{more}" if len(found) > 1 else f"line {found[0]}"
        rows.append((f"{file}, {place}" if file else place, what))
    _list_lines(terminal, rows)


def _report_differing(terminal: Terminal, done: Imported, would: str) -> None:
    """List the values of contacts that differ from the file's: those that it replaced, and those that were kept."""
    if done.replaced:
        terminal.line(f"{counted(len(done.replaced), 'value')} {would}replaced or removed:")
        _list_lines(terminal, [(_place(r.file, r.line), _replaced(r)) for r in done.replaced])
    if done.kept:
        differ, was = ("differs", "was") if len(done.kept) == 1 else ("differ", "were")
        terminal.line(f"{counted(len(done.kept), 'value')} {differ} from the file and {would or f'{was} '}kept:")
        _list_lines(terminal, [(_place(k.file, k.line), _kept(k)) for k in done.kept])


def _replaced(one: Differing) -> str:
    field, was, now = one.value
    return f"{one.name}: {field} {was[:_VALUE]!r}" + (f", now {now[:_VALUE]!r}" if now else "")


def _kept(one: Differing) -> str:
    field, value, other = one.value
    return f"{one.name}: {field} {value[:_VALUE]!r}" + (f", not {other[:_VALUE]!r}" if other else ", not in the file")


def _list_lines(terminal: Terminal, lines: Sequence[tuple[str, str]]) -> None:
    for place, what in lines[:_LISTED]:
        terminal.line(f"  {place}: {what}")
    if len(lines) > _LISTED:
        terminal.line(f"  and {len(lines) - _LISTED} more; --json lists them all")


def _place(file: str, line: int) -> str:
    return f"{file}, line {line}" if file else f"line {line}"


def _named(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - _LISTED} more" if len(distinct) > _LISTED else ""
    return ", ".join(distinct[:_LISTED]) + more
