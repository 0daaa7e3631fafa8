"""The reference in docs/ is what the program does."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

from asknet.cli.app import COMMANDS, GROUPS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
FILE = str(ROOT / "examples" / "contacts.csv")
DESCRIBED = set(re.findall(r"`([a-z_]+)`", (DOCS / "JSON.md").read_text(encoding="utf-8")))
VERBS = """\
ask my sourdough will not rise
ask helicopter pilot licence
show theo
list
skills bread
asks
history
path theo
me
close 1 --helped-by theo
undo --list
undo
check
import --formats
page -o page.html
message theo --ask last
add Zoe
synonym add loaf bread
synonym list
backup copy.db
export -o all.json
import all.json --dry-run
log coffee with nan
restore copy.db --yes
backup --list
merge id:1 id:2
forget id:3 --confirm 'Theo Brandt'"""


def keys_of(value):
    if isinstance(value, dict):
        for key, within in value.items():
            yield key
            yield from keys_of(within)
    elif isinstance(value, list):
        for within in value:
            yield from keys_of(within)


def test_the_reference_of_verbs_is_what_the_help_prints():
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / "write_verbs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_groups_of_the_help_have_every_verb():
    assert sorted(verb for group in GROUPS.values() for verb in group) == sorted(COMMANDS)


def test_every_key_of_json_is_described(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("import", FILE)
    run("me", "python:advanced")
    run("ask", "bread")
    run("log", "yesterday: coffee with Theo Brandt, he helped me #bread")
    missing = {}
    for verb in VERBS.splitlines():
        name, *words = shlex.split(verb)
        ran = run("--json", "--no-input", name, *words)
        assert ran.out, verb
        found = {key for line in ran.out.splitlines() if line for key in keys_of(json.loads(line))}
        if left := found - DESCRIBED:
            missing[verb] = sorted(left)
    assert missing == {}


def test_every_exit_status_is_described():
    from asknet.errors import ExitCode

    page = (DOCS / "JSON.md").read_text(encoding="utf-8")
    assert [code for code in ExitCode if f"| {int(code)} |" not in page] == []


def test_every_setting_and_variable_is_described(run):
    from asknet.environment import Settings

    page = (DOCS / "FILES.md").read_text(encoding="utf-8")
    variables = re.findall(r"^    ([A-Z_]+) ", run("--help").out, re.MULTILINE)
    assert [name for name in (*Settings._fields, *variables) if f"`{name}`" not in page] == []
    assert len(variables) == 3
