"""`review`: the questions to ask of a network from time to time, answered from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from asknet.environment import WAIT_DAYS
from asknet.review.exchanges import with_unrecorded_help
from asknet.review.facts import Facts
from asknet.review.model import NextStep, Period, as_argument
from asknet.review.questions import experience as of_experience
from asknet.review.questions import gaps as of_gaps
from asknet.review.questions import give as of_give
from asknet.review.questions import growth as of_growth
from asknet.review.questions import help as of_help
from asknet.review.questions import know as of_know
from asknet.review.questions import next as of_next
from asknet.review.questions import ties as of_ties
from asknet.review.questions import who as of_who

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asknet.review.model import ContactRef
    from asknet.store import Store


class Question(NamedTuple):
    """How a question is answered, and what the help says about it beside its name.

    `ranks` is set if it looks for contacts who fit a problem, which needs the lexicon.
    """

    answer: Callable[[Facts], Any]
    about: str = ""
    ranks: bool = False


class Review(NamedTuple):
    """The answers to the questions; None for one that was not asked. `future` counts entries after today."""

    period: Period
    contacts: int
    future: int
    who: of_who.WhoIsInIt | None = None
    know: of_know.Knowledge | None = None
    help: of_help.Help | None = None
    experience: tuple[of_experience.Experience, ...] | None = None
    growth: of_growth.Growth | None = None
    give: of_give.GiveAndTake | None = None
    ties: of_ties.Ties | None = None
    gaps: tuple[of_gaps.Gap, ...] | None = None
    next: tuple[NextStep, ...] | None = None


Section = Literal["who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next"]

QUESTIONS: dict[Section, Question] = {
    "who": Question(of_who.answer, "is in it"),
    "know": Question(of_know.answer, "what they know"),
    "help": Question(of_help.answer, "how they help"),
    "experience": Question(of_experience.answer, "proven or only claimed"),
    "growth": Question(of_growth.answer),
    "give": Question(of_give.answer, "and take"),
    "ties": Question(of_ties.answer, "overdue, quiet, dormant"),
    "gaps": Question(of_gaps.answer, ranks=True),
    "next": Question(of_next.answer, "the few steps worth doing this week", ranks=True),
}
"""The sections of a review, in order, each named as its field in `Review` and as a `Section`."""
SECTIONS: tuple[str, ...] = tuple(QUESTIONS)


def review(
    store: Store,
    sections: Sequence[str],
    period: Period,
    *,
    brief: bool = False,
    everything: bool = False,
    wait: int = WAIT_DAYS,
) -> Review:
    """Answer the given sections (names of `SECTIONS`).

    `brief` leaves out what a summary does not show: the balance of every contact, and whom to ask about any gap but the first.
    `everything` includes steps that are put off or not needed. `wait` is how many days to wait for an answer.
    """
    asked = {name: question for name, question in QUESTIONS.items() if name in sections}
    lexicon = None
    if any(question.ranks for question in asked.values()):
        from asknet.ask.ask import current_lexicon

        lexicon, _ = current_lexicon(store)
    with store.reading():
        facts = Facts(store, period, lexicon, brief=brief, everything=everything, wait=wait)
        answers = {name: facts.answer(question.answer) for name, question in asked.items()}
        return Review(period, len(facts.members), store.review_rows.upcoming(period.today), **answers)


def due(store: Store, today: date, *, wait: int = WAIT_DAYS) -> tuple[NextStep, ...]:
    """Return what is due: overdue contacts, worst first, then problems without an outcome; steps put off are left out."""
    with store.reading():
        waiting, rows = store.snoozes.waiting(today), store.review_rows
        members = rows.members(kept_up=True)
        period, asks = Period(today, today), rows.asks(today)
        totals = rows.exchange_totals(today, today, [member.id for member in members])
        exchanges = with_unrecorded_help(totals, asks, rows.recorded_help(today), period)
        overdue = of_ties.ties(members, exchanges, {}, {}, today).overdue
        line = store.asks.next_in_line([ask.id for ask in asks if not ask.closed])

        def argument(who: ContactRef) -> str:
            return as_argument(who, unique=not rows.shares_name(who.id))

        steps = [
            *of_next.touch_steps(overdue, argument),
            *of_next.close_steps(of_help.how_they_help(asks, {}, {}, period, line), argument, wait),
        ]
        return tuple(step for step in steps if step.key not in waiting)
