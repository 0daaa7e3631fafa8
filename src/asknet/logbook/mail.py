"""`log --mail`: log a message by its headers (From, To, Cc, Date, Subject); its body is not read."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import is_address, known_by
from asknet.days import accepted
from asknet.errors import InputError, NothingFoundError, UsageError
from asknet.fields import one_line, read_card
from asknet.logbook.log import Logged, entry_of
from asknet.logbook.log_request import not_in_the_future
from asknet.model import Interaction
from asknet.text import first_few

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from email.message import Message

    from asknet.model import Contact
    from asknet.store import Store

_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, MessageError)
"""The standard library's exceptions for an invalid header."""
MAX_HEAD_BYTES = 1_000_000
"""Bytes of a message that are read; its headers are among them."""
MAX_SUBJECT = 500
"""Characters of a subject that are stored."""


class _Head(NamedTuple):
    """The headers of a message: ``(name, address)`` of the writer and of the recipients, its subject and its day."""

    writer: tuple[str, str]
    to: Sequence[tuple[str, str]]
    subject: str
    day: date | None


def log_mail(store: Store, data: bytes, *, add: bool, today: date, now: str) -> Logged:
    """Log one message, with its writer, or if the writer is you, with its recipients.

    The addresses of `me` are yours; without any, a writer who is not a contact is taken to be you. With `add`, a writer, or
    recipients, whose addresses no contact has are added. Raises `InputError` if the message has no
    writer or is in the future, `NothingFoundError` if nobody in it is a contact.
    """
    head = _read_head(data)
    day = head.day or today
    not_in_the_future(day, today)
    with store.writing("logged", at=now) as step:
        me = store.contacts.me()
        own = {known_by("email", address) for address in me.email} if me else set[str]()
        mine = known_by("email", head.writer[1]) in own or not (own or _contact(store, head.writer[1]))
        others = head.to if mine else [head.writer]
        people: dict[int, Contact] = {}
        added: list[Contact] = []
        unknown = []
        for name, address in others:
            if known_by("email", address) in own:
                continue
            contact = _contact(store, address)
            if contact is None and add:
                contact = _new(store, name, address, today)
                added.append(contact)
            if contact is None:
                unknown.append(address)
            else:
                people[contact.id] = contact
        if not people:
            message = (
                f"nobody here has the address {first_few(unknown, ' or ')}"
                if unknown
                else "it is between you and yourself"
            )
            raise NothingFoundError(
                message, "Add them with --add, add yours with `asknet me --email`, or log it in words"
            )
        entry = Interaction(id=0, date=day, text=_text(head, people.values(), mine=mine), kind="mail")
        number = store.interactions.add(entry, contacts=list(people))
        step.did = f"logged entry {number} with {', '.join(contact.name for contact in people.values())}"
        effects = (f"not in your network: {first_few(unknown)}",) if unknown else ()
        return Logged(entry_of(store, number), tuple(added), effects=effects, dated=head.day is not None)


def _read_head(data: bytes) -> _Head:
    message = BytesHeaderParser(policy=policy.default).parsebytes(data[:MAX_HEAD_BYTES])
    written = _addresses(message, "from") or _addresses(message, "sender")
    if not written:
        raise InputError("there is no sender in the message", "Pipe a whole message into it, as it was received")
    try:
        date_header = message["date"]
        sent = date_header.datetime if date_header else None
        day = accepted(sent.astimezone().date() if sent.tzinfo else sent.date()) if sent else None
    except (*_UNREADABLE, UsageError):
        day = None
    try:
        subject = str(message["subject"] or "")
    except _UNREADABLE:
        subject = ""
    subject = one_line(subject[:MAX_SUBJECT].encode(errors="replace").decode(), what="the subject")
    return _Head(written[0], _addresses(message, "to") + _addresses(message, "cc"), subject, day)


def _addresses(message: Message, header: str) -> list[tuple[str, str]]:
    """Return ``(name, address)`` for each valid address in a header."""
    try:
        values = [address for one in message.get_all(header, []) for address in one.addresses]  # type: ignore[attr-defined]
    except _UNREADABLE:
        return []
    found = [(address.display_name, address.addr_spec) for address in values]
    return [(name, address) for name, address in found if is_address(address)]


def _contact(store: Store, address: str) -> Contact | None:
    """Return the contact with an address; None if no contact or several have it."""
    owners = [contact for contact in store.contacts.load(store.contacts.having("email", [address])) if not contact.me]
    return owners[0] if len(owners) == 1 else None


def _new(store: Store, name: str, address: str, today: date) -> Contact:
    card = read_card({"name": name or address.partition("@")[0], "email": [address]}, today)
    return store.contacts.load([store.contacts.add(card, added=today)])[0]


def _text(head: _Head, people: Iterable[Contact], *, mine: bool) -> str:
    names = ", ".join(contact.name for contact in people)
    what = f"wrote to {names}" if mine else f"{names} wrote"
    return f"{what}: {head.subject}" if head.subject else what
