"""Outlook's and Thunderbird's address books, in the languages they write."""

from __future__ import annotations

import csv
import io

import pytest

from asknet.errors import InputError

OUTLOOK = {
    "Title": "Dr.", "First Name": "Nan", "Last Name": "Okafor", "Suffix": "", "Company": "Acme", "Department": "R&D",
    "Job Title": "Designer", "Business Street": "1 High St", "Business City": "Perth", "Business Country/Region": "",
    "Home City": "Hobart", "Home Country/Region": "Australia", "Business Fax": "9", "Business Phone": "1",
    "Home Phone": "2", "Company Main Phone": "8", "Anniversary": "0/0/00", "Birthday": "1/1/80",
    "Categories": "Choir;Wool", "E-mail Address": "n@example.org", "E-mail Type": "SMTP",
    "E-mail Display Name": "Nan (n@example.org)", "E-mail 2 Address": "m@example.org", "Government ID Number": "77",
    "Hobby": "crochet", "Keywords": "dye", "Notes": "née Ngata", "Profession": "Artist", "Referred By": "Sam Lee",
    "Spouse": "Kit", "User 1": "u", "Web Page": "https://nan.example.org",
}  # fmt: skip
GERMAN = {
    "Anrede": "Herr", "Vorname": "Jörg", "Nachname": "Müller", "Firma": "Wurst KG", "Position": "Koch",
    "Straße geschäftlich": "Gasse 1", "Ort geschäftlich": "Bonn", "Ort privat": "Köln",
    "Land/Region privat": "Deutschland", "Telefon geschäftlich": "1", "Telefon (privat)": "2", "Beruf": "Metzger",
    "E-Mail-Adresse": "j@example.org", "E-Mail-Typ": "SMTP", "E-Mail: Angezeigter Name": "J M",
    "E-Mail 2: Adresse": "k@example.org", "Kategorien": "Chor;Fußball", "Notizen": "nett", "Geburtstag": "1.1.80",
    "Empfohlen von": "Sam Lee", "Privat": "Aus",
}  # fmt: skip
FRENCH = {
    "Titre": "Mme", "Prénom": "Zoé", "Nom": "Petit", "Société": "Tissage SA", "Titre1": "Tisserande",
    "Rue (bureau)": "1 rue", "Ville (domicile)": "Lyon", "Pays/Région (domicile)": "France", "Tél. mobile": "2",
    "Adresse de messagerie": "z@example.org", "Type de messagerie": "SMTP", "Anniversaire": "1/1/80",
    "Nom complet de l'adresse de messagerie": "Zoé P", "Catégories": "Laine;Chorale",
}  # fmt: skip
SPANISH = {
    "Título": "Sra.", "Nombre": "Carla", "Apellidos": "Reyes Soto", "Organización": "Papel SL",
    "Puesto": "Encuadernadora", "Calle del trabajo": "1", "Ciudad particular": "Cádiz", "Categorías": "libros;coro",
    "País o región particular": "España", "Dirección de correo electrónico": "c@example.org", "Cumpleaños": "1/1/80",
}  # fmt: skip
THUNDERBIRD = {
    "First Name": "Nan", "Last Name": "Okafor", "Display Name": "Nan Okafor", "Nickname": "Nana",
    "Primary Email": "n@example.org", "Secondary Email": "m@example.org", "Screen Name": "nanny", "Work Phone": "1",
    "Pager Number": "9", "Home Address": "1 High St", "Home City": "", "Home ZipCode": "7000", "Work City": "Perth",
    "Work Country": "Australia", "Job Title": "Designer", "Organisation": "Acme", "Web Page 1": "https://x.example.org",
    "Birth Year": "1980", "Custom 1": "shoe 44", "Notes": "kind",
}  # fmt: skip
THUNDERBIRD_DE = {
    "Vorname": "Jörg", "Nachname": "Müller", "Anzeigename": "Jörg Müller", "Primäre E-Mail-Adresse": "j@example.org",
    "Messenger-Name": "jm", "Tel. privat": "1", "Privat: Adresse": "Gasse 1", "Privat: Ort": "Köln",
    "Arbeitstitel": "Koch", "Organisation": "Wurst KG", "Geburtstag": "3", "Benutzerdef. 1": "x", "Notizen": "nett",
}  # fmt: skip


