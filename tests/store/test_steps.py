"""Every change by any command is one step, which undo reverts completely; a command without a change is none."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from asknet.store import Store
from asknet.store.schema import COLUMNS, UNDOABLE

CHANGES = [
    ["merge", "Sam Lee", "Theo Brandt"],
    ["add", "Mo Ray", "tax:expert", "--via", "Ada Novak"], ["add", "Sam Lee", "--force"], ["me", "python"],
    ["edit", "Nan", "weaving", "--name", "Nan O.", "--via", "Theo Brandt"], ["remove", "Nan"], ["remove", "--entry", "1"],
    ["import", "people.csv"], ["synonym", "add", "k8s", "kubernetes"], ["synonym", "remove", "amigurumi"],
    ["log", "today: tea with Nan and Sam Lee, Nan helped me #weaving"], ["log", "--add", "met Ola Berg (sailing)"],
    ["log", "--edit", "1", "coffee with Sam Lee"], ["log", "--ask", "last", "Nan showed me #charts"],
    ["log", "--from", "notes.txt"], ["close", "last", "--helped-by", "Nan", "--no-answer", "Sam Lee", "--note", "done"],
]  # fmt: skip
NO_CHANGES = [
    ["export"], ["review"], ["dupes"], ["merge", "Sam Lee", "Nan", "--dry-run"],
    ["ask", "crochet"], ["list"], ["show", "Nan"], ["skills"], ["undo", "--list"], ["asks"], ["check"], ["backup"],
    ["import", "people.csv", "--dry-run"], ["path", "Nan"], ["demo", "bread"], ["synonym", "list"], ["me"],
    ["add", "Nan Okafor"], ["remove", "Nobody Atall"], ["edit", "Nan", "--met", "soon"],
]  # fmt: skip


@pytest.fixture
def begun(run, once, home, db, monkeypatch):
    monkeypatch.chdir(home)
    (home / "people.csv").write_text("name,skills,via\nNan Okafor,macrame,\nIda Moe,pies,Sam Lee\n")
    (home / "notes.txt").write_text("tea with Nan\nlunch with Sam Lee #history\n")

    def build():
        run("add", "Nan Okafor", "crochet", "--via", "Sam Lee")
        run("add", "Theo Brandt", "sourdough")
        run("log", "coffee with Nan and Theo Brandt #bread")
        run("log", "tea with Nan")
        run("synonym", "add", "amigurumi", "toys")
        run("ask", "crochet pattern")

    once("begun", build)
    return db


def rows(path):
    with closing(sqlite3.connect(path)) as conn:
        return {
            table: conn.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
            for table, columns in (UNDOABLE | {"asks": COLUMNS["asks"]}).items()
        }


@pytest.mark.parametrize("words", CHANGES, ids=" ".join)
def test_a_change_is_one_step_and_undo_takes_it_back(run, begun, words):
    before, steps = rows(begun), run("undo", "--list").rows
    assert run(*words).code == 0
    after = rows(begun)
    assert after != before
    listed = run("undo", "--list").rows
    assert listed[1:] == steps
    ran = run("undo")
    assert ran.out == f"undid: {listed[0][2]}\n"
    assert rows(begun) == before
    assert run("redo").code == 0
    assert rows(begun) == after
    assert run("check").code == 0


@pytest.mark.parametrize("words", NO_CHANGES, ids=" ".join)
def test_what_changes_nothing_is_no_step(run, begun, words):
    before = run("undo", "--list").rows
    run(*words)
    assert run("undo", "--list").rows == before
    assert begun.exists()


@pytest.mark.parametrize("statement", [
    "INSERT INTO snoozes(step, until) VALUES ('clean', '2027-01-01')",
    "UPDATE snoozes SET until = '2028-01-01'", "DELETE FROM snoozes",
    "INSERT INTO apart(contact_id, other_id) VALUES (1, 3)", "DELETE FROM apart",
])  # fmt: skip
def test_what_waits_and_who_are_apart_are_taken_back_too(run, begun, statement):
    store = Store(begun)
    with store.writing("set up", at=date(2026, 11, 20).isoformat()):
        store.connection().execute("INSERT INTO snoozes(step, contact_id, until) VALUES ('repay', 2, '2027-01-01')")
        store.connection().execute("INSERT INTO apart(contact_id, other_id) VALUES (1, 2)")
    before = rows(begun)
    with store.writing("changed what waits", at="2026-11-20"):
        store.connection().execute(statement)
    store.close()
    assert rows(begun) != before
    assert run("undo").out == "undid: changed what waits\n"
    assert rows(begun) == before


def test_a_hundred_steps_are_kept(run, begun):
    for n in range(105):
        run("edit", "Nan", "--title", f"title {n}")
    listed = run("undo", "--list").rows
    assert len(listed) == 100
    assert run("undo", "--to", listed[-1][0]).code == 0
    assert run("show", "Nan", "--json").json["title"] == "title 4"
    assert begun.exists()


@pytest.mark.parametrize("words", [["restore", "last", "--yes"], ["forget", "Theo Brandt", "--confirm", "Theo Brandt"]])
def test_a_restore_and_a_forgetting_empty_the_history(run, begun, words):
    run("backup")
    assert run(*words).code == 0
    assert run("undo", "--list").rows == []
    assert run("undo").code == 3
    assert begun.exists()
