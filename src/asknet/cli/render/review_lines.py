"""The parts of a shown review: sections, groups of rows, and the lines of the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.cli.render.charts import bar
from asknet.text import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asknet.cli.terminal import Part

Line = list["Part"]

_BAR = 8
"""Cells of a bar in the summary, at most."""
COLUMNS, ROOM = 80, 67
"""Columns of a terminal, and the cells beside the label of a line of the summary."""
_APART = "  "
_PROBLEM = 30
"""Characters of a problem in the summary."""
FEW = 3
"""Facts listed on a line of the summary."""
TAKE, GIVE, PLAIN = "magenta", "green", "cyan"


class Group(NamedTuple):
    """Rows of one sort: `key` names them in a pipe, `title` on a terminal; `bar` is the column also drawn as a bar.

    Columns in `wide` share the width that the others leave. Of the numbers in the column `counted` a terminal shows first how
    many they are. `brief` are the lines that represent the group in the summary.
    Rows and lines are computed when they are read, and can be read once.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    bar: str = ""
    wide: tuple[str, ...] = ()
    brief: Iterable[Line] = ()
    counted: str = ""


class Section(NamedTuple):
    """The answer to a question: its `title`, the `headline` of the summary, and its groups, empty ones too."""

    title: str
    headline: str
    groups: tuple[Group, ...]


class Drawing(NamedTuple):
    """How to draw: bars in eighths of a cell if `fine`, else in ASCII.

    `period` is the length of the period in words, `room` the cells beside the label of a line of the summary.
    """

    fine: bool
    period: str
    room: int = ROOM


def is_known(counts: Mapping[str, int]) -> bool:
    """Return whether anything is known of what is counted."""
    return any(count for name, count in counts.items() if name != "not_said")


def counts_group(key: str, title: str, counts: Mapping[str, int], brief: Iterable[Line] = ()) -> Group:
    """Return a group with a count beside each name."""
    rows = ((name, str(n)) for name, n in counts.items())
    return Group(key, title, ("", "contacts"), rows, bar="contacts", brief=brief)


def row(label: str, *parts: Part) -> Line:
    """Return a line of the summary with its label."""
    return [(f"  {label[:10]:<11}", ""), *parts]


def some_line(label: str, texts: Iterable[str], few: int = FEW, room: int = ROOM) -> Iterator[Line]:
    """Yield a line with the first few, if there are any, as far as there is `room`."""
    if named := list(texts):
        while few > 1 and cells(some(named, few)) > room:
            few -= 1
        yield row(label, (some(named, few), ""))


def bar_line(
    label: str, counts: Mapping[str, int], drawing: Drawing, styles: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """Yield a line with a count beside each name, if there are any, the bars short enough for all to fit."""
    counts = {name: count for name, count in counts.items() if count}
    most = max(counts.values(), default=0)
    if not most:
        return
    texts = sum(len(f"{name}  {count}{_APART}") for name, count in counts.items())
    width = max(1, min(_BAR, (ROOM - texts) // max(1, len(counts))))
    parts: list[Part] = []
    for name, count in counts.items():
        picture = bar(count, most, width, fine=drawing.fine)
        parts += [
            (f"{name.replace('_', ' ')} ", ""),
            (picture, (styles or {}).get(name, PLAIN)),
            (f"{' ' if picture else ''}{count}{_APART}", ""),
        ]
    yield row(label, *parts)


def some(texts: Sequence[str], few: int = FEW) -> str:
    """Join the first few and say how many more there are."""
    more = f", {len(texts) - few} more" if len(texts) > few else ""
    return ", ".join(texts[:few]) + more


def short(problem: str) -> str:
    """Cut a problem between words, so that two fit on a line."""
    if len(problem) <= _PROBLEM:
        return problem
    return f"{problem[:_PROBLEM].rpartition(' ')[0] or problem[:_PROBLEM]}…"
