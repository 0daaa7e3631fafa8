"""`asknet history`: the log, read and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.terminal import cell_text
from asknet.json_values import interaction_json
from asknet.model import Direction

if TYPE_CHECKING:
    from asknet.cli.terminal import Cell
    from asknet.model import Interaction


def run(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME] [WORDS]", help="A contact, and words to find in entries.", autocompletion=o.complete_name
        ),
    ] = None,
    since: Annotated[str, typer.Option(metavar="PERIOD|DAY", help="Since when: 90d, last week, 3 Nov.")] = "",
) -> None:
    """Read and search the log.

    \b
    Examples:
      asknet history
      asknet history Nan
      asknet history Nan blanket --since 1y
      asknet history sourdough --json

    The numbers are those of `asknet log --edit` and `asknet remove --entry`. In
    a pipe each line is: number, day, kind and direction, with whom, text, topics,
    and who is mentioned.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    found = session.choosing(" ".join(words or []), lambda _: session.network.history(words or [], since=since))
    if terminal.as_json:
        terminal.json([interaction_json(entry) for entry in found])
        return
    if found and terminal.rich:
        columns, rows = ["entry", "day", "", "with", "what", "about"], [_drawn(entry) for entry in found]
        used = [at for at in range(len(columns)) if any(cell_text(row[at]) for row in rows)]  # others get the width
        shown = [[row[at] for at in used] for row in rows]
        terminal.table([columns[at] for at in used], shown, wide={"what": 5, "with": 2, "about": 2})
    else:
        terminal.rows(map(_row, found))
    if not found:
        some = bool(words or since) and bool(session.network.history([]))
        terminal.say("no entry fits" if some else "nothing is logged yet: try `asknet log`")


def _drawn(entry: Interaction) -> list[Cell]:
    """Draw an entry, its topics below its text."""
    *first, text, topics, about = _row(entry)
    return [*first, [(text, ""), (f"\n{topics}" if topics else "", "")], about]


def _row(entry: Interaction) -> list[str]:
    way = "" if entry.direction is Direction.NONE else entry.direction.value
    return [
        str(entry.id),
        entry.date.isoformat(),
        ", ".join(part for part in (entry.kind, way) if part),
        ", ".join(name for _, name in entry.with_),
        entry.text,
        " ".join(f"#{topic.replace(' ', '-')}" for topic in entry.topics),
        ", ".join(name for _, name in entry.mentioned),
    ]
