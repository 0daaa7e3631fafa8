"""One key at a time: which keys are accepted, and that the terminal is restored in every case."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress

import pytest

ASKING = """
import os
from asknet.cli.terminal import Terminal
terminal = Terminal(env=os.environ)
print("got", repr(terminal.key("Merge? [m/k/q]", ["m", "k", "q", "\\n"])), flush=True)
"""


class OnTerminal:
    """A program that asks for a key, on a terminal of its own."""

    def __init__(self):
        self.ours, self.theirs = pty.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.program = subprocess.Popen(
            [sys.executable, "-c", ASKING],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            process_group=0,  # an orphaned group cannot be stopped
        )
        self.shown = ""
        self.until("[m/k/q]")

    def until(self, text):
        end = time.monotonic() + 20
        while text not in self.shown and time.monotonic() < end:
            self.shown += os.read(self.ours, 4096).decode()

    def type(self, keys):
        os.write(self.ours, keys.encode())

    def mode(self):
        return termios.tcgetattr(self.theirs)

    def end(self):
        return self.program.wait(20)


@pytest.fixture
def asked():
    on = OnTerminal()
    yield on
    with suppress(ProcessLookupError):
        on.program.kill()
    on.program.wait()
    os.close(on.ours)
    os.close(on.theirs)


@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("m", "m"), ("K", "k"), ("xym", "m"), ("\n", "\\n"), ("\x04", "q"), ("\x1b[A\x1b[Km", "m"), ("\x1bOkm", "m"),
        ("\x1bkm", "m"), ("\x1b[1;5km", "m"), ("ék", "k"), ("km", "k"),
    ],
)  # fmt: skip
def test_the_first_key_that_was_asked_for_is_taken(asked, typed, got):
    asked.type(typed)
    asked.until(f"got '{got}'")
    assert asked.end() == 0


def test_the_key_is_shown_and_the_terminal_is_as_it_was(asked):
    assert not asked.mode()[3] & termios.ICANON
    asked.type("k")
    asked.end()
    asked.until("got")
    assert "[m/k/q] k\r\n" in asked.shown
    assert asked.mode() == asked.before


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(asked, which):
    asked.program.send_signal(which)
    asked.end()
    assert asked.mode() == asked.before


def test_a_stopped_program_gives_the_terminal_back_and_asks_on_afterwards(asked):
    asked.program.send_signal(signal.SIGTSTP)
    _, status = os.waitpid(asked.program.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert asked.mode() == asked.before
    asked.program.send_signal(signal.SIGCONT)
    asked.type("m")
    asked.until("got 'm'")
    assert "got 'm'" in asked.shown


def test_without_a_terminal_a_line_is_a_key():
    for typed, got in (("m\n", "m"), ("yes\nKeep\n", "k"), ("\n", "\\n"), ("", "q")):
        done = subprocess.run([sys.executable, "-c", ASKING], input=typed, text=True, capture_output=True, check=True)
        assert f"got '{got}'" in done.stdout


def test_a_key_and_what_it_does_stay_on_one_line(run, screen):
    run("add", "Nan Okafor")
    shown = screen("log", "Nan came by and fixed the lamp, and I gave her a cake", typed=[("not log:", "q")]).out
    lines = shown.replace("\r", "").split("\n")
    assert all(len(line) <= 80 for line in lines[:2])
    assert "[b] both" in shown
    assert [line for line in lines if line.rstrip().endswith(("[b]", "[g]", "[e]"))] == []
