"""`asknet mcp`: how the assistant server is started."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from asknet import environment
from asknet.cli.session import Session
from asknet.errors import AsknetError, UsageError

_SHARED = ("addresses", "notes", "log")


def run(
    ctx: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Let it log, close and add too, and record its questions.")
    ] = False,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar=",".join(_SHARED), help="What private parts it may see; none if not said."),
    ] = None,
) -> None:
    """Let an assistant ask your network, by the Model Context Protocol.

    \b
    Examples:
      asknet mcp                        # what an assistant's settings name
      asknet mcp --with addresses,log
      asknet mcp --write

    The assistant starts it and speaks with it on standard input and output; standard
    error gets a line for every call. What a connected assistant sees, its
    maker may see too: docs/ASSISTANTS.md says what that is, and what to write into
    the settings of the usual ones.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    shared = {part.strip().lower() for given in with_ or [] for part in given.split(",") if part.strip()}
    for part in sorted(shared - set(_SHARED)):
        message = f"{part[:30]!r} is nothing that can be shared"
        raise UsageError(message, f"--with takes {', '.join(_SHARED)}")
    try:
        from asknet.assistant.server import serve
        from asknet.assistant.sharing import Sharing
    except ModuleNotFoundError as error:
        message = f"the assistant server needs {error.name}, which is not installed"
        raise AsknetError(message, "Type `pip install 'asknet[mcp]'`, or `pipx inject asknet mcp`") from error
    if terminal.stdin.isatty():
        terminal.say("an assistant starts this and speaks with it; see docs/ASSISTANTS.md. Ctrl-C ends it")
    path = environment.database_path(session.db)

    def say(line: str) -> None:
        with suppress(OSError):  # the client has closed it
            terminal.say(f"asknet mcp: {line}")
            terminal.stderr.flush()

    serve(path, Sharing(**dict.fromkeys(shared, True)), writing=write, say=say)
