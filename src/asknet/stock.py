"""Filling an empty network with a whole one from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import InputError
from asknet.model import Verdict
from asknet.text import fold_name

if TYPE_CHECKING:
    from datetime import date

    from asknet.formats.network_file.network_yaml import WholeNetwork
    from asknet.store import Store


def stock(store: Store, network: WholeNetwork, *, added: date, now: str) -> None:
    """Write contacts, yourself, interactions and asks into an empty network.

    A contact counts as added on the day you met them, else on `added`. Raises
    `InputError` when an entry names somebody who is not in the file.
    """
    with store.writing("filled the network", at=now):
        names = _Names(store, network, added)
        if network.me:
            store.contacts.add(network.me, added=added, me=True)
        for entry in network.interactions:
            store.interactions.add(
                day=entry.date,
                text=entry.text,
                direction=entry.direction,
                kind=entry.kind,
                topics=entry.topics,
                contacts=[names.number(one.name) for one in entry.with_],
            )
        for asked in network.asks:
            ask = store.asks.note(asked.problem, Verdict.POSSIBLE, asked.date)
            for came in asked.outcomes:
                store.asks.turned_to(ask, names.number(came.with_.name), came.outcome, asked.closed or asked.date)
            if asked.closed:
                store.asks.close(ask, asked.closed)


class _Names:
    """The contacts of the file, written into the store, by name and alias."""

    def __init__(self, store: Store, network: WholeNetwork, added: date) -> None:
        self._numbers: dict[str, int] = {}
        for card in network.contacts:
            number = store.contacts.add(card, added=card.met or added)
            self._numbers |= {fold_name(name): number for name in (*card.aliases, card.name)}
        for card in network.contacts:
            if card.via:
                store.contacts.set_introducers(self.number(card.name), [self.number(via) for via in card.via])

    def number(self, name: str) -> int:
        """Return the number of the contact of that name. Raises `InputError`."""
        if fold_name(name) not in self._numbers:
            message = f"{name!r} is named but is not among the contacts"
            raise InputError(message, "Add them, or mend the name")
        return self._numbers[fold_name(name)]
