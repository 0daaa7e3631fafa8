"""Words typed behind names without quotes: ``close 1 Nan fixed it``, ``message Nan about the tax letter``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import AmbiguousNameError, NothingFoundError
from asknet.names import names_in

if TYPE_CHECKING:
    from asknet.cli.session import Session


def names_in_front(session: Session, words: list[str]) -> tuple[list[str], list[str]]:
    """Return the names that the longest beginning of the words is, and the other words; no names if there are none."""
    for end in range(len(words), 0, -1):
        names = _names_in(session, words[:end])
        if names:
            return names, words[end:]
    return [], words


def _names_in(session: Session, words: list[str]) -> list[str]:
    """Return the names that words are: one that is somebody's, or a slip of one, or several (``Nan, Sam and Theo``)."""
    whole = " ".join(words)
    try:
        session.network.resolve(whole, writing=True)
    except AmbiguousNameError:
        return [whole]
    except NothingFoundError:
        names = words if all(map(session.is_somebody, words)) else names_in(whole, session.is_somebody)
        return names if all(map(session.is_somebody, names)) else []
    return [whole]
