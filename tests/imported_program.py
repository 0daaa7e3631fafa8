"""Run asknet on terminals from a process that has imported it already: starting Python takes most of such a test.

As a program it reads requests, a line of JSON each, forks for each a process that runs the command on the terminal, and
answers with its number and, when it has ended, with its exit status. Only what Python reads at its own start (``LANG``,
``PYTHON...``) cannot be given to it.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

AT_START = ("PYTHON", "LANG", "LC_")


class Starter:
    """The process that has imported the program; it is started with the first command."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def takes(self, environment: Mapping[str, str], usual: Mapping[str, str]) -> bool:
        """Return whether a command with these variables can be run: they begin Python as the `usual` ones do.

        Where coverage is measured none is, as that is written when Python ends.
        """
        if any(name.startswith("COV") for name in environment):
            return False
        begun, wanted = (
            {name: value for name, value in each.items() if name.startswith(AT_START)} for each in (usual, environment)
        )
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=begun, bufsize=0
            )
        return begun == wanted

    def start(self, arguments: Sequence[Any], terminal: int, cwd: Path, environment: Mapping[str, str]) -> Started:
        """Run a command on the terminal with this file descriptor."""
        words = [os.fsdecode(word) for word in arguments]
        self._tell([words, os.ttyname(terminal), str(cwd), dict(environment)])
        return Started(self, int(self.answer(60)))

    def _tell(self, request: list[Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")

    def answer(self, timeout: float) -> bytes:
        """Return the next line of the process. Raises `subprocess.TimeoutExpired`."""
        assert self._process is not None
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("asknet", timeout)
        return self._process.stdout.readline()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()


class Started:
    """A command that runs, with those methods of `subprocess.Popen` that tests need."""

    def __init__(self, starter: Starter, pid: int) -> None:
        self.pid, self.returncode = pid, None
        self._starter = starter

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        """Return the exit status, None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float = 60) -> int:
        """Wait for its end, and return the exit status. Raises `subprocess.TimeoutExpired`."""
        status = self._ended(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("asknet", timeout)
        return status

    def _ended(self, timeout: float) -> int | None:
        if self.returncode is None:
            try:
                self.returncode = int(self._starter.answer(timeout))
            except subprocess.TimeoutExpired:
                return None
        return self.returncode


def _serve() -> None:
    for name in ("rich.console", "rich.table", "asknet.cli.verbs.ask", "asknet.cli.verbs.review"):
        import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at the terminal of the tests, it is for these
    for line in sys.stdin.buffer:
        words, terminal, cwd, environment = json.loads(line)
        opened = os.open(terminal, os.O_RDWR | os.O_NOCTTY)  # before the answer, as whoever asked then closes it
        child = os.fork()
        if not child:
            _run(words, opened, cwd, environment)
        os.close(opened)
        sys.stdout.buffer.write(f"{child}\n".encode())
        sys.stdout.buffer.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.buffer.write(f"{os.waitstatus_to_exitcode(status)}\n".encode())
        sys.stdout.buffer.flush()


def _run(words: list[str], terminal: int, cwd: str, environment: dict[str, str]) -> None:
    """Become the command, as if it had been started on that terminal."""
    from asknet.cli.app import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = os.fdopen(
            number, "r" if name == "stdin" else "w", encoding="utf-8", errors="surrogateescape", closefd=False
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.argv = ["asknet", *words]
    status = 1
    try:
        status = main()
        sys.stdout.flush()
    finally:
        os._exit(status)


if __name__ == "__main__":
    warnings.simplefilter("error")
    _serve()
