"""Styles that can be read on a dark terminal and on a white one."""

import re

import pytest

LIGHT = re.compile(r"\x1b\[(?:\d+;)*(?:3[236]|9[236])m([^\x1b]*)")
"""Text in green, yellow or cyan; a background of one of these is `4x`, with letters of its own."""
FAINT = re.compile(r"\x1b\[(?:\d+;)*2(?:;\d+)*m([^\x1b]*)")
"""Faint text: terminals draw it with .4 to .67 of the letters' contrast, on black down to 2.9 to 1, and 4.5 can be read."""
BARS = re.compile(r"[\s▁▂▃▄▅▆▇█▏▎▍▌▋▊▉]*")


SCREENS = [
    ["ask", "crochet"], ["ask", "broken gearbox of a tractor"], ["ask", "zymurgy"], [], ["review"], ["review", "give"],
    ["review", "next"], ["show", "Nan"], ["asks"], ["list"], ["path"], ["path", "Theo"], ["history"], ["dupes"],
    ["skills"], ["message", "Nan", "--ask", "1", "--print"], ["demo", "crochet"],
]  # fmt: skip


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("words", SCREENS)
def test_nothing_that_is_read_is_faint(screen, words):
    assert [text for text in FAINT.findall(screen(*words).out) if re.search(r"\w", text)] == []


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("words", SCREENS[:10])
def test_only_bars_are_in_colours_that_cannot_be_read_on_white(screen, words):
    shown = screen(*words).out
    assert "\x1b[1m" in shown
    assert [text for text in LIGHT.findall(shown) if not BARS.fullmatch(text)] == []
