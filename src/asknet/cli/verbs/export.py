"""`asknet export`: which contacts, in what format, and where to."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.cli.spool import IN_MEMORY
from asknet.environment import named_path
from asknet.errors import UsageError
from asknet.exporting import Exported
from asknet.formats.registry import WRITTEN, written_as

CONTEXT_SETTINGS = {"allow_extra_args": True}
"""A file without ``-o`` is answered with the command that writes it."""
_FORMATS = f"{', '.join(form.name for form in WRITTEN[:-1])} or {WRITTEN[-1].name}"


def run(
    ctx: typer.Context,
    file: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")] = "-",
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help=f"{_FORMATS}; else as FILE ends, else yaml.")
    ] = "",
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    skill: Annotated[str, typer.Option(help="Part of a topic they know.", autocompletion=o.complete_topic)] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is no earlier export.")] = False,
) -> None:
    """Write the network, or a part of it, to a file.

    \b
    Examples:
      asknet export -o network.yaml
      asknet export --format csv > contacts.csv
      asknet export --skill crochet --reach national -o crochet.vcf

    JSON and YAML hold everything; `asknet import` of one into an empty database
    gives the same network. CSV and vCard hold contacts alone, without yourself,
    what happened and what you asked, and so do all four with a filter. CSV is
    safe to open in a spreadsheet. FILE is readable by you alone, and is replaced
    only when all is written; one that is no earlier export only with --force.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if ctx.args:
        message = f"{' '.join(ctx.args)} stands without -o"
        chosen_by = (("--format", form), ("--kind", kind), ("--reach", reach), ("--skill", skill))
        rest = "".join(f" {option} {quoted(value)}" for option, value in chosen_by if value)
        raise UsageError(message, f"Type `asknet export -o {quoted(' '.join(ctx.args))}{rest}`")
    chosen = form or (written_as(file) if file != "-" else "json" if terminal.as_json else "yaml")
    network = session.network
    if file != "-":
        done = network.export(named_path(file), form=chosen, kind=kind, reach=reach, skill=skill, force=force)
        if terminal.as_json:
            terminal.json({"file": file} | done._asdict())
        terminal.say(f"wrote {file}: {_told(done)}")
        return
    with SpooledTemporaryFile(IN_MEMORY) as spool:
        # nobody who writes waits until a pager has been left
        done = network.export(spool, form=chosen, kind=kind, reach=reach, skill=skill)
        spool.seek(0)
        terminal.copy(spool)
    terminal.say(_told(done))


def _told(done: Exported) -> str:
    contacts = f"{done.contacts} contact{'s' * (done.contacts != 1)}"
    if not done.whole:
        return f"{contacts} as {done.form}"
    return f"{contacts}, {done.interactions} in the log, {done.asks} asked, as {done.form}"
