"""Other names of the same thing: the built-in short forms and the user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from asknet.text import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Synonyms = dict[str, tuple[str, ...]]
"""A phrase (tokens joined by single spaces) -> the phrases that mean the same."""

LONGEST = 4
"""The longest phrase that is looked up, in tokens."""

PLURAL = 6
"""Letters from which a last word is looked up as a plural too."""

_SHORT_FORMS = Path(__file__).parents[2] / "data" / "short_forms.tsv"


def both_ways(pairs: Iterable[tuple[str, str]]) -> Synonyms:
    """Return synonyms in both directions from pairs of texts, short and long. A short form may have several meanings."""
    found: dict[str, dict[str, None]] = {}
    for short, long in pairs:
        one, other = " ".join(tokens(short)), " ".join(tokens(long))
        if one and other and one != other:
            found.setdefault(one, {})[other] = None
            found.setdefault(other, {})[one] = None
    return {phrase: tuple(same) for phrase, same in found.items()}


@cache
def short_forms() -> Synonyms:
    """Return the built-in list, ``data/short_forms.tsv``: short form, tab, long form; ``#`` begins a comment."""
    lines = _SHORT_FORMS.read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return both_ways((short, long) for short, _, long in rows)


def phrases(words: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield each run of the words that has a synonym, with that synonym."""
    for start in range(len(words)):
        for stop in range(start + 1, min(start + LONGEST, len(words)) + 1):
            run = words[start:stop]
            phrase = " ".join(run)
            plain = next((p for p in (phrase, *_singulars(phrase)) if p in synonyms), "")
            for same in synonyms.get(plain, ()):
                yield run, same


def _singulars(phrase: str) -> Iterator[str]:
    """Yield what a phrase may be the plural of, in English, French, Spanish, German and Dutch, if its last word is long."""
    if len(phrase.rpartition(" ")[2]) >= PLURAL:
        yield from (phrase.removesuffix(end) for end in ("s", "es", "en", "n", "e", "nen") if phrase.endswith(end))
