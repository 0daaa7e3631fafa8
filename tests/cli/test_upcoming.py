"""What is dated after today: shown as upcoming, and counted for nothing yet.

`log` refuses such a day; it comes from a file, or from a clock that was ahead.
"""

import pytest


@pytest.fixture
def planned(run):
    """Nan helped once, and four times more in days to come."""
    run("add", "Nan Okafor", "crochet", "--every", "30d")
    run("log", "Nan helped me with crochet", "--on", "2026-11-10")
    for day in ("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-24"):
        run("log", "dinner", "--with", "Nan", "--got", env={"ASKNET_TODAY": day})
    return run


def test_an_entry_of_a_day_to_come_is_not_in_the_balance_that_show_gives(planned):
    assert planned("show", "Nan", "--json").json["balance"] == {"received": 1, "given": 0}
    assert ["balance", "received 1, given 0"] in planned("show", "Nan").rows


def test_an_entry_of_a_day_to_come_is_shown_as_upcoming(planned):
    shown = [row for row in planned("show", "Nan").rows if row[0].startswith("2026-")]
    assert [row[0] for row in shown if "upcoming" in row[0]] == [
        f"2026-12-{day} upcoming: met, received" for day in ("24", "03", "02", "01")
    ]
    assert len(shown) == 5


def test_the_next_day_to_be_in_touch_does_not_follow_an_entry_of_a_day_to_come(planned):
    assert ["every", "30 days, next by 2026-12-10"] in planned("show", "Nan").rows


def test_the_order_of_an_answer_does_not_repay_what_is_still_to_come(planned):
    factors = planned("ask", "crochet", "--json").json["matches"][0]["factors"]
    assert factors["balance"] == 1.0


def test_no_hint_speaks_of_help_that_is_still_to_come(planned):
    ran = planned("log", "Nan helped me with crochet", "--on", "2026-11-11")
    assert "has helped you" not in ran.out + ran.err


def test_the_review_leaves_out_the_balance_of_days_to_come(planned):
    got = planned("review", "--json").json
    assert got["future"] == 4
    assert [(b["received"], b["received_now"]) for b in got["give"]["contacts"]] == [(1, 1)]


def test_help_of_a_day_to_come_with_an_ask_moves_no_record(planned):
    planned("ask", "crochet")
    before = planned("ask", "crochet", "--json", "--no-save").json["matches"][0]["factors"]
    planned("log", "Nan helped", "--with", "Nan", "--got", "--ask", "1", env={"ASKNET_TODAY": "2026-12-25"})
    assert planned("ask", "crochet", "--json", "--no-save").json["matches"][0]["factors"] == before


def test_what_was_planned_counts_once_its_day_has_come(planned):
    ran = planned("show", "Nan", "--json", env={"ASKNET_TODAY": "2026-12-24"})
    assert ran.json["balance"] == {"received": 5, "given": 0}
    assert "upcoming" not in planned("show", "Nan", env={"ASKNET_TODAY": "2026-12-24"}).out


@pytest.mark.parametrize(
    "said",
    [
        "next tuesday: Nan helps me with the boiler",
        "5 Dec 2026: I helped Nan with a form",
        "tomorrow, Nan helped me with the boiler",
    ],
)
def test_a_sentence_that_opens_with_a_day_to_come_is_not_logged(run, said):
    run("add", "Nan Okafor")
    ran = run("log", said)
    assert (ran.code, run("history", "Nan").rows) == (2, [])


def test_a_day_to_come_that_is_only_spoken_of_is_offered_for_no_entry(run):
    run("add", "Nan Okafor")
    ran = run("log", "coffee with Nan, she leaves next tuesday")
    assert (ran.code, "--on" in ran.err) == (0, False)
