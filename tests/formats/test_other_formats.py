"""Files of other programs than address books: LDIF, JSON, notes, lists of friends, archives."""

import json
import zipfile
from base64 import b64encode
from io import BytesIO

import pytest

from asknet.errors import InputError


def topics(card):
    return [skill.topic for skill in card.skills]


LDIF = """version: 1

dn: cn=Choir
objectclass: groupOfNames
cn: Choir
member: cn=Nan Okafor,mail=nan@example.org

dn: cn=Nan Okafor,mail=nan@example.org
objectclass: person
cn: Nan Okafor
givenName: Nan
sn: Okafor
mail: nan@example.org
mozillaSecondEmail: nan@home.example.org
title: Luth
 ier
l: Leeds
description:: S25vd3MgdmlvbGlucy4=

"""


def test_ldif_is_read_with_folded_and_encoded_lines(given):
    """LDIF gives name, addresses, role, town and notes, through folded lines and base64."""
    card = given(LDIF, "book.ldif").card
    assert (card.name, card.title, card.place, card.notes) == ("Nan Okafor", "Luthier", "Leeds", "Knows violins.")
    assert card.email == ("nan@example.org", "nan@home.example.org")


def test_a_list_of_ldif_is_a_circle_of_its_members(given):
    """A list of members becomes a circle of each, and no contact."""
    assert given(LDIF, "book.ldif").card.circles == ("Choir",)


def ignored(found):
    return [str(value) for row in found.rows for value in row.ignored]


def test_a_broken_line_of_ldif_costs_that_line(given):
    """What is not LDIF, not base64 or in another file is listed, and costs no other value."""
    text = "dn: cn=Sam Lee\ncn: Sam Lee\nwhat is this\nmail:: !!\ndescription:< file:///x\no: Leire\n"
    found = given(LDIF + text, "book.ldif")
    assert found.names == ["Nan Okafor", "Sam Lee"]
    assert found.cards[1].org == "Leire"
    assert ignored(found) == [
        "line 22: 'what is this' is not a line of LDIF",
        "mail: '!!' cannot be decoded",
        "description: 'file:///x' is in another file",
    ]


@pytest.mark.parametrize(
    ("codec", "option", "name"),
    [("latin-1", "", "Jan Müller"), ("cp1251", "cp1251", "Иван Петров"), ("utf-8", "", "Jan Müller")],
)
def test_base64_of_ldif_may_be_in_an_older_encoding(given, codec, option, name):
    """Text in base64 that is not UTF-8 is read in the encoding that the user names, else cp1252, and reported."""
    dn, cn = (b64encode(text.encode(codec)).decode().rstrip("=") for text in (f"cn={name}", name))
    found = given(f"dn:: {dn}\nobjectclass: person\ncn:: {cn}\nmail: m@example.org\n", "book.ldif", encoding=option)
    assert found.names == [name]
    assert any("not UTF-8" in warning for warning in found.reading.warnings) == (codec != "utf-8")


def test_an_entry_of_ldif_whose_name_cannot_be_decoded_has_that_of_its_dn(given):
    """The distinguished name has the name too."""
    assert given("dn: cn=Nan Okafor,dc=example\ncn:: @@@\nmail: nan@example.org\n", "book.ldif").names == ["Nan Okafor"]


def test_an_entry_of_ldif_without_its_dn_is_read(given):
    """An entry that lost its first line is an entry."""
    assert given(LDIF + "cn: Uma Ek\nmail: uma@example.org\n", "book.ldif").names == ["Nan Okafor", "Uma Ek"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("dn:: !!!\ncn:: !!!\n", "no name (cn: '!!!' cannot be decoded)"),
        ("dn: uid=x\nuid: x\n", "no name"),
        (
            "dn: cn=Sam\nchangetype: modify\nreplace: mail\nmail: sam@example.org\n-\n",
            "is a change (modify), not an entry",
        ),
    ],
)
def test_an_entry_of_ldif_that_is_not_read_is_listed(given, entry, why):
    """Even if it is the only one, and without the advice to map columns."""
    assert given(entry, "book.ldif").skipped == [(1, why)]


