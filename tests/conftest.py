"""Run asknet as a person, a script or a terminal would, without access to the real HOME."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import io
import json
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from asyncio_pair import is_asyncios_own

from asknet.cli.app import main
from imported_program import Started, Starter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

TODAY = "2026-11-20"
NO_SOCKETS = Path(__file__).parent / "no_sockets"
"""The folder that forbids sockets in every program that a test starts."""
_PATIENCE = 30.0
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _no_sockets(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith("socket.") and not is_asyncios_own(event, arguments):
        message = f"asknet reached for the network: {event}"
        raise PermissionError(message)


sys.addaudithook(_no_sockets)  # the whole suite runs without a network, the programs it starts too
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # as in a background job of a script; the programs that tests interrupt would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Start one worker more than there are cores: one of them waits for the disk or a terminal most of the time."""
    return (os.cpu_count() or 1) + 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report in one line that the page was not tested, if there is no browser for it."""
    skipped = [each for each in terminalreporter.stats.get("skipped", ()) if "no Chromium here" in str(each.longrepr)]
    if skipped:
        terminalreporter.write_line(f"no Chromium here: {len(skipped)} tests of the page in a browser were skipped")


@dataclass(frozen=True)
class Ran:
    """The result of a run: its exit code and what it wrote."""

    code: int
    out: str
    err: str = ""

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The tab-separated lines on stdout."""
        return [line.split("\t") for line in self.out.split("\n")[:-1]]

    @property
    def shown(self) -> str:
        """What a person sees: without colours, with plain line ends."""
        return _COLOUR.sub("", self.out).replace("\r\n", "\n")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    (tmp_path / "home" / "tmp").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def db(home: Path) -> Path:
    """The default path of the network in that home."""
    return home / "data" / "asknet" / "network.db"


@pytest.fixture
def rows(db):
    """Run a statement on the file itself, and return its rows."""

    def read(statement):
        with contextlib.closing(sqlite3.connect(db)) as conn:
            return conn.execute(statement).fetchall()

    return read


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The variables of a run, on one fixed day."""
    kept = {k: v for k, v in os.environ.items() if k == "PATH" or k.startswith("COV")}
    return kept | {
        "PYTHONPATH": str(NO_SOCKETS),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "TMPDIR": str(home / "tmp"),
        "ASKNET_TODAY": TODAY,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Callable[..., Ran]:
    """Run the program inside this process, with pipes for streams."""

    def runner(*arguments: object, input: str = "", env: Mapping[str, str] | None = None) -> Ran:  # noqa: A002
        out, err = io.BytesIO(), io.BytesIO()
        streams = {
            "stdin": io.TextIOWrapper(io.BytesIO(input.encode()), encoding="utf-8"),
            "stdout": io.TextIOWrapper(out, encoding="utf-8"),
            "stderr": io.TextIOWrapper(err, encoding="utf-8"),
        }
        with patch.multiple(sys, **streams), patch.dict(os.environ, environment | dict(env or {}), clear=True):
            code = main([str(a) for a in arguments])
            written = [sys.stdout, sys.stderr]
            for stream in written:
                stream.flush()
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())

    return runner


@pytest.fixture(scope="session")
def _kept() -> dict[str, bytes]:
    """The networks that several tests start from, once they were built."""
    return {}


@pytest.fixture
def once(db: Path, _kept: dict[str, bytes]) -> Callable[[str, Callable[[], object]], None]:
    """Start from the network that `build` makes with commands, which runs only the first time."""

    def beginning(name: str, build: Callable[[], object]) -> None:
        if name not in _kept:
            build()
            _kept[name] = db.read_bytes()
            return
        db.parent.mkdir(parents=True, mode=0o700)
        db.write_bytes(_kept[name])
        db.chmod(0o600)

    return beginning


@pytest.fixture
def process(environment: dict[str, str], home: Path) -> Callable[..., Ran]:
    """Run the program as a process of its own, with pipes for streams."""

    def runner(
        *arguments: str | bytes | Path,
        input: str | bytes = "",  # noqa: A002
        env: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "asknet", *arguments],
            input=input.encode() if isinstance(input, str) else input,
            env=environment | dict(env or {}),
            cwd=home,
            check=False,
            timeout=_PATIENCE,
            **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more),
        )
        return Ran(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())

    return runner


_DROP, _OVERRIDE, _SEARCH = 24, 1, 2
"""prctl(2): PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH."""


def _bound_by_modes() -> None:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_DROP, _OVERRIDE)
        prctl(_DROP, _SEARCH)


@pytest.fixture
def bound(process: Callable[..., Ran]) -> Callable[..., Ran]:
    """Make file modes apply to this process even as root, from the next exec on."""
    return lambda *words, **more: process(*words, preexec_fn=_bound_by_modes, **more)


@pytest.fixture
def background(environment: dict[str, str], home: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start the program as a process without waiting for it."""

    def runner(*arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, "-m", "asknet", *arguments]
        return subprocess.Popen(command, env=environment, cwd=home, **(pipes | more))

    return runner


