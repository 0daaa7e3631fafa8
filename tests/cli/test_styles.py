"""Styles that can be read on a dark terminal and on a white one."""

import re

import pytest

LIGHT = re.compile(r"\x1b\[(?:\d+;)*(?:3[236]|9[236])m([^\x1b]*)")
"""Text in green, yellow or cyan; a background of one of these is `4x`, with letters of its own."""
BARS = re.compile(r"[\s▁▂▃▄▅▆▇█▏▎▍▌▋▊▉]*")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "words",
    [["ask", "crochet"], ["ask", "broken gearbox of a tractor"], ["ask", "zymurgy"], [], ["review"], ["review", "give"],
     ["review", "next"], ["show", "Nan"], ["asks"], ["list"]],
)  # fmt: skip
def test_only_bars_are_in_colours_that_cannot_be_read_on_white(screen, words):
    shown = screen(*words).out
    assert "\x1b[1m" in shown
    assert [text for text in LIGHT.findall(shown) if not BARS.fullmatch(text)] == []
