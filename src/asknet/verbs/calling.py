"""How a contact is written on a command line."""

from __future__ import annotations

import shlex


def call(number: int, name: str, *, alone: bool) -> str:
    """Write a contact so that it can be pasted: the name in quotes, or its number.

    The number where others share the name (not `alone`), where it begins with a dash, or holds what cannot be typed.
    """
    if not alone or name.startswith("-") or not name.isprintable():
        return f"id:{number}"
    return shlex.quote(name)
