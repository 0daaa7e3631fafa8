"""`asknet synonym`: your own words that mean the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from asknet.cli.session import Session
from asknet.errors import UsageError


class Action(StrEnum):
    """The action on synonyms."""

    ADD = "add"
    LIST = "list"
    REMOVE = "remove"


def run(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(show_default=False, help="add, list or remove.")],
    short: Annotated[str, typer.Argument(metavar="SHORT", help="One of the two.")] = "",
    long: Annotated[
        list[str] | None, typer.Argument(metavar="LONG", help="The other; several words need no quotes.")
    ] = None,
) -> None:
    """Manage your own words that mean the same.

    \b
    Examples:
      asknet synonym add k8s kubernetes
      asknet synonym add "the club" Hobart Climbing Collective
      asknet synonym list
      asknet synonym remove k8s

    Each finds the other. Common short forms are built in. In a pipe each line of
    the list is: short, long, tab-separated.
    """
    session: Session = ctx.obj
    terminal, network = session.terminal, session.network
    if action is not Action.LIST and not short:
        message = f"what to {action} is missing"
        raise UsageError(message, "Type it as `asknet synonym add k8s kubernetes`")
    if action is Action.ADD:
        found = [network.add_synonym(short, " ".join(long or []))]
    elif action is Action.REMOVE:
        found = network.remove_synonym(short)
    else:
        found = network.synonyms()
    if terminal.as_json:
        terminal.json([{"short": s.short, "long": s.long} for s in found])
        return
    if action is Action.LIST:
        terminal.table(["short", "long"], [(s.short, s.long) for s in found])
        if not found:
            terminal.say("you have no synonyms of your own")
        return
    for synonym in found:
        terminal.line(f"{'added' if action is Action.ADD else 'removed'} {synonym.short} = {synonym.long}")
    session.say_undo()
