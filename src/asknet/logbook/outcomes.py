"""What an entry means for the question it came of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Direction, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.model import Ask, Interaction
    from asknet.store import Store

_NO_ANSWER = ("no answer", "no reply", "not answer", "n't answer", "never answered", "never replied", "n't replied")
_NO_HELP = ("n't help", "not help", "no help", "never helped", "no luck", "no use")
_PARTLY = ("partly", "partially", "half helped", "helped a bit", "helped a little")


def came_of(store: Store, ask: Ask, entry: Interaction, people: Sequence[int], today: date) -> list[str]:
    """Write what an entry with `people` means for the ask, and return what to tell.

    Help closes the ask; no answer, or none that helped, is noted and leaves it open.
    """
    from asknet.logbook.close import records, told_moves, turn

    outcome = _outcome(entry)
    effects: list[str] = []
    if outcome:
        before = records(store, people, ask.problem, today)
        effects = turn(store, ask, dict.fromkeys(people, outcome), entry.date, topics=entry.topics)
        if outcome is Outcome.HELPED:
            store.asks.close(ask.id, entry.date)
        effects += told_moves(store, before, ask.problem, today)
    state = "closed" if outcome is Outcome.HELPED or ask.closed else "still open"
    return [*effects, f"ask {ask.id} ({ask.problem[:60]}): {outcome or 'no outcome said'}; {state}"]


def _outcome(entry: Interaction) -> Outcome | None:
    """Say what an entry means for the ask it belongs to; None when it does not say."""
    text = entry.text.lower().replace("’", "'")
    helped = entry.direction in (Direction.RECEIVED, Direction.MUTUAL)
    for phrases, outcome in ((_NO_ANSWER, Outcome.NO_ANSWER), (_PARTLY, Outcome.PARTLY), (_NO_HELP, Outcome.NO)):
        if any(phrase in text for phrase in phrases) and (outcome is Outcome.PARTLY or not helped):
            return outcome
    return Outcome.HELPED if helped else None
