"""Hand a link or a text to another program: the platform's opener and its clipboard. Nothing else is ever started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from asknet.drafting.links import SCHEMES
from asknet.errors import AsknetError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WAIT_S = 3.0
"""How long, in s, an opener may take: one that is still running then is the program that shows the link (a browser)."""


def open_link(link: str) -> None:
    """Open a link in the system's program for it. Raises `AsknetError` if there is none, or if it fails."""
    if link.partition(":")[0] not in SCHEMES:
        message = f"{link[:40]!r} is not a link that can be opened"
        raise AsknetError(message, f"Links begin with {', '.join(sorted(SCHEMES))}")
    if sys.platform == "win32":
        try:
            os.startfile(link)  # noqa: S606 - a link of a fixed scheme, by the system's own program for it
        except OSError as error:
            message = f"the link could not be opened ({(error.strerror or str(error)).lower()})"
            raise AsknetError(message, f"Open it yourself: {link}") from error
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    if not shutil.which(program):
        message = f"{program} is not installed, so nothing can be opened"
        raise AsknetError(message, f"Open it yourself: {link}")
    status = _run([program, link], b"", _WAIT_S)
    if status:
        message = f"{program} could not open the link (status {status})"
        raise AsknetError(message, f"Open it yourself: {link}")


def copy_text(text: str) -> bool:
    """Copy a text to the clipboard; return whether there is a program for that and it worked."""
    for command in _clipboards():
        if shutil.which(command[0]):
            data = text.encode("utf-16le" if command[0] == "clip" else "utf-8")
            return _run(command, data, _WAIT_S) == 0
    return False


def _clipboards() -> list[list[str]]:
    if sys.platform == "win32":
        return [["clip"]]
    if sys.platform == "darwin":
        return [["pbcopy"]]
    found = [["wl-copy"]] if os.environ.get("WAYLAND_DISPLAY") else []
    if os.environ.get("DISPLAY"):
        found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return [*found, ["termux-clipboard-set"]]


def _run(command: Sequence[str], data: bytes, wait_s: float) -> int | None:
    """Run a program detached from this terminal and return its status, or None if it is still running after a while."""
    try:
        program = subprocess.Popen(  # noqa: S603 - a program by its fixed name, the link as one argument
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return 1
    try:
        program.communicate(data, timeout=wait_s)
    except subprocess.TimeoutExpired:
        program.returncode = 0  # it continues on its own
        return None
    finally:
        if program.stdin:
            program.stdin.close()
    return program.returncode
