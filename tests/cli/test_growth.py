"""Work grows with the network, not with its square: four times as much takes less than eight times the work.

Where Python does the work, its calls are counted; where SQLite does, processor time is compared within one run.
"""

import cProfile
import json
import pstats
import random
import time

import pytest

TIMES = 4
MOST = 8


@pytest.fixture
def calls(run):
    """Count the calls of functions that a command takes."""

    def counted(*arguments, first=()):
        run(*(first or arguments))  # what is done once a process is not the command's
        profile = cProfile.Profile()
        assert profile.runcall(run, *arguments).code in (0, 3)
        return pstats.Stats(profile).total_calls

    return counted


@pytest.fixture
def processor_time(run):
    """Measure the processor time of a command, in seconds, less that of the start."""

    def measured(*arguments):
        before = time.process_time()
        run("list", "--db", "nowhere.db")
        between = time.process_time()
        assert run(*arguments).code == 0
        return (time.process_time() - between) - (between - before)

    return measured


@pytest.fixture
def grown(tmp_path, run):
    """Import a whole export that holds these contacts, and entries of ``(text, numbers of the contacts)``."""

    def make(names, entries=(), *, importing=run, notes=""):
        contacts = [{"id": n, "name": name} for n, name in enumerate(names, 1)]
        happened = [
            {"id": n, "date": "2026-01-01", "text": text, "direction": "none", "with": [contacts[who] for who in met]}
            for n, (text, met) in enumerate(entries, 1)
        ]
        whole = {"asknet": 1, "export": "whole", "contacts": [c | {"notes": notes} for c in contacts]}
        folder = tmp_path / f"{len(contacts)}-{len(happened)}"
        folder.mkdir()
        (folder / "all.json").write_text(json.dumps(whole | {"interactions": happened}))
        db = folder / "network.db"
        return db, importing("import", folder / "all.json", "--db", db)

    return make


def of_one_contact(count):
    return [(f"tea about subject {n}", [0]) for n in range(count)]


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "harmonium", "repair", "--no-save"),
        ("ask", "tea", "subject", "--no-save"),
        ("show", "Often"),
        ("review",),
    ],
    ids=["ask by meaning", "ask by words", "show", "review"],
)
def test_a_command_grows_with_the_entries_of_one_contact(grown, calls, command):
    few, many = (
        calls(*command, "--db", grown(["Often Met"], of_one_contact(count))[0]) for count in (500, TIMES * 500)
    )
    assert many < MOST * few, many / few


def test_ask_grows_with_the_words_of_a_problem(grown, calls):
    db, _ = grown(["Often Met"])
    few, many = (calls("ask", "a/" * count, "--no-save", "--db", db) for count in (500, TIMES * 500))
    assert many < MOST * few, many / few


def test_ask_grows_with_the_matches_it_gives(grown, calls):
    names = [f"Person{n} Family{n}" for n in range(800)]
    db, _ = grown(names, [(f"tea about subject {n}", [n]) for n in range(800)])
    few, many = (calls("ask", "tea subject", "--no-save", "-n", count, "--db", db) for count in (100, TIMES * 100))
    assert many < MOST * few, many / few


def test_an_entry_with_many_contacts_is_written_in_work_that_grows_with_them(grown, processor_time):
    few, many = (
        grown(
            [f"Person{n} Family{n}" for n in range(count)],
            [("the summer party", range(count))],
            importing=processor_time,
        )[1]
        for count in (400, TIMES * 400)
    )
    assert many < MOST * few, many / few


def test_undoing_an_import_grows_with_its_contacts(grown, processor_time):
    notes = "\n".join(f"knows subject{n} and subject{n + 1} very well" for n in range(10))
    few, many = (
        processor_time("undo", "--db", grown([f"Person{n} Family{n}" for n in range(count)], notes=notes)[0])
        for count in (250, TIMES * 250)
    )
    assert many < MOST * few, many / few


@pytest.mark.parametrize(
    "command",
    [("log", "tea with Often"), ("log", "--edit", "7", "coffee with Often"), ("remove", "--entry", "7"), ("undo",)],
    ids=["log", "log --edit", "remove --entry", "undo"],
)
def test_one_line_takes_the_same_work_however_much_is_in_the_log(grown, calls, run, command):
    worked = []
    for count in (100, TIMES * 100):
        db, _ = grown(["Often Met"], of_one_contact(count))
        run("log", "tea with Often", "--db", db)
        run("log", "coffee with Often", "--db", db)
        first = ("remove", "--entry", "8", "--db", db) if "remove" in command else ()
        worked.append(calls(*command, "--db", db, first=first))
    assert worked[1] < 1.2 * worked[0], worked


def test_the_lines_of_a_file_take_work_that_grows_with_them(grown, calls, tmp_path):
    worked = []
    for count in (100, TIMES * 100):
        db, _ = grown(["Often Met"], of_one_contact(count))
        (tmp_path / "notes.txt").write_text("".join(f"call with Often about yarn{n}\n" for n in range(count)))
        worked.append(calls("log", "--from", tmp_path / "notes.txt", "--db", db))
    assert worked[1] < 1.2 * TIMES * worked[0], worked


def test_an_import_takes_work_that_grows_with_its_unknown_introducers(calls, tmp_path):
    worked = []
    for count in (200, TIMES * 200):
        chance = random.Random(count)
        names = [
            " ".join("".join(chance.choices("abcdefghiklmnoprst", k=9)) for _ in range(2)) for _ in range(2 * count)
        ]
        rows = [f"{name},{via}\n" for name, via in zip(names[:count], names[count:], strict=True)]
        (tmp_path / "people.csv").write_text("name,via\n" + "".join(rows))
        worked.append(calls("import", tmp_path / "people.csv", "--db", tmp_path / f"{count}.db", "--dry-run"))
    assert worked[1] < 4.5 * worked[0], worked
