"""Taking somebody's name and addresses out of other texts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Kind
from asknet.text import fold, fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.model import Contact

GAP = "[…]"
"""What stands where a name was: no word, so that it is never found by asking."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ‘`]s$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.,'’_‐‑–—-]{0,3}")
"""What may part two words of one name."""
_SHORTEST_WORD = 2
_FEWEST_DIGITS = 6
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


class _Word(NamedTuple):
    """A word of a text: folded, whether it begins with a capital, and where it stands."""

    folded: str
    capital: bool
    start: int
    end: int


class Naming:
    """What names a contact, and how to take it out of a text.

    `others` are names and addresses that somebody else has too, folded: those do
    not say who is meant, and stay.
    """

    def __init__(self, contact: Contact, others: frozenset[str]) -> None:
        names = [name for name in (contact.name, *contact.aliases) if fold_name(name) not in others]
        self._sequences = {variant for name in names for variant in _variants(name)}
        self._needs_capital = {
            words[0]
            for name in names
            if len(words := fold_name(name).split()) == 1 and name[:1].isupper() and _is_words(name)
        }
        literal = [re.escape(name) for name in names if not _is_words(name)]
        addresses = [
            *(re.escape(value) for value in contact.email),
            *(re.escape(_SCHEME.sub("", value).rstrip("/")) + "/?" for value in contact.url),
            *(_digits(value) for value in contact.phone),
        ]
        kept = [fold(value) in others for value in (*contact.email, *contact.url, *contact.phone)]
        patterns = [p for p, stays in zip(addresses, kept, strict=True) if p.strip("/?") and not stays] + literal
        joined = "|".join(sorted(patterns, key=len, reverse=True))
        self._literal = (
            re.compile(rf"(?:[a-z][a-z0-9+.-]*://(?:www\.)?)?(?:{joined})", re.IGNORECASE) if joined else None
        )
        self._single = self._words_of(contact)

    def _words_of(self, contact: Contact) -> frozenset[str]:
        """The single words of a person's names, by which they are called where it is clear who is meant."""
        if contact.kind is not Kind.PERSON:
            return frozenset()
        names = (contact.name, *contact.aliases)
        return frozenset(w for name in names for w in fold_name(name).split() if len(w) >= _SHORTEST_WORD)

    def taken_out(self, text: str, *, beside: Iterable[str] | None = None) -> str:
        """Return `text` without what names the contact.

        Where the contact took part, `beside` are the names of who else did: then
        single words of the name go too, unless they are part of one of those.
        """
        single: frozenset[str] = frozenset()
        if beside is not None:
            single = self._single - {w for name in beside for w in fold_name(name).split()}
        for start, end in reversed(_joined(list(self._spans(text, single)))):
            text = text[:start] + GAP + text[end:]
        return text

    def stands_in(self, text: str, words: frozenset[str]) -> bool:
        """Say whether one of these single words of the name stands in `text` with a capital."""
        return any(word.capital and word.folded in words for word in _words(text))

    def single_words(self, others: frozenset[str]) -> frozenset[str]:
        """Return the single words of the name that are not `others` and mean nothing else to a reader of English."""
        return frozenset(w for w in self._single - others if not is_filler(w))

    def _spans(self, text: str, single: frozenset[str]) -> Iterator[tuple[int, int]]:
        if self._literal:
            yield from (match.span() for match in self._literal.finditer(text))
        words = _words(text)
        folded = [word.folded for word in words]
        for place, word in enumerate(words):
            if word.folded in single and (word.capital or not is_filler(word.folded)):
                yield word.start, word.end
            for sequence in self._sequences:
                last = place + len(sequence) - 1
                if tuple(folded[place : last + 1]) != sequence or not _together(text, words[place : last + 1]):
                    continue
                if len(sequence) == 1 and sequence[0] in self._needs_capital and not word.capital:
                    continue
                yield word.start, words[last].end


def _is_words(name: str) -> bool:
    """Say whether a name can be compared word by word: not where a script joins its words, or it has none."""
    return fold_name(name).replace(" ", "").isalnum() and all(ord(c) < 0x0900 for c in name)  # noqa: PLR2004 - Devanagari


def _variants(name: str) -> Iterator[tuple[str, ...]]:
    """A name as its words, with the last one first, and written as one."""
    if not _is_words(name):
        return
    words = tuple(fold_name(name).split())
    yield words
    if len(words) > 1:
        yield (words[-1], *words[:-1])
        yield ("".join(words),)


def _digits(phone: str) -> str:
    """A pattern for a phone number however it is spaced; empty for what is too short to be one."""
    digits = re.sub(r"\D", "", phone)
    return r"\+?" + r"[\s()./-]*".join(digits) if len(digits) >= _FEWEST_DIGITS else ""


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text):
        said = _POSSESSIVE.sub("", match.group())
        found += [
            _Word(folded, said[:1].isupper(), match.start(), match.start() + len(said))
            for folded in fold_name(said).split()
        ]
    return found


def _together(text: str, words: Sequence[_Word]) -> bool:
    """Say whether nothing but the usual stands between words."""
    return all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(words) if a.end < b.start)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that meet joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
