"""A network of an older version is migrated completely: nothing is lost, and it equals a new one."""

import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from asknet import Network
from asknet.store import schema
from asknet.store.schema import TABLES

DATA = Path(__file__).parent / "data"
sys.path.insert(0, str(DATA))
import make_version  # noqa: E402 - what the fixture was made of

WRITTEN = ("mentions", "referrals", "former_uids", "ask_matches", "removed_rows", "state", "steps", "changes")
"""Tables that version 2 had no rows for, or whose rows a migration drops."""


@pytest.fixture
def old(db):
    """A network of version 2 with rows in each of its tables."""
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(gzip.decompress((DATA / "full_2.db.gz").read_bytes()))
    db.chmod(0o600)
    return db


@pytest.fixture
def table(db):
    def rows(name, columns="*"):
        with closing(sqlite3.connect(db)) as conn:
            return conn.execute(f"SELECT {columns} FROM {name} ORDER BY 1").fetchall()

    return rows


@pytest.mark.usefixtures("old")
def test_every_table_of_version_2_has_rows_in_the_fixture(run, table):
    run("list")
    assert [name for name in TABLES if name not in WRITTEN and not table(name)] == []


@pytest.mark.usefixtures("old")
def test_check_finds_nothing_after_a_migration(run):
    run("list")
    assert run("check", "--json").json["found"] == []
    assert run("check", "--json").json["notes"] == []


@pytest.mark.usefixtures("old")
def test_undo_past_the_upgrade_says_that_an_upgrade_begins_without_steps(run):
    run("add", "Ola Berg")
    run("undo")
    ran = run("undo")
    assert (ran.code, run("undo", "--list").rows) == (3, [])
    assert "an upgrade" in ran.err


@pytest.mark.parametrize("version", ["version_1", "version_2", "full_2", "version_3", "full_3", "version_4", "full_4"])
def test_a_network_of_any_version_opens_is_sound_and_takes_a_change(db, run, version):
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(gzip.decompress((DATA / f"{version}.db.gz").read_bytes()))
    db.chmod(0o600)
    names = {row[2] for row in run("list").rows}
    assert run("add", "Ola Berg", "--email", "ola@example.org").code == 0
    assert {row[2] for row in run("list").rows} == names | {"Ola Berg"}
    assert run("ask", "crochet pattern", "--no-save", "--json").json["matches"][0]["name"] == "Nan Okafor"
    assert run("check", "--json").json["found"] == []


@pytest.mark.parametrize("version", ["full_2", "full_3", "full_4"])
def test_every_version_counts_and_dates_the_entries_alike(db, run, version):
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(gzip.decompress((DATA / f"{version}.db.gz").read_bytes()))
    db.chmod(0o600)
    run("list")
    checked = run("check", "--json").json
    assert (checked["found"], checked["notes"]) == ([], [])
    page = run("show", "Theo", "--json").json
    assert page["balance"] == {"received": 1, "given": 0}
    assert [entry["date"] for entry in page["interactions"]] == ["2026-02-08", "2026-02-08"]
    with closing(sqlite3.connect(db)) as conn:
        repeated = conn.execute("SELECT entry_date, entry_direction FROM interaction_contacts ORDER BY id").fetchall()
    assert repeated == [("2026-02-08", way) for way in ("received", "none", "none")]


@pytest.mark.usefixtures("old")
def test_a_message_a_merge_and_a_restore_work_after_the_upgrade(run):
    before = run("list", "--json").json
    asks = run("asks", "--all", "--json").json
    drafted = run("message", "Theo", "--for", "introduce", "Nan", "--json").rows
    assert len(drafted) == 2
    one, other = (contact["id"] for contact in before if contact["name"] == "Team")
    assert run("merge", f"id:{one}", f"id:{other}").code == 0
    assert len(run("list", "--json").json) == len(before) - 1
    assert run("check", "--json").json["found"] == []
    copy = next(row[0] for row in run("backup", "--list").rows if "migrate" in row[0])
    assert run("restore", copy, "--yes").code == 0
    assert run("list", "--json").json == before
    assert run("asks", "--all", "--json").json == asks
    assert run("check", "--json").json["found"] == []


@pytest.mark.usefixtures("old")
def test_no_contact_loses_anything(run):
    page = run("show", "Theo", "--json").json
    assert (page["skills"][0]["topic"], page["wants"], page["every"]) == ("boilers", ["python"], "30d")
    assert (page["via"], page["introducers"], page["status"]) == ("Nan Okafor", ["Nan Okafor"], "active")
    assert [entry["text"] for entry in page["interactions"]] == ["coffee and a chat", "helped me with the boiler"]
    assert run("path", "Theo").rows == [["Sam Lee", "Nan Okafor", "Theo Brandt"]]
    assert [row[2] for row in run("list").rows].count("Team") == 2


