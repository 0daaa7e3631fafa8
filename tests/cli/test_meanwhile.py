"""Changes by another command between reading and writing are never overwritten or applied to somebody else."""

import shlex
import sys

import pytest


@pytest.fixture(autouse=True)
def _people(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "--place", "Hobart", "--note", "knows #wool")

    once("nan meanwhile", build)


@pytest.fixture
def edit(screen, tmp_path):
    """Edit Nan with an editor that runs some Python, in which `asknet` runs a command, over the text at `path`."""

    def editing(change, name="Nan", typed=()):
        script = tmp_path / "editor.py"
        script.write_text(
            "import os, pathlib, shutil, subprocess, sys\npath = pathlib.Path(sys.argv[1])\n"
            "def asknet(*words):\n"
            "    subprocess.run([sys.executable, '-m', 'asknet', *words], stdin=subprocess.DEVNULL,"
            " capture_output=True, check=True)\n"
            f"{change}\n"
        )
        return screen("edit", name, typed=typed, env={"EDITOR": shlex.join([sys.executable, str(script)])})

    return editing


@pytest.fixture
def texts(home):
    return lambda: sorted(path for path in (home / "tmp").rglob("*") if path.is_file())


PLACE = "path.write_text(path.read_text().replace('Hobart', 'Perth'))"


def test_what_was_written_while_the_editor_was_open_stays(edit, run):
    ran = edit(f"asknet('edit', 'Nan', 'falconry', '--email', 'nan@example.org')\n{PLACE}")
    now = run("show", "Nan", "--json").json
    assert ran.code == 1
    assert "Nan Okafor was changed meanwhile" in ran.shown
    assert ([s["topic"] for s in now["skills"]], now["email"], now["place"]) == (
        ["crochet", "falconry"], ["nan@example.org"], "Hobart",
    )  # fmt: skip


def test_a_text_that_comes_too_late_is_kept_and_said_where(edit, texts):
    ran = edit(f"asknet('edit', 'Nan', 'falconry')\n{PLACE}")
    (kept,) = texts()
    assert str(kept) in ran.shown.replace("\n", "")
    assert "place: Perth" in kept.read_text()


def test_who_got_the_number_of_a_removed_contact_is_not_overwritten(edit, run, texts):
    ran = edit(f"asknet('remove', 'Nan')\nasknet('add', 'Zed Other', 'plumbing')\n{PLACE}")
    zed = run("show", "Zed Other", "--json").json
    assert ran.code == 1
    assert "Nan Okafor was removed meanwhile" in ran.shown
    assert (zed["id"], zed["place"], [s["topic"] for s in zed["skills"]]) == (2, "", ["plumbing"])
    assert len(texts()) == 1


def test_a_contact_removed_while_the_editor_was_open_is_not_added_again(edit, run, texts):
    ran = edit(f"asknet('remove', 'Nan')\n{PLACE}")
    assert ran.code == 1
    assert "Nan Okafor was removed meanwhile" in ran.shown
    assert run("list", "--json").json == []
    assert len(texts()) == 1


def test_the_next_step_after_a_removal_is_one_that_works(edit):
    shown = " ".join(edit(f"asknet('remove', 'Nan')\n{PLACE}").shown.split())
    assert "See `asknet undo --list`, or add the contact again" in shown
    assert "asknet show" not in shown


def test_an_entry_logged_while_the_editor_was_open_hinders_nothing(edit, run):
    assert edit(f"asknet('log', 'coffee with Nan')\n{PLACE}").code == 0
    now = run("show", "Nan", "--json").json
    assert (now["place"], len(now["interactions"])) == ("Perth", 1)


@pytest.mark.parametrize(
    "left",
    [
        "pathlib.Path(f'{path}~').write_text('x')",
        "(path.parent / '.contact.yaml.swp').write_text('x')",
        "(path.parent / 'undo').mkdir(); (path.parent / 'undo' / 'x').write_text('x')",
    ],
)
def test_what_an_editor_leaves_beside_the_text_is_deleted_with_it(edit, run, home, left):
    ran = edit(f"{left}\n{PLACE}")
    assert (ran.code, run("show", "Nan", "--json").json["place"]) == (0, "Perth")
    assert list((home / "tmp").iterdir()) == []


