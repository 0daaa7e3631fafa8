"""The shapes of results: each tool publishes its schema, and nothing that is not named here is returned.

Of `facts` in a review only those are that `asknet.assistant.sharing` names.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

VerdictWord = Literal["strong", "possible", "weak", "none"]
"""The values of `asknet.model.Verdict`, as the schemas list them."""

Reason = TypedDict(
    "Reason",
    {
        "term": Annotated[str, Field(description="the part of the problem that it answers; may be empty")],
        "from": Annotated[str, Field(description="its source: skill, title, org, note, interaction, ...")],
        "how": Annotated[
            str, Field(description="word, form, spelling, synonym, meaning, place, organisation or helper")
        ],
        "evidence": Annotated[str | None, Field(description="the text; null if it is private")],
        "word": Annotated[str | None, Field(description="of a private text, the word that matched")],
        "level": str | None,
        "day": Annotated[str | None, Field(description="for an entry of the log, its day")],
    },
)


class MatchAnswer(TypedDict):
    """A contact that may help, and the evidence for it."""

    rank: int
    uid: str
    name: str
    kind: str
    verdict: VerdictWord
    title: str | None
    org: str | None
    place: str | None
    reach: str | None
    why: list[Reason]
    via: Annotated[list[str], Field(description="who introduced them, nearest to the user first")]
    reachable_by: Annotated[list[str], Field(description="which of email, phone and url the user has")]
    dormant: NotRequired[Annotated[bool, Field(description="a tie worth renewing")]]


class SuggestionAnswer(TypedDict):
    """What to do when nobody fits: post in a community, ask an introducer, ask about a nearest topic."""

    do: str
    name: str


class WhoCanHelp(TypedDict):
    """The contacts who can help with a problem."""

    problem: str
    verdict: VerdictWord
    probability: Annotated[float, Field(description="how sure it is that one of the first three can help, 0..1")]
    matches: list[MatchAnswer]
    suggestions: list[SuggestionAnswer]
    ask: Annotated[int | None, Field(description="the number of the recorded question; null if it was not recorded")]
    notice: str
    shortened: bool


class SkillAnswer(TypedDict):
    """A topic, how well they know it, and whether that was stated, imported or proven by helping."""

    topic: str
    level: str | None
    provenance: str


class EntryAnswer(TypedDict):
    """An entry of the log."""

    id: int
    date: str
    direction: Annotated[str | None, Field(description="received: they helped the user; given: the user helped them")]
    topics: list[str]
    text: NotRequired[str]


class BalanceAnswer(TypedDict):
    """How often they helped the user, and the user helped them."""

    received: int
    given: int


class Addresses(TypedDict):
    """How to reach a contact directly."""

    email: list[str]
    phone: list[str]
    url: list[str]


class ContactAnswer(TypedDict):
    """A contact of the network."""

    uid: str
    name: str
    loosely: Annotated[bool, Field(description="whether the name only resembles theirs: check with the user")]
    kind: str
    title: str | None
    org: str | None
    place: str | None
    reach: str | None
    skills: list[SkillAnswer]
    circles: list[str]
    wants: list[str]
    refers: Annotated[list[str], Field(description="topics for which they know somebody else")]
    introducers: list[str]
    reachable_by: list[str]
    balance: BalanceAnswer
    next: Annotated[str | None, Field(description="the day to be in touch by")]
    entries: Annotated[int, Field(description="how many entries of the log are with them")]
    log: Annotated[list[EntryAnswer], Field(description="the newest of them; without their text if it is private")]
    addresses: NotRequired[Addresses]
    notes: NotRequired[str]
    shortened: bool


class WaysTo(TypedDict):
    """How to reach a contact."""

    uid: str
    name: str
    loosely: bool
    chain: Annotated[list[str], Field(description="from the one nearest to the user to the contact, who is last")]
    introducers: list[str]
    reachable_by: list[str]
    addresses: NotRequired[Addresses]
    shortened: bool


Topic = TypedDict(
    "Topic",
    {
        "topic": str,
        "contacts": int,
        "best": Annotated[str | None, Field(description="the best level among them")],
        "from": Annotated[str, Field(description="skill, title or org")],
    },
)


class Topics(TypedDict):
    """What the network knows, the commonest first."""

    topics: list[Topic]
    more: int
    shortened: bool


class ReviewAnswer(TypedDict):
    """A section of the review of the network, as facts."""

    section: str
    since: str
    today: str
    facts: Annotated[
        dict[str, Any] | list[dict[str, Any]],
        Field(description="records of the section; `who` names a contact by number and name"),
    ]
    shortened: bool


class OutcomeOfAnswer(TypedDict):
    """A contact the user asked, and the outcome."""

    name: str
    outcome: str
    date: str


class AskAnswer(TypedDict):
    """A recorded question."""

    id: int
    date: str
    problem: str
    verdict: str
    asked: list[OutcomeOfAnswer]


class OpenAsks(TypedDict):
    """The questions that are still open, the newest first."""

    asks: list[AskAnswer]
    more: int
    shortened: bool


class Undo(TypedDict):
    """How the user undoes it in a terminal, with all that was changed since; null if nothing was changed."""

    step: int
    command: str


class LoggedAnswer(TypedDict):
    """What was written to the log, as it was understood."""

    entry: int
    date: str
    people: list[str]
    mentioned: list[str]
    direction: str | None
    topics: list[str]
    added: list[str]
    unclear: Annotated[list[str], Field(description="fields that are uncertain: ask the user")]
    undo: Undo | None
    shortened: bool


class ClosedAnswer(TypedDict):
    """The question that was closed."""

    ask: AskAnswer
    undo: Undo | None
    shortened: bool


class AddedAnswer(TypedDict):
    """The contact that was added, and the introducers added with it."""

    uid: str
    name: str
    kind: str
    introducers_added: list[str]
    undo: Undo | None
    shortened: bool


Draft = TypedDict(
    "Draft",
    {
        "uid": str,
        "name": Annotated[str, Field(description="the recipient")],
        "for": Annotated[str, Field(description="ask, way-in, introduce, thank or again")],
        "about": Annotated[
            str | None, Field(description="whom an introduction is asked for, or who is to be introduced")
        ],
        "ask": int | None,
        "subject": str,
        "body": str,
    },
)


class Drafts(TypedDict):
    """Messages for the user to read, change and send; nothing was sent or written."""

    drafts: list[Draft]
    undo: Undo | None
    shortened: bool


class CandidateAnswer(TypedDict):
    """A contact that may be meant: refer to it by its uid."""

    uid: str
    name: str
    kind: str
    title: str | None
    org: str | None
    place: str | None


class Refusal(TypedDict):
    """Why a call did nothing."""

    error: str
    message: str
    candidates: NotRequired[list[CandidateAnswer]]
