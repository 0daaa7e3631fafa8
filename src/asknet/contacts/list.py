"""`list`: who is in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import one_line
from asknet.names import Resolved, resolve
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Contact, Kind, Reach
    from asknet.store import Store

REACHES = ("local", "national", "global")


def list_contacts(
    store: Store,
    *,
    pattern: str = "",
    kind: Kind | None = None,
    reach: Reach | None = None,
    skill: str = "",
    place: str = "",
    via: str = "",
    circle: str = "",
    in_email: bool = False,
) -> tuple[list[Contact], Resolved | None]:
    """Return the contacts that pass every filter, by name, and who `via` was taken to be.

    `pattern` is part of a name, alias or organisation, or with `in_email` of an
    e-mail address; `skill` part of a topic;
    `place` part of a place; `circle` a circle; ``reach national`` means local and national. Case
    and accents do not matter.
    """
    with store.reading():
        introducer = resolve(via, store.contacts, writing=False) if via else None
        contacts = store.contacts.all()
    wanted, topic, where, group = (fold(one_line(text, what="a filter")) for text in (pattern, skill, place, circle))
    found = [
        c
        for c in contacts
        if (not kind or c.kind is kind)
        and (not reach or within(c.reach, reach))
        and (not topic or any(topic in fold(s.topic) for s in c.skills))
        and (not where or where in fold(c.place))
        and (not group or any(group == fold(name) for name in c.circles))
        and (not introducer or introducer.contact.id in c.via_ids)
        and (not wanted or any(wanted in fold(t) for t in (c.name, c.org, *c.aliases, *(c.email if in_email else ()))))
    ]
    return found, introducer


def within(reach: Reach | None, limit: Reach) -> bool:
    """Say whether a contact's reach is no farther than `limit`; one not said is not."""
    return reach is not None and REACHES.index(reach) <= REACHES.index(limit)
