"""What moves a good fit up or down, and by how much."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asknet.ask.ranking import HALF_LIFE_DAYS, HIGHEST, LOWEST, RECENT, TieHistory, factors, is_dormant
from asknet.model import Direction, Outcome

TODAY = date(2026, 11, 20)
TERMS = ("sourdough",)


def ago(days):
    return TODAY - timedelta(days=days)


def history(closeness=None, met=(), turned=()):
    return TieHistory(closeness=closeness, met=list(met), turned=list(turned))


def of(**given_history):
    return factors(history(**given_history), TERMS, TODAY)


def test_nothing_known_moves_nothing():
    assert of().product == 1.0


def test_a_closer_tie_counts_more():
    assert of(closeness=5).tie > of(closeness=3).tie == 1.0 > of(closeness=1).tie


def test_contact_counts_half_after_a_half_life():
    assert of(met=[(ago(0), Direction.MUTUAL)]).tie == pytest.approx(1 + RECENT)
    assert of(met=[(ago(HALF_LIFE_DAYS), Direction.MUTUAL)]).tie == pytest.approx(1 + RECENT / 2)


def test_contact_in_the_future_counts_nothing():
    assert of(met=[(ago(-5), Direction.MUTUAL)]).tie == 1.0


def test_who_helped_goes_up_and_who_did_not_answer_goes_down():
    helped = of(turned=[(Outcome.HELPED, ago(90), "a cake")])
    silent = of(turned=[(Outcome.NO_ANSWER, ago(90), "a cake")])
    assert helped.record > 1.0 > silent.record
    assert helped.description == ("helped 1 of 1 times",)


def test_having_helped_with_this_topic_counts_more_than_with_another():
    assert of(turned=[(Outcome.HELPED, ago(90), "flat sourdough")]).record > (
        of(turned=[(Outcome.HELPED, ago(90), "a cake")]).record
    )


def test_who_is_only_taken_from_is_to_be_repaid_first():
    taken = of(met=[(ago(400 + n), Direction.RECEIVED) for n in range(4)])
    assert taken.balance < 1.0
    assert taken.description == ("repay first: received 4, given 0",)


def test_giving_back_evens_the_balance():
    both = [(ago(400 + n), way) for n in range(4) for way in (Direction.RECEIVED, Direction.GIVEN)]
    assert of(met=both).balance == 1.0


def test_who_was_asked_often_lately_is_spared():
    often = of(turned=[(Outcome.HELPED, ago(n), "a cake") for n in (1, 5, 9)])
    assert often.availability < 1.0
    assert of(turned=[(Outcome.HELPED, ago(n), "a cake") for n in (100, 150, 190)]).availability == 1.0


def test_a_tie_that_was_alive_and_fell_silent_for_a_year_is_dormant():
    assert is_dormant(history(met=[(ago(500), Direction.MUTUAL), (ago(400), Direction.MUTUAL)]), TODAY)
    assert not is_dormant(history(met=[(ago(500), Direction.MUTUAL), (ago(300), Direction.MUTUAL)]), TODAY)


def test_one_meeting_long_ago_was_never_a_tie_unless_it_is_close():
    once = [(ago(500), Direction.MUTUAL)]
    assert not is_dormant(history(met=once), TODAY)
    assert is_dormant(history(met=once, closeness=4), TODAY)


_days = st.integers(-1000, 4000).map(ago)


@given(
    closeness=st.none() | st.integers(1, 5),
    met=st.lists(st.tuples(_days, st.sampled_from(Direction)), max_size=30),
    turned=st.lists(st.tuples(st.sampled_from(Outcome), _days, st.text(max_size=20)), max_size=30),
)
def test_the_product_stays_within_its_bounds(closeness, met, turned):
    assert LOWEST <= factors(history(closeness, met, turned), TERMS, TODAY).product <= HIGHEST
