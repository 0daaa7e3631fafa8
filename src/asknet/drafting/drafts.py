"""Drafts of messages: whom they go to, and their sentences, from what the network knows."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from asknet.ask.ranking import OWED_FROM
from asknet.contacts.give_back import could_give, wants_met
from asknet.contacts.me import YOU
from asknet.contacts.path import chain
from asknet.drafting.links import links_to
from asknet.drafting.phrasing import as_sentence, asks_you, closed
from asknet.drafting.templates import fill, read_template
from asknet.errors import NothingFoundError, UsageError
from asknet.evidence import SURELY_NEAR, DescribingWords
from asknet.fields import many_lines, one_line, one_of
from asknet.logbook.close import find_ask
from asknet.model import Kind, Outcome, Status, Verdict
from asknet.names import resolve
from asknet.person_names import called
from asknet.referrals import referral_in
from asknet.text import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from asknet.drafting.links import Links
    from asknet.model import Ask, Contact, Interaction
    from asknet.store import Store

FRESH_DAYS = 1
"""The age, in days, up to which the last answer's matches can be named by number alone."""
_SUBJECT_CHARACTERS = 60
_MOST = 1_000_000
"""Characters of a message, at most: a template and a problem are much shorter."""
_LONG_AGO_DAYS = 365
_SKILLS = 3


class Purpose(StrEnum):
    """The purpose of a draft."""

    ASK = "ask"
    WAY_IN = "way-in"
    INTRODUCE = "introduce"
    THANK = "thank"
    AGAIN = "again"


def read_purpose(typed: str) -> Purpose | None:
    """Return the purpose with this name; None for an empty text. Raises `UsageError` for any other."""
    return Purpose(one_of(typed, Purpose, "what a message is for")) if typed else None


class Draft(NamedTuple):
    """A message to one contact, for you to send.

    `about` is the contact to whom an introduction is asked for, or to whom `to` is to be introduced; `ask` is the question;
    `country` is assumed for telephone numbers without a country code.
    """

    purpose: Purpose
    to: Contact
    subject: str
    body: str
    ask: int | None = None
    about: Contact | None = None
    country: str = ""

    @property
    def links(self) -> Links:
        """The links that open it in another program."""
        return links_to(self.to, self.country, subject=self.subject, body=self.body)


def shown_match(store: Store, rank: int, which: str, today: date) -> tuple[Ask, Contact]:
    """Return the match that an answer showed at a rank, with its ask; without `which`, in the last answer.

    Raises as `_shown_ask`, and `NothingFoundError` if the answer has no such match.
    """
    with store.reading():
        ask = _shown_ask(store, which, today)
        number = store.asks.match(ask.id, rank)
        contact = store.contacts.get(number) if number is not None else None
        if contact is None:
            message = f"ask {ask.id} ({ask.problem[:60]}) has no match {rank}"
            raise NothingFoundError(message, "Name the contact, or ask again")
        return ask, contact


def shown_matches(store: Store, which: str, today: date) -> tuple[Ask, list[Contact]]:
    """Return the matches that an answer showed, with its ask; raises as `shown_match`."""
    with store.reading():
        ask = _shown_ask(store, which, today)
        found = [store.contacts.get(number) for number, _ in ask.matches]
        contacts = [contact for contact in found if contact is not None]
        if not contacts:
            message = f"ask {ask.id} ({ask.problem[:60]}) has no matches"
            raise NothingFoundError(message, "Name the contact, or ask again")
        return ask, contacts


def _shown_ask(store: Store, which: str, today: date) -> Ask:
    """Return the ask that `which` names, else the last one.

    Raises `UsageError` if the last one is older than `FRESH_DAYS`, or if the last answer was a look-up;
    `NothingFoundError` if there is none, or if nobody fitted the last one.
    """
    ask = find_ask(store, which or "last")
    if not which and store.asks.last_is_look_up():
        message = "the last answer was a list of contacts, not to a question"
        raise UsageError(message, "Name the contact, or the question: --ask ID (see `asknet asks`)")
    if not which and today - ask.date > timedelta(days=FRESH_DAYS):
        message = f"the last answer is of {ask.date.isoformat()} ({ask.problem[:60]})"
        raise UsageError(message, f"If you mean that one, add --ask {ask.id}; or ask again")
    if not which and ask.verdict is Verdict.NONE:  # a terminal showed no names
        message = f"nobody seemed to fit the last question ({ask.problem[:60]})"
        raise NothingFoundError(message, "Name the contact, or another question: --ask ID (see `asknet asks`)")
    return ask


