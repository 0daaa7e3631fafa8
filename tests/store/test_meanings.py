"""Meanings: sign bits of each piece of evidence, stored in blocks, rebuilt with a new lexicon."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from asknet import Network
from asknet.evidence import evidence_id
from asknet.lexicon import meaning_of
from asknet.store.meanings import BYTES, SLOTS


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "network.db"
    with Network(path) as network:
        network.add("Nan Okafor", skills=["crochet", "knitting"], notes="designs her own patterns")
        network.add("Theo Brandt", skills=["sourdough"])
    return path


def kept(path):
    """The meaning that is kept of each piece, by its words."""
    with closing(sqlite3.connect(path)) as conn:
        blocks = dict(conn.execute("SELECT id, bits FROM meanings"))
        return {
            words: blocks[number // SLOTS][number % SLOTS :: SLOTS]
            for number, words in conn.execute("SELECT id, words FROM evidence")
        }


def slots_in_use(path):
    """How many slots of all blocks hold a meaning."""
    with closing(sqlite3.connect(path)) as conn:
        return sum(
            any(bits[slot::SLOTS]) for (bits,) in conn.execute("SELECT bits FROM meanings") for slot in range(SLOTS)
        )


def test_every_piece_keeps_what_the_lexicon_says_of_its_words(db):
    assert kept(db) == {words: meaning_of(words) for words in kept(db)}
    assert all(len(bits) == BYTES for bits in kept(db).values())


def test_what_is_removed_leaves_no_meaning_behind(db):
    with Network(db) as network:
        network.remove("Nan")
    assert slots_in_use(db) == 1


def test_undo_brings_the_meanings_back(db):
    before = kept(db)
    with Network(db) as network:
        network.remove("Nan")
        network.undo()
    assert kept(db) == before


def test_a_change_that_fails_keeps_no_meaning(db):
    with Network(db) as network, pytest.raises(Exception, match="seems to exist"):
        network.add("Nan Okafor", skills=["weaving"])
    assert slots_in_use(db) == 4


@pytest.mark.parametrize("verb", ["ask", "add"])
def test_meanings_of_another_lexicon_are_renewed(db, verb):
    before = kept(db)
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("UPDATE settings SET value = 'an older one' WHERE name = 'lexicon'")
        conn.execute("UPDATE meanings SET bits = zeroblob(?)", (SLOTS * BYTES,))
        conn.commit()
    with Network(db) as network:
        if verb == "ask":
            network.ask("crochet", save=False)
        else:
            network.add("Ola Berg")
    assert {words: bits for words, bits in kept(db).items() if words in before} == before
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("SELECT value FROM settings WHERE name = 'lexicon'").fetchone() == (evidence_id(),)


def test_more_than_a_block_of_pieces_is_kept(tmp_path):
    rows = "".join(f"P{n},knitting {n}; weaving {n}\n" for n in range(700))
    with Network(tmp_path / "n.db") as network:
        network.import_file(f"name,skills\n{rows}".encode(), "many.csv")
    found = kept(tmp_path / "n.db")
    assert len(found) == 1400
    assert found == {words: meaning_of(words) for words in found}
