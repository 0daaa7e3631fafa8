"""Stems of words, by SQLite's own Porter stemmer (https://sqlite.org/fts5.html#porter_tokenizer)."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from asknet.store.schema import WHITE_SPACE_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterable


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
