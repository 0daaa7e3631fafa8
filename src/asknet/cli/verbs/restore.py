"""`asknet restore`: replace the network with a copy."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli.session import Session
from asknet.errors import UsageError
from asknet.text import counted


def run(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A copy, by path or as listed; or `last`.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Replace the network with a copy.

    \b
    Examples:
      asknet restore last
      asknet restore ~/safe/network-2026.db
      asknet restore 0003-2026-11-20T12-00-00-import.db --yes

    The copy is checked first and stays unchanged. What was there is kept as an
    automatic backup, so `asknet restore last` is the way back; `undo` is not,
    since its history starts over. `asknet backup --list` shows the automatic
    backups. A damaged network is replaced as well, and kept byte for byte.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if not yes:
        if not terminal.interactive:
            message = "restoring replaces the whole network"
            raise UsageError(message, "Add --yes if you are sure")
        if not terminal.confirm(f"Replace the network in {session.network.path} by {file}?"):
            message = "nothing was restored"
            raise UsageError(message)
    done = session.network.restore(file)
    if terminal.as_json:
        kept = str(done.kept) if done.kept else None
        terminal.json({"source": str(done.source), "contacts": done.contacts, "kept": kept})
        return
    terminal.line(f"restored {done.source}: {counted(done.contacts, 'contact')}")
    if done.kept and done.damaged:
        terminal.say(f"what was there was damaged; it is kept as {done.kept}")
    elif done.kept:
        terminal.say(f"what was there is kept as {done.kept.name}; `asknet restore last` undoes this")
