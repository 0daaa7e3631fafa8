"""Who introduced somebody, read from the notes of a file of contacts."""

import pytest

GOOGLE = (
    "First Name,Last Name,Notes,Labels,E-mail 1 - Value\nNan,Okafor,{},,nan@example.org\nLuis,Vega,,,l@example.org\n"
)


def introducers(run, note):
    run("import", "-", input=GOOGLE.format(f'"{note}"'))
    return run("show", "Nan Okafor", "--json").json["introducers"]


@pytest.mark.parametrize(
    "note",
    [
        "Introduced by Luis",
        "Fixes bikes. Introduced by Luis Vega, in May",
        "bikes\nVorgestellt von: Luis",
        "presentado por Luis",
    ],
)
def test_a_note_that_says_so_names_the_introducer_and_stays(run, note):
    assert introducers(run, note) == ["Luis Vega"]
    assert run("show", "Nan Okafor", "--json").json["notes"] == note


@pytest.mark.parametrize(
    "note", ["Introduced by a friend", "met through Couchsurfing", "Made by Luis", "introduced by Nan Okafor"]
)
def test_a_note_that_names_no_other_person_names_no_introducer(run, note):
    assert introducers(run, note) == []


def test_an_introducer_that_was_removed_does_not_come_back_with_the_same_file(run):
    assert introducers(run, "Introduced by Luis") == ["Luis Vega"]
    run("edit", "Nan Okafor", "--without", "Luis Vega")
    assert introducers(run, "Introduced by Luis") == []


def test_a_column_for_introducers_goes_before_the_note(run):
    run("import", "-", input="name,via,notes\nNan Okafor,Theo Brandt,Introduced by Luis\n")
    assert run("show", "Nan Okafor", "--json").json["introducers"] == ["Theo Brandt"]
