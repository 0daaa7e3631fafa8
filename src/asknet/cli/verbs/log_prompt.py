"""Resolve on a terminal, with one key, what a sentence leaves unclear."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from asknet.cli.shell_words import quoted
from asknet.errors import UsageError
from asknet.model import Direction, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asknet.cli.session import Session
    from asknet.contacts.as_shown import Shown
    from asknet.logbook.log import (
        Logged,
        LogRequest,
        NotHappenedError,
        UnclearDayError,
        UnclearWordError,
        UnknownNamesError,
        UnsureDirectionError,
    )

_WAYS = {"y": Direction.RECEIVED, "n": Direction.NONE, "g": Direction.GIVEN, "b": Direction.MUTUAL}


def log_clearly(session: Session, said: LogRequest, edit: int | None) -> Logged | None:
    """Log, or change the entry `edit`, asking on a terminal about what is unclear; return None if nothing was to be written.

    What was typed is printed as a command if nothing was written.
    """
    if not session.terminal.interactive:
        return _written(session, said, edit, [])
    try:
        return _asked(session, said._replace(sure=False), edit)
    except (KeyboardInterrupt, UsageError) as stopped:
        if isinstance(stopped, KeyboardInterrupt):
            session.terminal.say("")  # the question has no end of line yet
        if said.sentence:
            session.terminal.say(_typed(said, edit))
        raise


def _typed(said: LogRequest, edit: int | None) -> str:
    number = f"--edit {edit} " if edit is not None else ""
    return f"nothing was written; what you typed: asknet log {number}{quoted(said.sentence)}"


def _written(session: Session, said: LogRequest, edit: int | None, shown: list[Shown]) -> Logged:
    network = session.network
    with network.as_shown(*shown):
        return network.log(said) if edit is None else network.edit_entry(edit, said)


def _asked(session: Session, said: LogRequest, edit: int | None) -> Logged | None:
    from asknet.logbook import log

    settle: dict[type[UsageError], Callable[..., LogRequest | None]] = {
        log.UnclearWordError: partial(_person, session),
        log.UnknownNamesError: partial(_stranger, session),
        log.UnclearDayError: partial(_day, session),
        log.UnsureDirectionError: partial(_direction, session),
        log.UnsureOutcomeError: partial(_outcome, session),
    }
    shown: list[Shown] = [session.network.entry(edit)] if edit is not None else []
    said = said._replace(ask=session.network.ask_number(said.ask)) if said.ask else said
    while True:
        try:
            return _written(session, said, edit, shown)
        except log.NotHappenedError as fact:
            if not fact.commands or edit is not None:
                raise
            return _fact(session, said, fact)
        except tuple(settle) as unclear:
            changed = settle[type(unclear)](said, unclear)
            if changed is None:
                session.terminal.say(_typed(said, edit))
                return None
            if isinstance(unclear, log.UnclearWordError):
                shown += [(number, dict(unclear.candidates)[number]) for number in _picked(said, changed)]
            said = changed


def _picked(before: LogRequest, after: LogRequest) -> list[int]:
    return [number for word, number in after.chosen.items() if word not in before.chosen]


def _person(session: Session, said: LogRequest, unclear: UnclearWordError) -> LogRequest | None:
    session.terminal.say(unclear.message)
    chosen = session.terminal.choose("Which one?", unclear.candidates)
    if chosen is None:
        raise unclear
    return said._replace(chosen={**said.chosen, unclear.said: chosen})


def _stranger(session: Session, said: LogRequest, unknown: UnknownNamesError) -> LogRequest | None:
    if not session.terminal.confirm(f"{unknown.message}. Add them?"):
        raise unknown
    return said._replace(add=True)


def _day(session: Session, said: LogRequest, unclear: UnclearDayError) -> LogRequest | None:
    days = {str(place): day for place, day in enumerate(unclear.days[:9], 1)}
    listed = "  ".join(f"[{key}] {day.isoformat()}" for key, day in days.items())
    key = session.terminal.key(f"which day was it?  {listed}  [q] do not log:", (*days, "q"))
    return said._replace(on=days[key]) if key in days else None


def _outcome(session: Session, said: LogRequest, unsure: UsageError) -> LogRequest | None:
    outcomes = {"h": Outcome.HELPED, "p": Outcome.PARTLY, "n": Outcome.NO, "a": Outcome.NO_ANSWER}
    listed = "  ".join(f"[{key}] {outcome.words}" for key, outcome in outcomes.items())
    key = session.terminal.key(f"{unsure.message}.  {listed}  [enter] nothing yet:", (*outcomes, "\n"))
    return said._replace(outcome=outcomes.get(key), sure=True)


def _direction(session: Session, said: LogRequest, unsure: UnsureDirectionError) -> LogRequest | None:
    """Ask who helped whom, showing what else was understood on the same line; return None for not logging it."""
    read = unsure.read
    names = " and ".join(contact.name for contact in read.with_)
    day = said.on or read.date or session.network.today
    question = (
        f"with {names}, {_called(day, session.network.today)}; did {'he or she' if len(read.with_) == 1 else 'they'} help you?"
        "  [y] yes  [n] no help  [g] I helped  [b] both  [e] edit  [q] do not log:"
    )
    key = session.terminal.key(question, (*_WAYS, "e", "q"))
    if key == "q":
        return None
    if key == "e":
        text = session.terminal.ask("What happened?")
        return said._replace(sentence=text) if text else None
    return said._replace(direction=_WAYS[key])


def _called(day: date, today: date) -> str:
    back = (today - day).days
    return {0: "today", 1: "yesterday"}.get(back, day.strftime("%a %Y-%m-%d"))


def _fact(session: Session, said: LogRequest, fact: NotHappenedError) -> Logged | None:
    """Offer what to do with a fact: the command that stores it, a note, or the log after all."""
    from asknet.logbook.facts import described

    names = ", ".join(contact.name for contact in fact.contacts)
    offers = {str(place): command for place, command in enumerate(fact.commands, 1)}
    listed = "  ".join(f"[{key}] {described(command)}" for key, command in offers.items())
    key = session.terminal.key(f"{fact.message}.  {listed}  [l] log it with {names}  [q] nothing:", (*offers, "l", "q"))
    if key == "q":
        session.terminal.say(_typed(said, None))
        return None
    if key == "l":
        return session.network.log(said._replace(with_=[f"id:{c.id}" for c in fact.contacts], sure=True))
    _, name, option, *value = offers[key]
    field = {"--note": "notes", "--via": "via", "--refers": "refers", "--email": "email", "--phone": "phone"}.get(
        option, option.removeprefix("--")
    )
    changes = (
        {"status": "past"}
        if option == "--past"
        else {field: [value[0]] if field not in ("place", "every") else value[0]}
    )
    contact = session.network.edit(name, **changes).contact
    session.terminal.line(f"changed {contact.name}: {described(offers[key])}")
    session.say_undo()
    return None
