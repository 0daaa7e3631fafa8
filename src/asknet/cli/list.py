"""`asknet list`: who is in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.describing import name_cell, told_skills
from asknet.cli.session import Session
from asknet.cli.shapes import contact_json

if TYPE_CHECKING:
    from asknet.cli.terminal import Cell
    from asknet.model import Contact


def run(
    ctx: typer.Context,
    pattern: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATTERN]", help="Part of a name, alias or organisation."),
    ] = None,
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    skill: Annotated[str, typer.Option(help="Part of a topic they know.", autocompletion=o.complete_topic)] = "",
    place: Annotated[str, typer.Option(help="Part of where they are.")] = "",
    via: o.Via = None,
) -> None:
    """List contacts.

    \b
    Examples:
      asknet list
      asknet list --skill crochet --reach national
      asknet list --kind community | cut -f3

    In a pipe each line is: number, kind, name, skills, title, organisation,
    place, reach, e-mail, introducer, parted by tabs. `--reach national` means
    local and national.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    contacts, introducer = session.choosing(
        via or "",
        lambda who: session.network.list(
            " ".join(pattern or []), kind=kind, reach=reach, skill=skill, place=place, via=who
        ),
    )
    if introducer and introducer.loosely:
        terminal.say(f"--via taken to mean {introducer.contact.name}")
    if terminal.as_json:
        terminal.json([contact_json(c) for c in contacts])
    elif terminal.rich:
        if contacts:
            terminal.table(["id", "who", "knows", "introduced by"], [_drawn(c) for c in contacts],
                           wide={"who": 4, "knows": 5, "introduced by": 3})  # fmt: skip
    else:
        terminal.rows([_tsv(c) for c in contacts])
    if not contacts:
        empty = session.network.is_empty()
        terminal.say("nobody is here yet: try `asknet add`" if empty else "nobody fits the filters")


def _drawn(contact: Contact) -> list[Cell]:
    knows = told_skills(contact.skills) or contact.title
    return [str(contact.id), name_cell(contact), knows, contact.via]


def _tsv(c: Contact) -> list[Cell]:
    skills = ";".join(str(s) for s in c.skills)
    return [str(c.id), str(c.kind), c.name, skills, c.title, c.org, c.place, c.reach or "",
            ";".join(c.email), c.via]  # fmt: skip
