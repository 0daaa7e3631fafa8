"""The one pair of sockets that is not a network: asyncio's loop wakes itself with it."""

import asyncio.selector_events
import socket
import sys

_CALLERS = (
    (socket.__file__, "socket.__init__"),
    (socket.__file__, "socketpair"),
    (asyncio.selector_events.__file__, "BaseSelectorEventLoop._make_self_pipe"),
)
"""Who makes it, innermost first."""


def is_asyncios_own(event, arguments):
    """Return whether an audit event is the making of that pair."""
    if event != "socket.__new__" or arguments[1] != socket.AF_UNIX:
        return False
    frame = sys._getframe(2)  # whom the audit hook that asks was called for
    for file, name in _CALLERS:
        if frame is None or (frame.f_code.co_filename, frame.f_code.co_qualname) != (file, name):
            return False
        frame = frame.f_back
    return True
