"""Resolve on a terminal, with one key, what a sentence leaves unclear."""

from __future__ import annotations

from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from asknet.cli.shell_words import quoted
from asknet.errors import UsageError
from asknet.model import Direction, Outcome
from asknet.names import OFFERED, label, labels
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asknet.cli.session import Session
    from asknet.contacts.as_shown import Shown
    from asknet.logbook.log import (
        Logged,
        LogRequest,
        NotHappenedError,
        UnclearWordError,
        UnknownNamesError,
    )
    from asknet.logbook.sentence.read import Understood
    from asknet.model import Contact

_KEYS = "123456789abcdfghijklmnoprstuvwxyz"
"""Keys for readings: without ``e`` and ``q``, which edit and leave."""
_IN_SHORT = {Direction.RECEIVED: "helped me", Direction.NONE: "no help", Direction.GIVEN: "I helped"}
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
        log.UnsureOutcomeError: partial(_outcome, session),
    }
    unclear_readings: tuple[type[UsageError], ...] = (log.UnclearDayError, log.UnsureDirectionError, *settle)
    shown: list[Shown] = [session.network.entry(edit)] if edit is not None else []
    request = request._replace(ask=session.network.ask_number(request.ask)) if request.ask else request
    while True:
        try:
            return _written(session, request, edit, shown)
        except log.NotHappenedError as fact:
            if not fact.commands or edit is not None:
                raise
            return _fact(session, request, fact)
        except unclear_readings as unclear:
            read = getattr(unclear, "read", None)
            changed = _settled(session, request, read) if read else settle[type(unclear)](request, unclear)
            if changed is None:
                session.terminal.say(_typed(request, edit))
                return None
            shown += _picked(request, changed, unclear)
            request = changed


def _picked(before: LogRequest, after: LogRequest, unclear: UsageError) -> list[Shown]:
    """Return who was picked for an unclear word, as they were shown."""
    read: Understood | None = getattr(unclear, "read", None)
    shown: dict[int, str] = dict(getattr(unclear, "candidates", ()))
    shown |= labels([c for word in (read.unclear if read else ()) for c in word.candidates])
    return [(number, shown[number]) for word, number in after.chosen.items() if number and word not in before.chosen]


def _person(session: Session, request: LogRequest, unclear: UnclearWordError) -> LogRequest | None:
    session.terminal.say(unclear.message)
    chosen = session.terminal.choose("Which one?", unclear.candidates)
    if chosen is None:
        raise unclear
    return request._replace(chosen={**request.chosen, unclear.typed: chosen})


def _stranger(session: Session, request: LogRequest, unknown: UnknownNamesError) -> LogRequest | None:
    if not session.terminal.confirm(f"{unknown.message}. Add them?"):
        raise unknown
    return request._replace(add=True)


def _outcome(session: Session, request: LogRequest, unsure: UsageError) -> LogRequest | None:
    outcomes = {"h": Outcome.HELPED, "p": Outcome.PARTLY, "n": Outcome.NO, "a": Outcome.NO_ANSWER}
    listed = "  ".join(f"[{key}] {outcome.words}" for key, outcome in outcomes.items())
    key = session.terminal.key(f"{unsure.message}.  {listed}  [enter] nothing yet:", (*outcomes, "\n"))
    return request._replace(outcome=outcomes.get(key), sure=True)


def _settled(session: Session, request: LogRequest, read: Understood) -> LogRequest | None:
    """Ask with one key for all that a sentence leaves open, behind what was understood; return None for not logging it."""
    today = session.network.today
    readings = _readings(request, read, today)
    names = [contact.name for contact in read.with_]
    names += [
        f"{w.typed} ({OFFERED} of {len(w.candidates)})" if len(w.candidates) > OFFERED else w.typed
        for w in read.unclear
    ]
    names += [f"{name} (new)" for name in (*read.unknown, *(new.name for new in read.new))]
    days = [request.on or read.date or today] if request.on or not read.days else read.days
    day = " or ".join(_called(each, today) for each in days)
    they = "they" if len(names) > 1 else "he or she"
    asked = f"; did {they} help you?" if "y" in readings and "n" in readings and "1" not in readings else ":"
    listed = "  ".join(f"[{key}] {said}" for key, (said, _) in readings.items())
    question = f"with {' and '.join(names)}, {day}{asked}  {listed}  [e] edit  [q] do not log:"
    key = session.terminal.key(question, (*readings, "e", "q"))
    if key == "e":
        text = session.terminal.edit("What happened?", request.sentence)
        return request._replace(sentence=text) if text else None
    return readings[key][1] if key in readings else None


def _readings(request: LogRequest, read: Understood, today: date) -> dict[str, tuple[str, LogRequest]]:
    """Return what each key stands for, in words and as a request: whom unclear words mean, which day it was, who helped."""
    from asknet.logbook.sentence.read import EVENT

    request = request._replace(add=request.add or bool(read.unknown))
    happened = read.tells == EVENT
    unsure = happened and read.unsure and not request.direction
    days = read.days if happened and not request.on else ()
    if not (read.unclear or days):
        helped = zip(_WAYS, ("yes", "no help", "I helped", "both"), strict=True) if unsure else ()
        found = {key: (said, request._replace(direction=_WAYS[key])) for key, said in helped}
        return found or {"y": ("log it", request)}
    words: list[list[tuple[str, Contact | None]]] = [
        [(fold_name(w.typed), c) for c in w.candidates[:OFFERED]] for w in read.unclear
    ]
    for word in words:
        if len(word) == 1 and (read.with_ or len(words) > 1):
            word.append((word[0][0], None))  # is only mentioned
    people = list(product(*(words if prod(map(len, words)) <= len(_KEYS) else words[:1])))
    ways: list[tuple[Direction | None, str]] = [(None, "")]
    if unsure and len(people) * max(len(days), 1) * len(_IN_SHORT) <= len(_KEYS):
        ways = [*_IN_SHORT.items()]
    made = []
    for meant, day, (way, helped_how) in product(people, days or (None,), ways):
        chosen = {**request.chosen, **{word: contact.id if contact else 0 for word, contact in meant}}
        said = [
            *(label(contact) if contact else f"without {word}" for word, contact in meant),
            _called(day, today) if day else "",
            helped_how,
        ]
        changed = request._replace(chosen=chosen, on=day or request.on, direction=way or request.direction)
        made.append((", ".join(filter(None, said)), changed))
    return dict(zip(_KEYS, made, strict=False))


def _called(day: date, today: date) -> str:
    back = (today - day).days
    return {0: "today", 1: "yesterday"}.get(back, day.strftime("%a %Y-%m-%d"))


def _fact(session: Session, request: LogRequest, fact: NotHappenedError) -> Logged | None:
    """Offer what to do with a fact: the command that stores it, a note, or the log after all."""
    from asknet.cli.render.contact import echo_change
    from asknet.logbook.fact_commands import command_in_words

    names = ", ".join(contact.name for contact in fact.contacts)
    offers = {str(place): command for place, command in enumerate(fact.commands, 1)}
    listed = "  ".join(f"[{key}] {command_in_words(command)}" for key, command in offers.items())
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
        else {field: [value[0]] if field not in ("place", "every", "org", "title") else value[0]}
    )
    edited = session.network.edit(name, **changes)
    session.terminal.line(echo_change(edited.before or edited.contact, edited.contact))
    session.say_undo()
    return None
