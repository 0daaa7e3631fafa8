"""What is made on disk: when, where, and who may read it."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from asknet.store.schema import VERSION

DATA = Path(__file__).parent / "data"


def mode(path):
    return oct(path.stat().st_mode & 0o7777)


def test_the_file_is_0600_in_a_folder_of_0700(process, db):
    process("add", "Nan Okafor", umask=0)
    assert (mode(db), mode(db.parent)) == ("0o600", "0o700")


def test_an_import_makes_the_same(process, db):
    process("import", "-", input="name\nNan\n", umask=0)
    assert (mode(db), mode(db.parent)) == ("0o600", "0o700")


def test_the_mode_of_a_folder_that_is_there_is_left(run, home):
    folder = home / "shared"
    folder.mkdir(mode=0o755)
    run("add", "Nan Okafor", "--db", folder / "x.db")
    assert mode(folder) == "0o755"


@pytest.mark.parametrize("permissions", [0o644, 0o666, 0o600])
def test_an_empty_file_that_becomes_the_network_is_closed_to_others(run, db, permissions):
    db.parent.mkdir(parents=True, mode=0o700)
    db.touch()
    db.chmod(permissions)
    run("add", "Nan Okafor")
    assert mode(db) == "0o600"


def test_at_rest_there_is_one_file(run, db):
    for command in (["add", "Nan", "crochet"], ["ask", "crochet"], ["undo"], ["undo"], ["remove", "Nan"]):
        run(*command)
        assert [p.name for p in db.parent.iterdir()] == ["network.db"]


def test_the_file_is_what_sqlite_says_is_whole(run, demo):
    run("remove", "Nan Okafor")
    with closing(sqlite3.connect(demo)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        conn.execute("INSERT INTO evidence_fts(evidence_fts, rank) VALUES ('integrity-check', 1)")
        conn.execute("INSERT INTO words_fts(words_fts, rank) VALUES ('integrity-check', 1)")
        conn.rollback()


def test_the_file_says_whose_it_is_and_its_version(run, db):
    run("add", "Nan")
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA application_id").fetchone() == (0x61736B6E,)
        assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.fixture(params=sorted(DATA.glob("version_*.db.gz")), ids=lambda path: path.name)
def released(request, db):
    """A network as each released version wrote it."""
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(gzip.decompress(request.param.read_bytes()))
    db.chmod(0o600)
    return db


def test_there_is_a_network_of_every_version():
    assert {p.name for p in DATA.glob("version_*.db.gz")} == {f"version_{n}.db.gz" for n in range(1, VERSION + 1)}


def test_a_network_of_a_released_version_is_read(run, released):
    assert [row[2] for row in run("list").rows] == ["Crochet Crowd", "Nan Okafor", "Sam Lee"]
    page = run("show", "Nan Okafor", "--json").json
    assert [(s["topic"], s["level"]) for s in page["skills"]] == [("crochet", "expert"), ("knitting", None)]
    assert (page["via"], page["email"], page["notes"]) == ("Sam Lee", ["nan@example.org"], "designs her own patterns")
    assert run("me").rows == [["python", "advanced"]]
    assert released.exists()


def test_a_network_of_a_released_version_is_asked_and_written(run, released):
    assert run("ask", "crochet pattern", "--json").json["matches"][0]["name"] == "Nan Okafor"
    assert run("edit", "Nan Okafor", "--title", "Artist").code == 0
    assert run("undo").code == 0
    with closing(sqlite3.connect(released)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_before_a_migration_a_backup_is_kept(run, released):
    version = int(released.read_bytes()[60:64].hex(), 16)
    run("add", "Theo")
    kept = [row[3] for row in run("backup", "--list").rows]
    assert kept == (["before a new version of the file"] if version < VERSION else [])
    assert run("check").out == "all is well\n"
    if kept:
        assert run("restore", "last", "--yes").code == 0
        assert len(run("list").rows) == 3


def test_a_damaged_file_is_not_migrated(run, released):
    whole = released.read_bytes()
    released.write_bytes(whole[:20480] + b"\xff" * 4096 + whole[24576:])
    before = released.read_bytes()
    if int(before[60:64].hex(), 16) < VERSION:
        assert run("add", "Theo").code == 4
        assert released.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_4(run):
    ran = run("add", "Nan", "--db", "/proc/asknet/x.db")
    assert ran.code == 4
    assert "/proc/asknet/x.db" in ran.err


def test_a_disk_that_is_full_changes_nothing(process, run, db):
    run("add", "Nan Okafor")
    before = db.read_bytes()
    rows = "".join(f"Person {i},skill {i} {'x' * 200}\n" for i in range(400))
    limit = db.stat().st_size + 8192
    ran = process("import", "-", input=f"name,skills\n{rows}", preexec_fn=lambda: limit_file_size(limit))
    assert ran.code in (1, 4)
    assert ran.err.count("asknet: ") == 1
    assert run("list").code == 0
    assert len(run("list").rows) == 1
    assert db.read_bytes()[:4096] == before[:4096]


def limit_file_size(size):
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_process_killed_while_it_writes_changes_nothing(background, run, db, home):
    run("add", "Nan Okafor")
    with closing(sqlite3.connect(db)) as conn:
        before = conn.execute("SELECT count(*) FROM contacts").fetchall()
    rows = "".join(f"Person {i},skill {i}\n" for i in range(3000))
    (home / "rows.csv").write_text(f"name,skills\n{rows}")
    with background("import", "rows.csv") as program:
        while program.poll() is None and not (db.parent / "network.db-journal").exists():
            pass
        program.kill()
    assert [(len(run("list").rows),)] in (before, [(3001,)])
    assert run("add", "Theo").code == 0
