"""A short set of broken files and sentences; `fuzzing.py` beside this file runs for as long as one likes."""

import pytest
from fuzzing import fuzzed, kinds


@pytest.mark.parametrize("kind", kinds())
def test_what_is_broken_is_read_or_refused(kind):
    tried, wrong = fuzzed(kind, most=150)
    assert tried == 150
    assert wrong == {}
