"""`forget`: nothing about a person stays in any of asknet's files, and nothing about others is lost."""

import os
import sqlite3
import subprocess
from contextlib import closing

import pytest

NEEDLE = "Zyxwvut"
FULL = f"{NEEDLE} Qpmlkja"
SPELLINGS = [NEEDLE, "Qpmlkja", "zyxwvut", "qpmlkja", "ZYXWVUT"]
OWN = ["xneedletitle", "xneedleorg", "xneedleplace", "xneedlenote", "xneedleskill", "xneedlewant", "xneedlemail",
       "xneedleurl", "0499123456", "Xneedlealias", "xneedletopic", "xneedletext", "xneedlevia", "xneedlerow"]  # fmt: skip


@pytest.fixture
def known(run, once, home, db):
    """A network that names one person in every field and text it has, and backups of it."""

    def build():
        run("add", "Sam Lee", "history", "--note", f"cousin of {FULL} (xneedlemail@example.org, 0499 123 456)",
            "--title", f"helper of {FULL}", "--org", f"{FULL} & Sons", "--place", f"at {FULL}'s",
            "--alias", f"Sam {FULL}", "--wants", f"{FULL} songs")  # fmt: skip
        run("add", FULL, "xneedleskill:expert", "--title", "xneedletitle", "--org", "xneedleorg", "--place",
            "xneedleplace", "--note", "xneedlenote one", "--wants", "xneedlewant", "--email", "xneedlemail@example.org",
            "--url", "https://www.xneedleurl.example.org/", "--phone", "0499 123 456", "--alias", "Xneedlealias",
            "--via", "Sam Lee")  # fmt: skip
        (home / "people.csv").write_text(
            f"name,skills,via\nTheo Brandt,sourdough,{FULL}\n{FULL} the second,xneedlerow,\n"
        )
        run("import", home / "people.csv")
        run("edit", "Theo Brandt", f"songs of {FULL}")
        run("log", f"yesterday: coffee with {FULL} about xneedletopic")
        run(
            "log",
            "--with",
            "id:2",
            "--with",
            "Sam Lee",
            "--got",
            f"lunch with {FULL} and Sam Lee, {NEEDLE}'s treat; {FULL.upper()} helped me #history",
        )
        run("log", "--with", "Sam Lee", f"Sam spoke of {FULL} and of Xneedlealias")
        run("ask", f"what did {FULL} say of rare songs")
        run("close", "last", "--helped-by", FULL, "--no-answer", "Sam Lee", "--note", f"{NEEDLE} knew")
        run("ask", f"songs like those of {FULL}")
        run("synonym", "add", "zq", f"{FULL} songs")
        run("edit", FULL, "--note", "xneedletext")
        run("undo")
        run("remove", f"{FULL} the second")

    once("known", build)
    for _ in range(2):
        run("backup")
    (db.parent / "network.db-backups" / ".asknet-00.tmp").write_text(FULL)
    return run


