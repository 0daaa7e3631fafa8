"""How the cells of a row are read."""

import pytest

from asknet.model import Card, Kind, Level, Provenance, Skill


def topics(card):
    return [skill.topic for skill in card.skills]


def test_each_cell_is_split_by_its_own_mark(given):
    """A comma separates topics although another row of the column has a semicolon; in that row it stays."""
    found = given('name,skills\nNan,"bread, sourdough"\nSam,"knitting; bread, rye"\n')
    assert [topics(card) for card in found.cards] == [["bread", "sourdough"], ["knitting", "bread, rye"]]


def test_bar_splits_when_there_is_no_semicolon(given):
    """Without semicolons a bar separates, and commas stay."""
    assert topics(given('name,skills\nNan,"bread, rye|tax"\n').card) == [
        "bread, rye",
        "tax",
    ]


def test_comma_splits_when_there_is_nothing_else(given):
    """With neither semicolon nor bar in the column, commas separate."""
    assert topics(given('name,skills\nNan,"bread, tax"\n').card) == ["bread", "tax"]


def test_line_breaks_in_a_cell_split_topics(given):
    """A cell with a topic on each line holds several, commas and all."""
    assert topics(given('name,skills\nNan,"bread, rye\ntax"\n').card) == [
        "bread, rye",
        "tax",
    ]


def test_level_after_a_colon_is_read(given):
    """topic:level is a skill with a level, and known from a file."""
    card = given("name,skills\nNan,crochet:expert\n").card
    assert card.skills == (Skill("crochet", Level.EXPERT, Provenance.IMPORTED),)


def test_kind_column_makes_communities_and_sources(given):
    """A kind column is followed."""
    found = given("name,kind\nCrochet Crowd,community\nMDN,Source\n")
    assert [card.kind for card in found.cards] == [Kind.COMMUNITY, Kind.SOURCE]


@pytest.mark.parametrize(
    ("column", "value"),
    [("closeness", "9"), ("kind", "alien"), ("met", "2024-13-40"), ("reach", "moon")],
)
def test_bad_value_is_ignored_and_reported_with_its_field(given, column, value):
    """A value that the field does not accept does not lose the contact."""
    (row,) = given(f"name,place,{column}\nNan,Oslo,{value}\n").rows
    assert row.card == Card(name="Nan", place="Oslo")
    (ignored,) = row.ignored
    assert ignored.field == column
    assert value in ignored.why


def test_row_without_name_is_skipped_with_what_is_no_address(given):
    """A row with only a word where the address should be is skipped, and the word is reported."""
    found = given("Name,Email\n,nan at home\n")
    assert found.skipped == [(2, "no name (only email 'nan at home')")]


def test_name_before_an_address_is_taken(given):
    """Name <address> gives name and address."""
    card = given("Name,Email\n,Nan Okafor <nan@example.org>\n").card
    assert (card.name, card.email) == ("Nan Okafor", ("nan@example.org",))


def test_nickname_stands_in_for_a_missing_name(given):
    """A nickname is a sensible name if there is no other."""
    assert given("Name,Nickname\n,Nanny\n").names == ["Nanny"]


def test_organisation_is_not_a_name(given):
    """A row with only an organisation is skipped."""
    assert given("Name,Company\n,Acme\n").skipped == [(2, "no name (only org 'Acme')")]


def test_city_and_country_make_the_place(given):
    """City and country are joined."""
    assert given("Name,City,Country\nNan,Paris,France\n").card.place == "Paris, France"


def test_home_goes_before_work_as_the_place(given):
    """The place is where somebody lives, else where they work."""
    found = given("Name,Work City,Home City\nNan,Paris,Hobart\nSam,Paris,\n")
    assert [card.place for card in found.cards] == ["Hobart", "Paris"]


def test_several_note_columns_are_lines_of_the_notes(given):
    """Notes of several columns are all kept."""
    assert given("Name,Notes,Bio\nNan,Kind,Knits\n").card.notes == "Kind\nKnits"


def test_urls_with_commas_stay_whole(given):
    """A comma within a URL does not split it."""
    card = given('Name,Website\nNan,"https://example.org/a,b https://example.org/c"\n').card
    assert card.url == ("https://example.org/a,b", "https://example.org/c")


@pytest.mark.parametrize("name", ["דנה לוי", "李小龍", "Nan 🧶", "Zoë"])
def test_names_of_all_scripts_are_kept(given, name):
    """Hebrew, Chinese, emoji and accents come through."""
    assert given(f"name\n{name}\n").names == [name]


def test_name_that_is_too_long_skips_the_row(given):
    """A name past the limit loses its row, not the file."""
    found = given(f"name\n{'x' * 600}\nNan\n")
    assert found.names == ["Nan"]
    assert "600 characters" in found.skipped[0][1]


