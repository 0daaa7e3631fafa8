"""Notes are kept as they were typed, whatever they go through."""

import json
import shlex
import sys

import pytest

from asknet import Network

EXACT = {
    "repeated and blank lines": "called, no answer\n\ncame by\ncalled, no answer",
    "blanks and tabs at the ends": "  indented\n\ttabbed \t\n trailing  \n\n",
    "line ends of Windows": "one\r\ntwo\r\n\r\none\r\n",
    "mixed line ends": "one\rtwo\nthree\r\n",
    "a decomposed and a composed letter": "cafe\u0301\ncaf\u00e9",
    "what a spreadsheet would run": "=1+1\n\n\t=2\n@x;  +y\n'=z",
    "marks of formats": 'a, b; c \\ "d" \\n \\r\n: x\n# y\n--- \n... \n- z\n',
    "long runs of blanks": f"a{' ' * 300}b{' ' * 80}\n{' ' * 90}c",
    "invisible and unassigned letters": "a\u200d\u2028b\ufeffc\u00a0 \u3000\U0001faea\ue000",
}


@pytest.fixture(params=EXACT)
def note(request, run):
    assert run("add", "Nan Okafor", "crochet", "--note", EXACT[request.param], "--phone", "0491 570 006").code == 0
    return EXACT[request.param]


@pytest.fixture
def notes(run):
    return lambda name="Nan Okafor", db=(): run(*db, "show", name, "--json").json["notes"]


def test_a_note_is_kept_as_it_was_typed(note, notes):
    assert notes() == note


@pytest.fixture
def every(run, once):
    """Read the notes of a network in which each contact has one of them, by what they are."""

    def build():
        for number, (what, note) in enumerate(EXACT.items()):
            run("add", what, "crochet", "--note", note, "--phone", f"0491 570 0{number:02}")

    once("exact notes", build)
    return lambda *db: {what: run(*db, "show", what, "--json").json["notes"] for what in EXACT}


@pytest.mark.parametrize("ending", ["csv", "vcf", "json", "yaml"])
def test_ones_own_unchanged_export_changes_no_note(run, home, every, ending):
    assert run("export", "-o", home / f"x.{ending}").code == 0
    for _ in range(2):
        done = run("import", home / f"x.{ending}", "--json").json
        assert (done["unchanged"], done["added"], done["updated"], every()) == (len(EXACT), 0, 0, EXACT)


@pytest.mark.parametrize("ending", ["csv", "vcf", "json", "yaml"])
def test_a_note_comes_into_another_network_as_it_was(run, home, every, ending):
    run("export", "-o", home / f"x.{ending}")
    elsewhere = ("--db", home / "other.db")
    assert run(*elsewhere, "import", home / f"x.{ending}").code == 0
    assert every(*elsewhere) == EXACT


def test_a_note_goes_through_a_merge_either_way_and_back(run, note, notes):
    run("add", "Other Nan")
    run("merge", "Nan Okafor", "Other Nan")
    assert notes() == note
    run("undo")
    run("merge", "Other Nan", "Nan Okafor")
    assert notes("Other Nan") == note
    run("undo")
    assert notes() == note


def test_a_note_stands_before_one_that_is_added(run, note, notes):
    run("edit", "Nan", "--note", "moved  studio")
    assert notes() == note + ("" if note.endswith("\n") else "\n") + "moved  studio"
    run("undo")
    assert notes() == note


def test_a_note_goes_through_the_editor(screen, tmp_path, note, notes):
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a', newline='').write('place: Perth\\n')\n")
    ran = screen("edit", "Nan", env={"EDITOR": shlex.join([sys.executable, str(script)])})
    assert (ran.code, notes()) == (0, note)


def test_a_note_of_an_address_book_is_taken_as_it_stands_and_not_changed_again(run, home, notes):
    said = "called  twice \n\n called  twice\n"
    (home / "book.csv").write_text(f'First Name,Notes,Labels\nNan,"{said}",tax\n')
    for _ in range(2):
        run("import", home / "book.csv")
        assert notes("Nan") == said


def test_a_line_that_a_source_adds_leaves_the_others_as_they_are(run, home, notes):
    (home / "book.csv").write_text('name,email,notes\nNan,n@example.org,"one\n\ntwo\none"\n')
    run("import", home / "book.csv")
    run("edit", "Nan", "--note", "\n  mine\n\nmine")
    (home / "book.csv").write_text('name,email,notes\nNan,n@example.org,"one\n\ntwo\none\nthree"\n')
    run("import", home / "book.csv")
    assert notes("Nan") == "one\n\ntwo\none\n\n  mine\n\nmine\nthree"


