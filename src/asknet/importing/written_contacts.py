"""The contacts that an import wrote: which values differ from the file's, and who may be there twice now."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from asknet.cards import kept_values, replaced_values
from asknet.dedupe import Sameness
from asknet.dedupe.dupes import pairs_of
from asknet.importing.report import MOST_COMPARED, Differing, PossibleDuplicate

if TYPE_CHECKING:
    from asknet.formats.rows import Row
    from asknet.importing.report import Tally
    from asknet.model import Card, Contact
    from asknet.store import Store

_IDENTIFYING = ("name", "aliases", "email", "phone", "url")
"""Fields by which two contacts may be certainly one."""
_DIFFERING = 10_000
"""Values that differ from a file's, replaced or kept, that are listed."""


class WrittenContacts:
    """The contacts that an import added or changed, with their lines; added ones come in the order of their numbers."""

    def __init__(self) -> None:
        self._added = array("q")
        self._lines = array("q")
        self._changed: dict[int, int] = {}

    def add(self, number: int, line: int) -> None:
        """Add a new contact."""
        self._added.append(number)
        self._lines.append(line)

    def change(self, contact: Contact, card: Card, line: int) -> None:
        """Add a contact that becomes `card`, if something that identifies it changes."""
        if any(getattr(card, field) != getattr(contact, field) for field in _IDENTIFYING):
            self._changed[contact.id] = line

    def has_added(self, number: int) -> bool:
        """Return whether a contact is one of the new ones."""
        place = bisect_left(self._added, number)
        return place < len(self._added) and self._added[place] == number

    def possible_duplicates(self, store: Store, *, limit: int) -> list[PossibleDuplicate]:
        """Return the pairs of a contact that was added and another, as `dupes` shows them, in the order of the rows.

        A contact that was changed makes a pair only if the two certainly are one: other pairs were there before.
        """
        if not 0 < len(self._added) + len(self._changed) <= MOST_COMPARED:
            return []
        lines = self._changed | dict(zip(self._added, self._lines, strict=True))
        found = []
        for pair in pairs_of(store, lines.keys()):
            old, new = sorted((pair.one.id, pair.other.id))
            if new not in lines or (self.has_added(old) and not self.has_added(new)):
                old, new = new, old
            if not self.has_added(new) and pair.comparison.sameness is not Sameness.SURE:
                continue
            name = pair.one.name if pair.one.id == new else pair.other.name
            found.append(PossibleDuplicate(lines[new], name, new, old, pair.comparison.reasons))
        return sorted(found, key=lambda duplicate: duplicate.line)[:limit]


def report_differing(
    tally: Tally,
    row: Row,
    contact: Contact,
    now: Card,
    card: Card,
    snapshot: Card | None = None,
    *,
    every: bool = False,
    matched: bool = False,
) -> None:
    """Report which values of a contact a row replaced, and which differ and were kept (see `cards.kept_values`).

    `now` is the contact as it becomes, `card` the row's. A row that is listed as `matched` has its name listed there.
    """
    for report, kept in ((tally.replaced, False), (tally.kept, True)):
        if len(report) < _DIFFERING:
            values = kept_values(now, card, snapshot, every=every) if kept else replaced_values(contact, now)
            report += [
                Differing(row.line, contact.name, contact.id, one, row.file)
                for one in values
                if one.field != "name" or not matched
            ]
