"""A network of bare evidence in a real store, as the matcher sees it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from asknet.model import Card, Evidence, EvidenceKind, Level
from asknet.store import Store
from asknet.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.store.evidence_index import EvidenceIndex

Row = tuple[int, str, str | None, str]
"""A piece of evidence: contact id, kind, level, text."""


class _Open:
    """The stores that a test has open, and the folder they are in."""

    folder: Path
    stores: ClassVar[list[Store]] = []


OPEN = _Open()


def index_of(rows: Iterable[Row]) -> EvidenceIndex:
    """The index over these rows, held open for reading until the test ends."""
    by_contact: dict[int, list[Evidence]] = {}
    for contact, kind, level, text in rows:
        words = " ".join(tokens(text))
        if words:
            known = Level(level) if level else None
            piece = Evidence(kind=EvidenceKind(kind), text=text, words=words, level=known)
            by_contact.setdefault(contact, []).append(piece)
    store = Store(Path(tempfile.mkdtemp(dir=OPEN.folder)) / "network.db")
    OPEN.stores.append(store)
    with store.writing("filled", at="2026-01-01T12:00:00"):
        for number in range(1, max(by_contact, default=0) + 1):
            assert store.contacts.add(Card(name=f"c{number}"), added=date(2026, 1, 1)) == number
    with store.writing("filled", at="2026-01-01T12:00:00"):
        for contact, pieces in by_contact.items():
            store.evidence.insert([(contact, piece) for piece in pieces])
    store._begin_reading()
    return store.evidence
