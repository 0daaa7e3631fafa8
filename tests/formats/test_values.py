"""Marks around and between the values of a cell, and the order of names."""

import csv
import io

import pytest

from asknet.formats.tables.values import split_addresses, split_list

LISTS = {
    "brackets": ("languages (French, Italian), baking", ["languages (French, Italian)", "baking"]),
    "an unclosed bracket": ("languages (French, baking", ["languages (French", "baking"]),
    "quotes": ('"forging, hot",welding', ["forging, hot", "welding"]),
    "and": ("taxes, and gardening", ["taxes", "gardening"]),
    "semicolons": ("bread, rye; tax", ["bread, rye", "tax"]),
    "bullets": ("• woodwork\n- metal\n* [ ] sewing", ["woodwork", "metal", "sewing"]),
    "bullets on a line": ("• woodwork • metal", ["woodwork", "metal"]),
    "numbers": ("1. accounting\n2) audits", ["accounting", "audits"]),
    "JSON": ('["welding", "hot, forging"]', ["welding", "hot, forging"]),
    "Python": ("['welding', 'forging']", ["welding", "forging"]),
    "PostgreSQL": ('{welding,"hot, forging"}', ["welding", "hot, forging"]),
    "constants": ('["BEEKEEPING","MEAD_MAKING"]', ["beekeeping", "mead making"]),
    "objects": ('[{"id": 1, "name": "bees"}, {"name": "mead"}]', ["bees", "mead"]),
    "full-width marks": ("木工、金工，裁縫", ["木工", "金工", "裁縫"]),
    "a note in brackets": ("[later]", ["[later]"]),
    "numbers on a line": ("1) tax 2) audits", ["tax", "audits"]),
    "tags": ("#sailing #knots", ["sailing", "knots"]),
    "dots between values": ("sewing · baking · tax", ["sewing", "baking", "tax"]),
    "breaks of HTML": ("sewing <br> baking<br/>tax", ["sewing", "baking", "tax"]),
    "and so on": ("sewing, baking etc.", ["sewing", "baking"]),
    "a dash inside a value": ("Spanish - beginner", ["Spanish - beginner"]),
    "and inside a value": (
        "tax, audits & payroll, research and development",
        ["tax", "audits & payroll", "research and development"],
    ),
}


@pytest.mark.parametrize("what", LISTS)
def test_a_cell_of_several_values_is_split(what):
    """Marks, brackets, quotes, bullets and the lists of programs are understood."""
    cell, values = LISTS[what]
    assert split_list(cell) == values


NUMBERS = {
    "+49 30 1234 / +49 30 5678": ["+49 30 1234", "+49 30 5678"],
    "030 / 123456": ["030 / 123456"],
    "4,47701E+11": ["4,47701E+11"],
    "tel: 0301234": ["0301234"],
    "447700900123.0": ["447700900123"],
    '["+44 1", "+44 2"]': ["+44 1", "+44 2"],
    "0049 30 1234567 od. 0172 1234567": ["0049 30 1234567", "0172 1234567"],
}


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_cell_of_numbers_is_split(cell):
    """Two numbers at a slash are two; an area code before one, and a number that a spreadsheet spoilt, stay whole."""
    assert split_addresses("phone", cell) == NUMBERS[cell]


@pytest.mark.parametrize(
    "cell", ["tel: 030 1234567 (office)", "'030 1234567 (evenings)", '="030 1234567"', "030 1234567 - privat"]
)
def test_what_stands_around_a_number_goes(cell):
    """A label, a guard and a remark in brackets are not part of a telephone number."""
    assert split_addresses("phone", cell) == ["030 1234567"]


def test_the_guard_of_a_spreadsheet_goes(given):
    """An apostrophe or ``="..."`` around a number is not part of it, and a spreadsheet error is not a value."""
    found = given('Name,Phone,Mobile,Company\nNan,\'+49 30 1234,"=""0301234""",#REF!\n')
    assert (found.card.phone, found.card.org) == (("+49 30 1234", "0301234"), "")
    assert list(map(str, found.rows[0].ignored)) == ["Company: #REF! is a spreadsheet error"]


