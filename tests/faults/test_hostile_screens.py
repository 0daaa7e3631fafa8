"""Any field, any verb, on a terminal: no control byte but asknet's own. The long sweep is `sweep.py` beside this file."""

import pytest
from hostile_screens import STRINGS, hostile, stray

MIXED = {"mixed": "".join(STRINGS[name] for name in ("ESC", "OSC title", "OSC 8", "C1", "bidi", "rich"))}


@pytest.mark.parametrize("field", ["name", pytest.param("close note", marks=pytest.mark.slow)])
def test_no_control_byte_reaches_the_terminal(field):
    for _, _, tried, wrong in hostile(MIXED, (field,)):
        assert tried > 20
        assert wrong == []


@pytest.mark.parametrize("seen", [b"a\x1b]0;x\x07", b"\xc2\x9b31m", b"\xe2\x80\xae", b"\x1b[2J", b"\x9b", b"\x08"])
def test_what_could_drive_a_terminal_is_noticed(seen):
    assert stray(seen)
