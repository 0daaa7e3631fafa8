"""Noting that a message was sent: whose answer is waited for, or an entry of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.drafting.drafts import Draft, Purpose
from asknet.errors import NothingFoundError, UsageError
from asknet.logbook.close import find_ask
from asknet.model import Interaction, Outcome

if TYPE_CHECKING:
    from datetime import date

    from asknet.store import Store

_ENTRIES = {
    Purpose.WAY_IN: "asked {to} for an introduction{about}",
    Purpose.INTRODUCE: "asked {to} about an introduction{about}",
    Purpose.THANK: "thanked {to}",
}
"""What is logged for a message by which no answer to a question is waited for."""


def note_sent(store: Store, draft: Draft, *, today: date, now: str) -> str:
    """Note that a draft was sent, as one change, and say in words what was noted.

    A question makes its ask wait for the contact from today on; other messages become an entry of the log.
    Raises `NothingFoundError` when the contact or the ask has gone, `UsageError` when the ask is closed.
    """
    with store.writing(f"noted a message to {draft.to.name}", at=now, creating=False):
        to = store.contacts.get(draft.to.id)
        if to is None:
            message = f"{draft.to.name} is no longer there"
            raise NothingFoundError(message, "Nothing was noted; see `asknet list`")
        ask = find_ask(store, str(draft.ask)) if draft.ask is not None else None
        if ask is not None and draft.purpose in (Purpose.ASK, Purpose.AGAIN, Purpose.WAY_IN):
            if ask.closed:
                message = f"ask {ask.id} ({ask.problem[:60]}) is closed"
                raise UsageError(message, "Nothing was noted; ask it again with `asknet ask`")
            store.asks.turned_to(ask.id, to.id, Outcome.WAITING, today)
            return f"asked {to.name}, waiting: ask {ask.id} ({ask.problem[:60]})"
        about = store.contacts.get(draft.about.id) if draft.about else None
        text = _ENTRIES[draft.purpose].format(to=to.name, about=f" to {about.name}" if about else "")
        entry = Interaction(id=0, date=today, text=text, kind="mail")
        number = store.interactions.add(
            entry, contacts=[to.id], ask=ask.id if ask else None, mentioned=[about.id] if about else []
        )
        return f"logged entry {number}: {text}"