def test_a_line_that_a_source_drops_goes_once(run, home, notes):
    (home / "book.csv").write_text('name,email,notes\nNan,n@example.org,"one\ntwo\none"\n')
    run("import", home / "book.csv")
    run("edit", "Nan", "--note", "one\nmine")
    (home / "book.csv").write_text('name,email,notes\nNan,n@example.org,"two\none"\n')
    run("import", home / "book.csv")
    assert notes("Nan") == "two\none\none\nmine"


def test_another_source_adds_what_is_not_there_and_leaves_the_rest(run, home, notes):
    run("add", "Nan Okafor", "--email", "n@example.org", "--note", " one \n\none")
    (home / "a.csv").write_text('name,email,notes\nNan Okafor,n@example.org,"one\n\ntwo\n\ntwo"\n')
    run("import", home / "a.csv")
    assert notes() == " one \n\none\ntwo\n\ntwo"


def test_a_merge_keeps_a_line_as_often_as_either_said_it(run, notes):
    run("add", "Nan Okafor", "--note", "called\n\ncame by")
    run("add", "N. Okafor", "--note", "called\ncalled\n\n  wrote")
    run("merge", "id:1", "id:2")
    assert notes() == "called\n\ncame by\ncalled\n\n  wrote"


def test_a_spreadsheet_that_changes_line_ends_doubles_no_note(run, home, notes):
    run("add", "Nan Okafor", "--note", "one\n\ntwo\none")
    run("export", "-o", home / "x.csv")
    (home / "x.csv").write_bytes((home / "x.csv").read_bytes().replace(b"\n", b"\r\n"))
    assert run("import", home / "x.csv", "--json").json["added"] == 0
    assert notes() == "one\n\ntwo\none"


def test_a_note_changed_in_another_address_book_counts_more_than_the_exact_one_beside_it(run, home, notes):
    run("add", "Nan Okafor", "--note", "one\r\ntwo")
    run("export", "-o", home / "x.vcf")
    run("import", home / "x.vcf")
    text = (home / "x.vcf").read_text()
    (home / "x.vcf").write_text(text.replace("NOTE:one\\ntwo", "NOTE:one\\nthree", 1))
    run("import", home / "x.vcf")
    assert notes() == "one\nthree"


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_the_note_of_a_closed_question_is_kept_through_every_copy(run, home, ending):
    note = "\n".join(EXACT.values())
    run("add", "Nan Okafor", "crochet")
    run("ask", "crochet pattern")
    assert run("close", "last", "--helped-by", "Nan", "--note", note).code == 0
    file, other = home / f"x.{ending}", home / "other.db"
    run("export", "-o", file)
    run("--db", other, "import", file)
    with Network(other) as network:
        assert [ask.note for ask in network.asks(closed=True)] == [note]


def test_texts_of_entries_and_outcomes_go_through_every_copy_unchanged(run, home, db):
    network = {
        "asknet": 1,
        "contacts": [{"id": 1, "name": "Nan Okafor"}],
        "asks": [{"date": "2026-01-02", "problem": "a  b", "closed": "2026-01-03",
                  "outcomes": [{"with": {"id": 1}, "outcome": "helped", "note": "so  so\r\n\n so"}]}],
        "interactions": [{"date": "2026-01-02", "text": "cafe\u0301  with\tNan", "with": [{"id": 1}]}],
    }  # fmt: skip
    (home / "in.json").write_text(json.dumps(network))
    assert run("import", home / "in.json").code == 0

    def texts(path):
        with Network(path) as opened:
            ask = opened.asks(closed=True)[0]
            return opened.show("Nan").interactions[0].text, ask.problem, ask.outcomes[0].note

    assert texts(db)[2] == "so  so\r\n\n so"
    for ending in ("json", "yaml"):
        run("export", "-o", home / f"x.{ending}")
        run("--db", home / f"{ending}.db", "import", home / f"x.{ending}")
        assert texts(home / f"{ending}.db") == texts(db)


def test_a_note_of_a_control_character_and_a_line_end_is_no_note(run, home, notes):
    run("add", "Nan Okafor", "--note", "\x01\n")
    assert notes() == ""
    run("export", "-o", home / "all.json")
    assert run("import", home / "all.json", "--json").json["updated"] == 0


def test_a_note_of_nothing_but_blanks_and_control_characters_is_none(run, notes):
    assert run("add", "Nan Okafor", "--note", "\x01 \n\x02\t\n").code == 0
    assert notes() == ""
