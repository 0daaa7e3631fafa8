"""The lazy table of commands, and the only place where errors are caught."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import asknet
from asknet.cli.completion import complete_in_bash
from asknet.cli.session import Session
from asknet.cli.shared_options import with_shared_options
from asknet.errors import AsknetError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "ask": "Who in my network can help me with this?",
    "add": "Put a contact into the network.",
    "log": "Write down what happened.",
    "history": "Read and search what you wrote down.",
    "asks": "List the problems you asked that are still open.",
    "close": "Say what came of a problem you asked.",
    "review": "Ask of your network what is worth asking from time to time.",
    "page": "Write the network as a page to look at in a browser.",
    "me": "Say what you know yourself.",
    "edit": "Change what is said of a contact.",
    "show": "Show all there is on a contact.",
    "list": "List contacts.",
    "skills": "List what the network knows.",
    "path": "Show who introduced you to a contact.",
    "import": "Read contacts from a file.",
    "export": "Write the network, or a part of it, to a file.",
    "dupes": "Show contacts that may be one person.",
    "merge": "Make two contacts one.",
    "synonym": "Keep words of your own that mean the same.",
    "remove": "Take a contact out of the network.",
    "undo": "Take back the last change.",
    "redo": "Make again what the last undo took back.",
    "backup": "Copy the network to a safe place.",
    "restore": "Put a copy in the place of the network.",
    "check": "Look whether all is well with the network's file.",
    "forget": "Leave nothing of a contact in any file.",
    "demo": "Try it on a bundled example network.",
}
"""Verb -> its line in ``asknet --help``; its module is imported when it is used."""

_HELP = """Who in my own network can help me with this?

\b
Examples:
  asknet add "Nan Okafor" crochet:expert knitting --place Hobart
  asknet ask "crochet pattern"
  asknet log "yesterday: coffee with Nan, she helped me #crochet"
  asknet import contacts.csv
  asknet demo

\b
Environment:
  ASKNET_DB      the network's file, as --db
  ASKNET_TODAY   the day to take for today, as 2026-02-08
  NO_COLOR       set to anything: no colours

Everything stays in one file on this machine; nothing is ever sent anywhere.
"""


class _LazyCommands(TyperGroup):
    """A group whose verbs are imported when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own type
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            module = importlib.import_module(f"asknet.cli.verbs.{'import_' if cmd_name == 'import' else cmd_name}")
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name, context_settings=getattr(module, "CONTEXT_SETTINGS", None))(module.run)
            command = get_command(app)
            with_shared_options(command)
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from asknet.cli.did_you_mean import instead

            message = f"there is no verb {args[0][:40]!r}"
            raise UsageError(message, instead(args, COMMANDS))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit from None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        with formatter.section("Verbs"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(value: bool) -> None:
    if value:
        typer.echo(f"asknet {asknet.__version__}")
        raise typer.Exit


def _asknet(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def command() -> Any:  # noqa: ANN401 - typer's group
    """Build the program: the group of verbs with the shared options."""
    app = typer.Typer(
        cls=_LazyCommands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_HELP,
    )
    app.callback(invoke_without_command=True, help=_HELP)(_asknet)
    group = get_command(app)
    with_shared_options(group)
    return group


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: C901 - a branch for each way to end
    """Run the program and return its exit code; every error ends here, in one line."""
    if os.environ.get("_ASKNET_COMPLETE") == "complete_bash":
        return complete_in_bash(command())
    session = Session()
    terminal = session.terminal
    try:
        code = command().main(
            args=None if arguments is None else list(arguments),
            prog_name="asknet",
            standalone_mode=False,
            obj=session,
        )
        terminal.stdout.flush()
        if code == ExitCode.INTERRUPTED:
            terminal.complain("interrupted")
    except AsknetError as error:
        if session.debug:
            terminal.trace()
        terminal.complain(str(error))
        code = error.exit_code
    except typer.TyperException as error:
        terminal.complain(_usage(error))
        code = ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort, EOFError):
        terminal.complain("interrupted")
        code = ExitCode.INTERRUPTED
    except SystemExit as left:
        # typer leaves so when a pipe is closed (1), and after completing a word
        code = left.code if "_ASKNET_COMPLETE" in os.environ else ExitCode.DONE
    except BrokenPipeError:
        code = ExitCode.DONE
    except OSError as error:
        done = "; the change itself was made" if session.changed else ""
        why = (error.strerror or str(error)).lower()
        terminal.complain(f"the output could not be written ({why}){done}. Check where it goes")
        code = ExitCode.FAILED
    except Exception as error:  # noqa: BLE001 - the last resort, so that nobody meets a traceback
        if session.debug:
            terminal.trace()
        kind = type(error).__name__
        terminal.complain(f"a mistake in asknet itself ({kind}). Run it again with --debug to see")
        code = ExitCode.FAILED
    finally:
        session.close()
        terminal.close()
        _quiet_streams()
    return int(code or 0)


def _usage(error: typer.TyperException) -> str:
    """Make one line of what typer says of a command put together wrongly."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "asknet"
    said = " ".join(error.format_message().split()).rstrip(".")
    if said.startswith("No such option"):
        said += ". Words that begin with a dash go after --"
    return f"{said}. See `{where} --help`."


def _quiet_streams() -> None:
    """Keep Python's shutdown from complaining of a pipe or disk that is gone."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
