"""Column names in the languages of the programs that write them, and around what is known."""

import pytest

from asknet.formats.headers import meaning, meanings

OUTLOOK = {
    # first name, family name, firm, role, town at work, e-mail, mobile, categories, notes, as Outlook writes them
    "de": "Vorname,Nachname,Firma,Position,Ort geschäftlich,E-Mail-Adresse,Mobiltelefon,Kategorien,Notizen",
    "fr": "Prénom,Nom,Société,Titre,Ville (bureau),Adresse de messagerie,Tél. mobile,Catégories,Notes",
    "it": "Nome,Cognome,Società,Posizione,Città (uff.),Indirizzo posta elettronica,Cellulare,Categorie,Note",
    "es": "Nombre,Apellidos,Organización,Puesto,Ciudad (Trabajo),Correo electrónico,Teléfono móvil,Categorías,Notas",
    "pt": "Nome,Sobrenome,Empresa,Cargo,Cidade comercial,Endereço de email,Telefone celular,Categorias,Anotações",
    "nl": 'Voornaam,Achternaam,Bedrijf,Functie,"Werkadres, plaats",E-mailadres,Mobiele telefoon,Categorieën,Notities',
    "pl": "Imię,Nazwisko,Firma,Stanowisko,Adres służbowy - miejscowość,Adres e-mail,Telefon komórkowy,Kategorie,Notatki",
    "ru": "Имя,Фамилия,Организация,Должность,Город (раб. адрес),Адрес эл. почты,Телефон переносной,Категории,Заметки",
    "sv": 'Förnamn,Efternamn,Företag,Befattning,"Ort, arbete",E-postadress,Mobiltelefon,Kategorier,Anteckningar',
    "da": "Fornavn,Efternavn,Firma,Stilling,By (arbejde),E-mail-adresse,Mobiltelefon,Kategorier,Noter",
    "cs": "Jméno,Příjmení,Společnost,Funkce,Město (práce),E-mailová adresa,Mobilní telefon,Kategorie,Poznámky",
    "tr": "Adı,Soyadı,Şirket,İş Unvanı,İş-Şehir,Elektronik Posta Adresi,Cep Telefonu,Kategoriler,Notlar",
    "ja": "名,姓,会社名,役職,市町村 (会社),電子メール アドレス,携帯電話,分類項目,メモ",
    "zh": "名,姓,单位,职务,商务地址 市/县,电子邮件地址,移动电话,类别,附注",
}  # fmt: skip


@pytest.mark.parametrize("language", OUTLOOK)
def test_outlooks_columns_are_read_in_each_language(given, language):
    """Name, firm, role, town, e-mail, number, categories and notes are read under Outlook's names for them."""
    row = "Nan,Okafor,Acme,Luthier,Leeds,nan@example.org,+44 161 999,Choir,Kind"
    card = given(f"{OUTLOOK[language]}\n{row}\n").card
    assert (card.name, card.org, card.title, card.place) == ("Nan Okafor", "Acme", "Luthier", "Leeds")
    assert (card.email, card.phone, card.notes) == (("nan@example.org",), ("+44 161 999",), "Kind")
    assert "Choir" in (*card.circles, *(skill.topic for skill in card.skills))


def test_a_column_means_what_it_means_in_the_language_of_the_others():
    """``Nom`` is the family name beside ``Prénom``, ``Nome`` the given name beside ``Cognome``."""
    assert meanings(["Prénom", "Nom", "Téléphone"]) == ["name/first", "name/last", "phone"]
    assert meanings(["Nome", "Cognome"]) == ["name/first", "name/last"]


