"""Exports of CRMs, member lists and ticket lists lose no name, address, number, firm or town.

The headers are those that public source code and documentation quote; tools/headers/services.tsv says which.
"""

import csv
import io

import pytest

MIRA = {
    "name": "Mira Olsen", "first": "Mira", "last": "Olsen", "email": "mira@example.org", "phone": "+47 22 55 01 23",
    "org": "Honey & Co", "title": "Beekeeper", "place": "Oslo", "payer": "Pat Pay", "payer@": "pat@example.org",
    "assistant": "Bo Ek",
}  # fmt: skip
SERVICES = {
    "HubSpot": (
        "Record ID|First Name=first|Last Name=last|Email=email|Phone Number=phone|Lead Status|Create Date"
        "|Associated Company=org|Country/Region=place|Contact owner=payer|Associated Company IDs|Job Title=title"
    ),
    "a report of Salesforce": (
        "Salutation|First Name=first|Last Name=last|Title=title|Account Name=org|Mailing Street|Mailing City=place"
        "|Mailing State/Province|Mailing Zip/Postal Code|Phone=phone|Mobile|Fax|Email=email|Account Owner=payer"
    ),
    "a report of Salesforce with the kind of record": (
        "Contact: First Name=first|Contact: Last Name=last|Contact: Email=email|Account: Account Name=org"
        "|Contact: Phone=phone|Contact: Title=title|Contact: Mailing City=place"
    ),
    "the data export of Salesforce": (
        "Id|IsDeleted|MasterRecordId|AccountId|LastName=last|FirstName=first|Salutation|Name=name|OtherStreet|OtherCity"
        "|MailingStreet|MailingCity=place|MailingState|MailingPostalCode|Phone=phone|Fax|MobilePhone|AssistantPhone"
        "|ReportsToId|Email=email|Title=title|Department|AssistantName=assistant|LeadSource|Birthdate|OwnerId|Account.Name=org"
    ),
    "Zoho": (
        "Record Id|Contact Owner=payer|First Name=first|Last Name=last|Account Name=org|Account Name.id|Email=email"
        "|Phone=phone|Mobile|Title=title|Mailing Street|Mailing City=place|Mailing State|Mailing Zip|Description"
    ),
    "Pipedrive": (
        "Person - Name=name|Person - First name=first|Person - Last name=last|Person - Email - Work=email"
        "|Person - Email - Home|Person - Organization=org|Person - Phone - Work=phone|Person - Phone - Mobile"
        "|Person - Title=title|Person - City=place|Person - Owner=payer|Organization - Name=org"
        "|Organization - Address=payer|Deal - Title=payer"
    ),
    "Apollo": (
        "First Name=first|Last Name=last|Title=title|Company=org|Email=email|Work Direct Phone=phone|# Employees|City=place"
    ),
    "Eventbrite": (
        "Order #|Order Date|First Name=first|Last Name=last|Email=email|Quantity|Price Tier|Ticket Type|Attendee #|Group"
        "|Order Type|Currency|Total Paid|Fees Paid|Eventbrite Fees|Attendee Status|Home Address 1|Home City=place"
        "|Home State|Home Zip|Cell Phone=phone|Job Title=title|Company=org|How did you hear about this event?=payer"
    ),
    "Tito": (
        "Number|Ticket=payer|Ticket Full Name=name|Ticket First Name=first|Ticket Last Name=last|Ticket Email=email"
        "|Ticket Company Name=org|Ticket Phone Number=phone|Void Status|Ticket Reference|Order Reference|Order Name=payer"
        "|Order Email=payer@|Order Company Name=payer|T-Shirt Size?|Job Title=title|Which town do you live in?=place"
    ),
    "pretix": (
        "Order code|Attendee name=name|Attendee email=email|Attendee company=org|Invoice address name=payer|Email=payer@"
    ),
    "tickets with columns of the buyer": (
        "First Name=payer|Last Name=payer|Email=payer@|Attendee first name=first|Attendee last name=last|Attendee email=email"
    ),
    "Slack": "username|email=email|status|billing-active|has-2fa|has-sso|userid|fullname=name|displayname|expiration-timestamp",
    "Zoom": "Topic=payer|Meeting ID|Name (Original Name)=name|User Email=email|Join Time|Leave Time|Duration (Minutes)|Guest",
    "Google Groups": "Email address=email|Nickname=name|Group status|Email status|Email preference|Posting permissions",
    "Google Forms": "Timestamp|Username=email|Your full name=name|WhatsApp number (for your pass)=phone|Where do you work?=org",
    "a German form": "Zeitstempel|E-Mail-Adresse=email|Wie heißt du?=name|Deine Handynummer=phone|Wo wohnst du?=place",
    "a French form": "Horodateur|Adresse e-mail=email|Votre nom et prénom=name|Votre numéro de téléphone=phone",
    "a Portuguese form": "Carimbo de data/hora|Endereço de e-mail=email|Qual é o seu nome?=name|Onde mora?=place",
    "Luma": (
        "api_id|name=name|first_name=first|last_name=last|email=email|phone_number=phone|created_at|approval_status"
        "|checked_in_at|custom_source|qr_code_url|ticket_type_id|ticket_name=payer|What's your company?=org"
    ),
    "Clay": (
        "Full Name=name|Headline|Emails=email|Phone Numbers=phone|Location=place|Organization=org|Role=title|LinkedIn"
        "|Twitter|Birthday|Groups|Notes|Last interaction"
    ),
    "an address book with how names are read": "姓=last|名=first|姓（ふりがな）=payer|名（ふりがな）=payer|メール=email",
    "a mailing list": "Address=email|Name=name|Delivery status",
    "dotted names": (
        "contact.firstName=first|contact.lastName=last|contact.email=email|contact.phones.0=phone|contact.company=org"
    ),
}  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_exports_is_read(given, service):
    columns = [column.partition("=")[::2] for column in SERVICES[service].split("|")]
    out = io.StringIO()
    csv.writer(out).writerows([[name for name, _ in columns], [MIRA.get(value, "") for _, value in columns]])
    card = given(out.getvalue()).card
    given_values = {value for _, value in columns}
    assert card.name == "Mira Olsen"
    for field in ("org", "title", "place"):
        assert getattr(card, field) == (MIRA[field] if field in given_values else "")
    for field in ("email", "phone"):
        assert getattr(card, field) == ((MIRA[field],) if field in given_values else ())
    notes = "Assistant: Bo Ek" if "assistant" in given_values else ""
    assert (card.skills, card.circles, card.via, card.notes, card.aliases) == ((), (), (), notes, ())


