"""Messages about many lines or a long value show the first few, how many more there are, and the next step."""

import re

import pytest


@pytest.fixture
def one_line_error(process):
    def refused(*words, **more):
        ran = process(*words, **more)
        assert (ran.out, ran.err.count("\n")) == ("", 1)
        assert len(ran.err) < 2_000
        return ran

    return refused


def test_3000_lines_that_cannot_be_logged_make_a_short_message(one_line_error, run, home):
    run("add", "Nan Okafor", "crochet")
    (home / "notes.txt").write_text("".join(f"call with Zorgo{n} Blup\n" for n in range(3_000)))
    ran = one_line_error("log", "--from", "notes.txt")
    assert ran.code == 5
    assert "line 1: " in ran.err
    assert "and 2,995 more" in ran.err
    assert run("show", "Nan", "--json").json["interactions"] == []


def test_a_line_of_many_strangers_makes_a_short_message(one_line_error, run, home):
    run("add", "Nan Okafor", "crochet")
    (home / "notes.txt").write_text("tea with " + ", ".join(f"Zorgo{n} Blup" for n in range(200)) + "\n")
    assert one_line_error("log", "--from", "notes.txt").code == 5


@pytest.mark.parametrize("name", ["bad.csv", "bad.json", "bad.vcf"])
def test_3000_rows_that_cannot_be_imported_make_a_short_report(process, home, name):
    texts = {
        "bad.csv": "name,email\n" + "".join(f",x{n}\n" for n in range(3_000)),
        "bad.json": '{"contacts": [' + ",".join('{"name": ""}' for _ in range(3_000)) + "]}",
        "bad.vcf": "".join(f"BEGIN:VCARD\nVERSION:3.0\nNOTE:{n}\nEND:VCARD\n" for n in range(3_000)),
    }
    (home / name).write_text(texts[name])
    ran = process("import", name)
    assert ran.code == 5
    assert len(ran.out) + len(ran.err) < 3_000


@pytest.mark.parametrize("words", [["--title"], ["--org"], ["--place"]])
def test_a_long_text_in_a_field_of_prose_belongs_into_the_notes(run, words):
    assert "notes" in run("add", "Nan Okafor", *words, "x" * 600).err


@pytest.mark.parametrize("words", [["--email"], ["--phone"], ["--url"], ["--alias"], ["--via"], ["--wants"], []])
def test_a_long_value_of_another_field_is_to_be_shortened(run, words):
    ran = run("add", "Nan Okafor", *words, "x" * 600)
    assert ran.code == 2
    assert "notes" not in ran.err
    assert "Shorten it" in ran.err


def test_how_a_file_reads_does_not_depend_on_what_is_installed(process, home):
    (home / "site").mkdir()
    (home / "site" / "chardet.py").write_text(
        "def detect(data):\n    return {'encoding': 'cp1251', 'confidence': 1.0}\n"
    )
    (home / "people.csv").write_bytes("name\nJosé Müller\n".encode("cp1252"))
    assert process("import", "people.csv", env={"PYTHONPATH": str(home / "site")}).code == 0
    assert [c["name"] for c in process("list", "--json").json] == ["José Müller"]


@pytest.mark.parametrize(
    "words",
    [
        ("--db", "a/" * 3000, "list"),
        ("--db", "b /" * 3000, "list"),
        ("import", "c/" * 3000),
        ("list", "--kind", "d" * 5000),
    ],
    ids=["network", "path with blanks", "import", "kind"],
)
def test_a_very_long_value_makes_a_short_message_with_a_next_step(one_line_error, run, words):
    run("add", "Nan Okafor", "crochet")
    ran = one_line_error(*words)
    assert ran.code in (2, 4, 5)
    assert re.search(r"\. (Check|See|Choose) .{5,200}$", ran.err)
