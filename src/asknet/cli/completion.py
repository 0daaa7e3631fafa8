"""Completion in bash: candidates written so that bash takes each as one word."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any


def complete_in_bash(command: Any) -> int:  # noqa: ANN401 - typer's group
    """Let typer complete, and write each candidate as it has to be typed.

    Outside quotes a space gets a backslash; inside them it needs none. No other
    character that means something to the shell is offered.
    """
    found = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(found):
        command.main(args=[], prog_name="asknet", standalone_mode=False)
    quoted = _word_typed().startswith(("'", '"'))
    for candidate in found.getvalue().splitlines():
        word = candidate if quoted else candidate.replace(" ", "\\ ")
        sys.stdout.write(word + "\n")
    sys.stdout.flush()
    return 0


def _word_typed() -> str:
    """Find the word being completed as it stands on the line, quotes and all."""
    line = os.environ.get("COMP_WORDS", "")
    start = 0
    quote = ""
    for place, character in enumerate(line):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character.isspace() and not line[:place].endswith("\\"):
            start = place + 1
    return line[start:]
