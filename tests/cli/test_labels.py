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
    shown = screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/N]", "y\n")])
    assert "Imkerei is a skill of theirs now" in shown.out
    assert topics(run) == {"Otto Brandl": ["Imkerei"], "Anna Weber": ["Imkerei"], "Nan Okafor": ["Beekeeping"]}
    run("undo")
    assert topics(run)["Otto Brandl"] == []


def test_a_label_is_asked_about_once(screen, run, cards):
    screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/N]", "n\n")])
    assert "is that what" not in screen("import", cards).out
    assert topics(run)["Otto Brandl"] == []


def test_a_script_is_asked_nothing_and_the_label_finds_its_people(run, cards):
    assert "is that what" not in run("import", cards).err
    assert [m["name"] for m in run("ask", "Imkerei", "--json").json["matches"]] == ["Anna Weber", "Otto Brandl"]


def test_a_review_on_a_terminal_asks_about_labels_that_no_import_asked_about(screen, run, cards):
    run("import", cards)
    shown = screen("review", "-i", typed=[("Imkerei: is that what 2 people know? [y/N]", "y\n")])
    assert "Imkerei is a skill of theirs now" in shown.out
    assert topics(run)["Anna Weber"] == ["Imkerei"]
    assert "is that what" not in screen("review", "-i").out


def test_a_review_does_not_ask_about_labels_that_an_import_asked_about(screen, cards):
    screen("import", cards, typed=[("Imkerei: is that what 2 people know? [y/N]", "n\n")])
    assert "is that what" not in screen("review", "-i").out
