"""`list`: who is in the network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from asknet.addresses import is_address, is_number, mailbox, same_number
from asknet.fields import one_line, parse_kind, parse_reach
from asknet.names import Resolved, resolve
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    circle: str = "",
    in_email: bool = False,
) -> Iterator[tuple[Iterator[Contact], Resolved | None]]:
    """Give the contacts that pass every filter, by number, and who `via` was taken to be.

    The contacts are read while they are iterated, in one unchanging state; `by_name` is the order to show them in.
    `pattern` is part of a name, alias, title, organisation, place or note, or with `in_email` of a name,
    alias, organisation or e-mail address, or it is a whole address or telephone number; `skill` part of a topic;
    `place` part of a place; `circle` a circle; ``reach national`` means local and national. Case
    and accents do not matter. Raises `UsageError` for a kind or reach that there is not.
    """
    wanted, topic, where, group = (fold(one_line(text, what="a filter")) for text in (pattern, skill, place, circle))
    sort = parse_kind(kind) if kind else None
    limit = parse_reach(reach) if reach else None
    address = mailbox(pattern) if is_address(pattern) else ""
    called = pattern if is_number(pattern) else ""
    with store.reading():
        introducer = resolve(via, store.contacts, writing=False) if via else None
        found = (
            c
            for c in store.contacts.each()
            if (not sort or c.kind is sort)
            and (not limit or within(c.reach, limit))
            and (not topic or any(topic in fold(s.topic) for s in c.skills))
            and (not where or where in fold(c.place))
            and (not group or any(group == fold(name) for name in c.circles))
            and (not introducer or introducer.contact.id in c.via_ids)
            and (
                not wanted
                or any(
                    wanted in fold(t)
                    for t in (c.name, c.org, *c.aliases, *(c.email if in_email else (c.title, c.place, c.notes)))
                )
                or (address and any(address == mailbox(own) for own in c.email))
                or (called and any(same_number(called, own) for own in c.phone))
            )
        )
        yield found, introducer


def by_name(contact: Contact) -> tuple[str, int]:
    """Return what contacts are ordered by: the folded name, then the number."""
    return fold(contact.name), contact.id


def within(reach: Reach | None, limit: Reach) -> bool:
    """Say whether a contact's reach is no farther than `limit`; one not said is not."""
    return reach is not None and REACHES.index(reach) <= REACHES.index(limit)
