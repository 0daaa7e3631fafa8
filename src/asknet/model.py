"""The records that asknet works with, all frozen.

The vocabulary is the same in code, help, documents and JSON: contact, skill, reach,
interaction, ask, evidence, match, introducer, want. Simple records are named tuples: a
dataclass takes eight times as long at start-up.
"""

# Annotations are evaluated: as texts, each would be compiled when its class is made.
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a contact is; on equal score they are listed in this order."""

    PERSON = "person"
    COMMUNITY = "community"
    SOURCE = "source"


class Reach(StrEnum):
    """How far away a contact is."""

    LOCAL = "local"
    NATIONAL = "national"
    GLOBAL = "global"


class Level(StrEnum):
    """How well a contact knows a topic."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


class Provenance(StrEnum):
    """How a skill is known: stated by you, imported from a file, or proven by helping."""

    STATED = "stated"
    IMPORTED = "imported"
    HELPED = "helped"


class Direction(StrEnum):
    """Who helped whom in an interaction."""

    RECEIVED = "received"
    GIVEN = "given"
    MUTUAL = "mutual"
    NONE = "none"


class Status(StrEnum):
    """Whether a contact can be asked; a past one (deceased, lost) stays in the history only."""

    ACTIVE = "active"
    PAST = "past"


class Outcome(StrEnum):
    """The outcome of asking a contact about a problem."""

    WAITING = "waiting"
    HELPED = "helped"
    PARTLY = "partly"
    NO = "no"
    NO_ANSWER = "no-answer"

    @property
    def words(self) -> str:
        """The outcome in a sentence about the contact: "did not answer"."""
        said = {"partly": "helped a little", "no": "could not help", "no-answer": "did not answer"}
        return said.get(self.value, self.value)


class Verdict(StrEnum):
    """Whether a contact, or anybody at all, fits a problem."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"
    NONE = "none"


class EvidenceKind(StrEnum):
    """The source of a piece of evidence; `PLACE` and `NAME` occur only as reasons and are not searched.

    `REFERRAL` supports somebody whom a contact knows, never the contact.
    """

    SKILL = "skill"
    HELPED = "helped"
    NAME = "name"
    TITLE = "title"
    ORG = "org"
    NOTE = "note"
    INTERACTION = "interaction"
    GIVEN = "given"
    PLACE = "place"
    CIRCLE = "circle"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Skill:
    """A topic a contact knows, as it was written."""

    topic: str
    level: Level | None = None
    provenance: Provenance = Provenance.STATED

    def __str__(self) -> str:
        """Write it as it is typed: ``topic`` or ``topic:level``."""
        return f"{self.topic}:{self.level}" if self.level else self.topic


class Referral(NamedTuple):
    """A topic that a contact can lead you to without knowing it themselves, and the evidence for it."""

    topic: str
    evidence: str = ""

    def __str__(self) -> str:
        """Write it as it is typed: ``topic`` or ``topic: evidence``."""
        return f"{self.topic}: {self.evidence}" if self.evidence else self.topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known about a contact, stored or not: the fields of the contract.

    An empty string, an empty tuple or ``None`` means "not given". `every` is in
    days; `closeness` is 1 (barely) to 5 (very close); `via` holds the names of the
    introducers, the first one first; `notes` holds one note per line; `uid`
    identifies the contact in every copy of a network. An alias that repeats the
    name, ignoring case, is dropped.
    """

    name: str
    kind: Kind | None = None
    skills: tuple[Skill, ...] = ()
    circles: tuple[str, ...] = ()
    title: str = ""
    org: str = ""
    place: str = ""
    reach: Reach | None = None
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    refers: tuple[Referral, ...] = ()
    met: dt.date | None = None
    closeness: int | None = None
    every: int | None = None
    wants: tuple[str, ...] = ()
    no_suggest: bool | None = None
    status: Status | None = None
    notes: str = ""
    uid: str = ""

    def __post_init__(self) -> None:
        """Drop aliases that repeat the name."""
        own = self.name.casefold()
        if any(alias.casefold() == own for alias in self.aliases):
            others = tuple(alias for alias in self.aliases if alias.casefold() != own)
            object.__setattr__(self, "aliases", others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Card):
    """A stored contact: a card with its number and the day it was added.

    `via_ids` are the introducers' numbers, in the order of `via`. `me` marks the one
    record that is yourself, which is never ranked; only that one has `country` and `sign`
    (how you sign a message).
    """

    id: int
    added: dt.date
    via_ids: tuple[int, ...] = ()
    me: bool = False
    country: str = ""
    sign: str = ""


