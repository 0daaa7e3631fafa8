"""`asknet skills`: list what the network knows."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.json_values import topic_json

_PARTS = {
    "skill": ["topic", "contacts", "best level"],
    "title": ["title", "contacts"],
    "org": ["organisation", "contacts"],
}


def run(
    ctx: typer.Context,
    pattern: Annotated[list[str] | None, typer.Argument(metavar="[PATTERN]", help="Part of a topic.")] = None,
    kind: o.KindOption = None,
) -> None:
    """List what your network knows: topics, titles and organisations, the commonest first.

    \b
    Examples:
      asknet skills
      asknet skills craft
      asknet skills --kind community

    In a pipe each line is: topic, number of contacts, best level, and whether it is
    a skill, a title or an org.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    topics = session.network.skills(" ".join(pattern or []), kind=kind)
    if terminal.as_json:
        terminal.json([topic_json(topic) for topic in topics])
    elif topics and not terminal.rich:
        terminal.rows([(t.topic, str(t.contacts), t.best or "", t.source) for t in topics])
    elif topics:
        for source, columns in _PARTS.items():
            if part := [t for t in topics if t.source == source]:
                terminal.table(columns, [(t.topic, str(t.contacts), t.best or "")[: len(columns)] for t in part])
    else:
        terminal.say("there is no such topic" if pattern else "there are no topics yet")
