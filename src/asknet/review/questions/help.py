"""How can they help you?"""

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
    """A problem that is still open, and for how many days; for whom it is `waiting`, and for how many days at least.

    `next` is whom to ask next.
    """

    id: int
    problem: str
    asked: date
    days: int
    waiting: tuple[ContactRef, ...] = ()
    waited: int = 0
    next: ContactRef | None = None


class Helper(NamedTuple):
    """Who helped, and how often in the period."""

    who: ContactRef
    times: int


class Problem(NamedTuple):
    """A problem of the period, and the outcome of each contact you asked."""

    id: int
    problem: str
    asked: date
    verdict: Verdict
    came: tuple[tuple[ContactRef, Outcome], ...]


class Help(NamedTuple):
    """Asks of the period: how many, and for how many somebody answered, somebody helped; who helped; what is open."""

    asked: int
    answered: int
    helped: int
    helpers: tuple[Helper, ...]
    open: tuple[OpenAsk, ...]
    problems: tuple[Problem, ...]


def answer(facts: Facts) -> Help:
    """Count the outcomes of what you asked, and who helped."""
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
    helper's times are what was received from them in the period: entries, and help with an ask that no entry records.
    `open` has every open problem up to today, the oldest first, with who is next by ask (`in_line`); `problems` those of
    the period, the newest first.
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
