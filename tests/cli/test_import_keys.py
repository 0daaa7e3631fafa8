"""Every row has its own key, whatever it looks like, and a removal is remembered until the contact is forgotten."""

import pytest


@pytest.mark.parametrize("names", [("Team", "Team#2"), ("Team#2", "Team"), ("Team", "Team#2", "Team#2#2")])
def test_a_name_that_looks_like_a_repeat_of_another_is_itself(run, home, names):
    """Contact 2 was renamed to the first."""
    (home / "teams.csv").write_text("name,org\n" + "".join(f"{name},Loom {name}\n" for name in names))
    run("import", home / "teams.csv")
    (home / "teams.csv").write_text("name,org\n" + "".join(f"{name},Kiln {name}\n" for name in reversed(names)))
    imported = run("import", home / "teams.csv", "--json").json
    assert (imported["added"], imported["updated"]) == (0, len(names))
    assert sorted((row[2], row[5]) for row in run("list").rows) == sorted((name, f"Kiln {name}") for name in names)


def test_a_uid_that_looks_like_a_repeat_of_another_is_itself(run, home):
    def card(uid, name, title):
        return f"BEGIN:VCARD\nVERSION:4.0\nUID:https://cards.example.org/{uid}\nFN:{name}\nTITLE:{title}\nEND:VCARD\n"

    (home / "cards.vcf").write_text(card("card", "Ada Marsh", "dyer") + card("card#2", "Bo Falk", "smith"))
    run("import", home / "cards.vcf")
    (home / "cards.vcf").write_text(card("card#2", "Bo Falk", "tiler") + card("card", "Ada Marsh", "tuner"))
    imported = run("import", home / "cards.vcf", "--json").json
    assert (imported["added"], imported["updated"]) == (0, 2)
    assert sorted((row[2], row[4]) for row in run("list").rows) == [("Ada Marsh", "tuner"), ("Bo Falk", "tiler")]


def test_two_rows_of_one_name_stay_two_in_any_order(run, home):
    lines = ["Team,Loom,choir\n", "Team,Kiln,club\n"]
    for order in (lines, lines[::-1]):
        (home / "teams.csv").write_text("name,org,title\n" + "".join(order))
        run("import", home / "teams.csv")
    assert sorted(row[4] for row in run("list").rows) == ["choir", "club"]


def test_the_row_of_a_removed_contact_is_remembered_until_it_comes_again(run, rows, home):
    (home / "people.csv").write_text("name,org\nIda Moe,Loom\n")
    run("import", home / "people.csv")
    run("remove", "Ida Moe")
    kept = rows("SELECT key, occurrence, day FROM removed_rows WHERE key NOT LIKE 'uid:%'")
    assert kept == [("name:ida moe", 1, "2026-11-20")]
    run("undo")
    assert rows("SELECT * FROM removed_rows") == []
    run("remove", "Ida Moe")
    run("export", "-o", home / "all.yaml")
    run("--db", home / "new.db", "import", home / "all.yaml")
    assert run("--db", home / "new.db", "export").out == run("export").out
    run("import", home / "people.csv", "--restore-removed")
    assert rows("SELECT * FROM removed_rows") == []


def test_forgetting_somebody_of_that_name_leaves_no_row(run, rows, home, db):
    (home / "people.csv").write_text("name,org\nIda Moe,Loom\n")
    run("import", home / "people.csv")
    run("remove", "Ida Moe")
    run("add", "Ida Moe")
    run("forget", "Ida Moe", "--confirm", "Ida Moe")
    assert rows("SELECT * FROM removed_rows") == []
    assert b"ida moe" not in db.read_bytes()
