"""`asknet review`: how the questions to ask of a network are typed and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli.session import Session
from asknet.errors import UsageError
from asknet.review.review import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.render.review_groups import Group
    from asknet.cli.terminal import Cell, Terminal
    from asknet.review.questions.steps import Step
    from asknet.review.review import Review

_BAR_CELLS = 12
_DUE_NAMED = 3
_SINCE = "90d"
_SCREEN = 45
"""Lines of the whole review, at most, from `_COLUMNS` columns on."""
_BESIDE = 3
"""Lines of it that are neither summary nor steps: the title of the steps, what to type for all, and what was left out."""
_COLUMNS = 80


def complete_section(incomplete: str) -> list[str]:
    """Complete the name of a section."""
    return [name for name in SECTIONS if name.startswith(incomplete)]


def run(
    ctx: typer.Context,
    section: Annotated[
        str,
        typer.Argument(metavar="[SECTION]", autocompletion=complete_section, show_default=False),
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="90d|DATE", help="How far back to look: 90d, 6w, 3m, 1y, or a day.")
    ] = _SINCE,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Walk through the steps, one key each.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Steps too that wait or were not needed.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Only what is due, in a line or two; nothing when nothing is.")
    ] = False,
) -> None:
    """Ask of your network what is worth asking from time to time.

    \b
    Examples:
      asknet review
      asknet review ties
      asknet review --since 1y
      asknet review --interactive
      asknet review --due          # for a shell's start-up, or cron

    Sections: who (is in it), know (what they know), help (how they help),
    experience (proven or only said), growth, give (and take), ties (overdue,
    quiet, dormant), gaps, next (the few steps worth doing this week).

    In a pipe each line is: section, fact, and its values, parted by tabs. The
    whole review leaves to `review give` the balance of every contact, and to
    `review gaps` whom to ask about all but the first.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    _check(section, interactive=interactive, due=due, as_json=terminal.as_json)
    if due and since != _SINCE:
        message = "--due stands alone"
        raise UsageError(message, "Leave out --since: what is due is due today")
    if due:
        _due(terminal, session.network.due())
        return
    if interactive:
        from asknet.cli.verbs.review_walk import walk

        walk(session, since, everything=everything)
        return
    _show(
        terminal,
        session.network.review(
            [section] if section else SECTIONS,
            since=since,
            brief=not section and not terminal.as_json,
            everything=everything,
        ),
    )


def _show(terminal: Terminal, review: Review) -> None:
    sections = [name for name in SECTIONS if getattr(review, name) is not None]
    if terminal.as_json:
        from asknet.cli.render.json_values import record_json

        terminal.json({name: value for name, value in record_json(review).items() if value is not None})
        return
    if terminal.rich and len(sections) > 1:
        from asknet.cli.render.review_summary import summary

        drawn = summary(review, fine=_fine(terminal))
        for line in drawn:
            terminal.fitted(line)
        _draw_steps(terminal, review.next or (), room=_SCREEN - len(drawn) - _BESIDE)
        terminal.say(f"all of it: asknet review {'|'.join(SECTIONS)}")
    elif terminal.rich and review.next is not None:
        _draw_steps(terminal, review.next)
    else:
        from asknet.cli.render.review_groups import groups

        for name in sections:
            for group in groups(review, name):
                _write(terminal, name, group)
    if review.future:
        lie = "1 entry lies" if review.future == 1 else f"{review.future} entries lie"
        terminal.say(f"{lie} after {review.period.today.isoformat()}: left out")


def _check(section: str, *, interactive: bool, due: bool, as_json: bool) -> None:
    if section and section not in SECTIONS:
        message = f"{section[:30]!r} is no section of a review"
        raise UsageError(message, f"Sections are {', '.join(SECTIONS)}")
    if due and (interactive or section):
        message = "--due stands alone"
        raise UsageError(message, "Leave out the section and --interactive")
    if interactive and (as_json or section not in ("", "next")):
        message = "--interactive walks through the steps only"
        raise UsageError(message, "Leave out the section and --json")


def _draw_steps(terminal: Terminal, steps: Sequence[Step], *, room: int | None = None) -> None:
    """Draw the steps, each with its command below it: to be pasted, and so never cut.

    Those for whose commands there is not `room`, in lines, are counted.
    """
    drawn: list[tuple[Step, Cell]] = []
    for step in steps:
        command: Cell = [(f"    {step.command}", "dim")]
        if room is not None:
            room -= 1 + terminal.height(command, least=_COLUMNS)
            if room < 0:
                break
        drawn.append((step, command))
    left = f"  {len(steps) - len(drawn)} more: asknet review next" if len(drawn) < len(steps) else ""
    terminal.fitted([("Next", "bold"), (left if steps else "  nothing is due", "")])
    for place, (step, command) in enumerate(drawn, 1):
        terminal.fitted([(f"  {place} ", "bold"), (step.do, "")])
        terminal.line(command)


def _fine(terminal: Terminal) -> bool:
    from asknet.cli.render.charts import drawable

    return drawable(terminal.stdout.encoding)


def _write(terminal: Terminal, section: str, group: Group) -> None:
    if not terminal.rich:
        terminal.rows([(section, group.key, *row) for row in group.rows])
        return
    if not group.rows:
        terminal.line([(group.title, "bold"), ("  none", "dim")])
        return
    columns = list(group.columns)
    rows: list[list[Cell]] = [
        [row[0].replace("_", " ") if not group.columns[0] else row[0], *row[1:]] for row in group.rows
    ]
    if group.bar:
        from asknet.cli.render.charts import bar

        place, fine = group.columns.index(group.bar), _fine(terminal)
        values = [float(row[place]) for row in group.rows]
        columns.insert(place + 1, "")
        for row, value in zip(rows, values, strict=True):
            row.insert(place + 1, [(bar(value, max(values), _BAR_CELLS, fine=fine), "cyan")])
    terminal.table(columns, rows, title=group.title, wide=dict.fromkeys(group.wide, 1))


def _due(terminal: Terminal, steps: tuple[Step, ...]) -> None:
    """Say what is due in a line for each sort, plainly, since it may go into a mail of cron."""
    if terminal.as_json:
        from asknet.cli.render.json_values import record_json

        terminal.json(record_json(steps))
        return
    people = [who.name for step in steps if step.kind == "touch" for who in step.contacts]
    asks = [f"{step.ask}" for step in steps if step.ask is not None]
    if people:
        terminal.line(f"be in touch with {_some(people)}: asknet review ties")
    if asks:
        terminal.line(f"say what came of ask {_some(asks)}: asknet close {asks[0]} --helped-by NAME")


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - _DUE_NAMED} more" if len(texts) > _DUE_NAMED else ""
    return ", ".join(texts[:_DUE_NAMED]) + more
