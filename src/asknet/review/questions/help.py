"""How can they help you?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asknet.model import Outcome, Verdict
from asknet.records import Asked, Tally
from asknet.review.questions.period import Period, Who
from asknet.review.questions.standing import HELPED


class OpenAsk(NamedTuple):
    """A problem that is still open, and for how many days."""

    id: int
    problem: str
    asked: date
    days: int


class Helper(NamedTuple):
    """Who helped, and how often in the period."""

    who: Who
    times: int


class Problem(NamedTuple):
    """A problem of the period, and what came of each contact you turned to."""

    id: int
    problem: str
    asked: date
    verdict: Verdict
    came: tuple[tuple[Who, Outcome], ...]


class Help(NamedTuple):
    """Asks of the period: how many, and for how many somebody answered, somebody helped; who helped; what is open."""

    asked: int
    answered: int
    helped: int
    helpers: tuple[Helper, ...]
    open: tuple[OpenAsk, ...]
    problems: tuple[Problem, ...]


def how_they_help(
    asks: Sequence[Asked], tallies: Mapping[int, Tally], names: Mapping[int, str], period: Period
) -> Help:
    """Count what came of the problems noted in the period, and who helped in it.

    `answered`: an outcome other than ``no-answer``; `helped`: an outcome ``helped`` or ``partly``. A helper's times are
    what was received from them in the period: entries, and help with an ask that no entry tells of. `open` has every open
    problem up to today, the oldest first; `problems` those of the period, the newest first.
    """
    mine = [ask for ask in asks if period.holds(ask.day)]
    times = {contact: s.received_now for contact, s in tallies.items() if s.received_now}
    waiting = [ask for ask in asks if ask.open and ask.day <= period.today]
    return Help(
        asked=len(mine),
        answered=sum(any(c.outcome is not Outcome.NO_ANSWER for c in ask.came) for ask in mine),
        helped=sum(any(c.outcome in HELPED for c in ask.came) for ask in mine),
        helpers=tuple(
            Helper(Who(contact, names[contact]), count)
            for contact, count in sorted(times.items(), key=lambda item: (-item[1], names.get(item[0], ""), item[0]))
            if contact in names
        ),
        open=tuple(
            OpenAsk(ask.id, ask.problem, ask.day, (period.today - ask.day).days)
            for ask in sorted(waiting, key=lambda ask: (ask.day, ask.id))
        ),
        problems=tuple(
            Problem(
                ask.id,
                ask.problem,
                ask.day,
                ask.verdict,
                tuple((Who(c.contact, names[c.contact]), c.outcome) for c in ask.came if c.contact in names),
            )
            for ask in mine
        ),
    )
