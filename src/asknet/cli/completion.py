"""Shell completion: in bash each candidate is written as one word; in zsh `?` and `*` stay as typed."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

NOGLOB = "alias asknet='noglob asknet'"
"""Keeps zsh from treating the ``?`` of a question as a pattern for file names."""
_BASH_AND_ZSH = ("complete_bash", "source_zsh")


def completes(arguments: Sequence[str]) -> bool:
    """Return whether this run offers candidates to bash, or writes or installs a completion script."""
    asked = ("--show-completion", "--install-completion")
    return os.environ.get("_ASKNET_COMPLETE") in _BASH_AND_ZSH or any(word in asked for word in arguments)


def complete(command: Any, arguments: Sequence[str]) -> int:  # noqa: ANN401 - typer's group
    """Do what `completes` detected."""
    return _complete_in_bash(command) if in_bash() else _write_script(command, arguments)


def in_bash() -> bool:
    """Return whether this run offers candidates to bash."""
    return os.environ.get("_ASKNET_COMPLETE") == "complete_bash"


def _complete_in_bash(command: Any) -> int:  # noqa: ANN401 - typer's group
    """Let typer complete, and write each candidate as it has to be typed.

    Outside quotes a space is preceded by a backslash; inside them it is not. No other
    character with a meaning to the shell is offered. What follows a tab is shown as a comment, where several are.
    """
    found = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(found):
        command.main(args=[], prog_name="asknet", standalone_mode=False)
    quoted = _word_typed().startswith(("'", '"'))
    candidates = found.getvalue().splitlines()
    for candidate in candidates:
        text, _, beside = candidate.partition("\t")
        word = text if quoted else text.replace(" ", "\\ ")
        sys.stdout.write(f"{word}  # {beside}\n" if beside and len(candidates) > 1 else f"{word}\n")
    sys.stdout.flush()
    return 0


def _word_typed() -> str:
    """Return the word being completed as it is on the line, including quotes."""
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


def _write_script(command: Any, arguments: Sequence[str]) -> int:  # noqa: ANN401 - typer's group
    """Let typer write or install the completion script, in zsh with `NOGLOB`."""
    written = io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(written):
        try:
            code = command.main(args=list(arguments), prog_name="asknet", standalone_mode=False)
        except SystemExit as left:
            code = left.code
    text = written.getvalue()
    if text.lstrip().startswith("#compdef"):
        text = f"{text.strip()}\n\n{NOGLOB}\n"
    elif text.startswith("zsh completion installed"):
        _add_to_start_up(Path.home() / ".zshrc")
    sys.stdout.write(text)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _add_to_start_up(file: Path) -> None:
    content = file.read_text(encoding="utf-8") if file.is_file() else ""
    if NOGLOB not in content:
        file.write_text(f"{content.rstrip()}\n{NOGLOB}\n".lstrip(), encoding="utf-8")
