"""LinkedIn's Connections.csv."""

from datetime import date

import pytest

from asknet.addresses import slug_of
from asknet.errors import InputError
from asknet.formats.linkedin.read import in_english

NOW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
NAN = "Nan,Okafor,https://www.linkedin.com/in/nan-okafor,,Acme,Designer,08 Feb 2026\n"
PREAMBLE = 'Notes:\n"When exporting, you may notice that ""some"" are missing."\n\n'
OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\nNan,Okafor,,Acme,Designer,08 Feb 2026\n"


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        PREAMBLE + OLD,
        PREAMBLE + NOW + NAN,
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\nNan,Okafor,,,Acme,Designer,08 févr. 2026\n",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nNan,Okafor,,,Acme,Designer,08 Feb. 2026\n",
        NOW + NAN.replace("08 Feb 2026", "8-Feb-26"),
    ],
)
def test_every_shape_is_read(given, text):
    """The three shapes, three languages and Excel's dates give the same contact."""
    found = given(text)
    card = found.card
    assert found.reading.format == "linkedin"
    assert (card.name, card.org, card.title) == ("Nan Okafor", "Acme", "Designer")
    assert card.met == date(2026, 2, 8)


@pytest.mark.parametrize(
    "text",
    [
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Fecha de conexión\n|8 de feb. de 2026",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em\n|08 de fev. de 2026",
        "Imię,Nazwisko,URL,Adres e-mail,Firma,Stanowisko,Anything\n|08 lut 2026",
        "Имя,Фамилия,URL,Адрес эл. почты,Компания,Должность,Дата\n|08 февр. 2026 г.",
        "Ad,Soyad,URL,E-posta Adresi,Şirket,Pozisyon,Bağlantı Tarihi\n|08 Şub 2026",
        "名,姓,URL,メールアドレス,会社,役職,つながり日\n|2026年2月8日",
    ],
)
def test_connections_are_recognised_in_every_language_by_their_order(given, text):
    """The columns have one order in all languages, and the address of the profile one name."""
    header, _, day = text.partition("|")
    found = given(f"{header}Nan,Okafor,https://www.linkedin.com/in/nan-okafor,nan@example.org,Acme,Designer,{day}\n")
    assert (found.reading.format, found.rows[0].key) == ("linkedin", "nan-okafor")
    assert (found.card.name, found.card.org, found.card.met) == ("Nan Okafor", "Acme", date(2026, 2, 8))


def test_key_is_the_slug(given):
    """The profile's slug is the key of the record."""
    assert given(NOW + NAN).rows[0].key == "nan-okafor"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/jos%C3%A9-m",
        "http://linkedin.com/in/José-M/",
        "www.linkedin.com/in/jos%c3%a9-m/?trk=x",
        "https://de.linkedin.com/in/JOSÉ-M#about",
    ],
)
def test_slug_is_the_same_however_copied(address):
    """Case, scheme, query, slash and percent-encoding do not change the slug."""
    assert slug_of(address) == "josé-m"


@pytest.mark.parametrize(
    "address",
    ["", "https://example.org/in/nan", "http://[", "https://linkedin.com/company/x"],
)
def test_other_addresses_have_no_slug(address):
    """An address other than a LinkedIn profile's has no slug."""
    assert slug_of(address) == ""


def test_hidden_member_is_told(given):
    """A row with only a date is a hidden member."""
    found = given(NOW + ",,,,,,08 Feb 2026\n" + NAN)
    assert found.skipped == [(2, "hidden member: LinkedIn gives only the date")]


def test_credentials_leave_the_name_for_the_notes(given):
    """The last name "Doe, Ph.D." keeps Doe, and the credential is a note."""
    card = given(NOW + 'Jane,"Doe, Ph.D., PMP",,,,,\n').card
    assert (card.name, card.notes) == ("Jane Doe", "Ph.D., PMP")


def test_junior_is_part_of_the_name(given):
    """Jr. is not a credential."""
    assert given(NOW + 'Jane,"Doe, Jr.",,,,,\n').names == ["Jane Doe, Jr."]


def test_bad_day_is_told_with_its_column(given):
    """A day that cannot be read is left out, and the column is named."""
    found = given(NOW + NAN.replace("08 Feb 2026", "sometime"))
    assert [(row.line, *map(str, row.ignored)) for row in found.rows] == [(2, "Connected On: 'sometime' is not a date")]
    assert found.card.met is None


@pytest.mark.parametrize(
    ("day", "english"),
    [
        ("08 août 2026", "08-Aug-2026"),
        ("3. Mrz. 2024", "3-Mar-2024"),
        ("1-Dez-24", "1-Dec-24"),
        ("x", "x"),
    ],
)
def test_months_of_other_languages(day, english):
    """French and German months are written the English way."""
    assert in_english(day) == english


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Name,Proficiency", "languages"),
        ("School Name,Start Date,End Date,Notes,Degree Name,Activities", "education"),
        ("Company Name,Title,Description,Location,Started On,Finished On", "positions"),
    ],
)
def test_other_files_of_the_export_are_refused_by_name(given, header, what):
    """A file about the user is refused by its name, and becomes no contact."""
    with pytest.raises(InputError, match=f"{what}, which are not contacts"):
        given(f"{header}\na,b,c\n")


def test_proficiency_beside_skills_is_no_linkedin_file(given):
    """A list of one's own with a column Proficiency is read."""
    assert given("Name,Skills,Proficiency\nNan,crochet,high\n").names == ["Nan"]


def test_format_csv_reads_connections_as_they_are(given):
    """--format csv takes precedence over recognition."""
    assert given(NOW + NAN, format="csv").reading.format == "csv"


def test_format_linkedin_on_another_file_is_refused(given):
    """--format linkedin does not bend another file."""
    with pytest.raises(InputError, match="not a known file of LinkedIn's export"):
        given("name,skills\nNan,crochet\n", format="linkedin")


def test_own_skills_of_the_export_are_refused(given):
    """Skills.csv is about the user, and is known by its file name alone."""
    with pytest.raises(InputError, match="list of your own skills"):
        given("Name\nCrochet\n", "Skills.csv")
