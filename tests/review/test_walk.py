"""The walk through the steps, key by key on a terminal: each kind of step, each key, and every way out."""

import codecs
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest

from asknet import Network
from asknet.logbook.log import LogRequest
from asknet.model import Direction

TODAY = date(2026, 11, 20)
TABLES = (
    "interactions",
    "interaction_contacts",
    "interaction_topics",
    "snoozes",
    "asks",
    "contacts",
    "skills",
    "outcomes",
)
KEYS = "q quit:"
PATIENCE = 60

FIRST = ["close", "touch", "give", "introduce", "repay", "gap", "reconnect"]
THEN = ["close", "contribute", "second", "widen"]
"""The kinds of the steps that come first, and when those are done."""
RESTS = {"give", "introduce", "gap", "second", "widen"}


def on(path, day):
    return Network(path, today=date.fromisoformat(day), now=f"{day}T12:00:00")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A network with a step of every kind."""
    path = tmp_path_factory.mktemp("steps") / "network.db"
    with on(path, "2026-07-01") as network:
        network.add("Tara Touch", every="30d")
        network.add("Gina Give", wants=["crochet"])
        network.add("Ivo Introduce", wants=["beekeeping"])
        network.add("Bea Bee", skills=["beekeeping:expert"])
        network.add("Rita Repay")
        network.add("Vera Via")
        network.add("Bo Bergman", via="Vera Via")
        network.add("Falk Falcon", skills=["falconry:expert"])
        network.add("Club Contribute", kind="community")
        network.me(["crochet"])
        for _ in range(2):
            network.log(LogRequest(sentence="got help", with_=["Rita Repay"], direction=Direction.RECEIVED))
            network.log(LogRequest(sentence="got help", with_=["Club Contribute"], direction=Direction.RECEIVED))
    with on(path, "2025-10-01") as network:
        network.add("Quinn Quiet", closeness=5)
    with on(path, "2026-11-01") as network:
        assert network.ask("falconry").verdict == "strong"
        assert network.ask("model boats").verdict == "none"
        network.edit("Bo Bergman", skills=["model trains"])
    return path


@pytest.fixture
def network(made, tmp_path):
    """That network, to be changed."""
    path = tmp_path / "network.db"
    shutil.copyfile(made, path)
    path.chmod(0o600)
    return path


class Walk:
    """The walk on a terminal of its own, which controls it as a real one does."""

    STARTING = (
        "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        " signal.signal(signal.SIGINT, signal.SIG_DFL);"  # what runs in the background ignores it
        " os.execv(sys.executable, [sys.executable, '-m', 'asknet', *sys.argv[1:]])"
    )

    def __init__(self, path, environment, home, *words):
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.theirs)
        self.program = subprocess.Popen(
            [sys.executable, "-c", self.STARTING, "--db", str(path), "review", "-i", *words],
            stdin=self.theirs, stdout=self.theirs, stderr=self.theirs, cwd=home, start_new_session=True,
            env={name: value for name, value in environment.items() if name != "COLUMNS"},
        )  # fmt: skip
        self.shown, self.seen, self.after = "", 0, None
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def until(self, text):
        """Wait for a text after what was waited for before, and return what came to there."""
        end = time.monotonic() + PATIENCE
        while (place := self.shown.find(text, self.seen)) < 0:
            if time.monotonic() > end or not select.select([self.ours], [], [], PATIENCE)[0]:
                pytest.fail(f"never came: {text!r} in {self.shown!r}")
            self.read()
        came, self.seen = self.shown[self.seen : place], place + len(text)
        return came

    def read(self):
        part = os.read(self.ours, 65_536)
        if not part:
            raise OSError
        self.shown += self._decode(part)

    def type(self, *what):
        """Type keys, each when the keys are offered."""
        for keys in what:
            self.until(KEYS)
            os.write(self.ours, keys.encode())

    def send(self, keys):
        os.write(self.ours, keys.encode())

    def end(self):
        """Wait for the end, read the rest, and return the exit code."""
        code = self.program.wait(PATIENCE)
        self.after = termios.tcgetattr(self.theirs)
        self.let_go()
        with suppress(OSError):  # nobody is at the other end any more, and all is read
            while True:
                self.read()
        return code

    def let_go(self):
        os.close(self.theirs)
        self.theirs = -1

    def as_it_was(self):
        return (self.after or termios.tcgetattr(self.theirs)) == self.before


@pytest.fixture
def walk(network, environment, home):
    """Begin a walk; what is still running at the end of the test is ended."""
    begun = []

    def start(*words, path=network, **env):
        begun.append(Walk(path, environment | env, home, *words))
        return begun[-1]

    yield start
    for each in begun:
        with suppress(ProcessLookupError):
            each.program.kill()
        each.program.wait()
        for number in (each.ours, each.theirs):
            if number >= 0:
                os.close(number)


def steps(run, network, day=TODAY):
    return run("--db", network, "review", "next", "--json", env={"ASKNET_TODAY": day.isoformat()}).json["next"]


def rows(network, *tables):
    with closing(sqlite3.connect(network)) as conn:
        return {table: conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables or TABLES}


def entries(network):
    """Return ``(text, direction, names)`` of the entries of today."""
    with closing(sqlite3.connect(network)) as conn:
        return [
            (text, way, set(names.split("|")))
            for text, way, names in conn.execute(
                "SELECT i.text, i.direction, group_concat(c.name, '|') FROM interactions i"
                " JOIN interaction_contacts ic ON ic.interaction_id = i.id JOIN contacts c ON c.id = ic.contact_id"
                " WHERE i.date = ? GROUP BY i.id ORDER BY i.id",
                (TODAY.isoformat(),),
            )
        ]


def settle(run, walk, network, key):
    """Press a key at every step until none is left; return the steps that were walked."""
    walked = []
    for kinds in (FIRST, THEN):
        found = steps(run, network)
        assert [step["kind"] for step in found] == kinds
        begun = walk()
        begun.type(*(key for _ in found))
        assert begun.end() == 0
        walked += found
    return walked


def test_every_step_is_shown_with_its_words_its_place_and_its_command(run, walk, network):
    found = steps(run, network)
    begun = walk()
    for place, step in enumerate(found, 1):
        shown = re.sub(r"\x1b\[[0-9;]*m|\r", "", begun.until(KEYS))
        assert f"{place}/7  {step['do']}\n     {step['command']}\n" in shown
        assert ("o open" in shown) == bool(step["contacts"])
        begun.send("\n")
    assert begun.end() == 0


@pytest.mark.guard
def test_every_step_can_be_done_and_the_record_says_so(run, walk, network):
    walked = settle(run, walk, network, "d")
    assert entries(network) == [
        ("in touch", "none", {"Tara Touch"}),
        ("helped with crochet", "given", {"Gina Give"}),
        ("introduced Ivo Introduce and Bea Bee", "given", {"Ivo Introduce", "Bea Bee"}),
        ("gave something back", "given", {"Rita Repay"}),
        ("asked who could help with model boats", "none", {"Vera Via"}),
        ("in touch again", "none", {"Quinn Quiet"}),
        ("contributed", "given", {"Club Contribute"}),
    ]
    assert {row[1]: row[4] for row in rows(network)["snoozes"]} == {
        step["key"]: "2026-12-20" for step in walked if step["kind"] in RESTS
    }
    assert [row[4] for row in rows(network)["asks"]] == ["2026-11-20"] * 2
    assert steps(run, network) == []
    last = walk()
    assert last.end() == 0
    assert last.shown == "nothing is due\r\n"


@pytest.mark.parametrize("key", ["d", "s", "n"])
def test_what_a_key_did_is_taken_back_by_undo_step_by_step(run, walk, network, key):
    before, first = rows(network), steps(run, network)
    walked = settle(run, walk, network, key)
    changes = [
        step["step"] for step in run("--db", network, "undo", "--list", "--json").json if "2026-11-20" in step["at"]
    ]
    assert len(changes) == len(walked) == 11
    states = [rows(network)]
    for change in changes:
        assert run("--db", network, "undo", "--to", change).code == 0
        states.append(rows(network))
    assert all(one != other for one, other in pairwise(states))
    assert states[-1] == before
    assert steps(run, network) == first


def test_a_snoozed_step_is_back_after_30_days_and_not_before(run, walk, network):
    walked = {step["key"] for step in settle(run, walk, network, "s")}
    assert len(walked) == 11
    assert steps(run, network) == []
    assert not walked & {step["key"] for step in steps(run, network, TODAY + timedelta(days=29))}
    assert {"touch:1", "give:2:crochet", "widen"} <= walked
    assert {step["kind"] for step in steps(run, network, TODAY + timedelta(days=30))} >= {*FIRST}
    assert not entries(network)


def test_what_is_not_needed_never_comes_back(run, walk, network):
    walked = {step["key"] for step in settle(run, walk, network, "n")}
    for later in (30, 400, 4000):
        assert not walked & {step["key"] for step in steps(run, network, TODAY + timedelta(days=later))}
    due = run("--db", network, "review", "--due", env={"ASKNET_TODAY": "2028-01-01"})
    assert (due.code, due.out) == (0, "")


def test_every_step_can_be_logged_in_words_of_ones_own(run, walk, network):
    walked = []
    for kinds in (FIRST, THEN):
        found = [step for step in steps(run, network) if step["contacts"]]
        begun = walk()
        for kind in kinds:
            if any(step["kind"] == kind for step in found):
                begun.type("l")
                begun.until("What happened?")
                begun.send(f"about {kind} that day\n")
            else:
                begun.type("s")
        assert begun.end() == 0
        walked += found
    told = {text: (way, names) for text, way, names in entries(network)}
    assert told == {
        f"about {step['kind']} that day": (
            "given" if step["kind"] in ("give", "introduce", "repay", "contribute") else "none",
            {who["name"] for who in step["contacts"]},
        )
        for step in walked
    }
    assert steps(run, network) == []


def test_an_entry_for_a_step_and_its_rest_are_one_change(run, walk, network):
    before = rows(network)
    begun = walk()
    begun.type("\n", "\n", "l")
    begun.until("What happened?")
    begun.send("taught her a stitch\n")
    begun.type("q")
    assert begun.end() == 0
    assert entries(network) == [("taught her a stitch", "given", {"Gina Give"})]
    assert [(row[1], row[4]) for row in rows(network)["snoozes"]] == [("give:2:crochet", "2026-12-20")]
    assert run("--db", network, "undo").code == 0
    assert rows(network) == before


def test_a_problem_can_be_logged_with_who_helped(run, walk, network):
    begun = walk()
    begun.type("l")
    begun.until("What happened?")
    begun.send("Bo Bergman helped me with it\n")
    begun.type("q")
    assert begun.end() == 0
    assert "they helped" in begun.shown
    asks = rows(network)["asks"]
    assert [row[2] for row in asks if row[4]] == ["model boats"]
    assert "model boats" not in str(steps(run, network))


def test_a_step_that_an_entry_settled_meanwhile_is_passed_over(run, walk, network):
    assert [step["kind"] for step in steps(run, network)][:3] == ["close", "touch", "give"]
    begun = walk()
    begun.type("l")
    begun.until("What happened?")
    begun.send("Tara Touch helped me with it\n")
    assert "3/7 " in begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0
    assert "2/7" not in begun.shown


def test_a_step_that_was_settled_elsewhere_is_passed_over(run, walk, network):
    begun = walk()
    begun.until(KEYS)
    assert run("--db", network, "log", "--with", "Tara Touch", "tea").code == 0
    begun.send("s")
    assert "3/7 " in begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0


def test_an_empty_sentence_goes_back_to_the_keys(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("\n", "l")
    begun.until("What happened?")
    begun.send("\n")
    begun.type("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_a_sentence_that_cannot_be_logged_is_refused_in_a_line_and_the_keys_come_again(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("l")
    begun.until("What happened?")
    begun.send("nobody in particular\n")
    assert "asknet: " in begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_a_fact_about_the_contact_of_a_step_is_no_conversation_with_them(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("\n", "l")
    begun.until("What happened?")
    begun.send("she has died\n")
    assert "mark as past" in begun.until("nothing")
    begun.send("q")
    begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_opening_a_contact_shows_the_page_and_asks_again(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("\n", "\n", "\n", "o")
    assert "crochet" not in begun.until("Ivo Introduce")
    assert "beekeeping (expert)" in begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_a_question_mark_says_what_each_key_does_and_asks_again(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("?")
    told = begun.until(KEYS).splitlines()
    assert [line.split()[0] for line in told[1:-1]] == ["l", "d", "s", "n", "enter", "q"]  # nobody to open here
    assert max(len(line) for line in told) <= 80
    begun.send("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_other_keys_are_passed_over(walk, network):
    before = rows(network)
    begun = walk()
    begun.type("xyz\x1b[A 7o\t")  # the first step has nobody to open
    begun.send("\n")
    begun.until("2/7")
    begun.type("Q")
    assert begun.end() == 0
    assert rows(network) == before


@pytest.mark.parametrize(
    ("key", "code", "told"),
    [("q", 0, ""), ("\x04", 0, ""), ("\x03", 130, "asknet: interrupted")],
    ids=["q", "ctrl-d", "ctrl-c"],
)
@pytest.mark.parametrize("done", [0, 2])
def test_the_walk_can_be_left_at_any_step(walk, network, key, code, told, done):
    begun = walk()
    begun.type(*"d" * done, key)
    assert begun.end() == code
    assert begun.as_it_was()
    assert told in begun.shown
    assert len(entries(network)) == max(0, done - 1)
    assert ("`asknet undo`" in begun.shown) == bool(done and code == 0)


def test_the_walk_can_be_interrupted_where_a_sentence_is_asked_for(walk, network):
    begun = walk()
    begun.type("d", "l")
    begun.until("What happened?")
    assert begun.as_it_was()
    begun.send("half a sent")
    begun.send("\x03")
    assert begun.end() == 130
    assert begun.as_it_was()
    assert entries(network) == []
    assert sum(row[4] is not None for row in rows(network)["asks"]) == 1


def test_the_end_of_input_where_a_sentence_is_asked_for_goes_back_to_the_keys(walk, network):
    begun = walk()
    begun.type("l")
    begun.until("What happened?")
    begun.send("\x04")
    begun.type("q")
    assert begun.end() == 0
    assert entries(network) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_what_was_done_before_a_kill_stays_whole(run, walk, network, number):
    begun = walk()
    begun.type("d", "d")
    begun.until(KEYS)
    assert not termios.tcgetattr(begun.theirs)[3] & termios.ICANON
    begun.program.send_signal(number)
    assert begun.end() == -number
    assert begun.as_it_was() or number == signal.SIGKILL
    assert entries(network) == [("in touch", "none", {"Tara Touch"})]
    assert run("--db", network, "review", "next").code == 0
    with closing(sqlite3.connect(network)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_terminal_that_goes_away_ends_the_walk(walk, network):
    begun = walk()
    begun.type("d")
    begun.until(KEYS)
    begun.let_go()
    os.close(begun.ours)
    begun.ours = -1
    assert begun.program.wait(PATIENCE) in (0, 1, -signal.SIGHUP)
    assert sum(row[4] is not None for row in rows(network)["asks"]) == 1


@pytest.mark.parametrize("key", ["d", "s", "n", "o", "l"])
def test_a_contact_that_went_meanwhile_is_told_in_a_line_and_the_walk_goes_on(run, walk, network, key):
    begun = walk()
    begun.type("\n")
    begun.until(KEYS)
    assert run("--db", network, "remove", "Tara Touch", "--no-input").code == 0
    before = rows(network)
    begun.send(key)
    if key == "l":
        begun.until("What happened?")
        begun.send("coffee\n")
    begun.until("asknet: ")
    begun.type("q")
    assert begun.end() == 0
    assert rows(network) == before


def test_any_text_in_the_fields_drives_nothing(hostile, tmp_path, walk):
    path = tmp_path / "hostile.db"
    shutil.copyfile(hostile, path)
    path.chmod(0o600)
    begun = walk(path=path)
    begun.type("s", "d", "o", "s", "n", "d", "q")
    assert begun.end() == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", begun.shown).replace("\r\n", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_the_walk_needs_a_terminal_to_be_shown_on(network, environment, home, tmp_path):
    ours, theirs = pty.openpty()
    shown = tmp_path / "shown"
    try:
        with shown.open("wb") as out:
            program = [sys.executable, "-m", "asknet", "--db", str(network), "review", "-i"]
            done = subprocess.run(
                program,
                stdin=theirs,
                stdout=out,
                stderr=theirs,
                cwd=home,
                env=environment,
                check=False,
                timeout=PATIENCE,
            )
        told = os.read(ours, 65_536).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, shown.read_bytes()) == (2, b"")
    assert "there is no terminal" in told


def test_quiet_walks_too(walk, network):
    begun = walk("--quiet")
    begun.type("d", "q")
    assert begun.end() == 0
    assert "undo" not in begun.shown
    assert sum(row[4] is not None for row in rows(network)["asks"]) == 1


def test_the_keys_are_the_same_with_next_named(walk):
    begun = walk("next")
    assert "l log it  d done  s snooze  n never  enter skip  ? help  " in begun.until(KEYS)
    begun.send("q")
    assert begun.end() == 0


def test_a_step_done_with_one_key_is_no_evidence_of_what_a_contact_knows(run, walk, network):
    def evidence():
        with closing(sqlite3.connect(network)) as conn:
            return conn.execute("SELECT contact_id, kind, text, entries FROM evidence ORDER BY 1, 2, 3").fetchall()

    before = evidence()
    settle(run, walk, network, "d")
    assert evidence() == before
    assert run("--db", network, "check").code == 0
