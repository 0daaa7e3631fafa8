"""How many matches to return for a problem, and which contacts count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.contacts.filters import ContactFilter
from asknet.model import Status

if TYPE_CHECKING:
    from asknet.model import Contact


class Limits(NamedTuple):
    """How many matches to return, and which contacts count.

    Without `n` as many as `usual`, or everybody if a place, an organisation or a circle is asked for. `only` is what they
    must have; `without` are contacts to leave out.
    With `suggested`, a contact who is never suggested is left out even if the problem is their name.
    """

    n: int | None = None
    usual: int = 5
    only: ContactFilter = ContactFilter()
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
        return contact.id not in self.without and self.only.passes(contact)
