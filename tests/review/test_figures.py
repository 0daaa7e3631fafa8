"""Every figure of a review of 300 contacts and two years is what SQL and the definitions say."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from review.expected import Expected
from review.invented import CONTACTS, TODAY

SECTIONS = ["who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next"]
SINCE = {
    "90d": TODAY - timedelta(days=90),
    "30d": TODAY - timedelta(days=30),
    "1y": TODAY - timedelta(days=365),
    "2026-08-22": date(2026, 8, 22),
    "2025-01-01": date(2025, 1, 1),
    "2026-11-20": TODAY,
}


@pytest.fixture(scope="module")
def answered(invented):
    """The review and what it should be, by the day that it looks back to; each computed once."""
    done = {}

    def both(run, since):
        if since not in done:
            ran = run("--db", invented, "review", "--json", "--since", since)
            assert ran.code == 0, ran.err
            done[since] = ran.json, Expected(invented, TODAY, SINCE[since])
        return done[since]

    return both


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize("section", ["who", "know", "help", "experience", "growth", "give", "ties"])
def test_a_section_says_what_its_definition_says(run, answered, section, since):
    got, expected = answered(run, since)
    assert got[section] == json.loads(json.dumps(getattr(expected, section)()))


def test_gaps_are_grouped_and_answered_as_their_definition_says(run, answered):
    got, expected = answered(run, "90d")
    wanted = expected.gaps()
    for gap in wanted:
        if gap["introducer"]:  # fits are published to four places
            gap["introducer"]["nearness"] = pytest.approx(gap["introducer"]["nearness"], abs=2e-4)
    assert got["gaps"] == wanted
    assert sum(gap["introducer"] is not None for gap in wanted) >= 3


@pytest.mark.parametrize("since", ["90d", "2026-11-20"])
def test_the_steps_are_those_that_their_definition_chooses(run, answered, since):
    got, expected = answered(run, since)
    told = [
        {key: value for key, value in step.items() if key not in ("do", "command", "others")} for step in got["next"]
    ]
    assert told == expected.next()


def test_the_steps_that_wait_make_room_for_the_next(run, answered, invented, tmp_path):
    got, _ = answered(run, "90d")
    path = tmp_path / "network.db"
    shutil.copyfile(invented, path)
    path.chmod(0o600)
    first = [f"gap:{got['gaps'][0]['topic']}", *(step["key"] for step in got["next"][:4])]
    for until, count in (("2026-12-01", len(first)), ("2026-11-20", 2)):
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.execute("DELETE FROM snoozes")
            conn.executemany("INSERT INTO snoozes(step, until) VALUES (?, ?)", [(key, until) for key in first[:count]])
        told = run("--db", path, "review", "next", "--json").json["next"]
        assert [step["key"] for step in told] == [step["key"] for step in Expected(path, TODAY, SINCE["90d"]).next()]
        assert (set(first) & {step["key"] for step in told} == set()) == (until > "2026-11-20")


def test_the_period_and_what_lies_in_the_future_are_counted(run, answered):
    got, expected = answered(run, "90d")
    assert got["period"] == {"since": "2026-08-22", "today": "2026-11-20"}
    assert got["contacts"] == CONTACTS
    assert got["future"] == expected.one("SELECT count(*) FROM interactions WHERE date > '2026-11-20'") > 10


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_alone_says_what_it_says_in_the_whole(run, invented, answered, section):
    got, _ = answered(run, "90d")
    alone = run("--db", invented, "review", section, "--json").json
    assert alone[section] == got[section]
    assert set(alone) == {"period", "contacts", "future", section}


@pytest.mark.usefixtures("invented")
def test_the_invented_network_has_something_in_every_list(run, answered):
    got, _ = answered(run, "90d")
    lists = [
        *(got["know"][k] for k in ("topics", "single", "thin")),
        *(got["help"][k] for k in ("helpers", "open")),
        *([who for one in got["experience"] for who in one[k]] for k in ("proven", "stated", "imported")),
        *(got["growth"][k] for k in ("months", "through")),
        *(
            got["give"][k]
            for k in ("only_take", "only_takes", "only_consume", "could_give", "introductions", "contacts")
        ),
        *(got["ties"][k] for k in ("overdue", "quiet", "dormant")),
        got["gaps"],
    ]
    assert all(lists)
    assert {circle["by"] for circle in got["who"]["circles"]} == {"introducer", "place", "org"}


def test_a_day_later_and_a_year_earlier_are_worked_out_likewise(invented, run):
    for today in (TODAY + timedelta(days=1), TODAY - timedelta(days=400), date(2027, 3, 1)):
        ran = run("--db", invented, "review", "--json", env={"ASKNET_TODAY": today.isoformat()})
        expected = Expected(invented, today, today - timedelta(days=90))
        for section in ("help", "growth", "give", "ties", "experience", "know"):
            assert ran.json[section] == json.loads(json.dumps(getattr(expected, section)())), (today, section)


def test_what_the_terminal_names_is_what_the_json_holds(invented, run):
    rows = run("--db", invented, "review").rows
    got = run("--db", invented, "review", "--json").json
    count = {}
    for section, fact, *_ in rows:
        count[section, fact] = count.get((section, fact), 0) + 1
    assert count["ties", "overdue"] == len(got["ties"]["overdue"])
    assert count["know", "topic"] == len(got["know"]["topics"])
    assert count["help", "helper"] == len(got["help"]["helpers"])
    assert count["gaps", "gap"] == len(got["gaps"])
    assert count["next", "step"] == len(got["next"]) == 7
