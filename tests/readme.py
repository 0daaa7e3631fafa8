"""Reading the commands in README and docs/, and running them as a person would see them."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_LIMIT_SECONDS = 60


@dataclass(frozen=True)
class Shown:
    """A command in a page and the output shown below it, which begins at `start` in the page."""

    command: str
    output: str
    start: int


def shown_commands(text: str) -> list[Shown]:
    """Find every ``$ command`` in a console block, with what follows it."""
    found = []
    for block in _BLOCK.finditer(text):
        for part in _COMMAND.finditer(block[1]):
            start = block.start(1) + part.start("output")
            found.append(Shown(part["command"], part["output"], start))
    return found


def at_a_terminal(command: str, cwd: Path, env: Mapping[str, str]) -> str:
    """Run a shell command on a terminal of 80 columns without colours; return what it shows."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    with subprocess.Popen(
        ["/bin/sh", "-c", "stty cols 80 rows 24; " + command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**env, "NO_COLOR": "1", "TERM": "xterm"},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        seen = b""
        until = time.monotonic() + _LIMIT_SECONDS
        while time.monotonic() < until:
            select.select([ours], [], [], 0.2)
            try:
                part = os.read(ours, 65_536)
            except BlockingIOError:
                continue
            except OSError:
                break
            if not part:
                break
            seen += part
        process.kill()
    os.close(ours)
    lines = seen.decode().replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)
