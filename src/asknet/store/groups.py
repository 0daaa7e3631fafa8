"""What contacts have in common: places, organisations, circles, names; used to interpret a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import EvidenceKind, Kind
from asknet.store.statements import chunks, holes
from asknet.text import LEGAL_FORMS, tokens

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Sequence

    from asknet.store.contacts import Contacts
    from asknet.store.evidence_index import EvidenceIndex
    from asknet.store.read_cache import ReadCache

_KNOWN = (EvidenceKind.SKILL, EvidenceKind.HELPED)


class Groups:
    """The groups, inside the open transaction; you are in none of them."""

    def __init__(
        self, connection: Callable[[], sqlite3.Connection], contacts: Contacts, evidence: EvidenceIndex, kept: ReadCache
    ) -> None:
        self._conn = connection
        self._contacts = contacts
        self._evidence = evidence
        self._kept = kept

    def places(self) -> list[str]:
        """Return every place, as written."""
        which = "SELECT DISTINCT place FROM contacts WHERE place <> '' AND me = 0"
        return self._kept.get("places", lambda: [row[0] for row in self._conn().execute(which)])

    def in_places(self, places: Collection[str]) -> set[int]:
        """Return the contacts in one of these places, as written."""
        found: set[int] = set()
        for part in chunks(sorted(places)):
            rows = self._conn().execute(
                f"SELECT id FROM contacts WHERE me = 0 AND place IN ({holes(part)})",
                part,
            )
            found.update(row[0] for row in rows)
        return found

    def organisations(self) -> list[str]:
        """Return every organisation, as written."""
        which = "SELECT DISTINCT org FROM contacts WHERE org <> '' AND me = 0"
        return [row[0] for row in self._conn().execute(which)]

    def in_organisation(self, phrase: str, *, whole: bool) -> set[int]:
        """Return the contacts of an organisation with this name, or without `whole` with a name that begins with it.

        The legal form at the end of a name does not matter.
        """
        words = tokens(phrase)
        postings = self._evidence.holding(" ".join(words)) if words else []
        pieces = self._evidence.pieces([p[0] for p in postings if p[2] == EvidenceKind.ORG])
        found = set()
        for contact, _, _, text in pieces.values():
            name = text.split(" ")
            more = name[len(words) :]
            if name[: len(words)] == words and (not whole or LEGAL_FORMS.issuperset(more)):
                found.add(contact)
        return self._others(found)

    def in_circle(self, folded: str) -> set[int]:
        """Return the contacts in the circle with this folded name."""
        rows = self._conn().execute("SELECT contact_id FROM details WHERE field = 'circle' AND folded = ?", (folded,))
        return self._others(row[0] for row in rows)

    def called(self, folded: str) -> set[int]:
        """Return the people with exactly this folded name or alias."""
        return self._people(self._contacts.known_as(folded))

    def called_partly(self, words: Iterable[str]) -> set[int]:
        """Return the people with all these folded words in the name, if the words can hardly be anything but a name."""
        from asknet.person_names import is_given

        words = list(words)
        named = any(is_given(word) for word in words) or not self.says(" ".join(words))
        return self._people(self._contacts.with_words(words)) if named else set()

    def is_topic(self, phrase: str) -> bool:
        """Return whether these words are somebody's skill."""
        words = tokens(phrase)
        postings = self._evidence.holding(" ".join(words)) if words else []
        return any(p[2] in _KNOWN and p[4] == len(words) for p in postings)

    def says(self, phrase: str) -> bool:
        """Return whether any evidence contains these words side by side."""
        return self._evidence.holds(" ".join(tokens(phrase)))

    def _people(self, numbers: Sequence[int]) -> set[int]:
        return {contact.id for contact in self._contacts.load(numbers) if contact.kind is Kind.PERSON}

    def _others(self, numbers: Iterable[int]) -> set[int]:
        me = self._kept.get("me", lambda: self._conn().execute("SELECT id FROM contacts WHERE me = 1").fetchone())
        return set(numbers) - {me[0] if me else 0}
