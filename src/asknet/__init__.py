"""asknet: who in my own network can help me with this?

`Network` is the public API: an opened network whose methods are the verbs of
the command line. It is imported when first asked for, so that ``import asknet``
costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asknet.network import Network

__version__ = "0.1.0"
__all__ = ["Network", "__version__"]


def __getattr__(name: str) -> object:
    """Import `Network` on first use (PEP 562)."""
    if name == "Network":
        from asknet.network import Network

        return Network
    message = f"module 'asknet' has no attribute {name!r}"
    raise AttributeError(message)