def test_a_directorys_units_and_machines_are_counted_and_its_references_are_names(given):
    """In Active Directory a machine is a person too; managers and groups are distinguished names."""
    text = (
        "dn: CN=Tom Reyes,DC=x\nobjectClass: person\ncn: Tom Reyes\ndisplayName: Reyes, Tom\nmanager: CN=Ann\\, Roe,DC=x\n"
        "memberOf: CN=Choir,DC=x\nlabeledURI: https://tom.example.org his page\nproxyAddresses: SMTP:tom@example.org\n"
        "proxyAddresses: SIP:tom@example.com\n\ndn: CN=PC1\nobjectClass: person\nobjectClass: computer\ncn: PC1\n\n"
        "dn: CN=Choir,DC=x\nobjectClass: group\ncn: Choir\nmember: CN=Tom Reyes,DC=x\n"
    )
    found = given(text, "ad.ldif")
    assert (found.names, found.card.aliases, found.card.circles) == (["Tom Reyes"], (), ("Choir",))
    assert (found.card.notes, found.card.url) == ("Manager: Ann, Roe", ("https://tom.example.org",))
    assert found.card.email == ("tom@example.org",)
    assert "units, roles and machines are not read: 1" in found.reading.warnings


PEOPLE = [
    {
        "first_name": "Nan",
        "lastName": "Okafor",
        "emails": [{"type": "work", "value": "nan@example.org"}],
        "tags": ["violins"],
    },
    {"name": "Sam Lee", "company": {"name": "Acme"}, "address": {"city": "Leeds"}, "project": {"name": "Not a name"}},
]


def test_json_is_read_wherever_its_list_lies(given):
    """The list of objects with names is found in the objects around it."""
    text = json.dumps({"meta": {"count": 2}, "result": {"contacts": PEOPLE, "labels": [{"id": 1, "name": "x"}]}})
    assert given(text, "export.json").names == ["Nan Okafor", "Sam Lee"]


def test_values_in_objects_of_json_are_read_by_both_names(given):
    """``company: {name}`` is the firm, ``emails: [{type, value}]`` an address, the name of a project nobody's."""
    nan, sam = given(json.dumps(PEOPLE), "export.json").cards
    assert (nan.email, topics(nan)) == (("nan@example.org",), ["violins"])
    assert (sam.name, sam.org, sam.place) == ("Sam Lee", "Acme", "Leeds")


def test_a_broken_line_of_json_lines_costs_that_line(given):
    """A line of JSON lines that is not an object is skipped and can be written out."""
    found = given(f"{json.dumps(PEOPLE[0])}\n{{oops\n{json.dumps(PEOPLE[1])}\n", "export.jsonl")
    assert (found.names, found.skipped) == (["Nan Okafor", "Sam Lee"], [(2, "is not a JSON object")])
    assert found.rejects == b"{oops\n"


def test_json_without_people_is_refused_without_its_content(given):
    """JSON in which nobody has a name is refused, and nothing of it is repeated."""
    with pytest.raises(InputError) as refused:
        given(json.dumps([{"secret": "hidden words"}]), "export.json")
    assert "JSON without a list of objects with names" in refused.value.message
    assert "hidden" not in f"{refused.value.message} {refused.value.hint}"


def test_telegrams_contacts_are_read_and_its_messages_are_not(given):
    """Of result.json the list of contacts is read, and nothing of the chats."""
    nan = {"first_name": "Nan", "last_name": "Okafor", "phone_number": "0047 900 00 001", "date": "2021-03-01T10:00:00"}
    data = {
        "contacts": {"about": "synced", "list": [nan]},
        "chats": {
            "list": [{"name": "Sam Lee", "type": "personal_chat", "messages": [{"from": "Sam Lee", "text": "hello"}]}]
        },
    }
    card = given(json.dumps(data), "result.json").card
    assert (card.name, card.phone, str(card.met)) == ("Nan Okafor", ("0047 900 00 001",), "2021-03-01")


