"""Questions to try after an import, which the network now answers well."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from asknet.ask.ask import ask
from asknet.ask.limits import Limits
from asknet.model import Verdict
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asknet.store import Store


def answered_well(store: Store, problems: Sequence[str], *, limit: int, today: date) -> list[str]:
    """Return the first of some problems, at most `limit`, for which somebody clearly fits; they are not noted."""
    return list(islice(_answered(store, problems, today), limit))


def _answered(store: Store, problems: Sequence[str], today: date) -> Iterator[str]:
    limits = Limits(n=1, usual=1)
    for problem in problems:
        if all(map(is_filler, problem.casefold().split())):
            continue
        if ask(store, problem, limits, today=today, save=False).verdict is Verdict.STRONG:
            yield problem
