"""`demo`: answers from a bundled example network, in a temporary place."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from asknet.ask.ask import Limits, ask
from asknet.formats.network_file.network_yaml import WholeNetwork, read_network
from asknet.stock import stock
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asknet.model import Answer

PROBLEMS = (
    "crochet pattern",
    "my sourdough won't rise",
    "kuberntes pods keep restarting",
    "landlord won't return the deposit",
)
"""What is asked when no problem is given."""


def demo(problems: Sequence[str], limits: Limits, *, today: date) -> list[Answer]:
    """Answer problems from the example network, on the day after its last entry.

    Nothing of yours is read or written. Raises `UsageError` for an empty problem.
    """
    network = example_network(today)
    days = [i.date for i in network.interactions] + [a.date for a in network.asks]
    day = max(days) + timedelta(days=1)
    with _stocked(network, day) as store:
        return [ask(store, problem, limits, today=day, save=False) for problem in problems]


def example_network(today: date) -> WholeNetwork:
    """Read the bundled example network."""
    data = (files("asknet") / "data" / "demo.yaml").read_bytes()
    return read_network(data, "the example network", today)


@contextmanager
def _stocked(network: WholeNetwork, day: date) -> Iterator[Store]:
    with TemporaryDirectory(prefix="asknet-") as folder:
        store = Store(Path(folder) / "demo.db")
        try:
            stock(store, network, added=day, now=day.isoformat())
            yield store
        finally:
            store.close()
