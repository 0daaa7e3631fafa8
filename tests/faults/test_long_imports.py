"""A long import: it can be interrupted, shows how far it is, and two at once end with one copy."""

import signal
import sqlite3
import time
from contextlib import closing

import pytest

ROWS = 6000


@pytest.fixture
def long_file(home):
    path = home / "long.csv"
    rows = "".join(
        f"Person{n} Family{n},p{n}@example.org,topic number {n};bread,Baker of {n},notes of {n}\n" for n in range(ROWS)
    )
    path.write_text(f"name,email,skills,title,notes\n{rows}")
    return path


def test_ctrl_c_leaves_nothing_half_done(run, background, long_file, db):
    run("add", "Nan Okafor", "crochet")
    before = db.read_bytes()
    with background("import", long_file) as program:
        journal = db.with_name(db.name + "-journal")
        end = time.monotonic() + 20
        while not (journal.exists() and journal.stat().st_size > 0) and time.monotonic() < end:
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        err = program.stderr.read()
        assert (program.wait(30), err) == (130, b"asknet: interrupted\n")
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]
    assert not journal.exists()
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(run("undo", "--list").rows) == 1
    assert db.read_bytes()[:100] == before[:100]


def test_a_kill_leaves_nothing_half_done(run, background, long_file, db):
    run("add", "Nan Okafor", "crochet")
    with background("import", long_file) as program:
        journal = db.with_name(db.name + "-journal")
        end = time.monotonic() + 20
        while not (journal.exists() and journal.stat().st_size > 0) and time.monotonic() < end:
            time.sleep(0.01)
        program.kill()
        program.wait()
    run("me", "bread")
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]


def test_two_shells_that_import_one_file_at_once_end_with_one_copy(run, background, home):
    rows = "".join(f"Person{n} Family{n},p{n}@example.org\n" for n in range(300))
    (home / "people.csv").write_text(f"name,email\n{rows}")
    (home / "people2.csv").write_text(f"name,email\n{rows}")
    programs = [background("import", name, "--json") for name in ("people.csv", "people.csv", "people2.csv")]
    done = [(program.communicate(timeout=60), program.returncode) for program in programs]
    assert [code for _, code in done] == [0, 0, 0], done
    assert len(run("list").rows) == 300


def test_a_terminal_shows_how_far_it_is(screen, long_file):
    ran = screen("import", long_file)
    assert ran.code == 0
    assert "importing long.csv" in ran.shown
    assert f"{ROWS} read" in ran.shown


def test_a_pipe_is_not_told_how_far_it_is(process, long_file):
    assert "importing" not in process("import", long_file).err
