"""`asknet remove`: remove a contact, an entry or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.errors import NothingFoundError, UsageError
from asknet.json_values import ask_json, contact_json, interaction_json

if TYPE_CHECKING:
    from asknet.model import Contact


def run(
    ctx: typer.Context,
    name: o.NameWordsIfAny = None,
    entries: Annotated[
        list[int] | None, typer.Option("--entry", metavar="ID", min=1, help="An entry of the log instead.")
    ] = None,
    asks: Annotated[
        list[str] | None,
        typer.Option("--ask", metavar="ID|last", help="A question instead.", autocompletion=o.complete_ask),
    ] = None,
) -> None:
    """Remove a contact, an entry of the log or a question.

    \b
    Examples:
      asknet remove "Nan Okafor"
      asknet remove id:12
      asknet remove --entry 31
      asknet remove --ask 14

    Interactions with nobody else are removed too. `undo` brings everything back.
    The next import of a file that they came from lists them as removed before, and
    adds them only with --restore-removed. To keep somebody but never see them
    suggested, use `asknet edit NAME --no-suggest`; for two records of one person, `merge`.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    each = [f"--entry {one}" for one in entries or ()] + [f"--ask {one}" for one in asks or ()]
    if bool(name) + len(each) != 1:
        message = "one thing can be removed at a time"
        commands = " && ".join(f"asknet remove {one}" for one in each)
        several = len(each) > 1 and not name
        raise UsageError(
            message, f"Type `{commands}`" if several else "Give a name, or --entry or --ask with its number"
        )
    entry, ask = entries[0] if entries else None, asks[0] if asks else ""
    value: dict[str, Any]
    if ask:
        question = session.network.remove_ask(ask)
        value, what = ask_json(question), f"ask {question.id}: {question.date.isoformat()} {question.problem}"
    elif entry is not None:
        gone = session.network.remove_entry(entry)
        value, what = interaction_json(gone), f"entry {entry}: {gone.date.isoformat()} {gone.text}"
    else:
        contact = _removed(session, name or [])
        value, what = contact_json(contact), contact.name
    if terminal.as_json:
        terminal.json(value)
        return
    terminal.line(f"removed {what}")
    session.say_undo()


def _removed(session: Session, words: list[str]) -> Contact:
    """Remove the contact that the words name; several contacts are refused with a command for each."""
    try:
        return session.choosing(" ".join(words), session.network.remove)
    except NothingFoundError:
        names = _names_in(session, words)
        if names is None:
            raise
        unknown = [name for name in names if not session.is_somebody(name)]
        message = f"nobody here is called {unknown[0]!r}" if unknown else "one contact can be removed at a time"
        commands = " && ".join(f"asknet remove {quoted(name)}" for name in names if name not in unknown)
        raise (NothingFoundError if unknown else UsageError)(message, f"Type `{commands}`") from None


def _names_in(session: Session, words: list[str]) -> list[str] | None:
    """Return the names that words are one after the other, the longest first; None if none of them is a contact's."""
    names: list[str] = []
    left = list(words)
    while left:
        count = next((n for n in range(len(left), 0, -1) if session.is_called(" ".join(left[:n]))), 1)
        names.append(" ".join(left[:count]))
        left = left[count:]
    return names if len(names) > 1 and any(map(session.is_somebody, names)) else None
