"""`history`: read and search the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import AmbiguousNameError, NothingFoundError
from asknet.names import resolve
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.model import Interaction
    from asknet.store import Store


def history(store: Store, words: Sequence[str], *, since: date | None = None) -> list[Interaction]:
    """Return the entries of the log, newest first: those with a contact, with these words, since a day.

    The first of the `words`, if they name a contact, select that contact, as participant or mentioned; each of the others
    must begin a word of the entry's text, topics or names. Raises `AmbiguousNameError` for a single ambiguous name.
    """
    with store.reading():
        contact, rest = _named(store, words)
        entries = store.interactions.every(contact, since)
        wanted = [fold(word) for word in rest]
        return [entry for entry in entries if all(_holds(entry, word) for word in wanted)]


def _named(store: Store, words: Sequence[str]) -> tuple[int | None, Sequence[str]]:
    """Return the contact that the first words name (as many as possible), and the remaining words."""
    for count in range(len(words), 0, -1):
        try:
            return resolve(" ".join(words[:count]), store.contacts, writing=True).contact.id, words[count:]
        except NothingFoundError:
            continue
        except AmbiguousNameError as error:
            if len(words) == 1 and "may be" in error.message:
                raise
    return None, words


def _holds(entry: Interaction, word: str) -> bool:
    people = [name for _, name in (*entry.with_, *entry.mentioned)]
    text = fold(" ".join([entry.text, entry.kind, *entry.topics, *people]))
    return any(part.startswith(word) for part in text.replace("-", " ").split()) or word in text.split()
