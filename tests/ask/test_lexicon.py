"""The lexicon that ships: what it knows, and what happens without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import asknet
from asknet.lexicon import HEADER, MAX_TOKENS, SHIPPED, Lexicon, LexiconError, Vector, meaning_of, shipped

MOST_BYTES = 15_000_000


@pytest.fixture(scope="module")
def lexicon():
    found = shipped()
    assert isinstance(found, Lexicon)
    return found


def cosine(lexicon, one, other):
    return lexicon.vector([one]).cosine(lexicon.vector([other]))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("my landlord will not return the deposit", "tenancy law", "guitar making"),
        ("bread sticks to the pan", "seasoning cast iron cookware", "income tax"),
        ("the cat has stopped eating", "veterinary medicine", "road bikes"),
    ],
)
def test_a_problem_is_nearer_to_its_topic_than_to_another(lexicon, text, near, far):
    assert cosine(lexicon, text, near) > cosine(lexicon, text, far) + 0.1


def test_what_no_word_is_known_of_means_nothing(lexicon):
    assert lexicon.bits(["漢字 🎸"]) == 0
    assert meaning_of("漢字") == b""


def test_a_packed_vector_points_the_same_way(lexicon):
    vector = lexicon.vector(["tenancy law"])
    assert Vector.unpack(vector.pack()).cosine(vector) > 0.999


def test_sign_bits_are_those_of_the_values(lexicon):
    values = lexicon.vector(["tenancy law"]).values
    assert lexicon.bits(["tenancy law"]) == sum(1 << place for place, value in enumerate(values) if value >= 0)


@pytest.mark.parametrize("word", ["crochet", "mortgage", "the"])
def test_values_of_as_many_words_as_count_do_not_run_into_one_another(lexicon, word):
    once, often = lexicon.vector([word]).values, lexicon.vector([" ".join([word] * MAX_TOKENS)]).values
    assert often == tuple(MAX_TOKENS * value for value in once)


def test_the_file_is_what_its_id_says(lexicon):
    assert lexicon.verify()


def test_the_file_is_small_enough_to_ship():
    assert SHIPPED.stat().st_size <= MOST_BYTES


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda _: b"",
        lambda _: b"junk" * 100,
        lambda data: data[:-1],
        lambda data: data[:8] + b"\x63\0" + data[10:],
    ],
    ids=["empty", "junk", "cut short", "of another format"],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, spoiled):
    path = tmp_path / "lexicon.bin"
    path.write_bytes(spoiled(SHIPPED.read_bytes()))
    with pytest.raises(LexiconError, match="lexicon"):
        Lexicon.open(path)


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_without_the_lexicon_words_still_answer_and_the_user_is_told(tmp_path, damage):
    package = tmp_path / "lib" / "asknet"
    shutil.copytree(Path(asknet.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    spoiled = package / "data" / "lexicon.bin"
    if damage == "missing":
        spoiled.unlink()
    else:
        spoiled.write_bytes(SHIPPED.read_bytes()[: HEADER.size + 100])
    env = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "lib"),
        "HOME": str(tmp_path),
        "ASKNET_DB": str(tmp_path / "n.db"),
    }
    command = [sys.executable, "-m", "asknet"]
    subprocess.run([*command, "add", "Nan Okafor", "crochet"], env=env, check=True, capture_output=True)
    done = subprocess.run([*command, "ask", "crotchet"], env=env, check=True, capture_output=True, text=True)
    assert "Nan Okafor" in done.stdout
    assert "words and spelling only" in done.stderr


@pytest.mark.parametrize("word", ["notary", "dialysis", "inverter", "recruiter", "breastfeeding", "cheeseburger"])
def test_words_of_everyday_life_are_known(lexicon, word):
    assert word in lexicon


@pytest.mark.parametrize(("plural", "singular"), [("notaries", "notary"), ("recruiters", "recruiter")])
def test_a_plural_that_the_table_lacks_means_its_singular(lexicon, plural, singular):
    assert plural not in lexicon
    assert lexicon.vector([plural]).values == lexicon.vector([singular]).values
