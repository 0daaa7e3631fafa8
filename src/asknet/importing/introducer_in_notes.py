"""Read from the notes of a row who introduced somebody: ``Introduced by Luis``; and what names nobody in a column for it."""

from __future__ import annotations

import re

from asknet.addresses import is_no_name
from asknet.errors import UsageError
from asknet.fields import parse_kind
from asknet.formats.headers import meaning
from asknet.labels import organises
from asknet.model import Kind
from asknet.text import RELATIONS, is_filler

_BY = r"(?i)\b(?:by|von|par|por|da|door|av|af|przez|tarafından)\b"
"""What names a person behind it; ``met through`` may name a place or a site."""
_SENTENCES = re.compile(r"[\n;]|(?<=[^\W\d_]{2})[.!]\s|,\s")
_MOST_WORDS = 4
_LONGEST = 20_000
"""Characters of notes that are read."""
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:['’-][^\W\d_]+)*\.?")


def introducer_in(notes: str) -> str:
    """Return the introducer that a sentence of the notes names, or ''.

    >>> introducer_in("Fixes bikes. Introduced by Luis Vega at the fair")
    'Luis Vega'
    """
    if not re.search(_BY, notes[:_LONGEST]):
        return ""
    for sentence in _SENTENCES.split(notes[:_LONGEST]):
        words = sentence.replace(":", " ").split()
        for count in range(2, min(_MOST_WORDS, len(words) - 1) + 1):
            if re.fullmatch(_BY, words[count - 1]) and meaning(" ".join(words[:count])) == "via":
                return _name(words[count:])
    return ""


def _name(words: list[str]) -> str:
    """Return the name that the words begin with: those with a capital, as far as they go."""
    name: list[str] = []
    for word in words[:_MOST_WORDS]:
        if not _WORD.fullmatch(word) or not word[:1].isupper():
            break
        name.append(word)
    return " ".join(name).rstrip(".")


def names_nobody(text: str) -> bool:
    """Return whether the value of an introducer names nobody: a site, a sentence.

    >>> names_nobody("LinkedIn"), names_nobody("met at the conference"), names_nobody("Luis Vega")
    (True, True, False)
    """
    words = text.casefold().split()
    if len(words) == 1:
        return (organises(text) and words[0] not in RELATIONS) or _is_site(text)
    said = len(words) > 2 and any(map(is_filler, set(text.split()) - {"and"}))  # noqa: PLR2004 - given and family name
    return said or is_no_name(text) or any(map(str.isdecimal, text))


def _is_site(word: str) -> bool:
    try:
        return parse_kind(word) is not Kind.PERSON
    except UsageError:
        return False
