"""Outlook and Thunderbird files, read as plain CSV until they have their own."""


def test_outlook_columns_are_understood(given):
    """Outlook's categories are skills, its job title the title, its e-mails e-mails."""
    card = given(
        "Title,First Name,Last Name,Suffix,Company,Job Title,Business Street,E-mail Address,"
        "E-mail 2 Address,Categories,Birthday,Notes\n"
        "Dr.,Nan,Okafor,,Acme,Designer,1 High St,n@example.org,m@example.org,Choir;Knitting,0/0/00,\n"
    ).card
    assert (card.name, card.title) == ("Nan Okafor", "Designer")
    assert card.email == ("n@example.org", "m@example.org")
    assert [skill.topic for skill in card.skills] == ["Choir", "Knitting"]


def test_thunderbird_tabs_are_understood(given):
    """Thunderbird's TSV with a line break in a custom column is read."""
    found = given(
        "First Name\tLast Name\tDisplay Name\tPrimary Email\tCustom 4\tNotes\t\r\n"
        'Nan\tOkafor\tNan Okafor\tn@example.org\t"custom\n4"\tKind\t\r\n'
    )
    assert (found.card.name, found.card.notes) == ("Nan Okafor", "Kind")