@pytest.mark.parametrize(
    ("header", "means"),
    [
        ("Person - Name", "name"), ("Person - Email - Work", "email"), ("Person - Owner", "-"), ("Record ID - Contact", "-"),
        ("Name / First Name", "name/first"), ("Emails / Primary Email", "email"), ("company / name", "org"),
        ("Attendee first name", "name/first"), ("User Email", "email"), ("Owner Email", "-"),
        ("What is your name?", "name"), ("Wie heißt du?", "name"), ("Which town do you live in?", "place"),
        ("What can you help others with?", "skills"), ("What would you like help with?", "wants"),
        ("May we share your e-mail?", "-"), ("* 2026-10-05 - Nan showed me", ""),
    ],
)  # fmt: skip
def test_what_stands_around_a_known_name_does_not_hide_it(header, means):
    """The kind of record, who a column is about, brackets and questions are understood."""
    assert meaning(header) == means


def test_whoever_comes_is_read_and_whoever_paid_is_not(given):
    """Of a ticket list the one who comes is the contact."""
    card = given(
        "Order Name,Order Email,Ticket First Name,Ticket Last Name,Ticket Email\nPat,p@example.org,Nan,Okafor,n@example.org\n"
    ).card
    assert (card.name, card.email) == ("Nan Okafor", ("n@example.org",))


@pytest.mark.parametrize(
    ("header", "means"),
    [
        ("Teilnehmername", "name"), ("Teilnehmer-E-Mail", "email"), ("Name des Teilnehmers", "name"),
        ("E-mail du participant", "email"), ("Deltagarens namn", "name"), ("Имя участника", "name/first"),
        ("Name des Ehepartners", "notes/relation"), ("Telefon Notfallkontakt", "-"),
        ("Mitgliedsnummer", ""), ("Kunden-Nr.", ""),
    ],
)  # fmt: skip
def test_who_a_column_is_about_is_understood_in_other_languages(header, means):
    assert meaning(header) == means


def test_whoever_comes_is_read_in_german_too(given):
    head = "Bestellnummer;E-Mail;Rechnungsadresse: Name;Teilnehmername;Teilnehmer-E-Mail"
    card = given(f"{head}\nA1;p@example.org;Pat;Nan Okafor;n@example.org\n").card
    assert (card.name, card.email) == ("Nan Okafor", ("n@example.org",))


def test_a_meeting_gives_the_name_without_what_it_was_before(given):
    """Zoom writes the name of before in brackets."""
    assert given("Name (Original Name),User Email\nNan Okafor (iPhone),n@example.org\n").names == ["Nan Okafor"]


MEETING = """Name (Original Name),User Email
iPhone,
Galaxy S21 (2),
1917****234,
Call-in User_1,
Theo's iPad,
iPhone von Jana,
iPad,mia@example.org
Kim Osei (iPhone),
Pixel Meyer,
"""


def test_a_device_in_a_meeting_is_no_person_and_its_owner_is(given):
    """A device without an owner or address is skipped and says why."""
    found = given(MEETING)
    assert found.names == ["Theo", "Jana", "mia@example.org", "Kim Osei", "Pixel Meyer"]
    assert [why for _, why in found.skipped] == [
        f"{name!r} is a device, not a person" for name in ("iPhone", "Galaxy S21 (2)", "1917****234", "Call-in User_1")
    ]


def test_the_nickname_is_the_name_where_there_is_no_other(given):
    """The members of a Google group have a nickname and an address."""
    text = "Members for group x@example.org\nEmail address,Nickname,Group status\nn@example.org,Nan Okafor,member\n"
    assert given(text).names == ["Nan Okafor"]


def test_a_bot_in_the_list_of_a_chat_is_skipped(given):
    """A member of a chat that is a program is skipped with the reason."""
    found = given(
        "fullname,displayname,email,status\nNan Okafor,nan,n@example.org,Member\nBeep,beep,b@example.org,Bot\n"
    )
    assert (found.names, found.skipped) == (["Nan Okafor"], [(3, "is a bot, not a person")])


def test_two_columns_of_names_are_not_joined(given):
    """Of a full name and a display name the first is the name, the other an alias."""
    card = given("Name,Display name\nNan Okafor,Nanny\n").card
    assert (card.name, card.aliases) == ("Nan Okafor", ("Nanny",))
