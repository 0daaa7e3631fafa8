"""One key at a time from a terminal, which is as it was on every way out."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_END = ("\x04", "\x1a")
"""Ctrl-D, and Ctrl-Z as Windows ends an input."""
_ESCAPE = b"\x1b"
_ESCAPED_WITHIN_S = 0.05
"""An arrow key sends its letters right behind an escape; a person is slower."""


@contextmanager
def single_keys(stdin: TextIO) -> Iterator[Callable[[], str]]:
    """Yield a function that waits for one key and returns it, or ``""`` at the end of the input.

    Keys are lower-cased; arrows and other keys that send several characters are
    swallowed. Keys typed ahead count. Where `stdin` is no terminal, the first
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
        """Do without: a wait for a console is interrupted there."""

    def _windows_key() -> str:
        import msvcrt

        while True:
            key = msvcrt.getwch()
            if key == "\x03":
                raise KeyboardInterrupt
            if key in "\x00\xe0":  # the second half says which of the keys without a letter
                msvcrt.getwch()
                continue
            return "" if key in _END else key.lower().replace("\r", "\n")

else:
    import select
    import signal

    @contextmanager
    def _unbuffered(number: int) -> Iterator[None]:
        """Take keys without Enter and unseen; a signal that ends or stops the program first puts all back."""
        import termios
        import tty

        before = termios.tcgetattr(number)

        def restore() -> None:
            termios.tcsetattr(number, termios.TCSADRAIN, before)

        def leave(which: int, _frame: object) -> None:
            restore()
            signal.signal(which, signal.SIG_DFL)
            os.kill(os.getpid(), which)
            # only a stop comes back here
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
        """Wait until a terminal has something to read, or a signal's handler raises, whenever the signal comes.

        A read alone misses a signal that comes after Python looked for one and before
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
        """Read what follows an escape, to the letter that ends it (ECMA-48, 5.4)."""
        begun = False
        while select.select([number], [], [], _ESCAPED_WITHIN_S)[0]:
            key = os.read(number, 1)
            if begun and b"\x40" <= key <= b"\x7e":
                return
            if not key or (not begun and key not in b"[O"):
                return
            begun = True
