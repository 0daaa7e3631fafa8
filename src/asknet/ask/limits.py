"""How many matches to return for a problem, and which contacts count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.contacts.list import within
from asknet.model import Status
from asknet.text import fold

if TYPE_CHECKING:
    from asknet.model import Contact, Kind, Reach


class Limits(NamedTuple):
    """How many matches to return, and which contacts count.

    Without `n` as many as `usual`, or everybody if a place, an organisation or a circle is asked for. `skill`, `place`
    and `org` are folded parts of a value, `circle` a folded circle; `without` are contacts to leave out.
    With `suggested`, a contact who is never suggested is left out even if the problem is their name.
    """

    n: int | None = None
    usual: int = 5
    kind: Kind | None = None
    reach: Reach | None = None
    skill: str = ""
    place: str = ""
    org: str = ""
    circle: str = ""
    without: frozenset[int] = frozenset()
    suggested: bool = False

    @property
    def most(self) -> int:
        """How many matches to return for a problem."""
        return self.usual if self.n is None else self.n

    def let_in(self, contact: Contact) -> bool:
        """Return whether a contact may be returned."""
        return not contact.no_suggest and contact.status is not Status.PAST and self.pass_filters(contact)

    def pass_filters(self, contact: Contact) -> bool:
        """Return whether a contact passes the filters that were set."""
        return (
            contact.id not in self.without
            and (self.kind is None or contact.kind is self.kind)
            and (self.reach is None or within(contact.reach, self.reach))
            and (not self.skill or any(self.skill in fold(s.topic) for s in contact.skills))
            and (not self.place or self.place in fold(contact.place))
            and (not self.org or self.org in fold(contact.org))
            and (not self.circle or any(self.circle == fold(circle) for circle in contact.circles))
        )