@pytest.mark.parametrize("key", ["friends", "friends_v2"])
def test_facebooks_friends_are_decoded_once_more(given, key):
    """Facebook's text is encoded twice, and read as it was meant."""
    text = json.dumps({key: [{"name": "Ren\u00c3\u00a9 Faure", "timestamp": 1_580_000_000}]})
    card = given(text, "your_friends.json").card
    assert (card.name, str(card.met)) == ("René Faure", "2020-01-26")


def test_an_account_of_mastodon_is_no_email_address(given):
    """The address of an account becomes that of its page, and the first part of it the name."""
    card = given("Account address,Show boosts,Notify on new posts,Languages\nnan@social.example.org,true,false,\n").card
    assert (card.name, card.email, card.url) == ("nan", (), ("https://social.example.org/@nan",))


FRIENDS = """### Activities:
- 2024-01-02: Lunch with **Nan Okafor**.

### Notes:
- 2024-02-03: **Nan Okafor** got a new _Leeds_ workshop. @luthier

### Friends:
- Nan Okafor (a.k.a. Nanny a.k.a. N.) [Leeds] @violins @wood:turning
- (broken
- Sam Lee
"""


def test_friends_md_is_read_with_nicknames_place_tags_and_notes(given):
    """The file of `friends` gives nicknames, place, tags and the notes that name a friend."""
    nan = given(FRIENDS, "friends.md").cards[0]
    assert (nan.name, nan.aliases, nan.place) == ("Nan Okafor", ("Nanny", "N."), "Leeds")
    assert topics(nan) == ["violins", "wood turning"]
    assert nan.notes == "2024-02-03: Nan Okafor got a new Leeds workshop. @luthier"


def test_a_broken_line_of_friends_md_costs_that_line(given):
    """A line below the heading of friends that is not a friend is skipped."""
    found = given(FRIENDS, "friends.md")
    assert (found.names, found.rejects) == (["Nan Okafor", "Sam Lee"], b"- (broken\n")


KHARD = """First name : Nan
Additional :
Last name  : Okafor
Nickname :
    - Nanny
Organisation :
    -
        - Acme
        - Strings
Title : Luthier
Phone :
    cell, pref : "0161 999"
    fax : "1"
Email :
    work : nan@example.org
Address :
    home :
        City : Leeds
        Country : UK
Categories : Choir
Note : |
    one
    two
"""


def test_khards_yaml_is_read(given):
    """khard's template gives names, firm, numbers that are called, addresses by type, categories and notes."""
    card = given(KHARD, "nan.yaml").card
    assert (card.name, card.org, card.title, card.place) == ("Nan Okafor", "Acme", "Luthier", "Leeds, UK")
    assert (card.aliases, card.phone, card.email) == (("Nanny",), ("0161 999",), ("nan@example.org",))
    assert (card.circles, card.notes) == (("Choir",), "one\ntwo")


NOTE = """---
aliases: [Nanny]
tags: [person, violins]
email: nan@example.org
company: "[[Acme Strings]]"
introduced by: "[[Sam Lee]]"
---
Met at the fair.
"""


def packed(**files):
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return data.getvalue()


def test_a_note_with_front_matter_is_a_contact_named_as_its_file(given):
    """A note of Obsidian gives a contact; its name is the file's, its text the notes, its links names."""
    card = given(NOTE, "Nan Okafor.md").card
    assert (card.name, card.aliases, card.org, card.via) == ("Nan Okafor", ("Nanny",), "Acme Strings", ("Sam Lee",))
    assert (topics(card), card.notes) == (["violins"], "Met at the fair.")


