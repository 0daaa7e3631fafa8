"""Flipped bits, cut files and other programs' databases: refused untouched, or opened with every row as it was.

The long sweep over every bit is `sweep.py` beside this file.
"""

import pytest
from bytes_changed import flipped_headers, foreign_files, truncated


@pytest.mark.parametrize("tried", [lambda: flipped_headers(step=9), lambda: truncated(step=9), foreign_files])
def test_what_is_not_as_asknet_wrote_it_is_refused_or_harmless(tried):
    for _, _, count, wrong in tried():
        assert count > 10
        assert wrong == []


@pytest.mark.parametrize("place", [20, 21, 22, 23, 44, 47])
def test_a_header_byte_that_changes_how_pages_are_read_is_refused(run, db, place):
    run("add", "Nan Okafor")
    changed = bytearray(db.read_bytes())
    changed[place] ^= 8
    db.write_bytes(changed)
    ran = run("add", "Theo")
    assert (ran.code, ran.out) == (4, "")
    assert "damaged" in ran.err
    assert db.read_bytes() == bytes(changed)
