"""`asknet open`: a contact in the mail program, on the telephone, in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.errors import NothingFoundError, UsageError
from asknet.text import fold_name

if TYPE_CHECKING:
    from asknet.drafting.links import Links


def run(
    ctx: typer.Context,
    name: o.NameWords,
    mail: Annotated[bool, typer.Option("--mail", help="Write to their address.")] = False,
    call: Annotated[bool, typer.Option("--call", help="Call their number.")] = False,
    url: Annotated[bool, typer.Option("--url", help="Open their web address.")] = False,
) -> None:
    """Open a contact in your mail program, telephone or browser.

    \b
    Examples:
      asknet open "Nan Okafor"
      asknet open nan --call
      asknet open "Crochet Crowd" --url

    Without an option it opens the first that they have: e-mail address, web
    address, number.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if mail + call + url > 1:
        message = "--mail, --call and --url exclude each other"
        raise UsageError(message, "Use one of them")
    typed = " ".join(name)
    contact, links = session.choosing(typed, session.network.links_to)
    if fold_name(contact.name) != fold_name(typed):
        terminal.say(f"taken to mean {contact.name}")
    wanted = "mail" if mail else "call" if call else "url" if url else ""
    link = _link(links, wanted)
    if not link:
        what = {"mail": "e-mail address", "call": "number", "url": "web address"}.get(wanted, "address")
        option = {"mail": "--email", "call": "--phone", "url": "--url"}.get(wanted, "--email")
        message = f"{contact.name} has no {what} that can be opened"
        raise NothingFoundError(message, f"Add it: asknet edit id:{contact.id} {option} ...")
    from asknet.drafting.opener import open_link

    open_link(link)
    if terminal.as_json:
        terminal.json({"id": contact.id, "uid": contact.uid, "name": contact.name, "opened": link})
    else:
        terminal.line(link)


def _link(links: Links, wanted: str) -> str:
    ways = {"mail": links.mail, "url": links.web, "call": links.tel}
    return ways[wanted] if wanted else next((link for link in ways.values() if link), "")
