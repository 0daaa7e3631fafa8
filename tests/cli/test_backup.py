"""`backup`: a checked copy, automatic ones beside the network, and nothing else is overwritten."""

import os
import sqlite3
import threading
from contextlib import closing
from itertools import count

import pytest


@pytest.fixture
def two(run, once):
    once("two", lambda: (run("add", "Nan Okafor", "crochet"), run("add", "Sam Lee", "history")))
    return run


def mode(path):
    return oct(path.stat().st_mode & 0o7777)


def names(path):
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in conn.execute("SELECT name FROM contacts")}


def automatic(db):
    folder = db.with_name("network.db-backups")
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_a_copy_is_whole_and_readable_by_oneself_alone(two, process, home):
    ran = process("backup", home / "copy.db", umask=0)
    assert ran.code == 0
    assert ran.out.startswith(f"copied the network to {home / 'copy.db'}")
    assert names(home / "copy.db") == {"Nan Okafor", "Sam Lee"}
    assert mode(home / "copy.db") == "0o600"
    assert sorted(p.name for p in home.iterdir()) == ["copy.db", "data", "tmp"]
    assert two("list", "--db", home / "copy.db").code == 0


def test_without_a_file_it_goes_among_the_automatic_ones(two, db):
    assert two("backup").code == 0
    assert automatic(db) == ["0001-2026-11-20T12-00-00-asked.db"]
    assert mode(db.with_name("network.db-backups")) == "0o700"
    assert mode(db.with_name("network.db-backups") / automatic(db)[0]) == "0o600"


def test_the_last_five_are_kept_and_listed_newest_first(two, db):
    for _ in range(7):
        two("backup")
    rows = two("backup", "--list").rows
    assert [row[0][:4] for row in rows] == ["0007", "0006", "0005", "0004", "0003"]
    assert rows[0][1:] == ["2026-11-20T12:00:00", str(db.stat().st_size), "asked for"]
    assert len(automatic(db)) == 5
    assert two("backup", "--list", "--json").json[0]["name"] == rows[0][0]


def test_the_order_does_not_hang_on_the_clock(two, db):
    two("backup")
    two("backup", env={"ASKNET_TODAY": "1999-01-01"})
    assert [row[1][:4] for row in two("backup", "--list").rows] == ["1999", "2026"]
    assert len(automatic(db)) == 2


def test_each_network_has_its_own(two, home):
    two("add", "Theo", "--db", home / "other.db")
    two("backup", "--db", home / "other.db")
    assert two("backup", "--list").rows == []
    assert len(two("backup", "--list", "--db", home / "other.db").rows) == 1


def test_one_behind_a_link_keeps_them_beside_the_real_file(two, db, home):
    (home / "link.db").symlink_to(db)
    two("backup", "--db", home / "link.db")
    assert len(automatic(db)) == 1
    assert len(two("backup", "--list").rows) == 1


def test_nothing_is_listed_and_nothing_made_where_there_is_none(run, db):
    assert run("backup", "--list").rows == []
    ran = run("backup")
    assert (ran.code, ran.out) == (3, "")
    assert "there is no network" in ran.err
    assert not db.parent.exists()


def test_a_file_that_is_there_is_left_unless_forced(two, home):
    (home / "copy.db").write_text("mine")
    assert two("backup", home / "copy.db").code == 2
    assert two("backup", home / "copy.db", "--force").code == 2
    assert (home / "copy.db").read_text() == "mine"


def test_an_older_copy_gives_way_by_force(two, home):
    two("backup", home / "copy.db")
    two("add", "Theo Brandt")
    assert two("backup", home / "copy.db").code == 2
    assert names(home / "copy.db") == {"Nan Okafor", "Sam Lee"}
    assert two("backup", home / "copy.db", "--force").code == 0
    assert names(home / "copy.db") == {"Nan Okafor", "Sam Lee", "Theo Brandt"}


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("way", ["itself", "symlink", "hard link"])
def test_never_over_the_network_itself(two, db, home, way, force):
    target = home / "same.db"
    if way == "itself":
        target = db
    elif way == "symlink":
        target.symlink_to(db)
    else:
        os.link(db, target)
    before = db.read_bytes()
    ran = two("backup", target, *force)
    assert ran.code == 2
    assert "is the network itself" in ran.err
    assert db.read_bytes() == before


