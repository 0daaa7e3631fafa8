"""`asknet backup`: copy the network, or list the copies that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli.session import Session
from asknet.errors import UsageError
from asknet.json_values import copy_json

if TYPE_CHECKING:
    from asknet.safety.backup import Copy


def run(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="Where to; by default among the automatic backups."),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the automatic backups.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an older copy.")] = False,
) -> None:
    """Copy the network to a safe place.

    \b
    Examples:
      asknet backup
      asknet backup ~/safe/network-2026.db
      asknet backup --list

    The copy is checked, and readable by you alone; other programs may keep writing
    in the meantime. Automatic backups are kept beside the network, the last 5: before a
    large import, a new version of the file, a repair and a restore. `asknet
    restore FILE` restores one. In a pipe each line of the list is: name,
    when, bytes, why, tab-separated.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if listing:
        if file is not None:
            message = "--list shows the automatic backups and takes no file"
            raise UsageError(message, "Leave out one of them")
        copies = session.network.backups()
        if terminal.as_json:
            terminal.json([copy_json(copy) for copy in copies])
            return
        terminal.table(
            ["name", "when", "size", "why"],
            [_row(c, plain=not terminal.rich) for c in copies],
            wide={"why": 1},
            whole=["name"],
        )
        said = f"in {copies[0].path.parent}" if copies else "there are no automatic backups yet"
        terminal.say(said)
        return
    copy = session.network.backup(file, force=force)
    if terminal.as_json:
        terminal.json(copy_json(copy))
        return
    terminal.line(f"copied the network to {copy.path} ({_size(copy.bytes)})")


def _row(copy: Copy, *, plain: bool) -> tuple[str, str, str, str]:
    if plain:
        return copy.path.name, copy.at, str(copy.bytes), copy.why
    return copy.path.name, copy.at[:16].replace("T", " "), _size(copy.bytes), copy.why


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 1_000_000 else f"{count / 1000:,.0f} kB"  # noqa: PLR2004 - units