@pytest.mark.usefixtures("old")
def test_an_outcome_that_an_entry_recorded_goes_with_the_entry(run):
    run("remove", "--entry", "1")
    asks = {ask["id"]: ask for ask in run("asks", "--all", "--json").json}
    assert (asks[2]["closed"], asks[2]["outcomes"]) == (None, [])
    assert [outcome["outcome"] for outcome in asks[1]["outcomes"]] == ["helped", "no-answer"]


@pytest.mark.usefixtures("old")
def test_the_same_files_again_change_nothing(run, home):
    (home / "teams.csv").write_bytes(make_version.TEAMS)
    (home / "cards.vcf").write_bytes(make_version.CARDS)
    for name in ("teams.csv", "cards.vcf"):
        imported = run("import", home / name, "--json").json
        assert (imported["added"], imported["updated"]) == (0, 0), name


@pytest.mark.usefixtures("old")
def test_an_address_book_knows_a_contact_by_the_uid_it_was_given_before(run, home):
    """Version 2 made the UID of its vCards from number, day and name, and that of an imported card is another."""
    uid = run("show", "Nan", "--json").json["uid"]
    (home / "old.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{uid}\nFN:Nan O'Kafor\nEND:VCARD\n")
    imported = run("import", home / "old.vcf", "--json").json
    assert imported["added"] == 0
    (home / "cy.vcf").write_text(
        "BEGIN:VCARD\nVERSION:4.0\nUID:11111111-2222-4333-8444-555555555555\nFN:Cyril Mars\nEND:VCARD\n"
    )
    assert run("import", home / "cy.vcf", "--json").json["added"] == 0
    assert "Cyril Mars" in run("show", "Cy Marsh", "--json").json["aliases"]


def test_the_number_of_a_removed_contact_is_not_given_again(old, run):
    """Version 2 gave the number of the contact that was removed last to the next one."""
    with closing(sqlite3.connect(old)) as conn:
        gone = conn.execute("SELECT max(row) FROM changes WHERE tbl = 'contacts'").fetchone()[0]
        assert gone > conn.execute("SELECT max(id) FROM contacts").fetchone()[0]
    assert run("add", "Ola Berg", "--json").json["id"] > gone


def test_a_view_of_the_users_own_goes_on_to_work(old, run):
    with closing(sqlite3.connect(old)) as conn:
        conn.execute("CREATE VIEW people AS SELECT name FROM contacts WHERE kind = 'person'")
        conn.commit()
        before = conn.execute("SELECT * FROM people ORDER BY 1").fetchall()
    run("add", "Ola Berg")
    with closing(sqlite3.connect(old)) as conn:
        after = conn.execute("SELECT * FROM people ORDER BY 1").fetchall()
    assert sorted([*before, ("Ola Berg",)]) == after


@pytest.mark.usefixtures("old")
def test_what_an_export_holds_of_a_migrated_network_comes_back(run, home):
    run("export", "-o", home / "all.yaml")
    first = (home / "all.yaml").read_text()
    run("--db", home / "new.db", "import", home / "all.yaml")
    assert run("--db", home / "new.db", "export").out == first


def test_a_migration_of_ten_times_the_contacts_does_ten_times_the_work(tmp_path):
    """Counted in steps of SQLite's own machine, which depend on nothing but the file."""
    small, large = (_steps_to_migrate(tmp_path / f"{count}.db", count) for count in (300, 3000))
    assert large < 11 * small


def _steps_to_migrate(path, count):
    path.write_bytes(gzip.decompress((DATA / "full_2.db.gz").read_bytes()))
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript("DROP TRIGGER undo_contacts_insert; DROP TRIGGER undo_source_rows_insert;")
        many = range(100, 100 + count)
        conn.executemany(
            "INSERT INTO contacts(id, kind, name, folded, via_id, added) VALUES (?, 'person', ?, ?, ?, '2026-01-01')",
            [(n, f"Ann {n}", f"ann {n}", n - 1 if n > 100 else None) for n in many],
        )
        conn.executemany(
            "INSERT INTO source_rows(source_id, key, contact_id, gave) VALUES (1, ?, ?, ?)",
            [(f"name:ann {n}#2", n, f'{{"name": "Ann {n}"}}') for n in many],
        )
        conn.commit()
        triggers = conn.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    assert triggers
    from asknet.store.schema import migrate

    steps = 0

    def count_steps():
        nonlocal steps
        steps += 1
        return 0

    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.set_progress_handler(count_steps, 100)
        conn.execute("BEGIN")
        migrate(conn, 2)
        conn.execute("COMMIT")
    with Network(path) as network:
        assert len(network.list()) > count
    return steps


