"""Read one key at a time from a terminal, and restore the terminal whatever happens."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_END = ("\x04", "\x1a")
"""The characters that end input: Ctrl-D, and Ctrl-Z on Windows."""
_ESCAPE = b"\x1b"
_ESCAPED_WITHIN_S = 0.05
"""Seconds within which the characters of an arrow key follow its escape; a person is slower."""


@contextmanager
def single_keys(stdin: TextIO) -> Iterator[Callable[[], str]]:
    """Yield a function that waits for one key and returns it, or ``""`` at the end of the input.

    Keys are lower-cased; arrows and other keys that send several characters are
    ignored. Keys typed ahead count. If `stdin` is not a terminal, the first
    character of a line is the key. Ctrl-C raises `KeyboardInterrupt`.
    """
    if not stdin.isatty():
        yield lambda: _first_of_line(stdin)
    elif sys.platform == "win32":
        yield _windows_key
    else:
        with _unbuffered(stdin.fileno()):
            yield lambda: _unix_key(stdin.fileno())


def _first_of_line(stdin: TextIO) -> str:
    line = stdin.readline()
    return "" if not line else (line.strip().lower()[:1] or "\n")


if sys.platform == "win32":

    def wait_for_input(number: int) -> None:
        """Do nothing: on Windows, waiting for a console can be interrupted."""

    def _windows_key() -> str:
        import msvcrt

        while True:
            key = msvcrt.getwch()
            if key == "\x03":
                raise KeyboardInterrupt
            if key in "\x00\xe0":  # the second half identifies the special key
                msvcrt.getwch()
                continue
            return "" if key in _END else key.lower().replace("\r", "\n")

else:
    import select
    import signal

    @contextmanager
    def _unbuffered(number: int) -> Iterator[None]:
        """Read keys without Enter and without echo; a signal that ends or stops the program first restores the terminal."""
        import termios
        import tty

        before = termios.tcgetattr(number)

        def restore() -> None:
            termios.tcsetattr(number, termios.TCSADRAIN, before)

        def leave(which: int, _frame: object) -> None:
            restore()
            signal.signal(which, signal.SIG_DFL)
            os.kill(os.getpid(), which)
            # reached only after a stop
            signal.signal(which, leave)
            tty.setcbreak(number, termios.TCSADRAIN)

        kept = {which: signal.getsignal(which) for which in (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP)}
        try:
            for which in kept:
                signal.signal(which, leave)
            tty.setcbreak(number, termios.TCSADRAIN)
            yield
        finally:
            restore()
            for which, handler in kept.items():
                signal.signal(which, handler)

    def wait_for_input(number: int) -> None:
        """Wait until a terminal has something to read, or a signal handler raises, whenever the signal arrives.

        A plain read misses a signal that arrives after Python checked for one and before
        the system waits (https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd).
        """
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        try:
            while number not in select.select([number, woken], [], [])[0]:
                os.read(woken, 512)
        finally:
            signal.set_wakeup_fd(before)
            os.close(woken)
            os.close(waker)

    def _unix_key(number: int) -> str:
        while True:
            wait_for_input(number)
            key = os.read(number, 1)
            if key == _ESCAPE:
                _swallow(number)
            elif key.decode("ascii", "ignore") or not key:
                text = key.decode()
                return "" if text in _END else text.lower()

    def _swallow(number: int) -> None:
        """Read the rest of an escape sequence, to the letter that ends it (ECMA-48, 5.4)."""
        begun = False
        while select.select([number], [], [], _ESCAPED_WITHIN_S)[0]:
            key = os.read(number, 1)
            if begun and b"\x40" <= key <= b"\x7e":
                return
            if not key or (not begun and key not in b"[O"):
                return
            begun = True