def likely_ask(store: Store, name: str, today: date, *, thanks: bool = False) -> str:
    """Return the number of the ask that a message to a contact is probably about; empty if there is none.

    It is the last answer, if it is fresh and shows them; else the newest open ask that waits for them; else the newest
    open one whose answer showed them. With `thanks`, the newest about which they were asked.
    """
    with store.reading():
        contact = resolve(name, store.contacts, writing=True).contact
        if thanks:
            asked = [
                ask for ask in store.asks.of(contact.id) if any(each.contact == contact.id for each in ask.outcomes)
            ]
            return str(max(asked, key=lambda ask: (ask.date, ask.id)).id) if asked else ""
        number = store.asks.last()
        last = store.asks.get(number) if number is not None else None
        if last and today - last.date <= timedelta(days=FRESH_DAYS) and contact.id in {who for who, _ in last.matches}:
            return str(last.id)
        asks = [*store.asks.waiting_for(contact.id), *store.asks.showing(contact.id)]
        return next((str(ask.id) for ask in asks), "")


def draft(store: Store, name: str, *, purpose: Purpose | None, which: str, templates: Path, today: date) -> Draft:
    """Draft a message to a contact, about the ask that `which` names, if any.

    Without a `purpose`: write again if the ask waits for them, thank them if it is closed, go through an introducer
    if they have no address, else ask. Raises as `resolve` does; `UsageError` if there is no question to ask, and for a
    past contact.
    """
    with store.reading():
        contact = _recipient(store, name)
        ask = find_ask(store, which) if which else None
        purpose = purpose or _usual(store, contact, ask)
        if purpose is Purpose.INTRODUCE:
            message = "an introduction needs two contacts"
            raise UsageError(message, "Name both: asknet message NAME NAME --for introduce")
        if ask is None and purpose in (Purpose.ASK, Purpose.AGAIN):
            message = f"there is no question to ask {contact.name}"
            raise UsageError(
                message, "Name the question: --ask ID (see `asknet asks`); or ask it first with `asknet ask`"
            )
        if ask and ask.closed and purpose in (Purpose.ASK, Purpose.AGAIN, Purpose.WAY_IN):
            message = f"ask {ask.id} ({ask.problem[:60]}) is closed"
            raise UsageError(message, "Ask it again with `asknet ask`")
        letter = _Letter(store, today, templates)
        if purpose is Purpose.WAY_IN:
            return letter.way_in(contact, ask)
        return letter.write(purpose, contact, ask, None, letter.sentences(purpose, contact, ask))


def introduction(store: Store, one: str, other: str, *, templates: Path, today: date) -> list[Draft]:
    """Draft an introduction of two contacts: a message to each that asks them first. Raises as `resolve` does."""
    with store.reading():
        first, second = (_recipient(store, name) for name in (one, other))
        if first.id == second.id:
            message = f"{first.name} cannot be introduced to themselves"
            raise UsageError(message, "Name two contacts, by id:N if they have the same name")
        letter = _Letter(store, today, templates)
        return [letter.introduce(first, second), letter.introduce(second, first)]


def _recipient(store: Store, name: str) -> Contact:
    contact = resolve(name, store.contacts, writing=True).contact
    if contact.status is Status.PAST:
        message = f"{contact.name} is marked as past, so no message is drafted"
        raise UsageError(message, f"If that is wrong, type `asknet edit id:{contact.id} --status active`")
    return contact


def _usual(store: Store, contact: Contact, ask: Ask | None) -> Purpose:
    if ask and ask.closed:
        return Purpose.THANK
    if ask and any(each.contact == contact.id for each in ask.waiting):
        return Purpose.AGAIN
    return Purpose.WAY_IN if not _reachable(contact) and _introducer(store, contact) else Purpose.ASK


def _reachable(contact: Contact) -> bool:
    links = links_to(contact, "")
    return bool(links.mail or links.tel or (contact.kind is not Kind.PERSON and links.web))


def _introducer(store: Store, contact: Contact) -> Contact | None:
    """Return the introducer through whom to reach a contact: the closest with an address, else the first."""
    live = [who for who in store.contacts.load(contact.via_ids) if who.status is not Status.PAST]
    best = sorted(live, key=lambda who: (not _reachable(who), -(who.closeness or 0)))
    return best[0] if best else None


