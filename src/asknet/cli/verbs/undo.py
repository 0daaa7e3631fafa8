"""`asknet undo`: take back the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli.session import Session

if TYPE_CHECKING:
    from asknet.store.history import PastStep


def run(
    ctx: typer.Context,
    listing: Annotated[bool, typer.Option("--list", help="Show the last changes.")] = False,
    to: Annotated[
        int | None,
        typer.Option(metavar="STEP", min=1, help="Take back everything down to this step."),
    ] = None,
) -> None:
    """Take back the last change; undoing an undo does it again.

    \b
    Examples:
      asknet undo
      asknet undo --list
      asknet undo --to 12
    """
    session: Session = ctx.obj
    terminal = session.terminal
    steps = session.network.steps() if listing else session.network.undo(to=to)
    if terminal.as_json:
        terminal.json([_json(step) for step in steps])
    elif listing:
        terminal.table(["step", "when", "what"], [(str(s.id), s.at, s.did) for s in steps])
        if not steps:
            terminal.say("there is nothing to undo")
    else:
        for step in steps:
            terminal.line(f"undid: {step.did}")
        terminal.say("`asknet undo` again does it again")


def _json(step: PastStep) -> dict[str, Any]:
    return {"step": step.id, "at": step.at, "did": step.did, "undoes": step.undoes}
