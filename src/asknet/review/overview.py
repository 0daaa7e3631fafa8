"""The whole network at a glance: the figures of a review and the record of every contact, from one state of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.review.exchanges import unrecorded_help
from asknet.review.facts import Facts
from asknet.review.questions.gaps import open_gaps
from asknet.review.review import QUESTIONS, Review

if TYPE_CHECKING:
    from datetime import date

    from asknet.model import Contact
    from asknet.review.model import Period
    from asknet.store import Store
    from asknet.store.overview_rows import (
        Detail,
        EntryText,
        EntryTopic,
        MonthOf,
        OutcomeOf,
        ReferralRow,
        SourceCount,
    )
    from asknet.store.review_rows import ContactSkill, ExchangeTotals, Member


class Overview(NamedTuple):
    """A review, and the records that it was computed from, by contact.

    In the review `next` is None, and `gaps` do not say whom to ask: both need a ranking for every gap. `totals` are by
    contact. `helped_on` are the days of help that only an ask's outcome records: ``(contact, day)``. `texts` are
    the texts of entries, empty unless requested; `details` have no addresses unless requested; `notes` are always there.
    """

    review: Review
    me: Contact | None
    members: list[Member]
    totals: dict[int, ExchangeTotals]
    titles: dict[int, str]
    notes: dict[int, str]
    details: list[Detail]
    skills: list[ContactSkill]
    referrals: list[ReferralRow]
    introducers: list[tuple[int, int]]
    months: list[MonthOf]
    helped_on: list[tuple[int, date]]
    entry_topics: list[EntryTopic]
    outcomes: list[OutcomeOf]
    sources: list[SourceCount]
    texts: list[EntryText]


def overview(store: Store, period: Period, *, addresses: bool = False, texts: bool = False) -> Overview:
    """Return the figures and the records of the network as of the last day of a period."""
    asked = {name: question for name, question in QUESTIONS.items() if not question.ranks}
    with store.reading():
        facts, rows = Facts(store, period, brief=False, everything=False), store.overview_rows
        answers = {name: facts.answer(question.answer) for name, question in asked.items()}
        return Overview(
            review=Review(
                period,
                len(facts.members),
                store.review_rows.upcoming(period.today),
                gaps=facts.answer(open_gaps),
                **answers,
            ),
            me=store.contacts.me(),
            members=list(facts.members.values()),
            totals=facts.totals,
            titles=rows.titles(),
            notes=rows.notes(),
            details=rows.details(addresses=addresses),
            skills=rows.skills(),
            referrals=rows.referrals(),
            introducers=[(contact, introducer) for introducer, contact in store.contacts.introductions()],
            months=rows.months(period.today),
            helped_on=[(turned.contact, turned.date) for turned in unrecorded_help(facts.asks, facts.recorded_help)],
            entry_topics=rows.entry_topics(period.today),
            outcomes=rows.outcomes(period.today),
            sources=rows.sources(),
            texts=rows.texts(period.today) if texts else [],
        )
