"""Decide when two texts are about the same topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asknet.model import Contact

Stems = Callable[[str], frozenset[str]]
"""Returns the stems of a text's words, without fillers."""


def same_topic(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two texts, given as stems, are about the same topic.

    Every word of the shorter one is in the longer one: the skill ``crochet`` fits the problem ``crochet pattern``,
    and so does ``crochet patterns``; ``knitting patterns`` does not. A text without words fits nothing.
    """
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return bool(shorter) and shorter <= longer


def covers(want: frozenset[str], skill: frozenset[str]) -> bool:
    """Return whether a skill satisfies a want, both given as stems.

    They are about the same topic, and the shorter has at least half the words of the longer: ``bread`` does not satisfy
    ``bread machine repair``.
    """
    return same_topic(want, skill) and 2 * min(len(want), len(skill)) >= max(len(want), len(skill))


def speaking(
    texts: Iterable[str], topics: Sequence[str], stems: Stems, same: Callable[..., bool] = same_topic
) -> dict[str, list[str]]:
    """Return for each text which topics are about the `same` as it, in the order of the topics.

    Texts without any are left out. Nearly linear in both: only topics that share a stem are compared.
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


def covered_wants(wants: Iterable[str], mine: Sequence[str], stems: Stems) -> list[tuple[str, str]]:
    """Return the wants that one of your topics covers, as pairs ``(want, topic)``."""
    known = [(topic, stems(topic)) for topic in mine]
    found = []
    for want in wants:
        about = stems(want)
        skill = next((topic for topic, its in known if covers(about, its)), None)
        if skill is not None:
            found.append((want, skill))
    return found
