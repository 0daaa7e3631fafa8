"""Forbid sockets: Python imports this at its start when its folder is on PYTHONPATH."""

import os
import sys


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    from asyncio_pair import is_asyncios_own  # asyncio is imported by whoever makes its pair

    if not is_asyncios_own(event, arguments):
        os.write(2, f"asknet reached for the network: {event}\n".encode())
        os._exit(97)


sys.addaudithook(_refuse)
