"""Any sequence of verbs, undo and crashes: the network agrees with a simple model."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from asknet import Network
from asknet.errors import AsknetError
from asknet.logbook.log import LogRequest

NAMES = ["Nan Okafor", "Sam Lee", "Theo Brandt", "Zoë Müller"]
TOPICS = ["crochet", "bread baking", "tax", "C++"]
names, topics = st.sampled_from(NAMES), st.sampled_from(TOPICS)
DAY = "2026-11-20T12:00:00"


class CrashError(Exception):
    """Stands for a kill between two statements."""


class Life(RuleBasedStateMachine):
    """A network beside a model of it: contacts with their skills, and how many entries and questions there are."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "network.db"
        self.network = Network(self.path, now=DAY)
        self.people: dict[str, set[str]] = {}
        self.entries: list[tuple[str, frozenset[str]]] = []
        self.asks = 0
        self.past: list[tuple[dict[str, set[str]], list[tuple[str, frozenset[str]]]]] = []
        self.undone: list[tuple[dict[str, set[str]], list[tuple[str, frozenset[str]]]]] = []
        self.copies: list[tuple[Path, dict[str, set[str]], list[tuple[str, frozenset[str]]], int]] = []

    def teardown(self) -> None:
        self.network.close()
        shutil.rmtree(self.folder)

    def was(self) -> tuple[dict[str, set[str]], list[tuple[str, frozenset[str]]]]:
        return {name: set(skills) for name, skills in self.people.items()}, list(self.entries)

    def step(self) -> None:
        self.past.append(self.was())
        self.undone = []

    @initialize()
    def begin(self) -> None:
        self.network.add("Nan Okafor", skills=["crochet"])
        self.step()
        self.people["Nan Okafor"] = {"crochet"}

    @rule(name=names, topic=topics)
    def add(self, name: str, topic: str) -> None:
        try:
            self.network.add(name, skills=[topic])
        except AsknetError:
            assert name in self.people
        else:
            self.step()
            self.people[name] = {topic}

    @rule(name=names, topic=topics)
    def edit(self, name: str, topic: str) -> None:
        try:
            self.network.edit(name, skills=[topic])
        except AsknetError:
            assert name not in self.people
            return
        if topic not in self.people[name]:
            self.step()
            self.people[name].add(topic)

    @rule(name=names)
    def remove(self, name: str) -> None:
        try:
            self.network.remove(name)
        except AsknetError:
            assert name not in self.people
            return
        self.step()
        self.people.pop(name)
        left = [(text, who - {name}) for text, who in self.entries]
        self.entries = [(text, who) for text, who in left if who]

    @rule(one=names, other=names, number=st.integers(0, 9))
    def log(self, one: str, other: str, number: int) -> None:
        text = f"tea number {number}"
        try:
            self.network.log(LogRequest(sentence=text, with_=tuple(sorted({one, other}))))
        except AsknetError:
            assert not {one, other} <= set(self.people)
            return
        self.step()
        self.entries.append((text, frozenset({one, other})))

    @rule(rows=st.lists(st.tuples(names, topics), min_size=1, max_size=4, unique_by=lambda row: row[0]))
    def import_rows(self, rows: list[tuple[str, str]]) -> None:
        fresh = [(name, topic) for name, topic in rows if name not in self.people]
        if not fresh:
            return
        text = "name,skills\n" + "".join(f"{name},{topic}\n" for name, topic in fresh)
        done = self.network.import_file(text.encode(), f"{len(self.past)}.csv")
        assert done.added == len(fresh)
        self.step()
        self.people |= {name: {topic} for name, topic in fresh}

    @rule(topic=topics)
    def ask(self, topic: str) -> None:
        answer = self.network.ask(topic)
        self.asks += bool(self.people)
        found = {match.contact.name for match in answer.matches}
        assert {name for name, skills in self.people.items() if topic in skills} <= found

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.network.undo()
        self.undone.append(self.was())
        people, entries = self.past.pop()
        self.people, self.entries = {name: set(skills) for name, skills in people.items()}, list(entries)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.network.redo()
        self.past.append(self.was())
        people, entries = self.undone.pop()
        self.people, self.entries = {name: set(skills) for name, skills in people.items()}, list(entries)

    @rule(name=names, after=st.integers(1, 12))
    def crash(self, name: str, after: int) -> None:
        """Stop in the middle of a change, as a kill does, and open the file again."""
        store = self.network._store
        with contextlib.suppress(CrashError), store.writing("half a change", at=DAY):
            conn = store.connection()
            for n in range(after):
                conn.execute("INSERT INTO synonyms(short, long) VALUES (?, ?)", (f"{name}{n}", "x"))
            conn.execute("UPDATE contacts SET name = 'half-way', notes = ?", ("x" * 5000,))
            raise CrashError
        self.network.close()
        self.network = Network(self.path, now=DAY)

    @rule()
    def backup(self) -> None:
        copy = self.folder / f"copy-{len(self.copies)}.db"
        self.network.backup(copy)
        self.copies.append((copy, *self.was(), self.asks))

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        copy, people, entries, asks = data.draw(st.sampled_from(self.copies))
        self.network.restore(copy)
        self.people, self.entries, self.asks = {name: set(known) for name, known in people.items()}, list(entries), asks
        self.past, self.undone = [], []

    @rule(name=names)
    def forget(self, name: str) -> None:
        try:
            self.network.forget(name, confirm=name)
        except AsknetError:
            assert name not in self.people
            return
        self.people.pop(name)
        left = [(text, who - {name}) for text, who in self.entries]
        self.entries = [(text, who) for text, who in left if who]
        self.past, self.undone = [], []
        assert name.encode() not in self.path.read_bytes()

    @invariant()
    def what_is_there_is_what_the_model_says(self) -> None:
        contacts = self.network.list()
        assert {c.name: {s.topic for s in c.skills} for c in contacts} == self.people
        with closing(sqlite3.connect(self.path)) as conn:
            entries = conn.execute(
                "SELECT i.text, group_concat(c.name, '|') FROM interactions i JOIN interaction_contacts ic"
                " ON ic.interaction_id = i.id JOIN contacts c ON c.id = ic.contact_id GROUP BY i.id"
            ).fetchall()
            assert conn.execute("SELECT count(*) FROM asks").fetchone()[0] == self.asks
        kept = sorted((text, sorted(who.split("|"))) for text, who in entries)
        assert kept == sorted((text, sorted(who)) for text, who in self.entries)
        assert len(self.network.steps()) == len(self.past)

    @invariant()
    def all_is_well(self) -> None:
        assert self.network.check().found == ()


TestLife = pytest.mark.slow(Life.TestCase)
TestLife.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
