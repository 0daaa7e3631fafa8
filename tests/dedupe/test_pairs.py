"""The rule on pairs of contacts that were written before it: no two different people are merged."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from asknet.dedupe import Sameness, compare
from asknet.fields import read_card

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
FOUND = 0.8
"""The share of true pairs that must at least be proposed."""
NOISE = 0.2
"""The share of different pairs that may be proposed."""


def comparison(truth):
    """Each pair, with what the rule decides about it."""
    cards = [[read_card(card, date(2026, 1, 1)) for card in pair] for _, *pair in PAIRS[truth]]
    return [(one, other, compare(one, other)) for one, other in cards]


def test_there_are_at_least_150_pairs():
    assert sum(len(pairs) for pairs in PAIRS.values()) >= 150


@pytest.mark.parametrize("truth", ["different", "unsure"])
def test_nobody_is_merged_with_somebody_else(truth):
    assert [(one.name, other.name) for one, other, j in comparison(truth) if j.sameness is Sameness.SURE] == []


def test_most_true_pairs_are_merged_or_proposed():
    found = [j.sameness for _, _, j in comparison("same")]
    assert sum(verdict > Sameness.NO for verdict in found) / len(found) >= FOUND
    assert Sameness.SURE in found


def test_few_different_pairs_are_proposed():
    found = [j.sameness for _, _, j in comparison("different")]
    assert sum(verdict > Sameness.NO for verdict in found) / len(found) <= NOISE


@pytest.mark.parametrize("truth", list(PAIRS))
def test_it_does_not_matter_which_of_the_two_comes_first(truth):
    for one, other, j in comparison(truth):
        assert compare(other, one).sameness is j.sameness


@pytest.mark.parametrize("truth", list(PAIRS))
def test_what_is_proposed_has_reasons_and_what_is_not_has_none(truth):
    for _, _, j in comparison(truth):
        assert bool(j.reasons) is bool(j.sameness)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cal Doe, M.D., Ph.D.", "Cal Doe"),
        ("Dee Fox MSc MRICS", "Dee Fox"),
        ("Tom Reyes, M.A.", "Tom Reyes"),
        ("Bo Ek FRCS(Ed)", "Bo Ek"),
        ("Bo Ek, MInstP", "Bo Ek"),
        ("Bo Ek BSc (Hons)", "Bo Ek"),
    ],
)
def test_degrees_behind_a_name_do_not_hide_it(one, other):
    cards = [
        read_card({"name": name, "email": f"{n}@example.org"}, date(2026, 1, 1)) for n, name in enumerate((one, other))
    ]
    assert compare(*cards).sameness is Sameness.LIKELY
