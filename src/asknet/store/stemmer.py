"""Stems of words and texts, by SQLite's own Porter stemmer (https://sqlite.org/fts5.html#porter_tokenizer)."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from asknet.store.schema import WHITE_SPACE_ONLY
from asknet.text import terms

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stemmer:
    """The stems of texts, with each word looked up once.

    Call it with a text to get the stems of its words, without fillers; `learn` looks up those of many texts at once.
    """

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


def stems(words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each folded word: ``crocheting`` and ``crochet`` have the same.

    Computed in memory; no file is opened. A word must not contain white space.
    """
    wanted = sorted(set(words))
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute(f'CREATE VIRTUAL TABLE w USING fts5(word, tokenize="porter {WHITE_SPACE_ONLY}")')
        conn.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(w, instance)")
        conn.executemany("INSERT INTO w(rowid, word) VALUES (?, ?)", enumerate(wanted))
        return {wanted[number]: stem for stem, number in conn.execute("SELECT term, doc FROM stem")}
    finally:
        conn.close()
