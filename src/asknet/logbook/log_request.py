"""What was typed after `log`, and with whom it says something happened."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import AmbiguousNameError, NothingFoundError, UsageError
from asknet.fields import one_line, parse_skill, refuse_placeholder
from asknet.logbook.sentence import ASKED, TO_COME, Understood, read_sentence
from asknet.model import Card, Kind
from asknet.names import OFFERED, label, resolve
from asknet.text import first_few, fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.logbook.sentence import LeftOut, Unclear
    from asknet.logbook.sentence.introductions import NewContact
    from asknet.model import Contact, Direction
    from asknet.review.model import NextStep
    from asknet.store import Store

MAX_SENTENCE = 10_000
"""Characters of a sentence; a longer one is refused."""


class Said(NamedTuple):
    """What was typed: a sentence and what options say of it, which goes before the sentence.

    With `with_` the sentence is not searched for names. `ask` is a number or
    ``last``; `add` says that unknown names are to be added; `chosen` maps a folded
    word that was unclear to the number of the contact it means. `step` is the step of
    a review that the entry tells of.
    """

    sentence: str = ""
    with_: Sequence[str] = ()
    direction: Direction | None = None
    about: Sequence[str] = ()
    on: date | None = None
    ask: str = ""
    add: bool = False
    chosen: Mapping[str, int] = MappingProxyType({})
    step: NextStep | None = None


class UnclearWordError(AmbiguousNameError):
    """A word of the sentence that several contacts answer to, or one only loosely."""

    said = ""


class UnknownNamesError(UsageError):
    """Names in the sentence that nobody here has."""

    names: tuple[str, ...] = ()


class Named(NamedTuple):
    """The contacts that options name; `new` are those of them that were added for it."""

    contacts: tuple[Contact, ...]
    new: tuple[Contact, ...]


def read_said(store: Store, said: Said, today: date) -> tuple[Understood, tuple[Contact, ...]]:
    """Read the sentence, find everybody in it and add whom it brings: what it says, and who was added.

    Raises `UnclearWordError`, `UnknownNamesError` where names are not to be added,
    and `UsageError` where nobody took part or the day is wrong.
    """
    text = one_line(said.sentence, limit=MAX_SENTENCE, what="the sentence")
    refuse_placeholder(text)
    named = named_by_options(store, said, today)
    if not text and said.with_:
        text = f"with {', '.join(c.name for c in named.contacts)}"
        read = Understood(text=text, with_=named.contacts)
    else:
        read = read_sentence(text, store.contacts, today, said.chosen)
    if said.with_:
        read = read._replace(with_=named.contacts, unclear=(), unknown=(), settled=(), left_out=())
    unknown = list(read.unknown)
    for unclear in read.unclear:
        if not (unclear.loose and said.add):
            raise _unclear_word(unclear)
        unknown.append(unclear.said)
    if unknown and not said.add:
        raise _unknown(unknown)
    strangers = [_added(store, name, (), None, today) for name in unknown]
    with_ = (*read.with_, *strangers)
    if not with_:
        raise _nobody(read.left_out)
    there = {fold_name(name) for contact in with_ for name in (contact.name, *contact.aliases)}
    introduced = [_introduced(store, new, read, today) for new in read.new if fold_name(new.name) not in there]
    day = said.on or read.date
    not_in_the_future(day or today, today)
    return read._replace(with_=with_, date=day), (*named.new, *strangers, *introduced)


def named_by_options(store: Store, said: Said, today: date) -> Named:
    """Find the contacts that options name, adding unknown ones where that was said."""
    contacts: list[Contact] = []
    new: list[Contact] = []
    for name in said.with_:
        try:
            number = said.chosen.get(fold_name(name))
            contacts.append(resolve(f"id:{number}" if number else name, store.contacts, writing=True).contact)
        except NothingFoundError as error:
            if name.startswith("id:"):
                raise
            if not said.add:
                raise _unknown([name]) from error
            new.append(_added(store, name, (), None, today))
            contacts.append(new[-1])
        except AmbiguousNameError as error:
            raise _unclear(name, error.message, error.candidates, "Type more of the name, or --with id:N") from error
    return Named(tuple(contacts), tuple(new))


def not_in_the_future(day: date, today: date) -> None:
    """Raise `UsageError` for a day after today."""
    if day > today:
        message = f"{day.isoformat()} lies in the future"
        raise UsageError(message, "Log it when it has happened")


def _introduced(store: Store, new: NewContact, read: Understood, today: date) -> Contact:
    via = new.via or (read.with_[0] if len(read.with_) == 1 else None)
    return _added(store, new.name, new.skills, via, today)


def _added(store: Store, name: str, skills: Sequence[str], via: Contact | None, today: date) -> Contact:
    refuse_placeholder(name)
    card = Card(
        name=one_line(name, what="a name"),
        kind=Kind.PERSON,
        skills=tuple(parse_skill(s, strict=False) for s in skills),
    )
    number = store.contacts.add(card, added=today, via=[via.id] if via else [])
    return store.contacts.load([number])[0]


def _nobody(left_out: Sequence[LeftOut]) -> UsageError:
    if not left_out:
        return UsageError("nobody you know is named in it", "Name them in full or with --with NAME; see `asknet list`")
    told = ", ".join(f"{contact.name} {why}" for contact, why in left_out[:OFFERED])
    later = any(why in (TO_COME, ASKED) for _, why in left_out)
    hint = f'{"Log it when it has happened, or say" if later else "Say"} with whom: --with "{left_out[0].contact.name}"'
    return UsageError(f"nobody took part in it: {told}", hint)


def _unclear_word(unclear: Unclear) -> UnclearWordError:
    said, candidates = unclear.said, unclear.candidates
    shown = ", ".join(f"{label(c)} id:{c.id}" for c in candidates[:OFFERED])
    more = f" and {len(candidates) - OFFERED} more" if len(candidates) > OFFERED else ""
    hint = "Type more of the name, or --with id:N"
    hint += ", or --add for somebody new" if unclear.loose else ""
    return _unclear(said, f"{said!r} may be {shown}{more}", [(c.id, label(c)) for c in candidates[:OFFERED]], hint)


def _unclear(word: str, message: str, candidates: list[tuple[int, str]], hint: str) -> UnclearWordError:
    error = UnclearWordError(message, candidates, hint)
    error.said = fold_name(word)
    return error


def _unknown(names: Sequence[str]) -> UnknownNamesError:
    listed = first_few([repr(name) for name in names])
    error = UnknownNamesError(
        f"nobody here is called {listed}", "Use --add to add them, or name who was meant with --with"
    )
    error.names = tuple(names)
    return error
