"""`asknet undo`: undo the last change."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli.session import Session
from asknet.errors import UsageError
from asknet.json_values import step_json

CONTEXT_SETTINGS = {"allow_extra_args": True}
"""A number without --to is answered with what it may mean."""


def run(
    ctx: typer.Context,
    listing: Annotated[bool, typer.Option("--list", help="Show the changes that can be undone.")] = False,
    to: Annotated[
        int | None,
        typer.Option(metavar="STEP", min=1, help="Undo everything back to this step."),
    ] = None,
) -> None:
    """Undo the last change; again, the one before it.

    \b
    Examples:
      asknet undo
      asknet undo --list
      asknet undo --to 12

    `asknet redo` redoes what was undone, as long as nothing else has been changed
    since. A step keeps its number, and one that was undone is not listed.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if ctx.args:
        message = f"undo takes back one change, and {' '.join(ctx.args)[:40]!r} is none of its options"
        raise UsageError(message, "Type `asknet undo --list`, and then `asknet undo --to STEP`")
    steps = session.network.steps() if listing else session.network.undo(to=to)
    if terminal.as_json:
        terminal.json([step_json(step) for step in steps])
    elif listing:
        terminal.table(["step", "when", "what"], [(str(s.id), s.at, s.did) for s in steps])
        if not steps:
            terminal.say("there is nothing to undo")
    else:
        for step in steps:
            terminal.line(f"undid: {step.did}")
        terminal.say("`asknet undo` again goes further back, `asknet redo` redoes it")
