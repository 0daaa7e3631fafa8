"""`asknet close`: parse the outcome of a question and show it."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.render.asks import outcomes_of
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.errors import UsageError
from asknet.json_values import ask_json
from asknet.model import Outcome
from asknet.numbers import read_number

CONTEXT_SETTINGS = {"allow_extra_args": True}
"""A name after the number is answered with the command that says whether it helped."""
_Names = list[str] | None


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
    if (
        ctx.args
        and numbers[0] is None
        and which.lower() != "last"
        and not (helped_by or partly or no_help or no_answer or note)
    ):
        which = " ".join((which, *ctx.args))  # a problem without quotes
    elif ctx.args:
        from asknet.cli.did_you_mean import options_of, with_values_quoted

        whole = with_values_quoted("close", session.typed, options_of(ctx.command))
        if whole and (helped_by or partly or no_help or no_answer or note):
            message = f"it is not clear what {' '.join(ctx.args)!r} belongs to"
            raise UsageError(message, f"Put a value of several words in quotes: `{whole}`")
        message = f"it does not say whether {' '.join(ctx.args)} helped"
        whole = " ".join(ctx.args)
        helped = " ".join(f"--helped-by {quoted(name)}" for name in ([whole] if session.is_called(whole) else ctx.args))
        raise UsageError(
            message, f"Type `asknet close {quoted(which)} {helped}`, or --partly, --no-help or --no-answer"
        )
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


def _close_several(session: Session, older: str, numbers: list[int]) -> None:
    """Close several asks as one change; on a terminal they are listed first."""
    terminal, network = session.terminal, session.network
    found = network.asks_before(older) if older else [ask for ask in network.asks(closed=True) if ask.id in numbers]
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