def hits(folder, needles):
    """Find a byte sequence in all files under a folder, in the encodings that SQLite may use."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        for needle in needles:
            found += [
                (path.name, needle) for code in ("utf-8", "utf-16-le", "utf-16-be") if needle.encode(code) in data
            ]
            if needle.lower().encode() in data.lower():
                found.append((path.name, needle))
    return found


def test_the_needles_are_there_before(known, db):
    found = {needle for _, needle in hits(db.parent, [*SPELLINGS, *OWN])}
    assert set(OWN) - {"0499123456", "xneedlevia"} <= found
    assert NEEDLE in found
    assert known("show", FULL).code == 0


def test_nothing_of_them_stays_in_any_file(known, home):
    ran = known("forget", FULL, "--confirm", FULL)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"forgot {FULL}; 1 entry with nobody else was removed; ")
    assert "2 automatic backups were replaced" in ran.out
    mail_and_number = [*OWN, "0499 123 456"]
    assert hits(home / "data", [*SPELLINGS, *mail_and_number]) == []


def test_no_other_file_is_left_behind(known, db, home):
    known("forget", FULL, "--confirm", FULL)
    assert sorted(p.name for p in db.parent.iterdir()) == ["network.db", "network.db-backups"]
    assert [p.name[:4] for p in (db.parent / "network.db-backups").iterdir()] == ["0001"]
    assert list((home / "tmp").iterdir()) == []
    assert [row[3] for row in known("backup", "--list").rows] == ["after forgetting somebody"]


def test_what_is_others_stays_theirs_without_the_name(known):
    known("forget", FULL, "--confirm", FULL)
    page = known("show", "Sam Lee", "--json").json
    assert page["notes"] == "cousin of […] ([…], […])"
    assert (page["title"], page["org"], page["place"]) == ("helper of […]", "[…] & Sons", "at […]'s")
    assert (page["aliases"], page["wants"]) == (["Sam […]"], ["[…] songs"])
    assert [entry["text"] for entry in page["interactions"]] == [
        "Sam spoke of […] and of […]", "lunch with […] and Sam Lee, […]'s treat; […] helped me #history",
    ]  # fmt: skip
    assert [ask["problem"] for ask in known("asks", "--all", "--json").json] == [
        "songs like those of […]", "what did […] say of rare songs",
    ]  # fmt: skip
    theo = known("show", "Theo", "--json").json
    assert (theo["via"], [s["topic"] for s in theo["skills"]]) == (None, ["sourdough", "songs of […]"])
    assert known("synonym", "list").rows == [["zq", "[…] songs"]]


def test_the_index_is_in_step_afterwards(known):
    known("forget", FULL, "--confirm", FULL)
    assert known("check").code == 0
    assert known("ask", "sourdough", "--json").json["matches"][0]["name"] == "Theo Brandt"
    assert known("ask", "xneedleskill").code == 3


def test_it_cannot_be_undone_and_the_history_begins_anew(known):
    known("forget", FULL, "--confirm", FULL)
    assert known("undo", "--list").rows == []
    known("add", "Mo Ray")
    assert known("undo").code == 0
    assert known("show", FULL).code == 3


def test_the_file_they_came_from_does_not_bring_them_back_as_an_introducer(known, home):
    known("forget", FULL, "--confirm", FULL)
    (home / "people.csv").write_text(f"name,skills,via\nTheo Brandt,sourdough; pies,{FULL}\n")
    known("import", home / "people.csv")
    assert known("show", FULL).code == 3


@pytest.mark.parametrize("more", [[], ["--confirm", "Zyxwvut"], ["--confirm", "Sam Lee"], ["--confirm", ""]])
@pytest.mark.guard
def test_a_script_must_say_the_whole_name(known, db, more):
    before = db.read_bytes()
    ran = known("forget", FULL, *more)
    assert (ran.code, ran.out) == (2, "")
    assert db.read_bytes() == before
    assert len(known("backup", "--list").rows) == 2


@pytest.mark.parametrize(("typed", "code"), [(FULL, 0), (FULL.lower(), 0), ("yes", 2), (NEEDLE, 2)])
@pytest.mark.guard
def test_on_a_terminal_the_name_is_typed(known, screen, typed, code):
    ran = screen("forget", NEEDLE, FULL.split()[1], typed=[("full name", f"{typed}\n")])
    assert ran.code == code
    assert known("show", FULL).code == (3 if code == 0 else 0)


def test_nobody_of_that_name_is_3(known):
    assert known("forget", "Nobody Atall", "--confirm", "Nobody Atall").code == 3


def test_where_there_is_no_network_it_is_3_and_nothing_is_made(run, db):
    assert run("forget", "Nan", "--confirm", "Nan").code == 3
    assert not db.parent.exists()


def test_in_json_it_says_what_it_did(known):
    done = known("forget", FULL, "--confirm", FULL, "--json").json
    assert (done["forgot"], done["entries"], done["backups"], done["notices"]) == (FULL, 1, 2, [])


@pytest.mark.parametrize("lock", ["a reader", "a writer"])
def test_while_another_process_holds_the_file_it_fails_and_changes_nothing(known, db, lock, monkeypatch):
    monkeypatch.setattr("asknet.store.forgetting.WAIT_MS", 200)
    before = {p: p.read_bytes() for p in db.parent.rglob("*") if p.is_file()}
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN" if lock == "a reader" else "BEGIN IMMEDIATE")
        other.execute("SELECT count(*) FROM contacts").fetchone()
        ran = known("forget", FULL, "--confirm", FULL)
        assert (ran.code, ran.out) == (4, "")
        assert "in use by another process" in ran.err
        assert ran.err.count("\n") == 1
    left = {p: p.read_bytes() for p in db.parent.rglob("*") if p.is_file()}
    assert {p: data for p, data in left.items() if p.suffix == ".db"} == {
        p: d for p, d in before.items() if p.suffix == ".db"
    }


def test_a_program_that_only_has_the_file_open_keeps_nothing(known, db, home):
    with closing(sqlite3.connect(db)) as other:
        other.execute("SELECT count(*) FROM contacts").fetchone()
        assert known("forget", FULL, "--confirm", FULL).code == 0
        other.execute("UPDATE asks SET note = 'x'")
        other.commit()
    assert hits(home / "data", [*SPELLINGS, *OWN]) == []


def test_space_that_another_program_left_full_of_them_is_written_anew(known, db, home):
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("BEGIN")
        other.execute("CREATE TABLE scratch(x)")
        other.executemany("INSERT INTO scratch VALUES (?)", [(FULL * 50,) for _ in range(200)])
        other.execute("COMMIT")
        other.execute("DROP TABLE scratch")
    assert hits(db.parent, [FULL])
    assert known("forget", FULL, "--confirm", FULL).code == 0
    assert hits(home / "data", [*SPELLINGS, *OWN]) == []


def test_a_backup_that_cannot_be_replaced_is_named_and_nothing_changed(known, db):
    folder = db.parent / "network.db-backups"
    (folder / "0009-2026-11-20T12-00-00-asked.db").mkdir()
    before = {p: p.read_bytes() for p in db.parent.rglob("*.db") if p.is_file()}
    ran = known("forget", FULL, "--confirm", FULL)
    assert (ran.code, ran.out) == (4, "")
    assert "0009-2026-11-20T12-00-00-asked.db cannot be replaced" in ran.err
    assert {p: p.read_bytes() for p in db.parent.rglob("*.db") if p.is_file()} == before
    assert known("show", FULL).code == 0


def test_copies_the_user_named_are_theirs_and_strange_files_are_told(known, db, home):
    known("backup", home / "mine.db")
    (db.parent / "network.db-backups" / "notes.txt").write_text("mine")
    ran = known("forget", FULL, "--confirm", FULL)
    assert f"not asknet's, so left alone: {db.parent / 'network.db-backups' / 'notes.txt'}" in ran.out
    assert known("show", FULL, "--db", home / "mine.db").code == 0


def test_a_text_that_an_editor_left_goes_too(known, home):
    for name in (FULL, "Sam Lee"):
        folder = home / "tmp" / f"asknet-{name[0]}"
        folder.mkdir()
        (folder / "contact.yaml").write_text(f"name: {name}\n")
    known("forget", FULL, "--confirm", FULL)
    assert [p.name for p in (home / "tmp").iterdir()] == ["asknet-S"]


def test_what_is_no_file_where_an_editor_leaves_its_text_is_not_read(known, process, home):
    (home / "tmp" / "asknet-pipe").mkdir()
    os.mkfifo(home / "tmp" / "asknet-pipe" / "contact.yaml")
    known("list")
    assert process("forget", FULL, "--confirm", FULL).code == 0


def test_a_text_without_end_that_an_editor_left_is_read_to_a_bound_and_named(known, home):
    left = home / "tmp" / "asknet-large" / "contact.yaml"
    left.parent.mkdir()
    left.write_text("notes: tea\n")
    os.truncate(left, 1 << 40)
    ran = known("forget", FULL, "--confirm", FULL)
    assert ran.code == 0
    assert f"may or may not name them, so left unchanged: {left}" in ran.out
    assert known("show", FULL).code == 3


def test_another_contact_of_that_name_is_told_and_kept(known):
    known("add", f"Friends of {FULL}", "--kind", "community")
    ran = known("forget", FULL, "--confirm", FULL)
    assert f"still have the name: Friends of {FULL}" in ran.out
    assert known("show", f"Friends of {FULL}").code == 0


def test_two_of_one_name_are_told_apart(run):
    run("add", "Sam Lee", "history", "--email", "one@example.org")
    run("add", "Sam Lee", "chess", "--force", "--email", "two@example.org")
    run("add", "Theo Brandt", "--note", "knows Sam Lee")
    run("log", "--with", "id:1", "--with", "Theo Brandt", "tea with Sam")
    run("log", "--with", "id:2", "--with", "Theo Brandt", "chess with Sam Lee")
    assert run("forget", "id:1", "--confirm", "Sam Lee").code == 0
    page = run("show", "Theo", "--json").json
    assert page["notes"] == "knows Sam Lee"
    assert [entry["text"] for entry in page["interactions"]] == ["chess with Sam Lee", "tea with […]"]


def test_a_name_that_is_an_ordinary_word_leaves_the_word_alone(run):
    run("add", "Will", "--title", "Baker")
    run("add", "Theo Brandt", "--note", "he will call; a friend of Will")
    run("forget", "Will", "--confirm", "Will")
    assert run("show", "Theo", "--json").json["notes"] == "he will call; a friend of […]"


def test_a_single_word_of_the_name_elsewhere_is_told_and_left(known):
    known("add", "Mo Ray", "--note", f"{NEEDLE} told me")
    ran = known("forget", FULL, "--confirm", FULL)
    assert "may or may not name them, so left unchanged: Mo Ray" in ran.out


@pytest.mark.parametrize(
    "name", ["王小明", "दिनेश कुमार", "דנה לוי", "O'Brien-García", "🧶 Wool", "Ελένη Παπαδάκη", "J. R. Ray"]
)
def test_names_of_any_script_are_taken_out(run, home, name):
    run("add", name, "weaving")
    run("add", "Theo Brandt", "--note", f"a friend of {name}.")
    run("backup")
    assert run("forget", name, "--confirm", name).code == 0
    assert run("show", "Theo", "--json").json["notes"] == "a friend of […]."
    assert hits(home / "data", [name]) == []


def test_an_address_that_somebody_else_has_too_stays_theirs(run):
    run("add", "Nan Okafor", "--email", "family@example.org", "--phone", "0499 123 456")
    run(
        "add",
        "Sam Lee",
        "--force",
        "--email",
        "family@example.org",
        "--note",
        "write to family@example.org or 0499-123-456",
    )
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    page = run("show", "Sam Lee", "--json").json
    assert (page["email"], page["notes"]) == (["family@example.org"], "write to family@example.org or […]")


@pytest.mark.usefixtures("known")
def test_a_folder_that_cannot_be_written_is_4_and_nothing_is_changed(bound, db):
    before = db.read_bytes()
    folder = db.parent / "network.db-backups"
    folder.chmod(0o500)
    ran = bound("forget", FULL, "--confirm", FULL)
    folder.chmod(0o700)
    assert ran.code == 4
    assert "cannot be replaced" in ran.err
    assert db.read_bytes() == before


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="strings as on Linux")
def test_the_tool_strings_finds_nothing(known, db):
    known("forget", FULL, "--confirm", FULL)
    seen = subprocess.run(["grep", "-a", "-i", "-c", "qpmlkja", db], capture_output=True, check=False, text=True)
    assert seen.stdout.strip() == "0"


def set_aside(db, token):
    (copy,) = db.with_name("network.db-backups").glob("0002-*.db")
    return copy.rename(copy.with_name(f"{copy.name}.forgetting-{token}"))


@pytest.mark.parametrize("words", [["forget", FULL, "--confirm", FULL], ["check", "--repair"]])
def test_backups_that_a_killed_forgetting_set_aside_go_when_it_had_been_done(known, home, db, words):
    known("forget", FULL, "--confirm", FULL)
    with closing(sqlite3.connect(db)) as conn:
        (token,) = conn.execute("SELECT value FROM settings WHERE name = 'forgot'").fetchone()
    folder = db.with_name("network.db-backups")
    (folder / f"0001-2026-11-20T12-00-00-asked.db.forgetting-{token}").write_text(FULL)
    assert known("check").code == 1
    assert known(*words).code in (0, 3)
    assert hits(home / "data", SPELLINGS) == []
    assert known("check").code == 0


def test_those_of_one_that_had_not_been_done_get_their_names_back(known, db):
    set_aside(db, "0123456789abcdef")
    assert len(known("backup", "--list").rows) == 1
    assert known("check", "--repair").code == 0
    assert len(known("backup", "--list").rows) == 2


def test_somebody_removed_before_is_brought_back_and_then_forgotten(run):
    run("add", "Cat Cor", "pianos")
    run("remove", "Cat Cor")
    ran = run("forget", "cat cor", "--confirm", "Cat Cor")
    assert (ran.code, "was removed" in ran.err, "`asknet undo`" in ran.err) == (3, True, True)
    run("add", "Nan Okafor")
    ran = run("forget", "Cat Cor", "--confirm", "Cat Cor")
    undo, forget = ran.err.split("`")[1], ran.err.split("`")[3]
    assert "with the 1 later change" in ran.err
    assert run(*undo.split()[1:]).code == 0
    assert forget == 'asknet forget "Cat Cor"'
    assert run("forget", "Cat Cor", "--confirm", "Cat Cor").code == 0
    assert "nobody here is called" in run("forget", "Cat Cor", "--confirm", "Cat Cor").err
