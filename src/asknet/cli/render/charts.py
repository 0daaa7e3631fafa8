"""Small charts made of characters: bars and a sparkline, from numbers to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_PLAIN_HEIGHTS = "_.:-=+*#"


def drawable(encoding: str | None) -> bool:
    """Return whether text in this encoding can hold the pictures' characters."""
    try:
        (_EIGHTHS + _HEIGHTS).encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def bar(value: float, most: float, width: int, *, fine: bool = True) -> str:
    """Draw a value as a bar of at most `width` cells, which stand for `most`; any positive value is visible.

    In ASCII unless `fine`.
    """
    if value <= 0 or most <= 0:
        return ""
    if not fine:
        return "#" * max(1, round(width * min(value, most) / most))
    eighths = max(1, round(8 * width * min(value, most) / most))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[int], *, fine: bool = True) -> str:
    """Draw values as a line of columns, one for each; 0 is the lowest. In ASCII unless `fine`."""
    most = max(values, default=0)
    heights = _HEIGHTS if fine else _PLAIN_HEIGHTS
    return "".join(heights[-(-7 * value // most) if most else 0] for value in values)
