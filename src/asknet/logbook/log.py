"""`log`: record what happened, from a sentence or from values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.contacts.give_back import hints
from asknet.errors import AsknetError, ChangedMeanwhileError, InputError, NothingFoundError, UsageError
from asknet.fields import as_card, unique
from asknet.logbook.log_request import (
    LogRequest,
    NotHappenedError,
    UnclearDayError,
    UnclearWordError,
    UnknownNamesError,
    UnsureDirectionError,
    UnsureOutcomeError,
    read_request,
)
from asknet.model import Direction, Interaction
from asknet.text import counted, first_few

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.logbook.sentence.read import Understood
    from asknet.model import Ask, Contact
    from asknet.store import Store

__all__ = [
    "LogRequest", "Logged", "NotHappenedError", "UnclearDayError", "UnclearWordError", "UnknownNamesError",
    "UnsureDirectionError", "UnsureOutcomeError", "entry_from", "entry_of", "log", "log_lines",
]  # fmt: skip

MAX_LINES = 10_000
"""Lines of a file that may be logged at once."""
_WAITING = 3
"""How many asks that await an answer are mentioned after an entry."""


class Logged(NamedTuple):
    """An entry in its new state, the contacts it added, what is uncertain, and what to report.

    `unclear` names fields (``direction``); `unused` are words for days in the sentence that are not its day; `dated`
    is set if its day was given, and `line` is the line of the file that it was read from.
    """

    entry: Interaction
    added: tuple[Contact, ...] = ()
    unclear: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    dated: bool = True
    line: int | None = None
    hints: tuple[str, ...] = ()


def log_request(request: LogRequest | str) -> LogRequest:
    """Return a request, made of a sentence if it is one."""
    return LogRequest(sentence=request) if isinstance(request, str) else request


def log(store: Store, request: LogRequest, *, today: date, now: str) -> Logged:
    """Log one thing that happened.

    Raises `UnclearWordError` with the candidates, `UnknownNamesError` if names
    are not to be added, `UsageError` for an invalid day or an empty sentence,
    `NothingFoundError` for an ask or a name that does not exist.
    """
    with store.writing("logged", at=now) as step:
        logged = _write(store, request, today)
        people = store.contacts.load([contact for contact, _ in logged.entry.with_])
        remarks = [hint for contact in people for hint in hints(store, contact, today)]
        logged = logged._replace(hints=(*remarks, *_leads(logged.entry.text, people)))
        if request.step:
            from asknet.logbook.review_steps import rest

            rest(store, request.step, today)
        step.did = f"logged {_with(logged.entry)}"
        return logged


def _leads(text: str, people: Sequence[Contact]) -> list[str]:
    """Return how to store the topic to which a clause says the participant can lead you."""
    if len(people) != 1:
        return []
    from asknet.logbook.fact_commands import lead_in

    topic, who = lead_in(text), people[0]
    if not topic:
        return []
    import shlex

    return [f"to keep it as a referral: asknet edit id:{who.id} --refers {shlex.quote(topic)}"]


def log_lines(store: Store, lines: Sequence[str], *, add: bool, today: date, now: str) -> list[Logged]:
    """Log one sentence per line, all or none; empty lines are skipped.

    The lines are read before the file is locked for writing. Raises `InputError` with the
    lines that could not be read and why, and `ChangedMeanwhileError` if contacts were changed in the meantime.
    """
    understood = understand_lines(store, lines, add=add, today=today)
    if understood.unclear:
        message = (
            f"nothing was logged: {first_few([f'line {n}: {why}' for n, why in understood.unclear.items()], '; ')}"
        )
        from asknet.formats.friends_md import activities

        others = "; --drain logs the others" if activities(lines) is None else ""
        raise InputError(message, f"Correct the lines; --add adds unknown names{others}")
    if not understood.clear:
        message = "there is nothing new to log in the file"
        raise InputError(message, "Write one sentence a line")
    with store.writing("logged", at=now) as step:
        done = write_lines(store, understood, today)
        step.did = f"logged {counted(len(done), 'entry', 'entries')}"
    return done


class UnderstoodLines(NamedTuple):
    """Lines logged in a copy of the network, whose contacts had `names`, and why others were not, by line number."""

    clear: list[Logged]
    unclear: dict[int, str]
    names: list[tuple[int, str]]


def understand_lines(store: Store, lines: Sequence[str], *, add: bool, today: date) -> UnderstoodLines:
    """Log the lines in a copy of the network, so that each may name contacts that an earlier one added. Raises `InputError`."""
    if len(lines) > MAX_LINES:
        message = f"there are {len(lines):,} lines, more than {MAX_LINES:,}"
        raise InputError(message, "Split the file")
    with store.trying():
        names = store.contacts.folded_names()
        with store.names_indexed():
            return UnderstoodLines(*_understood(store, lines, add=add, today=today), names)


def write_lines(store: Store, understood: UnderstoodLines, today: date) -> list[Logged]:
    """Store the lines that were clear, in the open transaction.

    Raises `ChangedMeanwhileError` if contacts were changed since they were read.
    """
    if store.contacts.folded_names() != understood.names:
        message = "contacts were added, removed or renamed while the lines were read; nothing was logged"
        raise ChangedMeanwhileError(message, "Log the file again")
    numbers: dict[int, int] = {}
    return [_log_again(store, logged, numbers, today) for logged in understood.clear]


def _understood(store: Store, lines: Sequence[str], *, add: bool, today: date) -> tuple[list[Logged], dict[int, str]]:
    from asknet.logbook.diary import read_diary

    wrong: dict[int, str] = {}
    understood: list[Logged] = []
    before: set[tuple[date, str]] | None = None
    for line in read_diary(lines, store.contacts, today):
        if before is None:  # an activity of `friends` is logged once, since its file is not drained
            before = {(entry.date, entry.text) for entry in store.interactions.every()} if line.with_ else set()
        try:
            logged = _write(store, LogRequest(sentence=line.text, with_=line.with_, add=add, day=line.day), today)
        except AsknetError as error:
            wrong[line.number] = error.message
        else:
            if (logged.entry.date, logged.entry.text) not in before:
                understood.append(logged._replace(line=line.number))
    return understood, wrong


def _log_again(store: Store, logged: Logged, numbers: dict[int, int], today: date) -> Logged:
    """Store what was logged in a copy; `numbers` maps contacts added there to those added here."""
    for contact in logged.added:
        via = [numbers.get(introducer, introducer) for introducer in contact.via_ids]
        numbers[contact.id] = store.contacts.add(as_card(contact), added=today, via=via)
    entry = logged.entry
    number = store.interactions.add(
        entry,
        contacts=[numbers.get(contact, contact) for contact, _ in entry.with_],
        mentioned=[numbers.get(contact, contact) for contact, _ in entry.mentioned],
    )
    added = tuple(store.contacts.load([numbers[contact.id] for contact in logged.added]))
    return logged._replace(entry=entry_of(store, number), added=added)


def entry_from(read: Understood, request: LogRequest, day: date) -> Interaction:
    """Return the entry that a sentence and its options make on a day, without a number."""
    direction = request.direction or read.direction
    topics = unique([*request.about, *read.topics])
    return Interaction(id=0, date=day, text=read.text, direction=direction, kind=read.kind, topics=topics)


def logged_from(read: Understood, request: LogRequest, entry: Interaction, added: tuple[Contact, ...]) -> Logged:
    """Return an entry with what is uncertain in its sentence, unless an option sets it."""
    unclear = ("direction",) if read.unsure and not request.direction and entry.direction is Direction.NONE else ()
    return Logged(entry, added, unclear, () if request.on else read.unused)


def entry_of(store: Store, number: int) -> Interaction:
    """Return the entry with that number. Raises `NothingFoundError`."""
    entry = store.interactions.get(number)
    if entry is None:
        message = f"there is no entry number {number}"
        raise NothingFoundError(message, "See `asknet show NAME`")
    return entry


def _write(store: Store, request: LogRequest, today: date) -> Logged:
    ask = ask_meant(store, request)
    read, added = read_request(store, request, today)
    entry = entry_from(read, request, read.date or request.day or today)
    if ask:
        from asknet.logbook.outcomes import record_outcome, says_outcome

        if not (request.sure or request.outcome or says_outcome(entry)):
            message = f"it does not record the outcome of ask {ask.id} ({ask.problem[:60]})"
            raise UnsureOutcomeError(message, "Say --outcome")
    people = [c.id for c in read.with_]
    number = store.interactions.add(
        entry,
        contacts=people,
        ask=ask.id if ask else None,
        mentioned=[c.id for c in read.mentioned],
    )
    effects: list[str] = []
    if ask:
        effects = record_outcome(store, ask, entry._replace(id=number), people, today, request.outcome)
    elif entry.direction in (Direction.RECEIVED, Direction.MUTUAL):
        effects = [
            f"ask {waits.id} ({waits.problem[:60]}) waits for {who.name}; if this is its answer:"
            f" asknet log --edit {number} --ask {waits.id}"
            for who in read.with_
            for waits in store.asks.waiting_for(who.id)
        ][:_WAITING]
    return logged_from(read, request, entry_of(store, number), added)._replace(
        effects=tuple(effects), dated=bool(read.date or request.day)
    )


def ask_meant(store: Store, request: LogRequest, before: int | None = None) -> Ask | None:
    """Return the ask that an entry belongs to: the requested one, else that of `before`, else None.

    Raises `UsageError` for an outcome without an ask.
    """
    if request.ask:
        from asknet.logbook.close import find_ask

        return find_ask(store, request.ask)
    ask = store.asks.get(before) if before else None
    if request.outcome and ask is None:
        message = "an outcome is that of a question, and none is named"
        raise UsageError(message, "Name it: --ask ID, or --ask last; see `asknet asks`")
    return ask


def _with(entry: Interaction) -> str:
    return f"entry {entry.id} with {', '.join(name for _, name in entry.with_)}"
