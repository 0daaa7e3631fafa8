"""Other people's text never controls the terminal, on any screen, in any pipe or error of any verb."""

import sqlite3
from contextlib import closing

import pytest

OSC, CSI, C1, BIDI = "\x1b]0;owned\x07", "\x1b[2J\x1b[31m", "\x9b31m\x9d0;owned\x9c", "\u202egnp.exe\u2066\u200f"
MARKUP = "[/] [red]red[/red] [link=https://evil.example]x[/link] :smile: \\[b]"
ODD = "a\tb\rc\x0bd\x0ce\x85f\u2028g\u2029h\x7f\ufeff\U000e0041"
EVIL = f"Evil {OSC}{CSI}{C1}{BIDI}{MARKUP} {ODD}"
FILLER = "and so on " * 99
LONG = f"{EVIL}\nnext\tline{OSC}"


def write_evil(run, home):
    run("add", EVIL, f"crochet{OSC}{BIDI}", f"kint {MARKUP}", "--title", EVIL, "--org", EVIL, "--place", EVIL,
        "--email", "evil@example.org", "--phone", "+49 30 1234567",
        "--url", EVIL, "--alias", f"alias {EVIL}", "--via", f"via {EVIL}",
        "--wants", EVIL, "--note", LONG)  # fmt: skip
    assert run("import", home / "evil.csv").code == 0


def spoil(db):
    """Write the raw text into the file without asknet, so that nothing is cleaned."""
    with closing(sqlite3.connect(db)) as conn:
        conn.execute(
            "UPDATE contacts SET name = ?, title = ?, place = ?, org = ?, notes = ?", (EVIL, EVIL, EVIL, EVIL, LONG)
        )
        conn.execute("UPDATE details SET value = ?", (EVIL,))
        conn.execute("UPDATE skills SET topic = ?", (f"crochet {EVIL}",))
        conn.execute("UPDATE evidence SET text = ? || id", (LONG,))
        conn.execute("UPDATE steps SET did = ?", (EVIL,))
        conn.execute("UPDATE sources SET label = ?", (EVIL,))
        conn.commit()


@pytest.fixture
def raw(run, once, home, db):
    """A network in which every text is hostile."""

    def build():
        write_evil(run, home)
        spoil(db)

    text = f'name,skills,notes\n"{EVIL}2","{MARKUP};{OSC}yarn","{LONG} {FILLER}"\n'
    (home / "evil.csv").write_text(text)
    once("evil", build)
    return run


VERBS = [
    ["list"], ["list", "--via", "via"], ["show", "id:2"], ["path", "id:2"], ["skills"], ["ask", "crochet", "--explain"],
    ["ask", "zymurgy"], ["undo", "--list"], ["edit", "id:2", "--place", EVIL], ["remove", "Evil"], ["remove", "id:2"],
    ["show", "Evil"], ["show", "Evi"], ["edit", "Evl", "--title", "x"], ["add", EVIL], ["me", EVIL], ["me"], ["undo"],
    ["import", "evil.csv"], ["import", "evil.csv", "--dry-run"], ["demo", EVIL],
]  # fmt: skip
ERRORS = [
    [EVIL], ["--" + EVIL], ["list", EVIL], ["list", "--kind", EVIL], ["list", "--via", EVIL], ["list", "--db", EVIL],
    ["add", "Nan", "--db", "/proc/" + EVIL], ["show", "nobody" + EVIL], ["ask", "--" + EVIL], ["ask", "-n", EVIL],
    ["ask", EVIL], ["add", "Nan", f"crochet:{EVIL}"], ["add", "Nan", "--met", EVIL], ["add", "Nan", "--closeness", EVIL],
    ["add", "Nan", "--every", EVIL], ["import", EVIL], ["import", "evil.csv", "--map", EVIL],
    ["import", "evil.csv", "--map", f"{EVIL}=name"], ["import", "evil.csv", "--format", EVIL],
    ["import", "evil.csv", "--encoding", EVIL], ["undo", "--to", EVIL], ["path", EVIL], ["remove", EVIL], ["skills", EVIL],
    ["edit", EVIL, "--name", EVIL], ["edit", "id:2", "--without", EVIL], ["me", "--without", EVIL], ["show", "--debug", EVIL],
]  # fmt: skip


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words)[:20].encode("unicode_escape").decode())
@pytest.mark.usefixtures("raw")
def test_a_verb_shows_hostile_text_harmlessly_on_a_terminal(screen, home, unsafe, words):
    if words[0] == "import":
        words = [words[0], str(home / words[1]), *words[2:]]
    ran = screen(*words, "--no-input")
    assert unsafe(ran.out) == []
    assert "internal error" not in ran.out


@pytest.mark.parametrize(
    "words", [*VERBS, *ERRORS], ids=lambda words: " ".join(words)[:20].encode("unicode_escape").decode()
)
def test_a_verb_and_its_errors_are_harmless_in_a_pipe(raw, home, unsafe, words):
    if words[0] == "import":
        words = [words[0], str(home / words[1]), *words[2:]]
    ran = raw(*words)
    assert unsafe(ran.out + ran.err) == []
    assert "\x1b" not in ran.out + ran.err
    assert "internal error" not in ran.err


@pytest.mark.parametrize(("words", "columns"), [(["list"], 11), (["skills"], 4), (["ask", "crochet"], 8), (["me"], 2),
                                                 (["ask", "crochet", "--explain"], 14), (["undo", "--list"], 3)])  # fmt: skip
