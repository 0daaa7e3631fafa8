"""Who led you to whom, as a forest: of several introducers the strongest tie counts, and nobody is above themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asknet.store.review_rows import ExchangeTotals, Member


def forest(
    members: Iterable[Member], totals: Mapping[int, ExchangeTotals], pairs: Iterable[tuple[int, int]]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return the introducer of each contact that has one, and the other introducers of those that have several.

    `pairs` are ``(contact, introducer)`` in the order in which they were named. The strongest tie is that to the closest
    introducer, then to the one with most entries, then the first named. If introductions form a circle, the contact in it that
    is closest to you (in the same order) is at the top.
    """
    closeness = {member.id: member.closeness or 0 for member in members}
    named: dict[int, list[int]] = {}
    for contact, introducer in pairs:
        if contact in closeness and introducer in closeness and contact != introducer:
            named.setdefault(contact, []).append(introducer)

    def strength(contact: int) -> tuple[int, int]:
        total = totals.get(contact)
        return closeness[contact], total.entries if total else 0

    above = {contact: max(introducers, key=strength) for contact, introducers in named.items()}
    for top in _tops_of_circles(above, strength):
        del above[top]
    others = {
        contact: rest
        for contact, introducers in named.items()
        if (rest := [one for one in introducers if one != above.get(contact)])
    }
    return above, others


def _tops_of_circles(above: Mapping[int, int], strength: Callable[[int], tuple[int, int]]) -> list[int]:
    """Return the contact of each circle that is closest to you; of several, the one with the lowest number."""
    done: set[int] = set()
    tops = []
    for start in above:
        way: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in done and here not in way:
            way[here] = None
            here = above.get(here)
        if here in way:
            walked = list(way)
            circle = walked[walked.index(here) :]
            tops.append(max(circle, key=lambda contact: (strength(contact), -contact)))
        done.update(way)
    return tops
