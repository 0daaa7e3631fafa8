"""The stems of texts, with each word looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.store.stems import stems
from asknet.text import terms

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stemmer:
    """Call it with a text to get the stems of its words, without fillers; `learn` looks up those of many texts at once."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._texts: dict[str, frozenset[str]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Look up the words of these texts at once."""
        words = {text: terms(text) for text in texts if text not in self._texts}
        new = {word for each in words.values() for word in each if word not in self._of}
        if new:
            self._of |= stems(new)
        for text, each in words.items():
            self._texts[text] = frozenset(self._of.get(word, word) for word in each)

    def __call__(self, text: str) -> frozenset[str]:
        """Return the stems of a text."""
        if text not in self._texts:
            self.learn([text])
        return self._texts[text]
