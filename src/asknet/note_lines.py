"""Notes as lines: comparing, adding and removing them without changing a character of the others."""

from __future__ import annotations

import unicodedata
from collections import Counter


def compared_lines(notes: str) -> list[str]:
    """Return the lines of notes in the form in which they are compared: white space collapsed, letters composed."""
    return [" ".join(unicodedata.normalize("NFC", line).split()) for line in notes.split("\n")]


def with_lines(notes: str, more: str) -> str:
    """Return notes with the lines of `more` that they lack (see `more_lines`)."""
    return add_note(notes, more_lines(more, notes))


def more_lines(more: str, notes: str) -> str:
    """Return the lines of `more` that are not in `notes`, unchanged.

    A repeated line is returned as often as it is missing. Blank lines after a line
    come with it; those before the first line come with the first.
    """
    there = Counter(compared_lines(notes))
    come: list[str] = []
    coming, blank = True, list[str]()
    for line, typed in zip(more.split("\n"), compared_lines(more), strict=True):
        if not typed:
            blank.append(line)
            continue
        before, coming = coming, there[typed] <= 0
        there[typed] -= 1
        if before and (come or coming):
            come += blank
        if coming:
            come.append(line)
        blank = []
    if coming and come:
        come += blank
    return "\n".join(come)


def without_lines(notes: str, gone: str) -> str:
    """Remove the lines of `gone` from notes, each as often as it occurs in `gone`, from the top."""
    out = Counter(typed for typed in compared_lines(gone) if typed)
    kept: list[str] = []
    for line, typed in zip(notes.split("\n"), compared_lines(notes), strict=True):
        if out[typed] > 0:
            out[typed] -= 1
        else:
            kept.append(line)
    return "\n".join(kept)


def add_note(notes: str, more: str) -> str:
    """Append a note on a line of its own."""
    return f"{notes}{'' if not notes or notes.endswith(chr(10)) else chr(10)}{more}" if more else notes