def test_the_table_of_a_meeting_stands_below_that_of_the_meeting_and_ends_at_the_next(given):
    text = (
        "Meeting ID,Topic,Start Time,User Email,Duration (Minutes)\n812,BIO,10/05/2026,ta@example.org,65\n\n"
        "Name,Email,Role\nMira Olsen,mira@example.org,Attendee\n\n3. Activities,,\nName,Join Time,Email\nMira Olsen,1,m@e.org\n"
    )
    found = given(text)
    assert found.names == ["Mira Olsen"]
    assert found.skipped == [(8, "is a line of column names: another table begins here, and is not read")]


def test_files_put_together_with_their_headers_are_read_on(given):
    assert given("Name,Email\nNan,n@example.org\nName,Email\nSam,s@example.org\n").names == ["Nan", "Sam"]


def test_a_group_is_a_circle_and_a_skill_where_it_names_a_topic(given):
    card = given('Name,Groups\nMira,"beekeeping, Oslo"\n').card
    assert card.circles == ("beekeeping", "Oslo")
    assert [skill.topic for skill in card.skills] == ["beekeeping"]


@pytest.mark.parametrize(
    ("dates", "day"),
    [(["05/06/2014", "04/24/2014"], "2014-05-06"), (["05/06/2014", "24/04/2014"], "2014-06-05")],
)
def test_a_date_shows_where_the_month_stands_in_its_column(given, dates, day):
    rows = "".join(f"P {n},{date}\n" for n, date in enumerate(dates))
    assert str(given(f"Name,Joined Group on\n{rows}").cards[0].met) == day


def test_dates_that_may_be_two_days_are_listed(given):
    row = given("Name,Date met\nNan,05/06/2014\nSam,2014-06-05\n").rows[0]
    assert (row.card.met, str(row.ignored[0])) == (None, "Date met: '05/06/2014' is not a date")


def test_an_owner_s_address_is_not_the_contact_s(given):
    text = "Name,Looked after by\nNan,pat@example.org\nSam,pat@example.org\n"
    assert [card.email for card in given(text).cards] == [(), ()]


def test_one_part_of_a_name_beside_both_is_no_name(given):
    assert given("Name,First name,Last name\nOlsen,Mira,Olsen\n").card.name == "Mira Olsen"


def test_an_app_of_a_chat_is_no_person(given):
    assert given("Member Name,Member Type\nMira Olsen,Human\nDeploy,App\n").names == ["Mira Olsen"]


@pytest.mark.parametrize(
    "label", "přátelé arkadaşlar ystävät 친구 друзі Семья 家族 朋友 οικογένεια العائلة vänner Kennissen család".split()
)
def test_a_label_that_organises_is_no_topic_in_other_languages(given, label):
    card = given(f"Name,Tags\nMira,{label}\n").card
    assert (card.skills, card.circles) == ((), (label,))


BOUGHT = "Order #,Email,First Name,Last Name,Attendee Name,Attendee Email,Buyer Name,Buyer Email,Company\n"


