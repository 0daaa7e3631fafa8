"""`asknet remove`: take a contact out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.errors import AsknetError, NothingFoundError, UsageError
from asknet.json_values import ask_json, contact_json, interaction_json

if TYPE_CHECKING:
    from asknet.model import Contact


def run(
    ctx: typer.Context,
    name: o.NameWordsIfAny = None,
    entry: Annotated[int | None, typer.Option(metavar="ID", min=1, help="An entry of the log instead.")] = None,
    ask: Annotated[
        str, typer.Option(metavar="ID|last", help="A question instead.", autocompletion=o.complete_ask)
    ] = "",
) -> None:
    """Remove a contact, an entry of the log or a question.

    \b
    Examples:
      asknet remove "Nan Okafor"
      asknet remove id:12
      asknet remove --entry 31
      asknet remove --ask 14

    Interactions that were with them alone go too. Undo brings all of it back. The
    next import of a file that they came from lists them as removed before, and adds
    them only with --restore-removed. To keep somebody but never see them proposed,
    use `asknet edit NAME --no-suggest`; `merge` two contacts of one person.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if (entry is not None) + bool(name) + bool(ask) != 1:
        message = "a contact, an entry or a question is removed, one at a time"
        raise UsageError(message, "Type a name, or --entry or --ask and its number")
    value: dict[str, Any]
    if ask:
        question = session.network.remove_ask(ask)
        value, told = ask_json(question), f"ask {question.id}: {question.date.isoformat()} {question.problem}"
    elif entry is not None:
        gone = session.network.remove_entry(entry)
        value, told = interaction_json(gone), f"entry {entry}: {gone.date.isoformat()} {gone.text}"
    else:
        contact = _removed(session, name or [])
        value, told = contact_json(contact), contact.name
    if terminal.as_json:
        terminal.json(value)
        return
    terminal.line(f"removed {told}")
    session.say_undo()


def _removed(session: Session, words: list[str]) -> Contact:
    """Remove the contact that the words name; several contacts are answered with a command for each."""
    try:
        return session.choosing(" ".join(words), session.network.remove)
    except NothingFoundError:
        each = [_found(session, word) for word in words]
        if len(words) == 1 or not all(each):
            raise
        message = "one contact is removed at a time"
        commands = " && ".join(f"asknet remove {quoted(word)}" for word in words)
        raise UsageError(message, f"Type `{commands}`") from None


def _found(session: Session, word: str) -> bool:
    try:
        session.network.resolve(word, writing=True)
    except AsknetError:
        return False
    return True
