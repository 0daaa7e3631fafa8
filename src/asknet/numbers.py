"""Numbers as people type them and as the database can store them."""

from __future__ import annotations

from asknet.errors import NothingFoundError

LARGEST = 2**63 - 1
"""The largest integer that SQLite can store."""

_NUMBERED = {"to": "step", "number": "entry"}
"""Parameters that are numbers, and what they number."""


def read_number(text: str, most: int = LARGEST) -> int | None:
    """Parse a whole number from 1 to `most` in the digits 0 to 9; return None for anything else."""
    digits = text.strip().lstrip("0")
    # Python refuses to convert more than 4,300 digits, and the length alone shows that such a number is too large
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None


def accepted_number(number: int, what: str) -> int:
    """Return `number`. Raises `NothingFoundError` if the database cannot store it."""
    if not -LARGEST <= number <= LARGEST:
        message = f"there is no {_NUMBERED.get(what, what)} with that number"
        raise NothingFoundError(message, f"Numbers go up to {LARGEST}")
    return number
