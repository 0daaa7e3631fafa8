"""`asknet forget`: erase a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.errors import ExitCode, NothingFoundError, UsageError
from asknet.json_values import forgotten_json
from asknet.text import counted

if TYPE_CHECKING:
    from asknet.safety.forget import Forgotten


def run(
    ctx: typer.Context,
    name: o.NameWords,
    confirm: Annotated[str, typer.Option("--confirm", metavar="NAME", help="The full name once more.")] = "",
) -> None:
    """Erase a contact from the database and its backups.

    \b
    Examples:
      asknet forget "Nan Okafor"
      asknet forget id:12 --confirm "Nan Okafor"

    Their record, entries with nobody else, and everything about them in the index,
    the undo log and the automatic backups are erased for good. Entries with others
    stay, with the name removed; so do problems and notes that name them. The page
    beside the file is deleted, and pages written elsewhere are listed. It cannot
    be undone, and no other program may be using the file. Files you exported or named
    yourself must be deleted by you. As no record of them is kept, importing a file
    that still has them adds them again.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    session.network.finish_forgetting()
    typed = " ".join(name)
    try:
        number = session.meant(typed)
    except NothingFoundError as error:
        raise _removed_before(session, typed) or error from None
    if not confirm:
        contact = session.network.resolve(number, writing=True)
        if not terminal.interactive:
            message = f"forgetting {contact.name} cannot be undone"
            raise UsageError(message, f'If you are sure, add --confirm "{contact.name}"')
        terminal.say(f"This forgets {contact.name}, and log entries with nobody else. It cannot be undone.")
        confirm = terminal.ask("Type the full name to confirm:")
    done = session.network.forget(number, confirm=confirm)
    if terminal.as_json:
        terminal.json(forgotten_json(done))
    else:
        _report(session, done)
    if done.notices:
        raise typer.Exit(ExitCode.FAILED)


def _removed_before(session: Session, name: str) -> NothingFoundError | None:
    """Return the error for a contact who was removed, if the undo log shows it, with how to bring them back."""
    from asknet.text import fold_name

    steps = session.network.steps()
    wanted = fold_name(name)
    since = next((n for n, step in enumerate(steps) if fold_name(step.did) == f"removed {wanted}"), None)
    if since is None or not wanted:
        return None
    undo = f"asknet undo --to {steps[since].id}" if since else "asknet undo"
    also = f" (with the {since} later change{'s' * (since > 1)})" if since else ""
    message = f"{name} was removed, and can still be brought back by undoing"
    return NothingFoundError(message, f"Type `{undo}`{also}, then `asknet forget {quoted(name)}`")


def _report(session: Session, done: Forgotten) -> None:
    terminal = session.terminal
    counts = (
        (done.entries, "entry with nobody else was removed", "entries with nobody else were removed"),
        (done.reworded, "other text no longer names them", "other texts no longer name them"),
        (done.backups, "automatic backup was replaced", "automatic backups were replaced"),
    )
    terminal.line("; ".join([f"forgot {done.name}", *(counted(*each) for each in counts if each[0])]))
    if done.contacts:
        terminal.line(f"others still have the name: {', '.join(done.contacts)}; edit or forget them too if necessary")
    if done.perhaps:
        terminal.line(f"may or may not name them, so left unchanged: {', '.join(done.perhaps)}")
    for path in done.strangers:
        terminal.line(f"not asknet's, so left alone: {path}")
    if done.page:
        terminal.line(f"deleted the page {done.page}; `asknet page` writes a new one")
    for path in done.pages:
        terminal.line(f"this page may show them, so delete it or write it again: {path}")
    if done.notices:
        terminal.complain(
            f"{done.name} is forgotten, but {'; '.join(done.notices)}. Free some space and see `asknet check`"
        )
    terminal.say("copies you exported, and your shell's history, must be deleted by you")
    if done.imported:
        terminal.say("importing a file that still has them adds them again: delete them there too")
