"""A removed contact stays removed when their file is imported again; a forgotten one is added like a new one."""

import sqlite3

import pytest

PEOPLE = "name,email,skills\nNan Okafor,nan@example.org,yarn\nTheo Brandt,theo@example.org,bread\n"
CARD = "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\nFN:Nan Okafor\nEND:VCARD\n"


def names(run):
    return sorted(contact["name"] for contact in run("list", "--json").json)


@pytest.mark.parametrize("text", [PEOPLE, CARD, PEOPLE.replace("email", "kind").replace("nan@example.org", "person")])
def test_a_removed_contact_is_listed_as_removed_before(run, text):
    run("import", "-", input=text)
    run("remove", "Nan Okafor")
    ran = run("import", "-", "--json", input=text)
    assert (ran.code, ran.json["added"]) == (0, 0)
    assert [(row["name"], row["day"]) for row in ran.json["removed_before"]] == [("Nan Okafor", "2026-11-20")]
    assert "Nan Okafor" not in names(run)


def test_the_screen_says_who_was_removed_before_and_how_to_bring_them_back(run):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    ran = run("import", "-", input=PEOPLE)
    assert "1 unchanged, 0 skipped, 1 removed before\nremoved before, so not added: Nan Okafor\n" in ran.out
    assert "--restore-removed" in ran.err


def test_removed_contacts_come_back_when_that_is_asked_for(run):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    ran = run("import", "-", "--restore-removed", "--json", input=PEOPLE)
    assert (ran.json["added"], ran.json["removed_before"]) == (1, [])
    assert run("import", "-", "--json", input=PEOPLE).json["removed_before"] == []
    assert names(run) == ["Nan Okafor", "Theo Brandt"]


def test_a_removal_is_known_by_name_and_address_whatever_the_file_is_called(run, home):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    (home / "other.csv").write_text(
        "Name,E-mail,Town\nNAN OKAFOR,Nan@example.org,Leeds\nNan Okafor,no@example.org,York\n"
    )
    ran = run("import", home / "other.csv", "--json")
    assert (ran.json["added"], [row["line"] for row in ran.json["removed_before"]]) == (1, [2])
    assert run("import", home / "other.csv", "--restore-removed", "--json").json["added"] == 1
    assert run("import", home / "other.csv", "--json").json["removed_before"] == []


@pytest.mark.parametrize(
    ("row", "removed"),
    [("Nan Lim,nan@example.org", 1), ("Ike Okafor,nan@example.org", 0), ("Nan Lim,n@example.org", 0)],
)
@pytest.mark.parametrize("file", ["c.csv", "other.csv"])
def test_who_was_removed_is_known_by_their_mailbox_under_a_new_surname(run, home, file, row, removed):
    (home / "c.csv").write_text(PEOPLE)
    run("import", home / "c.csv")
    run("remove", "Nan Okafor")
    (home / file).write_text(f"name,email\n{row}\n")
    assert len(run("import", home / file, "--json").json["removed_before"]) == removed


def test_an_address_of_somebody_removed_is_not_kept_in_a_form_that_can_be_read(run, db):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    with sqlite3.connect(db) as conn:
        keys = [key for (key,) in conn.execute("SELECT key FROM removed_rows")]
    assert len(keys) == 4
    assert not any("@" in key for key in keys)


def test_a_file_of_another_name_adds_who_was_forgotten_after_a_removal(run, home, db):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    run("import", "-", "--restore-removed", input=PEOPLE)
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    with sqlite3.connect(db) as conn:
        assert conn.execute("SELECT key FROM removed_rows").fetchall() == []
    (home / "other.csv").write_text(PEOPLE)
    assert run("import", home / "other.csv", "--json").json["added"] == 1


def test_who_was_typed_again_is_not_taken_for_removed_in_the_same_file(run):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    run("add", "Nan Okafor", "--email", "nan@example.org")
    ran = run("import", "-", "--json", input=PEOPLE)
    assert (ran.json["updated"], ran.json["removed_before"]) == (1, [])


