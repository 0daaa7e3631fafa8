"""vCard 2.1, 3.0 and 4.0, as address books write them."""

from __future__ import annotations

from datetime import date

import pytest

from asknet.errors import InputError, UsageError
from asknet.model import Kind, Level, Reach


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


APPLE = card(
    "PRODID:-//Apple Inc.//macOS 14.5//EN",
    "N:Okafor;Nan;;Dr.;",
    "FN:Nan Okafor",
    "NICKNAME:Nana",
    "ORG:Wattle & Thread;Design",
    "TITLE:Textile designer",
    "item1.EMAIL;type=INTERNET:n2@example.org",
    "item1.X-ABLabel:_$!<Other>!$_",
    "EMAIL;type=INTERNET;type=HOME;type=pref:nan@example.org",
    "TEL;type=CELL;type=VOICE;type=pref:+61 3 1234",
    "TEL;type=HOME;type=FAX:+61 3 9999",
    "item2.ADR;type=HOME;type=pref:;;1 High St\\nUnit 2;Hobart;TAS;7000;Australia",
    "ADR;type=WORK:;;2 Low St;Perth;WA;6000;Australia",
    "NOTE:Knows dyes\\; ask first\\nSecond line\\, with comma",
    "item3.URL;type=pref:https\\://wattle.example.org",
    "BDAY:1980-01-01",
    "X-SOCIALPROFILE;type=linkedin;x-user=nan:https://www.linkedin.com/in/nan",
    "item4.X-ABRELATEDNAMES:Sam Lee",
    "item4.X-ABLabel:introduced by",
    "item5.X-ABRELATEDNAMES:Kit",
    "item5.X-ABLabel:_$!<Spouse>!$_",
    "CATEGORIES:Choir,Wool\\, dyed,myContacts",
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
    " SkZJRg==",
    "UID:ABC-1",
)


def test_what_apple_writes_is_read(given):
    read = given(APPLE).card
    assert (read.name, read.org, read.title) == ("Nan Okafor", "Wattle & Thread", "Textile designer")
    assert read.email == ("nan@example.org", "n2@example.org")
    assert read.phone == ("+61 3 1234",)
    assert read.place == "Hobart, Australia"
    assert read.url == ("https://wattle.example.org", "https://www.linkedin.com/in/nan")
    assert read.aliases == ("Nana",)
    assert read.notes == "Knows dyes; ask first\nSecond line, with comma\nSpouse: Kit"


def test_categories_are_circles_and_googles_own_groups_are_not(given):
    assert given(APPLE).card.circles == ("Choir", "Wool, dyed")
    assert [str(s) for s in given(APPLE).card.skills] == ["Choir", "Wool, dyed"]


def test_the_related_person_labelled_introduced_by_is_the_introducer(given):
    assert given(APPLE).card.via == ("Sam Lee",)


def test_the_honorific_is_no_title_and_personal_properties_are_told_as_not_taken(given):
    found = given(APPLE)
    assert found.reading.ignored == ("BDAY", "PHOTO")
    assert "Dr." not in (found.card.title, found.card.name)
    assert "High St" not in str(found.card)


def test_the_format_the_version_and_the_encoding_are_said(given):
    found = given(APPLE)
    assert (found.reading.format, found.reading.label) == ("vcard", "vCard 3.0, UTF-8")
    assert ("ORG", "org") in found.reading.guesses


def test_the_uid_is_the_key(given):
    assert given(APPLE).rows[0].key == "abc-1"
    assert given(card("FN:Nan", "UID:urn:uuid:F81D", version="4.0")).rows[0].key == "f81d"


def test_expertise_hobby_and_interest_are_skills_with_rfc_6715s_levels(given):
    skills = given(
        card(
            "FN:Theo Brandt",
            "EXPERTISE;LEVEL=expert;INDEX=1:sourdough\\, rye",
            "EXPERTISE;LEVEL=average:pastry",
            "EXPERTISE;LEVEL=beginner:guitar",
            "EXPERTISE:milling",
            "HOBBY;LEVEL=high:bouldering",
            "INTEREST;LEVEL=low:r&b",
            version="4.0",
        )
    ).card.skills
    assert [str(s) for s in skills] == [
        "sourdough, rye:expert", "pastry:intermediate", "guitar:beginner", "milling", "bouldering", "r&b",
    ]  # fmt: skip
    assert {s.provenance.value for s in skills} == {"imported"}


def test_asknets_own_properties_say_what_vcard_has_no_word_for(given):
    read = given(
        card(
            "FN:Yarn Hall",
            "KIND:org",
            "X-ASKNET-KIND:community",
            "EXPERTISE;LEVEL=expert;X-ASKNET-LEVEL=advanced:dyeing",
            "EXPERTISE;X-ASKNET-LEVEL=none:chess:beginner",
            "X-ASKNET-WANTS:help with a loom",
            "X-ASKNET-REACH:local",
            "X-ASKNET-MET:2020-02-03",
            "X-ASKNET-CLOSENESS:4",
            "X-ASKNET-EVERY:30d",
            "X-ASKNET-NO-SUGGEST:yes",
            version="4.0",
        )
    ).card
    assert (read.kind, read.reach, read.closeness) == (Kind.COMMUNITY, Reach.LOCAL, 4)
    assert (read.met, read.every, read.no_suggest) == (date(2020, 2, 3), 30, True)
    assert read.wants == ("help with a loom",)
    assert [(s.topic, s.level) for s in read.skills] == [("dyeing", Level.ADVANCED), ("chess:beginner", None)]


