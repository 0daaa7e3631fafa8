"""How a contact is written on a command line."""

from __future__ import annotations

import shlex

LONG = 30
"""Characters of a name from which the number is shorter to paste."""


def call(number: int, name: str, *, alone: bool) -> str:
    """Write a contact so that it can be pasted: the name in quotes, or its number.

    The number where others share the name (not `alone`), where it is long, looks like an option or a number, or holds what
    cannot be typed.
    """
    if not alone or len(name) > LONG or name.startswith(("-", "id:")) or not name.isprintable():
        return f"id:{number}"
    return shlex.quote(name)
