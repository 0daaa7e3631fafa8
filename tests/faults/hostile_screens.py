"""Every text field x every verb x hostile strings, on a terminal: find what reaches it that asknet did not write."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import tempfile
import traceback
from pathlib import Path

from interrupting import environment

from asknet.cli.app import COMMANDS, main

STRINGS = {
    "ESC": "a\x1b[2J\x1b[31mb", "OSC title": "a\x1b]0;owned\x07b", "OSC 8": "a\x1b]8;;https://evil.example\x1b\\b",
    "OSC 52": "a\x1b]52;c;b3duZWQ=\x07b", "DCS": "a\x1bP1$qm\x1b\\b", "C1": "a\x9b31m\x9d0;x\x9cb", "BEL": "a\x07\x08\x0b\x0cb",
    "bidi": "a\u202egnp.exe\u2066\u200f\u061cb", "invisible": "a\u200b\ufeff\u2060\U000e0041b",
    "lines": "a\r\nb\x85c\u2028d\u2029e",
    "rich": "[/] [red]a[/red] [link=https://evil.example]b[/link] :smile: [bold", "delete": "a\x7f\x00b", "tab": "a\tb",
    "formula": "=cmd|'/c calc'!A1", "shell": "$(reboot) `id` '; rm -rf ~ #", "fts": '"a" OR b* NEAR(c) -d : ^e',
    "long": "a" * 499,
}  # fmt: skip
FIELDS = ("name", "skill", "--title", "--org", "--place", "--email", "--phone", "--url", "--alias", "--wants", "--note",
          "--via", "log", "topic", "problem", "close note", "synonym", "file name", "cell")  # fmt: skip
_ALLOWED = re.compile(rb"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[2K|\x1b\[1A|\r\n|\r")
_BAD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def shown(folder: Path, *words: str) -> tuple[int, bytes]:
    """Run the program on a terminal; return its exit code and every byte that reached the terminal."""
    child, ours = pty.fork()  # everything is imported, so that thousands can be run
    if not child:
        code = 99
        try:
            sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment(folder) | {"TERM": "xterm-256color", "COLUMNS": "100"})
            code = main([*words, "--no-input"] if "--" not in words else ["--no-input", *words])
        except BaseException:  # noqa: BLE001 - shown, and the child ends
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    seen = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65_536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen


def stray(seen: bytes) -> list[str]:
    """Return what could drive a terminal and that asknet itself does not write."""
    text = _ALLOWED.sub(b"", seen).decode("utf-8", "surrogateescape")
    return _BAD.findall(text) + [c for c in text if "\udc80" <= c <= "\udcff"]


def writing(field: str, text: str) -> list[str]:
    """Return the command that puts a text into a field."""
    safe = text.replace("\0", "")
    ways = {
        "name": ["add", "--force", "--", safe],
        "skill": ["add", "Owner", "--force", "--", f"crochet {safe}"],
        "log": ["log", "--with", "Nan Okafor", "--", safe],
        "topic": ["log", "--with", "Nan Okafor", "--about", safe, "--", "tea"],
        "problem": ["ask", "--", f"crochet {safe}"],
        "close note": ["close", "last", "--helped-by", "Nan Okafor", "--note", safe],
        "synonym": ["synonym", "add", "--", "zq", safe],
    }
    return ways.get(field, ["add", "Owner", "crochet", "--force", f"{field}={safe}"])


READING = [
    ["list"], ["show", "id:1"], ["show", "id:2"], ["show", "id:3"], ["skills"], ["path", "id:2"], ["asks"],
    ["ask", "crochet", "--explain"],
    ["message", "1", "--ask", "last", "--print"], ["path"], ["export", "id:2"], ["review", "ties", "--ics", "-"],
    ["asks", "--all"], ["undo", "--list"], ["synonym", "list"], ["me"], ["check"], ["backup", "--list"], ["demo", "bread"],
    ["edit", "id:2", "--place", "x"], ["remove", "id:3"], ["undo"], ["close", "last"], ["review"], ["dupes"], ["export"],
]  # fmt: skip
"""Verbs that show what is there; those the program has are run."""


def hostile(
    strings: dict[str, str] | None = None, fields: tuple[str, ...] = FIELDS
) -> list[tuple[str, str, int, list[str]]]:
    """Put each string into each field, run each verb on it and with it, and look at every byte on the terminal."""
    found = []
    for label, text in (strings or STRINGS).items():
        tried, wrong = 0, []
        for field in fields:
            with tempfile.TemporaryDirectory() as top:
                for words, code, seen in _session(Path(top), field, text):
                    tried += 1
                    odd = stray(seen)
                    if odd or b"internal error" in seen or b"Traceback" in seen or code not in (0, 1, 2, 3, 4, 5):
                        wrong.append(f"{field} {words}: {code} {odd} {seen[-200:]!r}")
        found.append((f"hostile text: {label}", f"{len(fields)} fields x verbs, on a pty", tried, wrong))
    return found


def _session(folder: Path, field: str, text: str) -> list[tuple[list[str], int, bytes]]:
    ran = []

    def do(*words: str) -> None:
        ran.append((list(words), *shown(folder, *words)))

    do("add", "Nan Okafor", "crochet")
    do("ask", "crochet")
    if field == "file name":
        name = text.replace("/", "_").replace("\0", "")[:80] + ".csv"
        (folder / name).write_text("name,skills\nMo Ray,crochet\n")
        do("import", "--", name)
    elif field == "cell":
        cell = '"' + text.replace('"', '""').replace("\0", "") + '"'
        (folder / "c.csv").write_text(
            f"name,skills,notes,{cell}\n{cell},{cell},{cell},x\nMo Ray,,{cell},y\n", encoding="utf-8"
        )
        do("import", "c.csv")
    else:
        do(*writing(field, text))
    for words in READING:
        if words[0] in COMMANDS:
            do(*words)
    safe = text.replace("\0", "")
    for verb in ("show", "path", "list", "skills", "ask", "remove", "forget", "restore", "import", "me"):
        do(verb, "--", safe)
    do("backup", safe)
    return ran