BROKEN = {
    "the file removed": ("path.unlink()", 2, "was not changed"),
    "the folder removed": ("shutil.rmtree(path.parent)", 2, "was not changed"),
    "a link to /dev/zero": ("path.unlink(); path.symlink_to('/dev/zero')", 5, "it is a link"),
    "a link to nothing": ("path.unlink(); path.symlink_to('/nowhere')", 5, "it is a link"),
    "a pipe": ("path.unlink(); os.mkfifo(path)", 5, "not an ordinary file"),
    "a folder": ("path.unlink(); path.mkdir(); (path / 'x').write_text('x')", 5, "not an ordinary file"),
    "a file for the folder": (
        "folder = path.parent; shutil.rmtree(folder); folder.write_text('x')", 2, "was not changed",
    ),
    "a link for the folder": (
        "folder = path.parent; shutil.rmtree(folder); folder.symlink_to('/nowhere')", 2, "was not changed",
    ),
    "a failure and the file removed": ("path.unlink(); sys.exit(3)", 2, "failed; nothing was changed."),
    "a failure and no change": ("sys.exit(3)", 2, "failed; nothing was changed."),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_an_editor_that_leaves_no_text_is_told_in_a_line_and_leaves_no_folder(edit, run, home, what):
    change, code, said = BROKEN[what]
    before = run("show", "Nan", "--json").json
    ran = edit(change)
    assert (ran.code, ran.shown.count("asknet: ")) == (code, 1)
    assert said in " ".join(ran.shown.split())
    assert list((home / "tmp").iterdir()) == []
    assert run("show", "Nan", "--json").json == before


def test_a_text_without_end_is_read_to_its_bound_and_kept(edit, texts):
    ran = edit("os.truncate(path, 1 << 40)")
    assert ran.code == 5
    assert "the text is larger than 1,000,000 bytes; nothing was changed, your text is kept in" in " ".join(
        ran.shown.split()
    )
    assert len(texts()) == 1


def test_a_folder_for_the_text_that_is_not_there_is_told_in_a_line(screen):
    ran = screen("edit", "Nan", env={"TMPDIR": "/proc/1/nowhere", "EDITOR": "true"})
    assert ran.code in (1, 2)
    assert ran.shown.count("\n") == 1


class Then(str):
    """What is typed, after something else was done."""

    __slots__ = ("first",)

    def __new__(cls, typed, first):
        made = super().__new__(cls, typed)
        made.first = first
        return made

    def encode(self, *words):
        self.first()
        return super().encode(*words)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["edit", "Nan", "--place", "Perth"], "Which one?"),
        (["remove", "Nan"], "Which one?"),
        (["log", "coffee with Nan"], "do not log:"),
    ],
)
def test_who_got_the_number_while_one_was_asked_who_is_meant_is_not_written_to(run, screen, words, question):
    run("add", "Nan Hale")

    def swap():
        run("remove", "Nan Hale")
        run("add", "Zed Other")

    ran = screen(*words, typed=[(question, Then("2\n", swap))], columns=200)
    zed = run("show", "Zed Other", "--json").json
    assert ran.code in (1, 3)
    assert "there is no contact number" in ran.shown or "was removed meanwhile" in ran.shown
    assert (zed["id"], zed["place"], zed["interactions"]) == (3, "", [])


def test_an_entry_changed_while_one_was_asked_who_is_meant_is_not_overwritten(run, screen):
    run("add", "Nan Hale")
    run("log", "coffee with Nan Okafor")
    changing = Then("2", lambda: run("log", "--edit", 1, "tea with Nan Okafor"))
    ran = screen("log", "--edit", "1", "lunch with Nan", typed=[("do not log:", changing)], columns=200)
    assert ran.code == 1
    assert "entry 1 was changed meanwhile" in ran.shown
    assert run("show", "Nan Okafor", "--json").json["interactions"][0]["text"].startswith("tea")


def test_the_last_question_is_the_one_that_was_last_when_the_command_began(run, screen):
    run("add", "Nan Hale")
    run("ask", "crochet")
    asking = Then("2\n", lambda: run("ask", "falconry"))
    ran = screen("close", "last", "--helped-by", "Nan", typed=[("Which one?", asking)])
    assert ran.code == 0
    assert {ask["problem"]: bool(ask["closed"]) for ask in run("asks", "--all", "--json").json} == {
        "crochet": True, "falconry": False,
    }  # fmt: skip


def test_two_are_not_merged_once_one_is_not_as_shown(run, screen):
    run("add", "Nan Okafor", "knitting", "--force")
    changing = Then("m", lambda: run("edit", "id:2", "--phone", "0491 570 006"))
    ran = screen("dupes", typed=[("q quit:", changing)])
    assert "was changed meanwhile" in ran.shown
    assert len(run("list", "--json").json) == 2


def test_a_step_that_was_settled_meanwhile_is_not_done_again(run, screen):
    run("add", "Tara Touch", "--every", "30d", env={"ASKNET_TODAY": "2026-07-01"})
    logging = Then("d", lambda: run("log", "coffee with Tara"))
    ran = screen("review", "--interactive", typed=[("q quit:", logging)])
    assert "completed in the meantime" in ran.shown
    assert len(run("show", "Tara", "--json").json["interactions"]) == 1


def test_a_step_is_not_done_with_who_got_the_number_of_whom_it_was_about(run, screen):
    run("add", "Tara Touch", "--every", "30d", env={"ASKNET_TODAY": "2026-07-01"})

    def swap():
        run("remove", "Tara")
        run("add", "Zed Other", "--every", "30d", env={"ASKNET_TODAY": "2026-07-01"})

    ran = screen("review", "--interactive", typed=[("q quit:", Then("d", swap))])
    assert "was removed" in ran.shown or "completed" in ran.shown
    assert run("show", "Zed Other", "--json").json["interactions"] == []