def test_the_address_of_a_page_is_no_part_of_a_name(given):
    """Notion writes a linked page as its title and its address; Markdown and wikis have links of their own."""
    text = "Name,Company,Introduced by\nNan,Acme (https://notes.example.org/Acme-1a),"
    text += '"Sam (https://n.example.org/s), Uma (../Uma%201.md)"\n'
    card = given(text).card
    assert (card.org, card.via) == ("Acme", ("Sam", "Uma"))
    assert given("Name,Company\n[Nan](https://example.org),[[Firms/Acme|Acme Ltd]]\n").card.org == "Acme Ltd"


@pytest.mark.parametrize(
    ("first", "last", "name"), [("太郎", "山田", "山田太郎"), ("小龙", "李", "李小龙"), ("민수", "박", "박민수")]
)
def test_a_name_of_east_asia_has_the_family_name_first(given, first, last, name):
    """In Chinese, Japanese and Korean script the family name comes first, without a space."""
    assert given(f"First Name,Last Name,Email\n{first},{last},a@example.org\n").names == [name]


def test_a_card_of_east_asia_has_the_family_name_first(given):
    """FN in the order of the West is put right by N."""
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:花子 佐藤\nN:佐藤;花子;;;\nEND:VCARD\n"
    assert given(text, "in.vcf").names == ["佐藤花子"]


def test_a_hungarian_name_has_the_family_name_first(given):
    """Hungarian columns give a Hungarian name."""
    assert given("Vezetéknév,Keresztnév,E-mail cím\nNagy,Anna,a@example.org\n").names == ["Nagy Anna"]


def test_a_maiden_name_is_another_name(given):
    """The maiden name makes an alias with the given name, in a table and in a card."""
    assert given("First Name,Last Name,Maiden Name\nNan,Okafor,Umeh\n").card.aliases == ("Nan Umeh",)
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Nan Okafor\nN:Okafor;Nan;;;\nX-MAIDENNAME:Umeh\nEND:VCARD\n"
    assert given(text, "in.vcf").card.aliases == ("Nan Umeh",)


@pytest.mark.parametrize(
    "name",
    [
        "Anna & Peter Meier", "Anna und Peter Meier", "Mr and Mrs Smith", "Lee, Ann and Lee, Bob", "Jan en Els Bos",
        "Pat / Sam Lowe",
        "Hans und Grete Toller", "Tom+Ann Roe", "Ann/Tom Roe", "Jan a Eva Novák", "Ayşe ve Ali Kaya", "Anna ja Matti Virtanen",
        "Anna és Péter Nagy", "M. et Mme Roy", "Hr. og Fru Dahl",
    ],
)  # fmt: skip
def test_a_couple_in_one_contact_is_said(given, name):
    """A name that is that of two people is reported with its row."""
    assert "seems to name two people" in given(f'Name,Email\n"{name}",a@example.org\n').rows[0].ignored[0].why


@pytest.mark.parametrize(
    "name",
    [
        "Familie Schulz",
        "Fam. Jansen",
        "Família Silva",
        "Schulz, Familie",
        "The Lowe Family",
        "Roe Household",
        "山田ご夫妻",
    ],
)
def test_a_family_in_one_contact_is_said(given, name):
    """A family is several people, in the languages of the column names."""
    (row,) = given(f'Name,Email\n"{name}",a@example.org\n').rows
    assert [value.why for value in row.ignored] == [
        f"{name!r} seems to name a family, but is one contact: add its members separately"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Salt & Pepper", "Smith & Sons", "Müller & Söhne", "H&M", "AC/DC", "Rob en Co", "Art / Craft Ltd",
        "José Ortega y Gasset", "Sam Lee (they/them)", "Nan/Okafor", "Family Doctor", "Ann Roe / Acme",
    ],
)  # fmt: skip
def test_a_firm_with_an_and_is_no_couple(given, name):
    """Two words around an "and" that are not given names are left unchanged."""
    assert given(f"Name,Email\n{name},a@example.org\n").rows[0].ignored == ()


