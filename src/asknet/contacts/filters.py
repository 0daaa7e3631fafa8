"""Filters on contacts: which of them `list`, `ask` and `export` consider."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.fields import one_line, parse_kind, parse_reach
from asknet.text import fold, without_umlauts

if TYPE_CHECKING:
    from asknet.model import Contact, Kind, Reach

REACHES = ("local", "national", "global")


class ContactFilter(NamedTuple):
    """What a contact must have; an empty value passes every contact.

    `skill`, `place` and `org` are folded parts of a value, `circle` a whole folded circle; ``reach national`` means
    local and national.
    """

    kind: Kind | None = None
    reach: Reach | None = None
    skill: str = ""
    place: str = ""
    org: str = ""
    circle: str = ""

    def passes(self, contact: Contact) -> bool:
        """Return whether a contact passes."""
        return (
            (self.kind is None or contact.kind is self.kind)
            and (self.reach is None or _within(contact.reach, self.reach))
            and (not self.skill or any(self.skill in fold(skill.topic) for skill in contact.skills))
            and (not self.place or self.place in fold_filter(contact.place))
            and (not self.org or self.org in fold_filter(contact.org))
            and (not self.circle or any(self.circle == fold_filter(circle) for circle in contact.circles))
        )


def read_filter(
    *,
    kind: str | None = None,
    reach: str | None = None,
    skill: str = "",
    place: str = "",
    org: str = "",
    circle: str = "",
) -> ContactFilter:
    """Return the filter that values mean as they are typed. Raises `UsageError` for an unknown kind or reach."""
    skill = fold(one_line(skill, what="a filter"))
    place, org, circle = (fold_filter(one_line(text, what="a filter")) for text in (place, org, circle))
    return ContactFilter(
        parse_kind(kind) if kind else None, parse_reach(reach) if reach else None, skill, place, org, circle
    )


def fold_filter(text: str) -> str:
    """Return a place, an organisation or a circle as it is compared: Muenchen is München."""
    return without_umlauts(fold(text))


def _within(reach: Reach | None, limit: Reach) -> bool:
    """Return whether a contact's reach is no farther than `limit`; false if it is not given."""
    return reach is not None and REACHES.index(reach) <= REACHES.index(limit)
