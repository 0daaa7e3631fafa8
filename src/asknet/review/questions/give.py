"""Do you contribute or just consume? Are you reciprocal?"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from asknet.model import Kind, Level
from asknet.records import Known, Member, Tally, Want
from asknet.review.questions.period import Period, Who
from asknet.review.questions.standing import Passed
from asknet.topics import Stems, could_give, covers

ONE_SIDED = 2
"""Times that make a person one-sided: received so often and given nothing, or the other way round."""

_LEVELS: dict[str | None, float] = {None: 2.5, **{level: place for place, level in enumerate(Level, 1)}}
"""How well a skill serves an introduction; one without a level stands in the middle."""


class Flow(NamedTuple):
    """Interactions of a month (``2026-02``) by direction."""

    month: str
    received: int
    given: int
    mutual: int


class Balance(NamedTuple):
    """What passed with one contact, ever and in the period."""

    who: Who
    kind: str
    received: int
    given: int
    mutual: int
    received_now: int
    given_now: int


class CouldGive(NamedTuple):
    """A contact's want that you know: by your own skill."""

    who: Who
    want: str
    skill: str


class Introduction(NamedTuple):
    """A contact's want that another contact knows: an introduction to make."""

    who: Who
    want: str
    to: Who
    topic: str
    level: str | None


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

    `together` holds pairs of contacts, the lower number first; `given` pairs of a contact and a topic you gave in the period.
    """

    wants: Sequence[Want]
    mine: Sequence[str]
    able: Mapping[str, Sequence[Known]]
    together: AbstractSet[tuple[int, int]]
    given: AbstractSet[tuple[int, str]]


def give_and_take(
    members: Mapping[int, Member], passed: Passed, offers: Offers, stems: Stems, period: Period
) -> GiveAndTake:
    """Weigh received against given.

    The totals count each interaction of the period (and of as many days before it) once; `months` are the last twelve. The
    balances are over all time. `only_take`: people who helped you at least twice, and never once got anything back, nor was
    it mutual; `only_takes`: people you helped so. `only_consume`: communities and sources that gave you something and
    got nothing. Largest first, then by name; who is past is in none of them. `contacts` stay empty here: see `balances`.

    `could_give`: wants that a skill of yours covers (see `covers`), unless you gave just that in the period. `introductions`:
    for a want, the person who knows it best (best level, one without a level between intermediate and advanced; then closest,
    then by name), may be suggested, does not want it themselves (in any spelling), and has not been introduced to them by
    or met with them already.
    """
    tallies = [t for t in passed.by.values() if t.contact in members and not members[t.contact].past]
    taken = balances(members, [t for t in tallies if t.received and not t.given and not t.mutual])
    given = balances(members, [t for t in tallies if t.given >= ONE_SIDED and not t.received and not t.mutual])
    return GiveAndTake(
        received=passed.now.get("received", 0),
        given=passed.now.get("given", 0),
        mutual=passed.now.get("mutual", 0),
        received_before=passed.before.get("received", 0),
        given_before=passed.before.get("given", 0),
        mutual_before=passed.before.get("mutual", 0),
        months=tuple(_flow(month, passed.months) for month in period.months()),
        only_take=tuple(b for b in taken if b.kind == Kind.PERSON and b.received >= ONE_SIDED),
        only_takes=tuple(b for b in given if b.kind == Kind.PERSON),
        only_consume=tuple(b for b in taken if b.kind != Kind.PERSON),
        could_give=tuple(
            CouldGive(Who(want.contact, members[want.contact].name), want.topic, skill)
            for want in offers.wants
            if not any(to == want.contact and covers(stems(want.topic), stems(topic)) for to, topic in offers.given)
            for _, skill in could_give([want.topic], offers.mine, stems)
        ),
        introductions=tuple(_introductions(members, offers, stems)),
    )


def balances(members: Mapping[int, Member], tallies: Iterable[Tally]) -> tuple[Balance, ...]:
    """Return what passed with each contact where anything went one way or both ways, the most one-sided first."""
    found = [
        Balance(
            Who(t.contact, members[t.contact].name), members[t.contact].kind,
            t.received, t.given, t.mutual, t.received_now, t.given_now,
        )
        for t in tallies
        if t.contact in members and (t.received or t.given or t.mutual)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda b: (-abs(b.received - b.given), b.who.name, b.who.id)))


def _flow(month: str, months: Mapping[tuple[str, str], int]) -> Flow:
    return Flow(month, *(months.get((month, way), 0) for way in ("received", "given", "mutual")))


def _introductions(members: Mapping[int, Member], offers: Offers, stems: Stems) -> list[Introduction]:
    found = []
    wanting: dict[frozenset[str], set[int]] = {}
    for want in offers.wants:
        wanting.setdefault(stems(want.topic), set()).add(want.contact)
    for want in offers.wants:
        able = [
            known
            for known in offers.able.get(want.topic, ())
            if members[known.contact].kind == Kind.PERSON
            and not members[known.contact].no_suggest
            and known.contact not in wanting[stems(want.topic)]
            and (min(known.contact, want.contact), max(known.contact, want.contact)) not in offers.together
        ]
        if able:
            best = min(able, key=lambda known: _order(known, members[known.contact]))
            to, who = members[best.contact], members[want.contact]
            found.append(Introduction(Who(who.id, who.name), want.topic, Who(to.id, to.name), best.topic, best.level))
    return found


def _order(known: Known, member: Member) -> tuple[float, int, str, int]:
    return -_LEVELS[known.level], -(member.closeness or 0), member.name, member.id
