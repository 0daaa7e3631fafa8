"""Topics of the network that the notes on a contact mention: the word may be shown, but never the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.text import fold, tokens

if TYPE_CHECKING:
    from asknet.review.overview import Overview

_MOST = 8
"""Topics of a contact's notes, at most."""


def topics_in_notes(overview: Overview) -> dict[int, list[str]]:
    """Return, by contact, the topics known to others all of whose words are in the contact's notes.

    Topics that the contact is known for are left out.
    """
    written: dict[str, str] = {}
    for skill in overview.skills:
        written.setdefault(skill.folded, skill.topic)
    by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for folded in written:
        words = tokens(folded)
        if words:
            by_word.setdefault(max(words, key=len), []).append((folded, frozenset(words)))
    known: dict[int, set[str]] = {}
    for skill in overview.skills:
        known.setdefault(skill.contact, set()).add(skill.folded)
    found: dict[int, list[str]] = {}
    for contact, note in overview.notes.items():
        said = dict.fromkeys(tokens(fold(note)))
        mine = known.get(contact, ())
        spoken = [
            written[folded]
            for word in said
            for folded, words in by_word.get(word, ())
            if folded not in mine and words <= said.keys()
        ]
        if spoken:
            found[contact] = spoken[:_MOST]
    return found