@pytest.mark.parametrize("kind", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
def test_a_group_is_a_community(given, kind):
    assert given(card("FN:Island Choir", kind, version="4.0")).card.kind is Kind.COMMUNITY


def test_a_related_person_by_address_or_of_another_kind_is_no_introducer(given):
    lines = ["FN:Nan", "RELATED;TYPE=friend;VALUE=text:Sam", 'RELATED;LABEL="introduced by":urn:uuid:1']
    found = given(card(*lines, version="4.0"))
    assert (found.card.via, found.card.notes) == ((), "Friend: Sam")
    assert [value.column for value in found.rows[0].ignored] == ["RELATED"]
    assert given(card("FN:Nan", 'RELATED;VALUE=text;LABEL="introduced by":Sam', version="4.0")).card.via == ("Sam",)


def test_uris_and_parameters_in_quotes_are_understood(given):
    read = given(
        card(
            "FN;PREF=2:Theodor Brandt",
            "FN;PREF=1:Theo Brandt",
            'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-5555;ext=5',
            'EMAIL;X-LABEL="a:b;c":mailto:theo@example.org',
            version="4.0",
        )
    ).card
    assert (read.name, read.aliases) == ("Theo Brandt", ("Theodor Brandt",))
    assert (read.phone, read.email) == (("+1-555-555-5555 ext 5",), ("theo@example.org",))


ANDROID = card(
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=",
    "=D0=B0=D0=BD;;;",
    "TEL;CELL:+79991234567",
    "EMAIL;HOME:ivan@example.org",
    "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo: with colon=0D=0A=",
    "three",
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Vanya;1;;;;;;;;;;;;;",
    version="2.1",
)


def test_quoted_printable_with_soft_breaks_is_read(given):
    read = given(ANDROID).card
    assert (read.name, read.notes) == ("Иван Иванов", "one\ntwo: with colon\nthree")
    assert (read.phone, read.aliases) == (("+79991234567",), ("Vanya",))


def test_a_property_is_read_in_the_charset_it_names(given):
    lines = card("N;CHARSET=SHIFT_JIS:山田;太郎", "FN;CHARSET=SHIFT_JIS:表 太郎", version="2.1")
    assert given(lines.encode("shift_jis")).card.name == "表 太郎"


def test_text_without_a_charset_follows_the_one_that_others_name(given):
    lines = card("FN:Дмитро", "NOTE;CHARSET=WINDOWS-1251:ні", version="2.1")
    found = given(lines.encode("cp1251"))
    assert found.card.name == "Дмитро"
    assert "windows-1251" in found.reading.warnings[0]


def test_a_card_in_another_encoding_does_not_spoil_its_neighbour(given):
    data = card("FN:José Alba").encode() + card("FN:José Brun").encode("cp1252")
    assert given(data).names == ["José Alba", "José Brun"]


def test_encoding_can_be_said(given):
    assert given(card("FN:Łukasz").encode("cp1250"), encoding="cp1250").card.name == "Łukasz"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_utf_16_and_byte_order_marks_are_understood(given, encoding):
    assert given(card("FN:Zoë Ngata").encode(encoding)).names == ["Zoë Ngata"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_unfolded_and_every_line_end_is_known(given, end):
    text = card("FN:Nan O", " kafor", "", "NOTE:knits", "\t and dyes").replace("\r\n", end)
    read = given(text).card
    assert (read.name, read.notes) == ("Nan Okafor", "knits and dyes")


def test_a_line_folded_within_a_letter_is_put_together(given):
    name = "Zoë Ngata".encode()
    at = name.index(b"\xab")
    data = card("FN:x").encode().replace(b"FN:x", b"FN:" + name[:at] + b"\r\n " + name[at:])
    found = given(data)
    assert (found.card.name, found.reading.warnings) == ("Zoë Ngata", ())


def test_vcard_2_1_keeps_the_space_it_folds_at_and_its_backslashes(given):
    read = given(card("N:Okafor;Nan", "NOTE:crochet", " patterns in C:\\new", version="2.1")).card
    assert read.notes == "crochet patterns in C:\\new"


@pytest.mark.parametrize("name", ["Brandt, Theo", "Nan; the Knitter", "O\\'Brien", "Richter, James Doe Sr."])
def test_a_name_is_not_cut_at_bare_marks(given, name):
    assert given(card(f"FN:{name}")).card.name == name.replace("\\", "")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Okafor;Nan;Ada;Dr.;MD"], "Nan Ada Okafor"),
        (["FN:", "N:;;;;", "NICKNAME:Nana"], "Nana"),
        (["N:;;;;", "ORG:Mend It;Bikes"], "Mend It"),
        (["EMAIL:nan@example.org"], "nan@example.org"),
        (["TEL:555"], "555"),
        (["FN:Nan@example.org", "N:Okafor;Nan", "EMAIL:nan@example.org"], "Nan Okafor"),
    ],
)
def test_a_card_without_a_name_is_called_by_what_else_it_says(given, lines, name):
    assert given(card(*lines)).card.name == name


