"""The uid identifies a contact in every copy of a network, whatever the name."""

from uuid import UUID

import pytest


@pytest.fixture
def shown(run):
    return lambda name, *db: run(*db, "show", name, "--json").json


def test_each_contact_has_a_uid_of_its_own_that_renaming_leaves(run, shown):
    run("add", "Nan Okafor")
    run("add", "Theo Brandt")
    uid = shown("Nan Okafor")["uid"]
    assert UUID(uid).version == 4
    assert shown("Theo Brandt")["uid"] != uid
    run("edit", "Nan Okafor", "--name", "Nan Berg")
    assert shown("Nan Berg")["uid"] == uid


def test_every_verb_says_the_uid(run, shown):
    run("add", "Nan Okafor", "crochet", "--via", "Sam Lee")
    uid = shown("Nan Okafor")["uid"]
    assert [c["uid"] for c in run("list", "--json").json if c["name"] == "Nan Okafor"] == [uid]
    assert run("ask", "crochet", "--json").json["matches"][0]["uid"] == uid
    assert run("path", "Nan Okafor", "--json").json[-1]["uid"] == uid
    assert run("edit", "Nan Okafor", "knitting", "--json").json["uid"] == uid


@pytest.mark.parametrize("form", ["csv", "json", "yaml", "vcf"])
def test_a_renamed_contact_of_another_copy_is_the_same(run, shown, home, form):
    run("add", "Nan Okafor", "crochet", "--place", "Hobart")
    run("export", "-o", home / "all.yaml")
    other = ("--db", home / "other.db")
    run(*other, "import", home / "all.yaml")
    run("edit", "Nan Okafor", "--name", "Nan Berg")
    run("edit", "Nan Berg", "knitting")
    run("export", "-o", home / f"again.{form}")
    imported = run(*other, "import", home / f"again.{form}", "--json").json
    assert (imported["added"], imported["possible_duplicates"]) == (0, [])
    assert len(run(*other, "list").rows) == 1
    page = shown("Nan Berg", *other)
    assert page["uid"] == shown("Nan Berg")["uid"]
    assert {skill["topic"] for skill in page["skills"]} == {"crochet", "knitting"}


def test_a_renamed_introducer_of_another_copy_is_nobody_new(run, home):
    """A community that introduced somebody became two of them."""
    run("add", "Crochet Crowd", "--kind", "community")
    run("add", "Nan Okafor", "--via", "Crochet Crowd")
    run("export", "-o", home / "all.yaml")
    other = ("--db", home / "other.db")
    run(*other, "import", home / "all.yaml")
    run("edit", "Crochet Crowd", "--name", "The Hook")
    run("export", "-o", home / "again.yaml")
    assert run(*other, "import", home / "again.yaml", "--json").json["added"] == 0
    assert len(run(*other, "list").rows) == 2
    assert len(run(*other, "show", "Nan Okafor", "--json").json["introducers"]) == 1


def test_one_changed_value_in_ones_own_csv_adds_nobody(run, home):
    run("add", "Nan Okafor", "crochet", "--place", "Hobart")
    run("export", "-o", home / "all.csv")
    text = (home / "all.csv").read_text()
    (home / "all.csv").write_text(text.replace("Nan Okafor", "Nan Berg"))
    assert run("import", home / "all.csv", "--json").json["added"] == 0
    assert run("list").rows[0][2] == "Nan Berg"
    (home / "all.csv").write_text(text.replace("Hobart", "Perth").replace("Nan Okafor", "Nan Berg"))
    run("import", home / "all.csv")
    assert [(row[2], row[6]) for row in run("list").rows] == [("Nan Berg", "Perth")]


def test_the_uid_of_an_imported_card_is_kept(run, shown, home):
    """Also one that is no UUID, as it is written."""
    uids = ["urn:uuid:4FBE8971-0BC3-424C-9C26-36C3E1EFF6B1", "https://cloud.example.org/Addressbook/Card;7"]
    for number, uid in enumerate(uids):
        written = uid.replace(";", "\\;")
        (home / f"{number}.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:{written}\nFN:Cy {number}x\nEND:VCARD\n")
        run("import", home / f"{number}.vcf")
        out = run("export", "--format", "vcard").out
        assert f"UID:{uid.lower() if uid.startswith('urn') else written}" in out
    assert shown("Cy 0x")["uid"] == "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    assert shown("Cy 1x")["uid"] == uids[1]


def test_short_numbers_of_cards_of_two_phones_are_not_the_same_person(run, home):
    for phone, name in (("one", "Nan Okafor"), ("two", "Theo Brandt")):
        (home / f"{phone}.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:3\nFN:{name}\nEND:VCARD\n")
        run("import", home / f"{phone}.vcf")
    assert len(run("list").rows) == 2


