"""`asknet path`: the chain of introducers."""

from __future__ import annotations

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.json_values import identity_json


def run(ctx: typer.Context, name: o.NameWords) -> None:
    """Show who introduced you to a contact, and who introduced them.

    \b
    Examples:
      asknet path "Theo Brandt"
      asknet path theo --json

    In a pipe the names are on one line, parted by tabs.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    way, found = session.choosing(" ".join(name), session.network.way_to)
    if found.loosely:
        terminal.say(f"taken to mean {found.contact.name}")
    if terminal.as_json:
        terminal.json([identity_json(contact) for contact in way])
    elif terminal.rich:
        parts = [("you", "dim")]
        for contact in way:
            parts += [(" -> ", "dim"), (contact.name, "bold")]
        terminal.line(parts)
    else:
        terminal.rows([[contact.name for contact in way]])
