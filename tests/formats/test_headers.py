"""Where the header is, and what its names mean."""

import pytest

from asknet.errors import InputError, UsageError
from asknet.fields import FIELDS


def test_own_field_names_are_understood(given):
    """A CSV whose header is asknet's own field names fills every field."""
    row = "Nan Okafor,person,crochet:expert,Work,Designer,Acme,Hobart,local,n@example.org,123,"
    row += "https://example.org,Nanny,Sam Lee,luthier,2024-02-08,4,30d,tax,yes,past,Kind,7f6ec0de"
    card = given(f"{','.join(FIELDS)}\n{row}\n").card
    assert [f for f in FIELDS if getattr(card, f) in (None, "", ())] == []


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Company", "org"), ("Organisation", "org"), ("Employer", "org"),
        ("Job Title", "title"), ("Role", "title"), ("Title", "title"),
        ("City", "place"), ("Country", "place"),
        ("Keywords", "skills"), ("Tags", "skills"), ("Expertise", "skills"), ("Skill 2", "skills"),
        ("Alias", "aliases"), ("Nickname", "aliases"),
        ("E-mail Address", "email"), ("E-mail 2 Address", "email"), ("Mail", "email"),
        ("Mobile", "phone"), ("Homepage", "url"), ("LinkedIn", "url"),
        ("Comments", "notes"), ("Introduced by", "via"), ("Entreprise", "org"),
        ("E-Mail-Adresse", "email"), ("e_mail", "email"),
    ],
)  # fmt: skip
def test_usual_headers_are_guessed(given, header, field):
    """A usual column name is guessed, and the guess is reported."""
    reading = given(f"Full Name,{header}\nNan Okafor,x\n").reading
    assert reading.guesses == (("Full Name", "name"), (header, field))


@pytest.mark.parametrize("header", ["Birthday", "Home Street", "Photo", "ID", "Gender"])
def test_personal_columns_are_not_taken(given, header):
    """Personal columns are ignored, and reported as ignored."""
    reading = given(f"Name,{header}\nNan Okafor,x\n").reading
    assert reading.ignored == (header,)


def test_personal_columns_are_taken_when_mapped(given):
    """A personal column is read if the user maps it."""
    card = given("Name,Birthday\nNan,1 May\n", mapping=(("birthday", "notes"),)).card
    assert card.notes == "1 May"


def test_title_next_to_job_title_is_the_honorific(given):
    """Title is ignored next to Job Title (Outlook)."""
    card = given("Name,Title,Job Title\nNan,Dr.,Designer\n").card
    assert card.title == "Designer"


def test_first_middle_and_last_name_make_the_name(given):
    """The name is composed of its parts."""
    card = given("Last Name,First Name,Middle Name\nOkafor,Nan,Ada\n").card
    assert card.name == "Nan Ada Okafor"


def test_name_beside_vorname_is_the_family_name(given):
    """German address books write the family name under Name."""
    assert given("Name;Vorname\nMüller;Jürgen\n").names == ["Jürgen Müller"]


def test_another_full_name_becomes_an_alias(given):
    """A name that others see is another name beside given and family name."""
    card = given("First Name,Last Name,Display Name\nNan,Okafor,Nanny\n").card
    assert (card.name, card.aliases) == ("Nan Okafor", ("Nanny",))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiter_is_found(given, mark):
    """Commas, semicolons, tabs and bars all separate columns."""
    text = "Name,Company\nNan Okafor,Acme\n".replace(",", mark)
    assert given(text).card.org == "Acme"


def test_preamble_is_passed_over_and_told(given):
    """Lines before the header, one with a lone quote, do not hide it."""
    found = given('Contacts of "2024\n\nName,Company\nNan,Acme\n')
    assert found.names == ["Nan"]
    assert "header is line 3" in found.reading.warnings[0]


def test_a_row_of_column_names_does_not_become_the_header(given):
    """With one known name in the header, a row that holds two stays a row."""
    assert given("Name,Knits\nNan,socks\nNotes,Website\n").names == ["Nan", "Notes"]


def test_a_header_name_may_run_over_two_lines(given):
    """A quoted line break in a column name does not break the header."""
    found = given('Name,"Company\n(now)",Notes\nNan,Acme,Kind\n')
    assert (found.card.notes, found.rows[0].line) == ("Kind", 3)


