"""`asknet list`: list contacts."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.render.contact import describe_skills
from asknet.cli.session import Session
from asknet.cli.spool import Spool
from asknet.contacts.list import SORTS, text_with
from asknet.errors import ExitCode, UsageError
from asknet.fields import parse_kind
from asknet.json_values import contact_json
from asknet.model import Kind
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.cli.terminal import Cell, Terminal
    from asknet.model import Contact
    from asknet.names import Resolved


_ADDRESS = re.compile(r"[^\s,;:<>()\"]+@[^\s,;:<>()\"]+")
"""The pattern of a single address: mutt would take a comma in it for a second one."""


def run(
    ctx: typer.Context,
    pattern: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD]", help="Part of any field: a name, title, topic, place, note, address."),
    ] = None,
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    skill: Annotated[str, typer.Option(help="Part of a topic they know.", autocompletion=o.complete_topic)] = "",
    place: Annotated[str, typer.Option(help="Part of where they are.")] = "",
    org: Annotated[str, typer.Option(help="Part of where they work or belong.")] = "",
    via: o.Via = None,
    circle: Annotated[str, typer.Option(help="A circle they belong to.", autocompletion=o.complete_circle)] = "",
    sort: Annotated[str, typer.Option(metavar="|".join(SORTS), help="The newest or closest first.")] = "name",
    limit: Annotated[int | None, typer.Option(min=1, max=1_000_000, help="How many at most.")] = None,
    mutt: Annotated[bool, typer.Option("--mutt", help="Addresses in the form of mutt's query_command.")] = False,
) -> None:
    """List contacts.

    \b
    Examples:
      asknet list
      asknet list architect
      asknet list --skill crochet --reach national
      asknet list --sort contact --limit 20
      asknet list --kind community | cut -f3
      asknet list --mutt okafor

    In a pipe each line is tab-separated: number, kind, name, skills, title,
    organisation, place, reach, e-mail, introducers, circles. National includes
    local. For mutt and neomutt, which quote %s themselves:
    set query_command = "asknet list --mutt -- %s"
    """
    session: Session = ctx.obj
    terminal = session.terminal
    key = session.network.sort_key(sort)
    with Spool() as spool:

        def read(who: str) -> tuple[Resolved | None, int]:
            asked = session.network.listing(
                " ".join(pattern or []),
                kind=kind,
                reach=reach,
                skill=skill,
                place=place,
                org=org,
                via=who,
                circle=circle,
                in_email=mutt,
            )
            last = 0
            with asked as (contacts, introducer):
                for contact in contacts:
                    last = max(last, contact.id)
                    for value in _mutt(contact) if mutt else [shape(contact)]:
                        spool.add(value, order=key(contact))
            return introducer, last

        drawn = partial(_drawn, pattern=" ".join(pattern or []))
        shape = contact_json if terminal.as_json else drawn if terminal.rich else _tsv
        introducer, last = session.choosing(via or "", read)
        if introducer and introducer.loosely:
            terminal.say(f"--via taken to mean {introducer.contact.name}")
        left = len(spool) - limit if limit else 0
        if mutt:
            _answer_mutt(terminal, spool)
        elif terminal.as_json:
            terminal.json_list(islice(spool.lines(), limit))
        elif terminal.rich and spool:
            terminal.table(["id", "who", "what", "place"], islice(spool, limit), lines=False,
                           wide={"who": 4, "what": 6, "place": 2}, least={"id": len(str(last))})  # fmt: skip
        else:
            terminal.rows(islice(spool, limit))
        if left > 0 and not mutt:
            terminal.say(f"and {left:,} more")
        if not (spool or mutt):
            empty = session.network.is_empty()
            terminal.say(
                "nobody is here yet: try `asknet add`"
                if empty
                else f"nobody fits the filters{_of_a_kind(pattern)}{_quoted(ctx, session)}"
            )


def _of_a_kind(words: list[str] | None) -> str:
    """Return the option for a WORD that is a kind of contact (``list people``)."""
    try:
        return f"; `--kind {parse_kind(' '.join(words or []))}` lists a kind of contact"
    except UsageError:
        return ""


def _quoted(ctx: typer.Context, session: Session) -> str:
    """Return the command with quoted values, if words after an option were taken as the WORD."""
    from asknet.cli.did_you_mean import options_of, with_values_quoted

    whole = with_values_quoted("list", session.typed, options_of(ctx.command))
    return f"; put a value of several words in quotes: `{whole}`" if whole else ""


def _mutt(c: Contact) -> list[list[str]]:
    """Return a line for mutt for each address of a contact: address, name and the rest."""
    about = "; ".join(part for part in (c.title, c.org, describe_skills(c.skills)) if part)
    return [[address, c.name, about] for address in c.email if _ADDRESS.fullmatch(address)]


def _answer_mutt(terminal: Terminal, rows: Spool) -> None:
    """Write an answer to mutt: a line that it shows, then address, name and the rest, tab-separated.

    Exits with status 3 if there is none, so that mutt shows the line as an error.
    See "External Address Queries" in mutt's manual.
    """
    found = f"{len(rows)} address{'es' * (len(rows) != 1)}"
    terminal.line(f"asknet: {found}" if rows else "asknet: no such address")
    terminal.rows(rows)
    if not rows:
        raise typer.Exit(ExitCode.NOBODY)


def _drawn(c: Contact, pattern: str) -> list[Cell]:
    """Draw a contact on one line: title and organisation before topics and circles; first what else contains the pattern."""
    kind = "" if c.kind == Kind.PERSON else str(c.kind)
    role = ", ".join(part for part in (c.title, c.org) if part)
    labels = describe_skills(c.skills) or ", ".join(c.circles)
    shown = any(fold(pattern) in fold(text) for text in (role, labels, c.place))
    why = "" if shown else text_with(c, pattern)
    styled = [(why, ""), (kind, ""), (role, ""), (labels, "")]
    parts = [(text, style) for text, style in styled if text]
    what = [part for n, one in enumerate(parts) for part in ([("; ", "dim")] if n else []) + [one]]
    return [str(c.id), [(c.name, "bold")], what, c.place or c.reach or ""]


def _tsv(c: Contact) -> list[Cell]:
    skills = ";".join(str(s) for s in c.skills)
    return [str(c.id), str(c.kind), c.name, skills, c.title, c.org, c.place, c.reach or "",
            ";".join(c.email), ";".join(c.via), ";".join(c.circles)]  # fmt: skip
