"""What sentences give: the table that was written before their reader, and sentences kept apart from it."""

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from asknet.errors import UsageError
from asknet.logbook.sentence import read_sentence
from logbook.reading import PEOPLE, TODAY, read_all, rows

FIRST = rows("sentences")
APART = {name: rows(name) for name in ("strangers", "styles", "afterwards")}
EVERY = [*FIRST, *(row for table in APART.values() for row in table)]
NOT_THERE = read_all("not_there")


def names(table):
    return [row["say"][:60] for row, _, _ in table]


def test_the_table_has_at_least_eighty_sentences():
    assert len(FIRST) >= 80


@pytest.mark.parametrize(("row", "given", "expected"), FIRST, ids=names(FIRST))
def test_a_sentence_gives_what_the_table_says(row, given, expected):
    assert given == expected, row


@pytest.mark.parametrize("name", APART)
def test_of_sentences_kept_apart_at_least_nineteen_in_twenty_are_wholly_right(name):
    wrong = [row["say"] for row, given, expected in APART[name] if given != expected]
    assert len(wrong) <= 0.05 * len(APART[name]), wrong


@pytest.mark.parametrize(("row", "given", "expected"), EVERY, ids=names(EVERY))
def test_no_sentence_names_somebody_who_was_not_meant(row, given, expected):
    assert set(given["with"]) <= set(expected["with"]), row


def test_somebody_who_was_not_there_is_never_logged():
    with_ = [[c.name for c in found.with_] for found in NOT_THERE]
    assert [found.text for found, names_ in zip(NOT_THERE, with_, strict=True) if "Bob Hale" in names_] == []
    assert sum("Nan Okafor" in names_ for names_ in with_) >= 0.95 * len(with_)


@settings(max_examples=300, deadline=None)
@drawn(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    text = " ".join(text.split())
    try:
        found = read_sentence(text, PEOPLE, TODAY)
    except UsageError:
        return
    assert found.text in text
    assert found.date is None or found.date <= TODAY


WORDS = [
    "Will", "may", "mark", "Nan", "Nan's", "Dana", "T", "about", "with", "and", ",", "yesterday", "#x", "me", "said",
    "to", "help", "couldn't", "come", "?", "Ravelry", "without", "my", "sister", "I", "(", '"',
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@drawn(st.lists(st.sampled_from(WORDS), max_size=12))
def test_words_in_any_order_are_read_or_refused(words):
    found = read_sentence("so " + " ".join(words) + " then", PEOPLE, TODAY)
    assert {c.name for c in found.with_}.isdisjoint(out.contact.name for out in found.left_out)


def test_what_was_chosen_settles_an_unclear_word():
    found = read_sentence("coffee with Sam", PEOPLE, TODAY, {"sam": 3})
    assert [c.name for c in found.with_] == ["Sam Whitlock"]
