"""`review`: the questions to ask of a network from time to time, answered from the record."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from asknet.ask.ask import current_lexicon, fits_of
from asknet.model import Provenance, Verdict
from asknet.review.calling import call
from asknet.review.questions import experience as of_experience
from asknet.review.questions import gaps as of_gaps
from asknet.review.questions import give as of_give
from asknet.review.questions import growth as of_growth
from asknet.review.questions import help as of_help
from asknet.review.questions import know as of_know
from asknet.review.questions import steps as of_steps
from asknet.review.questions import ties as of_ties
from asknet.review.questions import who as of_who
from asknet.review.questions.period import Period, Who
from asknet.review.questions.standing import Passed, what_passed, with_help
from asknet.store.stemmer import Stemmer
from asknet.text import tokens
from asknet.topics import covers, speaking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.lexicon import Lexicon
    from asknet.records import Asked, Known, Member, TopicCount
    from asknet.store import Store

SECTIONS = ("who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next")
"""The sections of a review, in order."""
_HEAD = 3
ALL_GAPS = 25
"""Gaps for which an introducer is looked for when they are all listed: each is an answer worked out anew."""


class Review(NamedTuple):
    """The answers to the questions; a section that was not asked for is None. `future` counts entries after today."""

    period: Period
    contacts: int
    future: int
    who: of_who.WhoIsInIt | None = None
    know: of_know.Knowledge | None = None
    help: of_help.Help | None = None
    experience: tuple[of_experience.Experience, ...] | None = None
    growth: of_growth.Growth | None = None
    give: of_give.GiveAndTake | None = None
    ties: of_ties.Ties | None = None
    gaps: tuple[of_gaps.Gap, ...] | None = None
    next: tuple[of_steps.Step, ...] | None = None


def review(
    store: Store, sections: Sequence[str], period: Period, *, brief: bool = False, everything: bool = False
) -> Review:
    """Answer these sections (names of `SECTIONS`).

    `brief` leaves out what a summary does not show: the balance of every contact, and whom to ask about any gap but the first.
    With `everything` the steps are there too that wait or were not needed.
    """
    lexicon, _ = current_lexicon(store) if {"gaps", "next"} & set(sections) else (None, "")
    with store.reading():
        facts = _Facts(store, period, lexicon, brief=brief, everything=everything)
        answered = {name: getattr(facts, name) for name in SECTIONS if name in sections}
        return Review(period, len(facts.members), facts.passed.future, **answered)


class _Facts:
    """The sections over one state of the network, each worked out when asked for, and once."""

    def __init__(self, store: Store, period: Period, lexicon: Lexicon | None, *, brief: bool, everything: bool) -> None:
        self.store = store
        self.period = period
        self.lexicon = lexicon
        self.brief = brief
        self.everything = everything
        self.stems = Stemmer()
        self._introducers: dict[str, of_gaps.Introducer | None] = {}

    @cached_property
    def members(self) -> dict[int, Member]:
        return {member.id: member for member in self.store.records.members()}

    @cached_property
    def names(self) -> dict[int, str]:
        return {number: member.name for number, member in self.members.items()}

    @cached_property
    def passed(self) -> Passed:
        records, period = self.store.records, self.period
        tallies = records.tallies(period.since, period.today)
        return what_passed(tallies, records.days(), self.asks, self.told, period)

    @cached_property
    def topics(self) -> list[TopicCount]:
        return self.store.records.topics()

    @cached_property
    def asks(self) -> list[Asked]:
        return self.store.records.asked(self.period.today)

    @cached_property
    def told(self) -> set[tuple[int, int]]:
        """The ``(contact, ask)`` whose help an entry tells of too."""
        return self.store.records.helped_with(self.period.today)

    @cached_property
    def problems(self) -> list[str]:
        """The problems of the last year, newest first."""
        back = Period(self.period.today - of_experience.LOOK_BACK, self.period.today)
        return [ask.problem for ask in self.asks if back.holds(ask.day)]

    @cached_property
    def asked_about(self) -> dict[str, int]:
        """How often each topic (folded) was asked about in the last year."""
        near = self._near(self.problems)
        count: dict[str, int] = {}
        about = speaking(dict.fromkeys(self.problems), near, self.stems)
        for problem in self.problems:
            for topic in about.get(problem, ()):
                count[topic] = count.get(topic, 0) + 1
        return count

    @cached_property
    def _begun(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Every topic, with how the stem of each of its words may begin."""
        return [(t.folded, [_heads(word) for word in tokens(t.folded)]) for t in self.topics]

    def _near(self, texts: Sequence[str]) -> list[str]:
        """Return the topics that may speak of one of the texts, so that not every topic has to be stemmed."""
        self.stems.learn(texts)
        heads = {_beginning(stem)[:_HEAD] for text in texts for stem in self.stems(text)}
        near = [folded for folded, begun in self._begun if any(not heads.isdisjoint(each) for each in begun)]
        self.stems.learn(near)
        return near

    @cached_property
    def who(self) -> of_who.WhoIsInIt:
        return of_who.who_is_in_it(list(self.members.values()))

    @cached_property
    def know(self) -> of_know.Knowledge:
        return of_know.what_they_know(self.topics, self.asked_about, self.names)

    @cached_property
    def help(self) -> of_help.Help:
        return of_help.how_they_help(self.asks, self.passed.by, self.names, self.period)

    @cached_property
    def experience(self) -> tuple[of_experience.Experience, ...]:
        today = self.period.today
        records = self.store.records
        back = today - of_experience.LOOK_BACK
        lately = records.tags(back, today)
        spelt = self._spelt(list(dict.fromkeys([*lately, *records.older_tags(back)])))
        near = {topic: [tag for tag in tags if tag in lately] for topic, tags in spelt.items()}
        logged = {
            topic: lately[tags[0]] if len(tags) == 1 else records.carrying(tags, back, today)
            for topic, tags in near.items()
            if tags
        }
        matters = of_experience.what_matters(self.topics, self.asked_about, logged)
        folded = [matter.folded for matter in matters]
        known = records.knowing(folded)
        notes = records.notes({k.contact for k in known if k.provenance == Provenance.HELPED})
        of = {tag: topic for topic in folded for tag in (topic, *spelt.get(topic, ()))}
        tagged = [entry._replace(topic=of[entry.topic]) for entry in records.tagged(of, today)]
        self.stems.learn(folded)
        longest = (max(self.stems(topic), key=len, default="") for topic in folded)
        saying = records.saying({k.contact for k in known}, {stem[:_HEAD] for stem in longest if stem}, today)
        facts = of_experience.Facts(known, tagged, saying, self.asks, notes, self.names)
        self.stems.learn(ask.problem for ask in self.asks if ask.came)
        self.stems.learn(entry.text for entry in saying)
        return of_experience.experience(matters, facts, self.stems)

    def _spelt(self, tags: Sequence[str]) -> dict[str, list[str]]:
        """Group tags that are one topic in other spelling (``film-review``, ``films review``) under it.

        Under the commonest skill that is spelt like them, else under the first of them.
        """
        topics = {topic.folded for topic in self.topics}
        self.stems.learn(tags)
        near = {self.stems(topic): topic for topic in reversed(self._near([tag for tag in tags if tag not in topics]))}
        found: dict[str, list[str]] = {}
        for tag in tags:
            stems = self.stems(tag) or frozenset([tag])
            found.setdefault(tag if tag in topics else near.setdefault(stems, tag), []).append(tag)
        return found

    @cached_property
    def growth(self) -> of_growth.Growth:
        return of_growth.growth(list(self.members.values()), self.names, self.period)

    @cached_property
    def give(self) -> of_give.GiveAndTake:
        me = self.store.contacts.me()
        wants = self.store.records.wants()
        wanted = list(dict.fromkeys(want.topic for want in wants))
        mine = [skill.topic for skill in me.skills] if me else []
        near = self._near(wanted)
        self.stems.learn(mine)
        about = speaking(wanted, near, self.stems, covers)
        by_topic: dict[str, list[Known]] = {}
        for known in self.store.records.knowing({topic for topics in about.values() for topic in topics}):
            by_topic.setdefault(known.folded, []).append(known)
        able = {want: [known for topic in topics for known in by_topic[topic]] for want, topics in about.items()}
        together = self.store.records.met_with({want.contact for want in wants}, self.period.today)
        given = self.store.records.given(self.period.since, self.period.today)
        self.stems.learn(topic for _, topic in given)
        offers = of_give.Offers(wants, mine, able, together, given)
        found = of_give.give_and_take(self.members, self.passed, offers, self.stems, self.period)
        everyone = () if self.brief else of_give.balances(self.members, self.passed.by.values())
        return found._replace(contacts=everyone)

    @cached_property
    def ties(self) -> of_ties.Ties:
        topics: dict[int, list[str]] = {}
        silent = of_ties.silent(self.passed.by.values(), self.period.today)
        for known in self.store.records.knowing(self.asked_about, silent):
            topics.setdefault(known.contact, []).append(known.topic)
        introduced: dict[int, int] = {}
        for member in self.members.values():
            if member.via_id:
                introduced[member.via_id] = introduced.get(member.via_id, 0) + 1
        members = list(self.members.values())
        return of_ties.ties(members, self.passed.by, topics, introduced, self.period.today)

    @cached_property
    def gaps(self) -> tuple[of_gaps.Gap, ...]:
        most = 1 if self.brief else ALL_GAPS
        return (*map(self._introduced, self._bare_gaps[:most]), *self._bare_gaps[most:])

    @cached_property
    def _bare_gaps(self) -> tuple[of_gaps.Gap, ...]:
        """The gaps, without whom to ask."""
        self.stems.learn([ask.problem for ask in self.asks])
        problems = [ask.problem for ask in self.asks if ask.verdict is not Verdict.STRONG]
        covered = speaking(dict.fromkeys(problems), self._near(problems), self.stems)
        return of_gaps.gaps(self.asks, covered, self.stems, self.period.today)

    @cached_property
    def _barred(self) -> frozenset[int]:
        return frozenset(member.id for member in self.members.values() if member.no_suggest)

    def _introduced(self, gap: of_gaps.Gap) -> of_gaps.Gap:
        """Say whom to ask about a gap."""
        if gap.topic not in self._introducers:
            fits = fits_of(self.store, gap.topic, self.lexicon).fits
            self._introducers[gap.topic] = of_gaps.introducer(fits, self.members, self._barred)
        return gap._replace(introducer=self._introducers[gap.topic])

    @cached_property
    def next(self) -> tuple[of_steps.Step, ...]:
        gaps = map(self._introduced, self._bare_gaps)
        sections = of_steps.Sections(self.help, self.know, self.growth, self.give, self.ties, gaps)
        waiting = set() if self.everything else self.store.snoozes.waiting(self.period.today)
        return of_steps.next_steps(sections, waiting, self._called)

    @cached_property
    def _shared_names(self) -> set[str]:
        count = Counter([*(member.folded for member in self.members.values()), *self.store.records.aliases()])
        return {name for name, times in count.items() if times > 1}

    def _called(self, who: Who) -> str:
        return call(who.id, who.name, alone=self.members[who.id].folded not in self._shared_names)


def _heads(word: str) -> tuple[str, ...]:
    """Return how the stem of a word may begin: stemming changes endings, and y to i; ``dns`` becomes ``dn``."""
    begun = _beginning(word)
    return tuple(begun[:length] for length in range(1, _HEAD + 1))


def _beginning(word: str) -> str:
    return word[:_HEAD].replace("y", "i")


def due(store: Store, today: date) -> tuple[of_steps.Step, ...]:
    """Return what is due: who is overdue, worst first, then the problems to say the end of; what waits left out."""
    with store.reading():
        waiting = store.snoozes.waiting(today)
        members = [member for member in store.records.members() if member.every]
        names = {member.id: member.name for member in members}
        period, asked = Period(today, today), store.records.asked(today)
        told = store.records.helped_with(today)
        passed = with_help(store.records.tallies(today, today, list(names)), asked, told, period)
        overdue = of_ties.ties(members, passed, {}, {}, today).overdue
        asks = of_help.how_they_help(asked, {}, names, period)
        steps = [
            *of_steps.touch_steps(overdue, lambda who: call(who.id, who.name, alone=True)),
            *of_steps.close_steps(asks),
        ]
        return tuple(step for step in steps if step.key not in waiting)
