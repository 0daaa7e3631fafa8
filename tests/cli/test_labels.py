"""Labels that may name a topic in a language that the lexicon does not have: asked about once, else circles."""

import pytest

CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nCATEGORIES:{labels}\nEND:VCARD\n"
    for name, labels in (("Otto Brandl", "Imkerei,Freunde"), ("Anna Weber", "Imkerei"), ("Nan Okafor", "Beekeeping"))
)


@pytest.fixture
def cards(home):
    path = home / "in.vcf"
    path.write_text(CARDS)
    return path


def topics(run):
    return {c["name"]: [skill["topic"] for skill in c["skills"]] for c in run("list", "--json").json}


def test_a_label_becomes_a_skill_of_its_people_where_a_terminal_says_so(screen, run, cards):
    shown = screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "y")])
    assert "Imkerei is a skill of theirs now" in shown.out
    assert topics(run) == {"Otto Brandl": ["Imkerei"], "Anna Weber": ["Imkerei"], "Nan Okafor": ["Beekeeping"]}
    run("undo")
    assert topics(run)["Otto Brandl"] == []


def test_a_label_is_asked_about_once(screen, run, cards):
    screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "n")])
    assert "is that what" not in screen("import", cards).out
    assert topics(run)["Otto Brandl"] == []


def test_a_script_is_asked_nothing_and_the_label_finds_its_people(run, cards):
    assert "is that what" not in run("import", cards).err
    assert [m["name"] for m in run("ask", "Imkerei", "--json").json["matches"]] == ["Anna Weber", "Otto Brandl"]


def test_a_review_on_a_terminal_asks_about_labels_that_no_import_asked_about(screen, run, cards):
    run("import", cards)
    shown = screen("review", "-i", typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "y")])
    assert "Imkerei is a skill of theirs now" in shown.out
    assert topics(run)["Anna Weber"] == ["Imkerei"]
    assert "is that what" not in screen("review", "-i").out


def test_a_review_does_not_ask_about_labels_that_an_import_asked_about(screen, cards):
    screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "n")])
    assert "is that what" not in screen("review", "-i").out


def test_a_no_makes_an_imported_skill_a_circle_alone(screen, run, cards):
    run("import", cards, "--skill", "Imkerei")
    screen("review", "-i", typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "n")])
    assert topics(run) == {"Otto Brandl": [], "Anna Weber": [], "Nan Okafor": ["Beekeeping", "Imkerei"]}


def test_later_leaves_a_label_for_the_next_review(screen, run, cards):
    run("import", cards)
    later = [("Imkerei: is that what 2 people know? [y/n, q later]", "q")]
    screen("review", "-i", typed=later)
    assert "Imkerei" in screen("review", "-i", typed=later).out


def test_a_review_on_a_terminal_says_that_labels_wait_to_be_asked_about(screen, run, cards):
    run("import", cards)
    assert "1 label may be a skill or only a group (Imkerei): `asknet review -i` asks" in screen("review").out
    assert "may be a skill" not in run("review").err


def test_a_label_that_was_said_to_be_a_skill_stays_one_when_the_file_is_imported_again(screen, run, cards):
    run("import", cards)
    screen("review", "-i", typed=[("Imkerei: is that what 2 people know? [y/n, q later]", "y")])
    cards.write_text(CARDS.replace("FN:Anna Weber", "FN:Anna Weber\nORG:Weber"))
    run("import", cards)
    assert topics(run)["Anna Weber"] == ["Imkerei"]


def labelled(home, *rows):
    path = home / "in.vcf"
    path.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nADR:;;;{place};;;\nCATEGORIES:{label}\nEND:VCARD\n"
            for name, place, label in rows
        )
    )
    return path


def test_a_label_that_is_a_place_where_somebody_lives_is_no_skill(run, home):
    run("import", labelled(home, ("Otto Brandl", "", "Brussels"), ("Nan Okafor", "Brussels", "Beekeeping")))
    assert topics(run) == {"Otto Brandl": [], "Nan Okafor": ["Beekeeping"]}
    assert [c["name"] for c in run("list", "--circle", "Brussels", "--json").json] == ["Otto Brandl"]


def test_a_label_that_is_a_place_is_not_asked_about(run, home, screen):
    run("import", labelled(home, ("Otto Brandl", "", "Lisbon"), ("Nan Okafor", "Lisbon", "Beekeeping")))
    assert "Lisbon" not in screen("review", "-i").out


@pytest.mark.parametrize("label", ["Book club", "PTA", "Rotary Club", "Bank", "Restaurants", "Historical Society"])
def test_the_name_of_a_group_or_an_establishment_is_no_skill(run, home, label):
    run("import", labelled(home, ("Otto Brandl", "", label)))
    assert topics(run) == {"Otto Brandl": []}


@pytest.mark.parametrize("label", ["Chess club", "Doctors", "Contractors", "Tennis"])
def test_a_trade_an_activity_or_a_club_for_one_is_a_skill(run, home, label):
    run("import", labelled(home, ("Otto Brandl", "", label)))
    assert topics(run) == {"Otto Brandl": [label]}
