"""The lazy table of commands, and the place where an error that nobody handled becomes a line and an exit status."""

import contextlib
import gc
import importlib
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import asknet
from asknet.cli.completion import complete, completes
from asknet.cli.session import Session
from asknet.cli.shared_options import with_shared_options
from asknet.errors import AsknetError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "ask": "Who in my network can help me with this?",
    "message": "Write to somebody who can help.",
    "open": "Open a contact in your mail program, telephone or browser.",
    "add": "Add a contact.",
    "log": "Write down what happened.",
    "history": "Read and search the log.",
    "asks": "List the problems you asked that are still open.",
    "close": "Record the outcome of a problem you asked.",
    "review": "Look at your network as a whole: what it knows, give and take, what is due.",
    "page": "Write your network as a page to look at in a browser.",
    "me": "Describe yourself: skills, addresses, signature.",
    "edit": "Change a contact.",
    "show": "Show everything about a contact.",
    "list": "List contacts.",
    "skills": "List what your network knows.",
    "path": "Show who introduced you to a contact.",
    "import": "Import contacts from a file.",
    "export": "Export the network, or a part of it, to a file.",
    "dupes": "Show possible duplicates.",
    "merge": "Merge two contacts into one.",
    "synonym": "Manage your own words that mean the same.",
    "remove": "Remove a contact, an entry of the log or a question.",
    "undo": "Undo the last change.",
    "redo": "Redo what the last undo undid.",
    "backup": "Copy the network to a safe place.",
    "restore": "Replace the network with a copy.",
    "check": "Check the network's file.",
    "forget": "Erase a contact from the database and its backups.",
    "mcp": "Let an assistant ask your network, by the Model Context Protocol.",
    "demo": "Try it on a bundled example network.",
}
"""Verb -> its line in ``asknet --help``; its module is imported when it is used."""

GROUPS = {
    "Ask": ("ask", "message", "open", "asks", "close"),
    "Keep": ("add", "edit", "log", "me", "dupes", "merge", "remove", "synonym"),
    "Look": ("review", "page", "list", "show", "skills", "path", "history", "demo"),
    "Files": ("import", "export", "mcp"),
    "Safety": ("undo", "redo", "backup", "restore", "check", "forget"),
}
"""The headings of ``asknet --help``, and the verbs below each."""

_HOLD_DAYS = frozenset({"--every", "--met", "--older", "--on", "--since"})
"""Options whose value may be a day or a period of several words."""

_HELP = """Who in my own network can help me with this?

\b
Examples:
  asknet ask                      asks what you need: no quotes
  asknet ask "crochet pattern"
  asknet message 1
  asknet log                      asks what happened: no quotes
  asknet add "Nan Okafor" crochet:expert knitting --place Hobart
  asknet import contacts.csv
  asknet demo

\b
Environment:
  ASKNET_DB      the network's file, as --db
  ASKNET_TODAY   the date to use as today, as 2026-02-08
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
        if args[0].lower() == "help":
            if args[1:] and args[1] in COMMANDS:
                args = [args[1], "--help"]
            else:
                typer.echo(ctx.get_help())
                raise typer.Exit
        if not _HOLD_DAYS.isdisjoint(args):
            from asknet.cli.typed_days import with_whole_days

            args = with_whole_days(args)
        if isinstance(ctx.obj, Session):
            ctx.obj.typed = args[1:]
        other = args[0].removesuffix("s") if args[0].endswith("s") else f"{args[0]}s"
        if args[0] not in COMMANDS and other in COMMANDS:
            args = [other, *args[1:]]  # ``skill`` for ``skills``, ``logs`` for ``log``
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from asknet.cli.did_you_mean import instead, options_of

            message = f"there is no verb {args[0][:40]!r}"
            somebody = ctx.obj.is_somebody if isinstance(ctx.obj, Session) else lambda _name: False
            raise UsageError(
                message, instead(args, COMMANDS, lambda verb: options_of(self.get_command(ctx, verb)), somebody)
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit from None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        for heading, verbs in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(verb, COMMANDS[verb]) for verb in verbs])


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
    if context.invoked_subcommand is not None:
        return
    session: Session = context.obj
    if session.terminal.rich:
        from asknet.cli.verbs.start import show_next_steps

        show_next_steps(session)
    else:
        typer.echo(context.get_help())


@cache
def command() -> Any:  # noqa: ANN401 - typer's group
    """Build the program, once per process: the group of verbs with the shared options."""
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


def main(arguments: "Sequence[str] | None" = None) -> int:  # noqa: C901, PLR0912 - a branch for each way to end
    """Run the program and return its exit status; every error is reported here, in one line."""
    if completes(sys.argv[1:] if arguments is None else arguments):
        return complete(command(), sys.argv[1:] if arguments is None else arguments)
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
        session.report_upgrade()
        if code == ExitCode.INTERRUPTED:
            terminal.complain("interrupted")
    except AsknetError as error:
        if session.debug:
            terminal.trace()
        terminal.complain(str(error))
        code = error.exit_code
    except typer.TyperException as error:
        terminal.complain(_usage(error, session.typed))
        code = ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort, EOFError):
        terminal.complain("interrupted")
        code = ExitCode.INTERRUPTED
    except SystemExit as left:
        # typer raises this if a pipe is closed (1), and after completing a word
        code = left.code if "_ASKNET_COMPLETE" in os.environ else ExitCode.DONE
    except BrokenPipeError:
        code = ExitCode.DONE
    except OSError as error:
        done = "; the change itself was saved" if session.changed else ""
        why = (error.strerror or str(error)).lower()
        terminal.complain(f"the output could not be written ({why}){done}. Check where it goes")
        code = ExitCode.FAILED
    except Exception as error:  # noqa: BLE001 - the last resort, so that nobody sees a traceback
        if session.debug:
            terminal.trace()
        kind = type(error).__name__
        terminal.complain(f"internal error ({kind}). Run it again with --debug to see more")
        code = ExitCode.FAILED
    finally:
        session.close()
        terminal.close()
        _quiet_streams()
        if arguments is None:
            gc.freeze()  # the interpreter is about to end: a last collection is a twentieth of a short run
    return int(code or 0)


def _usage(error: typer.TyperException, typed: "Sequence[str]") -> str:
    """Return typer's message about an invalid command as one line, with what to type instead if that is clear."""
    from asknet.cli.did_you_mean import options_of, with_option_of, with_values_quoted

    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "asknet"
    said = " ".join(error.format_message().split()).rstrip(".")
    command = context.command if context is not None and context.parent is not None else None
    verb = command.name if command else ""
    options = options_of(command) if command else {}
    if said.startswith("No such option"):
        name = getattr(error, "option_name", "")
        meant = with_option_of(verb, typed, name, options) if verb else None
        said = f"there is no option {name}" + (f" for {verb}" if verb else "")
        said += (f". Type `{meant}`" if meant else "") + ". Words that begin with a dash go after --"
    elif said.startswith("Got unexpected extra") and verb:
        meant = with_values_quoted(verb, typed, options)
        said += f". Type `{meant}`" if meant else ". Put several words that belong together in quotes"
    return f"{said}. See `{where} --help`."


def _quiet_streams() -> None:
    """Keep Python's shutdown from complaining of a pipe or disk that is gone."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            try:
                stream.flush()
            except (OSError, ValueError):
                setattr(sys, name, None)  # or Python flushes it once more, and exits with 120
