"""Forms of address: a couple is two people, and Mrs, Ms and Miss may be one."""

import pytest

from asknet.dedupe import Sameness, compare
from asknet.model import Card


def together(one, other):
    return compare(
        *(Card(name=name, email=("sam.hart@example.org",), phone=("+61 412 555 012",)) for name in (one, other))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr Smith", "Mrs Smith"), ("Mr. Sam Hart", "Ms. Sam Hart"), ("Herr Weber", "Frau Weber"),
        ("Señor Ruiz", "Señora Ruiz"), ("Sr. Ruiz", "Srta. Ruiz"), ("M. Dupont", "Mme Marie Dupont"),
        ("Monsieur Jean Dupont", "Madame Jean Dupont"), ("Sir Sam Hart", "Lady Sam Hart"), ("Hart, Mr", "Hart, Miss"),
        ("Sam Hart (Mr)", "Sam Hart (Mrs)"), ("Signor Rossi", "Signora Rossi"), ("Dr. Mr Sam Hart", "Prof. Mrs Sam Hart"),
        ("Mr & Mrs Sam Hart", "Mr Sam Hart"), ("Mr and Mrs Hart", "Mrs Hart"),
    ],
)  # fmt: skip
def test_a_couple_is_two_people(one, other):
    assert together(one, other).sameness < Sameness.SURE
    assert together(other, one).sameness < Sameness.SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mrs Sam Hart", "Miss Sam Hart"), ("Ms Sam Hart", "Mrs Sam Hart"), ("Mr Sam Hart", "Sam Hart"),
        ("Mr Sam Hart", "Sam Hart, MS"), ("Frau Anna Herr", "Anna Herr"), ("M. Hart", "Marie Hart"),
        ("Sir Sam Hart", "Mr Sam Hart"), ("Lord, Mary", "Mrs Mary Lord"), ("Mr E Hart", "Emil Hart"),
    ],
)  # fmt: skip
def test_one_person_is_addressed_in_several_ways(one, other):
    assert together(one, other).sameness is Sameness.SURE


@pytest.mark.parametrize(
    "decorated",
    [
        "Sam Hart (they/them) | Coach | Speaker", "Sam Hart she/her", "Sam Hart - hiring!", "Sam Hart #OpenToWork",
        "Prof. (FH) Dr. Sam Hart", "Mgr. Sam Hart, CSc.", "Sam Hart M.Sc.", "Sam Hart // Designer", "Sam Hart • Baker",
    ],
)  # fmt: skip
def test_what_stands_behind_a_name_is_no_part_of_it(decorated):
    assert together(decorated, "Sam Hart").reasons[0] == "the same name"


@pytest.mark.parametrize("name", ["Anne - Marie", "Hans-Peter Hart", "M.A. Hart"])
def test_a_name_is_not_cut_short(name):
    assert together(name, name.split()[0]).reasons[:1] != ("the same name",)


@pytest.mark.parametrize(("one", "other"), [("山田太郎", "山田 太郎"), ("김지우", "김 지우")])
def test_a_name_with_and_without_a_space_is_the_same_whole_name(one, other):
    assert compare(Card(name=one), Card(name=other)).sameness is Sameness.LIKELY


def test_a_family_name_alone_is_no_whole_name():
    assert compare(Card(name="佐藤"), Card(name="佐藤")).sameness is Sameness.NO
