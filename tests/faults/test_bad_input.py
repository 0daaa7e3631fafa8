"""The bad input of the foundation: each ends in one sentence, its own code, and nothing written."""

import os

import pytest

FILES = {
    "an empty file": (b"", 5), "only a BOM": (b"\xef\xbb\xbf", 5), "only white space": (b" \n\t\n", 5),
    "a binary file": (bytes(range(256)) * 100, 5), "a zip": (b"PK\x03\x04" + bytes(500), 5),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(900), 5), "a database": (b"SQLite format 3\x00" + bytes(4080), 5),
    "no name column": (b"colour,size\nred,3\nblue,4\n", 5), "only a header": (b"name,skills\n", 5),
    "thousands of columns": (b"name" + b",x" * 3000 + b"\nNan\n", 5), "NUL bytes": (b"\0" * 5000, 5),
}  # fmt: skip
READ = {
    "ragged rows": (b"name,place,notes\nNan,Hobart\nTheo\nSam,Perth,a,b,c\n", 2, 1),
    "an unclosed quote": (b'name,notes\nNan,"never closed\nTheo,x\n', 1, 1),
    "a BOM": (b"\xef\xbb\xbfname\nNan\n", 1, 0),
    "UTF-16": ("name,place\nNan,Évian\n".encode("utf-16"), 1, 0),
    "UTF-16 without a BOM": ("name,place\nNan,Hobart\n".encode("utf-16-le"), 1, 0),
    "old Mac line ends": (b"name,place\rNan,Hobart\rTheo,x\r", 2, 0),
    "a 5 MB cell": (b"name,notes\nNan," + b"x" * 5_000_000 + b"\nTheo,y\n", 1, 1),
    "a 5 MB name": (b"name\n" + b"x" * 5_000_000 + b"\nTheo\n", 1, 1),
    "many columns": (b"name" + b",x" * 900 + b"\nNan" + b",y" * 900 + b"\n", 1, 0),
    "a huge number": (b"name,closeness\nNan,99999999999999999999\nTheo,3\n", 2, 0),
    "scripts": ("name,skills\nדנה לוי,אפייה\n王小明,编织\n🧶 Wool,🧶\n".encode(), 3, 0),
    "formulas": (b"name,notes\n=cmd|'/c calc'!A1,@SUM(1)\n", 1, 0),
    "SQL": (b"name\n'; DROP TABLE contacts; --\n", 1, 0),
    "hostile headers": ("name,\u202ex,[red],a b; DROP TABLE x\nNan,1,2,3\n".encode(), 1, 0),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_cannot_be_read_is_5_and_makes_nothing(run, home, what):
    data, code = FILES[what]
    (home / "in.csv").write_bytes(data)
    ran = run("import", home / "in.csv")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("asknet: ")
    assert ran.err.count("\n") == 1
    assert not (home / "data").exists()


@pytest.mark.parametrize("what", READ)
def test_a_file_that_can_be_read_is_read_and_the_rest_told(run, home, what, unsafe):
    data, added, skipped = READ[what]
    (home / "in.csv").write_bytes(data)
    report = run("import", home / "in.csv", "--dry-run")
    assert unsafe(report.out + report.err) == []
    ran = run("import", home / "in.csv", "--json")
    assert ran.code == 0
    assert (ran.json["added"], len(ran.json["skipped"])) == (added, skipped)
    assert ran.json["read"] == added + skipped + ran.json["unchanged"]
    assert all(s["line"] > 1 and s["why"] for s in ran.json["skipped"])
    assert len(run("list").rows) == added


@pytest.mark.parametrize("path", ["absent.csv", ".", "absent/x.csv", "", "x\x00.csv", "n" * 300])
def test_a_file_that_is_not_there_is_5_and_makes_nothing(run, home, path, monkeypatch):
    monkeypatch.chdir(home)
    ran = run("import", path)
    assert ran.code == 5
    assert ran.err.count("\n") == 1
    assert not (home / "data").exists()


def test_a_failure_half_way_leaves_nothing_of_the_import(run, home):
    run("add", "Nan Okafor")
    (home / "in.csv").write_text("name,via\nTheo,\nMo,\n")
    ran = run("import", home / "in.csv", "--via", "id:99")
    assert ran.code in (2, 3)
    assert len(run("list").rows) == 1


def test_a_pipe_as_file_is_read(process, home):
    import threading

    os.mkfifo(home / "pipe.csv")
    threading.Thread(target=lambda: (home / "pipe.csv").write_text("name\nNan\n"), daemon=True).start()
    assert process("import", "pipe.csv", "--json").json["added"] == 1


@pytest.mark.parametrize("value", [str(2**63), "-" + str(2**63), "9" * 400, "1e999", "0x10", "٣", "½", "NaN"])
@pytest.mark.parametrize("words", [["undo", "--to"], ["ask", "crochet", "-n"], ["add", "Theo", "--closeness"],
                                   ["add", "Theo", "--every"], ["add", "Theo", "--met"], ["show"], ["remove"]])  # fmt: skip
def test_odd_numbers_end_in_a_sentence(run, once, words, value):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    ran = run(*words, *(["--"] if words[0] in ("show", "remove") else []), value)
    assert ran.code in (0, 2, 3)
    assert "internal error" not in ran.err


def test_a_folder_that_cannot_be_written_is_4_for_add_and_readable_for_list(run):
    assert run("add", "Nan", "--db", "/proc/1/x.db").code == 4
    assert run("list", "--db", "/proc/1/x.db").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["edit", "Nan", "--every", "9999999y"], 2, "'9999999y' is longer than 36,500 days. Write a shorter period"),
        (["edit", "Nan", "--every", "200y"], 2, "'200y' is longer than 36,500 days"),
        (["restore", "/", "--yes"], 4, "/ is not a file. Name a copy of the network; see `asknet backup --list`"),
        (["log", "tea with Nan \udcff"], 2, "sentence holds half a character"),
        (["edit", "Nan", "--note", "tea \udcff"], 2, "notes holds half a character"),
    ],
)
def test_a_message_names_what_was_typed_and_the_next_step(run, words, code, said):
    run("add", "Nan Okafor", "crochet")
    ran = run(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert f"asknet: {said}" in ran.err


def test_a_header_of_many_columns_is_refused_without_a_wrong_number(run, home):
    (home / "wide.csv").write_text("name,skills" + ",x" * 60_000 + "\nNan Okafor,crochet\n")
    assert "wide.csv has more than 1,000 columns. " in run("import", home / "wide.csv").err


@pytest.mark.parametrize("words", [["ask"], ["ask", "--json"], ["ask", "-"]], ids=" ".join)
def test_a_problem_that_is_longer_than_what_is_read_is_reported(run, words):
    run("add", "Nan Okafor", "crochet")
    problem = "crochet " * 12_500
    ran = run(*words, input=problem + "\n") if words[-1] == "-" else run(*words, "--", problem)
    assert ran.code == 0
    assert "only the first 10,000 characters of the problem are read" in ran.err
    assert "only the first" not in run("ask", "crochet").err
