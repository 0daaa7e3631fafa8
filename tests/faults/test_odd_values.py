"""Values that no command expects: paths, numbers and days that cannot be; each ends in one line."""

import json
import sqlite3
from datetime import date

import pytest
from odd_values import begin, commands, fault

from asknet import Network
from asknet.cli.app import COMMANDS

SHARE = pytest.mark.parametrize("share", [36, pytest.param(12, marks=pytest.mark.slow)])
FAR = {
    "asknet": 1,
    "contacts": [{"id": 1, "name": "Far", "every": "1d", "met": "9999-12-31", "added": "0001-01-01"}],
    "interactions": [
        {"date": "9999-12-31", "text": "tea", "with": [{"id": 1, "name": "Far"}]},
        {"date": "2026-01-02", "text": "walk", "with": [{"id": 1, "name": "Far"}]},
    ],
    "asks": [{"id": 1, "date": "2026-01-01", "problem": "tea", "closed": "9999-12-31"}],
}


@SHARE
@pytest.mark.parametrize("verb", COMMANDS)
def test_an_odd_value_of_any_option_ends_in_one_line_and_a_code_of_the_contract(run, home, monkeypatch, verb, share):
    monkeypatch.chdir(home)
    begin(run)
    wrong = {}
    for name, words in commands(share):
        if name == verb:
            ran = run(verb, *words)
            said = fault(ran.code, ran.err)
            if said:
                wrong[tuple(word[:60] for word in words)] = said
    assert wrong == {}


