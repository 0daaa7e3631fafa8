"""`edit NAME` on a terminal: the contact as YAML in the user's own editor."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _nan(run, once):
    words = ["Nan Okafor", "crochet:expert", "--place", "Hobart", "--met", "2020-01-02", "--note", "knows #wool"]
    once("nan in the editor", lambda: run("add", *words))


@pytest.fixture
def page(run):
    return lambda name="Nan": run("show", name, "--json").json


@pytest.fixture
def edit(screen, tmp_path):
    """Edit Nan with an editor that runs some Python over `text`."""

    def editing(change, code=0):
        script = tmp_path / "an editor.py"
        script.write_text(
            "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n"
            f"{change}\npath.write_text(text)\nsys.exit({code})\n"
        )
        return screen("edit", "Nan", env={"EDITOR": f"{sys.executable} '{script}'"})

    return editing


NESTED = (
    "aliases: [&a [x, y], " + ", ".join(f"&{n} [{', '.join([f'*{chr(ord(n) - 1)}'] * 9)}]" for n in "bcdefghi") + "]"
)
"""Nested lists, one line of which expands to a hundred million values."""


def add_line(line):
    return f"text += {line + chr(10)!r}"


def test_what_was_saved_is_applied(edit, page):
    ran = edit("text = text.replace('Hobart', 'Perth') + 'title: Designer\\n'")
    assert ran.code == 0
    assert "changed Nan Okafor" in ran.out
    assert (page()["place"], page()["title"], page()["notes"]) == ("Perth", "Designer", "knows #wool")


def test_an_editor_whose_path_has_spaces_needs_no_quotes(screen, page, tmp_path):
    script = tmp_path / "Program Files" / "an editor"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\necho 'title: Designer' >> \"$1\"\n")
    script.chmod(0o755)
    assert screen("edit", "Nan", env={"EDITOR": str(script)}).code == 0
    assert page()["title"] == "Designer"


def test_a_line_taken_out_clears_the_field(edit, page):
    edit("text = ''.join(l for l in text.splitlines(True) if not l.startswith('place'))")
    assert page()["place"] == ""


def test_the_name_can_be_changed(edit, page):
    edit("text = text.replace('Nan Okafor', 'Nan Hale')")
    assert page("Nan Hale")["id"] == 1


def test_no_change_says_so_and_leaves_no_file(edit, home):
    ran = edit("pass")
    assert ran.code == 2
    assert "was not changed" in ran.out
    assert list((home / "tmp").iterdir()) == []


def test_an_emptied_file_changes_nothing(edit, page):
    before = page()
    assert edit("text = ''").code == 2
    assert page() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title: [unclosed", "expected"), ("closeness: 9", "'9' is not a closeness"), ("shoes: 43", "'shoes' is not a field"),
        ("met: 2019-13-45", "'2019-13-45' is not a calendar day"),
        ("skills: ['crochet:wizard']", "'wizard' is not a level"),
        ("place: {a: b}", "place"), ("skills: ['crochet: expert', crochet: expert]", "`topic:level` without a space"),
        (NESTED, "holds more than text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_by_line_and_kept(edit, page, home, line, said):
    before = page()
    ran = edit("text = ''.join(l for l in text.splitlines(True) if not l.startswith(('met', 'skills', 'place', '- ')))\n"
               + add_line(line))  # fmt: skip
    (kept,) = (home / "tmp").glob("*/*")
    lines = kept.read_text().splitlines()
    assert ran.code == 5
    assert said in ran.shown
    told = int(ran.shown.split("line ")[1].split(":")[0])
    assert told in {lines.index(line) + 1, lines.index(line) + 2}
    assert str(kept) in ran.shown
    assert page() == before


def test_text_that_is_not_utf8_is_refused_and_kept(edit, home):
    ran = edit("text = ''; path.write_bytes(b'name: \\xff'); sys.exit(0)")
    assert ran.code == 5
    assert len(list((home / "tmp").glob("*/*"))) == 1


@pytest.mark.parametrize("line", ["- item", "just words"])
def test_text_that_is_no_mapping_is_refused(edit, line):
    ran = edit(f"text = {line!r}")
    assert ran.code == 5
    assert "line 1" in ran.shown


def test_an_editor_that_fails_changes_nothing_and_keeps_the_text(edit, page, home):
    before = page()
    ran = edit(add_line("title: Designer"), code=3)
    assert ran.code == 2
    assert "failed" in ran.shown
    assert "title: Designer" in next((home / "tmp").glob("*/*")).read_text()
    assert page() == before


def test_an_editor_that_is_not_there_is_named(screen, home):
    ran = screen("edit", "Nan", env={"EDITOR": "/nowhere/editor"})
    assert ran.code == 2
    assert "'/nowhere/editor' cannot be run" in ran.shown
    assert list((home / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("line", "field", "becomes"),
    [
        ("phone: 0412345670", "phone", ["0412345670"]), ("title: NO", "title", "NO"), ("org: 12:30", "org", "12:30"),
        ("org: 1_000", "org", "1_000"), ("org: 2026-02-08", "org", "2026-02-08"), ("title: null", "title", "null"),
    ],
)  # fmt: skip
def test_values_are_taken_as_they_were_typed(edit, page, line, field, becomes):
    assert edit(add_line(line)).code == 0
    assert page()[field] == becomes


def test_an_edit_in_the_editor_is_one_step_of_undo(edit, run, page):
    before = page()
    edit(add_line("title: Designer"))
    run("undo")
    assert page() == before


def test_nothing_is_locked_while_the_editor_is_open(edit, page, db):
    ran = edit(
        f"import sqlite3; c = sqlite3.connect({str(db)!r}, timeout=0)\nc.execute('BEGIN EXCLUSIVE'); c.rollback()\n"
        + add_line("title: Designer")
    )
    assert ran.code == 0
    assert page()["title"] == "Designer"


def test_the_text_is_readable_by_you_alone(edit, home):
    edit("import os; open(os.environ['HOME'] + '/mode', 'w').write(oct(path.parent.stat().st_mode))")
    assert (home / "mode").read_text() == "0o40700"