class Interaction(NamedTuple):
    """One dated thing that happened with one or more contacts."""

    id: int
    date: dt.date
    text: str
    direction: Direction = Direction.NONE
    kind: str = ""
    topics: tuple[str, ...] = ()
    with_: tuple[tuple[int, str], ...] = ()
    mentioned: tuple[tuple[int, str], ...] = ()


class AskedContact(NamedTuple):
    """One contact asked about a problem, and the outcome; `entry` is the log entry that records it."""

    contact: int
    name: str
    outcome: Outcome
    date: dt.date
    note: str = ""
    entry: int | None = None


class Ask(NamedTuple):
    """A recorded problem: when, the verdict it got, the matches shown by rank, and whom you asked.

    `closed_by` is the log entry that closed it; `next` is whom to ask next, if that was looked up.
    """

    id: int
    date: dt.date
    problem: str
    verdict: Verdict
    closed: dt.date | None = None
    note: str = ""
    outcomes: tuple[AskedContact, ...] = ()
    matches: tuple[tuple[int, str], ...] = ()
    closed_by: int | None = None
    next: tuple[int, str] | None = None

    @property
    def waiting(self) -> tuple[AskedContact, ...]:
        """The contacts whose answer is awaited, while the ask is open."""
        return () if self.closed else tuple(each for each in self.outcomes if each.outcome is Outcome.WAITING)

    def waited(self, today: dt.date) -> int:
        """Days since somebody was last asked who has not answered; 0 if no answer is awaited."""
        return min(((today - each.date).days for each in self.waiting), default=0)


class Evidence(NamedTuple):
    """One piece of text that supports a contact.

    `words` are the folded tokens of `text` joined by single spaces; their number
    is the length used in scoring.
    """

    kind: EvidenceKind
    text: str
    words: str
    level: Level | None = None


class Why(NamedTuple):
    """One reason for a match: which part of the problem matched which evidence.

    `term` is the part of the problem, `word` what it matched in the evidence,
    `how` one of ``word``, ``form``, ``spelling``, ``synonym``, ``meaning``, ``place``, ``organisation``, or
    ``helper``: the evidence is the kind of helper that the problem needs, and `term` names that kind.
    """

    evidence: str
    source: EvidenceKind
    level: Level | None
    term: str
    word: str
    how: str


class Factors(NamedTuple):
    """The factors that move a fit up or down in the order, each around 1."""

    tie: float = 1.0
    record: float = 1.0
    balance: float = 1.0
    availability: float = 1.0
    product: float = 1.0
    description: tuple[str, ...] = ()


class Match(NamedTuple):
    """A contact that fits a problem, with its reasons and factors.

    `weakest` is the introducer on the way (`via`) with the weakest tie, and why; only if a way to them was asked for.
    """

    rank: int
    contact: Contact
    score: float
    fit: float
    verdict: Verdict
    factors: Factors
    why: tuple[Why, ...]
    via: tuple[str, ...] = ()
    dormant: bool = False
    weakest: tuple[str, str] | None = None


class Lead(NamedTuple):
    """A contact who can lead you to somebody for a problem: the topic, and the evidence."""

    contact: Contact
    topic: str
    evidence: str


class Suggestion(NamedTuple):
    """What to do when nobody fits.

    `do` is one of ``post``, ``introduce``, ``topic``, and ``command`` for a question that another command answers.
    """

    do: str
    name: str
    why: str
    command: str
    id: int | None = None


class Answer(NamedTuple):
    """The answer to a problem. `ask` is its number, or None if it was not recorded.

    `probability` is how sure it is, 0..1, that one of the first three can help; `verdict` puts it in a word. `more` is
    how many others there are if everybody was asked for. `leads` are those through whom somebody may be found, if the
    matches do not fit strongly.
    """

    problem: str
    ask: int | None
    verdict: Verdict
    probability: float
    matches: tuple[Match, ...]
    suggestions: tuple[Suggestion, ...] = ()
    notice: str = ""
    more: int = 0
    leads: tuple[Lead, ...] = ()