def test_a_card_with_nothing_to_call_it_by_is_told(given):
    assert given(card("BDAY:1980-01-01") + card("FN:Nan")).skipped == [(1, "no name")]


def test_a_bad_card_costs_that_card_with_its_line(given):
    found = given(card(f"FN:{'x' * 600}") + "BEGIN:VCARD\r\nFN:Lost\r\n" + card("FN:Nan") + "BEGIN:VCARD\r\nFN:Cut")
    assert found.names == ["Nan"]
    assert [line for line, _ in found.skipped] == [1, 5, 11]
    assert "before the next card begins" in found.skipped[1][1]
    assert "cut off" in found.skipped[2][1]


def test_an_agents_card_inside_a_card_is_passed_over(given):
    agent = "AGENT:\r\n" + card("FN:Agent", version="2.1").rstrip()
    assert given(card("FN:Boss", agent, "TEL:1", version="2.1") + card("FN:Nan")).names == ["Boss", "Nan"]


def test_what_stands_outside_the_cards_is_told(given):
    found = given("Content-Type: text/vcard\n\n" + card("FN:Nan") + "\nstray\n")
    assert found.names == ["Nan"]
    assert found.skipped == [(1, "is outside any card"), (7, "is outside any card")]


def test_rejects_are_the_very_cards_and_read_again_the_same(given):
    bad = card(f"FN:{'x' * 600}", "NOTE:kept as it stands  ")
    found = given(card("FN:Nan") + bad + card("FN:Theo") + "BEGIN:VCARD\r\nFN:Cut")
    assert found.rejects == bad.encode() + b"BEGIN:VCARD\r\nFN:Cut\n"
    assert [why for _, why in given(found.rejects).skipped] == [why for _, why in found.skipped]
    assert given(found.rejects.replace(b"x" * 600, b"Mended")).names == ["Mended"]


def test_a_property_can_be_mapped_to_a_field_or_left_out(given):
    text = card("FN:Nan", "X-CUSTOM1:yarn,dye", "ROLE:Weaver", "TITLE:Lead", "BDAY:1980", "NOTE:no")
    read = given(text, mapping=(("x-custom1", "skills"), ("ROLE", "title"), ("BDAY", "aliases"), ("NOTE", "-"))).card
    assert [s.topic for s in read.skills] == ["yarn", "dye"]
    assert (read.title, read.aliases, read.notes) == ("Weaver", ("1980",), "")


@pytest.mark.parametrize("mapping", [("X-ABSENT", "skills"), ("FN", "shoes")])
def test_a_mapping_that_does_not_fit_is_refused(given, mapping):
    with pytest.raises(UsageError):
        given(card("FN:Nan"), mapping=(mapping,))


def test_another_file_is_not_read_as_a_vcard(given):
    with pytest.raises(InputError, match="does not look like a vCard"):
        given("name\nNan\n", format="vcard")
    with pytest.raises(InputError, match="is a vCard, not a table"):
        given(card("FN:Nan"), format="csv")


@pytest.mark.parametrize("said", ["KIND:org", "KIND:ORG", "X-ABShowAs:COMPANY", "KIND:group"])
def test_an_organisation_is_a_community(given, said):
    assert given(card("FN:Wool Guild", said, version="4.0")).card.kind is Kind.COMMUNITY


@pytest.mark.parametrize("said", ["KIND:individual", "X-ABShowAs:PERSON", "NOTE:x"])
def test_anybody_else_is_of_no_kind_that_is_said(given, said):
    assert given(card("FN:Nan", said, version="4.0")).card.kind is None


def test_our_own_card_says_which_kind_an_organisation_is(given):
    assert given(card("FN:MDN", "KIND:org", "X-ASKNET-KIND:source", version="4.0")).card.kind is Kind.SOURCE


def test_text_whose_charset_is_said_needs_no_warning(given):
    lines = card("N;CHARSET=Windows-1252:Zoë;René", "FN;CHARSET=Windows-1252:René Zoë", version="2.1")
    found = given(lines.encode("cp1252"))
    assert (found.names, found.reading.warnings) == (["René Zoë"], ())


def test_text_whose_charset_is_not_said_is_warned_of(given):
    lines = card("FN;CHARSET=Windows-1252:René Zoë", "NOTE:né", version="2.1")
    assert "read as windows-1252" in given(lines.encode("cp1252")).reading.warnings[0]
