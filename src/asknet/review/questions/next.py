"""What is worth doing this week: the few steps at the end of a review."""

from __future__ import annotations

import shlex
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from asknet.environment import OLD_ASK_DAYS, WAIT_DAYS
from asknet.review.model import NextStep
from asknet.review.questions import gaps, give, growth, help, know, ties  # noqa: A004 - the question's name
from asknet.text import ago, cells, often

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from asknet.review.facts import Facts
    from asknet.review.model import ContactRef
    from asknet.review.questions.gaps import Gap
    from asknet.review.questions.give import GiveAndTake
    from asknet.review.questions.growth import Growth
    from asknet.review.questions.help import Help, OpenAsk
    from asknet.review.questions.know import Knowledge
    from asknet.review.questions.ties import Overdue, Quiet, Ties

MOST = 7
"""The most steps at the end of a review."""
GAPS = 3
"""Gaps that may become a step: finding whom to ask about one takes a new answer."""
SECONDS = 2
"""Steps of the kind ``second``: there is one for nearly every topic of a small network."""
ASK_OPEN_DAYS = 7
"""Days after which it is time to record the outcome of a problem."""
WIDE = 76
"""Cells that a command with names may be wide; a wider one gets numbers, to fit on a line of 80."""


class Sections(NamedTuple):
    """The sections that the steps are taken from."""

    help: Help
    know: Knowledge
    growth: Growth
    give: GiveAndTake
    ties: Ties
    gaps: Iterable[Gap]


def answer(facts: Facts) -> tuple[NextStep, ...]:
    """Return the few steps that are worth doing."""
    found = Sections(
        facts.answer(help.answer),
        facts.answer(know.answer),
        facts.answer(growth.answer),
        facts.answer(give.answer),
        facts.answer(ties.answer),
        (gaps.with_introducer(facts, gap) for gap in facts.answer(gaps.open_gaps)),
    )
    return next_steps(found, facts.waiting, facts.as_argument, facts.wait)


def next_steps(
    found: Sections, waiting: AbstractSet[str], as_argument: Callable[[ContactRef], str], wait: int = WAIT_DAYS
) -> tuple[NextStep, ...]:
    """Return at most seven steps.

    The kinds, in this order: ``close`` an ask that has waited for an answer for `wait` days, or is open for seven days or more
    without anybody having been asked (newest first, it is best remembered), or all that are old; ``touch`` those overdue;
    ``give`` what they want and you know; ``introduce``; ``repay`` those you only take from; ``gap``: ask for an introduction to
    one of the three first gaps; ``reconnect`` with close contacts gone quiet and dormant ones; ``contribute`` where you only
    consume; ``second``: find another contact for a topic you ask about that only one covers (two of these at most); and
    ``widen`` if nobody new was added in the period.
    First one of each kind, then a second, until there are seven; a contact (`contacts`) gets only one step, and the next of
    its kind replaces any other. Steps in `waiting` (snoozed) are left out. `as_argument` writes a contact for a
    command line; ``...`` in a command is a placeholder for your own words.
    """

    def fresh(steps: Iterable[NextStep]) -> Iterator[NextStep]:
        return (step for step in steps if step.key not in waiting)

    kinds: list[Iterable[NextStep]] = [
        close_steps(found.help, as_argument, wait),
        touch_steps(found.ties.overdue, as_argument),
        _give(found.give, as_argument),
        _introduce(found.give, as_argument),
        _repay(found.give, as_argument),
        _gaps(islice(found.gaps, GAPS), as_argument),
        _reconnect(found.ties, as_argument),
        _contribute(found.give, as_argument),
        islice(fresh(_second(found.know)), SECONDS),
        _widen(found.growth),
    ]
    left = dict(enumerate(map(fresh, kinds)))
    chosen: list[tuple[int, NextStep]] = []
    named: set[int] = set()
    while left:
        for kind, steps in list(left.items()):
            step = next((step for step in steps if named.isdisjoint(who.id for who in step.contacts)), None)
            if step is None:
                del left[kind]
                continue
            chosen.append((kind, step))
            named |= {who.id for who in step.contacts}
            if len(chosen) == MOST:
                left.clear()
                break
    return tuple(step for _, step in sorted(chosen, key=lambda each: each[0]))


def close_steps(found: Help, as_argument: Callable[[ContactRef], str], wait: int = WAIT_DAYS) -> Iterator[NextStep]:
    """Yield the steps about problems, newest first.

    If an answer has been awaited for `wait` days: write again, ask the next in line, or close it. If no answer is awaited
    and it has been open for `ASK_OPEN_DAYS` or more: record its outcome. Those that are older than `OLD_ASK_DAYS` are one step.
    """
    old = [ask for ask in found.open if ask.days > OLD_ASK_DAYS]
    for ask in reversed(found.open):
        if ask.waiting:
            if ask.waited >= wait:
                yield _waiting(ask, as_argument)
        elif ask.days >= ASK_OPEN_DAYS and (len(old) == 1 or ask.days <= OLD_ASK_DAYS):
            yield _close(ask)
    if len(old) > 1:
        yield NextStep(
            "close:old",
            "close",
            f'Close old questions: {len(old)} are open for more than {OLD_ASK_DAYS} days, the last "{old[-1].problem}"',
            f"asknet close --older {OLD_ASK_DAYS}d",
        )


