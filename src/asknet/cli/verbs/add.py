"""`asknet add`: parse a new contact and show it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.render.contact import echo
from asknet.cli.session import Session
from asknet.cli.typed_words import settle_words
from asknet.errors import SeemsThereError
from asknet.json_values import contact_json


@o.contact_options
def run(
    ctx: typer.Context,
    name: o.OneName,
    skills: o.Skills = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Add even if they seem to exist already, or the name is a sentence.")
    ] = False,
    **typed: Any,  # noqa: ANN401 - options of many types
) -> None:
    """Add a contact.

    \b
    Examples:
      asknet add "Nan Okafor" crochet:expert knitting --place Hobart
      asknet add "Crochet Crowd" crochet --kind community --reach global
      asknet add "Theo Brandt" sourdough --via "Nan Okafor" --every 60d

    Put a NAME or a topic of several words in quotes. A skill is a topic, with a
    level if you know it: beginner, intermediate, advanced or expert; +Word is
    always a topic. An unknown introducer is added by name.
    """
    session: Session = ctx.obj
    fields = o.given({"skills": skills, "force": force or None, **typed})
    name, fields = settle_words(session, "add", name, fields)
    force = fields.pop("force", False)
    terminal, network = session.terminal, session.network
    try:
        if "via" in fields:
            fields["via"] = session.introducers(fields["via"], [name])
        added = network.add(name, force=force, **fields)
    except SeemsThereError as there:
        if not terminal.interactive:
            raise
        terminal.say(there.message)
        if not terminal.confirm("Add another anyway?"):
            raise
        added = network.add(name, force=True, **fields)
    if terminal.as_json:
        terminal.json(contact_json(added.contact))
        return
    terminal.line(echo("added", added.contact))
    for introducer in added.introducers:
        terminal.say(f"added {introducer.name} too, who introduced them")
    session.say_possible_duplicates(added.contact)
    session.say_undo()
