"""Record that a message was sent: its ask waits for an answer, or it becomes a log entry."""

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
"""The log entries for messages that do not ask a question."""


def record_sent(store: Store, draft: Draft, *, today: date, now: str) -> str:
    """Record that a draft was sent, as one change, and return in words what was recorded.

    A question makes its ask wait for the contact from today on; any other message becomes a log entry.
    Raises `NothingFoundError` if the contact or the ask no longer exists, `UsageError` if the ask is closed.
    """
    with store.writing(f"noted a message to {draft.to.name}", at=now, creating=False):
        to = store.contacts.get(draft.to.id)
        if to is None:
            message = f"{draft.to.name} no longer exists"
            raise NothingFoundError(message, "Nothing was noted; see `asknet list`")
        ask = find_ask(store, str(draft.ask)) if draft.ask is not None else None
        if ask is not None and draft.purpose in (Purpose.ASK, Purpose.AGAIN, Purpose.WAY_IN):
            if ask.closed:
                message = f"ask {ask.id} ({ask.problem[:60]}) is closed"
                raise UsageError(message, "Nothing was noted; ask it again with `asknet ask`")
            store.asks.set_outcome(ask.id, to.id, Outcome.WAITING, today)
            return f"asked {to.name}, waiting: ask {ask.id} ({ask.problem[:60]})"
        about = store.contacts.get(draft.about.id) if draft.about else None
        text = _ENTRIES[draft.purpose].format(to=to.name, about=f" to {about.name}" if about else "")
        entry = Interaction(id=0, date=today, text=text, kind="mail")
        number = store.interactions.add(
            entry, contacts=[to.id], ask=ask.id if ask else None, mentioned=[about.id] if about else []
        )
        return f"logged entry {number}: {text}"
