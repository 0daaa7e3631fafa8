"""Whatever is done, undoing all of it leaves every row as it was, and the evidence as if freshly made."""

import contextlib
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asknet import Network
from asknet.errors import AsknetError
from asknet.evidence import evidence_for
from asknet.store import Store
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
    st.tuples(st.just("ask"), names, st.none()),
)


def do(network, action):
    verb, what, more = action
    with contextlib.suppress(AsknetError):
        if verb in ("add", "edit"):
            getattr(network, verb)(what, **more)
        elif verb == "import":
            network.import_file(what, "people.csv")
        elif verb == "undo":
            network.undo()
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
    store = Store(path)
    with store.reading():
        fresh = set()
        for contact in store.contacts.each():
            helped = [(problem, outcome) for outcome, _, problem in store.asks.outcomes([contact.id])[contact.id]]
            pieces = evidence_for(contact, store.interactions.of(contact.id), helped)
            fresh |= {(contact.id, str(e.kind), e.text, e.words, e.level) for e in pieces}
    store.close()
    with closing(sqlite3.connect(path)) as conn:
        kept = conn.execute("SELECT contact_id, kind, text, words, level FROM evidence").fetchall()
        words = {row[0] for row in conn.execute("SELECT word FROM words")}
        conn.execute("INSERT INTO evidence_fts(evidence_fts, rank) VALUES ('integrity-check', 1)")
        conn.execute("INSERT INTO words_fts(words_fts, rank) VALUES ('integrity-check', 1)")
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        conn.rollback()
    assert len(kept) == len(set(kept))
    assert set(kept) == fresh
    assert words == {word for row in kept for word in row[3].split(" ")}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(actions, min_size=1, max_size=4), after=st.lists(actions, min_size=1, max_size=7))
def test_undoing_everything_leaves_every_row_as_it_was(before, after):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        with Network(path) as network:
            network.add("Nan Okafor", skills=["crochet"])
            for action in before:
                do(network, action)
            was, steps = rows(path), network.steps()
            last = steps[0].id if steps else 0
            for action in after:
                do(network, action)
            done = rows(path)
            check_evidence(path)
            new = [step.id for step in network.steps() if step.id > last]
            if not new:
                assert done == was
                return
            network.undo(to=min(new))
            assert rows(path) == was
            check_evidence(path)
            network.undo()
            assert rows(path) == done
            check_evidence(path)
