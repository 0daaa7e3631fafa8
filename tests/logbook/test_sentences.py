"""The reader of sentences: floors on known sentences, and what holds for any text. The figures on new ones: README.md."""

import json

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from asknet.errors import UsageError
from asknet.lexicon import shipped
from asknet.logbook.sentence import model
from asknet.logbook.sentence.deeds import TABLE
from asknet.logbook.sentence.model import TABLE as DIRECTIONS
from asknet.logbook.sentence.read import read_sentence
from asknet.model import Direction
from logbook.figures import date, figures, fresh, people_of, training

PEOPLE = people_of("first")
TODAY = date(2026, 11, 28)
EVERY = fresh("first") + fresh("second") + fresh("third")
TALKS = [row for row in EVERY if not any(row.get(k) for k in ("fact", "plan", "ambiguous"))]


def test_of_known_plain_conversations_more_than_three_quarters_are_right():
    plain = [row for row in TALKS if not row.get("tricky")]
    verdicts, _ = figures(plain, PEOPLE)
    assert verdicts["right"] >= 0.78 * len(plain), verdicts
    assert verdicts["unclear"] <= 0.15 * len(plain), verdicts


def test_few_known_conversations_are_wrong_without_a_word():
    verdicts, faults = figures(TALKS, PEOPLE)
    assert verdicts["wrong"] <= 0.08 * len(TALKS), faults
    assert verdicts["asked"] <= 0.12 * len(TALKS), verdicts
    assert faults["person too many"] + faults["spoken of"] <= 0.01 * len(TALKS), faults
    assert faults["person missing"] <= 3, faults


@pytest.mark.parametrize("what", ["fact", "plan", "ambiguous"])
def test_what_is_no_conversation_or_not_clear_is_not_logged(what):
    rows = [row for row in EVERY if row.get(what)]
    assert figures(rows, PEOPLE)[0]["right"] >= 0.8 * len(rows)


@pytest.mark.parametrize("name", ["sentences", "strangers", "styles", "afterwards", "not_there"])
def test_every_sentence_of_the_former_tables_is_read_or_refused(name):
    book, sentences = training(name)
    for row in sentences:
        said = row["say"] if isinstance(row, dict) else row
        try:
            found = read_sentence(said, book, TODAY)
        except UsageError:
            continue
        assert {c.id for c in found.with_}.isdisjoint(c.id for c in found.mentioned), said


def test_the_table_of_help_is_that_of_the_lexicon_that_ships():
    """Else nothing is help: train it again with tools/train_deeds.py --write."""
    assert json.loads(TABLE.read_text(encoding="utf-8"))["lexicon"] == shipped().id


def test_the_model_of_who_helped_whom_is_that_of_the_lexicon_that_ships():
    """Else every direction is unclear: train it again with tools/train_directions.py --write."""
    assert json.loads(DIRECTIONS.read_bytes().split(b"\n")[0])["lexicon"] == shipped().id


def test_without_its_lexicon_every_direction_is_unclear(monkeypatch, tmp_path):
    other = tmp_path / "directions.bin"
    other.write_bytes(b'{"lexicon": "another"}\n')
    monkeypatch.setattr(model, "TABLE", other)
    model.model.cache_clear()
    try:
        found = read_sentence("Ben lent me his drill", PEOPLE, TODAY)
    finally:
        model.model.cache_clear()
    assert (found.direction, found.unsure) == (Direction.NONE, True)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("Ben helped me with my taxes", Direction.RECEIVED), ("I helped Ben with his taxes", Direction.GIVEN),
        ("Ben fixed my bike and I cut his hair", Direction.MUTUAL), ("coffee with Ben", Direction.NONE),
        ("Ben asked me for a loan", Direction.NONE), ("took Ben's ladder back", Direction.NONE),
    ],
)  # fmt: skip
def test_plain_sentences_say_who_helped_whom(said, way):
    assert read_sentence(said, PEOPLE, TODAY).direction is way


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
    "Summer", "april", "Wren", "Ben", "Ben's", "Lena", "B.", "about", "with", "and", ",", "yesterday", "#x", "me", "said",
    "to", "help", "couldn't", "come", "?", "without", "my", "sister", "I", "(", '"', "who", "on", "Friday", "'s", "nor",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@drawn(st.lists(st.sampled_from(WORDS), max_size=12))
def test_words_in_any_order_are_read_and_nobody_is_both_there_and_mentioned(words):
    found = read_sentence("so " + " ".join(words) + " then", PEOPLE, TODAY)
    assert {c.name for c in found.with_}.isdisjoint(c.name for c in found.mentioned)


def test_what_was_chosen_settles_an_unclear_word():
    found = read_sentence("coffee with Lena", PEOPLE, TODAY, {"lena": 14})
    assert [c.name for c in found.with_] == ["Lena Sorensen"]
