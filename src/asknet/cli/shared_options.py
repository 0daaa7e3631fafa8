"""The options that every verb has, both before and after it."""

from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from asknet.cli.session import Session


def _shared(
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH", help="The network's file (or set ASKNET_DB)."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours (or set NO_COLOR).")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Results and errors only, no messages.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask anything.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an error comes from.")] = False,
) -> None:
    """Declare the shared options, which typer reads from here."""


def _note(context: Any, param: Any, value: Any) -> Any:  # noqa: ANN401 - typer's own types
    """Store a shared option in the session, whatever its position on the line."""
    session = context.find_root().obj
    if not isinstance(session, Session) or not value:
        return value
    if param.name == "db":
        session.db = value
    elif param.name == "json":
        session.terminal.as_json = True
    elif param.name == "no_color":
        session.terminal.colour = False
    elif param.name == "debug":
        session.debug = True
    else:
        setattr(session.terminal, param.name, True)
    return value


@cache
def _params() -> list[Any]:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(_shared)
    params = list(get_command(app).params)
    for param in params:
        param.expose_value = False
        param.callback = _note
    return params


def with_shared_options(command: Any) -> None:  # noqa: ANN401 - what typer builds
    """Give a command the shared options, after its own."""
    command.params.extend(_params())
