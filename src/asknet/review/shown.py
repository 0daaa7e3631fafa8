"""Steps of the review that were shown but not done: one shown in two reviews a week apart rests for three months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.review.model import NextStep
    from asknet.store import Store

APART_DAYS = 7
"""A step rests after this many days between the first and the last review that showed it."""
IGNORED_REST_DAYS = 90
"""Days that a step rests which was shown and not done; one that was put off or done: `asknet.logbook.review_steps`."""
_SHOWN, _RESTS = "shown", "rests"
_KEY = "step "


def record_shown(store: Store, steps: Iterable[NextStep], today: date) -> None:
    """Note the steps that a review shows; an earlier one that is missing was done, and starts over if it comes back."""
    with store.noting(creating=False):
        kept = store.state.starting_with(_KEY)
        shown = {f"{_KEY}{step.key}" for step in steps}
        for key, (value, day) in kept.items():
            over = value == _RESTS and day <= today.isoformat()
            if key not in shown and (value == _SHOWN or over):
                store.state.drop(key)
        for key in sorted(shown):
            value, day = kept.get(key, ("", ""))
            if value != _SHOWN:
                store.state.put(key, _SHOWN, today)
            elif today - date.fromisoformat(day) >= timedelta(days=APART_DAYS):
                store.state.put(key, _RESTS, today + timedelta(days=IGNORED_REST_DAYS))


def resting(store: Store, today: date) -> set[str]:
    """Return the keys of the steps that are resting today."""
    kept = store.state.starting_with(_KEY)
    return {key.removeprefix(_KEY) for key, (value, day) in kept.items() if value == _RESTS and day > today.isoformat()}
