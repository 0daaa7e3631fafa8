"""The facts that the questions of a review are answered from: plain records of one state of the network."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from asknet.environment import WAIT_DAYS
from asknet.model import EvidenceKind, Provenance
from asknet.review.exchanges import count_exchanges, with_unrecorded_help
from asknet.review.model import Period, as_argument
from asknet.review.shown import resting
from asknet.review.topic_index import TopicIndex
from asknet.store.review_rows import ContactSkill
from asknet.text import first_few, fold, is_filler, terms, tokens
from asknet.topics import covers, topics_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asknet.lexicon import Lexicon
    from asknet.model import Ask
    from asknet.review.exchanges import Exchanges
    from asknet.review.model import ContactRef
    from asknet.store import Store
    from asknet.store.review_rows import ExchangeTotals, Member, ReviewRows
    from asknet.store.topics import TopicCount

T = TypeVar("T")

_SAYING = (EvidenceKind.TITLE, EvidenceKind.ORG, EvidenceKind.NOTE)
"""The fields besides skills that show that somebody knows a topic, the surest first."""
LOOK_BACK = timedelta(days=365)
"""Days to look back for what you asked and logged, which shows what matters to you."""


class Facts:
    """The records, each read once, when a question first needs it; `rows` reads further ones for a single question.

    `brief` leaves out what a summary does not show; `everything` includes steps that are put off or not needed.
    `wait` is how many days to wait for an answer.
    """

    def __init__(
        self,
        store: Store,
        period: Period,
        lexicon: Lexicon | None = None,
        *,
        brief: bool,
        everything: bool,
        wait: int = WAIT_DAYS,
    ) -> None:
        self.period = period
        self.brief = brief
        self.everything = everything
        self.wait = wait
        self._store = store
        self._lexicon = lexicon
        self._answers: dict[Callable[[Facts], Any], Any] = {}
        self._fits: dict[str, Mapping[int, float]] = {}

    @property
    def rows(self) -> ReviewRows:
        """The queries of a review, for records that only one question needs."""
        return self._store.review_rows

    def answer(self, question: Callable[[Facts], T]) -> T:
        """Return the answer to a question, computed once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast("T", self._answers[question])

    @cached_property
    def members(self) -> dict[int, Member]:
        """Every contact, by number."""
        return {member.id: member for member in self.rows.members()}

    @cached_property
    def names(self) -> dict[int, str]:
        """The name of every contact, by number."""
        return {number: member.name for number, member in self.members.items()}

    def as_argument(self, who: ContactRef) -> str:
        """Return a contact as an argument of a command."""
        return as_argument(who, unique=not self.rows.shares_name(who.id))

    @cached_property
    def totals(self) -> dict[int, ExchangeTotals]:
        """What was exchanged with each contact, by number; contacts without any are missing."""
        totals = self.rows.exchange_totals(self.period.since, self.period.today, lately=self.last_year.since)
        return with_unrecorded_help(totals, self.asks, self.recorded_help, self.period)

    @cached_property
    def exchanges(self) -> Exchanges:
        """What was exchanged by month, and in the period."""
        return count_exchanges(self.rows.days(), self.asks, self.recorded_help, self.period)

    @cached_property
    def recorded_help(self) -> set[tuple[int, int]]:
        """The ``(contact, ask)`` of each outcome whose help a log entry records too."""
        return self.rows.recorded_help(self.period.today)

    @cached_property
    def asks(self) -> list[Ask]:
        """Every problem noted up to today, newest first."""
        return self.rows.asks(self.period.today)

    @cached_property
    def in_line(self) -> dict[int, tuple[int, str]]:
        """The contact to ask next for each open ask, by its number."""
        return self._store.asks.next_in_line([ask.id for ask in self.asks if not ask.closed])

    @cached_property
    def topics(self) -> list[TopicCount]:
        """The topics that contacts know, the commonest first."""
        return self.rows.topics()

    @cached_property
    def topic_index(self) -> TopicIndex:
        """The same topics, indexed by the texts that are about them."""
        return TopicIndex([topic.folded for topic in self.topics])

    @cached_property
    def asked_about(self) -> Mapping[str, int]:
        """How often each topic (folded) was asked about in the last year."""
        return self.asked_in_the_last_year(self.topic_index)

    @property
    def last_year(self) -> Period:
        """The period of one year up to today."""
        return Period(self.period.today - LOOK_BACK, self.period.today)

    def asked_in_the_last_year(self, index: TopicIndex) -> Mapping[str, int]:
        """Return how often each topic of an index was asked about in the last year."""
        problems = [ask.problem for ask in self.asks if self.last_year.holds(ask.date)]
        about = index.speaking(problems)
        return Counter(topic for problem in problems for topic in about.get(problem, ()))

    def described(self, topic: str) -> list[tuple[ContactSkill, str]]:
        """Return who knows a topic according to title, organisation or a note, and according to which, the surest first.

        A note must contain every word of it; a title or an organisation must cover it as a skill would (`covers`): whoever
        wants an immigration solicitor may ask a solicitor.
        """
        index = self._store.evidence
        words = terms(topic)
        holding: dict[int, set[str]] = {}
        held = {}
        for term in words:
            for posting in (p for form in index.forms(term) for p in index.holding(form)):
                if posting[2] in _SAYING and posting[1] in self.members:
                    held[posting[0]] = posting
                    holding.setdefault(posting[0], set()).add(term)
        pieces = index.evidence(held)
        stems = self.topic_index.stems
        described = [
            p
            for p in held.values()
            if holding[p[0]] >= set(words)
            or (p[2] != EvidenceKind.NOTE and covers(stems(topic), stems(pieces[p[0]].text)))
        ]
        described.sort(key=lambda p: (_SAYING.index(EvidenceKind(p[2])), -len(holding[p[0]]), p[4], p[1]))
        return [
            (ContactSkill(p[1], first_few([pieces[p[0]].text]), fold(topic), None, Provenance.STATED), str(p[2]))
            for p in described
        ]

    @cached_property
    def own_topics(self) -> list[str]:
        """The topics that you know yourself, including your title and organisation."""
        me = self._store.contacts.me()
        return topics_of(me) if me else []

    def fits(self, topic: str) -> Mapping[int, float]:
        """Return how well contacts fit a topic taken as a problem, 0..1, by number.

        Without a word that the lexicon knows it has no meaning that anybody could be near to.
        """
        from asknet.ask.ask import fits_of

        if topic not in self._fits:
            read = self._lexicon is not None and any(
                word in self._lexicon for word in tokens(topic) if not is_filler(word)
            )
            self._fits[topic] = fits_of(self._store, topic, self._lexicon if read else None).fits
        return self._fits[topic]

    @cached_property
    def waiting(self) -> set[str]:
        """The keys of the steps that are put off, rest or are not needed; none with `everything`."""
        if self.everything:
            return set()
        return self._store.snoozes.waiting(self.period.today) | resting(self._store, self.period.today)
