"""`list`: who is in the network."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING

from asknet.addresses import is_address, is_number, mailbox, same_number
from asknet.errors import AsknetError, UsageError
from asknet.fields import one_line, parse_kind, parse_reach
from asknet.names import Resolved, resolve
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from asknet.model import Contact, Reach
    from asknet.store import Store

REACHES = ("local", "national", "global")


@contextmanager
def listing(
    store: Store,
    pattern: str = "",
    *,
    kind: str | None = None,
    reach: str | None = None,
    skill: str = "",
    place: str = "",
    via: str = "",
    org: str = "",
    circle: str = "",
    in_email: bool = False,
) -> Iterator[tuple[Iterator[Contact], Resolved | None]]:
    """Yield the contacts that pass every filter, by number, and the contact that `via` means.

    The contacts are read while they are iterated, in one unchanging state; sort them with `by_name`.
    `pattern` is part of any field of a contact, or with `in_email` of a name, alias, organisation or e-mail address,
    or a whole telephone number; `skill` is part of a topic, `place` and `org` part of theirs, `circle` a circle;
    ``reach national`` means local and national. Case and accents do not
    matter. Raises `UsageError` for an unknown kind or reach.
    """
    texts = (pattern, skill, place, org, circle)
    wanted, topic, where, firm, group = (fold(one_line(text, what="a filter")) for text in texts)
    sort = parse_kind(kind) if kind else None
    limit = parse_reach(reach) if reach else None
    address = mailbox(pattern) if is_address(pattern) else ""
    called = pattern if is_number(pattern) else ""
    with store.reading():
        introducer = resolve(via, store.contacts, writing=False) if via else None

        def passes(c: Contact) -> bool:
            return (
                (not sort or c.kind is sort)
                and (not limit or within(c.reach, limit))
                and (not topic or any(topic in fold(s.topic) for s in c.skills))
                and (not where or where in fold(c.place))
                and (not firm or firm in fold(c.org))
                and (not group or any(group == fold(name) for name in c.circles))
                and (not introducer or introducer.contact.id in c.via_ids)
            )

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
"""The sort orders of a list, besides the name."""


def sort_key(sort: str, last: Mapping[int, date]) -> Callable[[Contact], tuple[float, str, int]]:
    """Return the sort key for contacts: the newest day or the closest first, then by name.

    `sort` is one of `SORTS`; `last` is the day of the last conversation by number. Raises `UsageError` otherwise.
    """
    if sort not in SORTS:
        message = f"{sort[:30]!r} is not a sort order"
        raise UsageError(message, f"Sort by {', '.join(SORTS)}")
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


def within(reach: Reach | None, limit: Reach) -> bool:
    """Return whether a contact's reach is no farther than `limit`; false if it is not given."""
    return reach is not None and REACHES.index(reach) <= REACHES.index(limit)
