"""People who are related to a contact: whoever introduced them is the introducer, anybody else a note with the label."""

import json

import pytest

HEAD = "First Name,Last Name,Labels,E-mail 1 - Value,"


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", "FN:Nan Okafor", *lines, "END:VCARD", ""])


def android(data):
    return card(f"X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;{data};;;;;;;;;;;;")


FILES = {
    "Google": f"{HEAD}Relation 1 - Label,Relation 1 - Value\nNan,Okafor,,,{{label}},Tom Reyes\n",
    "Google, before 2024": "Name,Group Membership,E-mail 1 - Value,Relation 1 - Type,Relation 1 - Value\n"
    "Nan Okafor,,,{label},Tom Reyes\n",
    "Apple": card("item1.X-ABRELATEDNAMES:Tom Reyes", "item1.X-ABLabel:_$!<{label}>!$_"),
    "vCard 4": card("RELATED;TYPE={label};VALUE=text:Tom Reyes", version="4.0"),
    "vCard 4 with a label": card('RELATED;VALUE=text;LABEL="{label}":Tom Reyes', version="4.0"),
    "Android's own label": android("Tom Reyes;0;{label}"),
    "a column": "Name,Email,{label}\nNan Okafor,nan@example.org,Tom Reyes\n",
    "Google's API": '[{{"names": [{{"displayName": "Nan Okafor"}}], "emailAddresses": [{{"value": "nan@example.org"}}],'
    ' "relations": [{{"person": "Tom Reyes", "type": "{label}"}}]}}]',
    "a list of objects": '[{{"name": "Nan Okafor", "email": "nan@example.org",'
    ' "relationships": [{{"relationship": "{label}", "contact": {{"name": "Tom Reyes"}}}}]}}]',
}


@pytest.mark.parametrize("file", FILES)
def test_a_related_person_is_a_note_with_the_label(given, file):
    found = given(FILES[file].format(label="Spouse")).card
    assert (found.name, found.notes, found.via) == ("Nan Okafor", "Spouse: Tom Reyes", ())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("label", ["Introduced by", "Referred by"])
def test_whoever_introduced_the_contact_is_the_introducer(given, file, label):
    found = given(FILES[file].format(label=label)).card
    assert (found.name, found.notes, found.via) == ("Nan Okafor", "", ("Tom Reyes",))


@pytest.mark.parametrize(
    "column",
    [
        "Manager's Name", "Manager", "manager_name", "Manager / Name", "Name of manager", "Manager Full Name",
        "manager.displayName", "Manager.Name", "managerName",
    ],
)  # fmt: skip
def test_the_label_of_a_column_is_who_it_names(given, column):
    assert given(f"Name,Email,{column}\nNan,nan@example.org,Tom Reyes\n").card.notes == "Manager: Tom Reyes"


def test_the_names_of_one_related_person_are_put_together(given):
    text = "Name,Email,Spouse First Name,Spouse Last Name,Spouse Email\nNan,nan@example.org,Tom,Reyes,tom@example.org\n"
    found = given(text).card
    assert (found.notes, found.email) == ("Spouse: Tom Reyes", ("nan@example.org",))


@pytest.mark.parametrize(
    ("column", "notes"),
    [
        ("Name des/der Vorgesetzten", "Name des/der Vorgesetzten: Tom Reyes"), ("Conjoint(e)", "Conjoint(e): Tom Reyes"),
        ("Nome coniuge", "Nome coniuge: Tom Reyes"), ("Cónyuge", "Cónyuge: Tom Reyes"),
        ("Руководитель", "Руководитель: Tom Reyes"), ("配偶者", "配偶者: Tom Reyes"),
        ("Name des Partners", "Name des Partners: Tom Reyes"),
    ],
)  # fmt: skip
def test_related_people_have_columns_in_other_languages(given, column, notes):
    assert given(f"Name,Email,{column}\nNan,nan@example.org,Tom Reyes\n").card.notes == notes


