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
