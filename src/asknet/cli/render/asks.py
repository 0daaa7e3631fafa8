"""Questions in words: how one stands, and its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Outcome

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Ask


def outcomes_of(ask: Ask, today: date) -> list[str]:
    """Describe the outcome of each contact you asked, for whom you wait since when, and what was noted."""
    told = []
    for turned in ask.outcomes:
        if turned.outcome is not Outcome.WAITING:
            told.append(f"{turned.name}: {turned.outcome.words}")
        elif ask.closed:
            told.append(f"{turned.name}: asked")
        else:
            told.append(f"{turned.name}: waiting {_since((today - turned.date).days)}")
    return [*told, *filter(None, ask.note.split("\n"))]


def _since(days: int) -> str:
    return "since today" if days <= 0 else f"{days} day{'s' * (days != 1)}"
