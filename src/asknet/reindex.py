"""Keeping the evidence in step with what it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.evidence import evidence_for
from asknet.store.statements import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.store import Store


def renew_evidence(store: Store, numbers: Iterable[int]) -> None:
    """Make the evidence of these contacts anew, inside the open transaction."""
    for part in chunks(sorted(numbers)):
        for contact in store.contacts.load(part):
            helped = [(problem, outcome) for outcome, _, problem in store.asks.outcomes([contact.id])[contact.id]]
            pieces = evidence_for(contact, store.interactions.of(contact.id, company=False), helped)
            store.evidence.replace(contact.id, pieces)
