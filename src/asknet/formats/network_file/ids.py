"""What the ids of a network file stand for, in little memory."""

from __future__ import annotations

import re
from array import array

_SMALL = re.compile(r"[1-9]\d{0,5}", re.ASCII)


class IdTable:
    """A number above 0 for each id, in an array where ids are small numbers, as in the files that asknet writes."""

    def __init__(self) -> None:
        self._small = array("q")
        self._others: dict[str, int] = {}

    def __setitem__(self, name: str, number: int) -> None:
        """Set the number of an id."""
        if not _SMALL.fullmatch(name):
            self._others[name] = number
            return
        place = int(name)
        if place >= len(self._small):
            self._small.frombytes(bytes(self._small.itemsize * (place + 1024 - len(self._small))))
        self._small[place] = number

    def get(self, name: str) -> int | None:
        """Return the number of an id, or None if it has none."""
        if not _SMALL.fullmatch(name):
            return self._others.get(name)
        place = int(name)
        return (self._small[place] or None) if place < len(self._small) else None
