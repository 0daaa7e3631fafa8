"""Suggestions of what to do if nobody fits."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from asknet.model import Kind, Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.model import Match

_COMMUNITIES = 2
_INTRODUCERS = 1
_TOPICS = 3
_NEAR = 5


def suggestions(near: Sequence[Match]) -> tuple[Suggestion, ...]:
    """Suggest communities to post in, an introducer near the topic, and nearest topics.

    `near` are those who do not fit but are near a part of the problem, best first, so that a reader sees what they share.
    """
    return (*_communities(near), *_introducers(near), *_topics(near))


def say_who_introduces(asked_for: tuple[Match, ...]) -> tuple[Suggestion, ...]:
    """Suggest recording who could introduce you to the one contact to whom you asked for an introduction."""
    if len(asked_for) != 1 or asked_for[0].via:
        return ()
    contact = asked_for[0].contact
    return (
        Suggestion(
            do="via",
            id=contact.id,
            name=contact.name,
            why="no introducer is recorded",
            command=f"asknet edit id:{contact.id} --via NAME",
        ),
    )


def _communities(nearest: Sequence[Match]) -> list[Suggestion]:
    return [
        Suggestion(
            do="post",
            id=c.id,
            name=c.name,
            why=f"a community{_about(c.skills[0].topic) if c.skills else ''}",
            command=f"asknet show {shlex.quote(c.name)}",
        )
        for c in [match.contact for match in nearest if match.contact.kind is Kind.COMMUNITY][:_COMMUNITIES]
    ]


def _about(topic: str) -> str:
    return f" for {topic}"


def _introducers(nearest: Sequence[Match]) -> list[Suggestion]:
    """Suggest contacts who introduced several of the nearest: their circle is near the topic."""
    introduced: dict[tuple[int, str], list[str]] = {}
    for match in nearest[:_NEAR]:
        for introducer in zip(match.contact.via_ids, match.contact.via, strict=True):
            introduced.setdefault(introducer, []).append(match.contact.name)
    several = sorted(
        ((len(names), via, names) for via, names in introduced.items() if len(names) > 1),
        key=lambda row: (-row[0], row[1][1]),
    )
    return [
        Suggestion(
            do="introduce",
            id=via[0],
            name=via[1],
            why=f"introduced you to {' and '.join(names[:2])}",
            command=f"asknet show {shlex.quote(via[1])}",
        )
        for _, via, names in several[:_INTRODUCERS]
    ]


def _topics(nearest: Sequence[Match]) -> list[Suggestion]:
    topics: dict[str, str] = {}
    for match in nearest:
        for why in match.why:
            if why.source == "skill" and why.term:
                topics.setdefault(why.evidence.casefold(), why.evidence)
    return [
        Suggestion(
            do="topic",
            name=topic,
            why="the nearest topic that somebody here knows",
            command=f"asknet ask {shlex.quote(topic)}",
        )
        for topic in list(topics.values())[:_TOPICS]
    ]
