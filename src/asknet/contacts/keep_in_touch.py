"""The days to be in touch by, for every contact with a period to keep in touch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asknet.due_days import KeptTie, due_days, watched_since

if TYPE_CHECKING:
    from asknet.store import Store


def next_days(store: Store, today: date) -> dict[int, date]:
    """Return the day to be in touch by for each contact with a period, by number; needs an open transaction."""
    kept = [member for member in store.review_rows.members(kept_up=True) if member.every]
    last = store.interactions.last_days([member.id for member in kept], today)
    return due_days(
        KeptTie(
            member.id,
            member.name,
            member.closeness,
            member.every or 0,
            last.get(member.id) or date.fromisoformat(watched_since(member.met, member.added, today.isoformat())),
        )
        for member in kept
    )