@pytest.mark.parametrize(("words", "code"), [
    (["--db", "~nosuchuser/n.db", "list"], 4), (["--db", "/", "forget", "x", "--confirm", "x"], 4), (["--db", "..", "add",
    "Nan"], 4),
    (["--db", "n" * 250, "add", "Nan"], 4), (["import", "~nosuchuser/x.csv"], 5), (["log", "--from", "~nosuchuser/x"], 5),
    (["export", "-o", "~nosuchuser/x.yaml"], 2), (["backup", "~nosuchuser/x.db"], 2), (["restore", "~nosuchuser/x.db",
    "--yes"], 2),
    (["import", "people.csv", "--rejects", "~nosuchuser/x"], 2), (["remove", "--entry", "9" * 24], 3),
    (["undo", "--to", "9" * 24], 3),
    (["log", "--edit", "9" * 24, "tea with Nan"], 3), (["show", "id:" + "9" * 24], 3), (["close", "9" * 24], 3),
])  # fmt: skip
def test_what_cannot_be_named_is_refused_by_its_name(process, home, words, code):
    process("add", "Nan")
    (home / "people.csv").write_text("name\nTheo\n")
    ran = process(*words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("asknet: ")
    assert ran.err.count("\n") == 1
    assert "internal error" not in ran.err


def test_a_home_that_cannot_be_found_is_told(process):
    ran = process("list", env={"ASKNET_DB": "~nosuchuser/n.db"})
    assert ran.code == 4
    assert "home folder that cannot be found" in ran.err


@pytest.mark.parametrize("start", ["/", "///"])
def test_a_path_that_begins_with_more_slashes_is_that_path(process, home, start):
    assert process("--db", f"{start}{home}/n.db", "add", "Nan").code == 0
    assert process("--db", f"{start}{home}/n.db", "backup", f"{start}{home}/copy.db").code == 0
    assert process("--db", home / "copy.db", "list").out.split("\t")[2] == "Nan"


def test_a_path_whose_bytes_are_no_text_is_a_network_as_any(process, home):
    path = bytes(home / "n") + b"\xff.db"
    assert process("--db", path, "add", "Nan").code == 0
    assert process("--db", path, "backup", bytes(home / "copy") + b"\xff.db").code == 0
    assert process("--db", path, "show", "Nan").code == 0


@pytest.mark.parametrize("day", ["0001-06-01", "1899-12-31", "2201-01-01", "9999-12-31"])
@pytest.mark.parametrize("words", [["review"], ["list"], ["add", "Sam"], ["log", "tea with Nan"]])
def test_a_today_outside_the_calendar_is_refused(run, once, day, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    ran = run(*words, env={"ASKNET_TODAY": day})
    assert ran.code == 2
    assert ran.err == (
        f"asknet: ASKNET_TODAY: {day} is not within the years 1900 to 2200."
        " Write the year with four digits, as in 2026-02-08.\n"
    )


@pytest.mark.parametrize("words", [["review"], ["list"], ["demo"], ["log", "yesterday: tea with Nan"], ["review", "--since",
    "36500d"],
                                   ["log", "tea with Nan 9 years ago"], ["show", "Nan"], ["ask", "crochet"]])  # fmt: skip
@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_are_days(run, once, day, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet", "--every", "36500d"))
    ran = run(*words, env={"ASKNET_TODAY": day})
    assert fault(ran.code, ran.err) == ""


@pytest.mark.parametrize("words", [
    ["add", "Sam", "--met", "9999-12-31"], ["edit", "Nan", "--met", "1066-10-14"], ["log", "0900-01-01: tea with Nan"],
    ["log", "tea with Nan", "--on", "1776-07-04"], ["log", "tea with Nan 500 years ago"], ["review", "--since", "1400-01-01"],
])  # fmt: skip
def test_a_day_outside_the_calendar_is_refused_where_it_is_typed(run, once, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "is not within the years 1900 to 2200" in ran.err


def listed(ran):
    return [(one["line"], one["why"]) for one in ran.json["ignored"]]


def test_a_day_outside_the_calendar_in_a_table_is_ignored_and_listed(run):
    ran = run("import", "-", "--json", input="name,met\nNan,9999-12-31\nSam,2026-01-02\n")
    assert ran.json["added"] == 2
    ((line, why),) = listed(ran)
    assert line == 2
    assert "9999-12-31 is not within the years" in why


def test_a_day_outside_the_calendar_in_ones_own_csv_is_ignored_and_listed(run, home):
    run("add", "Nan Okafor", "crochet", "--met", "2020-01-01")
    table = run("export", "--format", "csv").out.replace("2020-01-01", "1500-01-01")
    ran = run("import", "-", "--json", "--db", home / "other.db", input=table)
    assert (ran.json["added"], [line for line, _ in listed(ran)]) == (1, [2])


def test_a_day_outside_the_calendar_in_a_network_file_is_ignored_and_listed_with_its_line(run, home):
    (home / "far.json").write_text(json.dumps(FAR, indent=1))
    ran = run("import", home / "far.json", "--json")
    assert ran.json["added"] == 1
    assert sorted(one["field"] for one in ran.json["ignored"]) == ["added", "closed", "met"]
    assert [one["why"].split(":")[0] for one in ran.json["skipped"]] == ["interactions 1"]
    assert run("show", "Far", "--json").json["interactions"][0]["text"] == "walk"
    assert run("asks", "--json").json[0]["problem"] == "tea"


@pytest.fixture
def far(run, db):
    """A network with days that an older version accepted."""
    run("add", "Far", "crochet", "--every", "36500d")
    run("import", "-", input="name,met\nMet,2020-01-01\n")
    run("log", "tea with Far")
    with sqlite3.connect(db) as conn:
        conn.execute("UPDATE interactions SET date = '9999-12-31'")
        for table in ("interaction_contacts", "interaction_topics"):
            conn.execute(f"UPDATE {table} SET entry_date = '9999-12-31'")
        conn.execute("UPDATE contacts SET met = '9999-12-31'")
        conn.execute("UPDATE source_rows SET gave = replace(gave, '2020-01-01', '9999-12-31')")
    conn.close()
    return db


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("words", [["show", "Far"], ["review"], ["list", "--json"], ["ask", "crochet"], ["export"], ["check"],
                                   ["edit", "Far", "--place", "Hobart"], ["dupes"], ["import", "met.csv"]])  # fmt: skip
def test_a_network_that_holds_days_outside_the_calendar_works(run, home, monkeypatch, words):
    monkeypatch.chdir(home)
    (home / "met.csv").write_text("name,met\nMet,9999-12-31\n")
    ran = run(*words)
    assert (ran.code, "mistake" in ran.err) == (0, False)


def test_the_calendar_of_the_library_is_the_same(tmp_path):
    with Network(tmp_path / "n.db", today=date(2200, 12, 31)) as network:
        network.add("Nan Okafor", met="1900-01-01")
        network.edit("Nan Okafor", met="2200-12-31")
        assert network.show("Nan").contact.met.year == 2200
