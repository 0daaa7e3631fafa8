"""`list`: who is in the network."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING

from asknet.addresses import is_address, is_number, mailbox, same_number
from asknet.errors import AsknetError
from asknet.fields import one_line, one_of
from asknet.names import Resolved, resolve
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from asknet.contacts.filters import ContactFilter
    from asknet.model import Contact
    from asknet.store import Store

_BEFORE = 30
"""Characters of a text that are shown before what was looked for."""


@contextmanager
def listing(
    store: Store,
    pattern: str = "",
    *,
    only: ContactFilter,
    via: str = "",
    in_email: bool = False,
) -> Iterator[tuple[Iterator[Contact], Resolved | None]]:
    """Yield the contacts that pass every filter, by number, and the contact that `via` means.

    The contacts are read while they are iterated, in one unchanging state; sort them with `by_name`.
    `pattern` is part of any field of a contact, or with `in_email` of a name, alias, organisation or e-mail address,
    or a whole telephone number. Case and accents do not matter.
    """
    wanted = fold(one_line(pattern, what="a filter"))
    address = mailbox(pattern) if is_address(pattern) else ""
    called = pattern if is_number(pattern) else ""
    with store.reading():
        introducer = resolve(via, store.contacts, writing=False) if via else None

        def passes(c: Contact) -> bool:
            return only.passes(c) and (not introducer or introducer.contact.id in c.via_ids)

        def has_pattern(c: Contact) -> bool:
            texts = (c.name, c.org, *c.aliases, *(c.email if in_email else _others(c)))
            return (
                not wanted
                or any(wanted in fold(text) for text in texts)
                or bool(address and any(address == mailbox(own) for own in c.email))
                or bool(called and any(same_number(called, own) for own in c.phone))
            )

        found = (c for c in store.contacts.each() if passes(c) and has_pattern(c))
        first = next(found, None)
        if first is None and wanted:
            yield filter(passes, _called(store, pattern)), introducer
        else:
            yield chain(() if first is None else (first,), found), introducer


def text_with(c: Contact, pattern: str) -> str:
    """Return the first text of a contact, apart from the name, that contains `pattern`: of the notes, the end of a line."""
    wanted = fold(pattern)
    lines = (line for text in (c.org, *c.aliases, *_others(c)) for line in text.splitlines() if wanted in fold(line))
    found = "" if wanted in fold(c.name) else next(lines, "")
    at = fold(found).find(wanted)
    return found if at < _BEFORE else f"… {found[at - _BEFORE :].partition(' ')[2] or found}"


def _called(store: Store, name: str) -> Iterator[Contact]:
    """Yield the contact that a name means in another form than the stored one: ``Holt, Anneke``, ``Dr Holt``."""
    with suppress(AsknetError):
        meant = resolve(name, store.contacts, writing=False)
        if not meant.loosely:
            yield meant.contact


def _others(c: Contact) -> Iterator[str]:
    """Yield the texts of a contact, except name, aliases and organisation."""
    yield from (c.title, c.place, c.notes, *c.circles, *c.email, *c.phone, *c.url, *c.wants)
    yield from (skill.topic for skill in c.skills)
    yield from (referral.topic for referral in c.refers)


SORTS = ("name", "met", "contact", "closeness")
"""The sort orders of a list; equal contacts are sorted by name."""


def sorting(store: Store, sort: str, today: date) -> Callable[[Contact], tuple[float, str, int]]:
    """Return the sort key for contacts: the newest day or the closest first, then by name.

    `sort` is one of `SORTS`. Raises `UsageError` otherwise.
    """
    sort = one_of(sort, SORTS, "a sort order")
    with store.reading():
        met = [member.id for member in store.review_rows.members()] if sort == "contact" else []
        last = store.interactions.last_days(met, today)
    first: dict[str, Callable[[Contact], float]] = {
        "name": lambda _: 0,
        "met": lambda c: -c.met.toordinal() if c.met else 1,
        "contact": lambda c: -last[c.id].toordinal() if c.id in last else 1,
        "closeness": lambda c: -(c.closeness or 0),
    }
    return lambda c: (first[sort](c), *by_name(c))


def by_name(contact: Contact) -> tuple[str, int]:
    """Return the usual sort key: the folded name, then the number."""
    return fold(contact.name), contact.id
