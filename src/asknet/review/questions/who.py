"""Who is in it? Contacts by kind, reach and how you know them; groups that share an introducer, a place or an organisation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Kind, Reach
from asknet.text import NO_ORGANISATION, fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asknet.review.facts import Facts
    from asknet.store.review_rows import Member

CLUSTER = 2
"""Contacts that make a cluster, at least."""
NOT_SAID = "not_said"


class Cluster(NamedTuple):
    """Contacts with something in common: `by` is ``introducer``, ``place`` or ``org``; `id` is the introducer's."""

    by: str
    name: str
    contacts: int
    id: int | None = None


class WhoIsInIt(NamedTuple):
    """The number of contacts: in all, of each kind, of each reach, and by how you came to know them."""

    contacts: int
    kinds: dict[str, int]
    reach: dict[str, int]
    known_by: dict[str, int]
    circles: tuple[Cluster, ...]


def answer(facts: Facts) -> WhoIsInIt:
    """Count the contacts of the network."""
    return who_is_in_it(list(facts.members.values()))


def who_is_in_it(members: Sequence[Member]) -> WhoIsInIt:
    """Count the contacts.

    `reach`: as stated, else ``not_said``. `known_by`: ``introduced`` if an introducer is named, else ``from_file``
    if an import added or updated them, else ``added``. `circles`: at least two contacts with the same introducer,
    place or organisation (ignoring case and accents, spelled as by the first of them); largest first, then by name.
    """
    kinds = Counter(m.kind for m in members)
    reach = Counter(m.reach for m in members)
    known = Counter("introduced" if m.via_id else "from_file" if m.imported else "added" for m in members)
    return WhoIsInIt(
        contacts=len(members),
        kinds={kind.value: kinds[kind] for kind in Kind},
        reach={**{r.value: reach[r] for r in Reach}, NOT_SAID: reach[None]},
        known_by={how: known[how] for how in ("introduced", "from_file", "added")},
        circles=tuple(_clusters(members)),
    )


def _clusters(members: Sequence[Member]) -> list[Cluster]:
    names = {m.id: m.name for m in members}
    introduced = Counter(m.via_id for m in members if m.via_id in names)
    found = [Cluster("introducer", names[i], n, i) for i, n in introduced.items() if i is not None]
    found += _same("place", (m.place for m in members if m.place))
    found += _same("org", (m.org for m in members if m.org and fold_name(m.org) not in NO_ORGANISATION))
    kept = [cluster for cluster in found if cluster.contacts >= CLUSTER]
    return sorted(kept, key=lambda c: (-c.contacts, c.name, c.by, c.id or 0))


def _same(by: str, values: Iterable[str]) -> list[Cluster]:
    written: dict[str, str] = {}
    count: Counter[str] = Counter()
    for value, times in Counter(values).items():
        key = fold(value)
        written.setdefault(key, value)
        count[key] += times
    return [Cluster(by, written[key], times) for key, times in count.items()]