def test_column_is_mapped_by_name_whatever_its_case(given):
    """Case, spaces and accents of a mapped column do not matter."""
    card = given("Wer;Kann Gut\nNan;crochet\n", mapping=(("wer", "name"), ("kanngut", "skills"))).card
    assert (card.name, card.skills[0].topic) == ("Nan", "crochet")


def test_file_without_header_is_mapped_by_number(given):
    """With columns mapped by number and no known name, line 1 is a contact."""
    found = given("Nan Okafor,Acme\nSam Lee,Globex\n", mapping=(("1", "name"), ("2", "org")))
    assert found.names == ["Nan Okafor", "Sam Lee"]
    assert found.reading.warnings


def test_two_columns_mapped_to_name_are_joined(given):
    """Name parts under unknown headers are mapped one by one."""
    mapping = (("Voornaam", "name"), ("Achternaam", "name"))
    assert given("Voornaam,Achternaam\nNan,Okafor\n", mapping=mapping).names == ["Nan Okafor"]


def test_minus_leaves_a_column_out(given):
    """A column mapped to - is ignored."""
    assert given("Name,Company\nNan,Acme\n", mapping=(("Company", "-"),)).card.org == ""


@pytest.mark.parametrize(
    "mapping",
    [("Nope", "name"), ("9", "name"), ("Name", "nope")],
)
def test_a_mapping_that_does_not_fit_is_wrong_usage(given, mapping):
    """A column or field that is not there is wrong usage."""
    with pytest.raises(UsageError):
        given("Name\nNan\n", mapping=(mapping,))


def test_no_name_column_is_refused_with_the_next_step(given):
    """Without a name column the file is refused, and the way out is named."""
    with pytest.raises(InputError, match=r"people\.csv.*Company.*--map COLUMN=name"):
        given("Company,City\nAcme,Hobart\n")


def test_several_columns_feed_one_field(given):
    """Columns of the same meaning are collected, each value once."""
    card = given("Name,Email,E-mail 2 Address\nNan,a@example.org,A@example.org;b@example.org\n").card
    assert card.email == ("a@example.org", "b@example.org")


def test_a_guess_that_no_value_bears_out_is_dropped_and_told(given):
    """A column Since that holds sentences is not read as days."""
    found = given("Name,Since\nNan,the knitting fair\n")
    assert found.names == ["Nan"]
    assert "Since is ignored" in found.reading.warnings[0]


def test_two_columns_mapped_to_a_single_value_are_wrong_usage(given):
    """A contact is met on one day: two columns for it cannot both be meant."""
    with pytest.raises(UsageError, match="two columns"):
        given("Name,A,B\nNan,,\n", mapping=(("A", "met"), ("B", "met")))


def test_second_guess_for_a_single_value_is_told_as_ignored(given):
    """Of two columns guessed as one introducer the first is taken."""
    found = given("Name,Introduced by,Referred by\nNan,Sam,Lee\n")
    assert (found.card.via, found.reading.ignored) == (("Sam", "Lee"), ())


def test_a_column_mapped_to_notes_stands_beside_the_notes(given):
    text = "Name,Department,Notes\nNan,Dyes,Likes tea\n"
    assert given(text, mapping=(("Department", "notes"),)).card.notes == "Dyes\nLikes tea"


def test_a_property_mapped_to_notes_stands_beside_the_note(given):
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Nan\nNOTE:Likes tea\nBDAY:1980\nEND:VCARD\n"
    assert given(text, mapping=(("BDAY", "notes"),)).card.notes == "Likes tea\n1980"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("Titel", ("Dr.", "Herr")), ("Titre", ("Mme", "M.")), ("Título", ("Sra.", "D.")), ("Titolo", ("Ing.", "Dott.ssa")),
        ("Tytuł", ("Pan", "mgr inż.")), ("Titul", ("Ing.", "MUDr.")), ("Title", ("Mr & Mrs", "Prof. Dr.")),
        ("Ünvan", ("Bay", "Dr.")), ("Títol", ("Sr.", "Sra.")), ("Position", ("Dipl.-Ing.", "Frau Dr.")),
    ],
)  # fmt: skip
def test_a_column_of_titles_before_names_is_no_role(given, column, values):
    """Its values show what it is, whatever its language; it is among the ignored columns."""
    found = given(f"Name,Email,{column}\nNan Okafor,n@example.org,{values[0]}\nBo Ek,b@example.org,{values[1]}\n")
    assert [card.title for card in found.cards] == ["", ""]
    assert found.reading.ignored == (column,)


