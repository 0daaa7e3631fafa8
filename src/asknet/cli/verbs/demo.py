"""`asknet demo`: try it on the example network."""

from __future__ import annotations

from typing import Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.verbs.ask import show_answer
from asknet.errors import ExitCode
from asknet.model import Verdict


def run(
    ctx: typer.Context,
    problem: Annotated[list[str] | None, typer.Argument(metavar="PROBLEM", help="In plain words.")] = None,
    n: o.Count = 3,
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how every score is made up.")] = False,
) -> None:
    """Try it on a bundled example network; nothing of yours is touched.

    \b
    Examples:
      asknet demo
      asknet demo "my sourdough won't rise"
      asknet demo gears slip on my bike --explain

    It has sixty invented people, communities and sources. Without a problem it
    answers a few; with one it exits with status 3 if nobody fits.
    """
    from asknet.ask.limits import Limits
    from asknet.contacts.filters import ContactFilter
    from asknet.demo import PROBLEMS, demo

    session: Session = ctx.obj
    terminal = session.terminal
    asked = [" ".join(problem)] if problem else list(PROBLEMS)
    limits = Limits(n=n, only=ContactFilter(kind, reach))
    for answer in demo(asked, limits):
        if not (problem or terminal.as_json or terminal.rich):
            terminal.line(f"asknet demo {answer.problem!r}")
        show_answer(terminal, answer, explain=explain)
    if not problem:
        terminal.say("Your own network begins with `asknet add NAME SKILL` or `asknet import`")
    if problem and answer.verdict is Verdict.NONE:
        raise typer.Exit(ExitCode.NOBODY)
