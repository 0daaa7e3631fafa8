"""Values that no command expects, for every option and argument of every verb: each is used, or refused in one line.

The verbs and what they take are read from the program itself. ``python tests/faults/odd_values.py``
tries all values; the tests try a share of them, another one for each option.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from asknet.cli.app import COMMANDS, command, main
from asknet.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VALUES = (
    "", " ", "\0", "a\0b", "\udcff", "\ud800", "\n", "\x1b[2J", "\u202e", "~nosuchuser/x", "~", "//", "/", ".", "..", "//tmp",
    "n" * 250, "é" * 120, "n" * 5000, "a/" * 3000, "0", "-1", "9" * 24, str(2**63), str(2**63 - 1), "9" * 5000, "٣", "½", "NaN",
    "1e999", "id:" + "9" * 24, "id:0", "id:", "last", "9999-12-31", "0001-01-01", "2026-02-30", "99999y", "36500d", "=", "a=b",
    "0000000000019=name", "[/]", "%s", "{}", "-", "x:expert", ":", "#", "9999-12-31: tea with Nan",
    "tea with Nan on 1 Jan 9999",
)  # fmt: skip
USUAL = {
    "ask": ["crochet"], "add": ["Zoe"], "log": ["tea with Nan"], "close": ["last"], "edit": ["Nan"], "show": ["Nan"],
    "path": ["Nan"], "import": ["people.csv"], "merge": ["Nan", "Sam"], "dupes": [], "remove": ["Nan"], "forget": ["Nan"],
    "restore": ["last", "--yes"], "synonym": ["add", "js", "javascript"], "message": ["Nan", "--ask", "last"],
    "open": ["Nan"],
}  # fmt: skip
"""The other arguments of a verb when an option is tried."""
MOST = 2_000
"""Characters of a message."""


def commands(share: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Give each verb with its words, for every option that takes a value, every argument and every `share`-th value."""
    group: Any = command()
    turn = count()
    for verb in COMMANDS:
        for param in group.get_command(None, verb).params:
            if getattr(param, "is_flag", False) or not _takes_value(param):
                continue
            values = VALUES[next(turn) % share :: share]
            for value in values:
                if param.param_type_name == "option":
                    # the longest name of an option is the one that says what it is
                    yield verb, [*USUAL.get(verb, []), f"{max(param.opts, key=len)}={value}"]
                else:
                    yield verb, ["--", value, *USUAL.get(verb, [])[1:2]]


def _takes_value(param: Any) -> bool:
    return param.name != "help" and not getattr(param, "count", False)


def fault(code: int, err: str) -> str:
    """Return what is not as promised in how a command ended."""
    complaints = [line for line in err.split("\n") if line.startswith("asknet: ")]
    if "internal error" in err or "Traceback" in err:
        return err[-300:]
    if code not in set(ExitCode) - {ExitCode.INTERRUPTED}:
        return f"exit status {code}: {err[-300:]}"
    if complaints and len(complaints[0]) > MOST:
        return f"{len(complaints[0])} characters: {complaints[0][:300]}"
    if len(complaints) > 1 or (code in (ExitCode.FAILED, ExitCode.USAGE, ExitCode.STORE) and err.count("\n") > 3):
        return f"not one line: {err[-300:]}"
    return (
        ""
        if complaints or code in (ExitCode.DONE, ExitCode.NOBODY, ExitCode.INPUT)
        else f"exit status {code}, no reason"
    )


def begin(run: Callable[..., Any]) -> None:
    """Make a small network to try the values on."""
    run("add", "Nan Okafor", "crochet:expert", "--every", "30d")
    run("add", "Sam Lee", "bread")
    run("ask", "crochet")
    Path("people.csv").write_text("name,skills\nTheo Brandt,sailing\n", encoding="utf-8")


def _run(*words: str) -> tuple[int, str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    empty = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with patch.multiple(sys, stdin=empty, stdout=out, stderr=err):
        code = main(words)
        err.flush()
        out.flush()
    return code, err.buffer.getvalue().decode()


if __name__ == "__main__":
    tried, wrong = 0, 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, ASKNET_TODAY="2026-11-20")
        begin(_run)
        for one, words in commands(int(sys.argv[1]) if sys.argv[1:] else 1):
            if tried % 50 == 0:
                begin(_run)
            tried += 1
            ended = fault(*_run(one, *words))
            if ended:
                wrong += 1
                sys.stdout.write(f"{one} {[word[:60] for word in words]}: {ended}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{tried} commands, {wrong} not as promised\n")
