"""`asknet check`: check the file, and repair it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli.session import Session
from asknet.errors import ExitCode

if TYPE_CHECKING:
    from asknet.store.inspection import Finding


def run(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Repair what can be repaired.")] = False,
) -> None:
    """Check the network's file.

    \b
    Examples:
      asknet check
      asknet check --repair

    Checks the pages of the file, its tables and triggers, its values, the index
    against the contacts, and who may read it. A repair makes a backup, rebuilds
    the index from the contacts, and removes others' permissions; what cannot be
    repaired is listed with what to do. Exits with status 0 if all is well, 1
    if something is not, 4 if other commands refuse the file.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    with terminal.progress("checking") as progress:
        done = session.network.check(repair=repair, progress=progress.moved)
    if terminal.as_json:
        terminal.json(
            {
                "well": not done.found,
                "usable": done.usable,
                "found": [_json(finding) for finding in done.found],
                "notes": [finding.what for finding in done.notes],
                "repaired": list(done.repaired),
                "backup": done.backup or None,
            }
        )
    else:
        if done.backup:
            terminal.say(f"a copy of what was there is kept as {done.backup}")
        for what in done.repaired:
            terminal.line(what)
        for finding in done.found:
            terminal.line([(finding.what, "red"), (f". {_hint(finding)}" if _hint(finding) else "", "")])
        for note in done.notes:
            terminal.say(f"{note.what}. {note.hint}" if note.hint else note.what)
        if not done.found:
            terminal.line("all is well")
    if done.found:
        raise typer.Exit(ExitCode.FAILED if done.usable else ExitCode.STORE)


def _hint(finding: Finding) -> str:
    return "`asknet check --repair` repairs it" if finding.repair else finding.hint


def _json(finding: Finding) -> dict[str, Any]:
    return {"what": finding.what, "repairable": bool(finding.repair), "hint": _hint(finding), "usable": finding.usable}
