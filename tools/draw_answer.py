"""Draw the picture in README: a real answer, as a terminal of 80 columns shows it.

    python tools/draw_answer.py

Runs ``asknet demo`` on a pseudo-terminal and writes what it shows as
``examples/answer.svg``, without the web font that rich would link to.
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PROBLEM = "my sourdough won't rise"
COLUMNS = 80


def on_a_terminal(command: list[str]) -> str:
    """Run a command on a terminal and return what it writes, escapes included."""
    ours, theirs = pty.openpty()
    env = os.environ | {"COLUMNS": str(COLUMNS), "LINES": "40", "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:
                break
            seen += part
        process.wait()
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


def main() -> None:
    """Write the picture."""
    shown = on_a_terminal([sys.executable, "-m", "asknet", "demo", PROBLEM])
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), f'asknet demo "{PROBLEM}"'))
    console.print(Text.from_ansi(shown.rstrip()))
    svg = console.export_svg(title="asknet", unique_id="asknet")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (ROOT / "examples" / "answer.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
