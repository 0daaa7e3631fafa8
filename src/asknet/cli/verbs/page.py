"""`asknet page`: write the page."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from asknet.cli.session import Session
from asknet.environment import named_path
from asknet.errors import UsageError
from asknet.page.data import WITH
from asknet.text import counted


def complete_with(incomplete: str) -> list[str]:
    """Complete what can be included in a page."""
    return [word for word in WITH if word.startswith(incomplete)]


def run(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; by default NAME.page.html beside NAME.db.")
    ] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    with_: Annotated[
        str,
        typer.Option("--with", metavar="WHAT", help=f"Include any of {','.join(WITH)}.", autocompletion=complete_with),
    ] = "",
    initials: Annotated[bool, typer.Option("--initials", help="Call people by their initials.")] = False,
) -> None:
    """Write your network as a page to look at in a browser.

    \b
    Examples:
      asknet page --open
      asknet page -o network.html --initials
      asknet page --with addresses,notes,log

    One HTML file that opens anywhere, offline: search, who led you to whom, what
    they know, give and take, ties and growth, with the figures of `asknet review`.
    Addresses, notes and log texts are left out unless --with includes them. The
    page loads and sends nothing, and is readable by you alone. `forget` deletes
    the page beside the database, and lists the others.
    """
    from asknet.page.write import write_page

    if file == "-":
        message = (
            "a page is a file that you alone can read and that `forget` knows of; it is not written to standard output"
        )
        raise UsageError(message, "Name a file: -o network.html")
    gc.disable()  # everything is kept until the process ends soon after: 10,000 contacts take a quarter less time
    session: Session = ctx.obj
    terminal = session.terminal
    chosen = [word for word in (part.strip() for part in with_.split(",")) if word]
    written = write_page(session.network, named_path(file) if file else None, with_=chosen, initials=initials)
    if terminal.as_json:
        terminal.json({
            "file": str(written.path), "contacts": written.contacts, "bytes": written.bytes, "with": chosen,
            "initials": initials, "noted": written.noted,
        })  # fmt: skip
    else:
        terminal.line(f"wrote {written.path}: {counted(written.contacts, 'contact')}, {written.bytes // 1000 or 1} kB")
    if chosen:
        terminal.say(f"it contains {', '.join(chosen)}: protect it as you protect the network itself")
    if not written.noted:
        terminal.say("the network cannot be written to now, so `forget` will not list this page")
    if open_it:
        import webbrowser

        if not webbrowser.open(written.path.absolute().as_uri()):
            terminal.say("no browser was found: open the file yourself")
    elif terminal.rich:
        terminal.say("`--open` shows it in the browser")
