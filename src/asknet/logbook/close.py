"""`close`: record the outcome of a problem you asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asknet.ask.ranking import TieHistory, factors
from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.fields import as_card, many_lines
from asknet.model import Outcome, Provenance, Skill
from asknet.names import resolve
from asknet.numbers import read_number
from asknet.text import first_few, fold, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from asknet.model import Ask
    from asknet.store import Store

_NOTICED = 0.005


@dataclass(frozen=True, slots=True)
class Closed:
    """The ask in its new state, and what changed, in words."""

    ask: Ask
    effects: tuple[str, ...] = ()


def close(
    store: Store,
    which: str,
    outcomes: Sequence[tuple[str, Outcome]],
    *,
    note: str = "",
    today: date,
    now: str,
) -> Closed:
    """Close an ask (a number, ``last`` or words of it) with the outcome of each contact you asked.

    Raises `NothingFoundError` if there is no such ask, and as `resolve` does.
    """
    note = many_lines(note, what="the note")
    with store.writing("closed an ask", at=now, creating=False) as step:
        ask = find_ask(store, which)
        step.did = f"closed ask {ask.id}"
        named: dict[int, Outcome] = {}
        for name, outcome in outcomes:
            number = _meant(store, name)
            if named.get(number, outcome) is not outcome:
                message = f"{name} has two outcomes: {named[number].words}, and {outcome.words}"
                raise UsageError(message, "Give one of them")
            named[number] = outcome
        before = record_factors(store, named, ask.problem, today)
        record_outcomes(store, ask, named, today)
        store.asks.close(ask.id, today, note)
        moved = record_changes(store, before, ask.problem, today)
        closed = store.asks.get(ask.id) or ask
        return Closed(closed, (*moved, *still_asked(ask, closed)))


def still_asked(before: Ask, closed: Ask) -> list[str]:
    """Offer a thank-you message to contacts whose answer was awaited, if an ask was closed without one."""
    waiting = {each.contact for each in before.waiting}
    left = [each for each in closed.outcomes if each.contact in waiting and each.outcome is Outcome.WAITING]
    return [
        f"{each.name} was asked too: asknet message id:{each.contact} --for thank --ask {closed.id}"
        for each in (left if closed.closed else ())
    ]


def close_several(store: Store, numbers: Sequence[int], *, today: date, now: str) -> list[Ask]:
    """Close several asks without an outcome, as one change; those already closed stay unchanged.

    Raises `NothingFoundError` if one of them does not exist.
    """
    with store.writing("closed asks", at=now, creating=False) as step:
        asks = [find_ask(store, str(number)) for number in dict.fromkeys(numbers)]
        done = [ask for ask in asks if not ask.closed]
        for ask in done:
            store.asks.close(ask.id, today)
        step.did = f"closed {len(done)} asks"
        return [store.asks.get(ask.id) or ask for ask in done]


def _meant(store: Store, name: str) -> int:
    try:
        return resolve(name, store.contacts, writing=True).contact.id
    except AmbiguousNameError as error:
        error.hint = f"{error.hint}; {name!r} is not clear" if name not in error.message else error.hint
        raise


def find_ask(store: Store, which: str) -> Ask:
    """Return the ask with that number, the last one, or the only open one with those words.

    Raises `NothingFoundError`, and `UsageError` if several open ones have the words.
    """
    typed = which.strip().lower() or "last"
    number = store.asks.last() if typed == "last" else read_number(typed)
    ask = store.asks.get(number) if number is not None else None
    if ask is not None:
        return ask
    if typed == "last":
        message = "no question has been noted"
    elif re.fullmatch(r"[\W\d_]+", typed):
        message = f"there is no ask number {which[:30]!r}"
    else:
        found = _with_words(store, typed)
        if len(found) == 1:
            return found[0]
        if found:
            listed = first_few([f"{each.id} ({each.problem[:60]})" for each in found])
            message = f"{which[:30]!r} may be ask {listed}"
            raise UsageError(message, "Type its number instead")
        message = f"no open question says {which[:60]!r}"
    raise NothingFoundError(message, "See `asknet asks --all`")


def _with_words(store: Store, typed: str) -> list[Ask]:
    """Return the open asks with that very problem, else those with all its words."""
    asks = store.asks.noted(closed=False)
    same = [ask for ask in asks if fold(ask.problem) == fold(typed)]
    wanted = set(tokens(typed))
    return same or [ask for ask in asks if wanted and wanted.issubset(tokens(ask.problem))]


def record_outcomes(
    store: Store,
    ask: Ask,
    named: Mapping[int, Outcome],
    day: date,
    *,
    topics: Sequence[str] = (),
    entry: int | None = None,
) -> list[str]:
    """Store the outcome of each contact; one who helped is now known for the topics (provenance ``helped``).

    The outcomes belong to an `entry` of the log, or to the ask. Returns messages about new skills.
    """
    effects: list[str] = []
    for number, outcome in named.items():
        store.asks.set_outcome(ask.id, number, outcome, day, entry=entry)
        contact = store.contacts.get(number)
        if contact is None or outcome is not Outcome.HELPED or not topics:
            continue
        known = {fold(skill.topic) for skill in contact.skills}
        new = [Skill(topic, None, Provenance.HELPED) for topic in topics if fold(topic) not in known]
        if new:
            card = as_card(contact)
            store.contacts.update(contact, replace(card, skills=(*card.skills, *new)))
            effects.append(
                f"{contact.name} is now known for {', '.join(skill.topic for skill in new)}, having helped with it"
            )
    return effects


def record_factors(store: Store, numbers: Iterable[int], problem: str, today: date) -> dict[int, float]:
    """Return each contact's record factor for a problem, as `ask --explain` shows it."""
    wanted = list(numbers)
    turned = store.asks.outcomes(wanted)
    about = terms(problem)
    return {n: factors(TieHistory(None, (), turned[n]), about, today).record for n in wanted}


def record_changes(store: Store, before: Mapping[int, float], problem: str, today: date) -> list[str]:
    """Return in words whose record changed, and how: ``Theo Brandt's record 1.00 -> 1.10``."""
    after = record_factors(store, before, problem, today)
    names = {c.id: c.name for c in store.contacts.load(list(before))}
    return [
        f"{names[n]}'s record for this {before[n]:.2f} -> {after[n]:.2f}"
        for n in before
        if abs(after[n] - before[n]) >= _NOTICED
    ]