def test_who_was_merged_is_found_by_either_uid(run, shown, home):
    run("add", "Nan Okafor")
    run("add", "Nan Berg", "weaving")
    run("export", "-o", home / "before.yaml")
    uids = {shown("Nan Okafor")["uid"], shown("Nan Berg")["uid"]}
    run("merge", "Nan Okafor", "Nan Berg")
    kept = shown("Nan Okafor")["uid"]
    assert kept in uids
    run("edit", "Nan Okafor", "--without", "Nan Berg")
    assert run("import", home / "before.yaml", "--json").json["added"] == 0
    assert len(run("list").rows) == 1
    run("undo")
    run("undo")
    run("undo")


def test_an_export_carries_the_uids_of_who_was_merged(run, shown, home):
    run("add", "Nan Okafor")
    run("add", "Nan Berg")
    gone = shown("Nan Berg")["uid"]
    run("merge", "Nan Okafor", "Nan Berg")
    assert gone in run("export").out
    run("export", "-o", home / "all.json")
    other = ("--db", home / "other.db")
    run(*other, "import", home / "all.json")
    assert run(*other, "export").out == run("export").out
    (home / "card.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:{gone}\nFN:N. B.\nEND:VCARD\n")
    assert run(*other, "import", home / "card.vcf", "--json").json["added"] == 0


def test_undoing_a_merge_gives_each_their_uid_back(run, shown):
    run("add", "Nan Okafor")
    run("add", "Nan Berg")
    before = (shown("Nan Okafor")["uid"], shown("Nan Berg")["uid"])
    run("merge", "Nan Okafor", "Nan Berg")
    run("undo")
    assert (shown("Nan Okafor")["uid"], shown("Nan Berg")["uid"]) == before
    assert run("check", "--json").json["found"] == []


def test_forget_leaves_no_uid(run, shown, db):
    run("add", "Nan Okafor")
    run("add", "Nan Berg")
    uids = (shown("Nan Okafor")["uid"], shown("Nan Berg")["uid"])
    run("merge", "Nan Okafor", "Nan Berg")
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    left = db.read_bytes()
    assert not any(uid.encode() in left for uid in uids)


def test_numbers_of_who_is_gone_are_not_given_again(run):
    run("add", "Nan Okafor", "crochet")
    run("log", "tea with Nan Okafor")
    number = run("add", "Theo Brandt", "--json").json["id"]
    run("remove", "Theo Brandt")
    assert run("add", "Una Brandt", "--json").json["id"] > number
    run("undo")
    run("redo")
    assert run("show", "Una Brandt", "--json").json["id"] > number
    entry = run("log", "coffee with Nan Okafor", "--json").json["id"]
    run("remove", "--entry", entry)
    assert run("log", "lunch with Nan Okafor", "--json").json["id"] > entry
    run("undo")
    assert run("log", "supper with Nan Okafor", "--json").json["id"] > entry + 1


@pytest.mark.parametrize(
    ("old", "new", "shown_as"),
    [
        ("Dyer", "Weaver", ("title", "Weaver")),
        ("Hobart", "Perth", ("place", "Perth")),
        ("+61 400 111 222", "+61 400 333 444", ("phone", ["+61 400 333 444"])),
        ("crochet:expert; knitting", "crochet; lace", ("skills", [("crochet", None), ("lace", None)])),
        ("Nan Okafor", "Nan Berg", ("name", "Nan Berg")),
    ],
)
def test_a_changed_value_in_ones_own_csv_changes_the_contact(run, home, old, new, shown_as):
    run(
        "add",
        "Nan Okafor",
        "crochet:expert",
        "knitting",
        "--title",
        "Dyer",
        "--place",
        "Hobart",
        "--phone",
        "+61 400 111 222",
    )
    run("export", "-o", home / "all.csv")
    text = (home / "all.csv").read_text()
    assert old in text
    (home / "all.csv").write_text(text.replace(old, new))
    assert run("import", home / "all.csv", "--json").json["updated"] == 1
    field, value = shown_as
    contact = run("show", "id:1", "--json").json
    found = [(s["topic"], s["level"]) for s in contact["skills"]] if field == "skills" else contact[field]
    assert found == value
    assert len(run("list").rows) == 1


def test_a_change_made_here_since_the_export_stays_where_the_file_says_nothing_new(run, home):
    run("add", "Nan Okafor", "--title", "Dyer", "--place", "Hobart")
    run("export", "-o", home / "all.csv")
    run("import", home / "all.csv")
    run("edit", "Nan", "--title", "Weaver")
    text = (home / "all.csv").read_text()
    (home / "all.csv").write_text(text.replace("Hobart", "Perth"))
    run("import", home / "all.csv")
    nan = run("show", "Nan", "--json").json
    assert (nan["title"], nan["place"]) == ("Weaver", "Perth")


