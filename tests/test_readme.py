"""README shows what the program does: every command in it is run and compared."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from readme import at_a_terminal, shown_commands

SIZE = re.compile(r"\b(\d+) kB")
TWO_PAGES = 9
"""What the size of a database varies by, in kB, with the random uids in its index."""
ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


def sizes(text):
    return [int(size) for size in SIZE.findall(text)]


def test_every_command_in_readme_prints_what_is_shown(tmp_path):
    """
    README's commands, run in order in an empty home, print what README shows.

    With ``ASKNET_GOLDEN=write`` in the environment README is rewritten instead.
    """
    shutil.copytree(ROOT / "examples", tmp_path / "work" / "examples")
    home = tmp_path / "home"
    home.mkdir()
    env = {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ASKNET_TODAY": "2026-11-20",
        "LANG": "C.UTF-8",
        "EDITOR": "true",
        "PYTHONPATH": str(ROOT / "tests" / "no_sockets"),
    }
    text = README.read_text(encoding="utf-8")
    commands = shown_commands(text)
    for shown in commands:
        if shown.command.startswith("export "):
            name, _, value = shown.command.removeprefix("export ").partition("=")
            env[name] = value
            continue
        seen = at_a_terminal(shown.command, tmp_path / "work", env)
        if os.environ.get("ASKNET_GOLDEN") == "write":
            text = text.replace(f"$ {shown.command}\n{shown.output}", f"$ {shown.command}\n{seen}")
        else:
            assert SIZE.sub("… kB", seen) == SIZE.sub("… kB", shown.output), shown.command
            assert sizes(seen) == pytest.approx(sizes(shown.output), abs=TWO_PAGES), shown.command
    if os.environ.get("ASKNET_GOLDEN") == "write":
        README.write_text(text, encoding="utf-8")
    assert len(commands) > 10
