"""Google Contacts CSV, old and new."""

import pytest

from asknet.errors import InputError

NEW = (
    "First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value,"
    "Custom Field 2 - Label,Custom Field 2 - Value\n"
    "Nan,,Okafor,Nanny,,Acme,Designer,,1990-01-01,Kind,https://example.org/p.jpg,"
    "Knitting ::: * myContacts ::: * starred,* Home,n@example.org ::: m@example.org,Mobile,123,"
    "Shoe size,39,Introduced by,Sam Lee\n"
)
OLD = (
    "Name,Given Name,Additional Name,Family Name,Nickname,Occupation,Hobby,Notes,"
    "Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,"
    "Organization 1 - Title,Organization 1 - Department,Relation 1 - Type,Relation 1 - Value\n"
    "Nan Okafor,Nan,,Okafor,,Teacher,crochet,Kind,* myContacts ::: Choir,*,n@example.org,"
    "Acme,Designer,,Referred by,Sam Lee\n"
)


def test_new_shape_is_read(given):
    """The 2024 shape gives name, work, addresses and nickname."""
    found = given(NEW)
    card = found.card
    assert found.reading.format == "google"
    assert (card.name, card.org, card.title) == ("Nan Okafor", "Acme", "Designer")
    assert card.email == ("n@example.org", "m@example.org")
    assert (card.aliases, card.phone, card.notes) == (("Nanny",), ("123",), "Kind\nShoe size: 39")


def test_labels_are_circles_without_googles_own_and_topics_are_skills_too(given):
    """Labels become circles, and skills where they name a topic; myContacts and starred do not."""
    card = given(NEW).card
    assert [skill.topic for skill in card.skills] == ["Knitting"]
    assert card.circles == ("Knitting",)


def test_custom_field_introduced_by_is_the_introducer(given):
    """A custom field with the label "Introduced by" names the introducer, and is not a note."""
    card = given(NEW).card
    assert card.via == ("Sam Lee",)
    assert "Sam" not in card.notes


def test_custom_field_of_knowledge_is_a_skill(given):
    """A custom field whose label says what somebody knows gives skills."""
    card = given(NEW.replace("Shoe size,39", "Knows about,mosaics")).card
    assert "mosaics" in [skill.topic for skill in card.skills]


def test_personal_columns_are_ignored_and_told(given):
    """Birthday and photo are ignored, and reported as ignored."""
    assert {"Birthday", "Photo"} <= set(given(NEW).reading.ignored)


def test_old_shape_is_read(given):
    """The old shape gives groups and hobby as skills, occupation and title as title."""
    card = given(OLD).card
    assert (card.name, card.org, card.via) == ("Nan Okafor", "Acme", ("Sam Lee",))
    assert [skill.topic for skill in card.skills] == ["crochet", "Choir"]
    assert card.title == "Teacher; Designer"


def test_numbered_columns_have_no_bound(given):
    """The 40th address is taken as the first."""
    header = ",".join(f"E-mail {i} - Value" for i in range(1, 41))
    values = ",".join(f"n{i}@example.org" for i in range(1, 41))
    assert len(given(f"First Name,{header}\nNan,{values}\n").card.email) == 40


def test_label_with_a_comma_stays_whole(given):
    """Google separates labels by ::: alone when it separates any."""
    text = NEW.replace("Knitting :::", '"Bread, rye :::').replace("* starred,", '* starred",')
    assert [skill.topic for skill in given(text).card.skills] == ["Bread, rye"]


def test_format_google_on_another_file_is_refused(given):
    """--format google does not bend another file."""
    with pytest.raises(InputError, match="does not look like"):
        given("name,skills\nNan,crochet\n", format="google")


def test_star_of_googles_other_groups_is_dropped(given):
    """The group "* Coworkers" is the circle Coworkers, and no topic."""
    card = given(OLD.replace("Choir", "* Coworkers")).card
    assert card.circles == ("Coworkers",)
    assert [skill.topic for skill in card.skills] == ["crochet"]


def test_a_custom_field_for_the_maiden_name_is_an_alias_with_the_given_name(given):
    head = "First Name,Last Name,Labels,E-mail 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
    assert given(f"{head}\nVera,Sokol,,v@example.org,Mädchenname,Lisin\n").card.aliases == ("Vera Lisin",)


def test_a_column_that_says_what_another_holds_is_not_among_the_ignored(given):
    text = "First Name,E-mail 1 - Label,E-mail 1 - Value,Event 1 - Label,Event 1 - Value\nNan,Work,n@example.org,Birth,2001\n"
    assert given(text).reading.ignored == ("Event 1 - Value",)