@pytest.mark.usefixtures("old")
def test_an_imported_skill_that_is_a_label_becomes_a_circle(run, db):
    with closing(sqlite3.connect(db)) as conn, conn:
        (number,) = conn.execute("SELECT min(id) FROM contacts WHERE me = 0").fetchone()
        conn.executemany(
            "INSERT INTO skills(contact_id, topic, folded, provenance) VALUES (?, ?, ?, ?)",
            [(number, "Family", "family", "imported"), (number, "Work", "work", "stated")],
        )
    page = run("show", f"id:{number}", "--json").json
    assert "Family" in page["circles"]
    assert "Family" not in [skill["topic"] for skill in page["skills"]]
    assert "Work" in [skill["topic"] for skill in page["skills"]]
    assert run("check", "--json").json["found"] == []


@pytest.mark.usefixtures("old")
def test_the_first_command_on_a_terminal_counts_once_the_skills_that_became_circles(run, screen, db):
    with closing(sqlite3.connect(db)) as conn, conn:
        (number,) = conn.execute("SELECT min(id) FROM contacts WHERE me = 0").fetchone()
        conn.executemany(
            "INSERT INTO skills(contact_id, topic, folded, provenance) VALUES (?, ?, ?, 'imported')",
            [(number, "Family", "family"), (number, "Friends", "friends")],
        )
    assert "were labels" not in run("show", f"id:{number}").err
    assert "upgraded: 2 imported skills were labels of an address book" in screen("list").out
    assert "were labels" not in screen("list").out


@pytest.fixture
def labelled(old):
    """A contact of an old network who came from an address book with labels, and one who came from a table of skills."""
    with closing(sqlite3.connect(old)) as conn, conn:
        one, other = (n for (n,) in conn.execute("SELECT id FROM contacts WHERE me = 0 ORDER BY id LIMIT 2").fetchall())
        conn.execute("DELETE FROM source_rows")
        for number, form in ((one, "vcard"), (other, "csv")):
            conn.execute(
                "INSERT INTO sources(id, label, format, first, last) VALUES (?, ?, ?, '', '')",
                (900 + number, form, form),
            )
            conn.execute(
                "INSERT INTO source_rows(source_id, key, contact_id, gave) VALUES (?, 'x', ?, '{\"name\": \"x\"}')",
                (900 + number, number),
            )
            conn.execute(
                "INSERT INTO skills(contact_id, topic, folded, provenance) VALUES (?, 'Stammbaum', 'stammbaum', 'imported')",
                (number,),
            )
    return one, other


def test_a_doubtful_label_of_an_old_network_stays_a_skill_until_a_review_asks(run, screen, labelled):
    one = labelled[0]
    page = run("show", f"id:{one}", "--json").json
    assert "Stammbaum" in page["circles"]
    assert "Stammbaum" in [skill["topic"] for skill in page["skills"]]
    screen("review", "-i", typed=[("Stammbaum: is that what somebody knows? [y/n, q later]", "n"), ("quit", "q")])
    page = run("show", f"id:{one}", "--json").json
    assert "Stammbaum" in page["circles"]
    assert "Stammbaum" not in [skill["topic"] for skill in page["skills"]]


def test_a_topic_of_an_old_network_that_came_from_no_label_becomes_no_circle(run, labelled):
    page = run("show", f"id:{labelled[1]}", "--json").json
    assert page["circles"] == []
    assert "Stammbaum" in [skill["topic"] for skill in page["skills"]]


@pytest.mark.parametrize("version", [0, 1, 2, 3, 4])
def test_a_column_of_a_later_version_comes_once_whatever_the_version_before(monkeypatch, tmp_path, version):
    contacts = schema.TABLES["contacts"]
    later = contacts._replace(columns={**contacts.columns, "pronouns": "text"})
    monkeypatch.setitem(schema.TABLES, "contacts", later)
    monkeypatch.setitem(schema.MIGRATIONS, 5, lambda db: db.execute("ALTER TABLE contacts ADD COLUMN pronouns TEXT"))
    monkeypatch.setattr(schema, "VERSION", 5)
    monkeypatch.setattr(schema, "_statements", [])  # of tables as they are now
    path = tmp_path / "network.db"
    if version:
        path.write_bytes(gzip.decompress((DATA / f"version_{version}.db.gz").read_bytes()))
    with closing(sqlite3.connect(path)) as conn:
        schema.migrate(conn, version)
        columns = [row[1] for row in conn.execute("PRAGMA table_info(contacts)")]
    assert columns.count("pronouns") == 1
