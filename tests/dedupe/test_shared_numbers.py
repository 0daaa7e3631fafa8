"""A telephone number says that two names are one person only if the names allow it."""

import pytest

from asknet.dedupe import Sameness, compare
from asknet.model import Card, Kind

NUMBER = ("+44 113 496 0300",)


def sameness(one, other):
    return compare(*(Card(name=name, kind=Kind.PERSON, phone=NUMBER) for name in (one, other))).sameness


@pytest.mark.parametrize("other", ["Tom Ash", "Zed Orr", "Sergey Ivanov", "田中太郎"])
def test_strangers_on_one_line_are_not_proposed(other):
    assert sameness("Nora Pike", other) is Sameness.NO


@pytest.mark.parametrize(
    "other", ["Mum", "Mum mobile", "Gate Plumber", "Marta (dog walker)", "Home", "nora.p@example.org"]
)
def test_a_name_that_is_no_full_name_is_proposed(other):
    assert sameness("Ruth Keller", other) is Sameness.LIKELY


def test_one_given_name_with_two_family_names_is_proposed():
    assert sameness("Claire Dubois", "Claire Martin") is Sameness.LIKELY


def test_relatives_on_one_line_are_not_proposed():
    assert sameness("Erik Lund", "Maja Lund") is Sameness.NO


def test_what_an_import_announces_and_dupes_lists_leaves_strangers_out(run):
    ran = run("import", "-", "--json", input="name,phone\nNora Pike,+44 113 496 0300\nTom Ash,0113 496 0300\n")
    assert ran.json["possible_duplicates"] == []
    assert run("dupes", "--json").json == []


ANN, INITIAL, OTHER = "Ann Roe", "A. Roe", "other"


@pytest.mark.parametrize("other", ["Bob Poe", "Crumb Ltd"])
@pytest.mark.parametrize(
    "files",
    [
        [[ANN, OTHER], [INITIAL]],
        [[OTHER, INITIAL], [ANN]],
        [[ANN], [INITIAL, OTHER]],
        [[INITIAL], [OTHER, ANN]],
        [[ANN, INITIAL, OTHER]],
    ],
)
def test_a_number_of_different_names_makes_nobody_of_a_name_that_only_fits(run, other, files):
    for names in files:
        rows = "".join(f"{other if name == OTHER else name},{NUMBER[0]}\n" for name in names)
        run("import", "-", input=f"name,phone\n{rows}")
    assert sorted(row[2] for row in run("list").rows) == [INITIAL, ANN, other]
    assert [row[0] for row in run("dupes", "--list").rows] == ["likely"]


def test_a_number_of_different_names_still_finds_the_same_name(run):
    for names in ([ANN, OTHER], [ANN]):
        run("import", "-", input="name,phone\n" + "".join(f"{name},{NUMBER[0]}\n" for name in names))
    assert len(run("list").rows) == 2


@pytest.mark.parametrize("other", ["Mum", "Ann", "Anne Roe"])
def test_a_number_under_several_names_of_one_person_is_theirs(run, other):
    run("import", "-", input=f"name,phone\nAnn Roe,{NUMBER[0]}\n{other},{NUMBER[0]}\n")
    before = len(run("list").rows)
    run("import", "-", input=f"name,phone\nA. Roe,{NUMBER[0]}\n")
    assert len(run("list").rows) == before


def test_a_number_beside_different_mailboxes_makes_nobody_of_a_name_that_only_fits(run):
    for name in ("Ann", "Anna"):
        run("import", "-", input=f"name,phone,email\n{name} Roe,{NUMBER[0]},{name}@example.org\n")
    assert [row[0] for row in run("dupes", "--list").rows] == ["likely"]
