"""Plain records of a whole network, light enough for tens of thousands of them.

What the review's questions are asked of: the store reads them, `asknet.review.questions`
counts them, and neither knows the other.
"""

from datetime import date
from typing import NamedTuple

from asknet.model import Level, Outcome, Verdict

Day = tuple[str, str, int]
"""How many interactions went one way on a day: ``(day as ISO 8601, direction, interactions)``."""


class Tally(NamedTuple):
    """How often each way with one contact up to today, of that in the period, and the last day (ISO 8601)."""

    contact: int
    received: int
    given: int
    mutual: int
    entries: int
    received_now: int
    given_now: int
    last: str


class Member(NamedTuple):
    """A contact, as the file gives it: there may be tens of thousands.

    `folded` is the name as names are compared; `kind` and `reach` compare equal to their enums. `met` and `added` are days in
    ISO 8601 (which compares as text), `met` empty where it is not known. `every` is in days, `closeness` 1 to 5; `imported`
    says that a file brought it, `past` that they can no longer be asked (their `every` is None then).
    """

    id: int
    name: str
    folded: str
    kind: str
    reach: str | None
    place: str
    org: str
    via_id: int | None
    met: str
    added: str
    closeness: int | None
    every: int | None
    no_suggest: int
    imported: int
    past: int = 0


class Known(NamedTuple):
    """A skill of a contact; `topic` as they write it, `folded` for comparing; the rest compares equal to its enums."""

    contact: int
    topic: str
    folded: str
    level: str | None
    provenance: str


class TopicCount(NamedTuple):
    """A topic, how many contacts know it, the best level, and the contact with the lowest number."""

    topic: str
    folded: str
    contacts: int
    level: Level | None
    someone: int


class Want(NamedTuple):
    """A topic that a contact would like help with."""

    contact: int
    topic: str


class Came(NamedTuple):
    """What came of turning to one contact with an ask, and when."""

    contact: int
    outcome: Outcome
    day: date


class Asked(NamedTuple):
    """A problem that was noted, whether it is still open, and what came of it."""

    id: int
    day: date
    problem: str
    verdict: Verdict
    open: bool
    came: tuple[Came, ...]
    note: str = ""


class HelpingEntry(NamedTuple):
    """An entry that helped you (received or mutual), by one of the contacts in it; `ask` is the ask it names."""

    contact: int
    entry: int
    day: date
    text: str
    ask: int | None
    topic: str = ""