class _Letter:
    """Writes drafts from one state of the network."""

    def __init__(self, store: Store, today: date, templates: Path) -> None:
        self.store = store
        self.today = today
        self.templates = templates
        self.me = store.contacts.me()

    def write(
        self, purpose: Purpose, to: Contact, ask: Ask | None, about: Contact | None, said: dict[str, str]
    ) -> Draft:
        subject, body = fill(read_template(purpose.value, self.templates), said)
        return Draft(
            purpose=purpose,
            to=to,
            subject=one_line(subject, limit=_MOST, what="the subject"),
            body=many_lines(body, limit=_MOST, what="the message"),
            ask=ask.id if ask else None,
            about=about,
            country=self.me.country if self.me else "",
        )

    def sentences(self, purpose: Purpose, to: Contact, ask: Ask | None) -> dict[str, str]:
        """Return what a draft to a contact says, by placeholder."""
        entries = [e for e in self.store.interactions.of(to.id, company=False) if e.date <= self.today]
        said = {
            "greeting": f"Hello {called(to.name, to.aliases, DescribingWords(SURELY_NEAR))},"
            if to.kind is Kind.PERSON
            else "Hello everybody,",
            "last": self._last(to, entries),
            "decline": "If it doesn't suit you, just say so; that's perfectly fine.",
            "thanks": "Thank you!",
            "signature": self._signature(),
            "offer": self._offer(to) if purpose in (Purpose.ASK, Purpose.WAY_IN, Purpose.THANK) else "",
        }
        problem = closed(ask.problem) if ask else ""
        if ask:
            said["subject"] = _subject("A question", ask.problem)
            said["problem"] = as_sentence(ask.problem)
        if purpose is Purpose.ASK:
            said["reason"] = _reason(to, ask)
            said["request"] = "Could you tell me how you would go about it, or spare me a quarter of an hour?"
            if to.kind is not Kind.PERSON:
                said["request"] = "Does anybody here know how to go about it, or whom to ask?"
            if ask and asks_you(ask.problem):
                said["request"] = ""
        elif purpose is Purpose.AGAIN and ask:
            said["last"] = self._wrote(to, ask)
            said["request"] = "Could you still help me with it? A line or two would do."
            said["subject"] = _subject("Once more", ask.problem)
        elif purpose is Purpose.THANK:
            said |= self._thanks(to, ask, problem, entries)
        return said

    def way_in(self, contact: Contact, ask: Ask | None) -> Draft:
        """Draft a message asking for an introduction: to a contact who knows somebody for the topic, else to an introducer."""
        topics = self._referrals(contact, ask)
        if topics:
            said = self.sentences(Purpose.WAY_IN, contact, ask)
            if not ask:
                said["subject"] = _subject("An introduction", topics[0])
            known = f", if I remember rightly ({topics[0]})" if len(topics) == 1 or not ask else ""
            said["request"] = f"You may know somebody for this{known}. Would you put us in touch?"
            return self.write(Purpose.WAY_IN, contact, ask, None, said)
        introducer = _introducer(self.store, contact)
        if introducer is None:
            message = f"no introducer is recorded for {contact.name}"
            raise NothingFoundError(message, f"Record one: asknet edit id:{contact.id} --via NAME")
        target = contact
        if not _reachable(introducer):  # go up to somebody with an address, if there is one
            above = [who for who in chain(self.store, introducer)[:-1] if _reachable(who)]
            introducer, target = (above[-1], introducer) if above else (introducer, contact)
        said = self.sentences(Purpose.WAY_IN, introducer, ask)
        said["last"] = (self._wrote(introducer, ask) if ask else "") or said["last"]
        said.setdefault("subject", _subject("An introduction", target.name))
        if target is not contact:
            said["request"] = (
                f"{contact.name} could help, whom {target.name} knows. Would you introduce me to {target.name}?"
            )
        elif ask:
            said["request"] = f"I think that {contact.name}, whom you know, could help. Would you introduce us?"
        else:
            said["request"] = f"You know {contact.name}: would you introduce us?"
        return self.write(Purpose.WAY_IN, introducer, ask, target, said)

    def introduce(self, to: Contact, other: Contact) -> Draft:
        """Draft the question whether somebody wants to be introduced to another contact."""
        said = self.sentences(Purpose.INTRODUCE, to, None)
        mine, theirs = (next(iter(wants_met(*pair)), "") for pair in ((to, other), (other, to)))
        if mine:
            said["reason"] = f"You were looking for this: {mine}. {other.name} may be the right person to ask."
        elif theirs:
            said["reason"] = f"{other.name} is looking for this: {theirs}. I thought of you."
        else:
            said["reason"] = f"I think that you and {other.name} would have a lot to talk about."
        said["subject"] = _subject("An introduction", other.name)
        said["request"] = "May I introduce the two of you? I won't pass anything on until you have both said yes."
        return self.write(Purpose.INTRODUCE, to, None, other, said)

    def _referrals(self, contact: Contact, ask: Ask | None) -> list[str]:
        """Return the topics for which a contact knows somebody: those that share a word with the ask, else all.

        For somebody who was introduced to you only the former: the message may be about reaching them.
        """
        index = self.store.evidence.referrals()
        if index is None:
            return []
        pieces = index.evidence([number for number, _ in index.pieces_of([contact.id])[contact.id]])
        read = [(piece.text, referral_in(piece.text)) for piece in pieces.values()]
        topics = [found.topic if found else text.partition(": ")[0] for text, found in read]
        about = set(terms(ask.problem)) if ask else set()
        near = [topic for topic in topics if about & set(terms(topic))]
        return near[:1] or ([] if contact.via else topics)

    def _last(self, to: Contact, entries: Sequence[Interaction]) -> str:
        """Return a sentence on when you last spoke, or else met; '' if neither is known."""
        earlier = [entry for entry in entries if entry.date < self.today]  # today's need no reminder
        if earlier:
            day, kind = earlier[0].date, earlier[0].kind
            spoke = "wrote to each other" if kind == "mail" else "spoke"
            long_ago = "It has been a long while: " if (self.today - day).days > _LONG_AGO_DAYS else ""
            return f"{long_ago}{'w' if long_ago else 'W'}e last {spoke} {_on(day, self.today)}."
        if to.met and to.met <= self.today:
            return f"We met in {to.met:%B} {to.met.year}."
        return ""

    def _wrote(self, to: Contact, ask: Ask) -> str:
        """Return a sentence on when you wrote about an ask that still waits for them; '' if that was today."""
        asked = next((each.date for each in ask.waiting if each.contact == to.id), self.today)
        if asked >= self.today:
            return ""
        return f"I wrote to you {_on(asked, self.today)}, and it may well have slipped through."

    def _offer(self, to: Contact) -> str:
        """Return what you could give back to a contact whom you owe something."""
        received, given = self.store.interactions.balance(to.id, self.today)
        if received - given < OWED_FROM:
            return ""
        wanted = could_give(self.store, to)
        if wanted:
            return f"I owe you a favour, and would gladly help with what you were looking for: {wanted[0]}."
        mine = [skill.topic for skill in self.me.skills[:_SKILLS]] if self.me else []
        if mine:
            return f"I owe you a favour: if you ever need help with {_listed(mine)}, ask me."
        return "I owe you a favour: tell me when I can do something for you."

    def _thanks(self, to: Contact, ask: Ask | None, problem: str, entries: Sequence[Interaction]) -> dict[str, str]:
        helped = ask is None or any(
            each.contact == to.id and each.outcome in (Outcome.HELPED, Outcome.PARTLY) for each in ask.outcomes
        )
        if ask and all(each.contact != to.id for each in ask.outcomes):
            message = f"{to.name} was not asked about ask {ask.id} ({ask.problem[:60]})"
            raise UsageError(message, "Leave --ask out; or ask again with `asknet ask`")
        if ask and not helped:
            return {
                "subject": _subject("No longer needed", ask.problem),
                "problem": f"My question has been answered, so you no longer need to look into it: {problem}",
                "thanks": "Thank you all the same!",
            }
        if ask:
            thanks = f"Thank you for your help with this: {problem}"
            return {"subject": _subject("Thank you", ask.problem), "problem": "", "thanks": thanks}
        given = next((entry.date for entry in entries if entry.direction == "received"), None)
        when = f" {_on(given, self.today)}" if given else ""
        return {"subject": "Thank you", "thanks": f"Thank you for your help{when}!"}

    def _signature(self) -> str:
        if self.me is None:
            return ""
        return self.me.sign or ("" if self.me.name == YOU else self.me.name)


def _subject(about: str, words: str) -> str:
    if len(words) > _SUBJECT_CHARACTERS:
        words = words[:_SUBJECT_CHARACTERS].rpartition(" ")[0] or words[:_SUBJECT_CHARACTERS]
        words = f"{words.rstrip(' ,.;:')}…"
    return f"{about}: {words}"


def _on(day: date, today: date) -> str:
    back = (today - day).days
    if back in (0, 1):
        return ("today", "yesterday")[back]
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def _listed(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _reason(to: Contact, ask: Ask | None) -> str:
    """Return which of their skills the question is about, as they are spelled."""
    about = set(terms(ask.problem)) if ask else set()
    known = [skill.topic for skill in to.skills if about & set(tokens(skill.topic))]
    return f"You know about {known[0]}, so I thought of you." if known and to.kind is Kind.PERSON else ""
