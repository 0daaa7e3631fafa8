"""`asknet export`: which contacts, in what format, and where to."""

from __future__ import annotations

import re
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.cli.spool import IN_MEMORY
from asknet.environment import named_path
from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.exporting import Exported
from asknet.formats.registry import WRITTEN, written_as
from asknet.text import counted

if TYPE_CHECKING:
    from pathlib import Path

_FILE = re.compile(r"[/\\]|\.\w{2,5}$")
"""The pattern of a file's name rather than a contact's."""
_FORMATS = f"{', '.join(form.name for form in WRITTEN[:-1])} or {WRITTEN[-1].name}"


def run(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME ...]", autocompletion=o.complete_name, help="Contacts to write as cards to pass on."
        ),
    ] = None,
    file: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")] = "-",
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="NAME", help=f"{_FORMATS}; by default what FILE ends in, or yaml (NAME: vcard)."
        ),
    ] = "",
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    skill: Annotated[str, typer.Option(help="Part of a topic they know.", autocompletion=o.complete_topic)] = "",
    place: Annotated[str, typer.Option(help="Part of where they are.")] = "",
    org: Annotated[str, typer.Option(help="Part of where they work or belong.")] = "",
    circle: Annotated[
        str, typer.Option(metavar="NAME", help="Contacts in this circle.", autocompletion=o.complete_circle)
    ] = "",
    private: Annotated[
        bool, typer.Option("--with-private", help="With NAME: also notes, circles, closeness and everything else.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is not an earlier export.")] = False,
) -> None:
    """Export the network, or a part of it, to a file.

    \b
    Examples:
      asknet export -o network.yaml
      asknet export --format csv > contacts.csv
      asknet export --skill crochet --reach national -o crochet.vcf
      asknet export "Nan Okafor" -o nan.vcf
      asknet export "Nan Okafor" --with-private --format json

    JSON and YAML hold everything; importing one into an empty database gives the
    same network. CSV and vCard hold contacts only, without yourself, what happened
    and what you asked; so do all four with a filter. A contact by name is a card
    to pass on: name, aliases, title, organisation, place, addresses, numbers,
    links and skills, unless --with-private. CSV is safe to open in a spreadsheet.
    FILE is readable by you alone, and is replaced only when everything is written;
    one that is not an earlier export only with --force.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if private and not names:
        message = "--with-private needs contacts by name"
        raise UsageError(message, "Name them; an export without a name is complete anyway")
    chosen_by = (("--format", form), ("--kind", kind), ("--reach", reach), ("--skill", skill),
                 ("--place", place), ("--org", org), ("--circle", circle))  # fmt: skip
    rest = "".join(f" {option} {quoted(value)}" for option, value in chosen_by if value)
    try:
        named = [_meant(session, name, names or [], rest) for name in _each(session, names or [])]
    except NothingFoundError as error:
        from asknet.cli.did_you_mean import options_of, with_values_quoted

        if whole := with_values_quoted("export", session.typed, options_of(ctx.command)):
            raise NothingFoundError(error.message, f"Put a value of several words in quotes: `{whole}`") from None
        raise
    chosen = form or (written_as(file) if file != "-" else "json" if terminal.as_json else "vcard" if named else "yaml")
    network = session.network

    def written(out: IO[bytes] | Path) -> Exported:
        return network.export(
            out,
            form=chosen,
            kind=kind,
            reach=reach,
            skill=skill,
            place=place,
            org=org,
            circle=circle,
            names=named,
            private=private,
            force=force,
        )

    if file != "-":
        done = written(named_path(file))
        if terminal.as_json:
            terminal.json({"file": file} | done._asdict())
        terminal.say(f"wrote {file}: {_in_words(done)}")
        return
    with SpooledTemporaryFile(IN_MEMORY) as spool:
        # so that no writer has to wait until a pager is closed
        done = written(spool)
        spool.seek(0)
        terminal.copy(spool)
    terminal.say(_in_words(done))


def _each(session: Session, words: list[str]) -> list[str]:
    """Return the contacts that words name: one, if the words together are a name, else one for each."""
    if len(words) > 1:
        with suppress(NothingFoundError, AmbiguousNameError):
            return [f"id:{session.network.resolve(' '.join(words), writing=True).id}"]
    return words


def _meant(session: Session, name: str, names: list[str], rest: str) -> str:
    """Return a contact by number; for a file name, refuse with the command that writes the other `names` and the `rest`."""
    try:
        return session.meant(name)
    except NothingFoundError:
        if _FILE.search(name):
            message = f"{name} is given without -o"
            others = [other for other in names if other != name]
            whole = " ".join(others)
            shown = "".join(f" {quoted(one)}" for one in ([whole] if others and session.is_somebody(whole) else others))
            raise UsageError(message, f"Type `asknet export{shown} -o {quoted(name)}{rest}`") from None
        raise


def _in_words(done: Exported) -> str:
    contacts = counted(done.contacts, "contact")
    if not done.whole:
        return f"{contacts} as {done.form}"
    return f"{contacts}, {done.interactions} in the log, {done.asks} asked, as {done.form}"
