"""Another user on the same machine can read nothing, and is told so in a sentence."""

import os
import tempfile
from pathlib import Path

import pytest

from asknet.cli.app import main

NOBODY = 65534
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


def as_nobody(*words):
    """Run the program in a child of this process that is another user; return code and what it wrote."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.environ.pop("XDG_CONFIG_HOME", None)
        os.environ["HOME"] = "/nonexistent"
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        code = 99
        try:
            with open(1, "w", closefd=False) as out, open(2, "w", closefd=False) as err:
                import sys

                sys.stdout, sys.stderr = out, err
                code = main([str(word) for word in words])
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


@pytest.fixture
def shared():
    """A folder that anybody may enter and write to, as /tmp."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o1777)
        yield Path(folder)


WORDS = [
    ["list"], ["ask", "crochet"], ["show", "Nan"], ["add", "Theo"], ["undo", "--list"], ["check"], ["check", "--repair"],
    ["backup"], ["forget", "Nan", "--confirm", "Nan Okafor"],
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_another_user_gets_4_and_a_sentence(run, shared, words):
    db = shared / "network.db"
    run("add", "Nan Okafor", "crochet", "--db", db)
    run(*words, "--db", shared / "own.db")  # so that all it needs is loaded
    before = db.read_bytes()
    code, said = as_nobody(*words, "--db", db)
    assert (code, said.count("\n")) == (4, 1), said
    assert "permission denied" in said
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    "place", ["network.db-backups", "network.db-backups/0001-2026-11-20T12-00-00-asked.db", "copy.db"]
)
def test_nor_can_they_read_a_backup(run, shared, place):
    run("add", "Nan Okafor", "crochet", "--db", shared / "network.db")
    run("backup", "--db", shared / "network.db")
    run("backup", shared / "copy.db", "--db", shared / "network.db")
    run("list", "--db", shared / "copy.db")
    code, said = as_nobody("list", "--db", shared / place)
    assert (code, said.count("\n")) == (4, 1), said


def test_nor_restore_from_one(run, shared):
    run("add", "Nan Okafor", "--db", shared / "network.db")
    run("backup", shared / "copy.db", "--db", shared / "network.db")
    run("restore", shared / "copy.db", "--yes", "--db", shared / "theirs.db")
    code, said = as_nobody("restore", shared / "copy.db", "--yes", "--db", shared / "nobodys.db")
    assert (code, said.count("\n")) == (4, 1), said
    assert "permission denied" in said