def test_a_shown_name_is_no_name_where_given_and_family_name_are_there(given):
    """The name is that of the two columns; the one that others see is another name."""
    card = given("Preferred name,First name,Last name\nNan,Adaeze,Okafor\n").card
    assert (card.name, card.aliases) == ("Adaeze Okafor", ("Nan",))


@pytest.mark.parametrize("shown", ["Nan Okafor (iPhone)", "Nan's iPad (Nan Okafor)", "Nan Okafor"])
def test_a_name_in_a_meeting_is_that_of_the_person(given, shown):
    """Of a name and the one before it, that of a device is left out."""
    assert given(f"Name (original name),Email\n{shown},nan@example.org\n").names == ["Nan Okafor"]


def test_the_part_somebody_has_in_a_meeting_is_no_part_of_the_name(given):
    """Guests are marked as such after their names."""
    assert given("Name,Email\nNan Okafor (Guest),nan@example.org\n").names == ["Nan Okafor"]


def test_drawn_lines_are_no_rows(given):
    """Lines of a table of text are neither people nor skipped."""
    found = given("+-----+----+\n| Name | Email |\n+-----+----+\n| Nan | nan@example.org |\n+-----+----+\n")
    assert (found.names, found.skipped) == (["Nan"], [])


def test_the_header_is_the_line_that_names_people(given):
    """The lines about a meeting above its participants are not their table."""
    text = "Topic,User Email,Duration (Minutes)\nWeekly,ed@example.org,60\n\nName (Original Name),User Email,Guest\n"
    card = given(f"{text}Nan Okafor,nan@example.org,No\n").card
    assert (card.name, card.email) == ("Nan Okafor", ("nan@example.org",))


def test_a_member_without_a_nickname_is_called_by_the_address(given):
    """A mailing list only knows nicknames; a member without one is not lost."""
    assert given("Email address,Nickname\nnan@example.org,Nan\nsam@example.org,\n").names == ["Nan", "sam@example.org"]


def test_a_ticket_is_no_name(given):
    """What a ticket is called is not what its holder is called."""
    assert given("name,email,ticket_name\nNan,nan@example.org,Standard\n").card.aliases == ()


def test_a_cell_of_one_value_loses_what_a_database_writes_around_it(given):
    rows = '"[""Leire""]","[{""name"":""Ola Nordby""}]","<a href=""x"">glass</a>"\nBen,Ek [old],@Ola Nordby,glass\n'
    cards = given(f"Name,Company,Introduced by,Skills\nAda,{rows}").cards
    assert [card.via for card in cards] == [("Ola Nordby",), ("Ola Nordby",)]
    assert [card.org for card in cards] == ["Leire", "Ek [old]"]
    assert [skill.topic for card in cards for skill in card.skills] == ["glass", "glass"]


def test_one_bad_cell_costs_no_other_cell_of_its_field(given):
    row = given('Name;Phone;Mobile;Company\nNan;="0172 1000002";#DIV/0!;#REF!\n').rows[0]
    assert row.card.phone == ("0172 1000002",)
    assert sorted(map(str, row.ignored)) == [
        "Company: #REF! is a spreadsheet error",
        "Mobile: #DIV/0! is a spreadsheet error",
    ]


FOOTERS = [
    "Total",
    "Total: 2",
    "Gesamtsumme",
    "Summe: 4",
    "Exported on 3 Nov 2026 by Pat",
    "Page 1 of 2",
    "12 rows",
    "合計",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_last_line_of_a_table_is_no_person(given, footer):
    found = given(f"Name,Phone\nNan Okafor,+44 161 999 0001\n{footer},2\n")
    assert (found.names, len(found.skipped)) == (["Nan Okafor"], 1)


@pytest.mark.parametrize("name", ["Suma Rao", "Total Energies Ltd", "Export 2000 GmbH", "Summa", "Page Turner"])
def test_a_name_that_begins_like_a_last_line_is_one(given, name):
    assert given(f"Name,Phone\n{name},\n").names == [name]


def test_a_link_to_an_address_is_the_address_and_a_part_in_a_meeting_no_title(given):
    card = given("Name,Email,Role\n_Nan Okafor_,[mail](mailto:nan@example.org),Presenter\n").card
    assert (card.name, card.email, card.title) == ("Nan Okafor", ("nan@example.org",), "")


@pytest.mark.parametrize("cell", ["• tax • audits •", "tax, audits, etc.", "tax; audits; ..."])
def test_marks_behind_the_last_value_are_dropped(given, cell):
    skills = given(f'Name,Skills\nNan,"{cell}"\n').card.skills
    assert [skill.topic for skill in skills] == ["tax", "audits"]
