"""Whatever is done, undoing all of it leaves every row as it was, and the evidence as if newly built."""

import contextlib
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asknet import Network
from asknet.errors import AsknetError
from asknet.store.schema import UNDOABLE

NAMES = ["Nan Okafor", "Sam Lee", "Theo Brandt", "Zoë Müller"]
names = st.sampled_from(NAMES)
skills = st.lists(st.sampled_from(["crochet:expert", "crochet", "C++", "bread baking:beginner", "怎么"]), max_size=3)
fields = st.fixed_dictionaries(
    {},
    optional={
        "skills": skills,
        "title": st.sampled_from(["", "Designer", "Baker of bread"]),
        "via": st.sampled_from(["", *NAMES]),
        "email": st.lists(st.sampled_from(["a@example.org", "b@example.org"]), max_size=2),
        "notes": st.sampled_from(["", "one | two", "knits\nbakes"]),
        "closeness": st.integers(1, 5),
    },
)
CSVS = [b"name,skills\nNan Okafor,knitting\nMo Ray,tax\n", b"name,skills,via\nNan Okafor,macrame,Mo Ray\n"]
actions = st.one_of(
    st.tuples(st.just("add"), names, fields),
    st.tuples(st.just("edit"), names, fields),
    st.tuples(st.just("remove"), names, st.none()),
    st.tuples(st.just("me"), skills, st.none()),
    st.tuples(st.just("import"), st.sampled_from(CSVS), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
    st.tuples(st.just("ask"), names, st.none()),
)


def do(network, action):
    verb, what, more = action
    with contextlib.suppress(AsknetError):
        if verb in ("add", "edit"):
            getattr(network, verb)(what, **more)
        elif verb == "import":
            network.import_file(what, "people.csv")
        elif verb in ("undo", "redo"):
            getattr(network, verb)()
        else:
            getattr(network, verb)(what)


def rows(path):
    with closing(sqlite3.connect(path)) as conn:
        return {
            table: conn.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
            for table, columns in UNDOABLE.items()
        }


def check_evidence(path):
    """The evidence, its words and both indexes are those of contacts that were just made."""
    with Network(path) as network:
        assert [finding for finding in network.check().found if finding.repair == "index"] == []
    with closing(sqlite3.connect(path)) as conn:
        kept = conn.execute("SELECT contact_id, kind, text, words, level FROM evidence").fetchall()
        words = {row[0] for row in conn.execute("SELECT word FROM words")}
        conn.execute("INSERT INTO evidence_fts(evidence_fts, rank) VALUES ('integrity-check', 1)")
        conn.execute("INSERT INTO words_fts(words_fts, rank) VALUES ('integrity-check', 1)")
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        conn.rollback()
    assert len(kept) == len(set(kept))
    assert words == {word for row in kept for word in row[3].split(" ")}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doing=st.lists(actions, min_size=1, max_size=9), deep=st.integers(0, 8))
def test_undoing_and_redoing_leave_every_row_as_it_was(doing, deep):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        with Network(path) as network:
            network.add("Nan Okafor", skills=["crochet"])
            for action in doing:
                do(network, action)
            states = [rows(path)]
            steps = network.steps()
            for step in steps:
                assert network.undo() == [step]
                states.append(rows(path))
                check_evidence(path)
            assert not any(states[-1].values())
            for step, state in zip(reversed(steps), states[-2::-1], strict=True):
                assert network.redo() == [step]
                assert rows(path) == state
                check_evidence(path)
            if steps:
                place = min(deep, len(steps) - 1)
                network.undo(to=steps[place].id)
                assert rows(path) == states[place + 1]
                network.redo()
                assert rows(path) == states[0]
                check_evidence(path)
