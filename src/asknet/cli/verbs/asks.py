"""`asknet asks`: the list of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli.session import Session
from asknet.json_values import ask_json


def run(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="The closed ones too.")] = False,
) -> None:
    """List the problems you asked that are still open.

    \b
    Examples:
      asknet asks
      asknet asks --all
      asknet asks --json

    In a pipe each line is: number, day, open or closed, problem, and what came
    of whom you turned to.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    found = session.network.asks(closed=everything)
    if terminal.as_json:
        terminal.json([ask_json(ask) for ask in found])
        return
    rows = [
        (
            str(ask.id),
            ask.date.isoformat(),
            "closed" if ask.closed else "open",
            ask.problem,
            "; ".join(f"{turned.name}: {turned.outcome}" for turned in ask.outcomes),
        )
        for ask in found
    ]
    if rows or not terminal.rich:
        terminal.table(
            ["id", "asked", "", "problem", "what came of it"], rows, wide={"problem": 3, "what came of it": 2}
        )
    if not rows:
        terminal.say("no question is open" if not everything else "no question has been noted")
    elif terminal.rich and not everything:
        terminal.say("`asknet close ID --helped-by NAME` says what came of one")