def test_an_empty_cell_of_an_export_takes_nothing_away(run, home):
    run("add", "Nan Okafor", "--place", "Hobart")
    run("export", "-o", home / "all.csv")
    run("edit", "Nan", "yarn", "--title", "Dyer")
    assert run("import", home / "all.csv", "--json").json["unchanged"] == 1
    assert run("show", "Nan", "--json").json["title"] == "Dyer"


@pytest.mark.parametrize("kept", ["Ann Lee", "Anne Leigh"])
@pytest.mark.parametrize("exported", [(), ("--skill", "x"), ("--skill", "y")])
def test_a_csv_older_than_a_merge_takes_nothing_from_who_is_left(run, home, kept, exported):
    run("add", "Ann Lee", "x", "--note", "Ann's note", "--email", "ann@example.org")
    run("add", "Anne Leigh", "y", "--note", "Anne's note", "--title", "Dyer")
    run("export", *exported, "--format", "csv", "-o", home / "old.csv")
    run("merge", kept, next(name for name in ("Ann Lee", "Anne Leigh") if name != kept))
    before = run("export", "--format", "vcard").out
    imported = run("import", home / "old.csv", "--json").json
    assert (imported["added"], imported["updated"], imported["replaced"]) == (0, 0, [])
    assert run("export", "--format", "vcard").out == before


def test_a_csv_that_only_lacks_values_takes_none_away(run, home):
    run("add", "Nan Okafor", "crochet", "--email", "n@example.org", "--note", "met at the fair")
    run("export", "-o", home / "old.csv")
    run("edit", "Nan", "knitting:expert", "crochet:expert", "--email", "nan@example.org", "--note", "has a loom")
    assert run("import", home / "old.csv", "--json").json["unchanged"] == 1
    nan = run("show", "Nan", "--json").json
    assert [skill["topic"] for skill in nan["skills"]] == ["crochet", "knitting"]
    assert nan["skills"][0]["level"] == "expert"
    assert (len(nan["email"]), "loom" in nan["notes"]) == (2, True)


@pytest.mark.parametrize("trial", [(), ("--dry-run",)])
def test_an_import_lists_the_values_that_a_row_replaced(run, home, trial):
    run("add", "Nan Okafor", "crochet", "--title", "Designer")
    run("export", "-o", home / "old.csv")
    run("edit", "Nan", "--title", "Textile artist", "--name", "Nan Holt")
    ran = run("import", home / "old.csv", *trial)
    assert "line 2: Nan Holt: title 'Textile artist', now 'Designer'" in ran.out
    if not trial:
        run("undo")
    assert run("import", home / "old.csv", *trial, "--json").json["replaced"] == [
        {"line": 2, "name": "Nan Holt", "id": 1, "field": "name", "was": "Nan Holt", "now": "Nan Okafor"},
        {"line": 2, "name": "Nan Holt", "id": 1, "field": "title", "was": "Textile artist", "now": "Designer"},
    ]


@pytest.mark.parametrize("uid", ["pas-id-4A12", "abc@google.com", "ABC-123"])
def test_a_short_uid_of_a_card_finds_its_contact_in_an_export_of_asknet(run, home, uid):
    (home / "v.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:Vic Two\nEND:VCARD\n")
    run("import", home / "v.vcf")
    run("export", "-o", home / "o.vcf")
    run("edit", "Vic", "--name", "Victor Zwo")
    assert run("import", home / "o.vcf", "--json").json["added"] == 0
    assert [row[2] for row in run("list").rows] == ["Victor Zwo"]


def test_a_number_is_no_uid_in_an_export_of_somebody_else(run, home):
    for db, name in (("one.db", "Nan Okafor"), ("two.db", "Theo Brandt")):
        (home / "v.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nUID:3\nFN:{name}\nEND:VCARD\n")
        run("--db", home / db, "import", home / "v.vcf")
    run("--db", home / "one.db", "export", "-o", home / "o.vcf")
    assert run("--db", home / "two.db", "import", home / "o.vcf", "--json").json["added"] == 1


@pytest.mark.parametrize("header", ["uid,name,kind,skills,notes", "name,uid,org", "name,skills,uid"])
def test_a_column_of_uids_finds_contacts_whatever_the_other_columns(run, home, header):
    run("add", "Uma One", "x")
    values = {"uid": run("show", "Uma", "--json").json["uid"], "name": "Uma Two", "kind": "person"}
    (home / "c.csv").write_text(f"{header}\n{','.join(values.get(field, '') for field in header.split(','))}\n")
    assert run("import", home / "c.csv", "--json").json["added"] == 0
    assert [row[2] for row in run("list").rows] == ["Uma Two"]


