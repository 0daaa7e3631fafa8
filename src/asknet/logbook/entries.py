"""Change, remove and look up an entry of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.logbook.log import Logged, ask_meant, entry_from, entry_of, logged_from
from asknet.logbook.log_request import named_by_options, not_in_the_future, read_request
from asknet.logbook.outcomes import record_outcome, withdraw
from asknet.model import Direction, Interaction, Outcome

if TYPE_CHECKING:
    from datetime import date

    from asknet.logbook.log_request import LogRequest
    from asknet.store import Store


def edit_entry(store: Store, number: int, request: LogRequest, *, today: date, now: str) -> Logged:
    """Change an entry: a new sentence is read from scratch, options change only what they name.

    The outcome that it recorded for an ask changes with it, unless it was given: then it stays, for another ask too.
    """
    with store.writing(f"changed entry {number}", at=now, creating=False):
        before = entry_of(store, number)
        if request.sentence:
            people_before = tuple(f"id:{contact}" for contact, _ in before.with_)
            read, added = read_request(store, request._replace(default=request.default or people_before), today)
            entry = entry_from(read, request, read.date or before.date)
            people = [*(c.id for c in read.with_)]
            mentioned = [c.id for c in read.mentioned]
            logged = logged_from(read, request, entry, added)
        else:
            mentioned = [contact for contact, _ in before.mentioned]
            found = named_by_options(store, request, today)
            people = [c.id for c in found.contacts] or [contact for contact, _ in before.with_]
            entry = Interaction(
                id=number,
                date=request.on or before.date,
                text=before.text,
                direction=request.direction or before.direction,
                kind=before.kind,
                topics=unique(request.about) or before.topics,
            )
            logged = Logged(entry, found.new)
        not_in_the_future(entry.date, today)
        asked_before = store.interactions.ask_of(number)
        ask = ask_meant(store, request, asked_before)
        same = not request.sentence and entry.direction is before.direction and ask and ask.id == asked_before
        recorded = store.asks.outcome_of(number)
        # an outcome that the direction does not say was given: it stays until another is given
        by_text = recorded is Outcome.HELPED and before.direction in (Direction.RECEIVED, Direction.MUTUAL)
        given = recorded and not by_text and request.direction in (None, before.direction)
        outcome = request.outcome or (recorded if same or given else None)
        withdraw(store, before)
        store.interactions.rewrite(
            number,
            entry,
            contacts=people,
            ask=ask.id if ask else None,
            mentioned=mentioned,
        )
        effects = []
        if ask and (ask := store.asks.get(ask.id)):
            effects = record_outcome(store, ask, entry._replace(id=number), people, today, outcome)
        return logged._replace(entry=entry_of(store, number), effects=tuple(effects))


def remove_entry(store: Store, number: int, *, now: str) -> Interaction:
    """Remove an entry and return it. Raises `NothingFoundError`."""
    with store.writing(f"removed entry {number}", at=now, creating=False):
        entry = entry_of(store, number)
        withdraw(store, entry)
        store.interactions.remove(number)
        return entry
