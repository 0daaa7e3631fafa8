"""A whole network written as JSON or YAML reads back the same, whatever is in it."""

import io
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from networks import fillings

from asknet import Network

DAY = date(2026, 11, 20)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A network takes a while to fill, and shrinking one takes minutes; take it out to look into a failure."""


FEW_AND_MANY = pytest.mark.parametrize("most", [8, pytest.param(60, marks=pytest.mark.slow)])
"""How many networks are drawn: few by default, many among the slow tests."""


def drawing(most):
    """Call what is decorated at once, with so many networks of every kind."""

    def tried(check):
        drawn = settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
        drawn(given(fill=fillings())(check))()

    return tried


@contextmanager
def opened():
    with (
        tempfile.TemporaryDirectory() as folder,
        Network(Path(folder) / "network.db", today=DAY, now="2026-11-20T12:00:00") as network,
    ):
        yield network


def exported(network, form):
    out = io.BytesIO()
    network.export(out, form=form)
    return out.getvalue()


def answers(network, problem):
    answer = network.ask(problem, save=False, n=10)
    return answer.verdict, [(m.contact.name, m.score, m.fit, m.factors, m.why, m.via) for m in answer.matches]


def filled(network, fill):
    with network._store.writing("filled", at=network.now):
        fill(network._store)


def copied(first, second, form, fill):
    """Fill a network and import its export into a second one; return the export and what the import did."""
    filled(first, fill)
    gone_out = exported(first, form)
    return gone_out, second.import_file(gone_out, f"network.{form}")


@pytest.mark.parametrize("form", ["json", "yaml"])
@FEW_AND_MANY
def test_export_import_export_differs_in_nothing(form, most):
    @drawing(most)
    def check(fill):
        with opened() as first, opened() as second:
            gone_out, done = copied(first, second, form, fill)
            assert done.skipped == []
            assert exported(second, form) == gone_out
            for other in ("csv", "json", "yaml"):
                assert exported(second, other) == exported(first, other)
            for problem in ("a", "b c", "null 怎么", "expert"):
                assert answers(second, problem) == answers(first, problem)


@pytest.mark.parametrize("form", ["json", "yaml"])
@FEW_AND_MANY
def test_the_same_file_again_changes_nothing_and_one_undo_takes_it_back(form, most):
    @drawing(most)
    def check(fill):
        with opened() as first, opened() as second:
            empty = exported(second, form)
            gone_out, _ = copied(first, second, form, fill)
            steps = second.steps()
            done = second.import_file(gone_out, f"network.{form}")
            assert (done.added, done.updated, done.skipped) == (0, 0, [])
            assert {counts.added + counts.updated for counts in done.sections.counts.values()} <= {0}
            assert second.steps() == steps
            assert exported(second, form) == gone_out
            if steps:
                second.undo()
                assert exported(second, form) == empty
                second.redo()
                assert exported(second, form) == gone_out


@FEW_AND_MANY
def test_a_copy_of_oneself_is_known_as_oneself(most):
    @drawing(most)
    def check(fill):
        with opened() as network:
            filled(network, fill)
            gone_out = exported(network, "json")
            done = network.import_file(gone_out, "network.json")
            assert (done.added, done.updated, done.skipped) == (0, 0, [])
            assert exported(network, "json") == gone_out
