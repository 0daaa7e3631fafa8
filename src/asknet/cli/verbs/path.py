"""`asknet path`: the chains of introducers, and the tree of all introductions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.json_values import identity_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.terminal import Part, Terminal
    from asknet.model import Contact


def run(
    ctx: typer.Context,
    name: o.NameWordsIfAny = None,
    every: Annotated[bool, typer.Option("--all", help="Every way, not only the shortest.")] = False,
) -> None:
    """Show who introduced you to a contact, or who introduced you to whom.

    \b
    Examples:
      asknet path "Theo Brandt"
      asknet path theo --all
      asknet path theo --json
      asknet path

    Without a name it shows the whole tree of introductions. In a pipe the names of
    a chain are on one line, tab-separated.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if not name:
        _tree(session)
        return
    if not every:
        way, found = session.choosing(" ".join(name), session.network.way_to)
        ways = [way]
    else:
        ways, found = session.choosing(" ".join(name), session.network.all_ways_to)
    if found.loosely:
        terminal.say(f"taken to mean {found.contact.name}")
    if terminal.as_json:
        listed = [[identity_json(contact) for contact in way] for way in ways]
        terminal.json(listed if every else listed[0])
        return
    for way in ways:
        _line(terminal, way)


def _line(terminal: Terminal, way: Sequence[Contact]) -> None:
    if not terminal.rich:
        terminal.rows([[contact.name for contact in way]])
        return
    parts: list[Part] = [("you", "")]
    for contact in way:
        parts += [(" -> ", "dim"), (contact.name, "bold")]
    terminal.line(parts)


def _tree(session: Session) -> None:
    """Show all introductions: indented on a terminal, one way per line in a pipe."""
    terminal = session.terminal
    found = session.network.introductions()
    if terminal.as_json:
        terminal.json([[identity_json(contact) for contact in one.way] for one in found])
    elif terminal.rich:
        if found:
            terminal.line([("you", "")])
        for one in found:
            again = ("  (see above)", "") if one.again else ("", "")
            terminal.line([("  " * len(one.way), ""), (one.way[-1].name, "bold"), again])
    else:
        terminal.rows([contact.name for contact in one.way] for one in found)
    if not found:
        terminal.say("no introductions are noted yet: asknet edit NAME --via NAME")
