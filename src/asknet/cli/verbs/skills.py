"""`asknet skills`: what the network knows."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session


def run(
    ctx: typer.Context,
    pattern: Annotated[list[str] | None, typer.Argument(metavar="[PATTERN]", help="Part of a topic.")] = None,
    kind: o.KindOption = None,
) -> None:
    """List what the network knows, the commonest topic first.

    \b
    Examples:
      asknet skills
      asknet skills craft
      asknet skills --kind community

    In a pipe each line is: topic, number of contacts, best level.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    topics = session.network.skills(" ".join(pattern or []), kind=kind)
    if terminal.as_json:
        terminal.json([{"topic": t.topic, "contacts": t.contacts, "best": t.best} for t in topics])
    elif topics:
        terminal.table(
            ["topic", "contacts", "best level"],
            [(t.topic, str(t.contacts), t.best or "") for t in topics],
        )
    else:
        terminal.say("no such topic is here" if pattern else "no topics are here yet")
