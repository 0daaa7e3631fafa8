"""`asknet merge`: merge two contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.json_values import merged_json
from asknet.text import counted

if TYPE_CHECKING:
    from asknet.dedupe.merge import Merged


def run(
    ctx: typer.Context,
    name: o.OneName,
    other: Annotated[str, typer.Argument(metavar="OTHER", autocompletion=o.complete_name, show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")] = False,
) -> None:
    """Merge two contacts into one.

    \b
    Examples:
      asknet merge "Nan Okafor" "Okafor, Nan"
      asknet merge id:12 id:31
      asknet merge id:12 id:31 --dry-run

    Everything that the second has goes to the first: skills, interactions, outcomes of
    asks, introductions, addresses and notes. Where only one value is possible, the
    first one's stays; of two outcomes of one ask, the better one. The second name
    becomes an alias. `undo` separates them again.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    kept, gone = session.meant(name), session.meant(other)
    merged = session.network.merge(kept, gone, dry_run=dry_run)
    if terminal.as_json:
        terminal.json(merged_json(merged))
        return
    terminal.line(in_words(merged, would=dry_run))
    if not dry_run:
        session.say_undo()


def in_words(merged: Merged, *, would: bool = False) -> str:
    """Return in one line what was merged, and what was moved."""
    moved = merged.moved
    counts = {
        "skill": len(merged.skills),
        "interaction": moved.interactions,
        "ask": moved.asks,
        "introduction": moved.introduced,
        "imported row": moved.sources,
    }
    parts = [counted(number, what) for what, number in counts.items() if number]
    fields = [f for f in merged.fields if f != "aliases"]
    if fields:
        parts.append(", ".join(fields))
    came = f": {', '.join(parts)}" if parts else ""
    if moved.better:
        came += f"; kept the better outcome ({' and '.join(moved.better)}) where both were asked about one problem"
    known = f"; also known as {', '.join(merged.contact.aliases)}" if merged.contact.aliases else ""
    return f"{'would merge' if would else 'merged'} {merged.gone.name} into {merged.contact.name}{came}{known}"
