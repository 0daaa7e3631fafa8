"""Do you contribute or just consume? What you received and gave, who only gives or only takes, and what you could give.

The hint about help owed that a change shows is `asknet.contacts.give_back.hints`, the factor of a score
`asknet.ask.ranking`; each has its own threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Kind, Level
from asknet.review.model import ContactRef
from asknet.topics import covered_wants, covers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from asknet.review.exchanges import Exchanges
    from asknet.review.facts import Facts
    from asknet.review.model import Period
    from asknet.store.review_rows import ContactSkill, ExchangeTotals, Member, Want
    from asknet.topics import Stems

ONE_SIDED = 2
"""Times that make a relation one-sided: this often received and never given, or the other way round."""

_LEVELS: dict[str | None, float] = {None: 2.5, **{level: place for place, level in enumerate(Level, 1)}}
"""How much a skill is worth for an introduction; one without a level is in the middle."""


class Flow(NamedTuple):
    """Interactions of a month (``2026-02``) by direction."""

    month: str
    received: int
    given: int
    mutual: int


class Balance(NamedTuple):
    """What was exchanged with one contact, over all time and in the period."""

    who: ContactRef
    kind: str
    received: int
    given: int
    mutual: int
    received_now: int
    given_now: int


class CouldGive(NamedTuple):
    """A contact's want that one of your own skills covers."""

    who: ContactRef
    want: str
    skill: str


class Introduction(NamedTuple):
    """A contact's want that another contact can satisfy: an introduction to make.

    `source` is what shows that they can: ``skill``, or ``title``, ``org`` or ``note``, whose text `topic` is then.
    """

    who: ContactRef
    want: str
    to: ContactRef
    topic: str
    level: str | None
    source: str = "skill"


class GiveAndTake(NamedTuple):
    """Give and take over time, per contact, and what you could give."""

    received: int
    given: int
    mutual: int
    received_before: int
    given_before: int
    mutual_before: int
    months: tuple[Flow, ...]
    only_take: tuple[Balance, ...]
    only_takes: tuple[Balance, ...]
    only_consume: tuple[Balance, ...]
    could_give: tuple[CouldGive, ...]
    introductions: tuple[Introduction, ...]
    contacts: tuple[Balance, ...] = ()


class Offers(NamedTuple):
    """What could be given: wants, your own topics, who knows what is wanted (by want), who know each other, what was given.

    `together` holds pairs of contacts, the lower number first; `given` the topics you gave to a contact in the period;
    `described` returns who knows what is wanted according to title, organisation or a note, and which; it is used if no skill
    does.
    """

    wants: Sequence[Want]
    mine: Sequence[str]
    able: Mapping[str, Sequence[ContactSkill]]
    together: AbstractSet[tuple[int, int]]
    given: Mapping[int, AbstractSet[str]]
    described: Callable[[str], Sequence[tuple[ContactSkill, str]]] = lambda _: ()


def answer(facts: Facts) -> GiveAndTake:
    """Compare what you received with what you gave, and find what you could give."""
    rows, period, index = facts.rows, facts.period, facts.topic_index
    wants = rows.wants()
    about = index.speaking([want.topic for want in wants], covers)
    by_topic: dict[str, list[ContactSkill]] = {}
    for skill in rows.skills({topic for topics in about.values() for topic in topics}):
        by_topic.setdefault(skill.folded, []).append(skill)
    able = {want: [skill for topic in topics for skill in by_topic[topic]] for want, topics in about.items()}
    wanting = {want.contact for want in wants}
    given = rows.given(period.since, period.today, wanting)
    index.stems.learn([*facts.own_topics, *(topic for topics in given.values() for topic in topics)])
    offers = Offers(
        wants,
        facts.own_topics,
        able,
        rows.met_with(wanting, period.today),
        given,
        facts.described,
    )
    found = give_and_take(facts.members, facts.totals, facts.exchanges, offers, index.stems, period)
    return found if facts.brief else found._replace(contacts=balances(facts.members, facts.totals.values()))


