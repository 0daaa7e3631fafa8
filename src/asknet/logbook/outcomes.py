"""The outcome of an ask that a log entry records."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asknet.fields import as_card
from asknet.model import Direction, Outcome, Provenance
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.model import Ask, Interaction
    from asknet.store import Store


_IN_PART = re.compile(r"\b(?:partly|partially|somewhat|in part|a bit|a little)\b")


def says_outcome(entry: Interaction) -> bool:
    """Return whether an entry says by itself that somebody helped with its question: help to me, and not just in part."""
    return entry.direction in (Direction.RECEIVED, Direction.MUTUAL) and not _IN_PART.search(fold(entry.text))


def record_outcome(
    store: Store, ask: Ask, entry: Interaction, people: Sequence[int], today: date, outcome: Outcome | None = None
) -> list[str]:
    """Record the outcome of an ask that an entry with `people` reports, and return what to print about it.

    The `outcome` is the one given, or `helped` if the entry says so; no other is read from the text. Help closes an open
    ask; any other outcome leaves it open.
    """
    from asknet.logbook.close import record_changes, record_factors, record_outcomes, still_asked

    if outcome is None and says_outcome(entry):
        outcome = Outcome.HELPED
    effects: list[str] = []
    if outcome:
        before = record_factors(store, people, ask.problem, today)
        effects = record_outcomes(
            store, ask, dict.fromkeys(people, outcome), entry.date, topics=entry.topics, entry=entry.id
        )
        if outcome is Outcome.HELPED and not ask.closed:
            store.asks.close(ask.id, entry.date, by=entry.id)
        effects += record_changes(store, before, ask.problem, today)
        if not ask.closed:
            effects += still_asked(ask, store.asks.get(ask.id) or ask)
    state = "closed" if outcome is Outcome.HELPED or ask.closed else "still open"
    return [
        *effects,
        f"ask {ask.id} ({ask.problem[:60]}): {outcome.words if outcome else 'no outcome (see --outcome)'}; {state}",
    ]


def withdraw(store: Store, entry: Interaction) -> None:
    """Remove the outcome that an entry recorded.

    An ask that it closed is open again, unless another entry says that somebody helped. A contact known for a topic because
    they helped with it no longer is, unless another entry says the same or you gave the topic a level.
    """
    turned = store.asks.withdraw(entry.id)
    gone = {fold(topic) for topic in entry.topics}
    for contact in store.contacts.load(sorted(turned)) if gone else ():
        proven = store.asks.proven_topics(contact.id)
        kept = tuple(
            skill
            for skill in contact.skills
            if skill.provenance is not Provenance.HELPED
            or skill.level
            or fold(skill.topic) not in gone
            or fold(skill.topic) in proven
        )
        if kept != contact.skills:
            store.contacts.update(contact, replace(as_card(contact), skills=kept))
