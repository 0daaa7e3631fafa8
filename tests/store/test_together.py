"""Several processes using one network: no change is lost, and an answer never hangs."""

import gzip
import sqlite3
import threading
import time
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path

import pytest

from asknet import Network
from asknet.errors import ChangedMeanwhileError
from asknet.logbook.log import log_lines
from asknet.store.opening import BUSY_MS

WRITERS = 20


def test_twenty_processes_that_write_first_at_the_same_moment_all_succeed(background, run):
    programs = [background("add", f"Person {n}", "crochet") for n in range(WRITERS)]
    done = [(program.communicate(timeout=60)[1].decode(), program.returncode) for program in programs]
    assert [code for _, code in done] == [0] * WRITERS, done
    assert sorted(row[2] for row in run("list").rows) == sorted(f"Person {n}" for n in range(WRITERS))
    assert len(run("undo", "--list").rows) == WRITERS


def test_ten_first_imports_and_questions_at_the_same_moment_all_succeed(background, run, home):
    for n in range(5):
        (home / f"{n}.csv").write_text(f"name,skills\nPerson {n},crochet\n")
    programs = [background("import", f"{n}.csv") for n in range(5)] + [background("me", f"topic{n}") for n in range(5)]
    done = [(program.communicate(timeout=60)[1].decode(), program.returncode) for program in programs]
    assert [code for _, code in done] == [0] * 10, done
    assert (len(run("list").rows), len(run("me").rows)) == (5, 5)


@pytest.fixture
def held(run, db):
    """A network that another program is writing to."""
    run("add", "Nan Okafor", "crochet")
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET title = 'half-way'")
        yield db
        conn.execute("ROLLBACK")


@pytest.mark.usefixtures("held")
def test_ask_answers_at_once_and_says_that_it_noted_nothing(run):
    began = time.monotonic()
    ran = run("ask", "crochet", "--json")
    assert time.monotonic() - began < BUSY_MS / 1000  # it did not wait for the file as a change does
    assert (ran.code, ran.json["ask"]) == (0, None)
    assert ran.json["matches"][0]["name"] == "Nan Okafor"
    assert "the question was not noted" in ran.err
    assert "another process" in ran.err


@pytest.mark.usefixtures("held")
def test_many_questions_are_all_answered_and_it_is_said_once(run):
    ran = run("ask", "-", "--json", input="crochet\n" * 3)
    assert ran.out.count("\n") == 3
    assert ran.err.count("not noted") == 1


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("command", [["list"], ["show", "Nan"], ["skills"], ["undo", "--list"], ["path", "Nan"]])
def test_reading_does_not_wait_and_does_not_see_half_a_change(run, command):
    ran = run(*command)
    assert ran.code == 0
    assert "half-way" not in ran.out


def test_a_writer_waits_for_the_one_before(background, run, db):
    run("add", "Nan Okafor")
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        waiting = background("add", "Theo")
        time.sleep(0.7)
        assert waiting.poll() is None
        conn.execute("ROLLBACK")
    assert waiting.wait(30) == 0
    waiting.communicate()
    assert len(run("list").rows) == 2


def test_nothing_is_locked_while_a_question_is_open(screen, run, db):
    run("add", "Nan Okafor")
    run("add", "Nan Hale")

    class Trying(str):
        """An answer that first tries to write, as another program would."""

        __slots__ = ()

        def encode(self, *_):
            with closing(sqlite3.connect(db, timeout=0, isolation_level=None)) as conn:
                conn.execute("BEGIN EXCLUSIVE")
                conn.execute("ROLLBACK")
            return b"1\n"

    assert screen("remove", "Nan", typed=[("Which one?", Trying())]).code == 0


def test_a_pipe_that_is_not_read_holds_no_lock(background, run, db):
    run("import", "-", input="name,notes\n" + "".join(f"Person {n},{'x' * 300}\n" for n in range(600)))
    with background("show", "id:1") as other:
        other.communicate()
    with background("list", "--json") as reader:
        time.sleep(0.6)
        assert run("add", "Theo").code == 0
        reader.communicate()
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("SELECT count(*) FROM contacts").fetchone() == (601,)


def test_twenty_processes_that_log_fifty_lines_each_lose_nothing(background, run, home):
    run("add", "Nan Okafor")
    (home / "notes.txt").write_text("".join(f"coffee with Nan, line {n}\n" for n in range(50)))
    programs = [background("log", "--from", "notes.txt") for _ in range(WRITERS)]
    done = [(program.communicate(timeout=120)[1].decode(), program.returncode) for program in programs]
    assert [code for _, code in done] == [0] * WRITERS, done
    assert len(run("show", "Nan", "--json").json["interactions"]) == 1000


VERSION_1 = Path(__file__).parent / "data" / "version_1.db.gz"
LONGER_THAN_A_SHORT_WAIT = 1.0
"""Seconds; noting a question and migrating wait for 0.25."""


@contextmanager
def shut(path):
    """Shut readers out for a while, as another program does while it commits."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        opening = threading.Timer(LONGER_THAN_A_SHORT_WAIT, conn.execute, ["ROLLBACK"])
        opening.start()
        try:
            yield
        finally:
            opening.join()


def test_reading_after_a_question_was_noted_waits_for_another_program_that_commits(tmp_path):
    with Network(tmp_path / "network.db", today=date(2026, 11, 20), now="2026-11-20T12:00:00") as network:
        network.add("Nan Okafor", skills=["crochet"])
        assert network.ask("crochet").ask is not None
        with shut(tmp_path / "network.db"):
            assert [contact.name for contact in network.list()] == ["Nan Okafor"]


def test_reading_an_older_file_that_could_not_be_migrated_waits_for_another_program_that_commits(tmp_path):
    path = tmp_path / "network.db"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    with Network(path, today=date(2026, 11, 20), now="2026-11-20T12:00:00") as network:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            there = [contact.name for contact in network.list()]
            other.execute("ROLLBACK")
        with shut(path):
            assert [contact.name for contact in network.list()] == there


class Interrupted(str):
    """A line whose reading makes another program write, once."""

    __slots__ = ("meanwhile",)

    def strip(self, *_):
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return str(self)


@pytest.mark.parametrize(
    ("write", "stops"),
    [(("add", "Nan Petrova"), True), (("remove", "Nan Okafor"), True), (("log", "tea with Nan"), False)],
)
def test_others_write_while_lines_are_read_and_who_changes_the_contacts_stops_them(run, db, write, stops):
    run("add", "Nan Okafor")
    line = Interrupted("coffee with Nan")
    line.meanwhile = lambda: run(*write)
    with Network(db, today=date(2026, 11, 20)) as network:
        with pytest.raises(ChangedMeanwhileError) if stops else nullcontext():
            # beneath the boundary, which takes plain text only: the hook is what another program does meanwhile
            log_lines(network._store, [line], add=False, today=date(2026, 11, 20), now="2026-11-20T12:00:00")
        assert len(network.steps()) == (2 if stops else 3)
