"""Whatever is imported and merged: undoing a merge restores the network, and importing a file again changes nothing."""

import csv
import io
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asknet import Network
from asknet.errors import AsknetError
from asknet.store.schema import UNDOABLE

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
COLUMNS = ["name", "email", "phone", "org", "skills", "notes", "via"]
rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(
                ["Bob Miller", "Robert Miller", "Miller, Bob", "B. Miller", "Sue Miller", "Bob", "Zoë"]
            ),
            "email": st.sampled_from(
                ["", "bob.m@example.org", "BOB.M@example.org", "millers@example.org", "info@example.org"]
            ),
            "phone": st.sampled_from(["", "+1 415 555 0101", "(415) 555-0101", "555-0199"]),
            "org": st.sampled_from(["", "Union", "Union Ltd"]),
            "skills": st.sampled_from(["", "ink", "Ink:expert;paper"]),
            "notes": st.sampled_from(["", "prints", "knits"]),
            "via": st.sampled_from(["", "Zoë", "Ann"]),
        }
    ),
    min_size=1,
    max_size=6,
)


def as_csv(people):
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    table.writerows(people)
    return out.getvalue().encode()


def kept(path):
    with closing(sqlite3.connect(path)) as conn:
        tables = [*UNDOABLE, "evidence", "words"]
        order = {"evidence": "contact_id, kind, text, level, words", "words": "word"}
        return {
            table: conn.execute(
                f"SELECT {order.get(table, ', '.join(UNDOABLE.get(table, ())))} FROM {table} ORDER BY 1, 2, 3"
                if table != "words"
                else "SELECT word FROM words ORDER BY 1"
            ).fetchall()
            for table in tables
        }


@SLOW
@given(people=rows, logged=st.booleans(), data=st.data())
def test_a_merge_undone_leaves_the_network_as_it_was_and_done_again_as_it_became(people, logged, data):
    with tempfile.TemporaryDirectory() as folder, Network(Path(folder) / "network.db") as network:
        network.import_file(as_csv(people), "people.csv")
        network.add("Cal", skills=["paper:expert"], via=data.draw(st.sampled_from(["", "id:1"])), force=True)
        numbers = [c.id for c in network.list()]
        one, other = data.draw(st.lists(st.sampled_from(numbers), min_size=2, max_size=2, unique=True))
        if logged:
            network.log(f"Cal helped me with #ink and id:{one}")
            network.ask("ink")
            with suppress(AsknetError):
                network.mark_different(f"id:{numbers[0]}", f"id:{numbers[-1]}")
        before = kept(network.path)
        merged = network.merge(f"id:{one}", f"id:{other}")
        after = kept(network.path)
        assert other not in [c.id for c in network.list()]
        assert {s.topic.casefold() for s in merged.gone.skills} <= {s.topic.casefold() for s in merged.contact.skills}
        network.undo()
        assert kept(network.path) == before
        network.redo()
        assert kept(network.path) == after


@SLOW
@given(first=rows, second=rows)
def test_a_file_again_changes_nothing_even_after_another_of_the_same_people(first, second):
    with tempfile.TemporaryDirectory() as folder, Network(Path(folder) / "network.db") as network:
        network.import_file(as_csv(first), "first.csv")
        network.import_file(as_csv(second), "second.csv")
        before, steps = kept(network.path), len(network.steps())
        for people, name in ((first, "first.csv"), (second, "second.csv")):
            again = network.import_file(as_csv(people), name)
            assert (again.added, again.updated) == (0, 0)
        assert kept(network.path) == before
        assert len(network.steps()) == steps


@SLOW
@given(people=rows)
def test_a_dry_run_says_what_the_import_then_does(people):
    with tempfile.TemporaryDirectory() as folder, Network(Path(folder) / "network.db") as network:
        network.add("Bob Miller", email=["bob.m@example.org"])
        dry = network.import_file(as_csv(people), "people.csv", dry_run=True)
        done = network.import_file(as_csv(people), "people.csv")
        assert (dry.added, dry.updated, dry.matched, dry.possible_duplicates) == (
            done.added, done.updated, done.matched, done.possible_duplicates,
        )  # fmt: skip
