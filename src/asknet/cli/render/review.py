"""A review as it is shown: a summary on one screen, a section as tables, tab-separated lines in a pipe, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.review.review import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.render.review_lines import Group, Line
    from asknet.cli.terminal import Cell, Terminal
    from asknet.review.model import NextStep
    from asknet.review.review import Review

_BAR_CELLS = 12
_DUE_NAMED = 3
_SCREEN = 45
"""Lines of the whole review, at most, from `_COLUMNS` columns on."""
_BESIDE = 3
"""Further lines of it: the title of the steps, what to type for everything, and what was not counted."""
_COLUMNS = 80


def show_review(terminal: Terminal, review: Review) -> None:
    """Show the sections that were answered."""
    names = [name for name in SECTIONS if getattr(review, name) is not None]
    if terminal.as_json:
        from asknet.json_values import plain

        terminal.json({name: value for name, value in plain(review).items() if value is not None})
        return
    if terminal.rich and len(names) > 1:
        drawn = summary(review, fine=_fine(terminal), columns=terminal.width)
        for line in drawn:
            terminal.fitted(line)
        _draw_steps(terminal, review.next or (), room=_SCREEN - len(drawn) - _BESIDE)
        terminal.say(f"all of it: asknet review {'|'.join(SECTIONS)}")
    elif terminal.rich and review.next is not None:
        _draw_steps(terminal, review.next)
    else:
        from asknet.cli.render.review_sections import section

        for name in names:
            shown = section(review, name)
            if terminal.rich:
                terminal.line([(shown.title, "bold"), (f"  {shown.headline}", "")])
            for group in shown.groups:
                _write(terminal, name, group)
    if review.future:
        dated = "1 entry is dated" if review.future == 1 else f"{review.future} entries are dated"
        terminal.say(f"{dated} after {review.period.today.isoformat()}: not counted")


def summary(review: Review, *, fine: bool = True, columns: int = _COLUMNS) -> list[Line]:
    """Draw what matters most of every section but the steps: with these at most 45 lines; in ASCII, if not `fine`."""
    from asknet.cli.render.review_sections import period_of, section

    today = review.period.today.isoformat()
    lines: list[Line] = [[(f"{today}: your network, and its last {period_of(review)}", "bold")]]
    for name in SECTIONS:
        if getattr(review, name) is not None and name != "next":
            shown = section(review, name, fine=fine, columns=columns)
            lines.append([(shown.title, "bold"), (f"  {shown.headline}", "")])
            lines += [line for group in shown.groups for line in group.brief]
    return lines


def _draw_steps(terminal: Terminal, steps: Sequence[NextStep], *, room: int | None = None) -> None:
    """Draw the steps, each with its command below it: to be pasted, and so never cut.

    Those for whose commands there is not `room`, in lines, are counted.
    """
    drawn: list[tuple[NextStep, Cell]] = []
    for step in steps:
        command: Cell = [(f"    {step.command}", "")]
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
        for other in step.others if room is None else ():
            terminal.line([(f"    {other}", "")])


def _fine(terminal: Terminal) -> bool:
    from asknet.cli.render.charts import drawable

    return drawable(terminal.stdout.encoding)


def _write(terminal: Terminal, section: str, group: Group) -> None:
    if not terminal.rich:
        terminal.rows([(section, group.key, *row) for row in group.rows])
        return
    found = [row for row in group.rows if not _is_zero(row)]
    if not found:
        return
    columns = list(group.columns)
    rows: list[list[Cell]] = [[row[0].replace("_", " ") if not group.columns[0] else row[0], *row[1:]] for row in found]
    if group.bar:
        from asknet.cli.render.charts import bar

        place, fine = group.columns.index(group.bar), _fine(terminal)
        values = [float(row[place]) for row in found]
        columns.insert(place + 1, "")
        for row, value in zip(rows, values, strict=True):
            row.insert(place + 1, [(bar(value, max(values), _BAR_CELLS, fine=fine), "cyan")])
    if group.counted:
        place = columns.index(group.counted)
        columns.insert(place + 1, "id")
        for row, plain in zip(rows, found, strict=True):
            row.insert(place, str(len(plain[place].split())))
    terminal.table(columns, rows, title=group.title, wide=dict.fromkeys(group.wide, 1))


def _is_zero(row: Sequence[str]) -> bool:
    """Return whether a row counts nothing: all columns after its name are 0."""
    return len(row) > 1 and set(row[1:]) == {"0"}


def show_due(terminal: Terminal, steps: tuple[NextStep, ...]) -> None:
    """Print what is due for each kind; in a pipe in one line each, since cron may mail it."""
    if terminal.as_json:
        from asknet.json_values import plain

        terminal.json(plain(steps))
        return
    people = [who.name for step in steps if step.kind == "touch" for who in step.contacts]
    waiting = [step for step in steps if step.ask is not None and step.others]
    asks = [f"{step.ask}" for step in steps if step.ask is not None and not step.others]
    if people:
        _draw_due(terminal, f"be in touch with {_some(people)}", ["asknet review ties"])
    for step in waiting[:1]:
        more = f"{len(waiting) - 1} more wait: asknet asks" if len(waiting) > 1 else ""
        _draw_due(terminal, step.do, [step.command, *step.others], more)
    if asks:
        _draw_due(terminal, f"record the outcome of ask {_some(asks)}", [f"asknet close {asks[0]} --helped-by NAME"])


def _draw_due(terminal: Terminal, what: str, commands: Sequence[str], more: str = "") -> None:
    """Write what is due and the commands for it: on one line, or on a terminal each on a line, never cut."""
    if not terminal.rich:
        terminal.line(f"{what}: {', or '.join(commands)}{more and '; '}{more}")
        return
    terminal.block(what)
    for command in (*commands, *filter(None, [more])):
        terminal.line([(f"    {command}", "")])


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - _DUE_NAMED} more" if len(texts) > _DUE_NAMED else ""
    return ", ".join(texts[:_DUE_NAMED]) + more
