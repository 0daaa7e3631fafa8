"""A file that asknet writes never replaces a network's own, keeps its type, and leaves nothing unfinished behind."""

import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing, contextmanager

import pytest

REJECTING = "name,skills\nNan,crochet\n,x\n"
"""A table of which one row is skipped."""


@pytest.fixture
def writers(run, home):
    """Write to a file that the user names, by each verb that can, in a network with Nan."""
    run("add", "Nan Okafor", "crochet")
    (home / "in.csv").write_text(REJECTING)
    return {
        "backup": lambda target: run("backup", target),
        "backup --force": lambda target: run("backup", "--force", target),
        "export": lambda target: run("export", "--format", "yaml", "-o", target),
        "rejects": lambda target: run("import", home / "in.csv", "--rejects", target),
    }


WAYS = ["backup", "backup --force", "export", "rejects"]


@contextmanager
def half_way(path):
    """Be in the middle of a change of the database at `path`, part of which is in the file already."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET notes = 'half-way', title = 'half-way'")
        yield
        conn.execute("ROLLBACK")


@pytest.fixture
def killed(run, home):
    """Some other network whose last writer was killed, with its journal beside it."""
    rows = "".join(f"Person {n},{'x' * 300}\n" for n in range(300))
    run("--db", home / "source.db", "import", "-", input=f"name,notes\n{rows}")
    with half_way(home / "source.db"):
        shutil.copy(home / "source.db", home / "copy.db")
        shutil.copy(home / "source.db-journal", home / "copy.db-journal")
    return home / "copy.db"


def test_a_backup_is_not_put_beside_the_journal_of_a_killed_write(run, writers, killed):
    ran = writers["backup --force"](killed)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"asknet check --db {killed}" in ran.err
    assert len(run("--db", killed, "list").rows) == 300
    assert writers["backup --force"](killed).code == 0
    assert [row[2] for row in run("--db", killed, "list").rows] == ["Nan Okafor"]
    assert run("--db", killed, "check").out == "all is well\n"


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_put_beside_what_sqlite_would_play_back_into_it(writers, home, db, way, ending):
    (home / f"copy.db{ending}").write_bytes(b"of another database")
    before = db.read_bytes()
    ran = writers[way](home / "copy.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"copy.db{ending} is beside it" in ran.err
    assert (home / f"copy.db{ending}").read_bytes() == b"of another database"
    assert not (home / "copy.db").exists()
    assert db.read_bytes() == before


RESERVED = [
    "copy.db-journal", "copy.db-wal", "COPY.DB-SHM", "data/asknet/network.db-journal",
    "data/asknet/network.db-backups/mine.db", "data/asknet/network.db-backups/sub/mine.db", "other.db-backups/mine.db",
    "link/mine.db", ".asknet-0123456789ab.tmp",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_belongs_to_a_network_is_no_place_for_a_file_of_ones_own(run, writers, home, db, way):
    run("backup")
    run("--db", home / "other.db", "add", "Theo Brandt")
    run("--db", home / "other.db", "backup")
    (db.parent / "network.db-backups" / "sub").mkdir()
    (home / "link").symlink_to(db.parent / "network.db-backups")
    before = db.read_bytes()
    for name in RESERVED:
        ran = writers[way](home / name)
        assert (name, ran.code, ran.out, ran.err.count("\n")) == (name, 2, "", 1)
        assert "Name another file" in ran.err
        assert not (home / name).exists()
    assert db.read_bytes() == before


@pytest.mark.parametrize("way", WAYS)
def test_no_file_takes_the_name_of_the_folder_of_backups_that_is_about_to_be(run, writers, home, way):
    run("--db", home / "other.db", "add", "Theo Brandt")
    for name in ("data/asknet/network.db-backups", "other.db-backups"):
        ran = writers[way](home / name)
        assert (name, ran.code, ran.out, ran.err.count("\n")) == (name, 2, "", 1)
    assert run("backup").code == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_that_is_only_called_like_one_of_backups_may_be_written_to(writers, home, way):
    (home / "my-backups").mkdir()
    assert writers[way](home / "my-backups" / "mine").code == 0
    assert (home / "my-backups" / "mine").exists()


@pytest.mark.parametrize(
    "name", ["new.db", "./new.db", "sub/../new.db", "link.db", "linked/new.db", "hard.db", "New.db"]
)
def test_rejected_rows_do_not_take_the_place_of_a_network_that_is_about_to_be(run, home, name, monkeypatch):
    monkeypatch.chdir(home)
    (home / "in.csv").write_text(REJECTING)
    (home / "sub").mkdir()
    (home / "link.db").symlink_to("new.db")
    (home / "linked").symlink_to(home)
    if name == "hard.db":
        (home / "new.db").touch()
        os.link(home / "new.db", home / name)
    ran = run("--db", "new.db", "import", "in.csv", "--rejects", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "is the network itself" in ran.err
    assert not (home / "new.db").exists() or (home / "new.db").stat().st_size == 0
    assert run("--db", "new.db", "import", "in.csv", "--rejects", "mend.csv").code == 0
    assert len(run("--db", "new.db", "list").rows) == 1


@pytest.fixture
def unfinished(background, run, db, home):
    """Begin an export that waits for a writer, with its file begun; `unfinished()` lets it go on."""
    run("add", "Nan Okafor", "crochet")
    (home / "out").mkdir()
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        ignored = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is, and a program inherits that
        program = background("export", "-o", "out/nan.yaml")
        signal.signal(signal.SIGHUP, ignored)
        end = time.monotonic() + 30
        while not list((home / "out").iterdir()) and time.monotonic() < end:
            time.sleep(0.01)

        def go_on():
            conn.execute("ROLLBACK")
            program.communicate(timeout=30)
            return program.returncode

        yield program, go_on
        program.kill()
        program.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_export_that_is_told_to_end_leaves_nothing_behind(unfinished, home, number):
    program, go_on = unfinished
    assert len(list((home / "out").iterdir())) == 1
    program.send_signal(number)
    assert go_on() == (130 if number == signal.SIGINT else -number)
    assert list((home / "out").iterdir()) == []


@pytest.mark.parametrize("way", WAYS)
def test_what_a_killed_export_left_is_removed_by_the_next_that_writes_there(unfinished, run, home, way):
    program, go_on = unfinished
    program.kill()
    assert go_on() == -signal.SIGKILL
    assert len(list((home / "out").iterdir())) == 1
    (home / "in.csv").write_text(REJECTING)
    words = {"export": ("export", "-o"), "rejects": ("import", home / "in.csv", "--rejects")}.get(way, way.split())
    assert run(*words, home / "out" / "mine.csv").code == 0
    assert [path.name for path in (home / "out").iterdir()] == ["mine.csv"]


def test_what_another_process_is_still_writing_is_left_to_it(unfinished, run, home):
    _, go_on = unfinished
    run("--db", home / "other.db", "add", "Theo Brandt")
    assert run("--db", home / "other.db", "export", "-o", home / "out" / "theo.yaml").code == 0
    assert go_on() == 0
    assert sorted(path.name for path in (home / "out").iterdir()) == ["nan.yaml", "theo.yaml"]


def test_forgetting_removes_what_a_killed_restore_left_beside_the_network(run, db):
    run("add", "Nan Okafor", "crochet")
    left = db.with_name(".asknet-0123456789ab.tmp")
    left.write_bytes(db.read_bytes())
    assert run("forget", "Nan Okafor", "--confirm", "Nan Okafor").code == 0
    assert [path.name for path in db.parent.iterdir()] == ["network.db"]
