"""Describe the state of a question, and its outcome, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Outcome
from asknet.text import counted

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Ask


def outcomes_of(ask: Ask, today: date) -> list[str]:
    """Return the outcome of each contact you asked, since when you are waiting for whom, and the notes."""
    lines = []
    for turned in ask.outcomes:
        if turned.outcome is not Outcome.WAITING:
            lines.append(f"{turned.name}: {turned.outcome.words}")
        elif ask.closed:
            lines.append(f"{turned.name}: asked")
        else:
            lines.append(f"{turned.name}: waiting {_since((today - turned.date).days)}")
    return [*lines, *filter(None, ask.note.split("\n"))]


def _since(days: int) -> str:
    return "since today" if days <= 0 else counted(days, "day")
