"""How far a long job is, on a terminal."""

import io

import pytest

from asknet.cli import terminal as drawing
from asknet.cli.terminal import Terminal


class Screen(io.StringIO):
    """Text that is shown on a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize(("total", "shown"), [(None, "12,300 done"), (24_600, "50%, 12,300 of 24,600")])
def test_a_long_job_says_how_far_it_is(monkeypatch, total, shown, colour):
    monkeypatch.setattr(drawing, "_PROGRESS_AFTER_SECONDS", -1)
    screen = Screen()
    terminal = Terminal(stderr=screen, env={"TERM": "xterm-256color", "COLUMNS": "80", **colour})
    with terminal.progress("importing [x].csv") as progress:
        if total:
            progress.expected(total)
        progress.moved(12_300)
    assert "importing [x].csv" in screen.getvalue()
    assert shown in screen.getvalue()
    assert ("\x1b" in screen.getvalue()) == (not colour)
    terminal.close()
