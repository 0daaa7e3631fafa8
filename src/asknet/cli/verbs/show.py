"""`asknet show`: everything about a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from asknet.cli import options as o
from asknet.cli.render.contact import describe_skills, where
from asknet.cli.session import Session
from asknet.json_values import page_json
from asknet.model import Direction, Status

if TYPE_CHECKING:
    from asknet.cli.terminal import Terminal
    from asknet.contacts.show import ContactDetails

_ADDRESSES = ("email", "phone", "url")
_LABEL = 14
"""Cells for the names of the fields."""
_SHOWN = 10
"""Interactions that are shown; ``--json`` has them all."""


def run(ctx: typer.Context, name: o.NameWords) -> None:
    """Show everything about a contact.

    \b
    Examples:
      asknet show Nan
      asknet show "Crochet Crowd" --json
    """
    session: Session = ctx.obj
    terminal = session.terminal
    page = session.choosing(" ".join(name), session.network.show)
    if page.loosely:
        terminal.say(f"taken to mean {page.contact.name}")
    if terminal.as_json:
        terminal.json(page_json(page))
    elif terminal.rich:
        draw(terminal, page)
    else:
        terminal.rows([*_facts(page), *_past(page)])


def _facts(page: ContactDetails) -> list[tuple[str, str]]:
    """Return each known field in words."""
    c = page.contact
    facts = [
        ("name", c.name),
        ("number", str(c.id)),
        ("kind", str(c.kind)),
        ("knows", describe_skills(c.skills)),
        ("circles", ", ".join(c.circles)),
        ("title", c.title),
        ("org", c.org),
        ("place", c.place),
        ("reach", c.reach or ""),
        ("email", ", ".join(c.email)),
        ("phone", ", ".join(c.phone)),
        ("url", ", ".join(c.url)),
        ("aliases", ", ".join(c.aliases)),
        ("via", ", ".join(c.via)),
        ("refers", ", ".join(map(str, c.refers))),
        ("introduced", ", ".join(other.name for other in page.introduced)),
        ("met", c.met.isoformat() if c.met else ""),
        ("closeness", f"{c.closeness} of 5" if c.closeness else ""),
        ("every", f"{c.every} days, next by {page.due.isoformat()}" if page.due else ""),
        ("wants", ", ".join(c.wants)),
        ("could give", ", ".join(page.could_give)),
        ("suggested", "never" if c.no_suggest else ""),
        ("status", "past" if c.status is Status.PAST else ""),
        ("notes", c.notes),
        ("balance", _balance(page)),
        ("mentioned", f"in {page.mentioned} entries: asknet history" if page.mentioned else ""),
        ("from", ", ".join(page.sources)),
    ]
    return [(field, value) for field, value in facts if value]


def _balance(page: ContactDetails) -> str:
    if not (page.interactions or page.asks):
        return ""
    return f"received {page.received}, given {page.given}"


def _past(page: ContactDetails) -> list[tuple[str, str, str]]:
    """Return interactions and asks on one timeline, newest first, as ``(when and what, text, number)``.

    Entries dated after today are marked as upcoming.
    """
    past = [
        (
            i.date,
            ", ".join([i.kind or "talk", *([i.direction] if i.direction is not Direction.NONE else [])]),
            i.text,
            str(i.id),
        )
        for i in page.interactions
    ]
    for ask in page.asks:
        mine = [turned for turned in ask.outcomes if turned.contact == page.contact.id]
        past += [(turned.date, f"ask: {turned.outcome.words}", ask.problem, f"ask {ask.id}") for turned in mine]
    past.sort(key=lambda row: row[0], reverse=True)
    return [
        (f"{day.isoformat()} {'upcoming: ' if day > page.today else ''}{kind}", text, number)
        for day, kind, text, number in past
    ]


def draw(terminal: Terminal, page: ContactDetails) -> None:
    """Draw everything about a contact."""
    terminal.line([(page.contact.name, "bold"), (f"  {where(page.contact)}", "")])
    facts = [(field, value) for field, value in _facts(page) if field not in ("name", "kind")]
    most = terminal.width - _LABEL
    long = [one for field in _ADDRESSES for one in getattr(page.contact, field) if len(one) > most]
    for field in _ADDRESSES:
        fitting = [one for one in getattr(page.contact, field) if len(one) <= most]
        text = "\n".join([*fitting, *(["see below"] if len(fitting) < len(getattr(page.contact, field)) else [])])
        facts = [(name, text if name == field else value) for name, value in facts]
    terminal.table(["", ""], [([(field, "")], value) for field, value in facts])
    for address in long:
        terminal.line([(address, "bold")])
    past = _past(page)
    if past:
        shown = [([(w, "")], t, [(n, "")]) for w, t, n in past[:_SHOWN]]
        terminal.table(["when", "what", "entry"], shown, wide={"what": 1})
    if len(past) > _SHOWN:
        terminal.say(
            f"and {len(past) - _SHOWN} earlier: `asknet history id:{page.contact.id}` lists all entries, --json everything"
        )
