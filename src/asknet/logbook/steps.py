"""What becomes of a step of the review: it is done, or it waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from asknet.errors import NothingFoundError
from asknet.logbook.close import find_ask
from asknet.model import Direction, Interaction

if TYPE_CHECKING:
    from datetime import date

    from asknet.review.model import NextStep
    from asknet.store import Store

REST_DAYS = 30
"""Days that a step waits: a snooze, and what is done but would be asked again because the facts stay as they are."""

_ENTRIES = {
    "touch": ("in touch", Direction.NONE),
    "reconnect": ("took it up again", Direction.NONE),
    "give": ("helped with {topic}", Direction.GIVEN),
    "introduce": ("introduced {names}", Direction.GIVEN),
    "repay": ("gave something back", Direction.GIVEN),
    "contribute": ("contributed", Direction.GIVEN),
    "gap": ("asked who could help with {topic}", Direction.NONE),
}
"""What is logged for a step of each kind that is about contacts."""
_ASKED_AGAIN = ("give", "introduce", "gap", "second", "widen")


def finish(store: Store, step: NextStep, *, today: date, now: str) -> str:
    """Write that a step was done, as one change, and say in words what was written.

    A step about contacts becomes an entry of today, a problem is closed, and what the record cannot tell is
    done waits for `REST_DAYS`. Raises `NothingFoundError` when whom or what it is about has gone meanwhile.
    """
    with store.writing("did a step of the review", at=now, creating=False) as change:
        _still_there(store, step)
        told = _finish(store, step, today)
        change.did = told
        return told


def _finish(store: Store, step: NextStep, today: date) -> str:
    if step.ask is not None:
        ask = find_ask(store, str(step.ask))
        if ask.closed:
            return f"ask {step.ask} is closed already"
        store.asks.close(ask.id, today)
        return f"closed ask {step.ask}"
    rest(store, step, today)
    if step.kind not in _ENTRIES:
        return f"done; it will not be asked for {REST_DAYS} days"
    text, direction = _ENTRIES[step.kind]
    contacts = [who.id for who in step.contacts]
    names = " and ".join(who.name for who in step.contacts)
    topics = (step.topic,) if step.kind == "give" else ()
    text = text.format(topic=step.topic, names=names)
    entry = Interaction(id=0, date=today, text=text, direction=direction, topics=topics)
    number = store.interactions.add(entry, contacts=contacts)
    return f"logged entry {number} with {names}"


def rest(store: Store, step: NextStep, today: date) -> None:
    """Let a step that was done wait for `REST_DAYS`, if the record cannot tell that it was done."""
    if step.kind in _ASKED_AGAIN:
        store.snoozes.put(step.key, [who.id for who in step.contacts], today + timedelta(days=REST_DAYS))


def put_off(store: Store, step: NextStep, *, today: date, now: str, for_good: bool = False) -> str:
    """Let a step wait for `REST_DAYS`, or for good; say in words until when.

    Raises `NothingFoundError` when whom or what it is about has gone meanwhile.
    """
    until = None if for_good else today + timedelta(days=REST_DAYS)
    told = f"waits until {until.isoformat()}" if until else "will not be asked again"
    with store.writing(f"put off: {step.do}", at=now, creating=False):
        _still_there(store, step)
        # an ask is put off as itself, whoever is waited for
        store.snoozes.put(step.key, [who.id for who in step.contacts] if step.ask is None else [], until)
    return told


def _still_there(store: Store, step: NextStep) -> None:
    """Check under the lock, since a walk may take long and others write meanwhile."""
    gone = [who.name for who in step.contacts if store.contacts.get(who.id) is None]
    if step.ask is not None and store.asks.get(step.ask) is None:
        gone.append(f"ask {step.ask}")
    if gone:
        message = f"{gone[0]} is no longer there"
        raise NothingFoundError(message, "See what is left: asknet review next")
