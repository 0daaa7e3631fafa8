"""What does the network not cover? Asks without a strong answer, by topic, and who could introduce you to a helper."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Kind, Verdict
from asknet.review.exchanges import helping_outcomes
from asknet.review.model import ContactRef
from asknet.text import fold
from asknet.topics import same_topic

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from asknet.model import Ask
    from asknet.review.facts import Facts
    from asknet.store.review_rows import Member
    from asknet.topics import Stems

INTRODUCERS = 25
"""Gaps for which an introducer is looked for when all are listed: each needs a new answer."""
NEAREST = 3
"""Members of a circle that count for how near it is to a topic."""
WEIGHTS = {"introduced": 1.0, "org": 0.8}
"""How much a contact of a circle counts: those whom they introduced are surely known to them, colleagues usually."""
LEAST = 0.25
"""Nearness below which nobody is named."""
NOISE = 0.2
"""Fit below which a contact says nothing about a circle: in a small network chance alone gives as much."""
ALIKE = 2
"""Words that two problems must share to be about one topic, unless one contains all words of the other."""


ANSWERED = (Verdict.STRONG, Verdict.POSSIBLE)
"""Verdicts of an answer that leaves no gap."""


class Introducer(NamedTuple):
    """Whom to ask for an introduction, why, and how near their circle is to the topic, 0..1."""

    who: ContactRef
    why: str
    nearness: float


class Gap(NamedTuple):
    """Problems on one topic with at best a weak answer: the asks, newest first, and whom to ask for an introduction."""

    topic: str
    asks: tuple[int, ...]
    problems: tuple[str, ...]
    last: date
    introducer: Introducer | None = None


def answer(facts: Facts) -> tuple[Gap, ...]:
    """Find the gaps, and for the first of them whom to ask."""
    found = facts.answer(open_gaps)
    first = 1 if facts.brief else INTRODUCERS
    return (*(with_introducer(facts, gap) for gap in found[:first]), *found[first:])


def open_gaps(facts: Facts) -> tuple[Gap, ...]:
    """Find the gaps, without saying whom to ask."""
    index = facts.topic_index
    covered = index.speaking([ask.problem for ask in facts.asks if ask.verdict not in ANSWERED])
    index.stems.learn(ask.problem for ask in facts.asks)
    return gaps(facts.asks, covered, index.stems, facts.period.today)


def with_introducer(facts: Facts, gap: Gap) -> Gap:
    """Return a gap with the person to ask about it."""
    return gap._replace(introducer=introducer(facts.fits(gap.topic), facts.members))


def gaps(asks: Sequence[Ask], covered: Collection[str], stems: Stems, today: date) -> tuple[Gap, ...]:
    """Group the problems that had no answer, or only a weak one.

    `asks` are newest first; `covered` are problems that some contact's skill is now about. A problem counts if its
    verdict was ``weak`` or ``none``, nobody helped with it, it is not covered, and no later problem on the same topic (see
    `same_topic`) had a better answer or was helped with. Problems similar to the newest of a group are one group, named after
    that newest problem: on the same topic, or with at least two common words that are at least half of the longer. Most
    problems first, then the newest.
    """
    met: list[frozenset[str]] = []
    groups: list[tuple[frozenset[str], list[Ask]]] = []
    for ask in asks:
        if ask.date > today:
            continue
        about = stems(ask.problem)
        if ask.verdict in ANSWERED or helping_outcomes(ask):
            met.append(about)
        elif ask.problem not in covered and not any(same_topic(about, done) for done in met):
            group = next((group for topic, group in groups if _alike(topic, about)), None)
            if group is None:
                groups.append((about, [ask]))
            else:
                group.append(ask)
    found = [
        Gap(group[0].problem, tuple(a.id for a in group), tuple(dict.fromkeys(a.problem for a in group)), group[0].date)
        for _, group in groups
    ]
    return tuple(sorted(found, key=lambda gap: (-len(gap.asks), -gap.last.toordinal(), gap.topic)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return same_topic(one, other) or (shared >= ALIKE and 2 * shared >= max(len(one), len(other)))


def introducer(fits: Mapping[int, float], members: Mapping[int, Member]) -> Introducer | None:
    """Return the person whose own circle is nearest to a problem.

    `fits` holds how well contacts fit the problem, 0..1; none of them fits strongly. A person's circle are those they
    introduced, and those who share their organisation. Its nearness is 1 - the product of (1 - weight x fit) over its
    three nearest members, with the weights 1 and 0.8; a fit below 0.2 does not count. Below 0.25 nobody is named. Of
    equally near ones the closest to you is chosen, then by name. Contacts that may not be suggested are not named.
    """
    folded = _Folded()
    circles = _circles(fits, members, folded)
    lowest = {
        how: {key: prod(1 - WEIGHTS[how] * fit for fit, _ in near) for key, near in of.items()}
        for how, of in circles.items()
    }
    introduced, orgs = lowest["introduced"], lowest["org"]
    best: tuple[tuple[float, int, str, int], Introducer] | None = None
    for member in members.values():
        org = folded[member.org]
        bound = introduced.get(member.id, 1.0) * orgs.get(org, 1.0)
        if (
            bound > 1 - LEAST
            or (best and round(bound, 6) > best[0][0])
            or member.kind != Kind.PERSON
            or member.no_suggest
        ):
            continue
        first = _nearest(circles, {"introduced": member.id, "org": org}, member.id)
        miss = prod(1 - worth for worth, _, _ in first)
        order = (round(miss, 6), -(member.closeness or 0), member.name, member.id)
        if 1 - miss >= LEAST and (best is None or order < best[0]):
            why = _why(member, [(members[other].name, how) for _, how, other in first])
            best = order, Introducer(ContactRef(member.id, member.name), why, round(1 - miss, 4))
    return best[1] if best else None


_Circles = dict[str, dict[object, list[tuple[float, int]]]]
"""The nearest members of each circle, as ``(fit, contact)``, by tie and what ties them (a number or a folded text)."""


def _nearest(circles: _Circles, ties: Mapping[str, object], own: int) -> list[tuple[float, str, int]]:
    """Return the three nearest members of somebody's circles, each once, as ``(weight x fit, how, contact)``."""
    near = [
        (WEIGHTS[how] * fit, how, other)
        for how, key in ties.items()
        for fit, other in circles[how].get(key, ())
        if other != own
    ]
    seen: dict[int, tuple[float, str, int]] = {}
    for each in sorted(near, key=lambda row: -row[0]):
        seen.setdefault(each[2], each)
    return list(seen.values())[:NEAREST]


class _Folded(dict[str, str]):
    """Folded texts, each folded once: many contacts share an organisation."""

    def __missing__(self, text: str) -> str:
        self[text] = folded = fold(text)
        return folded


def _circles(fits: Mapping[int, float], members: Mapping[int, Member], folded: _Folded) -> _Circles:
    """Return the nearest members of each circle, one more than count, since a person is not in their own."""
    circles: _Circles = {how: {} for how in WEIGHTS}
    for number, fit in sorted(fits.items(), key=lambda item: (-item[1], item[0])):
        member = members.get(number)
        if member is None or fit < NOISE:
            continue
        ties = {"introduced": member.via_id, "org": folded[member.org]}
        for how, key in ties.items():
            if key and len(near := circles[how].setdefault(key, [])) <= NEAREST:
                near.append((fit, number))
    return circles


def _why(member: Member, first: Sequence[tuple[str, str]]) -> str:
    """Return the reason why a circle is near, in the words of the strongest tie."""
    how = first[0][1]
    names = " and ".join([name for name, tie in first if tie == how][:2])
    if how == "introduced":
        return f"introduced you to {names}"
    return f"shares {member.org} with {names}"
