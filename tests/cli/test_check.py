"""`check`: faults are found and named; the index is rebuilt; what cannot be repaired is reported."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "store" / "data"


def sql(*statements):
    def change(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            for statement in statements:
                conn.execute(statement)

    return change


@pytest.fixture
def sound(run, once, db):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "knitting", "--via", "Sam Lee", "--email", "nan@example.org")
        run("import", "-", input="name,skills\nTheo Brandt,sourdough\n")
        run("log", "coffee with Nan about yarn")
        run("ask", "crochet")

    once("sound", build)
    return db


@pytest.mark.usefixtures("sound")
def test_a_sound_network_is_well(run):
    ran = run("check")
    assert (ran.code, ran.out, ran.err) == (0, "all is well\n", "")
    assert run("check", "--json").json == {
        "well": True, "usable": True, "found": [], "notes": [], "repaired": [], "backup": None,
    }  # fmt: skip


def test_where_there_is_none_nothing_is_made(run, db):
    ran = run("check")
    assert ran.code == 0
    assert "there is no network" in ran.err
    assert not db.parent.exists()


@pytest.mark.usefixtures("demo")
def test_the_example_network_is_well(run):
    assert run("check").code == 0


REPAIRED = {
    "evidence gone": (sql("DELETE FROM evidence WHERE id = 2"), "the evidence of"),
    "evidence of nobody": (sql("PRAGMA foreign_keys = OFF", "UPDATE evidence SET contact_id = 99"), "row 1 of evidence"),
    "evidence changed": (sql("UPDATE evidence SET text = 'tax' WHERE id = 1"), "the evidence of"),
    "a word too many": (sql("INSERT INTO words(word) VALUES ('zymurgy')"), "the words"),
    "a word too few": (sql("DELETE FROM words WHERE word = 'crochet'"), "the words"),
    "meanings gone": (sql("DELETE FROM meanings"), "the meanings"),
    "the index of pieces": (sql("INSERT INTO evidence_fts(evidence_fts) VALUES ('delete-all')"), "evidence_fts"),
    "the index of words": (sql("INSERT INTO words_fts(words_fts) VALUES ('delete-all')"), "words_fts"),
    "an index missing": (sql("DROP INDEX idx_contacts_folded_me"), "idx_contacts_folded_me is missing"),
    "a trigger of ours missing": (sql("DROP TRIGGER undo_skills_insert"), "undo_skills_insert is missing"),
    "a derived table missing": (sql("DROP TABLE meanings"), "meanings is missing"),
    "a derived index missing": (sql("DROP TABLE words_fts"), "words_fts is missing"),
    "a folded name": (sql("UPDATE contacts SET folded = 'x' WHERE id = 1"), "cannot be found as they are written"),
    "the day of an entry beside its contacts": (
        sql("UPDATE interaction_contacts SET entry_date = '2020-01-01'"), "1 contacts or topics of log entries"),
    "the direction beside its contacts": (
        sql("UPDATE interaction_contacts SET entry_direction = 'given'"), "1 contacts or topics of log entries"),
}  # fmt: skip


@pytest.mark.parametrize("what", REPAIRED)
def test_an_index_out_of_step_is_found_and_made_anew(run, sound, what):
    before = run("list", "--json").json
    change, said = REPAIRED[what]
    change(sound)
    ran = run("check")
    assert ran.code in (1, 4)
    assert said in ran.out
    assert "--repair" in ran.out
    ran = run("check", "--repair")
    assert (ran.code, ran.out) == (0, "rebuilt the index from the contacts\nall is well\n")
    assert run("check").code == 0
    assert run("list", "--json").json == before
    assert run("ask", "crochet", "--json").json["matches"][0]["name"] == "Nan Okafor"
    assert [row[3] for row in run("backup", "--list").rows] == ["before a repair"]


NAMED = {
    "an unknown kind": (sql("UPDATE contacts SET kind = 'robot' WHERE id = 1"), "contacts 1 hold an unknown kind"),
    "an unknown level": (sql("UPDATE skills SET level = 'godlike' WHERE id = 1"), "skills 1 hold an unknown level"),
    "no date": (sql("UPDATE interactions SET date = 'soon'"), "interactions 1 have no valid date"),
    "no name": (sql("UPDATE contacts SET name = ' ' WHERE id = 2"), "contacts 2 have no name"),
    "several of oneself": (sql("UPDATE contacts SET me = 1"), "are all yourself"),
    "a circle": (sql("INSERT OR IGNORE INTO introducers(contact_id, introducer_id) VALUES (1, 2), (2, 1)"),
                 "contacts 1, 2 introduced themselves"),
    "nobody introduced": (sql("PRAGMA foreign_keys = OFF", "UPDATE introducers SET introducer_id = 99"), "a missing row"),
    "skills of nobody": (sql("PRAGMA foreign_keys = OFF", "UPDATE skills SET contact_id = 99 WHERE id = 1"), "row 1 of skills"),
    "what an import gave": (sql("UPDATE source_rows SET gave = '{'"), "what an import supplied"),
    "the undo log": (sql("UPDATE changes SET was = '[]', op = 'U' WHERE id = 1"), "cannot be undone"),
    "an unknown table in the undo log": (sql("UPDATE changes SET tbl = 'sqlite_master' WHERE id = 1"), "cannot be undone"),
    "a number for text": (sql("UPDATE contacts SET notes = x'00ff' WHERE id = 1"), "something other than text"),
    "closeness": (sql("UPDATE contacts SET closeness = 9 WHERE id = 1"), "closeness outside"),
    "an entry with nobody": (sql("DELETE FROM interaction_contacts"), "name no contact"),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMED)
def test_a_value_that_asknet_never_wrote_is_named_with_what_to_do(run, sound, what):
    change, said = NAMED[what]
    change(sound)
    ran = run("check", "--repair")
    assert ran.code in (1, 4)
    assert said in ran.out
    assert "asknet restore" in ran.out
    assert "internal error" not in ran.err


@pytest.mark.parametrize("name", ["stranger", "undo_skills_insert"])
def test_a_strangers_trigger_is_found_and_never_run_or_mended(run, sound, name):
    sql(f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} AFTER INSERT ON steps BEGIN DELETE FROM skills; END")(
        sound
    )
    before = sound.read_bytes()
    for words in (["check"], ["check", "--repair"]):
        ran = run(*words)
        assert ran.code == 4
        assert f"its trigger {name} is not asknet's" in ran.out
    assert sound.read_bytes() == before


def test_views_and_tables_of_the_users_are_told_and_left(run, sound):
    sql("CREATE TABLE mine(x)", "CREATE VIEW v AS SELECT 1")(sound)
    ran = run("check")
    assert (ran.code, ran.out) == (0, "all is well\n")
    assert "it contains a table mine" in ran.err
    assert "it contains a view v" in ran.err


def test_damaged_pages_are_found_and_said_to_be_beyond_repair(run, sound):
    whole = sound.read_bytes()
    sound.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    ran = run("check", "--repair")
    assert ran.code == 4
    assert "pages are damaged" in ran.out
    assert "There is no automatic backup; `asknet restore FILE` puts a copy of yours in its place" in ran.out


@pytest.mark.parametrize("spoil", [
    lambda whole: b"\xff" * 16 + whole[16:], lambda whole: whole[:18] + b"\x07\x07\x07" + whole[21:],
    lambda whole: whole[:8192] + b"\xff" * 4096 + whole[12288:], lambda whole: whole[:-4096],
    lambda whole: whole[:100] + b"\xff" * 3996 + whole[4096:],
])  # fmt: skip
@pytest.mark.parametrize("backups", [True, False])
def test_of_a_damaged_file_it_advises_the_copy_that_is_there_and_never_itself(run, sound, home, backups, spoil):
    run("backup", *([] if backups else [home / "copy.db"]))
    sound.write_bytes(spoil(sound.read_bytes()))
    ran = run("check")
    assert (ran.code, ran.err) == (4, "")
    assert "asknet check" not in ran.out
    assert ("`asknet restore last`" in ran.out, "`asknet restore FILE`" in ran.out) == (backups, not backups)
    assert run("restore", "last" if backups else home / "copy.db", "--yes").code == 0
    assert run("check").code == 0


def test_a_file_that_is_cut_is_4(run, sound):
    sound.write_bytes(sound.read_bytes()[:-4096])
    assert run("check").code == 4


def test_a_newer_file_is_4_in_one_sentence(run, sound):
    sql("PRAGMA user_version = 99")(sound)
    ran = run("check")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.count("\n") == 1


def test_files_that_others_may_read_are_found_and_closed(run, sound):
    run("backup")
    backups = sound.with_name("network.db-backups")
    (copy,) = backups.iterdir()
    places = [sound, copy, backups, sound.parent]
    for place, mode in zip(places, (0o644, 0o604, 0o755, 0o711), strict=True):
        place.chmod(mode)
    ran = run("check")
    assert ran.code == 1
    assert ran.out.count("others may use") == 4
    ran = run("check", "--repair")
    assert (ran.code, ran.out.count("readable by you alone")) == (0, 4)
    assert [oct(p.stat().st_mode & 0o777) for p in places] == ["0o600", "0o600", "0o700", "0o700"]


def test_a_folder_that_is_not_asknets_is_left_open(run, sound, home):
    folder = home / "shared"
    folder.mkdir(mode=0o755)
    (folder / "n.db").write_bytes(sound.read_bytes())
    (folder / "n.db").chmod(0o600)
    assert run("check", "--repair", "--db", folder / "n.db").code == 0
    assert oct(folder.stat().st_mode & 0o777) == "0o755"


def test_a_change_cut_off_half_way_is_rolled_back_and_told(run, sound):
    with closing(sqlite3.connect(sound, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE contacts SET notes = hex(zeroblob(4000))")
        left = {p: p.read_bytes() for p in sound.parent.iterdir()}
        conn.execute("ROLLBACK")
    for path, data in left.items():
        path.write_bytes(data)
        path.chmod(0o600)
    ran = run("check")
    assert (ran.code, ran.out) == (0, "all is well\n")
    assert "cut off half-way" in ran.err


def test_it_works_where_nothing_can_be_written(bound, sound):
    sound.chmod(0o400)
    sound.parent.chmod(0o500)
    ran = bound("check")
    sound.parent.chmod(0o700)
    assert (ran.code, ran.out) == (0, "all is well\n")


@pytest.mark.parametrize("older", ["version_1", "version_2", "full_2"])
def test_evidence_of_an_older_version_that_waits_to_be_rebuilt_is_no_damage(run, db, older):
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(gzip.decompress((DATA / f"{older}.db.gz").read_bytes()))
    db.chmod(0o600)
    assert run("check").code == 0
    assert run("add", "Quentin Ashdown").code == 0
    assert run("check").code == 0


def test_days_and_directions_beside_an_entry_follow_whatever_changes_it(run, db, home):
    """An index answers who was met when: rows that repeat the entry must follow every verb, undo and redo."""

    def beside():
        with closing(sqlite3.connect(db)) as conn:
            return conn.execute(
                "SELECT x.contact_id, x.entry_date, i.date, x.entry_direction, i.direction FROM interactions i"
                " JOIN interaction_contacts x ON x.interaction_id = i.id UNION ALL"
                " SELECT 0, t.entry_date, i.date, '', '' FROM interactions i JOIN interaction_topics t"
                " ON t.interaction_id = i.id ORDER BY 1, 2, 3, 4, 5"
            ).fetchall()

    run("add", "Nan Okafor", "crochet")
    run("add", "Theo Brandt")
    run("log", "Nan and Theo helped me with yarn", "--got", "--on", "2026-02-01", "--about", "yarn")
    run("log", "tea with Nan", "--on", "2026-01-05", "--about", "tea")
    seen = [beside()]
    for words in (
        ("log", "--edit", "1", "I helped Nan with yarn", "--gave", "--on", "2025-12-24", "--about", "yarn"),
        ("log", "--edit", "2", "tea with Theo", "--on", "2026-01-06", "--about", "tea"),
        ("merge", "Nan Okafor", "Theo Brandt"),
        ("remove", "--entry", "1"),
    ):
        assert run(*words).code == 0, words
        seen.append(beside())
    assert all(day == own and way == its for rows in seen for _, day, own, way, its in rows)
    assert len(set(map(str, seen))) == len(seen)
    for before in reversed(seen[:-1]):
        run("undo")
        assert beside() == before
    for after in seen[1:]:
        run("redo")
        assert beside() == after
    run("export", "-o", home / "all.json")
    run("--db", home / "copy.db", "import", home / "all.json")
    assert run("--db", home / "copy.db", "check", "--json").json["found"] == []
    assert run("forget", "Nan Okafor", "--confirm", "Nan Okafor").code == 0
    assert run("check", "--json").json["found"] == []
