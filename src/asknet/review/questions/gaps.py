"""What does the network not cover, and who could open the way?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from math import prod
from typing import NamedTuple

from asknet.model import Kind, Verdict
from asknet.records import Asked, Member
from asknet.review.questions.period import Who
from asknet.review.questions.standing import HELPED
from asknet.text import fold
from asknet.topics import Stems, same_topic

NEAREST = 3
"""Members of a circle that say how near it is to a topic."""
WEIGHTS = {"introduced": 1.0, "org": 0.8, "place": 0.4}
"""What a contact of a circle says of it: those somebody introduced are surely known to them, neighbours less so."""
LEAST = 0.15
"""Nearness under which nobody is named."""
NOISE = 0.2
"""Fit under which a contact says nothing of a circle: chance alone gives as much in a small network."""
ALIKE = 2
"""Words that two problems share at least to be of one topic, where neither holds all of the other."""


class Introducer(NamedTuple):
    """Whom to ask for an introduction, why, and how near their circle is to the topic, 0..1."""

    who: Who
    why: str
    nearness: float


class Gap(NamedTuple):
    """Problems on one topic with no strong answer: the asks, the newest first, and whom to ask for an introduction."""

    topic: str
    asks: tuple[int, ...]
    problems: tuple[str, ...]
    last: date
    introducer: Introducer | None = None


def gaps(asks: Sequence[Asked], covered: Collection[str], stems: Stems, today: date) -> tuple[Gap, ...]:
    """Group the problems that had no strong answer.

    `asks` come newest first; `covered` are problems that a contact's skill speaks of by now. A problem counts when its
    verdict was not ``strong``, nobody helped with it, it is not covered, and no later problem of the same topic (see
    `same_topic`) had a strong answer or was helped with. Those alike to the newest of a group are one group, named by
    that newest problem: of the same topic, or with at least two words in common that are at least half of the longer. Most
    problems first, then the newest.
    """
    met: list[frozenset[str]] = []
    groups: list[tuple[frozenset[str], list[Asked]]] = []
    for ask in asks:
        if ask.day > today:
            continue
        about = stems(ask.problem)
        if ask.verdict is Verdict.STRONG or any(came.outcome in HELPED for came in ask.came):
            met.append(about)
        elif ask.problem not in covered and not any(same_topic(about, done) for done in met):
            group = next((group for topic, group in groups if _alike(topic, about)), None)
            if group is None:
                groups.append((about, [ask]))
            else:
                group.append(ask)
    found = [
        Gap(group[0].problem, tuple(a.id for a in group), tuple(dict.fromkeys(a.problem for a in group)), group[0].day)
        for _, group in groups
    ]
    return tuple(sorted(found, key=lambda gap: (-len(gap.asks), -gap.last.toordinal(), gap.topic)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return same_topic(one, other) or (shared >= ALIKE and 2 * shared >= max(len(one), len(other)))


def introducer(fits: Mapping[int, float], members: Mapping[int, Member], barred: frozenset[int]) -> Introducer | None:
    """Name the person whose own circle is nearest to a problem.

    `fits` holds how well contacts fit the problem, 0..1; none of them strongly. A person's circle are those they introduced,
    and those who share their organisation or place. Its nearness is 1 - the product of (1 - weight x fit) over its three
    nearest, with the weights 1, 0.8 and 0.4; a fit under 0.2 says nothing. Nobody is named under 0.15. Of equally near ones
    the closest, then the one by name. Nobody in `barred` (not to be suggested) is named.
    """
    circles = _circles(fits, members)
    least = {key: prod(1 - WEIGHTS[key[0]] * fit for fit, _ in near) for key, near in circles.items()}
    folded = _Folded()
    best: tuple[tuple[float, int, str, int], Introducer] | None = None
    for member in members.values():
        keys = (("introduced", str(member.id)), ("org", folded[member.org]), ("place", folded[member.place]))
        bound = prod(least.get(key, 1.0) for key in keys)
        if (
            bound > 1 - LEAST
            or (best and round(bound, 6) > best[0][0])
            or member.kind != Kind.PERSON
            or member.id in barred
        ):
            continue
        first = _nearest(circles, keys, member.id)
        miss = prod(1 - worth for worth, _, _ in first)
        order = (round(miss, 6), -(member.closeness or 0), member.name, member.id)
        if 1 - miss >= LEAST and (best is None or order < best[0]):
            why = _why(member, [(members[other].name, how) for _, how, other in first])
            best = order, Introducer(Who(member.id, member.name), why, round(1 - miss, 4))
    return best[1] if best else None


_Circles = dict[tuple[str, str], list[tuple[float, int]]]
"""The nearest of each circle, by how they are tied and to what: ``(fit, contact)``."""


def _nearest(circles: _Circles, keys: Iterable[tuple[str, str]], own: int) -> list[tuple[float, str, int]]:
    """Return the three nearest of somebody's circles, each once, as ``(weight x fit, how, contact)``."""
    near = [
        (WEIGHTS[how] * fit, how, other)
        for how, key in keys
        for fit, other in circles.get((how, key), ())
        if other != own
    ]
    seen: dict[int, tuple[float, str, int]] = {}
    for each in sorted(near, key=lambda row: -row[0]):
        seen.setdefault(each[2], each)
    return list(seen.values())[:NEAREST]


class _Folded(dict[str, str]):
    """Folded texts, each worked out once: many contacts share a place."""

    def __missing__(self, text: str) -> str:
        self[text] = folded = fold(text)
        return folded


def _circles(
    fits: Mapping[int, float], members: Mapping[int, Member]
) -> dict[tuple[str, str], list[tuple[float, int]]]:
    """Return the nearest of each circle, one more than count, since a person is not of their own."""
    circles: _Circles = {}
    for number, fit in sorted(fits.items(), key=lambda item: (-item[1], item[0])):
        member = members.get(number)
        if member is None or fit < NOISE:
            continue
        keys = (
            ("introduced", str(member.via_id) if member.via_id else ""),
            ("org", fold(member.org)),
            ("place", fold(member.place)),
        )
        for how, key in keys:
            if key and len(circles.setdefault((how, key), [])) <= NEAREST:
                circles[how, key].append((fit, number))
    return circles


def _why(member: Member, first: Sequence[tuple[str, str]]) -> str:
    """Say by whom a circle is near, in the words of the strongest tie."""
    how = first[0][1]
    names = " and ".join([name for name, tie in first if tie == how][:2])
    if how == "introduced":
        return f"introduced you to {names}"
    return f"shares {member.org if how == 'org' else member.place} with {names}"