def test_properties_of_logseq_are_read(given):
    """A page of Logseq gives a contact by its properties."""
    card = given(
        "type:: [[person]]\nphone:: +44 161 999\ntags:: #violins, [[choir]]\n\n- hello\n", "Nan Okafor.md"
    ).card
    assert (card.name, card.phone, card.notes) == ("Nan Okafor", ("+44 161 999",), "- hello")


def test_of_a_folder_of_notes_only_those_about_people_are_read(given):
    """Notes that say nothing of a person are counted, not read."""
    data = packed(**{"vault/Nan.md": NOTE, "vault/Book.md": "---\ntitle: A book\n---\n", "vault/Plain.md": "text\n"})
    found = given(data, "vault.zip")
    assert found.names == ["Nan"]
    assert found.reading.warnings[0].startswith("2 notes are not about a person")


def test_a_table_of_markdown_is_read_without_its_line_of_dashes(given):
    """The line of dashes is not a contact, a bar with a backslash is part of a cell, and prose around is not read."""
    text = "# People\n\n| Name | Skills |\n|:---|---:|\n| **Nan Okafor** | violins \\| bows |\n\nSee | you\n"
    card = given(text, "list.md").card
    assert (card.name, topics(card)) == ("Nan Okafor", ["violins", "bows"])


def card_of(name, more=""):
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name[:3].lower()}@example.org\n{more}END:VCARD\n"


def test_google_takeout_gives_everybody_once_with_their_labels(given):
    """The folders of labels in Takeout's contacts become circles of the contacts in them."""
    everybody = card_of("Nan Okafor") + card_of("Sam Lee")
    data = packed(
        **{
            "Takeout/Contacts/All Contacts/All Contacts.vcf": everybody,
            "Takeout/Contacts/Choir/Choir.vcf": card_of("Nan Okafor"),
            "Takeout/Contacts/My Contacts/My Contacts.vcf": everybody,
        }
    )
    assert [(card.name, card.circles) for card in given(data, "takeout.zip").cards] == [
        ("Nan Okafor", ("Choir",)),
        ("Sam Lee", ()),
    ]


def test_of_two_tables_of_notion_the_one_with_all_rows_is_read(given):
    """Notion writes a table as it is shown, and one with all rows: that is read."""
    data = packed(**{"a/People 1a.csv": "Name\nNan\n", "a/People 1a_all.csv": "Name\nNan\nSam\n"})
    assert given(data, "export.zip").names == ["Nan", "Sam"]


GROUP = card_of("Nan Okafor", "UID:A-1\n") + (
    "BEGIN:VCARD\nVERSION:3.0\nN:Choir\nFN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\n"
    "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A-1\nEND:VCARD\n"
)


def test_a_group_card_of_apple_is_a_circle_of_its_members(given):
    """A card that is a list of members becomes a circle of them, and no contact."""
    found = given(GROUP, "contacts.vcf")
    assert (found.names, found.card.circles) == (["Nan Okafor"], ("Choir",))