def test_a_line_in_a_pipe_never_has_more_cells(raw, words, columns):
    raw("me", "knitting")
    rows = raw(*words).rows
    assert rows
    assert {len(row) for row in rows} == {columns}


def test_one_contact_is_one_line(raw):
    assert raw("list").out.count("\n") == len(raw("list", "--json").json) == 3


@pytest.mark.parametrize("words", [["list"], ["show", "id:2"], ["ask", "crochet"], ["skills"]])
def test_json_gives_hostile_text_back_escaped(raw, unsafe, words):
    ran = raw(*words, "--json")
    assert unsafe(ran.out) == []
    assert ran.out.isascii()
    assert ran.json


@pytest.mark.parametrize("name", ["[/]", "[red]", "[bold", "[link=x]y", ":smile:", "\\[x]"])
@pytest.mark.parametrize("verb", [["show"], ["path"], ["list"], ["ask", "yarn", "--"]])
def test_markup_in_a_name_is_a_name(run, screen, name, verb):
    run("add", name, "yarn")
    assert name in screen(*verb, *([name] if verb[0] != "ask" else [])).shown


def test_a_prompt_shows_candidates_harmlessly(raw, screen, unsafe):
    ran = screen("remove", "Evil", typed=[("[1-", "\n")])
    assert raw
    assert unsafe(ran.out) == []


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "unknown"}, "--no-color"])
@pytest.mark.parametrize("words", [["list"], ["ask", "crochet", "--explain"], ["show", "Nan"], ["show", "Zed"]])
def test_without_colours_there_are_no_escapes_at_all(run, screen, setting, words):
    run("add", "Nan Okafor", "crochet")
    ran = screen(*words, setting) if isinstance(setting, str) else screen(*words, env=setting)
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("words", [["list"], ["ask", "crochet", "--explain"], ["show", "Nan"], ["demo"]])
def test_in_a_pipe_there_are_no_escapes_even_when_colour_is_forced(run, words):
    run("add", "Nan Okafor", "crochet")
    env = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "PY_COLORS": "1", "GITHUB_ACTIONS": "1", "TTY_COMPATIBLE": "1"}
    ran = run(*words, env=env)
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.usefixtures("demo")
def test_on_a_terminal_the_answer_has_colours(screen):
    assert "\x1b[" in screen("ask", "crochet").out


BYTES = [
    ["add", b"\xff\xfe"], ["add", "Nan", b"crochet\xff"], ["add", "Nan", "--note", b"\xff"], ["show", b"\xff"],
    ["remove", b"\xff"], ["edit", b"\xff", "--title", "x"], ["edit", "Sam", "--title", b"\xff"], ["path", b"\xff"],
    ["list", b"\xff"], ["list", "--place", b"\xff"], ["list", "--via", b"\xff"], ["skills", b"\xff"], ["ask", b"\xff"],
    ["ask", "crochet", "--skill", b"\xff"], ["me", b"\xff"], ["import", b"caf\xe9.csv"], ["import", b"absent\xff.csv"],
    ["import", "-", "--map", b"\xff=name"], ["import", "-", "--skill", b"\xff"], ["import", "-", "--via", b"\xff"],
    ["list", "--db", b"new\xff.db"], [b"\xff"], [b"--\xff"], ["demo", b"\xff"], ["list", "--kind", b"\xff"],
    ["edit", "Sam", "--without", b"\xff"], ["me", "--without", b"\xff"], ["import", "-", "--encoding", b"\xff"],
]  # fmt: skip


@pytest.fixture
def arguments(monkeypatch, home):
    """Arguments as Python gives bytes that are not UTF-8 to a program; the folder they are typed in."""
    monkeypatch.chdir(home)
    with open(b"caf\xe9.csv", "w", encoding="utf-8") as file:  # noqa: PTH123 - a name of bytes
        file.write("name\nTheo\n")
    return lambda words: [w.decode("utf-8", "surrogateescape") if isinstance(w, bytes) else w for w in words]


@pytest.mark.parametrize("words", BYTES, ids=lambda words: " ".join(map(str, words))[:30])
def test_arguments_that_are_not_text_end_in_a_sentence(run, once, arguments, unsafe, words):
    once("sam", lambda: run("add", "Sam Lee", "crochet"))
    before = run("list", "--json").json
    ran = run(*arguments(words), input="name\nTheo\n")
    assert ran.code in (0, 2, 3, 4, 5)
    assert "internal error" not in ran.err
    assert unsafe(ran.out + ran.err) == []
    if ran.code:
        assert ran.err.count("\n") == 1
        assert run("list", "--json").json == before
    elif words[0] in ("list", "skills"):
        assert ran.out == ""


@pytest.mark.parametrize("words", [["show", b"\xff"], ["import", b"absent\xff.csv"], [b"\xff"]])
def test_a_real_process_given_them_ends_in_a_sentence_too(process, words):
    ran = process(*words)
    assert ran.code in (2, 3, 5)
    assert ran.err.startswith("asknet: ")


@pytest.mark.parametrize("lang", ["C", "POSIX", "en_US.ISO-8859-1", ""])
def test_any_locale_shows_any_name(run, process, lang):
    run("add", "Zoë 🧶 王", "häkeln")
    env = {"LANG": lang, "LC_ALL": lang, "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    ran = process("list", env=env)
    assert ran.code == 0
    assert ran.err == ""
    assert process("ask", "häkeln", env=env).code in (0, 2)
