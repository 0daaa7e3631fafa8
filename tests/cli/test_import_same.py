"""`import` of somebody who exists already: merged if that is sure, reported if it is likely, else left unchanged."""

import pytest

LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Nan,Okafor,https://www.linkedin.com/in/nan-okafor,nan@example.org,Loom,Textile designer,08 Feb 2020\n"
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Nan,,Okafor,Loom Ltd,Designer,met at the fair,* myContacts ::: Weavers,Work,Nan@Example.org,Mobile,0412 555 012\n"
)
PHONE = "name,phone,skills\nOkafor Nan,+61 412 555 012,crochet:expert\n"


def counts(ran):
    return tuple(ran.json[k] for k in ("added", "updated", "unchanged"))


def test_one_person_of_three_sources_is_one_contact(run, home):
    for name, text in (("Connections.csv", LINKEDIN), ("google.csv", GOOGLE), ("phone.csv", PHONE)):
        (home / name).write_text(text)
        assert run("import", home / name).code == 0
    [nan] = run("list", "--json").json
    assert (nan["name"], nan["title"], nan["org"]) == ("Nan Okafor", "Textile designer", "Loom")
    assert (nan["email"], nan["phone"]) == (["nan@example.org"], ["0412 555 012"])
    assert {s["topic"] for s in nan["skills"]} == {"crochet"}
    assert nan["circles"] == ["Weavers"]
    assert len(run("show", "Nan", "--json").json["sources"]) == 3


def test_each_of_the_sources_again_changes_nothing(run, home):
    for name, text in (("Connections.csv", LINKEDIN), ("google.csv", GOOGLE), ("phone.csv", PHONE)) * 2:
        (home / name).write_text(text)
        last = run("import", home / name, "--json")
    assert counts(last) == (0, 0, 1)
    assert len(run("undo", "--list").rows) == 3


def test_what_you_typed_stays_and_what_is_missing_comes(run):
    run("add", "Bob Miller", "printing", "--email", "bob.m@example.org", "--title", "Printer", "--place", "Hobart")
    row = "Robert Miller,bob.m@example.org,CEO,Union,Perth,ink;Printing:expert"
    ran = run("import", "-", "--json", input=f"name,email,title,org,place,skills\n{row}\n")
    assert counts(ran) == (0, 1, 0)
    assert ran.json["joined"] == [{
        "line": 2, "name": "Robert Miller", "id": 1, "called": "Bob Miller",
        "why": ["the names fit: Robert and Bob are one name", "the same e-mail bob.m@example.org"],
    }]  # fmt: skip
    bob = run("show", "Bob Miller", "--json").json
    assert (bob["title"], bob["org"], bob["place"], bob["aliases"]) == ("Printer", "Union", "Hobart", ["Robert Miller"])
    assert [(s["topic"], s["level"], s["provenance"]) for s in bob["skills"]] == [
        ("printing", "expert", "stated"), ("ink", None, "imported"),
    ]  # fmt: skip


def test_the_source_goes_on_owning_what_it_gave(run):
    run("add", "Nan Okafor", "--email", "nan@example.org", "--note", "mine")
    rows = "name,email,title,notes\nNan Okafor,nan@example.org,{},{}\n"
    run("import", "-", input=rows.format("Weaver", "knits"))
    run("import", "-", input=rows.format("Dyer", "dyes"))
    nan = run("show", "Nan", "--json").json
    assert (nan["title"], nan["notes"]) == ("Dyer", "mine\ndyes")


def test_one_person_twice_in_a_file_is_one_contact(run):
    text = "name,email,phone\nNan Okafor,nan@example.org,\nNan Okafor,nan@example.org,555-0101\n"
    assert counts(run("import", "-", "--json", input=text)) == (1, 1, 0)
    assert counts(run("import", "-", "--json", input=text)) == (0, 0, 2)
    [nan] = run("list", "--json").json
    assert nan["phone"] == ["555-0101"]


@pytest.mark.parametrize(
    ("there", "row"),
    [
        ("Tom Miller,millers@example.org,", "Sue Miller,millers@example.org,"),
        ("Tom Miller,tom@example.org,", "Sue Miller,tom@example.org,"),
        ("John Carter Sr,jc@example.org,", "John Carter Jr,jc@example.org,"),
        ("Ann Lee,info@example.org,", "Ann Lee,info@example.org,"),
        ("Wei Zhang,,555-010-2020", "Wei Zheng,,555-010-2020"),
        ("Jens Ott,ott@example.org,", "Ute Falk,ott@example.org,"),
        ("Nan Okafor,,", "Nan Okafor,,"),
    ],
)
def test_two_who_may_be_two_are_never_merged(run, home, there, row):
    (home / "a.csv").write_text(f"name,email,phone\n{there}\n")
    (home / "b.csv").write_text(f"name,email,phone\n{row}\n")
    run("import", home / "a.csv")
    assert counts(run("import", home / "b.csv", "--json")) == (1, 0, 0)


