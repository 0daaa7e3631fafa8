"""Finish a step of the review, or put it off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asknet.environment import OLD_ASK_DAYS
from asknet.errors import NothingFoundError
from asknet.evidence import FROM_REVIEW
from asknet.logbook.close import find_ask
from asknet.model import Direction, Interaction

if TYPE_CHECKING:
    from datetime import date

    from asknet.review.model import NextStep
    from asknet.store import Store

DONE_REST_DAYS = 30
"""Days that a step rests: when it is put off, or done without the record showing it, so that it would come up again."""

_ENTRIES = {
    "touch": ("in touch", Direction.NONE),
    "reconnect": ("in touch again", Direction.NONE),
    "give": ("helped with {topic}", Direction.GIVEN),
    "introduce": ("introduced {names}", Direction.GIVEN),
    "repay": ("gave something back", Direction.GIVEN),
    "contribute": ("contributed", Direction.GIVEN),
    "gap": ("asked who could help with {topic}", Direction.NONE),
}
"""The log entry for a step of each kind that is about contacts."""
_ASKED_AGAIN = ("give", "introduce", "gap", "second", "widen")


def finish(store: Store, step: NextStep, *, today: date, now: str) -> str:
    """Record that a step was done, as one change, and return in words what was recorded.

    A step about contacts becomes an entry of today, which is not evidence of what they know; a problem is closed, or all
    old ones, and a step that the record cannot show to be done rests for `DONE_REST_DAYS`. Raises `NothingFoundError` if
    a contact or an ask that it is about no longer exists.
    """
    with store.writing("did a step of the review", at=now, creating=False) as change:
        _still_there(store, step)
        did = _finish(store, step, today)
        change.did = did
        return did


def _finish(store: Store, step: NextStep, today: date) -> str:
    if step.ask is not None:
        ask = find_ask(store, str(step.ask))
        if ask.closed:
            return f"ask {step.ask} is closed already"
        store.asks.close(ask.id, today)
        return f"closed ask {step.ask}"
    if step.kind == "close":
        old = [ask for ask in store.asks.noted(closed=False) if (today - ask.date).days > OLD_ASK_DAYS]
        for ask in old:
            store.asks.close(ask.id, today)
        return f"closed {len(old)} asks"
    rest(store, step, today)
    if step.kind not in _ENTRIES:
        return f"done; it will not be suggested for {DONE_REST_DAYS} days"
    text, direction = _ENTRIES[step.kind]
    contacts = [who.id for who in step.contacts]
    names = " and ".join(who.name for who in step.contacts)
    topics = (step.topic,) if step.kind == "give" else ()
    text = text.format(topic=step.topic, names=names)
    entry = Interaction(id=0, date=today, text=text, direction=direction, kind=FROM_REVIEW, topics=topics)
    number = store.interactions.add(entry, contacts=contacts)
    return f"logged entry {number} with {names}"


def rest(store: Store, step: NextStep, today: date) -> None:
    """Let a step that was done rest for `DONE_REST_DAYS`, if the record cannot show that it was done."""
    if step.kind in _ASKED_AGAIN:
        store.snoozes.put(step.key, [who.id for who in step.contacts], today + timedelta(days=DONE_REST_DAYS))


def put_off(store: Store, step: NextStep, *, today: date, now: str, for_good: bool = False) -> str:
    """Put off a step for `DONE_REST_DAYS`, or for good; return in words until when.

    Raises `NothingFoundError` if a contact or an ask that it is about no longer exists.
    """
    until = None if for_good else today + timedelta(days=DONE_REST_DAYS)
    effect = f"waits until {until.isoformat()}" if until else "will not be asked again"
    with store.writing(f"put off: {step.do}", at=now, creating=False):
        _still_there(store, step)
        # a step about an ask is put off by its ask, whoever is waited for
        store.snoozes.put(step.key, [who.id for who in step.contacts] if step.ask is None else [], until)
    return effect


def _still_there(store: Store, step: NextStep) -> None:
    """Check under the lock, since a walk may take long and others write in the meantime."""
    gone = [who.name for who in step.contacts if store.contacts.get(who.id) is None]
    if step.ask is not None and store.asks.get(step.ask) is None:
        gone.append(f"ask {step.ask}")
    if gone:
        message = f"{gone[0]} no longer exists"
        raise NothingFoundError(message, "See what is left: asknet review next")