def give_and_take(
    members: Mapping[int, Member],
    totals: Mapping[int, ExchangeTotals],
    exchanges: Exchanges,
    offers: Offers,
    stems: Stems,
    period: Period,
) -> GiveAndTake:
    """Compare received with given.

    The totals count the interactions of the period (and of an equal one before it); `months` are the last twelve. Mutual
    help counts as received and as given, and `mutual` is the number of those, here and in the balances, which are
    over all time. `only_take`: people who helped you at least twice and never got anything back; `only_takes`: people
    whom you helped that often without anything back. `only_consume`: communities and sources that gave you something and
    got nothing. Largest first, then by name; past contacts are in none of them. `contacts` is empty here: see `balances`.

    `could_give`: wants that a skill of yours covers (see `covers`), unless you gave just that in the period. `introductions`:
    for a want, the person who knows it best (best level, no level counting between intermediate and advanced; then closest,
    then by name), may be suggested, does not want it themselves (in any spelling), and was neither introduced to them nor
    met them in an entry.
    """
    live = [t for t in totals.values() if t.contact in members and not members[t.contact].past]
    taken = balances(members, [t for t in live if t.received and not t.given])
    given = balances(members, [t for t in live if t.given >= ONE_SIDED and not t.received])
    return GiveAndTake(
        received=exchanges.now.get("received", 0),
        given=exchanges.now.get("given", 0),
        mutual=exchanges.now.get("mutual", 0),
        received_before=exchanges.before.get("received", 0),
        given_before=exchanges.before.get("given", 0),
        mutual_before=exchanges.before.get("mutual", 0),
        months=tuple(_flow(month, exchanges.months) for month in period.months()),
        only_take=tuple(b for b in taken if b.kind == Kind.PERSON and b.received >= ONE_SIDED),
        only_takes=tuple(b for b in given if b.kind == Kind.PERSON),
        only_consume=tuple(b for b in taken if b.kind != Kind.PERSON),
        could_give=tuple(
            CouldGive(ContactRef(want.contact, members[want.contact].name), want.topic, skill)
            for want in offers.wants
            if not any(covers(stems(want.topic), stems(topic)) for topic in offers.given.get(want.contact, ()))
            for _, skill in covered_wants([want.topic], offers.mine, stems)
        ),
        introductions=tuple(_introductions(members, offers, stems)),
    )


def balances(members: Mapping[int, Member], totals: Iterable[ExchangeTotals]) -> tuple[Balance, ...]:
    """Return what was exchanged with each contact, if anything was, the most one-sided first."""
    found = [
        Balance(
            ContactRef(t.contact, members[t.contact].name), members[t.contact].kind,
            t.received, t.given, t.mutual, t.received_now, t.given_now,
        )
        for t in totals
        if t.contact in members and (t.received or t.given)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda b: (-abs(b.received - b.given), b.who.name, b.who.id)))


def _flow(month: str, months: Mapping[tuple[str, str], int]) -> Flow:
    return Flow(month, *(months.get((month, way), 0) for way in ("received", "given", "mutual")))


def _introductions(members: Mapping[int, Member], offers: Offers, stems: Stems) -> list[Introduction]:
    found = []
    person = Kind.PERSON.value
    wanting: dict[frozenset[str], set[int]] = {}
    for want in offers.wants:
        wanting.setdefault(stems(want.topic), set()).add(want.contact)

    def can_help(want: Want, skill: ContactSkill) -> bool:
        member = members[skill.contact]
        return (
            skill.contact not in wanting[stems(want.topic)]
            and member.kind == person
            and not member.no_suggest
            and (min(skill.contact, want.contact), max(skill.contact, want.contact)) not in offers.together
        )

    for want in offers.wants:
        able = [(skill, "skill") for skill in offers.able.get(want.topic, ()) if can_help(want, skill)]
        able.sort(key=lambda each: _order(each[0], members[each[0].contact]))
        for best, source in able or offers.described(want.topic):
            if can_help(want, best):
                to, who = members[best.contact], members[want.contact]
                found.append(
                    Introduction(
                        ContactRef(who.id, who.name),
                        want.topic,
                        ContactRef(to.id, to.name),
                        best.topic,
                        best.level,
                        source,
                    )
                )
                break
    return found


def _order(skill: ContactSkill, member: Member) -> tuple[float, int, str, int]:
    return -_LEVELS[skill.level], -(member.closeness or 0), member.name, member.id
