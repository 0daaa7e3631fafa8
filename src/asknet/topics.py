"""When two texts speak of the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asknet.model import Contact

Stems = Callable[[str], frozenset[str]]
"""Gives the stems of a text's words, fillers aside."""


def same_topic(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two texts, given as stems, speak of the same.

    Every word of the shorter stands in the longer: the skill ``crochet`` is what the problem ``crochet pattern`` is
    about, and so is ``crochet patterns``; ``knitting patterns`` is not. A text without words speaks of nothing.
    """
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return bool(shorter) and shorter <= longer


def covers(want: frozenset[str], skill: frozenset[str]) -> bool:
    """Return whether a skill is what somebody wants, both given as stems.

    They speak of the same, and the shorter is at least half of the longer: ``bread`` is not yet ``bread machine repair``.
    """
    return same_topic(want, skill) and 2 * min(len(want), len(skill)) >= max(len(want), len(skill))


def speaking(
    texts: Iterable[str], topics: Sequence[str], stems: Stems, same: Callable[..., bool] = same_topic
) -> dict[str, list[str]]:
    """Return, by text, which of the topics speak of the `same` as it, in the order of the topics.

    Texts of which none does are left out. Near-linear in both: only what shares a stem is compared.
    """
    holding: dict[str, list[str]] = {}
    for topic in topics:
        for stem in stems(topic):
            holding.setdefault(stem, []).append(topic)
    place = {topic: number for number, topic in enumerate(topics)}
    found = {}
    for text in texts:
        about = stems(text)
        near = {topic for stem in about for topic in holding.get(stem, ())}
        spoken = sorted((topic for topic in near if same(about, stems(topic))), key=place.__getitem__)
        if spoken:
            found[text] = spoken
    return found


def topics_of(contact: Contact) -> list[str]:
    """Return what a contact knows: the topics of their skills, their title and their organisation."""
    return [*(skill.topic for skill in contact.skills), *filter(None, (contact.title, contact.org))]


def could_give(wants: Iterable[str], mine: Sequence[str], stems: Stems) -> list[tuple[str, str]]:
    """Return the wants that a topic of yours covers, each as ``(want, that topic)``."""
    known = [(topic, stems(topic)) for topic in mine]
    found = []
    for want in wants:
        about = stems(want)
        skill = next((topic for topic, its in known if covers(about, its)), None)
        if skill is not None:
            found.append((want, skill))
    return found