def test_a_mailbox_two_kept_apart_share_does_not_merge_them_again(run, screen, home):
    run("add", "Anna Schmidt", "--email", "anna.s@example.org")
    run("add", "Anna Bauer", "--email", "anna.s@example.org", "--force")
    screen("dupes", typed=[("q quit:", "k")])
    for n, name in enumerate(["Anna Bauer", "Anna Schmidt", "Anna"]):
        (home / f"{n}.csv").write_text(f"name,email,org\n{name},anna.s@example.org,Firm {n}\n")
        run("import", home / f"{n}.csv")
    orgs = {c["name"]: c["org"] for c in run("list", "--json").json}
    assert orgs == {"Anna Bauer": "Firm 0", "Anna Schmidt": "Firm 1", "Anna": "Firm 2"}


def test_the_report_says_who_was_known_and_who_may_be_there_twice(run):
    run("add", "Nan Okafor", "--email", "nan@example.org", "--org", "Loom")
    ran = run("import", "-", input="name,email,org\nNan Okafor,nan@example.org,\nOkafor Nan,,Loom\n")
    assert "matched with existing contacts: Nan Okafor\n" in ran.out
    assert "1 possible duplicate: Okafor Nan\n" in ran.out
    assert "asknet dupes" in ran.err


def test_a_crowd_of_one_name_is_known_again_in_any_order(run):
    rows = [f"Anna,Firm {n}\n" for n in range(120)]
    assert counts(run("import", "-", "--json", input="name,org\n" + "".join(rows))) == (120, 0, 0)
    assert counts(run("import", "-", "--json", input="name,org\n" + "".join(reversed(rows)))) == (0, 0, 120)


def test_one_undo_takes_back_what_was_added_to_somebody(run):
    run("add", "Nan Okafor", "--email", "nan@example.org")
    before = run("show", "Nan", "--json").json
    run("import", "-", input="name,email,skills\nNan Okafor,nan@example.org,crochet\n")
    run("undo")
    assert run("show", "Nan", "--json").json == before


def test_a_row_that_does_not_say_what_it_is_may_be_a_community(run):
    run("add", "Crochet Crowd", "--kind", "community", "--url", "https://crochet.example.org/")
    ran = run("import", "-", "--json", input="name,url,skills\nThe Crochet Crowd,http://crochet.example.org,crochet\n")
    assert counts(ran) == (0, 1, 0)
    assert run("list").rows[0][1:4] == ["community", "Crochet Crowd", "crochet"]


JOHN = "John Smith,john@a.example,Oslo\n"


def people(run):
    return {c["id"]: (c["name"], c["email"], c["place"]) for c in run("list", "--json").json}


@pytest.mark.parametrize("turned", [False, True])
def test_a_namesake_in_a_newer_file_takes_nobody_over_wherever_they_stand(run, turned):
    run("import", "-", input=f"name,email,place\n{JOHN}")
    rows = ["John Smith,jsmith@b.example,Rome\n", JOHN]
    text = "name,email,place\n" + "".join(rows[::-1] if turned else rows)
    assert counts(run("import", "-", "--json", input=text)) == (1, 0, 1)
    assert people(run)[1] == ("John Smith", ["john@a.example"], "Oslo")
    assert counts(run("import", "-", "--json", input=text)) == (0, 0, 2)


@pytest.mark.parametrize(("place", "told"), [("", [(2, 1)]), ("Rome", [])])
def test_a_stranger_of_the_name_does_not_get_the_history_and_is_told_unless_the_town_contradicts(run, place, told):
    head = "name,email,phone,place,title\n"
    run("import", "-", input=f"{head}John Smith,john@a.example,555-0101,Oslo,Baker\n")
    ran = run("import", "-", "--json", input=f"{head}John Smith,other@b.example,555-0999,{place},Pilot\n")
    assert counts(ran) == (1, 0, 0)
    assert [(d["new"], d["old"]) for d in ran.json["possible_duplicates"]] == told
    assert people(run)[1] == ("John Smith", ["john@a.example"], "Oslo")


def test_a_row_leaves_what_a_later_row_agrees_with_better(run):
    run("import", "-", input=f"name,email,place\n{JOHN}")
    ran = run("import", "-", "--json", input="name,email,place\nJohn Smith,,Rome\nJohn Smith,John@A.example,Paris\n")
    assert counts(ran) == (1, 1, 0)
    assert people(run)[1][2] == "Paris"


def test_a_changed_address_with_all_else_the_same_is_an_update(run):
    head = "name,email,org,title\n"
    run("import", "-", input=f"{head}Nan Okafor,nan@old.example,Loom,Weaver\n")
    assert counts(run("import", "-", "--json", input=f"{head}Nan Okafor,nan@new.example,Loom,Weaver\n")) == (0, 1, 0)


def test_somebody_without_address_is_known_again_in_a_new_post(run):
    run("import", "-", input="name,org,title\nNan Okafor,Loom,Weaver\n")
    assert counts(run("import", "-", "--json", input="name,org,title\nNan Okafor,Mill,Dyer\n")) == (0, 1, 0)


