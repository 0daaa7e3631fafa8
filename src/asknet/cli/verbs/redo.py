"""`asknet redo`: redo what was undone."""

from __future__ import annotations

import typer

from asknet.cli.session import Session
from asknet.json_values import step_json


def run(ctx: typer.Context) -> None:
    """Redo what the last undo undid.

    \b
    Examples:
      asknet redo

    After several undos it redoes one at a time, as long as nothing else has been
    changed since.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    steps = session.network.redo()
    if terminal.as_json:
        terminal.json([step_json(step) for step in steps])
        return
    for step in steps:
        terminal.line(f"redid: {step.did}")
    session.say_undo()
