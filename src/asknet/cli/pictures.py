"""Small pictures out of characters: bars and a sparkline. Facts go in, text comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(value: float, most: float, width: int) -> str:
    """Draw a value as a bar of at most `width` cells, `most` being the whole; more than nothing is seen."""
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(8 * width * min(value, most) / most))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[int]) -> str:
    """Draw values as a line of columns, one each; nothing is the lowest."""
    most = max(values, default=0)
    return "".join(_HEIGHTS[-(-7 * value // most) if most else 0] for value in values)
