"""Another user on the same machine can read nothing, and gets an error in one sentence."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
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


@pytest.mark.parametrize(
    "words", [["list"], ["add", "Theo"], ["check"], ["restore", "{}/copy.db", "--yes"]], ids=" ".join
)
def test_a_journal_of_theirs_is_not_played_back_into_the_network(run, shared, words):
    db, journal = shared / "network.db", shared / "network.db-journal"
    run("add", "Mallory Evil", "phishing", "--db", db)
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        for table in (
            "contacts",
            "skills",
        ):  # a change that is larger than the cache is in the file, and its journal synced
            conn.execute(f"UPDATE {table} SET folded = folded || ' '")
        conn.execute("CREATE TABLE large AS SELECT zeroblob(1000000) AS x")
        shutil.copy(journal, shared / "theirs")
        conn.execute("ROLLBACK")
    db.unlink()
    run("add", "Nan Okafor", "crochet", "--db", db)
    run("backup", shared / "copy.db", "--db", db)
    before = db.read_bytes()
    (shared / "theirs").rename(journal)
    os.chown(journal, NOBODY, NOBODY)
    ran = run(*(word.format(shared) for word in words), "--db", db)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert f"{journal} was put beside the network by another user" in ran.err
    assert db.read_bytes() == before
    os.chown(journal, 0, 0)
    run("list", "--db", db)
    assert not journal.exists()  # it was one that SQLite plays back


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc/passwd")])
def test_what_is_no_file_where_a_journal_belongs_is_not_blamed_on_another_user(run, shared, make):
    db = shared / "network.db"
    run("add", "Nan Okafor", "--db", db)
    make(shared / "network.db-journal")
    ran = run("add", "Theo Brandt", "--db", db)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert "network.db-journal is not an ordinary file" in ran.err


def test_an_empty_file_of_theirs_is_not_made_a_network(run, shared):
    db = shared / "network.db"
    db.touch(0o666)
    os.chown(db, NOBODY, NOBODY)
    run("add", "Theo Brandt", "--db", shared / "other.db")
    run("backup", shared / "copy.db", "--db", shared / "other.db")
    for words in (["add", "Nan Okafor"], ["restore", shared / "copy.db", "--yes"]):
        ran = run(*words, "--db", db)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert "is an empty file that belongs to another user" in ran.err
        assert db.stat().st_size == 0


def test_check_does_not_pass_an_empty_file_of_theirs(run, shared):
    db = shared / "network.db"
    db.touch(0o600)
    os.chown(db, NOBODY, NOBODY)
    ran = run("check", "--db", db)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert "is an empty file that belongs to another user" in ran.err


@pytest.mark.parametrize("words", [*WORDS, ["restore", "copy.db", "--yes"]], ids=" ".join)
def test_a_network_of_theirs_is_not_used_by_root_either(run, shared, words):
    db = shared / "network.db"
    run("add", "Nan Okafor", "crochet", "--db", db)
    run("backup", shared / "copy.db", "--db", db)
    os.chown(db, NOBODY, NOBODY)
    db.chmod(0o666)
    before = db.read_bytes()
    ran = run(*(shared / word if word == "copy.db" else word for word in words), "--db", db)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert f"{db} belongs to another user" in ran.err
    assert db.read_bytes() == before
    assert sorted(path.name for path in shared.iterdir()) == ["copy.db", "network.db"]


def test_a_network_of_root_is_used_by_all_who_may(run, shared):
    db = shared / "network.db"
    run("add", "Nan Okafor", "crochet", "--db", db)
    db.chmod(0o644)
    assert as_nobody("ask", "crochet", "--no-save", "--db", db)[0] == 0


def test_a_copy_of_theirs_can_be_restored_since_it_is_only_read(run, shared):
    run("add", "Nan Okafor", "--db", shared / "network.db")
    run("backup", shared / "copy.db", "--db", shared / "network.db")
    os.chown(shared / "copy.db", NOBODY, NOBODY)
    assert run("restore", shared / "copy.db", "--yes", "--db", shared / "new.db").code == 0
    assert len(run("list", "--db", shared / "new.db").rows) == 1


def test_the_folder_that_an_import_may_not_read_is_named(run, shared):
    closed = shared / "books" / "old"
    closed.mkdir(parents=True)
    closed.chmod(0o700)
    run("import", shared / "books", "--db", shared / "own.db")  # so that all it needs is loaded
    code, said = as_nobody("import", shared / "books", "--db", shared / "nobodys.db")
    assert (code, said.count("\n")) == (5, 1), said
    assert f"{closed} cannot be read (permission denied)" in said


def test_a_file_that_they_put_among_the_automatic_backups_is_none(run, shared):
    run("add", "Nan Okafor", "--db", shared / "network.db")
    run("backup", "--db", shared / "network.db")
    (kept,) = (shared / "network.db-backups").iterdir()
    os.chown(kept, NOBODY, NOBODY)
    assert run("backup", "--list", "--db", shared / "network.db").rows == []
    assert run("restore", "last", "--yes", "--db", shared / "network.db").code == 3
