"""A long import: it can be interrupted, and two at once end with one copy."""

import signal
import sqlite3
import time
from contextlib import closing
from datetime import date

import pytest

from asknet import Network
from asknet.errors import InputError
from asknet.formats.file_on_disk import FileOnDisk

ROWS = 6000


@pytest.fixture
def long_file(home):
    path = home / "long.csv"
    rows = "".join(
        f"Person{n} Family{n},p{n}@example.org,topic number {n};bread,Baker of {n},notes of {n}\n" for n in range(ROWS)
    )
    path.write_text(f"name,email,skills,title,notes\n{rows}")
    return path


def test_ctrl_c_leaves_nothing_half_done(run, background, long_file, db):
    run("add", "Nan Okafor", "crochet")
    before = db.read_bytes()
    with background("import", long_file) as program:
        journal = db.with_name(db.name + "-journal")
        end = time.monotonic() + 20
        while not (journal.exists() and journal.stat().st_size > 0) and time.monotonic() < end:
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        err = program.stderr.read()
        assert (program.wait(30), err) == (130, b"asknet: interrupted\n")
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]
    assert not journal.exists()
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(run("undo", "--list").rows) == 1
    assert db.read_bytes()[:100] == before[:100]


def test_a_kill_leaves_nothing_half_done(run, background, long_file, db):
    run("add", "Nan Okafor", "crochet")
    with background("import", long_file) as program:
        journal = db.with_name(db.name + "-journal")
        end = time.monotonic() + 20
        while not (journal.exists() and journal.stat().st_size > 0) and time.monotonic() < end:
            time.sleep(0.01)
        program.kill()
        program.wait()
    run("me", "bread")
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]


def test_two_shells_that_import_one_file_at_once_end_with_one_copy(run, background, home):
    rows = "".join(f"Person{n} Family{n},p{n}@example.org\n" for n in range(300))
    (home / "people.csv").write_text(f"name,email\n{rows}")
    (home / "people2.csv").write_text(f"name,email\n{rows}")
    programs = [background("import", name, "--json") for name in ("people.csv", "people.csv", "people2.csv")]
    done = [(program.communicate(timeout=60), program.returncode) for program in programs]
    assert [code for _, code in done] == [0, 0, 0], done
    assert len(run("list").rows) == 300


def test_a_pipe_is_not_told_how_far_it_is(process, home):
    (home / "people.csv").write_text("name,skills\n" + "".join(f"Person {n},skill {n}\n" for n in range(1_500)))
    assert "importing" not in process("import", "people.csv").err


def test_readers_are_not_shut_out_before_a_large_import_is_complete(tmp_path):
    path = tmp_path / "network.db"
    with Network(path, today=date(2026, 11, 20), now="2026-11-20T12:00:00") as network:
        network.add("Nan Okafor")
        seen = []

        def read_meanwhile(_rows):
            with closing(sqlite3.connect(path, timeout=0)) as other:
                seen.append(other.execute("SELECT count(*) FROM contacts").fetchone()[0])

        # more than a page cache of 16 MB holds
        note = "word " * 6_000
        rows = "".join(f"Person{n} Family{n},{note}{n}\n" for n in range(700))
        network.import_file(f"name,notes\n{rows}".encode(), "long.csv", progress=read_meanwhile)
        assert seen == [1] * 7
        network.undo()
        assert [contact.name for contact in network.list()] == ["Nan Okafor"]


def test_a_file_that_changes_while_it_is_read_is_not_imported(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("name\n" + "".join(f"Person{n} Family{n}\n" for n in range(200)))

    def change(_rows):
        with people.open("a") as file:
            file.write("Theo Brandt\n")

    with Network(tmp_path / "network.db") as network:
        with pytest.raises(InputError, match="changed while it was read"):
            network.import_file(FileOnDisk(people, "people.csv"), "people.csv", progress=change)
        assert network.list() == []


def test_a_row_of_a_million_cells_is_skipped_with_the_reason(run, home):
    (home / "wide.csv").write_text(f"name,skills\nNan Okafor,crochet\n{',' * 1_500_000}\nTheo,bread\n")
    ran = run("import", home / "wide.csv", "--json")
    assert ran.json["added"] == 2
    assert [(one["line"], one["why"]) for one in ran.json["skipped"]] == [(3, "the row has more than 1,000,000 cells")]


def test_a_row_of_a_million_cells_below_an_open_quote_is_skipped_too(run, home):
    (home / "wide.csv").write_text(f'name,skills\n"Nan Okafor,crochet\n{"," * 1_500_000}\nTheo,bread\n')
    ran = run("import", home / "wide.csv", "--json")
    assert ran.json["added"] == 1
    assert [one["line"] for one in ran.json["skipped"]] == [2, 3]


def test_an_entry_of_json_is_bounded(run, home):
    (home / "deep.json").write_text('{"asknet": 1, "contacts": [{"name": "' + "x" * 11_000_000 + '"}]}')
    ran = run("import", home / "deep.json")
    assert ran.code == 5
    assert "line 1: an entry is longer than 10,000,000 characters" in ran.err


def test_an_entry_of_yaml_is_bounded(run, home):
    (home / "long.yaml").write_text("asknet: 1\ncontacts:\n- name: Nan\n  skills: [" + "a," * 100_001 + "]\n")
    ran = run("import", home / "long.yaml")
    assert ran.code == 5
    assert "an entry holds more than 100,000 values" in ran.err


def test_an_entry_of_json_has_as_few_values_as_one_of_yaml(run, home):
    values = ",".join(f'"s{n}"' for n in range(100_001))
    (home / "many.json").write_text(f'{{"asknet": 1, "contacts": [{{"name": "Nan", "skills": [{values}]}}]}}')
    ran = run("import", home / "many.json")
    assert ran.code == 5
    assert "line 1: an entry holds more than 100,000 values" in ran.err


def test_a_row_of_markdown_of_a_million_cells_is_skipped_with_the_reason(run, home):
    (home / "wide.md").write_text(f"| name | skills |\n|---|---|\n| Nan {'|' * 1_500_000}\n| Theo | bread |\n")
    ran = run("import", home / "wide.md", "--json")
    assert ran.json["added"] == 1
    assert [(one["line"], one["why"]) for one in ran.json["skipped"]] == [(3, "the row has more than 1,000,000 cells")]


def test_a_file_in_which_hardly_anything_can_be_read_is_refused_as_a_whole(run, home):
    (home / "lists.json").write_text('{"asknet": 1, "contacts": [' + "[]," * 100_001 + '{"name": "Nan"}]}')
    ran = run("import", home / "lists.json")
    assert ran.code == 5
    assert "more than 100,000 rows cannot be read (line 1: contact 1:" in ran.err
    assert run("list").code != 0 or not run("list").rows


@pytest.mark.slow
def test_json_is_read_the_same_wherever_a_piece_of_the_file_ends(run, home):
    for more in range(0, 50, 17):
        entries = ", ".join(f'{{"name": "Person{n} \\u00e9\\"", "closeness": 3}}' for n in range(1_600))
        (home / "people.json").write_text('{"asknet": 1,' + " " * more + f'"contacts": [{entries}]}}')
        ran = run("import", home / "people.json", "--dry-run", "--json")
        assert (ran.json["added"], ran.json["skipped"]) == (1_600, [])
