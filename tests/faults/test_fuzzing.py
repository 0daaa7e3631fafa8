"""A short set of broken files and sentences; `fuzzing.py` beside this file runs for as long as one likes."""

import time

import pytest
from fuzzing import fuzzed, kinds


@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", kinds())
def test_what_is_broken_is_read_or_refused(kind, share):
    most = (40 if kind in ("xls", "xlsx", "ods") else 150) // share  # a workbook is read in a process of its own
    tried, wrong = fuzzed(kind, most=most)
    assert tried == most
    assert wrong == {}


LONGER = 200
"""How many times the work of a short sentence one of 9,900 characters may take."""
ROUNDS = ["I gave Theo Brandt a lift and ", "after I ", "instead of calling Nan I ", "(", "a", "@", "#a", "a.b"]


@pytest.mark.parametrize("sentence", ROUNDS)
def test_a_sentence_that_goes_round_and_round_is_read_at_once(run, sentence):
    run("add", "Nan Okafor")
    run("add", "Theo Brandt")
    began = time.process_time()
    run("log", "met Nan Okafor")
    between = time.process_time()
    ran = run("log", sentence * (9900 // len(sentence)) + " met Nan Okafor")
    assert "internal error" not in ran.err
    assert time.process_time() - between < LONGER * (between - began)