def _waiting(ask: OpenAsk, as_argument: Callable[[ContactRef], str]) -> NextStep:
    names = " and ".join(who.name for who in ask.waiting)
    write = [f"asknet message {as_argument(who)} --for again --ask {ask.id}" for who in ask.waiting]
    line = [f"asknet message {as_argument(ask.next)} --ask {ask.id}"] if ask.next else []
    return NextStep(
        f"close:{ask.id}",
        "close",
        f'{names} {"has" if len(ask.waiting) == 1 else "have"} not answered "{ask.problem}", asked {ago(ask.waited)}',
        write[0],
        ask.waiting,
        ask=ask.id,
        others=(*write[1:], *line, f"asknet close {ask.id}"),
    )


def _close(ask: OpenAsk) -> NextStep:
    return NextStep(
        f"close:{ask.id}",
        "close",
        f'Record the outcome of "{ask.problem}", asked {ago(ask.days)}',
        f'asknet close {ask.id} --helped-by "..."',
        ask=ask.id,
    )


def touch_steps(overdue: Iterable[Overdue], as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    """Yield a step for each overdue contact."""
    for tie in overdue:
        do = f"Be in touch with {tie.who.name}: due every {_days(tie.every)}, {_last(tie)}"
        yield _step("touch", do, 'asknet log --with {} "..."', as_argument, tie.who)


def _give(found: GiveAndTake, as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    command = 'asknet log --with {} --gave --about {about} "..."'
    for offer in found.could_give:
        do = f"Offer help: {offer.who.name} wants {offer.want}, and you know {offer.skill}"
        yield _step("give", do, command, as_argument, offer.who, about=offer.want)


def _introduce(found: GiveAndTake, as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    command = 'asknet log --with {} --with {} --gave "introduced them"'
    for offer in found.introductions:
        can = f", who knows {offer.topic}" if offer.source == "skill" else f' ("{offer.topic}")'
        do = f"Introduce {offer.who.name}, who wants {offer.want}, to {offer.to.name}{can}"
        write = _typed("asknet message {} {} --for introduce", as_argument, offer.who, offer.to)
        step = _step("introduce", do, command, as_argument, offer.who, offer.to, about=offer.want)
        yield step._replace(others=(write,))


def _repay(found: GiveAndTake, as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    for balance in found.only_take:
        do = f"Give something back to {balance.who.name}, who helped you {often(balance.received)}"
        yield _step("repay", do, 'asknet log --with {} --gave "..."', as_argument, balance.who)


def _gaps(found: Iterable[Gap], as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    for gap in found:
        if gap.introducer:
            yield NextStep(
                f"gap:{gap.topic}",
                "gap",
                f'Ask {gap.introducer.who.name} who could help with "{gap.topic}"',
                _typed("asknet show {}", as_argument, gap.introducer.who),
                (gap.introducer.who,),
                gap.topic,
            )


def _reconnect(found: Ties, as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    reasons = [(tie.who, f"close to you, {_last(tie)}") for tie in found.quiet]
    reasons += [(tie.who, tie.why) for tie in found.dormant]
    for who, why in reasons:
        do = f"Be in touch again with {who.name}: {why}"
        yield _step("reconnect", do, 'asknet log --with {} "..."', as_argument, who)


def _contribute(found: GiveAndTake, as_argument: Callable[[ContactRef], str]) -> Iterator[NextStep]:
    for balance in found.only_consume:
        do = f"Contribute to {balance.who.name}: it gave you something {often(balance.received)}"
        yield _step("contribute", do, 'asknet log --with {} --gave "..."', as_argument, balance.who)


def _second(found: Knowledge) -> Iterator[NextStep]:
    return (
        NextStep(
            f"second:{single.topic}",
            "second",
            f"Find a second contact for {single.topic}: only {single.who.name} knows it",
            f'asknet add "..." {shlex.quote(single.topic)}',
            topic=single.topic,
        )
        for single in found.single
        if single.asked
    )


def _widen(found: Growth) -> list[NextStep]:
    if found.new or found.days_since is None:
        return []
    return [
        NextStep(
            "widen",
            "widen",
            f"Meet somebody new: the last came {ago(found.days_since)}",
            'asknet add "..." --via "..."',
        )
    ]


def _step(
    kind: str, do: str, command: str, as_argument: Callable[[ContactRef], str], *whom: ContactRef, about: str = ""
) -> NextStep:
    """Return a step about contacts, and what it is about; the command is completed with them."""
    key = ":".join([kind, *(str(who.id) for who in whom), *filter(None, [about])])
    return NextStep(key, kind, do, _typed(command, as_argument, *whom, about=about), whom, about)


def _typed(command: str, as_argument: Callable[[ContactRef], str], *whom: ContactRef, about: str = "") -> str:
    """Return a command with names in it, or with numbers if that would be too wide."""
    topic = shlex.quote(about)
    named = command.format(*map(as_argument, whom), about=topic)
    return named if cells(named) <= WIDE else command.format(*(f"id:{who.id}" for who in whom), about=topic)


def _last(tie: Overdue | Quiet) -> str:
    return f"last {ago(tie.days)}" if tie.logged else f"and nothing logged for {_days(tie.days)}"


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"
