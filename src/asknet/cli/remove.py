"""`asknet remove`: take a contact out."""

from __future__ import annotations

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shapes import contact_json


def run(ctx: typer.Context, name: o.NameWords) -> None:
    """Take a contact out of the network.

    \b
    Examples:
      asknet remove "Nan Okafor"
      asknet remove id:12

    Interactions that were with them alone go too. Undo brings all of it back.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    contact = session.choosing(" ".join(name), session.network.remove)
    if terminal.as_json:
        terminal.json(contact_json(contact))
        return
    terminal.line(f"removed {contact.name}")
    session.say_undo()
