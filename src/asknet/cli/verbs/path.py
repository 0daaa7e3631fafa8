"""`asknet path`: the chain of introducers to a contact, or the tree of all introductions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.json_values import identity_json

if TYPE_CHECKING:
    from asknet.cli.terminal import Part
    from asknet.contacts.path import Introduced


def run(ctx: typer.Context, name: o.NameWordsIfAny = None) -> None:
    """Show who introduced you to a contact, or who introduced you to whom.

    \b
    Examples:
      asknet path                    the whole tree
      asknet path "Theo Brandt"
      asknet path theo --json

    In a pipe the names of the way are on one line, tab-separated; of the tree each
    line is: number, name, introducers above them, number of the introducer.
    """
    session: Session = ctx.obj
    if not name:
        _show_tree(session)
        return
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


def _show_tree(session: Session) -> None:
    terminal = session.terminal
    found = session.network.introductions()
    if terminal.as_json:
        terminal.json([{**identity_json(c.contact), "depth": c.depth, "via": list(c.contact.via)} for c in found.tree])
        return
    if not terminal.rich:
        rows = [(c.contact, c.depth) for c in found.tree]
        terminal.rows([str(c.id), c.name, str(depth), str(c.via_ids[0]) if c.via_ids else ""] for c, depth in rows)
    else:
        if found.tree:
            terminal.line([("you", "bold")])
        open_above: list[bool] = []
        for one in found.tree:
            del open_above[one.depth :]
            terminal.fitted([*_branch(one, open_above), *_called(one)])
            open_above.append(not one.last)
    if not found.tree:
        terminal.say("nobody is known to have introduced anybody: say it with --via in `asknet add` or `asknet edit`")
    elif found.others:
        terminal.say(f"and {found.others:,} whom nobody introduced and who introduced nobody")


def _branch(one: Introduced, open_above: list[bool]) -> list[Part]:
    lines = "".join("│  " if is_open else "   " for is_open in open_above)
    return [(f"{lines}{'└─ ' if one.last else '├─ '}", "dim")]


def _called(one: Introduced) -> list[Part]:
    c = one.contact
    told = ", ".join(part for part in (c.title, c.org) if part) or ", ".join(s.topic for s in c.skills[:2])
    parts = [(c.name, "bold"), (f"  {told}" if told else "", "dim")]
    return [*parts, (f"  also via {', '.join(one.also)}" if one.also else "", "dim")]
