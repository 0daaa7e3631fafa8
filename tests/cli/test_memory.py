"""Memory: what a verb takes does not grow with the texts of the network."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak from Linux's /proc"),
]

CONTACTS = 2_000
NOTE = 30_000
TEXTS = CONTACTS * NOTE
"""Bytes of notes that the large network has more than the small one."""

PEAK = """
import pathlib, re, sys
from asknet.cli.app import main
code = main(sys.argv[2:])
status = pathlib.Path("/proc/self/status").read_text()
pathlib.Path(sys.argv[1]).write_text(re.search(r"VmHWM:\\s*(\\d+)", status)[1])
sys.exit(code)
"""

VERBS = {
    "list": [["list"]],
    "list --json": [["list", "--json"]],
    "check": [["check"]],
    "forget": [["forget", "id:3", "--confirm", "Ann Bo3"]],
}
"""What is measured -> the commands that are run, of which the last one counts."""


@pytest.fixture(scope="module")
def networks(tmp_path_factory):
    """Two networks of as many contacts: one with long notes that were written in one step, one without."""
    folder = tmp_path_factory.mktemp("networks")
    rows = "".join(f"Ann Bo{n},skill{n},p{n}@example.org\n" for n in range(1, CONTACTS + 1))
    (folder / "people.csv").write_text(f"name,skills,email\n{rows}")
    small, large = folder / "small.db", folder / "large.db"
    command = [sys.executable, "-m", "asknet", "--db", small, "import", folder / "people.csv"]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    shutil.copy(small, large)
    for path, size in ((small, 10), (large, NOTE)):
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.execute(
                "UPDATE contacts SET notes = substr(replace(hex(zeroblob(?)), '00', 'ab '), 1, ?)", (size, size)
            )
    return small, large


def peak_of(network, commands, folder, environment, given=os.devnull):
    """Run commands on a copy and return the greatest resident memory of the last one, in bytes; `given` is on their input."""
    copy = folder / "copy.db"
    shutil.copy(network, copy)
    (folder / "tmp").mkdir(exist_ok=True)
    for words in commands:
        with (folder / "out").open("wb") as out, Path(given).open("rb") as stdin:
            ran = subprocess.run(
                [sys.executable, "-c", PEAK, folder / "peak", "--db", copy, *words],
                check=False, stdin=stdin, stdout=out, stderr=subprocess.PIPE,
                env=environment | {"TMPDIR": os.fspath(folder / "tmp")},
            )  # fmt: skip
        assert ran.returncode in (0, 1), ran.stderr
    return int((folder / "peak").read_text()) * 1024


@pytest.mark.parametrize("what", VERBS)
def test_the_memory_of_a_verb_does_not_grow_with_the_texts(networks, tmp_path, environment, what):
    small, large = (peak_of(network, VERBS[what], tmp_path, environment) for network in networks)
    assert large - small < TEXTS


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_an_import_does_not_hold_the_file_beside_the_database(networks, tmp_path, environment, form):
    exported = tmp_path / f"all.{form}"
    subprocess.run(
        [sys.executable, "-m", "asknet", "--db", networks[1], "export", "-o", exported],
        check=True, capture_output=True, stdin=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    empty = tmp_path / "empty.db"
    empty.touch(0o600)
    piped = peak_of(empty, [["import", "-"]], tmp_path, environment, exported)
    named = peak_of(empty, [["import", os.fspath(exported)]], tmp_path, environment)
    assert piped - named > TEXTS / 2
