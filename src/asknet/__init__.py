"""asknet: who in my own network can help me with this?

`Network` is the public API: an opened network whose methods are the verbs of the command line. The values that they
take and return are here too; the errors are those of `asknet.errors`. Each name is imported on first use, so that
``import asknet`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asknet.json_values import plain
    from asknet.logbook.log_request import LogRequest
    from asknet.model import (
        Answer,
        Ask,
        Card,
        Contact,
        Direction,
        Interaction,
        Kind,
        Level,
        Match,
        Outcome,
        Reach,
        Skill,
    )
    from asknet.network import Network

__version__ = "0.2.0"
__all__ = [
    "Answer", "Ask", "Card", "Contact", "Direction", "Interaction", "Kind", "Level", "LogRequest", "Match", "Network",
    "Outcome", "Reach", "Skill", "__version__", "plain",
]  # fmt: skip

_ELSEWHERE = {
    "LogRequest": "asknet.logbook.log_request",
    "Network": "asknet.network",
    "plain": "asknet.json_values",
}
"""The modules of the public names that are not in `asknet.model`."""


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name in __all__:
        return getattr(import_module(_ELSEWHERE.get(name, "asknet.model")), name)
    message = f"module 'asknet' has no attribute {name!r}"
    raise AttributeError(message)