def table(row, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([row.keys(), row.values()])
    return text.getvalue().encode(encoding)


def test_outlooks_columns_are_understood(given):
    found = given(table(OUTLOOK, encoding="cp1252"))
    card = found.card
    assert (found.reading.format, found.reading.label) == ("outlook", "Outlook, commas, cp1252")
    assert (card.name, card.title, card.org, card.via) == ("Nan Okafor", "Designer; Artist", "Acme", ("Sam Lee",))
    assert (card.place, card.phone) == ("Hobart, Australia", ("1", "2"))
    assert card.email == ("n@example.org", "m@example.org")
    assert card.circles == ("Choir", "Wool")
    assert {skill.topic for skill in card.skills} == {"Choir", "Wool", "crochet", "dye"}
    assert (card.notes, card.url) == ("née Ngata\nSpouse: Kit", ("https://nan.example.org",))


def test_outlooks_title_is_the_role_only_where_there_is_no_job_title(given):
    row = OUTLOOK | {"Title": "Weaver"}
    assert given(table(row)).card.title == "Designer; Artist"
    assert given(table({k: v for k, v in row.items() if k not in ("Job Title", "Profession")})).card.title == "Weaver"


@pytest.mark.parametrize(
    ("row", "delimiter", "expected"),
    [
        (GERMAN, ";", ("Jörg Müller", "Koch; Metzger", "Wurst KG", "Köln, Deutschland")),
        (FRENCH, ",", ("Zoé Petit", "Tisserande", "Tissage SA", "Lyon, France")),
        (SPANISH, ",", ("Carla Reyes Soto", "Encuadernadora", "Papel SL", "Cádiz, España")),
    ],
)
def test_outlook_in_other_languages_is_understood(given, row, delimiter, expected):
    found = given(table(row, delimiter, "cp1252"))
    card = found.card
    assert found.reading.format == "outlook"
    assert (card.name, card.title, card.org, card.place) == expected
    assert len(card.circles) == 2
    assert card.email[0].endswith("@example.org")
    assert all("SMTP" not in address for address in card.email)


@pytest.mark.parametrize("row", [OUTLOOK, GERMAN, FRENCH, SPANISH, THUNDERBIRD, THUNDERBIRD_DE])
def test_personal_columns_are_not_taken(given, row):
    taken = repr(given(table(row)).card)
    private = [row.get(c) for c in (
        "Birthday", "Anniversary", "Spouse", "Government ID Number", "Business Street", "Straße geschäftlich",
        "Geburtstag", "Rue (bureau)", "Anniversaire", "Cumpleaños", "Home Address", "Birth Year", "Custom 1",
        "Screen Name", "Messenger-Name", "Privat: Adresse", "Benutzerdef. 1",
    )]  # fmt: skip
    assert not [value for value in private if value and f"'{value}'" in taken]


def test_a_personal_column_is_taken_when_mapped(given):
    assert "shoe 44" in given(table(THUNDERBIRD), mapping=(("Custom 1", "notes"),)).card.notes


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_thunderbirds_columns_are_understood(given, delimiter):
    found = given(table(THUNDERBIRD, delimiter))
    card = found.card
    assert found.reading.format == "thunderbird"
    assert (card.name, card.title, card.org, card.place) == ("Nan Okafor", "Designer", "Acme", "Perth, Australia")
    assert (card.email, card.aliases) == (("n@example.org", "m@example.org"), ("Nana",))


def test_thunderbird_in_german_is_understood(given):
    found = given(table(THUNDERBIRD_DE))
    card = found.card
    assert found.reading.format == "thunderbird"
    assert (card.name, card.title, card.org, card.place) == ("Jörg Müller", "Koch", "Wurst KG", "Köln")


def test_thunderbirds_line_break_in_a_custom_column_is_read(given):
    found = given(
        "First Name\tLast Name\tDisplay Name\tPrimary Email\tCustom 4\tNotes\t\r\n"
        'Nan\tOkafor\tNan Okafor\tn@example.org\t"custom\n4"\tKind\t\r\n'
    )
    assert (found.card.name, found.card.notes) == ("Nan Okafor", "Kind")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"E-mail Address": "n@example.org", "E-mail 2 Address": "m@example.org"}, "n@example.org"),
        ({"First Name": "", "Company": "Mend It", "Business Phone": "5", "E-mail Type": ""}, "Mend It"),
    ],
)
def test_an_address_book_shows_the_nameless_by_organisation_or_address(given, row, name):
    assert given(table(row)).card.name == name


@pytest.mark.parametrize("form", ["outlook", "thunderbird"])
def test_another_table_is_not_read_as_an_address_book(given, form):
    with pytest.raises(InputError, match="does not look like"):
        given("name,skills\nNan,crochet\n", format=form)


def test_a_table_without_header_is_told_by_its_addresses(given):
    found = given("Nan Okafor;n@example.org;7000\nTheo Brandt;;6000\nMo Ali;mo@example.org;\n")
    assert [(c.name, c.email) for c in found.cards] == [
        ("Nan Okafor", ("n@example.org",)), ("Theo Brandt", ()), ("Mo Ali", ("mo@example.org",)),
    ]  # fmt: skip
    assert "no header: column 1 is read as name and column 2 as email" in found.reading.warnings[0]


@pytest.mark.parametrize("text", ["a@example.org\nb@example.org\n", "x y,1\nz,2\n", "Nan,n@example.org\nTheo\n"])
def test_a_table_whose_columns_are_not_plain_is_refused(given, text):
    with pytest.raises(InputError, match="--map"):
        given(text)