@pytest.mark.parametrize(
    "names",
    [
        ("Kim", "Kim Young-ho", "Kim Young-hee"),
        ("Ali", "Ali Reza", "Ali Hassan"),
        ("Sam Hart", "Sam A. Hart", "Sam B. Hart"),
        ("Sam Hart", "Mr Sam Hart", "Mrs Sam Hart"),
    ],
)
def test_two_who_contradict_each_other_do_not_both_become_who_has_a_shorter_name(run, names):
    run("add", names[0], "--email", "k.shared@example.org")
    rows = "".join(f"{name},k.shared@example.org\n" for name in names[1:])
    ran = run("import", "-", "--json", input=f"name,email\n{rows}")
    assert counts(ran) == (1, 1, 0)
    assert [(d["name"], d["old"]) for d in ran.json["possible_duplicates"]] == [(names[2], 1)]
    assert counts(run("import", "-", "--json", input=f"name,email\n{rows}")) == (0, 0, 2)


@pytest.mark.parametrize("turned", [False, True])
def test_an_address_that_differing_names_of_one_file_share_makes_nobody_one(run, turned):
    names = ["Bob Miller", "Robert Miller", "Rob Miller"]
    rows = "".join(f"{name},bm@example.org\n" for name in (names[::-1] if turned else names))
    ran = run("import", "-", "--json", input=f"name,email\n{rows}")
    assert counts(ran) == (3, 0, 0)
    assert len(ran.json["possible_duplicates"]) == 3


def test_another_name_that_contradicts_nothing_still_joins(run):
    run("add", "Grace Hopper", "--email", "grace.h@example.org")
    rows = "".join(f"{name},grace.h@example.org\n" for name in ("Grace Murray", "Grace Hopper", "G. Hopper", "Grace"))
    assert run("import", "-", "--json", input=f"name,email\n{rows}").json["added"] == 0


def test_entries_refer_to_the_contacts_of_their_file_by_any_id_and_by_name(run, home):
    run("add", "Sam Lee", "--email", "other@example.org")
    run("add", "Theo Brandt", "--email", "theo@example.org")
    ids = {"7": "Ann Bo", "007": "Ben Co", "a7": "Cy Do", "9999999": "Di Eo", "70": "Sam Lee"}
    contacts = "".join(f"- {{id: '{number}', name: {name}}}\n" for number, name in ids.items())
    referred = "".join(f"- {{date: 2026-01-01, text: tea, with: [{{id: '{number}'}}]}}\n" for number in ids)
    (home / "net.yaml").write_text(
        f"asknet: 2\ncontacts:\n{contacts}- {{name: T. Brandt, email: theo@example.org}}\ninteractions:\n{referred}"
        "- {date: 2026-01-02, text: chess, with: [Sam Lee, T. Brandt]}\n"
        "- {date: 2026-01-03, text: cards, with: [{id: '8'}]}\n"
    )
    done = run("import", home / "net.yaml", "--json").json
    assert [row["why"] for row in done["skipped"]] == ["interactions 7: nobody in the file has the id 8"]
    for name in ids.values():
        found = [c for c in run("list", "--json").json if c["name"] == name and c["email"] != ["other@example.org"]]
        assert run("show", f"id:{found[0]['id']}", "--json").json["interactions"][-1]["text"] == "tea"
    assert [e["text"] for e in run("show", "Theo Brandt", "--json").json["interactions"]] == ["chess"]
    assert run("show", "id:1", "--json").json["interactions"] == []


def test_an_initial_with_a_number_that_two_have_is_neither_of_them(run, home):
    (home / "first.csv").write_text("name,phone\nHans Toller,01434 600222\nHelga Toller,01434 600222\n")
    (home / "second.csv").write_text("name,phone,org\nH. Toller,01434 600222,Bakery\n")
    run("import", home / "first.csv")
    run("import", home / "second.csv")
    assert {each["name"]: each.get("org", "") for each in run("list", "--json").json} == {
        "Hans Toller": "", "Helga Toller": "", "H. Toller": "Bakery"}  # fmt: skip


@pytest.mark.parametrize("address", ["+44 113 496 0300,", ",b1@example.org", "+44 113 496 0300,b1@example.org"])
def test_a_row_that_had_no_name_and_gets_one_names_its_contact(run, address):
    for name in ("", "Bob Poe", ""):
        run("import", "-", input=f"name,phone,email\n{name},{address}\n")
    assert [row[2] for row in run("list").rows] == ["Bob Poe"]
    assert run("show", "Bob Poe", "--json").json["aliases"] == []


def test_an_address_without_a_name_that_two_have_is_neither_of_them(run):
    run("import", "-", input="name,phone\nAnn Roe,+44 113 496 0300\nBob Poe,+44 113 496 0300\n")
    run("import", "-", input="name,phone\n,+44 113 496 0300\n")
    assert len(run("list").rows) == 3
