"""The request to `log`: its arguments, and how they are read: whom they mean, who is new and added, what is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.fields import card_named, one_line, parse_skill, refuse_placeholder
from asknet.logbook.sentence.read import EVENT, FACT, PLAN, Understood, read_sentence
from asknet.names import OFFERED, is_somebody, labels, names_in, resolve
from asknet.text import first_few, fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.logbook.sentence.names import NewContact
    from asknet.logbook.sentence.words import Mention
    from asknet.model import Contact, Direction, Outcome
    from asknet.review.model import NextStep
    from asknet.store import Store

MAX_SENTENCE = 10_000
"""Characters of a sentence, at most; a longer one is refused."""


class LogRequest(NamedTuple):
    """The arguments of `log`: a sentence, and options, which take precedence over it.

    With `with_` the sentence is not searched for names. `ask` is a number or
    ``last``, and `outcome` is its outcome; with `add` unknown names are added; `chosen` maps an unclear folded
    word to the number of the contact that it means, 0 for somebody only mentioned. `default` are the contacts if the sentence
    names nobody, and `day` is its day if it names none. with `sure` nothing is asked about what is
    unclear. `step` is the step of a review that the entry is about.
    """

    sentence: str = ""
    with_: Sequence[str] = ()
    direction: Direction | None = None
    about: Sequence[str] = ()
    on: date | None = None
    ask: str = ""
    outcome: Outcome | None = None
    add: bool = False
    chosen: Mapping[str, int] = MappingProxyType({})
    step: NextStep | None = None
    default: Sequence[str] = ()
    day: date | None = None
    sure: bool = True


class UnclearWordError(AmbiguousNameError):
    """A word that fits several contacts, or whose part is unclear; `read` is the sentence, unless an option has the word."""

    typed = ""
    read: Understood | None = None


class UnclearDayError(UsageError):
    """Two days in the sentence, either of which may be that of the conversation."""

    days: tuple[date, ...] = ()
    read: Understood


class UnknownNamesError(UsageError):
    """Names in the sentence, or in an option without `read`, that no contact has."""

    names: tuple[str, ...] = ()
    read: Understood | None = None


class NotHappenedError(UsageError):
    """A sentence that states a fact or a plan about `contacts`, not a conversation; `tells` says which of them."""

    text: str = ""
    tells: str = ""
    contacts: tuple[Contact, ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()


class UnsureDirectionError(UsageError):
    """A sentence that does not make clear who helped whom; `read` is its meaning otherwise."""

    read: Understood


class UnsureOutcomeError(UsageError):
    """An entry about a question that does not say its outcome."""


class NamedContacts(NamedTuple):
    """The contacts that options name; `new` are those of them that were added."""

    contacts: tuple[Contact, ...]
    new: tuple[Contact, ...]


def read_request(store: Store, request: LogRequest, today: date) -> tuple[Understood, tuple[Contact, ...]]:
    """Read the sentence, find everybody in it and add new contacts; return its meaning and who was added.

    Raises `UnclearWordError`, `UnclearDayError`, `UnknownNamesError` if names are not to be added,
    `NotHappenedError` for a fact or a plan, and `UsageError` if nobody took part or the day is wrong.
    """
    text = one_line(request.sentence, limit=MAX_SENTENCE, what="the sentence")
    refuse_placeholder(text)
    named = named_by_options(store, request, today)
    if not text and request.with_:
        text = f"with {', '.join(c.name for c in named.contacts)}"
        read = Understood(text=text, with_=named.contacts)
    else:
        read = read_sentence(text, store.contacts, today, request.chosen)
    if request.with_:
        mentioned = tuple(c for c in (*read.with_, *read.mentioned) if c not in named.contacts)
        read = read._replace(with_=named.contacts, mentioned=mentioned, unclear=(), unknown=(), tells=EVENT)
    elif request.default and not (read.with_ or read.unclear or read.unknown or read.mentioned):
        contacts = named_by_options(store, request._replace(with_=request.default), today).contacts
        # "she has died" is a fact about the default contacts; anything else that names nobody happened with them
        read = read._replace(mentioned=contacts) if read.tells == FACT else read._replace(with_=contacts, tells=EVENT)
    read = _as_help(read, request)
    for unclear in read.unclear:
        raise _unclear_word(unclear, read)
    if read.tells != EVENT or not (read.with_ or read.unknown or read.new):
        raise not_happened(read)
    if read.unknown and not request.add:
        raise _unknown(read.unknown, read)
    if read.days and not request.on:
        raise _unclear_day(read, today)
    if read.unsure and not (request.direction or request.sure):
        error = UnsureDirectionError("it is not clear who helped whom", "Say --got, --gave, --mutual or --none")
        error.read = read
        raise error
    not_in_the_future(request.on or read.date or today, today)
    strangers = [_added(store, name, (), None, today) for name in read.unknown]
    with_ = (*read.with_, *strangers)
    there = {fold_name(name) for contact in with_ for name in (contact.name, *contact.aliases)}
    introduced = [_introduced(store, new, read, today) for new in read.new if fold_name(new.name) not in there]
    if not with_:
        with_ = tuple(introduced)
    return read._replace(with_=with_, date=request.on or read.date), (*named.new, *strangers, *introduced)


def _as_help(read: Understood, request: LogRequest) -> Understood:
    """Return what was read, as something that happened if it seems a fact but an option says who helped."""
    if request.direction and read.tells == FACT and not (read.with_ or read.unclear):
        return read._replace(with_=read.mentioned, mentioned=(), tells=EVENT)
    return read


def named_by_options(store: Store, request: LogRequest, today: date) -> NamedContacts:
    """Find the contacts that options name, adding unknown ones if that was requested; ``A, B`` and ``A and B`` are two."""
    contacts: list[Contact] = []
    new: list[Contact] = []
    names = list(request.with_)
    while names:
        name = names.pop(0)
        try:
            number = request.chosen.get(fold_name(name))
            contacts.append(resolve(f"id:{number}" if number else name, store.contacts, writing=True).contact)
        except NothingFoundError as error:
            if name.startswith("id:"):
                raise
            parts = names_in(name, partial(is_somebody, book=store.contacts))
            if parts:
                names[:0] = parts
                continue
            if not request.add:
                raise _unknown([name]) from error
            new.append(_added(store, name, (), None, today))
            contacts.append(new[-1])
        except AmbiguousNameError as error:
            raise _unclear(name, error.message, error.candidates, "Type more of the name, or --with id:N") from error
    return NamedContacts(tuple(contacts), tuple(new))


def not_in_the_future(day: date, today: date) -> None:
    """Raise `UsageError` for a day after today."""
    if day > today:
        message = f"{day.isoformat()} is in the future"
        raise UsageError(message, "Log it when it has happened")


def _introduced(store: Store, new: NewContact, read: Understood, today: date) -> Contact:
    via = new.via or (read.with_[0] if len(read.with_) == 1 else None)
    return _added(store, new.name, new.skills, via, today)


def _added(store: Store, name: str, skills: Sequence[str], via: Contact | None, today: date) -> Contact:
    refuse_placeholder(name)
    card = replace(
        card_named(one_line(name, what="a name")), skills=tuple(parse_skill(s, strict=False) for s in skills)
    )
    number = store.contacts.add(card, added=today, via=[via.id] if via else [])
    return store.contacts.load([number])[0]


def not_happened(read: Understood) -> UsageError:
    """Return the error for a sentence by which nobody took part in anything, with the command that it asks for."""
    named = read.mentioned or read.with_
    if not named:
        return UsageError("nobody you know is named in it", "Name them in full or with --with NAME; see `asknet list`")
    names = ", ".join(contact.name for contact in named[:OFFERED])
    from asknet.logbook.fact_commands import commands_for, note_of, typed

    commands = commands_for(read.text, named) if read.tells == FACT else (note_of(read.text, named[0]),)
    if read.tells == FACT:
        why, hint = f"this is about {names}, not what you did together", f"Type {' or '.join(map(typed, commands))}"
    elif read.tells == PLAN:
        why = f"nothing has happened yet with {names}"
        hint = f"Log it when it has happened; to keep it until then, type {typed(commands[0])}"
    else:
        why = f"nobody took part in it: {names} is only mentioned"
        hint = f'Say with whom: --with "{named[0].name}"'
    error = NotHappenedError(why, hint)
    error.commands = commands
    error.text, error.tells, error.contacts = read.text, read.tells, named
    return error


def _unclear_word(unclear: Mention, read: Understood) -> UnclearWordError:
    typed, candidates = unclear.typed, unclear.candidates
    named = labels(candidates[:OFFERED])
    shown = ", ".join(f"{text} id:{number}" for number, text in named.items())
    more = f" and {len(candidates) - OFFERED} more" if len(candidates) > OFFERED else ""
    message, hint = f"{typed!r} may be {shown}{more}", "Type more of the name, or --with id:N"
    if len(candidates) == 1:
        message, hint = f"it is not clear whether {candidates[0].name} took part", "Say who did: --with NAME"
    error = _unclear(typed, message, list(named.items()), hint)
    error.read = read
    return error


def _unclear(word: str, message: str, candidates: list[tuple[int, str]], hint: str) -> UnclearWordError:
    error = UnclearWordError(message, candidates, hint)
    error.typed = fold_name(word)
    return error


def _unclear_day(read: Understood, today: date) -> UnclearDayError:
    days = [day.isoformat() for day in read.days]
    past = [day.isoformat() for day in read.days if day <= today]
    later = "" if past == days else "; what is to come is logged when it has happened"
    error = UnclearDayError(f"the day may be {' or '.join(days)}", f"Say which: --on {' or --on '.join(past)}{later}")
    error.days, error.read = read.days, read
    return error


def _unknown(names: Sequence[str], read: Understood | None = None) -> UnknownNamesError:
    listed = first_few([repr(name) for name in names])
    error = UnknownNamesError(
        f"nobody here is called {listed}", "Use --add to add them, or name the contact you mean with --with"
    )
    error.names, error.read = tuple(names), read
    return error
