"""`restore`: a checked copy takes the network's place, and what was there is kept."""

import gzip
import re
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from asknet.store.schema import VERSION

DATA = Path(__file__).parents[1] / "store" / "data"


@pytest.fixture
def copied(run, home):
    """A network with Nan and Theo, and a copy with Nan alone."""
    run("add", "Nan Okafor", "crochet")
    run("backup", home / "copy.db")
    run("add", "Theo Brandt", "sourdough")
    return home / "copy.db"


def names(run, *more):
    return [row[2] for row in run("list", *more).rows]


def test_the_copy_takes_the_place_of_the_network(run, copied):
    before = copied.read_bytes()
    ran = run("restore", copied, "--yes")
    assert (ran.code, ran.out) == (0, f"restored {copied}: 1 contact\n")
    assert names(run) == ["Nan Okafor"]
    assert run("ask", "crochet", "--json").json["matches"][0]["name"] == "Nan Okafor"
    assert copied.read_bytes() == before
    assert run("check").code == 0


def test_restoring_the_last_automatic_one_is_the_way_back(run, copied):
    run("restore", copied, "--yes")
    assert run("restore", "last", "--yes").code == 0
    assert names(run) == ["Nan Okafor", "Theo Brandt"]


def test_an_automatic_one_is_meant_by_its_name(run, copied):
    run("restore", copied, "--yes")
    (row,) = run("backup", "--list").rows
    assert row[3] == "replaced by a restore"
    assert run("restore", row[0], "--yes", "--json").json["contacts"] == 2


def test_the_history_begins_anew(run, copied):
    run("restore", copied, "--yes")
    assert run("undo", "--list").rows == []
    assert run("undo").code == 3


def test_at_rest_there_is_no_journal(run, copied, db):
    run("restore", copied, "--yes")
    assert sorted(p.name for p in db.parent.iterdir()) == ["network.db", "network.db-backups"]


def test_it_makes_the_network_where_there_is_none(run, copied, home):
    assert run("restore", copied, "--yes", "--db", home / "new" / "n.db").code == 0
    assert names(run, "--db", home / "new" / "n.db") == ["Nan Okafor"]
    assert not (home / "new" / "n.db-backups").exists()


def test_in_a_script_it_wants_yes(run, copied):
    ran = run("restore", copied)
    assert (ran.code, "--yes" in ran.err) == (2, True)
    assert len(names(run)) == 2


@pytest.mark.parametrize(("answer", "left"), [("y\n", 1), ("n\n", 2), ("\n", 2)])
def test_on_a_terminal_it_asks(run, screen, copied, answer, left):
    ran = screen("restore", copied, typed=[("[y/N]", answer)])
    assert ran.code == (0 if left == 1 else 2)
    assert len(names(run)) == left


