"""Forbid sockets: Python imports this at its start when its folder is on PYTHONPATH."""

import os
import sys


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        os.write(2, f"asknet reached for the network: {event}\n".encode())
        os._exit(97)


sys.addaudithook(_refuse)