def test_a_column_of_uids_beside_strange_columns_is_offered_as_such(run, home):
    (home / "c.csv").write_text("name,shoe size,UID\nNan Okafor,40,nan\n")
    assert "--map UID=uid" in run("import", home / "c.csv", "--dry-run").err


def test_a_column_of_logins_called_uid_is_no_uid(run, home):
    run("add", "Nan Okafor", "x")
    (home / "c.csv").write_text("uid,name,skills\nnokafor,Nan Okafor,y\n")
    assert run("import", home / "c.csv", "--json").json["added"] == 1


def test_a_new_name_on_the_card_of_somebody_merged_away_is_an_alias(run, home):
    cards = (
        f"BEGIN:VCARD\nVERSION:3.0\nUID:card-{n}-of-the-address-book\nFN:{name}\nEND:VCARD\n"
        for n, name in enumerate(["Ann One", "Anna Won"])
    )
    (home / "v.vcf").write_text("".join(cards))
    run("import", home / "v.vcf")
    run("merge", "Ann One", "Anna Won")
    (home / "v.vcf").write_text((home / "v.vcf").read_text().replace("Anna Won", "Anna Wone"))
    assert run("import", home / "v.vcf", "--json").json["updated"] == 1
    assert run("show", "Ann One", "--json").json["aliases"] == ["Anna Won", "Anna Wone"]


CARD_UID = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
INA = ("Ina Rye", "ina@example.org")
RYDER = ("Ina Ryder", "ryder@example.net")
BO = ("Bo Ek", "bo@example.org")


def vcards(path, uid, *people):
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:{}\nFN:{}\nEMAIL:{}\nEND:VCARD\n"
    path.write_text("".join(card.format(uid, *person) for person in people))
    return path


@pytest.mark.parametrize(
    ("uid", "contacts"), [(CARD_UID, 1), ("3", 2), ("u-77", 2), ("0" * 36, 2), ("contact-000000000001", 2)]
)
def test_a_long_uid_of_a_card_finds_its_contact_in_a_file_of_another_name(run, home, uid, contacts):
    run("import", vcards(home / "one.vcf", uid, INA))
    run("import", vcards(home / "two.vcf", uid, RYDER))
    assert len(run("list").rows) == contacts


@pytest.mark.parametrize(("uid", "person", "proposed"), [("u-77", RYDER, 1), ("u-77", BO, 0), ("3", RYDER, 0)])
def test_a_short_uid_of_two_files_is_proposed_if_the_names_share_a_word(run, home, uid, person, proposed):
    run("import", vcards(home / "one.vcf", uid, INA))
    ran = run("import", vcards(home / "two.vcf", uid, person), "--json")
    assert len(ran.json["possible_duplicates"]) == len(run("dupes", "--list").rows) == proposed
    assert len(run("dupes", INA[0], "--list").rows) == proposed


@pytest.mark.parametrize(
    "cards", [([INA, BO], [("Una Ost", "una@example.org")]), ([INA], [BO, ("Una Ost", "una@example.org")])]
)
def test_a_uid_that_several_cards_have_identifies_nobody(run, home, cards):
    one, two = cards
    run("import", vcards(home / "one.vcf", CARD_UID, *one))
    assert run("import", vcards(home / "two.vcf", CARD_UID, *two), "--json").json["added"] == len(two)


def test_twins_that_an_update_makes_are_announced_as_dupes_shows_them(run, home):
    run("import", vcards(home / "one.vcf", "u-77", INA))
    run("import", vcards(home / "two.vcf", "u-78", RYDER))
    ran = run("import", vcards(home / "one.vcf", "u-77", RYDER), "--json")
    assert [(pair["new"], pair["old"]) for pair in ran.json["possible_duplicates"]] == [(1, 2)]
    assert run("dupes", "--list").rows[0][0] == "sure"


def test_twins_that_were_there_before_an_update_are_not_announced(run, home):
    (home / "c.csv").write_text("name,org,email\nIna Rye,Loom,ina@example.org\n")
    run("import", home / "c.csv")
    run("add", "Ina Rye", "--email", "ina@example.org")
    (home / "c.csv").write_text("name,org,email\nIna Rye,Kiln,ina@example.org\n")
    ran = run("import", home / "c.csv", "--json")
    assert (ran.json["updated"], ran.json["possible_duplicates"]) == (1, [])