LINKEDIN = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Nan,Okafor,https://www.linkedin.com/in/nan-okafor,,Loom,Luthier,01 Jan 2024
Theo,Brandt,https://www.linkedin.com/in/theo-brandt,,Loom,Baker,01 Jan 2024
"""


@pytest.mark.parametrize(("name", "text"), [("contacts{}.vcf", CARD), ("Connections{}.csv", LINKEDIN)])
def test_a_removal_is_known_by_the_id_whatever_the_file_is_called(run, home, name, text):
    for number in ("", " (1)"):
        (home / name.format(number)).write_text(text)
    run("import", home / name.format(""))
    run("remove", "Nan Okafor")
    ran = run("import", home / name.format(" (1)"), "--json")
    assert (ran.json["added"], [row["name"] for row in ran.json["removed_before"]]) == (0, ["Nan Okafor"])
    assert run("import", home / name.format(" (1)"), "--restore-removed", "--json").json["added"] == 1
    assert run("import", home / name.format(" (1)"), "--json").json["removed_before"] == []


def test_who_was_typed_again_is_not_taken_for_removed_in_a_file_of_another_name(run, home):
    card = CARD.replace("END", "EMAIL:nan@example.org\nEND")
    run("import", "-", input=card)
    run("remove", "Nan Okafor")
    run("add", "Nan Okafor", "--email", "nan@example.org")
    (home / "other.vcf").write_text(card)
    ran = run("import", home / "other.vcf", "--json")
    assert (ran.json["added"], ran.json["removed_before"], names(run)) == (0, [], ["Nan Okafor"])


def test_a_count_of_cards_is_no_id_in_a_file_of_another_name(run, home):
    run("import", "-", input="BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Nan Okafor\nEND:VCARD\n")
    run("remove", "Nan Okafor")
    (home / "other.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nUID:1\nFN:Theo Brandt\nEND:VCARD\n")
    assert run("import", home / "other.vcf", "--json").json["added"] == 1


def test_a_dry_run_lists_them_too(run):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    assert len(run("import", "-", "--dry-run", "--json", input=PEOPLE).json["removed_before"]) == 1


def test_undoing_the_removal_lets_the_file_update_them_again(run):
    run("import", "-", input=PEOPLE)
    run("remove", "Nan Okafor")
    run("undo")
    ran = run("import", "-", "--json", input=PEOPLE)
    assert (ran.json["unchanged"], ran.json["removed_before"]) == (2, [])


def test_who_was_forgotten_is_added_anew_and_that_is_said(run, db):
    run("import", "-", input=PEOPLE)
    said = run("forget", "Nan Okafor", "--confirm", "Nan Okafor").err
    assert "importing a file that still has them adds them again" in said
    assert b"nan okafor" not in db.read_bytes()
    assert run("import", "-", "--json", input=PEOPLE).json["added"] == 1


def test_nothing_is_said_of_files_when_somebody_who_was_typed_is_forgotten(run):
    run("add", "Nan Okafor")
    assert "importing a file" not in run("forget", "Nan Okafor", "--confirm", "Nan Okafor").err


FORMS = ["csv", "vcard", "yaml", "json"]


def exported(run, home, form, *names):
    for name in names:
        run("add", name, "wood")
    run("log", f"2026-11-02: tea with {names[0]}")
    run("export", "--format", form, "-o", home / "mine")
    return home / "mine"


@pytest.mark.parametrize("form", FORMS)
def test_a_contact_removed_after_an_export_is_listed_when_that_export_is_imported(run, home, form):
    mine = exported(run, home, form, "Bo Ek", "Una Ost")
    run("remove", "Bo Ek")
    ran = run("import", mine, "--json")
    assert (ran.code, ran.json["added"], [row["name"] for row in ran.json["removed_before"]]) == (0, 0, ["Bo Ek"])
    assert ran.json["skipped"] == []
    assert names(run) == ["Una Ost"]


@pytest.mark.parametrize("form", FORMS)
def test_restore_removed_adds_a_contact_of_an_export_again(run, home, form):
    mine = exported(run, home, form, "Bo Ek")
    run("remove", "Bo Ek")
    assert run("import", mine, "--restore-removed", "--json").json["added"] == 1
    assert run("import", mine, "--json").json["removed_before"] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_forgotten_contact_of_an_export_is_added_anew(run, home, form):
    mine = exported(run, home, form, "Bo Ek")
    run("remove", "Bo Ek")
    run("add", "Bo Ek")
    run("forget", "Bo Ek", "--confirm", "Bo Ek")
    ran = run("import", mine, "--json")
    assert (ran.json["added"], ran.json["removed_before"]) == (1, [])


def test_who_was_typed_again_is_matched_with_an_older_export(run, home):
    mine = exported(run, home, "csv", "Bo Ek")
    run("remove", "Bo Ek")
    run("add", "Bo Ek", "wood")
    ran = run("import", mine, "--json")
    assert (ran.json["added"], ran.json["removed_before"], names(run)) == (0, [], ["Bo Ek"])


def test_what_a_copy_says_about_a_removed_contact_is_left_out(run, home):
    run("add", "Bo Ek", "wood")
    run("add", "Una Ost", "bread", "--via", "Bo Ek")
    run("log", "2026-11-02: tea with Bo Ek and Una Ost")
    run("log", "2026-11-03: tea with Bo Ek")
    run("ask", "wood")
    run("export", "-o", home / "all.yaml")
    run("remove", "Bo Ek")
    before = run("export").out
    ran = run("import", home / "all.yaml", "--json")
    assert (ran.json["skipped"], ran.json["ignored_introducers"]) == ([], [])
    assert run("export").out == before


def test_an_introducer_who_was_removed_comes_back_only_when_restored(run, home):
    (home / "c.csv").write_text("Full name,Introduced by\nTom Roe,Bo Ek\n")
    run("import", home / "c.csv")
    run("remove", "Bo Ek")
    (home / "c.csv").write_text("Full name,Introduced by\nTom Roe,Bo Ek\nAnn Lee,Bo Ek\n")
    ran = run("import", home / "c.csv", "--json")
    assert [(one["line"], one["why"]) for one in ran.json["ignored_introducers"]] == [
        (3, "introducer ignored: Bo Ek was removed before")
    ]
    assert names(run) == ["Ann Lee", "Tom Roe"]
    run("undo")
    run("import", home / "c.csv", "--restore-removed")
    assert names(run) == ["Ann Lee", "Bo Ek", "Tom Roe"]