@pytest.mark.parametrize("what", ["folder", "fifo", "link", "dangling link", "/dev/null"])
def test_never_over_or_through_what_is_no_file(two, home, what):
    target = home / "target"
    (home / "elsewhere").write_text("mine")
    if what == "folder":
        target.mkdir()
    elif what == "fifo":
        os.mkfifo(target)
    elif what == "/dev/null":
        target = "/dev/null"
    else:
        target.symlink_to(home / ("elsewhere" if what == "link" else "absent"))
    for force in ([], ["--force"]):
        assert two("backup", target, *force).code == 2
    assert (home / "elsewhere").read_text() == "mine"
    assert not (home / "absent").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a link away")
@pytest.mark.parametrize("command", [["backup", "{}/copy.db"], ["add", "Theo", "--db", "{}/x.db"],
                                     ["list", "--db", "{}/network.db"]])  # fmt: skip
def test_a_link_of_another_user_is_not_followed(two, db, home, command):
    (home / "real").mkdir()
    (home / "trap").symlink_to(home / "real" if "network" not in command[-1] else db.parent)
    os.chown(home / "trap", 65534, 65534, follow_symlinks=False)
    ran = two(*(word.format(home / "trap") for word in command))
    assert ran.code in (1, 4)
    assert "belongs to another user" in ran.err
    assert list((home / "real").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_backups_that_another_user_made_is_not_used(two, db):
    folder = db.with_name("network.db-backups")
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    ran = two("backup")
    assert ran.code == 1
    assert "does not belong to you" in ran.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("target", ["absent/copy.db", "/proc/1/copy.db", "n" * 300, ""])
def test_where_nothing_can_be_written_it_says_so(two, home, monkeypatch, target):
    monkeypatch.chdir(home)
    ran = two("backup", target)
    assert ran.code in (1, 2)
    assert ran.err.count("\n") == 1
    assert sorted(p.name for p in home.iterdir()) == ["data", "tmp"]


def test_others_may_write_meanwhile(two, db, home):
    done = threading.Event()

    def write():
        with closing(sqlite3.connect(db, timeout=30)) as conn:
            for n in count():
                if done.is_set():
                    return
                conn.execute("UPDATE contacts SET title = ?, org = ?", (f"t{n}", f"t{n}"))
                conn.commit()
                done.wait(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            assert two("backup", home / f"{n}.db").code == 0
            with closing(sqlite3.connect(home / f"{n}.db")) as conn:
                assert conn.execute("SELECT count(*) FROM contacts WHERE title <> org").fetchone() == (0,)
    finally:
        done.set()
        writer.join()


def test_a_large_import_keeps_one_first(two, db):
    rows = "name\n" + "".join(f"Person {n}\n" for n in range(500))
    assert two("import", "-", "--dry-run", input=rows).code == 0
    assert automatic(db) == []
    assert two("import", "-", input=rows).code == 0
    (kept,) = automatic(db)
    assert kept.endswith("-import.db")
    assert names(db.with_name("network.db-backups") / kept) == {"Nan Okafor", "Sam Lee"}


def test_a_small_import_or_one_into_an_empty_network_keeps_none(run, db):
    rows = "name\n" + "".join(f"Person {n}\n" for n in range(500))
    run("import", "-", input=rows)
    run("import", "-", input="name\nTheo\n")
    assert automatic(db) == []


def test_copies_that_were_never_finished_are_cleared_away(two, db):
    two("backup")
    (db.with_name("network.db-backups") / ".asknet-0123456789ab.tmp").write_bytes(b"half")
    two("backup")
    assert len(automatic(db)) == 2


def test_ten_at_the_same_moment_all_succeed(two, background):
    assert two("list").code == 0
    programs = [background("backup") for _ in range(10)]
    assert [program.communicate(timeout=60) and program.returncode for program in programs] == [0] * 10
    assert [row[0][:4] for row in two("backup", "--list").rows] == [f"{n:04d}" for n in (10, 9, 8, 7, 6)]