def test_of_two_columns_of_one_name_the_one_with_roles_is_the_role(given):
    """French Outlook has Titre twice."""
    found = given("Titre,Prénom,Nom,Titre\nMme,Zoé,Carle,Potière\nM.,Luc,Roy,\n")
    assert [card.title for card in found.cards] == ["Potière", ""]


def test_a_title_before_a_name_among_roles_is_ignored_and_listed(given):
    found = given("Titel;Vorname;Nachname\nDr.;Nan;Okafor\nKoch;Bo;Ek\n")
    assert [card.title for card in found.cards] == ["", "Koch"]
    assert [str(value) for value in found.rows[0].ignored] == ["Titel: 'Dr.' is a form of address"]


@pytest.mark.parametrize("title", ["Professor", "Doctor", "Direktor Dr.", "Master Baker", "PM", "Avv. Penalista"])
def test_a_role_that_sounds_like_a_title_is_a_role(given, title):
    assert given(f"Title,Name\n{title},Nan Okafor\n").card.title == title


def test_a_title_that_the_user_maps_is_kept(given):
    assert given("Titel;Name\nDr.;Nan Okafor\n", mapping=(("Titel", "title"),)).card.title == "Dr."


@pytest.mark.parametrize(
    "groups",
    ["Person,,Contact,,Work", "Contact,Contact,Personal information,Contact,Business", "Name,,Contact,,Work\n,,,,"],
)
def test_a_line_that_names_groups_of_columns_is_not_the_header(given, groups):
    """A header below the names of its groups is read, as merged cells leave it."""
    card = given(
        f"{groups}\nFirst name,Last name,E-mail,Mobile,Company\nAnn,Roe,ann@example.org,07700 900001,Crumb\n"
    ).card
    assert (card.name, card.email, card.org) == ("Ann Roe", ("ann@example.org",), "Crumb")


@pytest.mark.parametrize("mapping", [(), (("Name", "name"),)])
@pytest.mark.parametrize(
    "above", ["Choir list 2026,,\nUpdated,2026-01-01,", "Organisation: Choir,,\nDate: 2026-01-01,,"]
)
def test_a_title_and_a_date_above_the_header_hide_it_neither_from_the_guess_nor_from_the_user(given, above, mapping):
    """A title, or a name with a value, above the header is not the header."""
    card = given(f"{above}\nName,Email,City\nAnn Roe,ann@example.org,Leeds\n", mapping=mapping).card
    assert (card.name, card.place) == ("Ann Roe", "Leeds")


def test_the_line_with_the_columns_that_the_user_names_is_the_header(given):
    """Lines above it with known names are a preamble."""
    text = "Email,City,Name\nWer genau,x,y\nAnn Roe,1,2\n"
    assert given(text, mapping=(("Wer genau", "name"),)).names == ["Ann Roe"]


def test_a_row_of_words_that_are_column_names_is_no_second_header(given):
    """Below a header, a row with fewer known names is a contact."""
    assert given("Name,Email,Phone,Circles\nNan,,,Work\n").names == ["Nan"]


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("Name,City,Country,City,Country\nNan,Leeds,UK,York,UK", "Leeds, UK; York, UK"),
        ("Name,City,Country,City 2,Country 2\nNan,Leeds,UK,Leeds,UK", "Leeds, UK"),
        ('Name,City,Country,Location\nNan,Leeds,UK,"Leeds, UK"', "Leeds, UK"),
        ("Nom,Prénom,Ville,Pays\nOkafor,Nan,Lyon,France", "Lyon, France"),
        ("Nom,Prénom,Ville,Pays,Ville,Pays\nOkafor,Nan,Lyon,France,Paris,France", "Lyon, France; Paris, France"),
    ],
)
def test_towns_and_countries_make_places(given, table, place):
    """Columns of two places are joined by place, and a value is not repeated."""
    assert given(f"{table}\n").card.place == place


