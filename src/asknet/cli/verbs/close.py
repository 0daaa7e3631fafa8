"""`asknet close`: parse the outcome of a question and show it."""

from __future__ import annotations

from itertools import takewhile
from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.render.asks import outcomes_of
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.cli.trailing_words import names_in_front
from asknet.errors import UsageError
from asknet.json_values import ask_json
from asknet.model import Outcome
from asknet.numbers import read_number

CONTEXT_SETTINGS = {"allow_extra_args": True}
"""A name after the number is answered with the command that says whether it helped."""
_Names = list[str] | None
_KEYS = "[y] yes  [p] partly  [n] no  [a] no answer  [q] leave it open"
_OPTIONS = {"y": "--helped-by", "p": "--partly", "n": "--no-help", "a": "--no-answer"}
_OTHERWISE = ", or --partly, --no-help or --no-answer"
_SIGNS = {
    "a": frozenset("answer answered reply replied respond responded silent silence".split()),
    "p": frozenset("partly partially little half bit somewhat".split()),
    "n": frozenset("no not never nothing couldn't couldnt didn't didnt can't cant unable wrong".split()),
}
"""Words behind a name that make one outcome likelier than help, by its key; the key asks for it all the same."""


def run(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="[ID|last]", show_default=False, autocompletion=o.complete_ask)
    ] = "last",
    helped_by: Annotated[
        _Names, typer.Option(metavar="NAME", help="Who helped (repeatable).", autocompletion=o.complete_name)
    ] = None,
    partly: Annotated[
        _Names, typer.Option(metavar="NAME", help="Who helped a little.", autocompletion=o.complete_name)
    ] = None,
    no_help: Annotated[
        _Names, typer.Option(metavar="NAME", help="Who could not help.", autocompletion=o.complete_name)
    ] = None,
    no_answer: Annotated[
        _Names, typer.Option(metavar="NAME", help="Who did not answer.", autocompletion=o.complete_name)
    ] = None,
    note: Annotated[str, typer.Option(help="What to remember about it.")] = "",
    older: Annotated[str, typer.Option(metavar="PERIOD", help="Close all that have been open for longer: 60d.")] = "",
) -> None:
    """Record the outcome of a problem you asked.

    \b
    Examples:
      asknet close last --helped-by nan --no-answer "Sam Lee"
      asknet close 14 --note "found it in a book"
      asknet close piano tuner                   an open one with these words
      asknet close 14 nan fixed it               asks whether she helped
      asknet close 8 9 12
      asknet close --older 60d

    Those who helped rank higher for similar problems from now on.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    numbers = [read_number(word) for word in (which, *ctx.args)]
    if older or (ctx.args and all(numbers)):
        if helped_by or partly or no_help or no_answer or note or (older and (ctx.args or which != "last")):
            message = "several are closed without an outcome"
            raise UsageError(message, "Close those with an outcome one by one: asknet close ID --helped-by NAME")
        _close_several(session, older, [number for number in numbers if number])
        return
    options = (helped_by, partly, no_help, no_answer, note)
    front = list(takewhile(lambda word: not word.startswith("-"), session.typed))
    if (
        ctx.args
        and numbers[0] is None
        and which.lower() != "last"
        and (not any(options) or front == [which, *ctx.args])
    ):
        which = " ".join((which, *ctx.args))  # a problem without quotes
    elif ctx.args and any(options):
        from asknet.cli.did_you_mean import options_of, with_values_quoted

        message = f"what {' '.join(ctx.args)!r} belongs to is not clear"
        whole = with_values_quoted("close", session.typed, options_of(ctx.command))
        raise UsageError(message, f"A value of several words stands in quotes: `{whole}`")
    elif ctx.args:
        helped_by, partly, no_help, no_answer, note = _said(session, which, ctx.args)
    said = (
        (helped_by, Outcome.HELPED),
        (partly, Outcome.PARTLY),
        (no_help, Outcome.NO),
        (no_answer, Outcome.NO_ANSWER),
    )
    which = session.network.ask_number(which)  # another question may be the last one after a prompt
    outcomes = [(session.meant(name), outcome) for names, outcome in said for name in names or []]
    closed = session.network.close_ask(which, outcomes, note=note)
    ask = closed.ask
    if terminal.as_json:
        terminal.json(ask_json(ask))
        return
    came = "; ".join(outcomes_of(ask._replace(note=""), session.network.today))
    terminal.line(f"closed ask {ask.id} ({ask.problem}){': ' + came if came else ''}")
    for effect in closed.effects:
        terminal.say(effect)
    session.say_undo()


def _said(session: Session, which: str, words: list[str]) -> tuple[_Names, _Names, _Names, _Names, str]:
    """Return the options that words behind the number mean: ``close 1 stefan fixed it``, ``close 1 found it myself``.

    It is asked with one key; a script is refused with the command, and so is who answers neither.
    """
    note = " ".join(words)
    names, rest = names_in_front(session, words)
    if rest == words and all(word[:1].isupper() for word in words):  # the name of somebody who is not here, or a slip
        names, rest = [note], []
    name = " and ".join(names)
    likely = next((key for key, signs in _SIGNS.items() if signs.intersection(map(str.lower, rest))), "y")
    told = "".join(f" {_OPTIONS[likely]} {quoted(one)}" for one in names)
    told += f" --note {quoted(note)}" if rest else ""
    key = "q"
    if session.terminal.interactive:
        session.terminal.say(f"asknet close {quoted(which)}{told}")
        question = f"Did {name} help?  {_KEYS}" if name else "Close it with this note?  [y] yes  [q] leave it open"
        key = session.terminal.key(f"{question}:", tuple("ypnaq" if name else "yq"))
    if key == "q":
        message = f"it does not say whether {name} helped" if name else f"{note!r} names nobody here"
        raise UsageError(message, f"Type `asknet close {quoted(which)}{told}`" + (_OTHERWISE if name else ""))
    helped, partly, no, silent = (names if names and key == way else None for way in _OPTIONS)
    return helped, partly, no, silent, note if rest else ""


def _close_several(session: Session, older: str, numbers: list[int]) -> None:
    """Close several asks as one change; on a terminal they are listed first."""
    terminal, network = session.terminal, session.network
    found = network.asks(before=older) if older else [ask for ask in network.asks(closed=True) if ask.id in numbers]
    if terminal.interactive and found:
        for ask in found:
            terminal.say(f"{ask.id}  {ask.date.isoformat()}  {ask.problem}")
        if not terminal.confirm(f"Close {'this one' if len(found) == 1 else f'these {len(found)}'}?"):
            terminal.say("nothing was closed")
            return
    done = network.close_asks([ask.id for ask in found] if older else numbers) if found or numbers else []
    if terminal.as_json:
        terminal.json([ask_json(ask) for ask in done])
        return
    for ask in done:
        terminal.line(f"closed ask {ask.id} ({ask.problem})")
    if done:
        session.say_undo()
    else:
        terminal.say("no question has been open that long" if older else "they are already closed")
