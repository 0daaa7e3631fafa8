"""A folder or a file that may not be written or read; a change that was left half-way."""

import gzip
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from asknet import Network
from asknet.errors import StoreError
from asknet.store.opening import BUSY_MS

DATA = Path(__file__).parent / "data"


@pytest.fixture
def read_only(run, db):
    """A network that may be read but not written, in a folder like it."""
    run("add", "Nan Okafor", "crochet")
    db.chmod(0o400)
    db.parent.chmod(0o500)
    yield db
    db.parent.chmod(0o700)


@pytest.mark.usefixtures("read_only")
def test_ask_answers_and_says_it_could_not_note_the_question(bound):
    ran = bound("ask", "crochet pattern", "--json")
    assert (ran.code, ran.json["ask"]) == (0, None)
    assert ran.json["matches"][0]["name"] == "Nan Okafor"
    assert "the question was not noted" in ran.err
    assert "cannot be written" in ran.err


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize(
    "words", [["list"], ["show", "Nan"], ["skills"], ["undo", "--list"], ["import", "-", "--dry-run"]]
)
def test_what_only_reads_works(bound, words):
    assert bound(*words, input="name\nTheo\n").code == 0


@pytest.mark.parametrize(
    "words", [["add", "Theo"], ["remove", "Nan"], ["undo"], ["me", "x"], ["edit", "Nan", "--title", "x"]]
)
def test_what_writes_is_4_and_changes_nothing(bound, read_only, words):
    before = read_only.read_bytes()
    ran = bound(*words)
    assert (ran.code, ran.out) == (4, "")
    assert "cannot be written" in ran.err
    assert read_only.read_bytes() == before


def test_a_file_that_may_not_be_read_is_4(bound, run, db):
    run("add", "Nan Okafor")
    db.chmod(0)
    ran = bound("list")
    assert ran.code == 4
    assert "permission denied" in ran.err


def test_a_folder_that_may_not_be_written_is_4_for_the_first_write(bound, home):
    (home / "locked").mkdir(mode=0o500)
    assert bound("list", "--db", home / "locked" / "x.db").code == 0
    ran = bound("add", "Nan", "--db", home / "locked" / "x.db")
    assert ran.code == 4
    assert "permission denied" in ran.err


@pytest.fixture
def half_way(run, db):
    """A network whose last writer was killed: its journal is still there."""
    rows = "".join(f"Person {n},{'x' * 300}\n" for n in range(300))
    run("import", "-", input=f"name,notes\n{rows}")
    kept = db.with_name("kept")
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET notes = 'half-way', title = 'half-way'")
        shutil.copy(db, kept)
        shutil.copy(f"{db}-journal", f"{kept}-journal")
        conn.execute("ROLLBACK")
    shutil.move(kept, db)
    shutil.move(f"{kept}-journal", f"{db}-journal")
    return db


def test_a_change_left_half_way_is_rolled_back_by_the_next_command(run, half_way):
    assert b"half-way" in half_way.read_bytes()
    assert {row[4] for row in run("list").rows} == {""}
    assert [p.name for p in half_way.parent.iterdir()] == ["network.db"]


def test_one_left_half_way_where_nothing_can_be_written_is_named(bound, half_way):
    half_way.parent.chmod(0o500)
    half_way.chmod(0o400)
    ran = bound("list")
    half_way.parent.chmod(0o700)
    assert (ran.code, ran.out) == (4, "")
    assert "network.db-journal" in ran.err


def test_a_write_ahead_log_that_lies_beside_a_network_is_not_played_back(run, db, home):
    with closing(sqlite3.connect(home / "other.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE recipes(name)")
        shutil.copy(home / "other.db-wal", home / "left")
    run("add", "Nan Okafor", "crochet")
    (home / "left").rename(f"{db}-wal")
    before = db.read_bytes()
    for words in (["list"], ["add", "Theo"], ["check"]):
        ran = run(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert "network.db-wal is beside the network" in ran.err
    assert db.read_bytes() == before
    db.with_name("network.db-wal").unlink()
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]


def test_what_comes_to_lie_beside_an_open_network_is_not_played_back(run, db):
    run("add", "Nan Okafor", "crochet")
    with Network(db) as network:
        assert not network.is_empty()
        db.with_name("network.db-wal").write_bytes(b"of another database")
        with pytest.raises(StoreError, match="is beside the network"):
            network.list()
        with pytest.raises(StoreError, match="is beside the network"):
            network.add("Theo Brandt")


def test_a_config_that_may_not_be_read_is_a_sentence(bound, run, home):
    run("add", "Nan Okafor", "crochet")
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").touch(mode=0)
    ran = bound("ask", "crochet")
    assert ran.code == 2
    assert "permission denied" in ran.err


@pytest.fixture(params=["the folder", "folder and file"])
def old_and_read_only(request, db):
    """A network of the first version where nothing can be written."""
    db.parent.mkdir(parents=True)
    db.write_bytes(gzip.decompress((DATA / "version_1.db.gz").read_bytes()))
    if request.param != "the folder":
        db.chmod(0o400)
    db.parent.chmod(0o500)
    yield db
    db.parent.chmod(0o700)


def test_an_older_network_that_cannot_be_migrated_is_read_all_the_same(bound, old_and_read_only):
    before = old_and_read_only.read_bytes()
    assert [row[2] for row in bound("list").rows] == ["Crochet Crowd", "Nan Okafor", "Sam Lee"]
    ran = bound("ask", "crochet pattern", "--json")
    assert (ran.code, ran.json["ask"]) == (0, None)
    assert ran.json["matches"][0]["name"] == "Nan Okafor"
    assert "the question was not noted" in ran.err
    assert bound("check", "--json").json["notes"] == ["it has schema 1; the next change brings it to 4"]
    assert bound("import", "-", "--dry-run", input="name\nTheo\n").code == 0
    ran = bound("add", "Theo")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert old_and_read_only.read_bytes() == before
    assert [p.name for p in old_and_read_only.parent.iterdir()] == ["network.db"]


def test_reading_an_older_network_does_not_wait_for_a_writer(run, db):
    db.parent.mkdir(parents=True)
    db.write_bytes(gzip.decompress((DATA / "version_1.db.gz").read_bytes()))
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert len(run("list").rows) == 3
        assert time.monotonic() - began < BUSY_MS / 1000  # it did not wait for the file as a change does
