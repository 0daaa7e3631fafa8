"""Numbers as people type them and as the database can keep them."""

from __future__ import annotations

from asknet.errors import NothingFoundError

LARGEST = 2**63 - 1
"""The largest number that SQLite keeps as an integer."""

_NUMBERED = {"to": "step", "number": "entry"}
"""Arguments that are a number, and what has that number."""


def read_number(text: str, most: int = LARGEST) -> int | None:
    """Return the whole number from 1 to `most` that `text` writes in the digits 0 to 9, None for anything else."""
    digits = text.strip().lstrip("0")
    # Python refuses to convert more than 4,300 digits, and the length alone says that so many are too large
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None


def accepted_number(number: int, what: str) -> int:
    """Return `number`. Raises `NothingFoundError` for one that the database cannot keep."""
    if not -LARGEST <= number <= LARGEST:
        message = f"there is no {_NUMBERED.get(what, what)} of such a number"
        raise NothingFoundError(message, f"Numbers go up to {LARGEST}")
    return number
