"""How can they help you? Your asks and their outcomes, who helped, and what is still open."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Outcome
from asknet.review.exchanges import helping_outcomes
from asknet.review.model import ContactRef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Ask, Verdict
    from asknet.review.facts import Facts
    from asknet.review.model import Period
    from asknet.store.review_rows import ExchangeTotals


class OpenAsk(NamedTuple):
    """A problem that is still open: for how many days, whose answer is awaited (`waiting`), and since when at least.

    `next` is the contact to ask next.
    """

    id: int
    problem: str
    asked: date
    days: int
    waiting: tuple[ContactRef, ...] = ()
    waited: int = 0
    next: ContactRef | None = None


class Helper(NamedTuple):
    """A contact who helped, and how often in the period."""

    who: ContactRef
    times: int


class Problem(NamedTuple):
    """A problem noted in the period, and the outcome for each contact you asked."""

    id: int
    problem: str
    asked: date
    verdict: Verdict
    came: tuple[tuple[ContactRef, Outcome], ...]


class Help(NamedTuple):
    """The asks of the period: how many; how many were answered and helped; who helped; which are open."""

    asked: int
    answered: int
    helped: int
    helpers: tuple[Helper, ...]
    open: tuple[OpenAsk, ...]
    problems: tuple[Problem, ...]


def answer(facts: Facts) -> Help:
    """Count the outcomes of your asks, and who helped."""
    return how_they_help(facts.asks, facts.totals, facts.names, facts.period, facts.in_line)


def how_they_help(
    asks: Sequence[Ask],
    totals: Mapping[int, ExchangeTotals],
    names: Mapping[int, str],
    period: Period,
    in_line: Mapping[int, tuple[int, str]] = MappingProxyType({}),
) -> Help:
    """Count the outcomes of the problems noted in the period, and who helped in it.

    `answered`: an outcome other than ``waiting`` and ``no-answer``; `helped`: an outcome ``helped`` or ``partly``. A
    helper's times are the help received from them in the period: entries, and help with an ask that no entry records.
    `open` has every open problem up to today, the oldest first, with the contact to ask next (`in_line`); `problems` those of
    the period, newest first.
    """
    mine = [ask for ask in asks if period.holds(ask.date)]
    times = {contact: each.received_now for contact, each in totals.items() if each.received_now}
    waiting = [ask for ask in asks if ask.closed is None and ask.date <= period.today]
    return Help(
        asked=len(mine),
        answered=sum(any(o.outcome not in (Outcome.NO_ANSWER, Outcome.WAITING) for o in ask.outcomes) for ask in mine),
        helped=sum(bool(helping_outcomes(ask)) for ask in mine),
        helpers=tuple(
            Helper(ContactRef(contact, names[contact]), count)
            for contact, count in sorted(times.items(), key=lambda item: (-item[1], names.get(item[0], ""), item[0]))
            if contact in names
        ),
        open=tuple(
            OpenAsk(
                ask.id,
                ask.problem,
                ask.date,
                (period.today - ask.date).days,
                tuple(ContactRef(each.contact, each.name) for each in ask.waiting),
                ask.waited(period.today),
                ContactRef(*in_line[ask.id]) if ask.id in in_line else None,
            )
            for ask in sorted(waiting, key=lambda ask: (ask.date, ask.id))
        ),
        problems=tuple(
            Problem(
                ask.id,
                ask.problem,
                ask.date,
                ask.verdict,
                tuple((ContactRef(o.contact, names[o.contact]), o.outcome) for o in ask.outcomes if o.contact in names),
            )
            for ask in mine
        ),
    )
