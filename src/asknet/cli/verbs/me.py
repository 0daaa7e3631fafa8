"""`asknet me`: parse what you say about yourself, and show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.render.contact import describe_skills
from asknet.cli.session import Session
from asknet.cli.typed_words import settle_words
from asknet.contacts.me import YOU
from asknet.json_values import me_json

if TYPE_CHECKING:
    from asknet.model import Contact


def run(
    ctx: typer.Context,
    skills: o.Skills = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="TOPIC", help="Remove a topic, address or number (repeatable)."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name.")] = None,
    email: o.Email = None,
    phone: o.Phone = None,
    country: Annotated[str | None, typer.Option(help="The country of numbers without a country code.")] = None,
    sign: Annotated[str | None, typer.Option(metavar="TEXT", help="How you sign a message.")] = None,
) -> None:
    """Describe yourself: skills, addresses, signature.

    \b
    Examples:
      asknet me python:advanced "bread baking"
      asknet me --without python
      asknet me --email me@example.org --country Australia --sign "Kim"
      asknet me

    In a pipe only the topics are printed, each with its level; `--json` has every
    field. An empty name, country or signature clears it.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    typed = {"skills": skills, "rename": name, "email": email, "phone": phone, "country": country, "sign": sign}
    _, fields = settle_words(session, "me", "", o.given(typed))
    changing = bool(fields or without)
    if "rename" in fields:
        fields["name"] = fields.pop("rename")
    contact = session.network.me(fields.pop("skills", ()), without=without or [], **fields)
    if country and not _is_known(country):
        terminal.say(f"the calling code of {country} is not known: write it as two letters, or as +61")
    if terminal.as_json:
        terminal.json(me_json(contact) if contact else None)
    elif contact is None:
        terminal.say("You have not recorded what you know. Try `asknet me python:advanced cooking`")
    elif terminal.rich or changing:
        terminal.line(_described(contact))
    else:
        terminal.rows([(s.topic, s.level or "") for s in contact.skills])
    if changing:
        session.say_undo()


def _described(contact: Contact) -> str:
    """Return what is known about you, in one line."""
    parts = [
        contact.name if contact.name != YOU else "",
        f"you know {describe_skills(contact.skills)}" if contact.skills else "you have not recorded what you know",
        ", ".join((*contact.email, *contact.phone)),
        f"from {contact.country}" if contact.country else "",
        f"signs {contact.sign!r}" if contact.sign else "",
    ]
    return "; ".join(part for part in parts if part)


def _is_known(country: str) -> bool:
    from asknet.drafting.links import calling_code

    return bool(calling_code(country))
