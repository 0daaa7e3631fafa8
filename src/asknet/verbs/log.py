"""`log`: write down what happened, from a sentence or from values."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import AmbiguousNameError, AsknetError, InputError, NothingFoundError, UsageError
from asknet.fields import one_line, parse_skill, unique
from asknet.model import Card, Direction, Interaction, Kind, Outcome
from asknet.names import label, resolve
from asknet.sentence import Understood, read_sentence
from asknet.text import fold_name
from asknet.verbs.give_back import hints
from asknet.verbs.renewing import renew_evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Ask, Contact
    from asknet.questions.steps import Step
    from asknet.sentence import NewContact
    from asknet.store import Store

MAX_SENTENCE = 10_000
"""Characters of a sentence; a longer one is refused."""
MAX_LINES = 10_000
"""Lines of a file that are logged at once."""


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
    step: Step | None = None


class Logged(NamedTuple):
    """An entry as it now stands, whom it added, and what to tell of it."""

    entry: Interaction
    added: tuple[Contact, ...] = ()
    settled: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class UnclearWordError(AmbiguousNameError):
    """A word of the sentence that several contacts answer to."""

    said = ""


class UnknownNamesError(UsageError):
    """Names in the sentence that nobody here has."""

    names: tuple[str, ...] = ()


def log(store: Store, said: Said, *, today: date, now: str) -> Logged:
    """Write down one thing that happened.

    Raises `UnclearWordError` with the candidates, `UnknownNamesError` where names
    are not to be added, `UsageError` for a day or a sentence that says nothing,
    `NothingFoundError` for an ask or a name that is not there.
    """
    with store.writing("logged", at=now) as step:
        logged = _write(store, said, today)
        if said.step:
            from asknet.verbs.settling import rest

            rest(store, said.step, today)
        step.did = f"logged {_with(logged.entry)}"
        return logged


def log_lines(store: Store, lines: Sequence[str], *, add: bool, today: date, now: str) -> list[Logged]:
    """Write down a sentence a line, all or none; empty lines are passed over.

    Raises `InputError` that names every line that could not be read and why.
    """
    if len(lines) > MAX_LINES:
        message = f"there are {len(lines):,} lines, more than {MAX_LINES:,}"
        raise InputError(message, "Split the file")
    wrong: list[str] = []
    done: list[Logged] = []
    with store.writing("logged", at=now) as step:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                done.append(_write(store, Said(sentence=line, add=add), today))
            except AsknetError as error:
                wrong.append(f"line {number}: {error.message}")
        if wrong:
            message = f"nothing was logged: {'; '.join(wrong)}"
            raise InputError(message, "Mend the lines; --add adds names that nobody here has")
        if not done:
            message = "there is nothing to log in it"
            raise InputError(message, "Write one sentence a line")
        step.did = f"logged {len(done)} entries"
    return done


def edit_entry(store: Store, number: int, said: Said, *, today: date, now: str) -> Logged:
    """Change an entry: a new sentence is read anew, options change only what they name."""
    with store.writing(f"changed entry {number}", at=now, creating=False):
        before = entry_of(store, number)
        touched = {contact for contact, _ in before.with_}
        if said.sentence:
            read, added = _read(store, said, today)
            entry = _entry(read, said, read.date or before.date)
            people = [*(c.id for c in read.with_)]
        else:
            added = ()
            found = _named(store, said, today)
            added = found.new
            people = [c.id for c in found.contacts] or [contact for contact, _ in before.with_]
            entry = Interaction(
                id=number,
                date=said.on or before.date,
                text=before.text,
                direction=said.direction or before.direction,
                kind=before.kind,
                topics=unique(said.about) or before.topics,
            )
        _not_in_the_future(entry.date, today)
        store.interactions.rewrite(
            number,
            day=entry.date,
            text=entry.text,
            direction=entry.direction,
            kind=entry.kind,
            topics=entry.topics,
            contacts=people,
        )
        renew_evidence(store, touched | set(people))
        return Logged(entry_of(store, number), added)


def remove_entry(store: Store, number: int, *, now: str) -> Interaction:
    """Take an entry out and return what it was. Raises `NothingFoundError`."""
    with store.writing(f"removed entry {number}", at=now, creating=False):
        entry = entry_of(store, number)
        store.interactions.remove(number)
        renew_evidence(store, [contact for contact, _ in entry.with_])
        return entry


def entry_of(store: Store, number: int) -> Interaction:
    """Return the entry of that number. Raises `NothingFoundError`."""
    entry = store.interactions.get(number)
    if entry is None:
        message = f"there is no entry number {number}"
        raise NothingFoundError(message, "See `asknet show NAME`")
    return entry


def _write(store: Store, said: Said, today: date) -> Logged:
    ask = _ask(store, said.ask)
    read, added = _read(store, said, today)
    entry = _entry(read, said, read.date or today)
    people = [c.id for c in read.with_]
    number = store.interactions.add(
        day=entry.date,
        text=entry.text,
        direction=entry.direction,
        kind=entry.kind,
        topics=entry.topics,
        contacts=people,
        ask=ask.id if ask else None,
    )
    effects: list[str] = []
    if ask:
        effects = _came_of(store, ask, entry, people, today)
    renew_evidence(store, people)
    due = [hint for contact in read.with_ for hint in hints(store, contact)]
    return Logged(entry_of(store, number), added, read.settled, tuple(effects), tuple(due))


def _ask(store: Store, which: str) -> Ask | None:
    if not which:
        return None
    from asknet.verbs.close import find_ask

    return find_ask(store, which)


def _came_of(store: Store, ask: Ask, entry: Interaction, people: Sequence[int], today: date) -> list[str]:
    """Write what the entry means for the ask it came of, and return what to tell."""
    from asknet.verbs.close import records, told_moves, turn

    outcome = _outcome(entry)
    effects: list[str] = []
    if outcome:
        before = records(store, people, ask.problem, today)
        effects = turn(store, ask, dict.fromkeys(people, outcome), entry.date, topics=entry.topics)
        if outcome is Outcome.HELPED:
            store.asks.close(ask.id, entry.date)
        effects += told_moves(store, before, ask.problem, today)
    state = "closed" if outcome is Outcome.HELPED or ask.closed else "still open"
    return [*effects, f"ask {ask.id} ({ask.problem[:60]}): {outcome or 'no outcome said'}; {state}"]


def _entry(read: Understood, said: Said, day: date) -> Interaction:
    direction = said.direction or read.direction
    topics = unique([*said.about, *read.topics])
    return Interaction(id=0, date=day, text=read.text, direction=direction, kind=read.kind, topics=topics)


_NO_ANSWER = ("no answer", "no reply", "not answer", "n't answer", "never answered", "never replied", "n't replied")
_NO_HELP = ("n't help", "not help", "no help", "never helped", "no luck", "no use")
_PARTLY = ("partly", "partially", "half helped", "helped a bit", "helped a little")


def _outcome(entry: Interaction) -> Outcome | None:
    """Say what an entry means for the ask it belongs to; None when it does not say."""
    text = entry.text.lower().replace("’", "'")
    for phrases, outcome in ((_NO_ANSWER, Outcome.NO_ANSWER), (_PARTLY, Outcome.PARTLY), (_NO_HELP, Outcome.NO)):
        if any(phrase in text for phrase in phrases) and (
            outcome is Outcome.PARTLY or entry.direction not in (Direction.RECEIVED, Direction.MUTUAL)
        ):
            return outcome
    return Outcome.HELPED if entry.direction in (Direction.RECEIVED, Direction.MUTUAL) else None


class _Named(NamedTuple):
    contacts: tuple[Contact, ...]
    new: tuple[Contact, ...]


def _named(store: Store, said: Said, today: date) -> _Named:
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
            raise _unclear(name, error.message, error.candidates) from error
    return _Named(tuple(contacts), tuple(new))


def _read(store: Store, said: Said, today: date) -> tuple[Understood, tuple[Contact, ...]]:
    """Read the sentence and find or add everybody in it."""
    text = one_line(said.sentence, limit=MAX_SENTENCE, what="the sentence")
    named = _named(store, said, today)
    if not text and said.with_:
        text = f"with {', '.join(c.name for c in named.contacts)}"
        read = Understood(text=text, with_=named.contacts)
    else:
        read = read_sentence(text, store.contacts, today, said.chosen)
    if said.with_:
        read = read._replace(with_=named.contacts, unclear=(), unknown=(), settled=())
    if read.unclear:
        word, candidates = read.unclear[0]
        shown = ", ".join(f"{label(c)} id:{c.id}" for c in candidates[:6])
        more = f" and {len(candidates) - 6} more" if len(candidates) > 6 else ""  # noqa: PLR2004
        message = f"{word!r} may be {shown}{more}"
        raise _unclear(word, message, [(c.id, label(c)) for c in candidates[:6]])
    if read.unknown and not said.add:
        raise _unknown(read.unknown)
    new = list(named.new)
    strangers = [_added(store, name, (), None, today) for name in read.unknown]
    introduced = [_introduced(store, contact, read, today) for contact in read.new]
    new += [*strangers, *introduced]
    with_ = (*read.with_, *strangers)
    if not with_:
        message = "nobody you know is named in it"
        raise UsageError(message, "Name them in full or with --with NAME; see `asknet list`")
    day = said.on or read.date
    _not_in_the_future(day or today, today)
    return read._replace(with_=with_, date=day), tuple(new)


def _introduced(store: Store, new: NewContact, read: Understood, today: date) -> Contact:
    via = new.via or (read.with_[0] if len(read.with_) == 1 else None)
    return _added(store, new.name, new.skills, via, today)


def _added(store: Store, name: str, skills: Sequence[str], via: Contact | None, today: date) -> Contact:
    card = Card(
        name=one_line(name, what="a name"),
        kind=Kind.PERSON,
        skills=tuple(parse_skill(s, strict=False) for s in skills),
    )
    number = store.contacts.add(card, added=today, via_id=via.id if via else None)
    renew_evidence(store, [number])
    return store.contacts.load([number])[0]


def _not_in_the_future(day: date, today: date) -> None:
    if day > today:
        message = f"{day.isoformat()} lies in the future"
        raise UsageError(message, "Log it when it has happened")


def _unclear(word: str, message: str, candidates: list[tuple[int, str]]) -> UnclearWordError:
    error = UnclearWordError(message, candidates, "Type more of the name, or --with id:N")
    error.said = fold_name(word)
    return error


def _unknown(names: Sequence[str]) -> UnknownNamesError:
    listed = ", ".join(repr(name) for name in names)
    error = UnknownNamesError(
        f"nobody here is called {listed}", "Use --add to add them, or name who was meant with --with"
    )
    error.names = tuple(names)
    return error


def _with(entry: Interaction) -> str:
    return f"entry {entry.id} with {', '.join(name for _, name in entry.with_)}"
