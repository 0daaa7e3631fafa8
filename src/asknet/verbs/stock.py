"""Filling an empty network with a whole one from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.model import Verdict
from asknet.text import fold
from asknet.verbs.renewing import renew_evidence

if TYPE_CHECKING:
    from datetime import date

    from asknet.formats.network_yaml import WholeNetwork
    from asknet.store import Store


def stock(store: Store, network: WholeNetwork, *, added: date, now: str) -> None:
    """Write contacts, yourself, interactions and asks into an empty network.

    A contact counts as added on the day you met them, else on `added`. Raises
    `InputError` when an entry names somebody who is not in the file.
    """
    with store.writing("filled the network", at=now):
        numbers: dict[str, int] = {}
        for card in network.contacts:
            number = store.contacts.add(card, added=card.met or added, via_id=None)
            for name in (*card.aliases, card.name):
                numbers[fold(name)] = number

        def known(name: str) -> int:
            if fold(name) not in numbers:
                message = f"{name!r} is named but is not among the contacts"
                raise InputError(message, "Add them, or mend the name")
            return numbers[fold(name)]

        for card in network.contacts:
            if card.via:
                store.contacts.set_introducer(known(card.name), known(card.via))
        if network.me:
            store.contacts.add(network.me, added=added, via_id=None, me=True)
        for entry in network.interactions:
            store.interactions.add(
                day=entry.date,
                text=entry.text,
                direction=entry.direction,
                kind=entry.kind,
                topics=entry.topics,
                contacts=[known(name) for name in entry.with_],
            )
        for asked in network.asks:
            ask = store.asks.note(asked.problem, Verdict.POSSIBLE, asked.date)
            for name, outcome in asked.outcomes:
                store.asks.turned_to(ask, known(name), outcome, asked.closed or asked.date)
            if asked.closed:
                store.asks.close(ask, asked.closed)
        renew_evidence(store, set(numbers.values()))
