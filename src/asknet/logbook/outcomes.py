"""What an entry means for the question it came of."""

from __future__ import annotations

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


def came_of(
    store: Store, ask: Ask, entry: Interaction, people: Sequence[int], today: date, outcome: Outcome | None = None
) -> list[str]:
    """Write what an entry with `people` means for the ask, and return what to tell.

    Help closes an open ask. Any other outcome is one that was given, is noted and leaves it open.
    """
    from asknet.logbook.close import records, told_moves, turn

    if outcome is None and entry.direction in (Direction.RECEIVED, Direction.MUTUAL):
        outcome = Outcome.HELPED
    effects: list[str] = []
    if outcome:
        before = records(store, people, ask.problem, today)
        effects = turn(store, ask, dict.fromkeys(people, outcome), entry.date, topics=entry.topics, entry=entry.id)
        if outcome is Outcome.HELPED and not ask.closed:
            store.asks.close(ask.id, entry.date, by=entry.id)
        effects += told_moves(store, before, ask.problem, today)
    state = "closed" if outcome is Outcome.HELPED or ask.closed else "still open"
    return [*effects, f"ask {ask.id} ({ask.problem[:60]}): {outcome or 'no outcome said'}; {state}"]


def withdraw(store: Store, entry: Interaction) -> None:
    """Take back what an entry said of an ask.

    An ask that it closed is open again, unless another entry says that it was helped. Who was known for a topic for
    having helped is so no longer, unless another entry about it says the same or you said how well they know it.
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
