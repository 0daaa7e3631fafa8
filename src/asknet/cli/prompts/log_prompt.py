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


def log_clearly(session: Session, request: LogRequest, edit: int | None) -> Logged | None:
    """Log, or change the entry `edit`, asking on a terminal about what is unclear; return None if nothing was to be written.

    What was typed is printed as a command if nothing was written.
    """
    if not session.terminal.interactive:
        return _written(session, request, edit, [])
    try:
        return _asked(session, request._replace(sure=False), edit)
    except (KeyboardInterrupt, UsageError) as stopped:
        if isinstance(stopped, KeyboardInterrupt):
            session.terminal.say("")  # the question has no end of line yet
        if request.sentence:
            session.terminal.say(_typed(request, edit))
        raise


def _typed(request: LogRequest, edit: int | None) -> str:
    number = f"--edit {edit} " if edit is not None else ""
    return f"nothing was written; what you typed: asknet log {number}{quoted(request.sentence)}"


def _written(session: Session, request: LogRequest, edit: int | None, shown: list[Shown]) -> Logged:
    network = session.network
    with network.as_shown(*shown):
        return network.log(request) if edit is None else network.edit_entry(edit, request)


def _asked(session: Session, request: LogRequest, edit: int | None) -> Logged | None:
    from asknet.logbook import log

    settle: dict[type[UsageError], Callable[..., LogRequest | None]] = {
        log.UnclearWordError: partial(_person, session),
        log.UnknownNamesError: partial(_stranger, session),
        log.UnclearDayError: partial(_day, session),
        log.UnsureDirectionError: partial(_direction, session),
        log.UnsureOutcomeError: partial(_outcome, session),
    }
    shown: list[Shown] = [session.network.entry(edit)] if edit is not None else []
    request = request._replace(ask=session.network.ask_number(request.ask)) if request.ask else request
    while True:
        try:
            return _written(session, request, edit, shown)
        except log.NotHappenedError as fact:
            if not fact.commands or edit is not None:
                raise
            return _fact(session, request, fact)
        except tuple(settle) as unclear:
            changed = settle[type(unclear)](request, unclear)
            if changed is None:
                session.terminal.say(_typed(request, edit))
                return None
            if isinstance(unclear, log.UnclearWordError):
                shown += [(number, dict(unclear.candidates)[number]) for number in _picked(request, changed)]
            request = changed


def _picked(before: LogRequest, after: LogRequest) -> list[int]:
    return [number for word, number in after.chosen.items() if word not in before.chosen]


def _person(session: Session, request: LogRequest, unclear: UnclearWordError) -> LogRequest | None:
    session.terminal.say(unclear.message)
    chosen = session.terminal.choose("Which one?", unclear.candidates)
    if chosen is None:
        raise unclear
    return request._replace(chosen={**request.chosen, unclear.said: chosen})


def _stranger(session: Session, request: LogRequest, unknown: UnknownNamesError) -> LogRequest | None:
    if not session.terminal.confirm(f"{unknown.message}. Add them?"):
        raise unknown
    return request._replace(add=True)


def _day(session: Session, request: LogRequest, unclear: UnclearDayError) -> LogRequest | None:
    days = {str(place): day for place, day in enumerate(unclear.days[:9], 1)}
    listed = "  ".join(f"[{key}] {day.isoformat()}" for key, day in days.items())
    key = session.terminal.key(f"which day was it?  {listed}  [q] do not log:", (*days, "q"))
    return request._replace(on=days[key]) if key in days else None


def _outcome(session: Session, request: LogRequest, unsure: UsageError) -> LogRequest | None:
    outcomes = {"h": Outcome.HELPED, "p": Outcome.PARTLY, "n": Outcome.NO, "a": Outcome.NO_ANSWER}
    listed = "  ".join(f"[{key}] {outcome.words}" for key, outcome in outcomes.items())
    key = session.terminal.key(f"{unsure.message}.  {listed}  [enter] nothing yet:", (*outcomes, "\n"))
    return request._replace(outcome=outcomes.get(key), sure=True)


def _direction(session: Session, request: LogRequest, unsure: UnsureDirectionError) -> LogRequest | None:
    """Ask who helped whom, showing what else was understood on the same line; return None for not logging it."""
    read = unsure.read
    names = " and ".join([*(contact.name for contact in read.with_), *(new.name for new in read.new), *read.unknown])
    day = request.on or read.date or session.network.today
    question = (
        f"with {names}, {_called(day, session.network.today)}; did {'they' if ' and ' in names else 'he or she'} help you?"
        "  [y] yes  [n] no help  [g] I helped  [b] both  [e] edit  [q] do not log:"
    )
    key = session.terminal.key(question, (*_WAYS, "e", "q"))
    if key == "q":
        return None
    if key == "e":
        text = session.terminal.ask("What happened?")
        return request._replace(sentence=text) if text else None
    return request._replace(direction=_WAYS[key])


def _called(day: date, today: date) -> str:
    back = (today - day).days
    return {0: "today", 1: "yesterday"}.get(back, day.strftime("%a %Y-%m-%d"))


def _fact(session: Session, request: LogRequest, fact: NotHappenedError) -> Logged | None:
    """Offer what to do with a fact: the command that stores it, a note, or the log after all."""
    from asknet.cli.render.contact import echo_change
    from asknet.logbook.facts import described

    names = ", ".join(contact.name for contact in fact.contacts)
    offers = {str(place): command for place, command in enumerate(fact.commands, 1)}
    listed = "  ".join(f"[{key}] {described(command)}" for key, command in offers.items())
    key = session.terminal.key(f"{fact.message}.  {listed}  [l] log it with {names}  [q] nothing:", (*offers, "l", "q"))
    if key == "q":
        session.terminal.say(_typed(request, None))
        return None
    if key == "l":
        return session.network.log(request._replace(with_=[f"id:{c.id}" for c in fact.contacts], sure=True))
    _, name, option, *value = offers[key]
    field = {"--note": "notes", "--via": "via", "--refers": "refers", "--email": "email", "--phone": "phone"}.get(
        option, option.removeprefix("--")
    )
    changes = (
        {"status": "past"}
        if option == "--past"
        else {field: [value[0]] if field not in ("place", "every") else value[0]}
    )
    edited = session.network.edit(name, **changes)
    session.terminal.line(echo_change(edited.before or edited.contact, edited.contact))
    session.say_undo()
    return None