LISTED = {
    "Name": ("Nan Okafor", "name"), "Company": ("Alpha, Inc.", "org"), "Role": ("Rigger", "title"), "Town": ("Leeds", "place"),
    "Email": ("n@example.org", "email"), "Phone": ("+1 555 0100", "phone"), "Web": ("https://n.example.org", "url"),
    "Introduced by": ("Sam Lee", "via"),
}  # fmt: skip


@pytest.mark.parametrize("marks", ['"{}"', '["{}"]', "[{}]", "“{}”", "'{}'", "['{}']", '{{"{}"}}'])
@pytest.mark.parametrize("column", LISTED)
def test_the_marks_of_a_database_around_a_value_are_no_part_of_it(given, column, marks):
    """Airtable puts quotes around what has a comma; others write lists of JSON, Python or PostgreSQL, or bare brackets."""
    value, field = LISTED[column]
    if marks == "[{}]":
        value = value.partition(",")[0]
    text = io.StringIO()
    csv.writer(text).writerows([["Alias", "Name", column], ["Nana", marks.format(value), marks.format(value)]])
    found = getattr(given(text.getvalue()).card, field)
    assert found in (value, (value,))


@pytest.mark.parametrize(
    ("cell", "org"),
    [
        ('Leire, "Alpha, Inc."', "Leire; Alpha, Inc."),
        ('"Alpha, Inc.", "Beta"', "Alpha, Inc.; Beta"),
        ('Acme "Best" Ltd', 'Acme "Best" Ltd'),
    ],
)
def test_several_linked_records_in_a_cell_of_text_are_separated(given, cell, org):
    text = io.StringIO()
    csv.writer(text).writerows([["Name", "Company"], ["Nan", cell]])
    assert given(text.getvalue()).card.org == org


@pytest.mark.parametrize("name", ['Robert "Bob" Jones', 'Jones, "Annie"', "Nan [deleted] Okafor"])
def test_marks_inside_a_name_stay(given, name):
    text = io.StringIO()
    csv.writer(text).writerows([["Name", "Email"], [name, "n@example.org"]])
    assert given(text.getvalue()).names == [name]


def test_introducers_with_commas_in_their_names_are_separate_people(given):
    assert given('Name,Introduced by\nNan,"""Poe, Ben"", Cal Doe"\n').card.via == ("Poe, Ben", "Cal Doe")


def test_the_shorter_of_two_titles_is_kept_where_the_other_repeats_it(given):
    """A headline that says the role and the firm adds nothing to the role."""
    assert given("Name,Headline,Role\nNan,Luthier at Acme,Luthier\n").card.title == "Luthier"


def test_a_name_of_east_asia_is_found_in_either_order(run, home):
    """A name that is kept family name first is found given name first, with a space, and as it is kept."""
    (home / "in.csv").write_text("First Name,Last Name,Email\n太郎,山田,a@example.org\n", encoding="utf-8")
    run("import", home / "in.csv")
    assert [run("show", name).out.splitlines()[0] for name in ("太郎 山田", "山田 太郎", "山田太郎")] == [
        "name\t山田太郎"
    ] * 3


LABELLED = {
    "M: 07700 900123 T: 020 7946 0018": ["07700 900123", "020 7946 0018"],
    "020 7946 0018 ext. 12": ["020 7946 0018 ext. 12"],
}


@pytest.mark.parametrize("cell", LABELLED)
def test_labels_stand_before_numbers_and_nowhere_else(cell):
    """A label separates two numbers in a cell; the end of an extension's name is not a label."""
    assert split_addresses("phone", cell) == LABELLED[cell]


def test_an_apostrophe_before_an_address_goes():
    """What a spreadsheet puts before an address is not part of it."""
    assert split_addresses("email", "'nan@example.org") == ["nan@example.org"]


def test_an_error_in_a_column_of_skills_is_no_skill(given):
    """What a spreadsheet shows for a broken formula is ignored and listed, though it looks like a tag."""
    (row,) = given("Name,Skills\nAnn Roe,#REF!\n").rows
    assert (row.card.skills, len(row.ignored)) == ((), 1)
