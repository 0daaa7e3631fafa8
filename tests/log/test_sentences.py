"""What sentences give: the table that was written before their reader, and sentences kept apart from it."""

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from asknet.errors import UsageError
from asknet.sentence import read_sentence
from log.reading import STRANGERS, TABLE, TODAY, Book, expected, given

ROWS = TABLE["sentences"]
EVERY = [*ROWS, *STRANGERS]


def test_the_table_has_at_least_eighty_sentences():
    assert len(ROWS) >= 80


@pytest.mark.parametrize("row", ROWS, ids=[row["say"][:60] for row in ROWS])
def test_a_sentence_gives_what_the_table_says(row):
    assert given(row) == expected(row)


def test_of_sentences_kept_apart_at_least_nine_in_ten_are_wholly_right():
    right = sum(given(row) == expected(row) for row in STRANGERS)
    assert right >= 0.9 * len(STRANGERS)


@pytest.mark.parametrize("row", EVERY, ids=[row["say"][:60] for row in EVERY])
def test_no_sentence_names_somebody_who_was_not_meant(row):
    assert set(given(row)["with"]) <= set(row.get("with", []))


@settings(max_examples=300, deadline=None)
@drawn(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    text = " ".join(text.split())
    try:
        found = read_sentence(text, Book(), TODAY)
    except UsageError:
        return
    assert found.text in text
    assert found.date is None or found.date <= TODAY


@settings(max_examples=200, deadline=None)
@drawn(
    st.permutations(["Will", "may", "mark", "Nan", "Dana", "T", "about", "with", "and", ",", "yesterday", "#x", "me"])
)
def test_words_in_any_order_are_read_or_refused(words):
    found = read_sentence("so " + " ".join(words), Book(), TODAY)
    assert all(contact.name for contact in found.with_)


def test_what_was_chosen_settles_an_unclear_word():
    found = read_sentence("coffee with Sam", Book(), TODAY, {"sam": 3})
    assert [c.name for c in found.with_] == ["Sam Whitlock"]
