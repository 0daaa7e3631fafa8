"""Find the topics that texts are about, so that only few of many topics have to be stemmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.store.stemmer import Stemmer
from asknet.text import tokens
from asknet.topics import same_topic, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HEAD = 3


class TopicIndex:
    """Topics (folded, the commonest first), found by the texts about them; `stems` returns those of any text."""

    def __init__(self, topics: Sequence[str]) -> None:
        self.stems = Stemmer()
        self._heads = [(topic, [heads(word) for word in tokens(topic)]) for topic in topics]

    def speaking(self, texts: Sequence[str], same: Callable[..., bool] = same_topic) -> dict[str, list[str]]:
        """Return for each text the topics that are about the `same`; texts without any are left out."""
        return speaking(dict.fromkeys(texts), self.near(texts), self.stems, same)

    def near(self, texts: Sequence[str]) -> list[str]:
        """Return the topics that may share a stem with one of the texts."""
        self.stems.learn(texts)
        begun = {beginning(stem) for text in texts for stem in self.stems(text)}
        near = [topic for topic, words in self._heads if any(not begun.isdisjoint(each) for each in words)]
        self.stems.learn(near)
        return near


def heads(word: str) -> tuple[str, ...]:
    """Return the possible beginnings of a word's stem: stemming changes endings, and y to i; ``dns`` becomes ``dn``."""
    begun = beginning(word)
    return tuple(begun[:length] for length in range(1, _HEAD + 1))


def beginning(word: str) -> str:
    """Return the first letters of a word or a stem, with y as i."""
    return word[:_HEAD].replace("y", "i")