@pytest.mark.parametrize(
    "name",
    [
        "X-SPOUSE", "X-MS-SPOUSE", "X-EVOLUTION-SPOUSE", "X-KADDRESSBOOK-X-SpouseName", "X-WAB-SPOUSE-NAME",
        "X-MS-MANAGER", "X-KADDRESSBOOK-X-ManagersName", "X-EVOLUTION-ASSISTANT", "X-MS-CHILD",
    ],
)  # fmt: skip
def test_other_programs_have_properties_for_related_people(given, name):
    label = next(word for word in ("Spouse", "Manager", "Assistant", "Child") if word.upper() in name.upper())
    assert given(card(f"{name}:Tom Reyes")).card.notes == f"{label}: Tom Reyes"


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("RELATED;TYPE=child:name:Tom", "Child: Tom"), ("RELATED;TYPE=parent:text:Tom", "Parent: Tom"),
        ("RELATED:Tom", "Relation: Tom"), ('RELATED;TYPE="spouse,emergency":Tom', "Spouse: Tom"),
        ("X-RELATED;TYPE=spouse:Tom", "Spouse: Tom"), ("X-ABRELATEDNAMES;type=spouse:Tom", "Spouse: Tom"),
        ("X-ABRELATEDNAMES;type=pref:Tom", "Relation: Tom"),
    ],
)  # fmt: skip
def test_related_people_of_other_programs_are_notes(given, line, notes):
    """As public programs write and read them."""
    assert given(card(line, version="4.0")).card.notes == notes


@pytest.mark.parametrize(
    ("number", "via", "notes"), [("11", ("Tom",), ""), ("14", (), "Spouse: Tom"), ("7", (), "Manager: Tom")]
)
def test_androids_numbers_of_relations_are_labels(given, number, via, notes):
    found = given(android(f"Tom;{number};")).card
    assert (found.via, found.notes) == (via, notes)


def test_a_placeholder_for_a_related_person_is_ignored_and_listed(given):
    (row,) = given("Name,Email,Spouse\nNan,nan@example.org,n/a\n").rows
    assert (row.card.notes, [str(value) for value in row.ignored]) == ("", ["Spouse: 'n/a' is a placeholder"])


def test_the_report_says_what_becomes_of_related_people(run, tmp_path):
    (tmp_path / "a.vcf").write_text(FILES["Apple"].format(label="Spouse"))
    assert "X-ABRELATEDNAMES = by its label" in run("import", tmp_path / "a.vcf").err
    (tmp_path / "b.csv").write_text("Name,Email,Spouse\nNan,nan@example.org,Tom\n")
    assert "Spouse = notes" in run("import", tmp_path / "b.csv").err


def test_a_relation_that_changed_changes_the_note(run, tmp_path):
    for name in ("Tom Reyes", "Kim Reyes"):
        (tmp_path / "a.csv").write_text(FILES["Google"].format(label="Spouse").replace("Tom Reyes", name))
        run("import", tmp_path / "a.csv")
    assert run("show", "Nan", "--json").json["notes"] == "Spouse: Kim Reyes"


def test_a_list_of_an_objects_relations_is_not_a_list_of_contacts(given):
    people = [
        {"name": f"P{n}", "email": f"p{n}@example.org", "related": [{"name": "Q", "email": "q@example.org"}]}
        for n in range(3)
    ]
    assert given(json.dumps(people), "people.json").names == ["P0", "P1", "P2"]


def test_a_fields_own_label_in_json_says_what_it_is(given):
    """Google's API has a key and a value for each."""
    person = {"names": [{"displayName": "Nan"}], "emailAddresses": [{"value": "n@example.org"}]}
    own = {"userDefined": [{"key": "Knows about", "value": "mosaics"}, {"key": "Introduced by", "value": "Sam Lee"}]}
    card = given(json.dumps([person | own]), "people.json").card
    assert ([skill.topic for skill in card.skills], card.via) == (["mosaics"], ("Sam Lee",))


def test_the_name_beside_an_address_in_json_is_no_address(given):
    """Microsoft's API repeats the name there."""
    address = {"name": "Nan Okafor", "address": "n@example.org"}
    (row,) = given(json.dumps([{"displayName": "Nan Okafor", "emailAddresses": [address]}]), "people.json").rows
    assert (row.card.email, row.ignored) == (("n@example.org",), ())


@pytest.mark.parametrize("column", ["Plus One Name", "plus-one name", "Companion name"])
def test_a_plus_one_is_a_note(given, column):
    card = given(f"Name,Email,{column}\nNan,n@example.org,Bo Ek\n").card
    assert (card.aliases, card.notes.endswith(": Bo Ek")) == ((), True)


def test_a_legal_name_is_the_name_beside_a_preferred_one(given):
    card = given("Preferred Name,Legal First Name,Legal Last Name\nNana,Nan,Okafor\n").card
    assert (card.name, card.aliases) == ("Nan Okafor", ("Nana",))
