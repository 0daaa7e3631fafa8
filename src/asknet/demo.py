"""`demo`: answer problems from the bundled example network, in a temporary folder."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from asknet.ask.ask import ask
from asknet.formats.rows import Options
from asknet.importing.import_file import import_contacts
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.ask.limits import Limits
    from asknet.model import Answer

PROBLEMS = (
    "crochet pattern",
    "my sourdough won't rise",
    "kuberntes pods keep restarting",
    "landlord won't return the deposit",
)
"""The problems to answer when none is given."""

_DATE = re.compile(rb"\bdate: (\d{4}-\d\d-\d\d)")


def demo(problems: Sequence[str], limits: Limits) -> list[Answer]:
    """Answer problems from the example network, as of the day after its last entry.

    Nothing of your own network is read or written. Raises `UsageError` for an empty problem.
    """
    data = (files("asknet") / "data" / "demo.yaml").read_bytes()
    day = date.fromisoformat(max(_DATE.findall(data)).decode()) + timedelta(days=1)
    with _imported(data, day) as store:
        return [ask(store, problem, limits, today=day, save=False) for problem in problems]


@contextmanager
def _imported(data: bytes, day: date) -> Iterator[Store]:
    with TemporaryDirectory(prefix="asknet-") as folder:
        store = Store(Path(folder) / "demo.db")
        try:
            options = Options(format="yaml", today=day)
            import_contacts(store, data, "demo.yaml", options, defaults={}, now=day.isoformat())
            yield store
        finally:
            store.close()