@pytest.mark.parametrize(
    "header", ["Name,Contact", "Contact,Name", "Name,Contact details", "Name,How to reach them", "Who,Contact"]
)
def test_addresses_and_numbers_in_a_column_of_another_name_are_no_aliases(given, header):
    """A column of contacts or with an unknown name holds e-mail addresses and telephone numbers."""
    rows = [
        ("Ann Roe", "ann@example.org / 07700 900001"),
        ("Bob Poe", "+44 7700 900002"),
        ("Cal Doe", "cal@example.org"),
    ]
    order = 1 if header.startswith("Contact") else -1
    cards = given("\n".join([header, *(",".join(row[::-order]) for row in rows)]) + "\n").cards
    assert [(c.name, c.email, c.phone, c.aliases) for c in cards] == [
        ("Ann Roe", ("ann@example.org",), ("07700 900001",), ()),
        ("Bob Poe", (), ("+44 7700 900002",), ()),
        ("Cal Doe", ("cal@example.org",), (), ()),
    ]


def test_an_address_among_aliases_is_an_address(given):
    """A cell of nicknames that holds an address is read as one."""
    cards = given("Name,Nickname\nAnn Roe,Annie\nBob Poe,bob@example.org\n").cards
    assert [(c.aliases, c.email) for c in cards] == [(("Annie",), ()), ((), ("bob@example.org",))]


def test_whoever_looks_after_each_contact_is_no_alias(given):
    """Monday's Person beside Name, and a second name that is the same in most rows, are left out and listed."""
    found = given("Name,Person\nAnn Roe,Ida Kip\n")
    assert (found.card.aliases, found.reading.ignored) == ((), ("Person",))
    found = given("Name,Contact\nAnn Roe,Ida Kip\nBob Poe,Ida Kip\nCal Doe,\n")
    assert ([card.aliases for card in found.cards], found.reading.ignored) == ([(), (), ()], ("Contact",))
    found = given("First name,Last name,Person\nAnn,Roe,Ida Kip\nBob,Poe,Ida Kip\n")
    assert (found.names, found.reading.ignored) == (["Ann Roe", "Bob Poe"], ("Person",))


def test_an_address_that_is_written_twice_with_a_dash_is_one(given):
    """Monday writes the text of a link and its address."""
    assert given("Name,Email\nBob Poe,bob@example.org - bob@example.org\n").card.email == ("bob@example.org",)


@pytest.mark.parametrize("gap", ["", ","])
def test_people_side_by_side_are_read_one_by_one(given, gap):
    """Columns that are repeated with the name are those of another person."""
    text = f"Name,Email,{gap}Name,Email\nAnn Roe,ann@example.org,{gap}Bob Poe,bob@example.org\nCal Doe,,{gap},\n"
    cards = given(text).cards
    assert [(card.name, card.email) for card in cards] == [
        ("Ann Roe", ("ann@example.org",)), ("Bob Poe", ("bob@example.org",)), ("Cal Doe", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("host", ["User", "Host"])
def test_those_whose_calendar_an_appointment_is_in_are_not_who_came(given, host):
    """Of a list of appointments, name and address are those of who was invited, and the place is none."""
    text = f"Invitee Name,Invitee Email,Location,{host} Name,{host} Email\nAnn Roe,ann@example.org,Zoom,Me,me@example.org\n"
    card = given(text).card
    assert (card.name, card.email, card.place, card.aliases) == ("Ann Roe", ("ann@example.org",), "", ())


def test_the_billing_address_is_the_customers_if_there_is_no_other(given):
    """An order names its customer, and how to reach them only for the bill."""
    card = given("Customer Name,Billing Email,Billing Phone\nAnn Roe,ann@example.org,07700 900001\n").card
    assert (card.email, card.phone) == (("ann@example.org",), ("07700 900001",))
    assert given("Name,Email,Billing Email\nAnn,a@example.org,b@example.org\n").card.email == ("a@example.org",)


@pytest.mark.parametrize(
    "header",
    ["Nachname, Vorname;E-Mail", "Name, Vorname;E-Mail", "First name / Last name;Email", "Prénom et nom;E-mail"],
)
def test_a_column_of_both_names_is_the_name(given, header):
    """A column whose name joins given and family name holds names, whatever the table is separated by."""
    card = given(f"{header}\nRau, Ina;ina@example.org\n").card
    assert (card.name, card.email) == ("Rau, Ina", ("ina@example.org",))
