"""README and docs/ show what the program does: every command in them is run and compared."""

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
PAGES = [page for page in (README, *sorted((ROOT / "docs").glob("*.md"))) if "```console" in page.read_text("utf-8")]


def sizes(text):
    return [int(size) for size in SIZE.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_in_a_page_prints_what_is_shown(page, tmp_path):
    """
    The commands of a page, run in order in an empty home, print what the page shows.

    With ``ASKNET_GOLDEN=write`` in the environment the page is rewritten instead.
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
    text = page.read_text(encoding="utf-8")
    written, end = [], 0
    for shown in shown_commands(text):
        if shown.command.startswith("export "):
            name, _, value = shown.command.removeprefix("export ").partition("=")
            env[name] = value
            continue
        seen = at_a_terminal(shown.command, tmp_path / "work", env)
        written += [text[end : shown.start], seen]
        end = shown.start + len(shown.output)
        if os.environ.get("ASKNET_GOLDEN") != "write":
            assert SIZE.sub("… kB", seen) == SIZE.sub("… kB", shown.output), shown.command
            assert sizes(seen) == pytest.approx(sizes(shown.output), abs=TWO_PAGES), shown.command
    if os.environ.get("ASKNET_GOLDEN") == "write":
        page.write_text("".join([*written, text[end:]]), encoding="utf-8")
    assert end, "the page has no command that was run"


def test_readme_and_the_pages_show_commands():
    assert {page.stem for page in PAGES} >= {"README", "TUTORIAL", "IMPORTING", "SCRIPTS", "MOVING"}
