"""A file that is not understood is refused in a sentence and never written to."""

import hashlib
import sqlite3
from contextlib import closing

import pytest

COMMANDS = [
    ["list"], ["ask", "crochet"], ["show", "Nan"], ["skills"], ["path", "Nan"], ["undo", "--list"], ["me"],
    ["add", "Theo"], ["edit", "Nan", "--title", "x"], ["remove", "Nan"], ["undo"], ["me", "python"], ["import", "-"],
]  # fmt: skip


def sql(*statements):
    def change(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            for statement in statements:
                conn.execute(statement)

    return change


def write(data):
    return lambda path: path.write_bytes(data)


def cut(path):
    path.write_bytes(path.read_bytes()[: -4096 * 3])


def foreign(path):
    path.unlink()
    sql("CREATE TABLE recipes(name)")(path)


def patched(place, data):
    def change(path):
        whole = bytearray(path.read_bytes())
        whole[place : place + len(data)] = data
        path.write_bytes(whole)

    return change


def _one_page_less(path):
    return (int.from_bytes(path.read_bytes()[28:32], "big") - 1).to_bytes(4, "big")


UNUSABLE = {
    "newer": (sql("PRAGMA user_version = 99"), "newer asknet (schema 99"),
    "foreign": (foreign, "another program"),
    "another application id": (sql("PRAGMA application_id = 7"), "another program"),
    "text": (write(b"dear diary\n" * 100), "not an asknet network"),
    "one byte": (write(b"S"), "not an asknet network"),
    "only the magic": (write(b"SQLite format 3\x00"), "not an asknet network"),
    "noise": (write(bytes(range(256)) * 40), "not an asknet network"),
    "truncated": (cut, "damaged"),
    "longer than it says": (lambda path: path.write_bytes(path.read_bytes() + bytes(100)), "damaged"),
    "fewer pages than it has": (lambda path: patched(28, _one_page_less(path))(path), "damaged"),
    "zeros for tables": (patched(100, bytes(3000)), "damaged"),
    "a table missing": (sql("DROP TABLE synonyms"), "network.db"),
    "a stranger's trigger": (sql("CREATE TRIGGER x AFTER INSERT ON contacts BEGIN DELETE FROM skills; END"), "trigger"),
    "a trigger of ours changed": (
        sql("DROP TRIGGER undo_skills_insert", "CREATE TRIGGER undo_skills_insert AFTER INSERT ON skills BEGIN SELECT 1; END"),
        "trigger",
    ),
    "a write-ahead log": (sql("PRAGMA journal_mode = WAL"), "write-ahead log"),
}  # fmt: skip


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("damage", UNUSABLE)
def test_every_command_refuses_it_with_4_and_leaves_it_untouched(run, db, damage):
    run("add", "Nan Okafor", "crochet")
    change, said = UNUSABLE[damage]
    change(db)
    before = digest(db)
    for command in COMMANDS:
        ran = run(*command, input="name\nTheo\n")
        assert (command, ran.code, ran.out) == (command, 4, "")
        assert said in ran.err
        assert ran.err.startswith(f"asknet: {db}")
        assert ran.err.count("\n") == 1
    assert digest(db) == before
    assert [p.name for p in db.parent.iterdir()] == ["network.db"]


def test_spare_pages_behind_the_end_as_a_kill_may_leave_them_are_no_damage(run, db):
    run("add", "Nan Okafor", "crochet")
    db.write_bytes(db.read_bytes() + bytes(3 * 4096))
    assert run("edit", "Nan", "knitting").code == 0
    assert run("ask", "knitting").code == 0
    ran = run("check")
    assert (ran.code, "longer than it needs to be" in ran.err) == (0, True)
    assert run("check", "--repair").out == "cut the file to its right size\nall is well\n"
    assert "longer" not in run("check").err


def test_a_page_of_noise_anywhere_is_at_worst_a_refusal(run, db):
    run("add", "Nan Okafor", "crochet")
    whole = db.read_bytes()
    for place in range(4096, len(whole), 4096):
        db.write_bytes(whole[:place] + b"\xff" * 4096 + whole[place + 4096 :])
        for command in (["list"], ["ask", "crochet"], ["edit", "Nan", "knitting"]):
            ran = run(*command)
            assert ran.code in (0, 3, 4)
            assert ran.code != 4 or "damaged" in ran.err


def test_a_file_of_0_bytes_is_new(run, db):
    db.parent.mkdir(parents=True)
    db.touch()
    assert run("list").code == 0
    assert run("ask", "crochet").code == 3
    assert db.stat().st_size == 0
    assert run("add", "Nan Okafor").code == 0
    assert len(run("list").rows) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_network(run, db, command):
    db.mkdir(parents=True)
    assert run(*command, input="name\nTheo\n").code == 4
    assert list(db.iterdir()) == []


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev/null/x/y.db"])
@pytest.mark.parametrize("command", [["list"], ["add", "Nan"]])
def test_what_is_no_file_is_refused_in_a_sentence(run, path, command):
    ran = run(*command, "--db", path)
    assert ran.code == 4
    assert ran.err.count("\n") == 1


def test_a_link_that_leads_nowhere_is_refused(run, db, home):
    db.parent.mkdir(parents=True)
    db.symlink_to(home / "absent.db")
    assert run("add", "Nan").code == 4
    assert not (home / "absent.db").exists()


def test_a_link_to_a_network_is_followed(run, db, home):
    run("add", "Nan Okafor")
    db.rename(home / "real.db")
    db.symlink_to(home / "real.db")
    assert run("add", "Theo").code == 0
    assert len(run("list", "--db", home / "real.db").rows) == 2


def test_further_tables_and_views_of_the_user_are_left_alone(run, db):
    run("add", "Nan Okafor")
    sql("CREATE TABLE mine(x)", "CREATE VIEW v AS SELECT name FROM contacts")(db)
    assert run("add", "Theo").code == 0


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "#1.db", "é.db", "x;y'\".db", "🧶.db"])
def test_a_file_may_have_any_name(run, home, name):
    assert run("add", "Nan Okafor", "--db", home / name).code == 0
    assert len(run("list", "--db", home / name).rows) == 1
    assert (home / name).exists()