OTHERS = {
    "abook": ("# abook addressbook file\n\n[0]\nname=Private Person\n", "abook"),
    "aliases": ("# mine\nalias nan Private Person <p@example.org>\n", "mutt"),
    "muttrc": (
        'set realname = "Private Person"\nignore *\n\nalias -group work nan Private Person <p@example.org>\n',
        "mutt",
    ),
    "settings.txt": ('set from = "private@example.org"\nset folder = ~/mail\n', "mutt"),
    "contacts.org": ("* Private Person\n:PROPERTIES:\n:EMAIL: p@example.org\n:END:\n", "org-contacts"),
    "following.js": ('window.YTD.following.part0 = [{"following": {"accountId": "1"}}]', "X's"),
    "following.json": ('{"relationships_following": [{"title": "private_person"}]}', "Instagram"),
    "diary.ics": ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "iCalendar"),
    "chat.txt": ("[05.10.26, 10:00:00] Private Person: a\n[05.10.26, 10:01:00] Private Person: b\n", "WhatsApp"),
    "phone.spb": ("Private Person", "backup of a phone"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_program_is_recognised_and_says_what_to_do(given, name):
    """A file that is not read is called by its name, with a way out, and nothing of it is repeated."""
    text, what = OTHERS[name]
    with pytest.raises(InputError) as refused:
        given(text, name)
    said = f"{refused.value.message}. {refused.value.hint}"
    assert what in said
    assert refused.value.hint
    assert "Private" not in said
    assert "--map" not in said


def test_an_archive_of_apples_contacts_is_recognised(given):
    """A folder or zip of Apple's Contacts says how to export them."""
    with pytest.raises(InputError, match="Apple's Contacts"):
        given(packed(**{"x.abbu/AddressBook-v22.abcddb": "x"}), "contacts.zip")


def test_a_file_without_known_columns_is_refused_without_its_content(given):
    """Where no column is known, the message repeats nothing of the file: it may be private."""
    with pytest.raises(InputError) as refused:
        given("Private Person wrote this\nand that\n", "letter.txt")
    assert "Private" not in refused.value.message


@pytest.mark.parametrize(
    "name", ["ldif", "objects", "telegram", "notes", "markdown", "khard", "takeout", "workbook", "friends"]
)
def test_a_format_named_for_another_file_is_refused(given, name):
    """--format with a format that the file is not says so."""
    with pytest.raises(InputError, match="does not look like"):
        given("name,email\nNan,nan@example.org\n", format=name)


WRAPPED = {
    "list.json": '[{}, 7, null, {{"org": "Loom"}}]',
    "your_friends.json": '{{"friends_v2": [{}, 7, null, {{"timestamp": 1754000000}}]}}',
    "result.json": '{{"contacts": {{"list": [{}, 7, null, {{"date": "2026-02-08"}}]}}}}',
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_value_that_is_no_object_costs_itself_and_is_written_out(given, name):
    """Other values in a list are skipped with their line; the rejects are read as the file is."""
    person = '{"name": "Nan Okafor", "first_name": "Nan", "phone_number": "+47 900 00 001"}'
    found = given(WRAPPED[name].format(person), name)
    assert len(found.cards) == 1
    assert [why for _, why in found.skipped[:2]] == ["is not a JSON object"] * 2
    again = given(found.rejects.replace(b"null", person.encode()), name)
    assert (len(again.cards), len(again.skipped)) == (1, 2)


def test_a_list_may_begin_with_what_is_no_object(given):
    """A list of JSON is recognised by any value that it begins with."""
    assert given('[null, {"name": "Nan Okafor", "email": "nan@example.org"}]', "list.json").names == ["Nan Okafor"]


def test_what_is_no_contact_of_khard_is_skipped_and_written_out(given):
    """One document of another kind does not cost the others."""
    found = given("First name: Nan\nEmail:\n  home: nan@example.org\n---\n7\n", "contacts.yaml")
    assert found.names == ["Nan"]
    assert found.rejects == b"'7'\n"


def test_a_rule_in_the_middle_of_a_markdown_table_is_no_row(given):
    found = given(
        "| Name | Email |\n|---|---|\n| Nan | n@example.org |\n| --- | --- |\n| :-: | |\n| Theo | - |\n", "list.md"
    )
    assert (found.names, found.skipped) == (["Nan", "Theo"], [])


ADDRESSES = {
    "a line each": "Nan Okafor <nan@example.org>\nTheo Brandt <theo@example.org>\n",
    "as Mailman lists them": "nan@example.org (Nan Okafor)\ntheo@example.org (Theo Brandt)\n",
    "as Outlook copies them": "Okafor, Nan <nan@example.org>; Brandt, Theo <theo@example.org>",
    "of a message": 'To: "Nan Okafor" <nan@example.org>, Theo Brandt <theo@example.org>\nCc: x@example.org\n',
    "with hidden recipients": "Nan Okafor <nan@example.org>, Theo Brandt <theo@example.org>, Undisclosed recipients:;",
    "in a group": 'Choir: Nan Okafor <nan@example.org>, theo@example.org (Theo Brandt);, "A: B":x@example.org;',
    "on folded lines": "To: Nan Okafor\n <nan@example.org>, Theo Brandt\n\t<theo@example.org>\n",
    "beside a bad one": "Nan Okafor <nan@@example>, Nan Okafor <nan@example.org>; Theo Brandt <theo@example.org>",
    "in a list": "- Nan Okafor <nan@example.org>\n\n* Theo Brandt <theo@example.org>\n",
}


@pytest.mark.parametrize("how", ADDRESSES)
def test_addresses_as_mail_programs_copy_them_are_read(given, how):
    cards = given(ADDRESSES[how], "list.txt").cards[:2]
    assert [card.email for card in cards] == [("nan@example.org",), ("theo@example.org",)]
    assert [set(card.name.replace(",", "").split()) for card in cards] == [{"Nan", "Okafor"}, {"Theo", "Brandt"}]


@pytest.mark.parametrize("text", ["nan@example.org\ntheo@example.org\n", "write to nan@example.org\n"])
def test_other_text_with_addresses_is_no_list_of_them(given, text):
    with pytest.raises(InputError):
        given(text, "list.txt")


def test_a_line_of_an_address_list_with_anything_else_is_skipped(given):
    found = given("Nan Okafor <nan@example.org>\n" * 31 + "and many more\n", "list.txt")
    assert (len(found.cards), found.skipped) == (31, [(32, "'and many more' is no address with a name")])


@pytest.mark.parametrize(
    "broken", ["role: Baker: head", "tags: [person, bees", 'aliases:\n  - "@x', "role: [[Cook]] at [[Crumb]]"]
)
def test_a_value_of_front_matter_that_is_no_yaml_costs_no_note(given, broken):
    """A colon, bracket or quote that YAML refuses costs neither the note nor its other values."""
    card = given(f"---\ntype: person\nemail: dee@example.org\n{broken}\n---\nhi\n", "Dee Fox.md").card
    assert (card.name, card.email, card.notes) == ("Dee Fox", ("dee@example.org",), "hi")


def test_a_value_of_front_matter_that_is_no_yaml_is_read_as_it_is(given):
    """It is the text behind the first colon; a list that is not closed keeps its values."""
    card = given("---\nrole: Baker: head\nknows: [bees, mead\nemail: dee@example.org\n---\n", "Dee Fox.md").card
    assert (card.title, topics(card)) == ("Baker: head", ["bees", "mead"])


def test_a_second_line_that_is_no_json_costs_that_line(given):
    """In JSON lines, the second line may be broken as any other."""
    found = given(f"{json.dumps(PEOPLE[0])}\noops\n{json.dumps(PEOPLE[1])}\n", "export.jsonl")
    assert (len(found.names), [line for line, _ in found.skipped]) == (2, [2])


def test_a_page_in_a_namespace_is_named_by_its_last_part(given):
    """Logseq's ``people___Bob Poe.md`` is about Bob Poe."""
    assert given("type:: person\nemail:: bob@example.org\n", "people___Bob Poe.md").card.name == "Bob Poe"


def test_friends_md_with_nothing_but_friends_is_read(given):
    """Whoever keeps only friends has only that heading; other text below it makes it another file."""
    text = "### Friends:\n- Ann Roe [Paris] @wood\n- Bob Poe\n"
    assert given(text, "friends.md").names == ["Ann Roe", "Bob Poe"]
    with pytest.raises(InputError):
        given(text + "and so on\n", "notes.txt")


def test_lists_of_people_in_json_that_are_not_read_are_named(given):
    """Of several lists one is read, and the report says which others there are."""
    text = '{"members": [{"name": "Ann Roe", "email": "ann@example.org"}], "choir": [{"name": "Bob Poe"}]}'
    found = given(text, "people.json")
    assert found.names == ["Ann Roe"]
    assert found.reading.warnings == ("only the list 'members' is read, not 'choir'",)
