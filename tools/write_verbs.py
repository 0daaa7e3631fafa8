"""Write docs/VERBS.md, the reference of verbs, from what ``--help`` prints.

python tools/write_verbs.py            # rewrites docs/VERBS.md
python tools/write_verbs.py --check    # exits with status 1 if it is out of date
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

os.environ |= {"COLUMNS": "80", "NO_COLOR": "1"}  # read when the command line is imported

from asknet.cli.app import GROUPS, main

PAGE = Path(__file__).resolve().parent.parent / "docs" / "VERBS.md"
HEAD = """# Verbs

`asknet VERB --help` prints the same text. The shared options (`--db PATH`, `--json`, `--no-color`, `--quiet`,
`--no-input`, `--debug`) work before the verb and after it.
"""


def page() -> str:
    """Return the reference as Markdown: the help of asknet, then of each verb, by the groups of ``asknet --help``."""
    parts = [HEAD, _block(_help())]
    for group, verbs in GROUPS.items():
        parts.append(f"## {group}\n")
        parts += [f"### {verb}\n\n{_block(_help(verb))}" for verb in verbs]
    return "\n".join(parts)


def _help(*verb: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        main([*verb, "--help"])
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def _block(text: str) -> str:
    return f"```text\n{text}\n```\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(
            PAGE.read_text(encoding="utf-8") != page() and f"{PAGE.name} is out of date: run {Path(__file__).name}"
        )
    PAGE.write_text(page(), encoding="utf-8")