@pytest.mark.parametrize(
    ("row", "name", "email"),
    [
        ("1,b@example.org,Bo,Ek,Nan Okafor,n@example.org,Pat Pay,p@example.org,Leire", "Nan Okafor", "n@example.org"),
        ("1,b@example.org,Bo,Ek,,,Pat Pay,p@example.org,Leire", "Bo Ek", "b@example.org"),
        ("1,,,,,,Pat Pay,p@example.org,Leire", "Pat Pay", "p@example.org"),
        ("1,b@example.org,Bo,Ek,Info Requested,Info Requested,,,Leire", "Bo Ek", "b@example.org"),
        ("1,b@example.org,Bo,Ek,,n@example.org,,,Leire", "Leire", "n@example.org"),
    ],
)
def test_who_ordered_is_read_where_nobody_is_named_who_comes(given, row, name, email):
    """A row is about one of them: name and address come from the same columns."""
    card = given(BOUGHT + row + "\n").card
    assert (card.name, card.email[-1], card.org) == (name, email, "Leire")


def test_the_columns_of_who_ordered_are_reported_as_such(given):
    found = given(BOUGHT + "1,,,,Nan,n@example.org,,,\n").reading
    assert ("Buyer Name", "name if there is no other") in found.guesses
    assert "name" in found.covers


def test_an_order_that_is_called_by_its_number_has_the_name_of_who_pays(given):
    """Shopify."""
    card = given("Name,Email,Billing Name,Shipping Name\n#1001,n@example.org,Nan Okafor,Bo Ek\n").card
    assert (card.name, card.email, card.aliases) == ("Nan Okafor", ("n@example.org",), ())


def test_a_second_contact_is_read_where_there_is_no_first(given):
    head = "Primary Contact Name,Primary Contact Email,Secondary Contact Name,Secondary Contact Email\n"
    found = given(f"{head}Nan Okafor,n@example.org,Bo Ek,b@example.org\n,,Uma Ek,u@example.org\n").cards
    assert [(card.name, card.email) for card in found] == [
        ("Nan Okafor", ("n@example.org",)),
        ("Uma Ek", ("u@example.org",)),
    ]


def test_whom_somebody_brings_is_a_note(given):
    card = given("Your name,Your email,Guest name,Guest email\nNan Okafor,n@example.org,Bo Ek,b@example.org\n").card
    assert (card.name, card.aliases, card.email, card.notes) == ("Nan Okafor", (), ("n@example.org",), "Guest: Bo Ek")


def test_a_guest_list_without_other_names_is_about_the_guests(given):
    card = given("Guest name,Guest email\nBo Ek,b@example.org\n").card
    assert (card.name, card.email) == ("Bo Ek", ("b@example.org",))


@pytest.mark.parametrize(
    ("row", "name"), [("n/a,n/a,n@example.org", "n@example.org"), ("Jennifer,Null,j@example.org", "Jennifer Null")]
)
def test_a_name_is_a_placeholder_only_if_all_its_parts_are(given, row, name):
    found = given(f"First Name,Last Name,Email\n{row}\n")
    assert found.names == [name]
    assert len(found.rows[0].ignored) == (2 if name[0] == "n" else 0)


def test_the_user_and_the_place_of_a_meeting_are_none_of_who_is_invited(given):
    """Calendly: the user is the owner of the list."""
    head = "Invitee Name,Invitee Email,Location,User Name,User Email,Host Name,Host Email\n"
    found = given(f"{head}Nan Okafor,n@example.org,Zoom,Bo Ek,b@example.org,Bo Ek,b@example.org\n")
    assert (found.card.name, found.card.email, found.card.place) == ("Nan Okafor", ("n@example.org",), "")
    assert found.card.aliases == ()
    assert found.reading.ignored == ("Location", "User Name", "User Email", "Host Name", "Host Email")


ROWS = [("Nan Okafor", "n@example.org"), ("Bo Ek", "b@example.org"), ("Mira Olsen", "m@example.org")]


@pytest.mark.parametrize(("column", "value"), [("Person", "Uma Ek"), ("Account Email", "uma@example.org")])
def test_one_name_or_address_in_every_row_is_that_of_the_owner_of_the_list(given, column, value):
    found = given(f"Name,Email,{column}\n" + "".join(f"{name},{email},{value}\n" for name, email in ROWS))
    assert [(card.name, card.email, card.aliases) for card in found.cards] == [(n, (e,), ()) for n, e in ROWS]
    assert found.reading.ignored == (column,)


def test_a_second_address_of_some_is_theirs(given):
    rows = "".join(
        f"{name},{email},{address}\n" for (name, email), address in zip(ROWS, ["x@y.org", "x@y.org", ""], strict=True)
    )
    assert given(f"Name,Email,Work Email\n{rows}").cards[0].email == ("n@example.org", "x@y.org")


def test_the_bill_of_a_customer_goes_to_them(given):
    card = given("Customer Name,Billing Email,Billing Phone\nNan Okafor,n@example.org,07700 900001\n").card
    assert (card.email, card.phone) == (("n@example.org",), ("07700 900001",))


@pytest.mark.parametrize("place", ["Zoom", "https://zoom.example.org/j/1", "Google Meet", "Microsoft Teams Meeting"])
def test_a_meeting_online_is_no_place(given, place):
    found = given(f"Name,Location\nNan Okafor,{place}\n")
    assert found.card.place == ""
    assert [str(value) for value in found.rows[0].ignored] == [f"Location: {place!r} is no place"]
