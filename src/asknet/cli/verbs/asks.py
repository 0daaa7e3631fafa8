"""`asknet asks`: list the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet import environment
from asknet.cli.render.asks import outcomes_of
from asknet.cli.session import Session
from asknet.json_values import ask_json, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Ask


def run(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Include closed ones.")] = False,
) -> None:
    """List the problems you asked that are still open.

    \b
    Examples:
      asknet asks
      asknet asks --all
      asknet asks --json

    In a pipe each line is: number, day, open, waiting or closed, problem, and the
    outcome of each contact you asked, tab-separated. After the period in the
    setting `wait` (5d) a terminal shows what to do: write again, ask the
    next, or close it.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    found = session.network.asks(closed=everything)
    if terminal.as_json:
        terminal.json([ask_json(ask) for ask in found])
        return
    today = session.network.today
    rows = [
        (str(ask.id), ask.date.isoformat(), state_of(ask), ask.problem, "; ".join(outcomes_of(ask, today)))
        for ask in found
    ]
    if rows or not terminal.rich:
        terminal.table(["id", "asked", "", "problem", "outcome"], rows, wide={"problem": 3, "outcome": 2})
    if not rows:
        terminal.say("no question is open" if not everything else "no question has been noted")
    elif terminal.rich:
        _offer(session, found)


def _offer(session: Session, found: Sequence[Ask]) -> None:
    """Print what to do about asks that wait too long, and how to close one."""
    terminal, network = session.terminal, session.network
    late = [step for step in network.due(wait=environment.settings().wait) if step.ask is not None and step.others]
    for step in late:
        terminal.line([(step.do, "bold")])
        for command in (step.command, *step.others):
            terminal.line([("  ", ""), (command, "bold")])
    if not late and any(not ask.closed for ask in found):
        terminal.say("`asknet close ID --helped-by NAME` records the outcome of one")