def damage(sql):
    def change(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            conn.execute(sql)

    return change


BAD = {
    "absent": (Path.unlink, "does not exist"),
    "empty": (lambda p: p.write_bytes(b""), "is empty"),
    "text": (lambda p: p.write_text("dear diary " * 50), "not an asknet network"),
    "newer": (damage("PRAGMA user_version = 99"), "newer asknet"),
    "foreign": (damage("PRAGMA application_id = 7"), "another program"),
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:-8192]), "damaged"),
    "a page of noise": (lambda p: p.write_bytes(p.read_bytes()[:8192] + b"\xff" * 4096 + p.read_bytes()[12288:]), "damaged"),
    "a stranger's trigger": (damage("CREATE TRIGGER x AFTER INSERT ON asks BEGIN SELECT 1; END"), "trigger"),
    "a table missing": (damage("DROP TABLE apart"), "damaged"),
    "a version without tables": (damage("PRAGMA user_version = 0"), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_sound_copy_is_refused_and_nothing_changed(run, copied, db, what):
    change, said = BAD[what]
    change(copied)
    before = db.read_bytes()
    ran = run("restore", copied, "--yes")
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert db.read_bytes() == before
    assert run("backup", "--list").rows == []


def test_the_network_itself_is_refused(run, copied, db):
    assert run("restore", db, "--yes").code == 2
    assert copied.exists()


def test_what_is_not_there_is_3(run, copied):
    assert run("restore", "nothing", "--yes").code == 3
    assert run("restore", "last", "--yes").code == 3
    assert copied.exists()


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_copy_of_a_released_version_comes_as_the_present_one(run, home, db, version):
    run("add", "Theo Brandt")
    (home / "old.db").write_bytes(gzip.decompress((DATA / f"version_{version}.db.gz").read_bytes()))
    assert run("restore", home / "old.db", "--yes").code == 0
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert names(run) == ["Crochet Crowd", "Nan Okafor", "Sam Lee"]


@pytest.mark.parametrize("spoil", [
    lambda whole: whole[:-8192], lambda whole: whole[:4096] + b"\xff" * 8192 + whole[12288:],
    lambda whole: whole[:100] + bytes(3996) + whole[4096:], lambda whole: whole + bytes(4096),
])  # fmt: skip
def test_a_network_that_is_damaged_is_replaced_and_kept(run, copied, db, spoil):
    spoiled = spoil(db.read_bytes())
    db.write_bytes(spoiled)
    assert run("restore", copied, "--yes").code == 0
    assert names(run) == ["Nan Okafor"]
    assert run("check").code == 0
    (kept,) = db.with_name("network.db-backups").iterdir()
    assert kept.stat().st_size >= len(spoiled) - 8192


def test_a_file_in_its_place_that_is_not_asknets_is_left(run, copied, db):
    db.write_text("dear diary " * 100)
    assert run("restore", copied, "--yes").code == 4
    assert db.read_text() == "dear diary " * 100


def test_a_program_that_has_the_network_open_goes_on_in_the_restored_one(run, copied, db):
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        assert other.execute("SELECT count(*) FROM contacts").fetchone() == (2,)
        assert run("restore", copied, "--yes").code == 0
        assert other.execute("SELECT count(*) FROM contacts").fetchone() == (1,)
        other.execute("INSERT INTO asks(date, problem, verdict) VALUES ('2026-11-20', 'yarn', 'none')")
    assert [ask["problem"] for ask in run("asks", "--json").json] == ["yarn"]
    assert run("check").code == 0


def test_a_writer_is_waited_for(background, run, copied, db):
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE contacts SET title = 'late'")
        program = background("restore", copied, "--yes")
        assert program.poll() is None
        other.execute("COMMIT")
        program.communicate(timeout=30)
    assert program.returncode == 0
    (kept,) = db.with_name("network.db-backups").iterdir()
    with closing(sqlite3.connect(kept)) as conn:
        assert conn.execute("SELECT DISTINCT title FROM contacts").fetchall() == [("late",)]
    assert names(run) == ["Nan Okafor"]


def waits_for(program, file, seconds=0.4):
    """Wait until a program has had a file open for a while, as one that waits for its lock has."""
    since, end = time.monotonic(), time.monotonic() + 30
    while time.monotonic() < min(end, since + seconds):
        time.sleep(0.01)
        if not any(held(link) == str(file) for link in Path(f"/proc/{program.pid}/fd").iterdir()):
            since = time.monotonic()
    assert time.monotonic() < end


def held(link):
    with suppress(OSError):
        return str(link.readlink())
    return ""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what a process holds is read from /proc")
def test_a_writer_whom_a_restore_waits_for_goes_on(background, run, copied, db):
    with closing(sqlite3.connect(db, timeout=5, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE contacts SET title = 'late'")
        program = background("restore", copied, "--yes")
        waits_for(program, db)
        other.execute("COMMIT")
        program.communicate(timeout=30)
    assert program.returncode == 0
    assert names(run) == ["Nan Okafor"]
    run("restore", "last", "--yes")
    assert {row[4] for row in run("list").rows} == {"late"}


LOST = {
    "its first 16 bytes": (lambda whole: b"\xff" * 16 + whole[16:], False),
    "its header": (lambda whole: b"\xff" * 100 + whole[100:], False),
    "its first page": (lambda whole: b"\xff" * 4096 + whole[4096:], False),
    "the sizes in its header": (lambda whole: whole[:20] + b"\xff" * 4 + whole[24:], False),
    "all of it": (lambda _: b"dear diary " * 500, True),
    "all but 50 bytes": (lambda whole: whole[:50], True),
}
"""What is left of a network, and whether only its automatic backups say that it was one."""


@pytest.mark.parametrize("lost", LOST)
def test_a_network_that_lost_its_beginning_is_replaced_and_kept_byte_for_byte(run, copied, db, lost):
    change, backups = LOST[lost]
    if backups:
        run("backup")
    spoiled = change(db.read_bytes())
    db.write_bytes(spoiled)
    ran = run("list")
    assert (ran.code, "`asknet backup --list`" in ran.err or not backups) == (4, True)
    ran = run("restore", copied, "--yes")
    assert (ran.code, ran.out) == (0, f"restored {copied}: 1 contact\n")
    kept = max(db.with_name("network.db-backups").iterdir())
    assert f"it is kept as {kept}" in ran.err
    assert kept.read_bytes() == spoiled
    assert names(run) == ["Nan Okafor"]
    assert run("check").out == "all is well\n"


def test_what_a_killed_write_left_beside_a_network_that_lost_its_beginning_is_not_played_back(run, copied, db, home):
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET title = 'half-way'")
        shutil.copy(f"{db}-journal", home / "left")
        conn.execute("ROLLBACK")
    db.write_bytes(b"\xff" * 16 + db.read_bytes()[16:])
    shutil.move(home / "left", f"{db}-journal")
    assert run("restore", copied, "--yes").code == 0
    assert names(run) == ["Nan Okafor"]
    assert run("check").out == "all is well\n"
    assert sorted(path.name for path in db.parent.iterdir()) == ["network.db", "network.db-backups"]
    assert len(list(db.with_name("network.db-backups").glob("*-journal"))) == 1


def test_a_database_of_another_program_in_its_place_is_left_whatever_stands_beside_it(run, copied, db):
    run("backup")
    db.unlink()
    damage("CREATE TABLE recipes(name)")(db)
    before = db.read_bytes()
    assert run("restore", copied, "--yes").code == 4
    assert db.read_bytes() == before


def test_what_is_left_says_how_to_restore_all_the_same(run, copied, db):
    db.write_text("dear diary " * 100)
    ran = run("restore", copied, "--yes")
    assert "Move the file away, and restore again" in ran.err
    db.rename(db.with_name("diary"))
    assert run("restore", copied, "--yes").code == 0
    assert names(run) == ["Nan Okafor"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_the_memory_of_a_restore_does_not_grow_with_the_copy(background, run, copied, home):
    large = home / "large.db"
    shutil.copy(copied, large)
    damage("CREATE TABLE mine(x)")(large)
    size = 80_000_000
    damage(f"INSERT INTO mine VALUES (zeroblob({size}))")(large)
    peaks = [peak(background("restore", copy, "--yes")) for copy in (copied, large)]
    assert peaks[1] - peaks[0] < size / 2
    assert names(run) == ["Nan Okafor"]


def peak(program):
    """Wait for a program; return the most memory that it had, in bytes."""
    most = 0
    while program.poll() is None:
        with suppress(OSError, TypeError):
            status = Path(f"/proc/{program.pid}/status").read_text()
            most = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
        time.sleep(0.005)
    program.communicate()
    assert program.returncode == 0
    return most