@pytest.fixture(scope="session")
def _starter() -> Iterator[Starter]:
    starter = Starter()
    yield starter
    starter.close()


@pytest.fixture
def screen(environment: dict[str, str], home: Path, _starter: Starter) -> Callable[..., Ran]:
    """Run the program on a terminal of 80 columns; everything it shows is in `out`.

    `typed` are pairs of what to wait for and what to type then (a number is a
    signal to send).
    """

    def runner(
        *arguments: str | bytes | Path,
        typed: Sequence[tuple[str, str | int]] = (),
        env: Mapping[str, str] | None = None,
        columns: int = 80,
    ) -> Ran:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        settings = termios.tcgetattr(theirs)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, settings)
        variables = {k: v for k, v in (environment | dict(env or {})).items() if k != "COLUMNS"}
        program: Started | subprocess.Popen[bytes]
        if _starter.takes(variables, environment):
            program = _starter.start(arguments, theirs, home, variables)
        else:
            program = subprocess.Popen(
                [sys.executable, "-m", "asknet", *arguments],
                stdin=theirs, stdout=theirs, stderr=theirs, cwd=home, env=variables,
            )  # fmt: skip
        os.close(theirs)
        try:
            shown = _converse(program, ours, list(typed))
            return Ran(program.wait(_PATIENCE), shown.decode("utf-8", "surrogateescape"))
        finally:
            if program.poll() is None:
                program.kill()
                program.wait()
            os.close(ours)

    return runner


def _converse(program: Started | subprocess.Popen[bytes], terminal: int, typed: list[tuple[str, str | int]]) -> bytes:
    """Read everything that is shown, and type when the expected text has appeared."""
    shown, read_to = b"", 0
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            part = b""
            with contextlib.suppress(OSError):  # the other end is closed
                part = os.read(terminal, 65_536)
            if not part:
                break
            shown += part
        if typed and typed[0][0].encode() in shown[read_to:]:
            read_to = len(shown)
            answer = typed.pop(0)[1]
            if isinstance(answer, int):
                program.send_signal(answer)
            else:
                os.write(terminal, answer.encode())
    assert not typed, f"never came: {typed[0][0]!r} in {shown!r}"
    return shown


@pytest.fixture(scope="session")
def _demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the bundled example network into a file, once."""
    from datetime import date
    from importlib.resources import files

    from asknet import Network

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Network(path, today=date.fromisoformat(TODAY)) as network:
        network.import_file((files("asknet") / "data" / "demo.yaml").read_bytes(), "demo.yaml")
    return path


@pytest.fixture
def demo(_demo_file: Path, db: Path) -> Path:
    """The example network in the default place: the path of its file."""
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(_demo_file.read_bytes())
    db.chmod(0o600)
    return db
